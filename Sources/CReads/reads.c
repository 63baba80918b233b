// The log of what a thread reads: a list of the parts, and a set of bits by which each is listed once;
// one of both for each depth.
#include "CReads.h"

#include <stdlib.h>
#include <string.h>

_Thread_local bool creads_on = false;

struct log {
  uint32_t *items;
  size_t count;
  size_t capacity;
  uint64_t *seen[CREADS_KINDS];
  size_t words[CREADS_KINDS];
};

static _Thread_local struct log logs[CREADS_DEPTH];
/// How many logs are kept.
static _Thread_local size_t depth = 0;

static struct log *current(void) {
  size_t index = depth < CREADS_DEPTH ? depth : CREADS_DEPTH;
  return &logs[index - 1];
}

void creads_begin(void) {
  depth++;
  creads_on = true;
  if (depth > CREADS_DEPTH) return;
  // Only the bits of the last log are set: what it listed is what there is to clear.
  struct log *log = current();
  for (size_t i = 0; i < log->count; i++) {
    log->seen[log->items[i] >> 27][(log->items[i] & 0x7FFFFFF) >> 6] = 0;
  }
  log->count = 0;
}

void creads_add(uint32_t kind, uint32_t number) {
  if (kind >= CREADS_KINDS || number > 0x7FFFFFF || depth == 0) abort();
  struct log *log = current();
  size_t word = number >> 6;
  if (word >= log->words[kind]) {
    size_t wanted = word * 2 + 16;
    uint64_t *grown = realloc(log->seen[kind], wanted * sizeof(uint64_t));
    if (!grown) abort();
    memset(grown + log->words[kind], 0, (wanted - log->words[kind]) * sizeof(uint64_t));
    log->seen[kind] = grown;
    log->words[kind] = wanted;
  }
  uint64_t bit = (uint64_t)1 << (number & 63);
  if (log->seen[kind][word] & bit) return;
  log->seen[kind][word] |= bit;
  if (log->count == log->capacity) {
    size_t capacity = log->capacity * 2 + 64;
    uint32_t *grown = realloc(log->items, capacity * sizeof(uint32_t));
    if (!grown) abort();
    log->items = grown;
    log->capacity = capacity;
  }
  log->items[log->count++] = kind << 27 | number;
}

const uint32_t *creads_end(size_t *total) {
  if (depth == 0) abort();
  struct log *log = current();
  *total = log->count;
  depth--;
  creads_on = depth > 0;
  if (depth > 0 && depth < CREADS_DEPTH) {
    for (size_t i = 0; i < log->count; i++) {
      creads_add(log->items[i] >> 27, log->items[i] & 0x7FFFFFF);
    }
  }
  return log->items;
}
