#ifndef CMD_SHIM_H
#define CMD_SHIM_H
#include <md5.h>
#include <sha2.h>
#endif
