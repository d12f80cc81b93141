/* Where the columns of each SELECT stand. SQLite has accepted the statement, so it is well formed. */
#include "selects.h"

#include <huibao/base.h>

size_t selects_after_bracket(const struct tokens *tokens, size_t open)
{
    int depth = tokens->items[open].depth;
    size_t i = open + 1;
    while (i < tokens->count && tokens->items[i].depth > depth)
        i++;
    return i < tokens->count ? i + 1 : i; /* a bracket counts as outside of what it closes */
}

bool selects_ends_list(const struct tokens *tokens, size_t index)
{
    static const char *const ends[] = {"FROM",  "WHERE", "GROUP", "HAVING",    "WINDOW",
                                       "ORDER", "LIMIT", "UNION", "INTERSECT", "EXCEPT"};
    if (index > 0 && tokens_is(tokens, index, "FROM") && tokens_is(tokens, index - 1, "DISTINCT"))
        return false; /* IS DISTINCT FROM */
    for (size_t i = 0; i < BASE_COUNT(ends); i++) {
        if (tokens_is(tokens, index, ends[i]))
            return true;
    }
    return false;
}

/* ---- one list ---- */

static bool is_lone_column(const struct tokens *tokens, size_t from, size_t to)
{
    return (to - from == 1 || (to - from >= 3 && tokens_is(tokens, to - 2, "."))) &&
           tokens_is_name(tokens, to - 1);
}

/* `a AS b`, `a b` and `t.a`. A last word taken for an alias stays in the range: it may be none. */
static struct selects_item item_of(const struct tokens *tokens, size_t from, size_t to)
{
    struct selects_item item = {.from = from, .to = to};
    if (to == from)
        return item;
    item.star = tokens_is(tokens, to - 1, "*") &&
                (to - from == 1 || (to - from == 3 && tokens_is(tokens, from + 1, ".")));
    if (to - from >= 3 && tokens_is(tokens, to - 2, "AS")) {
        item.name = tokens_name(tokens, to - 1);
        item.to = to - 2;
    } else if (is_lone_column(tokens, from, to)) {
        item.name = tokens_name(tokens, to - 1);
    } else if (to - from >= 2 && tokens_is_name(tokens, to - 1)) {
        item.name = tokens_name(tokens, to - 1);
    }
    return item;
}

static void read_items(struct arena *arena, const struct tokens *tokens, struct selects_one *one)
{
    struct selects_item *items = NULL;
    size_t capacity = 0, from = one->at + 1;
    if (tokens_is(tokens, from, "DISTINCT") || tokens_is(tokens, from, "ALL"))
        from++;
    bool more = true;
    while (more) {
        size_t to = from;
        while (to < tokens->count && tokens->items[to].depth >= one->depth &&
               !(tokens->items[to].depth == one->depth &&
                 (tokens_is(tokens, to, ",") || selects_ends_list(tokens, to))))
            to++;
        items = arena_grow(arena, items, one->item_count, &capacity, sizeof *items);
        items[one->item_count] = item_of(tokens, from, to);
        one->star |= items[one->item_count++].star;
        more = to < tokens->count && tokens->items[to].depth == one->depth &&
               tokens_is(tokens, to, ",");
        from = to + 1;
    }
    one->items = items;
}

/* ---- how they hang together ---- */

/* Behind UNION [ALL], INTERSECT or EXCEPT. */
static bool is_later_arm(const struct tokens *tokens, size_t at)
{
    size_t before = at > 0 && tokens_is(tokens, at - 1, "ALL") ? at - 1 : at;
    return before > 0 &&
           (tokens_is(tokens, before - 1, "UNION") || tokens_is(tokens, before - 1, "INTERSECT") ||
            tokens_is(tokens, before - 1, "EXCEPT"));
}

/* Makes a later arm follow the one before it, which is the last SELECT at its depth. */
static void join_arm(struct selects_one *all, size_t index)
{
    for (size_t i = index; i-- > 0;) {
        if (all[i].depth != all[index].depth)
            continue;
        all[index].first = all[i].first;
        all[i].next = index;
        return;
    }
}

/* The columns that WITH t(a, b) AS [NOT] [MATERIALIZED] (SELECT names. */
static void read_names(struct arena *arena, const struct tokens *tokens, struct selects_one *one)
{
    size_t i = one->at;
    if (i < 2 || !tokens_is(tokens, i - 1, "("))
        return;
    i -= 2;
    i -= i > 0 && tokens_is(tokens, i, "MATERIALIZED");
    i -= i > 0 && tokens_is(tokens, i, "NOT");
    if (i < 2 || !tokens_is(tokens, i, "AS") || !tokens_is(tokens, i - 1, ")"))
        return;
    size_t close = i - 1, open = close;
    while (open > 0 && !(tokens_is(tokens, open, "(") &&
                         tokens->items[open].depth == tokens->items[close].depth))
        open--;
    const char **names = NULL;
    size_t capacity = 0;
    for (size_t n = open + 1; n < close; n++) {
        if (!tokens_is_name(tokens, n))
            continue;
        names = arena_grow(arena, names, one->name_count, &capacity, sizeof *names);
        names[one->name_count++] = tokens_name(tokens, n);
    }
    one->names = names;
}

struct selects selects_read(struct arena *arena, const char *sql)
{
    struct selects selects = {.tokens = tokens_read(arena, sql)};
    const struct tokens *tokens = &selects.tokens;
    struct selects_one *all = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        if (!tokens_is(tokens, i, "SELECT"))
            continue;
        all = arena_grow(arena, all, selects.count, &capacity, sizeof *all);
        struct selects_one *one = &all[selects.count];
        *one = (struct selects_one){.at = i,
                                    .depth = tokens->items[i].depth,
                                    .first = selects.count,
                                    .next = selects.count};
        if (is_later_arm(tokens, i))
            join_arm(all, selects.count);
        read_items(arena, tokens, one);
        read_names(arena, tokens, one);
        selects.count++;
    }
    selects.all = all;
    selects.outermost = selects.count;
    for (size_t i = selects.count; i-- > 0;) {
        if (all[i].depth == 0)
            selects.outermost = all[i].first;
    }
    return selects;
}
