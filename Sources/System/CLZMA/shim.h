#ifndef CLZMA_SHIM_H
#define CLZMA_SHIM_H
#include <lzma.h>
// A macro with a compound initializer: Swift cannot import it.
static inline lzma_stream clzma_stream(void) {
  lzma_stream stream = LZMA_STREAM_INIT;
  return stream;
}
#endif
