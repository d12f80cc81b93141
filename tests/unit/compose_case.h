/* A composed report of a test: the model's dump, or what was said. */
#ifndef TESTS_COMPOSE_CASE_H
#define TESTS_COMPOSE_CASE_H

#include <huibao/compose.h>
#include <huibao/model.h>

#include "frame_case.h"

struct composed {
    struct frame_case c;
    struct model *model;
    struct buf dump;
};

/* What the model's reader demands of spans, heads and charts holds for what compose makes. */
static inline bool composed_is_whole(const struct buf *dump)
{
    struct diags *diags = diags_new();
    struct model *again = model_read("合成.model", dump->data, dump->length, diags);
    bool whole = again && diags_kept(diags) == 0;
    for (size_t i = 0; i < diags_kept(diags); i++)
        printf("# %s %ld: %s\n", diags_at(diags, i)->kind->code, diags_at(diags, i)->place.line,
               diags_at(diags, i)->message);
    model_free(again);
    diags_free(diags);
    return whole;
}

static inline struct composed compose_text_case(const char *database, const char *dictionary,
                                                const char *report, enum define_stage stage)
{
    struct composed made = {.c = case_define(dictionary, report)};
    case_open(&made.c, database);
    if (made.c.frame)
        made.model =
            compose_report(made.c.report, made.c.frame, stage, &made.c.world, made.c.diags);
    if (made.model) {
        model_dump(made.model, &made.dump);
        CHECK(composed_is_whole(&made.dump));
    }
    CHECK((made.model == NULL) == (diags_count(made.c.diags, DIAG_ERROR) > 0));
    return made;
}

static inline void composed_close(struct composed *made)
{
    buf_done(&made->dump);
    model_free(made->model);
    case_close(&made->c);
}

/* The dump holds this text. */
static inline bool composed_has(const struct composed *made, const char *text)
{
    bool has = made->dump.data && strstr(made->dump.data, text);
    if (!has) {
        printf("# not found:\n%s\n# in:\n%s\n", text, made->dump.data ? made->dump.data : "");
        case_say(&made->c);
    }
    return CHECK(has);
}

#endif
