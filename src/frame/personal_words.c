/*
 * A taint analysis on words. Names of personal columns are the source; an alias takes what flows into its
 * expression; UNION adds its arms up by position; this is repeated until nothing is added. What only
 * decides (WHEN …, WHERE …, count(…)) does not flow.
 */
#include "personal_words.h"

#include <string.h>
#include <strings.h>

#include <huibao/base.h>

#include "selects.h"

/* Beyond these, every column is taken to carry everything, so that no text is long at work. */
#define MOST_ROUNDS 100
#define MOST_NAMES 1000

struct reading {
    struct arena *arena;
    struct selects selects;
    struct personal_named *names;
    size_t name_count, name_capacity;
    const char **literals;
    size_t literal_count, literal_capacity;
    bool changed; /* in this round */
    bool last;    /* what is read now is the result itself: its literals are gathered */
};

/* ---- names ---- */

static struct personal_named *find_name(const struct reading *reading, const char *name)
{
    for (size_t i = 0; i < reading->name_count; i++) {
        if (strcasecmp(reading->names[i].name, name) == 0)
            return &reading->names[i];
    }
    return NULL;
}

/* What two expressions in one column make of it. */
static struct personal_flow flow_add(struct personal_flow a, struct personal_flow b)
{
    struct personal_flow sum = {.kinds = a.kinds | b.kinds,
                                .computed = a.computed || b.computed,
                                .text = a.text || b.text,
                                .whole = a.whole || b.whole,
                                .divided = a.divided || b.divided,
                                .other = a.other || b.other,
                                .column = a.column ? a.column : b.column};
    bool mixed = (sum.kinds & (sum.kinds - 1)) != 0;
    sum.computed |= sum.kinds && (sum.other || mixed);
    return sum;
}

static void add_name(struct reading *reading, const char *name, struct personal_flow flow)
{
    if (!name || !flow.kinds)
        return;
    struct personal_named *known = find_name(reading, name);
    if (!known) {
        reading->names = arena_grow(reading->arena, reading->names, reading->name_count,
                                    &reading->name_capacity, sizeof *known);
        known = &reading->names[reading->name_count++];
        *known = (struct personal_named){.name = name};
    }
    struct personal_flow sum = flow_add(known->flow, flow);
    reading->changed |= sum.kinds != known->flow.kinds || sum.computed != known->flow.computed ||
                        sum.text != known->flow.text || sum.whole != known->flow.whole ||
                        sum.divided != known->flow.divided;
    known->flow = sum;
}

static void add_view_columns(struct reading *reading, const struct guard *guard)
{
    for (size_t v = 0; v < guard->view_count; v++) {
        for (size_t c = 0; c < guard->views[v].column_count; c++) {
            const char *name = guard->views[v].columns[c];
            enum store_privacy privacy = store_privacy(name);
            if (privacy != STORE_PUBLIC && privacy != STORE_STAFF_NAME)
                add_name(reading, name,
                         (struct personal_flow){.kinds = 1u << privacy, .column = name});
        }
    }
}

static void add_literal(struct reading *reading, size_t index)
{
    const struct token *token = &reading->selects.tokens.items[index];
    size_t length = token->end - token->start;
    if (!reading->last || length < 2)
        return;
    reading->literals = arena_grow(reading->arena, reading->literals, reading->literal_count,
                                   &reading->literal_capacity, sizeof *reading->literals);
    reading->literals[reading->literal_count++] =
        arena_strndup(reading->arena, reading->selects.tokens.text + token->start + 1, length - 2);
}

/* ---- words ---- */

enum role {
    ROLE_OTHER,
    ROLE_DECIDES, /* a call or bracket whose inside does not come out: count(…), FILTER (…) */
    ROLE_PASSES,  /* one of its arguments comes out as it is */
    ROLE_CHOOSES, /* the same, but for its first argument: iif */
    ROLE_NUMBERS, /* a number made of its argument */
    ROLE_COMPARES,
    ROLE_SILENT /* a keyword that says nothing about the value */
};

static const struct {
    const char *word;
    enum role role;
} calls[] = {
    {"count", ROLE_DECIDES},      {"length", ROLE_DECIDES},     {"instr", ROLE_DECIDES},
    {"like", ROLE_DECIDES},       {"row_number", ROLE_DECIDES}, {"rank", ROLE_DECIDES},
    {"dense_rank", ROLE_DECIDES}, {"ntile", ROLE_DECIDES},      {"percent_rank", ROLE_DECIDES},
    {"cume_dist", ROLE_DECIDES},  {"julianday", ROLE_NUMBERS},  {"sum", ROLE_NUMBERS},
    {"avg", ROLE_NUMBERS},        {"abs", ROLE_NUMBERS},        {"round", ROLE_NUMBERS},
    {"filter", ROLE_DECIDES},     {"over", ROLE_DECIDES},       {"exists", ROLE_DECIDES},
    {"in", ROLE_DECIDES},         {"max", ROLE_PASSES},         {"min", ROLE_PASSES},
    {"coalesce", ROLE_PASSES},    {"nullif", ROLE_PASSES},      {"lag", ROLE_PASSES},
    {"lead", ROLE_PASSES},        {"first_value", ROLE_PASSES}, {"last_value", ROLE_PASSES},
    {"nth_value", ROLE_PASSES},   {"iif", ROLE_CHOOSES},
};
static const struct {
    const char *word;
    enum role role;
} keywords[] = {
    {"AND", ROLE_COMPARES},   {"OR", ROLE_COMPARES},      {"NOT", ROLE_COMPARES},
    {"IS", ROLE_COMPARES},    {"IN", ROLE_COMPARES},      {"LIKE", ROLE_COMPARES},
    {"GLOB", ROLE_COMPARES},  {"BETWEEN", ROLE_COMPARES}, {"EXISTS", ROLE_COMPARES},
    {"ELSE", ROLE_SILENT},    {"END", ROLE_SILENT},       {"NULL", ROLE_SILENT},
    {"SELECT", ROLE_SILENT},  {"DISTINCT", ROLE_SILENT},  {"ALL", ROLE_SILENT},
    {"THEN", ROLE_SILENT},    {"FILTER", ROLE_SILENT},    {"OVER", ROLE_SILENT},
    {"COLLATE", ROLE_SILENT},
};

static enum role role_of_call(const struct tokens *tokens, size_t index)
{
    for (size_t i = 0; i < BASE_COUNT(calls); i++) {
        if (tokens_is(tokens, index, calls[i].word))
            return calls[i].role;
    }
    return ROLE_OTHER;
}

static enum role role_of_word(const struct tokens *tokens, size_t index)
{
    for (size_t i = 0; i < BASE_COUNT(keywords); i++) {
        if (tokens_is(tokens, index, keywords[i].word))
            return keywords[i].role;
    }
    return ROLE_OTHER;
}

/* ---- one expression ---- */

/* What a call makes of a date within its brackets. */
enum around {
    AROUND_NOTHING,
    AROUND_DAY,  /* the same day in other words */
    AROUND_PART, /* its year, its month and day */
    AROUND_MANY  /* of many people's */
};
enum { AROUND_MOST = 16 };

struct flowing {
    struct reading *reading;
    struct personal_flow flow;
    bool makes_text, compares;
    size_t to;
    struct {
        enum around kind;
        size_t to;
    } around[AROUND_MOST]; /* the calls that are open */
    size_t around_count;
};

static void enter_call(struct flowing *flowing, size_t i)
{
    static const struct {
        const char *name;
        enum around kind;
    } known[] = {{"julianday", AROUND_DAY}, {"replace", AROUND_DAY},    {"date", AROUND_DAY},
                 {"substr", AROUND_PART},   {"substring", AROUND_PART}, {"sum", AROUND_MANY},
                 {"avg", AROUND_MANY}};
    const struct tokens *tokens = &flowing->reading->selects.tokens;
    enum around kind = AROUND_NOTHING;
    for (size_t k = 0; k < BASE_COUNT(known); k++)
        kind = tokens_is(tokens, i, known[k].name) ? known[k].kind : kind;
    if (kind == AROUND_NOTHING || flowing->around_count == AROUND_MOST)
        return;
    flowing->around[flowing->around_count].kind = kind;
    flowing->around[flowing->around_count++].to = selects_after_bracket(tokens, i + 1);
}

/* Whether the column at `i` comes out as a number of days, or as a day written as a number. */
static bool is_whole(struct flowing *flowing, const struct personal_flow *flow, size_t i)
{
    bool day = false, less = false;
    if (!(flow->kinds & 1u << STORE_PRIVATE_BIRTH))
        return false;
    for (size_t a = 0; a < flowing->around_count; a++) {
        bool open = i < flowing->around[a].to;
        day |= open && flowing->around[a].kind == AROUND_DAY;
        less |= open && flowing->around[a].kind != AROUND_DAY;
    }
    return !less && (flow->whole || (day && !flow->computed));
}

/* Those that are closed make room. */
static void leave_calls(struct flowing *flowing, size_t i)
{
    while (flowing->around_count && flowing->around[flowing->around_count - 1].to <= i)
        flowing->around_count--;
}

/* Behind the condition of CASE … WHEN … THEN at `i`. */
static size_t after_condition(const struct flowing *flowing, size_t i)
{
    const struct tokens *tokens = &flowing->reading->selects.tokens;
    int depth = tokens->items[i].depth;
    while (i < flowing->to && !(tokens->items[i].depth == depth && tokens_is(tokens, i, "THEN")))
        i++;
    return i + 1;
}

/* A function, or a word with a bracket: where its arguments that flow begin. */
static size_t flow_call(struct flowing *flowing, size_t i)
{
    const struct tokens *tokens = &flowing->reading->selects.tokens;
    enum role role = role_of_call(tokens, i);
    flowing->compares |= role_of_word(tokens, i) == ROLE_COMPARES;
    if (role == ROLE_DECIDES)
        return selects_after_bracket(tokens, i + 1);
    if (role == ROLE_CHOOSES) {
        int depth = tokens->items[i + 1].depth + 1;
        i += 2;
        while (i < flowing->to && !(tokens->items[i].depth == depth && tokens_is(tokens, i, ",")))
            i++;
        return i + 1;
    }
    leave_calls(flowing, i);
    enter_call(flowing, i);
    flowing->flow.computed |= role == ROLE_NUMBERS;
    if (role == ROLE_OTHER && role_of_word(tokens, i) == ROLE_OTHER)
        flowing->makes_text = flowing->flow.computed = true;
    return i + 2;
}

static void flow_name(struct flowing *flowing, size_t i)
{
    const struct tokens *tokens = &flowing->reading->selects.tokens;
    const struct personal_named *known = find_name(flowing->reading, tokens_name(tokens, i));
    struct personal_flow flow = known ? known->flow : (struct personal_flow){0};
    flow.whole = is_whole(flowing, &flow, i);
    if (known)
        flowing->flow = flow_add(flowing->flow, flow);
    else
        flowing->flow.other = true;
}

/* Behind the rest of a subquery, whose FROM is at `i`: only its columns flow. */
static size_t after_rest(const struct flowing *flowing, size_t i)
{
    const struct tokens *tokens = &flowing->reading->selects.tokens;
    int depth = tokens->items[i].depth;
    while (i < flowing->to && tokens->items[i].depth >= depth)
        i++;
    return i;
}

/* Takes the word at `i` in; where the next one is. */
static size_t flow_word(struct flowing *flowing, size_t i)
{
    const struct tokens *tokens = &flowing->reading->selects.tokens;
    if (tokens_is(tokens, i, "CASE") || tokens_is(tokens, i, "WHEN"))
        return after_condition(flowing, i);
    if (selects_ends_list(tokens, i))
        return after_rest(flowing, i);
    if (tokens_is_name(tokens, i) && tokens_is(tokens, i + 1, "("))
        return flow_call(flowing, i);
    if (tokens_is_name(tokens, i) && tokens_is(tokens, i + 1, "."))
        return i + 2;
    if (tokens_is_name(tokens, i)) {
        enum role role = role_of_word(tokens, i);
        flowing->compares |= role == ROLE_COMPARES;
        if (role == ROLE_OTHER)
            flow_name(flowing, i);
        return i + 1;
    }
    char sign = tokens->text[tokens->items[i].start];
    if (sign == '\'')
        add_literal(flowing->reading, i);
    flowing->compares |= strchr("=<>!", sign) != NULL;
    flowing->makes_text |= sign == '|';
    flowing->flow.computed |= strchr("|+-*/%&~", sign) != NULL;
    flowing->flow.divided |= sign == '/';
    flowing->flow.other |= strchr(":?@$", sign) != NULL;
    return i + 1;
}

static struct personal_flow flow_of(struct reading *reading, const struct selects_item *item)
{
    struct flowing flowing = {.reading = reading, .to = item->to};
    for (size_t i = item->from; i < item->to;)
        i = flow_word(&flowing, i);
    struct personal_flow flow = flow_add(flowing.flow, (struct personal_flow){0});
    flow.computed |= flowing.compares;
    flow.text |= flowing.makes_text && !flowing.compares;
    flow.whole = flow.whole && !flowing.compares;
    if (!flow.kinds)
        flow.computed = flow.text = flow.divided = false;
    return flow;
}

/* ---- the statement ---- */

/* A column of a SELECT with those that stand at its place in the later arms of its UNION. */
static struct personal_flow flow_of_column(struct reading *reading, size_t one, size_t column)
{
    const struct selects *selects = &reading->selects;
    struct personal_flow flow = {0};
    for (size_t i = one, last = selects->count; i != last; i = selects->all[i].next) {
        last = i;
        if (column < selects->all[i].item_count)
            flow = flow_add(flow, flow_of(reading, &selects->all[i].items[column]));
    }
    return flow;
}

/* Of a column that may be any behind a *. */
static struct personal_flow flow_of_all(const struct reading *reading)
{
    struct personal_flow flow = {0};
    for (size_t n = 0; n < reading->name_count; n++)
        flow = flow_add(flow, reading->names[n].flow);
    return flow;
}

static void read_round(struct reading *reading)
{
    const struct selects *selects = &reading->selects;
    for (size_t s = 0; s < selects->count; s++) {
        const struct selects_one *one = &selects->all[s];
        for (size_t c = 0; one->first == s && c < one->item_count; c++) {
            struct personal_flow flow = flow_of_column(reading, s, c);
            add_name(reading, one->items[c].name, flow);
            if (c < one->name_count && !one->star)
                add_name(reading, one->names[c], flow);
        }
        for (size_t c = 0; one->star && c < one->name_count; c++)
            add_name(reading, one->names[c], flow_of_all(reading));
    }
}

static void take_outermost(struct reading *reading, bool endless, struct personal_words *words)
{
    const struct selects *selects = &reading->selects;
    if (selects->outermost == selects->count)
        return;
    const struct selects_one *first = &selects->all[selects->outermost];
    struct personal_flow *columns = arena_array(reading->arena, first->item_count, sizeof *columns);
    bool later_star = false;
    for (size_t i = selects->outermost, last = i; (i = selects->all[i].next) != last; last = i) {
        words->compound = true;
        later_star |= selects->all[i].star;
    }
    for (size_t c = 0; c < first->item_count; c++) {
        columns[c] = flow_of_column(reading, selects->outermost, c);
        if (endless || later_star)
            columns[c] = flow_add(columns[c], flow_of_all(reading));
    }
    words->columns = columns;
    words->column_count = first->item_count;
    words->star = first->star;
}

/*
 * VALUES whose rows are joined with a SELECT by UNION, or hold one: their columns are not followed by
 * position, so any of the result may carry anything.
 */
static bool values_carry(const struct tokens *tokens)
{
    static const char *const joins[] = {"UNION", "ALL", "EXCEPT", "INTERSECT"};
    for (size_t i = 0; i < tokens->count; i++) {
        size_t at = i + 1;
        if (!tokens_is(tokens, i, "VALUES") || !tokens_is(tokens, at, "("))
            continue;
        for (size_t rows = at; tokens_is(tokens, rows, "("); at = rows, rows++) {
            for (rows++; rows < tokens->count && tokens->items[rows].depth > tokens->items[i].depth;
                 rows++)
                if (tokens_is(tokens, rows, "SELECT"))
                    return true;
            rows++;
        }
        for (size_t j = 0; j < BASE_COUNT(joins); j++)
            if (tokens_is(tokens, at, joins[j]) || (i > 0 && tokens_is(tokens, i - 1, joins[j])))
                return true;
    }
    return false;
}

struct personal_words personal_words_read(struct arena *arena, const struct guard *guard,
                                          const char *sql)
{
    struct reading reading = {.arena = arena, .selects = selects_read(arena, sql)};
    struct personal_words words = {0};
    add_view_columns(&reading, guard);
    reading.changed = true;
    for (size_t round = 0;
         reading.changed && round < MOST_ROUNDS && reading.name_count < MOST_NAMES; round++) {
        reading.changed = false;
        read_round(&reading);
    }
    bool endless = reading.changed || values_carry(&reading.selects.tokens);
    reading.last = true;
    take_outermost(&reading, endless, &words);
    words.names = reading.names;
    words.name_count = reading.name_count;
    words.literals = reading.literals;
    words.literal_count = reading.literal_count;
    return words;
}

struct personal_flow personal_words_named(const struct personal_words *words, const char *name)
{
    for (size_t i = 0; i < words->name_count; i++) {
        if (strcasecmp(words->names[i].name, name) == 0)
            return words->names[i].flow;
    }
    return (struct personal_flow){0};
}
