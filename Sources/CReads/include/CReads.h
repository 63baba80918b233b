// What the calling thread reads of a dossier: the parts it looked at, each once. Off unless a caller
// asks for it, and then a look costs a few instructions. A thread may keep one log within another: what
// the inner one lists, the outer one lists as well.
#ifndef CREADS_H
#define CREADS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How many kinds of parts there are.
enum { CREADS_KINDS = 32 };

/// How many logs lie within one another at most; deeper ones share the last, which then lists more.
enum { CREADS_DEPTH = 16 };

extern _Thread_local bool creads_on;

/// Whether the calling thread notes what it reads.
static inline bool creads_is_on(void) { return creads_on; }

/// Begins an empty log of the calling thread.
void creads_begin(void);

/// Adds a part: a kind below 32, and a number below 2^27.
void creads_add(uint32_t kind, uint32_t number);

/// Ends the log that began last; the parts, as `kind << 27 | number` in the order of their first
/// reading, stand there until the next log of the thread begins.
const uint32_t *creads_end(size_t *count);

#endif
