/*
 * 100 * count(*) FILTER (…) / count(*) in a query: SQLite divides whole numbers and drops what is left,
 * so a rate of 66.7% is printed as 66.0%. Only what is sure to be whole is told: counts and constants.
 */
#include "frame_diags.h"
#include "query.h"
#include "selects.h"
#include "state.h"

#include <string.h>

static bool is_count(const struct tokens *tokens, size_t index)
{
    return tokens_is(tokens, index, "count") && tokens_is(tokens, index + 1, "(");
}

/* A constant 100.0, or a word that may make or hold a fraction; within FILTER and count() none can. */
static bool may_be_fraction(const struct tokens *tokens, size_t index)
{
    static const char *const whole[] = {"nullif", "coalesce", "round", "abs",  "iif",
                                        "CASE",   "WHEN",     "THEN",  "ELSE", "END",
                                        "NULL",   "FILTER",   "AND",   "OR"};
    const char *text = tokens->text + tokens->items[index].start;
    size_t length = tokens->items[index].end - tokens->items[index].start;
    if (tokens_is_constant(tokens, index))
        return memchr(text, '.', length) || memchr(text, 'e', length);
    if (!tokens_is_name(tokens, index))
        return false;
    for (size_t i = 0; i < BASE_COUNT(whole); i++)
        if (tokens_is(tokens, index, whole[i]))
            return false;
    return true;
}

/* The sign of division of an expression of whole numbers; `to`: there is none. */
static size_t find_division(const struct tokens *tokens, size_t from, size_t to)
{
    size_t sign = to;
    bool counts = false;
    for (size_t i = from; i < to; i++) {
        bool skipped = is_count(tokens, i) ||
                       (tokens_is(tokens, i, "FILTER") && tokens_is(tokens, i + 1, "("));
        counts |= is_count(tokens, i);
        if (skipped)
            i = selects_after_bracket(tokens, i + 1) - 1;
        else if (tokens_is(tokens, i, "/") && sign == to)
            sign = i;
        else if (may_be_fraction(tokens, i))
            return to;
    }
    return counts ? sign : to;
}

void division_check(struct frame *frame, const struct define_dataset *dataset, struct diags *diags)
{
    struct arena *arena = frame->arena;
    struct query query = query_plain(dataset->sql, &dataset->sql_place);
    struct selects selects = selects_read(arena, dataset->sql);
    for (size_t s = 0; s < selects.count; s++)
        for (size_t i = 0; i < selects.all[s].item_count; i++) {
            const struct selects_item *item = &selects.all[s].items[i];
            const struct tokens *tokens = &selects.tokens;
            size_t sign = find_division(tokens, item->from, item->to);
            if (sign >= item->to)
                continue;
            size_t start = tokens->items[item->from].start;
            struct place place =
                query_place(arena, &query, start, tokens->items[item->to - 1].end - start);
            diag_add(diags, &FRM055, &place, NULL);
            diag_hint(diags, "让一边是小数，例如 100.0 * 甲 / 乙");
        }
}
