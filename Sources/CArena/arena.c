// The per-thread bump allocator behind the Markdown parser: libcmark allocates many small nodes
// and frees them all at once, so a pointer that only moves forward beats malloc.
#include "CArena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 256 * 1024, ALIGNMENT = 16 };

// Every chunk starts with this header; every block with its size, one alignment unit before it.
typedef struct chunk {
  struct chunk *previous;
  size_t capacity;
  size_t used;
  size_t padding;
} chunk;

static _Thread_local chunk *current = NULL;

static size_t rounded(size_t size) {
  if (size > SIZE_MAX - ALIGNMENT) abort();
  return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static unsigned char *base(chunk *c) { return (unsigned char *)c + sizeof(chunk); }

static void add_chunk(size_t needed) {
  size_t capacity = current ? current->capacity * 2 : FIRST_CHUNK;
  if (capacity < needed) capacity = needed;
  if (capacity > SIZE_MAX - sizeof(chunk)) abort();
  chunk *c = malloc(sizeof(chunk) + capacity);
  if (!c) abort();
  c->previous = current;
  c->capacity = capacity;
  c->used = 0;
  c->padding = 0;
  current = c;
}

static void *take(size_t size) {
  size_t needed = rounded(size) + ALIGNMENT;
  if (!current || current->capacity - current->used < needed) add_chunk(needed);
  unsigned char *block = base(current) + current->used + ALIGNMENT;
  *(size_t *)(void *)(block - ALIGNMENT) = size;
  current->used += needed;
  return block;
}

void *carena_calloc(size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) abort();
  void *block = take(count * size);
  memset(block, 0, count * size);
  return block;
}

void *carena_realloc(void *block, size_t size) {
  if (!block) return take(size);
  size_t *stored = (size_t *)(void *)((unsigned char *)block - ALIGNMENT);
  size_t old = *stored;
  if (size <= old) return block;
  unsigned char *end = base(current) + current->used;
  if ((unsigned char *)block + rounded(old) == end) {
    size_t extra = rounded(size) - rounded(old);
    if (current->capacity - current->used >= extra) {
      current->used += extra;
      *stored = size;
      return block;
    }
  }
  void *grown = take(size);
  memcpy(grown, block, old);
  return grown;
}

void carena_free(void *block) { (void)block; }

void carena_reset(void) {
  while (current && current->previous) {
    chunk *previous = current->previous;
    free(current);
    current = previous;
  }
  if (current) current->used = 0;
}
