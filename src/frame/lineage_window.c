/*
 * A column with a window function (OVER): it is made of the rows of its partition, all of them, since
 * which of them a frame or an order takes is not looked into. Where there are groups the window's rows
 * are groups, and the partition is made of whole ones.
 */
#include <string.h>

#include "lineage.h"
#include "selects.h"
#include "tokens.h"

struct window {
    const char **parts; /* PARTITION BY */
    size_t count;
    const char *text; /* of the partition, to tell two windows apart */
};

static bool ends_partition(const struct tokens *tokens, size_t at)
{
    return tokens_is(tokens, at, "ORDER") || tokens_is(tokens, at, "ROWS") ||
           tokens_is(tokens, at, "RANGE") || tokens_is(tokens, at, "GROUPS");
}

/* The words behind PARTITION BY, `from` to before `to`, as expressions. */
static void read_partition(const struct tokens *tokens, size_t from, size_t to,
                           struct window *window)
{
    size_t start = from;
    window->parts = arena_array(tokens->arena, to - from + 1, sizeof *window->parts);
    for (size_t i = from; i <= to; i++) {
        bool parted = i < to && tokens_is(tokens, i, ",") &&
                      tokens->items[i].depth == tokens->items[from].depth;
        if (i < to && !parted)
            continue;
        window->parts[window->count++] = tokens_text(tokens, start, i);
        start = i + 1;
    }
    window->text = tokens_text(tokens, from, to);
}

/* The window at a word OVER; false: it goes by a name. */
static bool read_window(const struct tokens *tokens, size_t over, struct window *ret_window)
{
    struct window window = {.text = ""};
    if (!tokens_is(tokens, over + 1, "("))
        return false;
    size_t end = selects_after_bracket(tokens, over + 1) - 1, at = over + 2;
    if (tokens_is(tokens, at, "PARTITION")) {
        size_t to = at + 2;
        while (to < end &&
               !(tokens->items[to].depth == tokens->items[at].depth && ends_partition(tokens, to)))
            to++;
        read_partition(tokens, at + 2, to, &window);
        at = to;
    }
    *ret_window = window;
    return at == end || ends_partition(tokens, at);
}

/* The window of all the calls of a column. */
static bool find_window(struct following *following, const char *expr, struct window *ret_window)
{
    const struct tokens tokens = tokens_read(following->arena, expr);
    bool any = false;
    for (size_t i = 0; i < tokens.count; i++) {
        struct window window;
        if (!tokens_is(&tokens, i, "OVER"))
            continue;
        if (!read_window(&tokens, i, &window))
            return lineage_refuse(following, "这一列的窗口函数（OVER）用了起了名称的窗口");
        if (any && strcmp(window.text, ret_window->text) != 0)
            return lineage_refuse(following, "这一列用了几种窗口（OVER）");
        *ret_window = window;
        any = true;
    }
    return true;
}

/* A group is in the partition as a whole when the partition is by what the groups are by. */
static bool is_of_groups(const struct core *core, const struct window *window)
{
    size_t known = 0;
    for (size_t p = 0; p < window->count; p++) {
        size_t g = 0;
        while (g < core->cut.group_count && strcmp(core->cut.groups[g], window->parts[p]) != 0)
            g++;
        known += g < core->cut.group_count;
    }
    return known == window->count;
}

/* What stands in the row that is looked at, computed again among all the others. */
static bool is_proved(const struct following *following, const struct wanted *wanted,
                      struct value value)
{
    const struct value *expected = wanted->spot->expected;
    const struct frame_table *table = following->table;
    if (wanted->spot->own)
        expected = &table->keys[following->trace->row * table->column_count + wanted->column];
    return !expected || records_same(value, *expected);
}

bool lineage_follow_window(struct following *following, const struct wanted *wanted,
                           const char *expr)
{
    const struct core *core = wanted->core;
    struct arena *arena = following->arena;
    struct window window = {0};
    struct answer answer;
    if (core->cut.having[0] || core->cut.distinct)
        return lineage_refuse(following, "这一列用了窗口函数（OVER），又有 HAVING 或 DISTINCT");
    if (!find_window(following, expr, &window))
        return false;
    if (core->aggregates && !is_of_groups(core, &window))
        return lineage_refuse(following, "这一列的窗口函数（OVER）不是按 GROUP BY 的各列分的");
    const char **extras = arena_array(arena, window.count + 1, sizeof *extras);
    for (size_t p = 0; p < window.count; p++)
        extras[p] = window.parts[p];
    extras[window.count] = expr;
    if (!lineage_row(following, core, wanted->spot, extras, window.count + 1, &answer))
        return false;
    if (answer.row_count == 0)
        return lineage_missing(following, wanted->spot);
    if (!is_proved(following, wanted, answer.values[window.count]))
        return lineage_refuse(following, "按推出的条件重算，得不到同一个数");
    struct buf where = {0};
    if (core->cut.where[0])
        buf_printf(&where, "(%s)", core->cut.where);
    for (size_t p = 0; p < window.count; p++)
        buf_printf(&where, "%s(%s) IS %s", where.length ? " AND " : "", window.parts[p],
                   records_literal(arena, answer.values[p]));
    following->part = true;
    return lineage_follow_all(following, core, expr, lineage_text(following, &where));
}
