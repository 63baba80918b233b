// The C header of libcmark, linked statically by the target Markdown.
#include <cmark.h>
