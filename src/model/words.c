/* The words for alignments, totals, kinds of charts and relations in a model's text form. */
#include <string.h>

#include <huibao/base.h>

#include "model_text.h"

static const char *const align_words[] = {
    [MODEL_ALIGN_LEFT] = "left",
    [MODEL_ALIGN_CENTER] = "center",
    [MODEL_ALIGN_RIGHT] = "right",
    [MODEL_ALIGN_DECIMAL] = "decimal",
};
static const char *const total_words[] = {
    [MODEL_TOTAL_NONE] = "none",
    [MODEL_TOTAL_SUM] = "sum",
    [MODEL_TOTAL_SHARE] = "share",
    [MODEL_TOTAL_SAME] = "same",
};

static const char *const chart_words[] = {
    [MODEL_CHART_COLUMN] = "column", [MODEL_CHART_BAR] = "bar",   [MODEL_CHART_LINE] = "line",
    [MODEL_CHART_PIE] = "pie",       [MODEL_CHART_RING] = "ring",
};

static const char *const relation_words[] = {
    [MODEL_RELATION_NONE] = "none", [MODEL_EQUAL] = "equal",     [MODEL_UNEQUAL] = "unequal",
    [MODEL_LESS] = "less",          [MODEL_AT_MOST] = "at-most", [MODEL_MORE] = "more",
    [MODEL_AT_LEAST] = "at-least",
};

static bool find(const char *word, const char *const *words, size_t count, size_t *ret_index)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, words[i]) == 0) {
            *ret_index = i;
            return true;
        }
    }
    return false;
}

const char *model_align_word(enum model_align align)
{
    return align_words[align];
}

bool model_align_find(const char *word, enum model_align *ret_align)
{
    size_t index = 0;
    bool found = find(word, align_words, BASE_COUNT(align_words), &index);
    if (found)
        *ret_align = (enum model_align)index;
    return found;
}

const char *model_total_word(enum model_total total)
{
    return total_words[total];
}

bool model_total_find(const char *word, enum model_total *ret_total)
{
    size_t index = 0;
    bool found = find(word, total_words, BASE_COUNT(total_words), &index);
    if (found)
        *ret_total = (enum model_total)index;
    return found;
}

const char *model_chart_word(enum model_chart_kind kind)
{
    return chart_words[kind];
}

bool model_chart_find(const char *word, enum model_chart_kind *ret_kind)
{
    size_t index = 0;
    bool found = find(word, chart_words, BASE_COUNT(chart_words), &index);
    if (found)
        *ret_kind = (enum model_chart_kind)index;
    return found;
}

const char *model_relation_word(enum model_relation relation)
{
    return relation_words[relation];
}

bool model_relation_find(const char *word, enum model_relation *ret_relation)
{
    size_t index = 0;
    bool found = find(word, relation_words, BASE_COUNT(relation_words), &index);
    if (found)
        *ret_relation = (enum model_relation)index;
    return found;
}
