/* What the running text makes of a value: 环比 and 同比 of an indicator, the 占比 of a loop's row. */
#include "explain.h"

#include <string.h>

#include <huibao/model.h>

static const struct {
    const char *word;
    enum define_shift against; /* CURRENT: a share */
    const char *formula;
} ways[] = {
    {"环比", DEFINE_PREVIOUS, "与上期相比，按印出的数：100.0 * (本期 - 上期) / 上期，或者相差多少"},
    {"同比", DEFINE_LAST_YEAR,
     "与同期相比，按印出的数：100.0 * (本期 - 同期) / 同期，或者相差多少"},
    {"占比", DEFINE_CURRENT,
     "100.0 * 这一行 / 一同印出的各行之和（用最大余额法取整，各行之和为100）"},
};

static const struct model_span *span_of(const struct model_text *text, const char *source,
                                        size_t row)
{
    const struct model_span *found = NULL;
    for (size_t i = 0; i < text->count && !found; i++) {
        const struct model_span *span = &text->spans[i];
        if (span->source && strcmp(span->source, source) == 0 && span->row == row)
            found = span;
    }
    return found;
}

static const struct model_span *find_span(const struct model *model, const char *source, size_t row)
{
    const struct model_span *found = NULL;
    if (!model)
        return NULL;
    found = span_of(&model->title, source, row);
    for (size_t i = 0; i < model->block_count && !found; i++)
        found = span_of(&model->blocks[i].text, source, row);
    return found;
}

const char *explain_way(struct arena *arena, const char *name, const char **ret_value)
{
    const char *wide = strstr(name, "｜"), *bar = wide ? wide : strrchr(name, '|');
    const char *word = bar ? text_trim(arena, bar + (wide ? strlen("｜") : strlen("|"))) : NULL;
    for (size_t i = 0; i < BASE_COUNT(ways) && word; i++) {
        if (strcmp(ways[i].word, word) != 0)
            continue;
        *ret_value = text_trim(arena, arena_strndup(arena, name, (size_t)(bar - name)));
        return ways[i].word;
    }
    return NULL;
}

enum define_shift explain_way_shift(const char *way)
{
    size_t i = 0;
    while (strcmp(ways[i].word, way) != 0)
        i++;
    return ways[i].against;
}

const struct engine_source *explain_compared(struct arena *arena, const struct explain_asked *asked,
                                             const struct model *model, const char *way,
                                             const struct frame_trace *const traces[2])
{
    const struct frame_trace *now = traces[0];
    bool row = now->dataset && !now->scalar.indicator;
    const char *source = arena_printf(arena, "%s|%s", now->name, way);
    const struct model_span *span = find_span(model, source, row ? now->row + 1 : 0);
    struct engine_source *made = arena_alloc(arena, sizeof *made);
    size_t i = 0;
    while (strcmp(ways[i].word, way) != 0)
        i++;
    *made =
        (struct engine_source){.name = source,
                               .kind = "正文里算出的数",
                               .before = span ? explain_value(arena, span->value) : "（没有印出）",
                               .after = span ? arena_strdup(arena, span->text) : NULL,
                               .formula = ways[i].formula};
    const struct engine_source **end = &made->parts;
    for (size_t t = 0; t < 2 && traces[t]; t++) {
        struct engine_source *part =
            explain_source(arena, asked->frame, traces[t], asked->question);
        *end = part;
        end = &part->next;
    }
    return made;
}
