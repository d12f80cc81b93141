/* One report over the fixture's database, from the texts of its definition. */
#ifndef TESTS_FRAME_CASE_H
#define TESTS_FRAME_CASE_H

#include <huibao/define.h>
#include <huibao/frame.h>

#include "frame_fixture.h"

struct frame_case {
    struct arena *arena;
    struct diags *diags;
    struct world world;
    struct dictionary *dictionary;
    struct report *report;
    struct frame *frame;
};

#define CASE_PARAMS                                                                                \
    "params:\n  社区: {type: community, required: true}\n  期: {type: month, default: last}\n"

/* Prints all diagnostics, so that a failing test shows why. */
static inline void case_say(const struct frame_case *c)
{
    struct buf said = {0};
    diags_print(c->diags, &said);
    printf("# %s\n", said.length ? said.data : "(nothing was said)");
    buf_done(&said);
}

/* Reads the definitions; any mistake in them fails the test. NULL dictionary: an empty one. */
static inline struct frame_case case_define(const char *dictionary, const char *report)
{
    struct frame_case c = {arena_new(), diags_new(), fixture_world(), NULL, NULL, NULL};
    const char *yaml = dictionary ? dictionary : "";
    c.dictionary =
        define_dictionary_text(c.arena, "指标.yaml", yaml, strlen(yaml), &c.world, c.diags);
    if (c.dictionary)
        c.report = define_report_text(c.arena, "报表.md", report, strlen(report), c.dictionary,
                                      &c.world, c.diags);
    if (!CHECK(c.report != NULL))
        case_say(&c);
    return c;
}

static inline void case_open(struct frame_case *c, const char *database)
{
    struct frame_argument arguments[] = {{"社区", "春晖社区"}};
    if (c->report)
        c->frame = frame_open(database, c->report, arguments,
                              define_param_find(c->report, "社区") ? 1 : 0, &c->world, c->diags);
    if (!CHECK(c->frame != NULL))
        case_say(c);
}

static inline void case_close(struct frame_case *c)
{
    frame_close(c->frame);
    diags_free(c->diags);
    arena_free(c->arena);
}

/* Just these codes were said, in this order. */
static inline bool case_said(const struct frame_case *c, const char *codes)
{
    bool right = CHECK_STR(fixture_codes(c->arena, c->diags), codes);
    if (!right)
        case_say(c);
    return right;
}

static inline bool case_said_at(const struct frame_case *c, const char *code, const char *file,
                                long line, long column)
{
    if (!case_said(c, code))
        return false;
    const struct diag *diag = diags_at(c->diags, 0);
    return CHECK_STR(diag->place.file, file) && CHECK_INT(diag->place.line, line) &&
           CHECK_INT(diag->place.column, column);
}

static inline bool case_hint_has(const struct frame_case *c, const char *word)
{
    const char *hint = diags_kept(c->diags) ? diags_at(c->diags, 0)->hint : NULL;
    bool has = hint && strstr(hint, word);
    if (!has)
        case_say(c);
    return CHECK(has);
}

/* A dataset made by hand, for SQL that the definition's reader would not let through. */
static inline struct define_dataset case_dataset(const char *name, const char *sql)
{
    return (struct define_dataset){
        .name = name,
        .sql = sql,
        .place = {.file = "手写.md", .line = 9},
        .sql_place = {.file = "手写.md", .line = 10, .column = 1, .text = sql},
    };
}

#endif
