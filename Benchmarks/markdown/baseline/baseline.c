// libcmark alone: `cmark_parse_document` and `cmark_render_html`, nothing else.
#define _POSIX_C_SOURCE 200809L
#include "CMarkBaseline.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

size_t baseline_html(const char *text, size_t length) {
  cmark_node *document = cmark_parse_document(text, length, CMARK_OPT_DEFAULT);
  char *html = cmark_render_html(document, CMARK_OPT_UNSAFE);
  size_t count = strlen(html);
  free(html);
  cmark_node_free(document);
  return count;
}

size_t baseline_parse(const char *text, size_t length) {
  cmark_node *document = cmark_parse_document(text, length, CMARK_OPT_DEFAULT);
  cmark_node_free(document);
  return 1;
}

unsigned long long baseline_cpu_time(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (unsigned long long)time.tv_sec * 1000000000ull + (unsigned long long)time.tv_nsec;
}
