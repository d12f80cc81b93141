/* What the tests of style share: a set without a folder, and reading a text with what was found. */
#ifndef TESTS_STYLE_TESTING_H
#define TESTS_STYLE_TESTING_H

#include <huibao/base.h>
#include <huibao/style.h>

#include "tap.h"

struct style_case {
    struct arena *arena;
    struct diags *diags;
    struct world world;
    struct style_set *set;
};

void style_case_init(struct style_case *test, const char *directory);
void style_case_done(struct style_case *test);
/* The codes found, a line "CODE line:column" each. */
char *style_case_found(struct style_case *test);
/* Reads a text as the file NAME. */
const struct style *style_case_read(struct style_case *test, const char *name, const char *text);
/* Reads a text and compares what is found; CHECK_STYLE("…", "STY012 1:5\n"). */
bool style_text_finds(const char *text, const char *want, const char *file, int line);
#define CHECK_STYLE(text, want) style_text_finds((text), (want), __FILE__, __LINE__)
char *style_root_file(struct arena *arena, const char *path, size_t *ret_length);

#endif
