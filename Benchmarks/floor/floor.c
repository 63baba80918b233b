/* The floor: what no generator can go below. Reads every chapter, runs libcmark, and writes the page
   with a shell of 3 KB around it, on a number of threads; no data, no links, no checks.
   Usage: floor CHAPTERS-FOLDER OUTPUT-FOLDER THREADS */

#define _GNU_SOURCE
#include <cmark.h>
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char **names;
static int count;
static atomic_int next_name;
static const char *source, *output;
static char shell[3072];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void *work(void *unused) {
  (void)unused;
  size_t room = 1 << 16;
  char *text = malloc(room);
  char path[4096];
  if (!text) fail("malloc");
  for (;;) {
    int index = atomic_fetch_add(&next_name, 1);
    if (index >= count) break;
    snprintf(path, sizeof path, "%s/%s", source, names[index]);
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) fail(path);
    if ((size_t)status.st_size > room) {
      room = (size_t)status.st_size;
      text = realloc(text, room);
      if (!text) fail("realloc");
    }
    ssize_t size = read(file, text, room);
    close(file);
    if (size < 0) fail(path);
    char *body = text;
    if (size > 4 && memcmp(text, "---\n", 4) == 0) {
      char *end = memmem(text + 4, (size_t)size - 4, "\n---\n", 5);
      if (end) body = end + 5;
    }
    char *html = cmark_markdown_to_html(body, (size_t)(size - (body - text)), CMARK_OPT_UNSAFE);
    snprintf(path, sizeof path, "%s/%s.html", output, names[index]);
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0) fail(path);
    size_t length = strlen(html);
    if (write(file, shell, sizeof shell) < 0 || write(file, html, length) < 0) fail(path);
    close(file);
    free(html);
  }
  free(text);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: floor CHAPTERS-FOLDER OUTPUT-FOLDER THREADS\n");
    return 2;
  }
  source = argv[1];
  output = argv[2];
  int threads = atoi(argv[3]);
  memset(shell, ' ', sizeof shell);
  mkdir(output, 0755);
  struct dirent **entries;
  int found = scandir(source, &entries, NULL, alphasort);
  if (found < 0) fail(source);
  names = malloc(sizeof *names * (size_t)found);
  for (int i = 0; i < found; i++) {
    if (strstr(entries[i]->d_name, ".md")) names[count++] = entries[i]->d_name;
  }
  pthread_t workers[64];
  if (threads < 1 || threads > 64) threads = 1;
  for (int i = 0; i < threads; i++) pthread_create(&workers[i], NULL, work, NULL);
  for (int i = 0; i < threads; i++) pthread_join(workers[i], NULL);
  return 0;
}
