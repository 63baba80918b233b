// A bump allocator, one per thread, shaped as the three functions libcmark asks for.
// Memory lives until `carena_reset`; freeing a single block does nothing. A tree made with it
// must not outlive the function that calls `carena_reset`.
#ifndef CARENA_H
#define CARENA_H

#include <stddef.h>

/// Returns `count * size` zeroed bytes of the calling thread's arena, aligned to 16; aborts when
/// the machine has no memory left, as libcmark's own allocator does.
void *carena_calloc(size_t count, size_t size);

/// Returns a block of at least `size` bytes that begins with the bytes of `block`; grows in place
/// when `block` was the last one taken.
void *carena_realloc(void *block, size_t size);

/// Does nothing: blocks are released together by `carena_reset`.
void carena_free(void *block);

/// Gives back every block of the calling thread; keeps one small chunk for the next document.
void carena_reset(void);

#endif
