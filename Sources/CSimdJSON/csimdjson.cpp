#include "csimdjson.h"

#include <new>
#include <string>
#include <vector>

#include <simdjson.h>

// simdjson's DOM parser checks the whole text (grammar, UTF-8, numbers, escapes) but forgets where each value stood.
// Its first stage leaves the position of every bracket, comma, colon, string and scalar; walking those gives the
// positions back, and needs no second check of the grammar.

struct csj_parser {
  simdjson::dom::parser dom;
  std::vector<csj_node> nodes;
  std::vector<uint32_t> open;
  std::string masked;
};

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The end of a string or scalar: the next structural character stands at `next`, white space may stand between.
uint32_t token_end(const char *text, uint32_t next) {
  while (is_space(text[next - 1])) next--;
  return next;
}

bool has_backslash(const char *text, uint32_t start, uint32_t end) {
  return memchr(text + start, '\\', end - start) != nullptr;
}

uint8_t scalar_kind(char first) {
  switch (first) {
    case '"': return CSJ_STRING;
    case 't': return CSJ_TRUE;
    case 'f': return CSJ_FALSE;
    case 'n': return CSJ_NULL;
    default: return CSJ_NUMBER;
  }
}

void walk(csj_parser &parser, const char *text, size_t length) {
  const auto &stage1 = *parser.dom.implementation;
  const uint32_t *at = stage1.structural_indexes.get();
  const uint32_t count = stage1.n_structural_indexes;
  auto &nodes = parser.nodes;
  auto &open = parser.open;
  nodes.clear();
  open.clear();
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t position = at[i];
    const char c = text[position];
    switch (c) {
      case '{':
      case '[':
        open.push_back(uint32_t(nodes.size()));
        nodes.push_back({position, 0, 0, uint8_t(c == '{' ? CSJ_OBJECT : CSJ_ARRAY), 0});
        break;
      case '}':
      case ']': {
        csj_node &node = nodes[open.back()];
        open.pop_back();
        node.end = position + 1;
        node.next = uint32_t(nodes.size());
        break;
      }
      case ',':
      case ':':
        break;
      default: {
        const uint32_t end = token_end(text, i + 1 < count ? at[i + 1] : uint32_t(length));
        const bool key = i + 1 < count && text[at[i + 1]] == ':';
        const uint8_t kind = key ? uint8_t(CSJ_KEY) : scalar_kind(c);
        nodes.push_back({position, end, uint32_t(nodes.size() + 1), kind,
                         uint8_t(c == '"' && has_backslash(text, position, end))});
      }
    }
  }
}

/// JSON's grammar allows half of a surrogate pair (`\ud800`), simdjson does not. Such escapes are replaced by others
/// of the same length, so that positions stay true; the source text keeps what it had.
void mask_surrogates(std::string &text) {
  for (size_t i = 0; i + 5 < text.size(); i++) {
    if (text[i] != '\\') continue;
    const char c = text[i + 2];
    if (text[i + 1] == 'u' && (c == 'd' || c == 'D')) text[i + 2] = '0';
    i++;
  }
}

}  // namespace

extern "C" {

csj_parser *csj_parser_create(void) { return new (std::nothrow) csj_parser(); }

void csj_parser_destroy(csj_parser *parser) { delete parser; }

size_t csj_padding(void) { return simdjson::SIMDJSON_PADDING; }

int csj_parse(csj_parser *parser, const char *text, size_t length, const csj_node **nodes, size_t *count) {
  try {
    auto result = parser->dom.parse(reinterpret_cast<const uint8_t *>(text), length, false);
    if (result.error() == simdjson::STRING_ERROR) {
      parser->masked.assign(text, length);
      mask_surrogates(parser->masked);
      parser->masked.reserve(length + simdjson::SIMDJSON_PADDING);
      result = parser->dom.parse(reinterpret_cast<const uint8_t *>(parser->masked.data()), length, false);
    }
    if (result.error() != simdjson::SUCCESS) return int(result.error());
    walk(*parser, text, length);
  } catch (const std::bad_alloc &) {
    return int(simdjson::MEMALLOC);
  }
  *nodes = parser->nodes.data();
  *count = parser->nodes.size();
  return 0;
}

const char *csj_error_message(int error) {
  return simdjson::error_message(simdjson::error_code(error));
}

}  // extern "C"
