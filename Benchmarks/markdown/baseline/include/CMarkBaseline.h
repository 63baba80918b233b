// The yardstick of the Markdown benchmark: libcmark as its own command uses it, with the
// allocator of the system.
#ifndef CMARK_BASELINE_H
#define CMARK_BASELINE_H

#include <stddef.h>

/// Parses a text, renders it as HTML, frees both; returns the length of the HTML.
size_t baseline_html(const char *text, size_t length);

/// Parses a text and frees the tree; returns 1.
size_t baseline_parse(const char *text, size_t length);

/// CPU time of the calling thread in nanoseconds.
unsigned long long baseline_cpu_time(void);

#endif
