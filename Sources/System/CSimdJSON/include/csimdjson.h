// Parses JSON text into a flat list of nodes with simdjson.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  CSJ_OBJECT = 0,
  CSJ_ARRAY = 1,
  CSJ_STRING = 2,
  CSJ_NUMBER = 3,
  CSJ_TRUE = 4,
  CSJ_FALSE = 5,
  CSJ_NULL = 6,
  CSJ_KEY = 7,
} csj_kind;

/// One value, or one key, of a document. Nodes are in document order: an object is followed by key, value, key,
/// value …, an array by its elements.
typedef struct {
  /// Byte range of the source text, brackets and quotes included.
  uint32_t start;
  uint32_t end;
  /// Index of the node after this one and everything in it.
  uint32_t next;
  uint8_t kind;
  /// Whether a string or key contains a backslash.
  uint8_t escaped;
} csj_node;

typedef struct csj_parser csj_parser;

csj_parser *csj_parser_create(void);
void csj_parser_destroy(csj_parser *parser);

/// The number of readable bytes that must follow the text.
size_t csj_padding(void);

/// Parses one JSON document. Returns 0 and sets `nodes` and `count` (valid until the next call), or an error number.
int csj_parse(csj_parser *parser, const char *text, size_t length, const csj_node **nodes, size_t *count);

/// The library's message for an error number.
const char *csj_error_message(int error);

#ifdef __cplusplus
}
#endif
#endif
