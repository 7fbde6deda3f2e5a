#ifndef CMESSAGEDIGEST_SHIM_H
#define CMESSAGEDIGEST_SHIM_H
#include <md5.h>
#include <sha2.h>
#endif
