#include "csimdjson.h"

#include <cstring>
#include <new>
#include <string>
#include <vector>

#include <simdjson.h>

// simdjson's DOM parser checks the whole text (grammar, UTF-8, numbers, escapes) but does not keep the positions of values.
// Its first stage records the position of every bracket, comma, colon, string and scalar; walking these restores the
// positions without checking the grammar again.

struct csj_parser {
  simdjson::dom::parser dom;
  std::vector<csj_node> nodes;
  std::vector<uint32_t> open;
  std::string masked;
};

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The end of a string or scalar: the next structural character is at `next`, possibly after white space.
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

/// Whether a text begins with a byte order mark, which some editors write.
bool has_mark(const char *text, size_t length) { return length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The end of a number by JSON's grammar, or `start` if there is none.
size_t number_end(const std::string &text, size_t start) {
  size_t i = start;
  const auto digits = [&] {
    const size_t first = i;
    while (i < text.size() && is_digit(text[i])) i++;
    return i > first;
  };
  if (text[i] == '-') i++;
  if (i < text.size() && text[i] == '0') i++;
  else if (!digits()) return start;
  if (i < text.size() && text[i] == '.') {
    i++;
    if (!digits()) return start;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    i++;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) i++;
    if (!digits()) return start;
  }
  return i;
}

/// JSON's grammar allows half of a surrogate pair (`\ud800`) and numbers of any size (`1e999`), simdjson does not.
/// They are replaced by others of the same length, so that positions stay correct; the source text is not changed. A
/// byte order mark is replaced, too. Text that is not JSON is left unchanged.
void mask_limits(std::string &text) {
  if (has_mark(text.data(), text.size())) text.replace(0, 3, 3, ' ');
  bool in_string = false;
  for (size_t i = 0; i < text.size(); i++) {
    const char c = text[i];
    if (c == '"') {
      in_string = !in_string;
    } else if (in_string && c == '\\') {
      if (i + 5 < text.size() && text[i + 1] == 'u' && (text[i + 2] == 'd' || text[i + 2] == 'D')) text[i + 2] = '0';
      i++;
    } else if (!in_string && (c == '-' || is_digit(c))) {
      const size_t end = number_end(text, i);
      const bool alone = i == 0 || is_space(text[i - 1]) || strchr("[,:", text[i - 1]) != nullptr;
      const bool ended = end == text.size() || is_space(text[end]) || strchr(",]}", text[end]) != nullptr;
      if (end == i || !alone || !ended) continue;
      text[i] = '1';
      for (size_t j = i + 1; j < end; j++) text[j] = ' ';
      i = end - 1;
    }
  }
}

}  // namespace

extern "C" {

csj_parser *csj_parser_create(void) { return new (std::nothrow) csj_parser(); }

void csj_parser_destroy(csj_parser *parser) { delete parser; }

size_t csj_padding(void) { return simdjson::SIMDJSON_PADDING; }

int csj_parse(csj_parser *parser, const char *text, size_t length, const csj_node **nodes, size_t *count) {
  try {
    auto parse = [&](const char *bytes) {
      return parser->dom.parse(reinterpret_cast<const uint8_t *>(bytes), length, false).error();
    };
    // Some versions skip a byte order mark and count positions after it.
    auto error = has_mark(text, length) ? simdjson::TAPE_ERROR : parse(text);
    if (error != simdjson::SUCCESS && error != simdjson::CAPACITY && error != simdjson::MEMALLOC) {
      parser->masked.reserve(length + simdjson::SIMDJSON_PADDING);
      parser->masked.assign(text, length);
      mask_limits(parser->masked);
      error = parse(parser->masked.data());
    }
    if (error != simdjson::SUCCESS) return int(error);
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
