/* What the tests of define share: reading from memory, and comparing what was reported. */
#ifndef TESTS_DEFINE_TESTING_H
#define TESTS_DEFINE_TESTING_H

#include <huibao/define.h>

#include "tap.h"

struct define_case {
    struct arena *arena;
    struct diags *diags;
    struct world world;
    struct dictionary *dictionary; /* of tests/golden/define/indicators.yaml */
    struct report *report;
    char *found; /* the diagnostics, a line "CODE line:column" each, sorted by place */
};

void define_case_init(struct define_case *test);
void define_case_done(struct define_case *test);
/* Reads a report, or with `dictionary` true a dictionary file, from memory. */
void define_case_read(struct define_case *test, const char *name, const char *text, size_t length);
/* A front matter with 社区 and 期, used in its title, then the body. */
void define_case_body(struct define_case *test, const char *body);
/* Reads a body and compares what was found; CHECK_BODY("…", "DEF030 8:3\n"). Body lines begin at 8. */
bool define_body_finds(const char *body, const char *want, const char *file, int line);
#define CHECK_BODY(body, want) define_body_finds((body), (want), __FILE__, __LINE__)
/* The same for a front matter (without its ---), whose lines begin at 2, before a body “正文。”. */
bool define_front_finds(const char *front, const char *want, const char *file, int line);
#define CHECK_FRONT(front, want) define_front_finds((front), (want), __FILE__, __LINE__)
bool define_yaml_finds(const char *dictionary, const char *want, const char *file, int line);
#define CHECK_YAML(text, want) define_yaml_finds((text), (want), __FILE__, __LINE__)
/* Reads a body without mistakes and compares its dump, places left out. */
bool define_body_dumps(const char *body, const char *want, const char *file, int line);
#define CHECK_DUMP(body, want) define_body_dumps((body), (want), __FILE__, __LINE__)

/* A path in the project: HUIBAO_ROOT/path, or path as it is. */
const char *define_root(struct arena *arena, const char *path);
char *define_read_file(struct arena *arena, const char *path, size_t *ret_length);

#endif
