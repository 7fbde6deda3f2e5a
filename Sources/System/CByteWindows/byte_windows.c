#include "byte_windows.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#define BLOCK 32
// The bytes of a window before its last one.
#define BEFORE (BYTE_WINDOW_LENGTH - 1)
#define WITH_AVX2 __attribute__((target("avx2"), always_inline)) static inline

WITH_AVX2 __m256i look_up(const uint8_t table[16], __m256i halves) {
  const __m128i values = _mm_loadu_si128((const __m128i *)table);
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(values), halves);
}

// The places in a block at which a window ends, a bit for each. The bytes before the block are read, too.
WITH_AVX2 uint32_t ends_in(const byte_windows *windows, const uint8_t *block) {
  const __m256i half = _mm256_set1_epi8(15);
  __m256i kinds[BYTE_WINDOW_GROUPS];
  for (int column = 0; column < BYTE_WINDOW_LENGTH; column++) {
    const __m256i bytes = _mm256_loadu_si256((const __m256i *)(block - BEFORE + column));
    const __m256i low = _mm256_and_si256(bytes, half);
    const __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half);
    for (int group = 0; group < BYTE_WINDOW_GROUPS; group++) {
      const byte_window_kinds *tables = &windows->groups[group];
      const __m256i allowed =
          _mm256_and_si256(look_up(tables->low[column], low), look_up(tables->high[column], high));
      kinds[group] = column == 0 ? allowed : _mm256_and_si256(kinds[group], allowed);
    }
  }
  __m256i all = kinds[0];
  for (int group = 1; group < BYTE_WINDOW_GROUPS; group++) all = _mm256_or_si256(all, kinds[group]);
  return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(all, _mm256_setzero_si256()));
}

// The same for a block that begins or ends the text.
WITH_AVX2 uint32_t ends_at_edge(
    const byte_windows *windows, const uint8_t *text, size_t start, size_t count) {
  uint8_t copy[BEFORE + BLOCK] = {0};
  memset(copy, text[0], BEFORE);
  const size_t before = start < BEFORE ? start : BEFORE;
  const size_t length = count - start < BLOCK ? count - start : BLOCK;
  memcpy(copy + BEFORE - before, text + start - before, before + length);
  const uint32_t ends = ends_in(windows, copy + BEFORE);
  return length < BLOCK ? ends & ((1u << length) - 1) : ends;
}

__attribute__((target("avx2"))) size_t byte_windows_next(
    const byte_windows *windows, const uint8_t *text, size_t count, byte_windows_search *search) {
  while (search->places == 0) {
    const size_t start = search->next_block;
    if (start >= count) return count;
    const bool is_inside = start >= BEFORE && count - start >= BLOCK;
    search->places =
        is_inside ? ends_in(windows, text + start) : ends_at_edge(windows, text, start, count);
    search->next_block = start + BLOCK;
  }
  const size_t place = search->next_block - BLOCK + (size_t)__builtin_ctz(search->places);
  search->places &= search->places - 1;
  return place;
}

bool byte_windows_can_search(void) { return __builtin_cpu_supports("avx2"); }

#else

bool byte_windows_can_search(void) { return false; }

size_t byte_windows_next(
    const byte_windows *windows, const uint8_t *text, size_t count, byte_windows_search *search) {
  (void)windows, (void)text, (void)search;
  return count;
}

#endif
