// The C header of libcmark, linked statically by the target Markdown.
#include <cmark.h>
#include <string.h>

/// The length of a C string, by the fastest way the C library knows.
static inline size_t ccmark_length(const char *text) { return strlen(text); }
