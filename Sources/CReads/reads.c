// The log of what a thread reads: a list of the parts, and a set of bits by which each is listed once.
#include "CReads.h"

#include <stdlib.h>
#include <string.h>

_Thread_local bool creads_on = false;

static _Thread_local uint32_t *items = NULL;
static _Thread_local size_t count = 0;
static _Thread_local size_t capacity = 0;
static _Thread_local uint64_t *seen[CREADS_KINDS];
static _Thread_local size_t words[CREADS_KINDS];

void creads_begin(void) {
  // Only the bits of the last log are set: what it listed is what there is to clear.
  for (size_t i = 0; i < count; i++) {
    seen[items[i] >> 27][(items[i] & 0x7FFFFFF) >> 6] = 0;
  }
  count = 0;
  creads_on = true;
}

void creads_add(uint32_t kind, uint32_t number) {
  if (kind >= CREADS_KINDS || number > 0x7FFFFFF) abort();
  size_t word = number >> 6;
  if (word >= words[kind]) {
    size_t wanted = word * 2 + 16;
    uint64_t *grown = realloc(seen[kind], wanted * sizeof(uint64_t));
    if (!grown) abort();
    memset(grown + words[kind], 0, (wanted - words[kind]) * sizeof(uint64_t));
    seen[kind] = grown;
    words[kind] = wanted;
  }
  uint64_t bit = (uint64_t)1 << (number & 63);
  if (seen[kind][word] & bit) return;
  seen[kind][word] |= bit;
  if (count == capacity) {
    capacity = capacity * 2 + 64;
    uint32_t *grown = realloc(items, capacity * sizeof(uint32_t));
    if (!grown) abort();
    items = grown;
  }
  items[count++] = kind << 27 | number;
}

const uint32_t *creads_end(size_t *total) {
  creads_on = false;
  *total = count;
  return items;
}
