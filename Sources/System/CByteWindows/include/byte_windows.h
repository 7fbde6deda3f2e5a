// Searches text for many kinds of short sequences of bytes at once.
#ifndef BYTE_WINDOWS_H
#define BYTE_WINDOWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The bytes of a window; it is found at its last one.
#define BYTE_WINDOW_LENGTH 4

// The halves of bytes that eight kinds of windows allow in each of their columns, a bit for each kind: a byte is allowed
// where the bits of its lower and its upper half meet.
typedef struct {
  uint8_t low[BYTE_WINDOW_LENGTH][16];
  uint8_t high[BYTE_WINDOW_LENGTH][16];
} byte_window_kinds;

#define BYTE_WINDOW_GROUPS 2

typedef struct {
  byte_window_kinds groups[BYTE_WINDOW_GROUPS];
} byte_windows;

// Whether this processor can search.
bool byte_windows_can_search(void);

// A search through a text, which begins with zeros.
typedef struct {
  // Where the next block of bytes begins, and the places in the last one that were not given yet, a bit for each.
  size_t next_block;
  uint32_t places;
} byte_windows_search;

// The next place at which a window ends, or `count`. Before the text, its first byte is repeated.
size_t byte_windows_next(
    const byte_windows *windows, const uint8_t *text, size_t count, byte_windows_search *search);

#endif
