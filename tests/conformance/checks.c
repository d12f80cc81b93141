/* What a case can ask for. Each check gets the rest of its line, and may cut it up. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance.h"

#define CARRIER "本次共计@涉及辖区各单位和群众"

/* Cuts `text` at the first `mark`; returns what follows it, or NULL. */
static char *cut(char *text, const char *mark)
{
    char *at = strstr(text, mark);
    if (!at)
        return NULL;
    *at = 0;
    return at + strlen(mark);
}

/* "X in T@T" → the whole text, with X for @; X alone stands in the carrier. */
static const char *carried(struct run *run, char *argument)
{
    char *in = cut(argument, " in ");
    const char *text = in ? in : CARRIER;
    const char *at = strchr(text, '@');
    if (!at)
        return argument;
    return arena_printf(run->rig->arena, "%.*s%s%s", (int)(at - text), text, argument, at + 1);
}

/* X without the | in it. */
static char *without_bar(struct run *run, const char *text)
{
    char *copy = arena_strdup(run->rig->arena, text);
    char *to = copy;
    for (const char *from = copy; *from; from++)
        if (*from != '|')
            *to++ = *from;
    *to = 0;
    return copy;
}

/* Offset in the composed text where X begins, or SIZE_MAX. */
static size_t find(const struct run *run, const char *x)
{
    const struct para *para = run->rig->para;
    size_t length = strlen(x);
    for (size_t i = 0; i + length <= para->text_length; i++)
        if (memcmp(para->text + i, x, length) == 0)
            return i;
    return SIZE_MAX;
}

static size_t after_spaces(const struct para *para, size_t offset)
{
    while (offset < para->text_length && para->text[offset] == ' ')
        offset++;
    return offset;
}

static size_t line_offset(const struct para *para, size_t l)
{
    return para->items[para->lines[l].first].text;
}

static const char *known(struct run *run, const struct setting *setting)
{
    return arena_printf(run->rig->arena, "%s：%s", setting_name(run, setting), lines_joined(run));
}

/* ---- keep: no line ends inside X ---- */

struct keep {
    const char *x;
    bool loose; /* the same with the rules inside X taken away: does a line ever end there? */
    size_t ended;
};

/* Item that begins at or after a byte offset. */
static size_t item_at(const struct para *para, size_t offset)
{
    size_t i = 0;
    while (i < para->count && para->items[i].text < offset)
        i++;
    return i;
}

/* A relaxed rule was needed: with X whole, the line before it is open by more than a fifth of an
   em per gap, and X cannot be pulled in. */
static bool was_needed(const struct run *run, size_t line, size_t from, size_t to)
{
    const struct para *para = run->rig->para;
    size_t first = para->lines[line].first;
    size_t begin = item_at(para, from);
    size_t end = item_at(para, to);
    int64_t target = run->rig->shape.measure;
    if (begin <= first)
        return typeset_fit_min(para, begin, end) > target;
    int64_t gaps = para->sums[begin - 1].gaps - para->sums[first].gaps;
    int64_t open = target - typeset_fit_natural(para, first, begin);
    bool ragged = !run->rig->shape.justify;
    return typeset_fit_min(para, first, end) > target &&
           (ragged ? typeset_fit_min(para, begin, end) > target
                   : gaps == 0 || open * 5 > gaps * para->size);
}

static bool keep_in(struct run *run, const struct setting *setting, void *context)
{
    struct keep *keep = context;
    const struct para *para = run->rig->para;
    size_t from = find(run, keep->x);
    size_t to = from + strlen(keep->x);
    if (from == SIZE_MAX)
        return fail(run, "“%s” is not in the composed text", keep->x);
    if (keep->loose) {
        for (size_t i = item_at(para, from); i + 1 < para->count && para->items[i + 1].text < to;
             i++)
            run->rig->para->items[i].penalty = 0;
        fit(run, setting);
    }
    for (size_t l = 1; l < para->line_count; l++) {
        size_t at = line_offset(para, l);
        if (at <= from || at >= to)
            continue;
        keep->ended++;
        bool noted = run->rig->report.relaxed != SIZE_MAX || run->rig->report.emergency != SIZE_MAX;
        if (keep->loose || (noted && was_needed(run, l - 1, from, to)) ||
            (setting->mode == MODE_TITLE &&
             typeset_fit_natural(para, item_at(para, from), item_at(para, to)) >
                 run->rig->shape.measure))
            continue;
        return fail(run, "“%s” is split: %s", keep->x, known(run, setting));
    }
    return true;
}

static bool check_keep(struct run *run, char *argument)
{
    const char *text = carried(run, argument);
    struct keep keep = {.x = argument};
    if (!each_setting(run, text, keep_in, &keep))
        return false;
    keep.loose = true;
    if (keep.ended == 0 && each_setting(run, text, keep_in, &keep) && keep.ended == 0)
        return fail(run, "vacuous: nothing ever tries to split “%s”", argument);
    return !run->why.length;
}

/* ---- never, may: lines that end between A and B ---- */

struct ends {
    const char *joined;
    size_t offset; /* of B in it */
    bool found;
};

static bool ends_in(struct run *run, const struct setting *setting, void *context)
{
    struct ends *ends = context;
    const struct para *para = run->rig->para;
    size_t from = find(run, ends->joined);
    if (from == SIZE_MAX)
        return fail(run, "“%s” is not in the composed text", ends->joined);
    size_t at = after_spaces(para, from + ends->offset);
    for (size_t l = 1; l < para->line_count; l++)
        if (line_offset(para, l) == at) {
            ends->found = true;
            if (!run->why.length)
                buf_puts(&run->why, known(run, setting));
        }
    return !ends->found;
}

static bool line_ends(struct run *run, char *argument)
{
    const char *text = without_bar(run, carried(run, argument));
    const char *bar = strchr(argument, '|');
    struct ends ends = {.joined = without_bar(run, argument),
                        .offset = bar ? (size_t)(bar - argument) : 0};
    each_setting(run, text, ends_in, &ends);
    return ends.found;
}

static bool check_never(struct run *run, char *argument)
{
    line_ends(run, argument);
    return !run->why.length;
}

static bool check_may(struct run *run, char *argument)
{
    if (!line_ends(run, argument))
        return fail(run, "no line ends there");
    buf_clear(&run->why);
    return true;
}

/* ---- sets of marks ---- */

/* Calls a check for each character of a list, put for @ in a pattern. */
static bool each_mark(struct run *run, char *marks, const char *pattern,
                      bool (*check)(struct run *, char *))
{
    const char *cursor = marks;
    const char *end = marks + strlen(marks);
    uint32_t cp = 0;
    while (cursor < end) {
        const char *from = cursor;
        if (!text_next(&cursor, end, &cp) || cp == ' ')
            continue;
        const char *at = strchr(pattern, '@');
        char *case_text = arena_printf(run->rig->arena, "%.*s%.*s%s", (int)(at - pattern), pattern,
                                       (int)(cursor - from), from, at + 1);
        if (check(run, case_text))
            continue;
        struct buf why = run->why;
        run->why = (struct buf){0};
        buf_printf(&run->why, "%.*s — %s", (int)(cursor - from), from, why.data ? why.data : "");
        buf_done(&why);
        return false;
    }
    return true;
}

static bool check_nostart(struct run *run, char *argument)
{
    return each_mark(run, argument, "社区|@治理", check_never);
}

static bool check_maystart(struct run *run, char *argument)
{
    return each_mark(run, argument, "社区|@治理", check_may);
}

static bool check_noend(struct run *run, char *argument)
{
    return each_mark(run, argument, "社区@|治理", check_never);
}

static bool check_mayend(struct run *run, char *argument)
{
    return each_mark(run, argument, "社区@|治理", check_may);
}

/* ---- exact lines ---- */

/* N: text = a|b|c */
static bool check_lines_in(struct run *run, char *argument, enum mode mode)
{
    char *text = cut(argument, ": ");
    char *want = text ? cut(text, " = ") : NULL;
    if (!want)
        return fail(run, "what is wanted is “N: text = lines”");
    struct setting setting = {mode, atoi(argument), 0};
    compose(run, mode, text, 0);
    fit(run, &setting);
    if (mode == MODE_BODY && !rig_check(run->rig))
        return fail(run, "the lines break a general rule: %s", lines_joined(run));
    const char *got = lines_joined(run);
    return strcmp(got, want) == 0 ? true : fail(run, "got %s", got);
}

static bool check_lines(struct run *run, char *argument)
{
    return check_lines_in(run, argument, MODE_BODY) &&
           (run->rig->report.relaxed == SIZE_MAX || fail(run, "a number rule was relaxed"));
}

static bool check_relaxed(struct run *run, char *argument)
{
    return check_lines_in(run, argument, MODE_BODY) &&
           (run->rig->report.relaxed != SIZE_MAX || fail(run, "no number rule was relaxed"));
}

static bool check_broken(struct run *run, char *argument)
{
    return check_lines_in(run, argument, MODE_BODY) &&
           (run->rig->report.emergency != SIZE_MAX || fail(run, "no word was broken"));
}

static bool check_cell(struct run *run, char *argument)
{
    return check_lines_in(run, argument, MODE_CELL);
}

static bool check_title(struct run *run, char *argument)
{
    return check_lines_in(run, argument, MODE_TITLE);
}

/* ---- widths ---- */

/* Thousandths from a decimal: -1.25 */
static int32_t thousandths(const char *text)
{
    double value = strtod(text, NULL) * 1000;
    return (int32_t)(value < 0 ? value - 0.5 : value + 0.5);
}

static bool near(int64_t got, int64_t want)
{
    return got - want <= 4 && want - got <= 4; /* a square is 0.3 % wider than the type */
}

/* text = natural width in squares */
static bool check_width(struct run *run, char *argument)
{
    char *want = cut(argument, " = ");
    if (!want)
        return fail(run, "what is wanted is “text = width”");
    compose(run, MODE_BODY, argument, 0);
    const struct para *para = run->rig->para;
    int64_t got = typeset_fit_natural(para, 0, para->count) * INT64_C(1000) / para->zi;
    return near(got, thousandths(want)) || fail(run, "it is %lld/1000 字 wide", (long long)got);
}

/* A|B = the glue between them, in em */
static bool check_gap(struct run *run, char *argument)
{
    char *want = cut(argument, " = ");
    char *bar = strchr(argument, '|');
    if (!want || !bar)
        return fail(run, "what is wanted is “A|B = gap”");
    compose(run, MODE_BODY, without_bar(run, argument), 0);
    const struct para *para = run->rig->para;
    int64_t got = 0;
    for (size_t i = 0; i < para->count; i++) {
        size_t end = para->items[i].text + para->items[i].bytes;
        size_t at = (size_t)(bar - argument);
        bool space = para->items[i].class == CLASS_SPACE && para->items[i].text == at;
        got += end == at || space ? para->items[i].gap : 0;
    }
    got = got * 1000 / para->size;
    return near(got, thousandths(want)) || fail(run, "it is %lld/1000 em", (long long)got);
}

/* marks × marks = width of any two of them between Han characters, less those */
static bool check_pairs(struct run *run, char *argument)
{
    char *want = cut(argument, " = ");
    char *second = cut(argument, " × ");
    if (!want || !second)
        return fail(run, "what is wanted is “marks × marks = width”");
    const char *end = argument + strlen(argument);
    uint32_t cp = 0;
    for (const char *a = argument; a < end;) {
        const char *from = a;
        if (!text_next(&a, end, &cp) || cp == ' ')
            continue;
        char *pattern = arena_printf(run->rig->arena, "社%.*s@区 = %.3f", (int)(a - from), from,
                                     2 + strtod(want, NULL));
        if (!each_mark(run, second, pattern, check_width))
            return false;
    }
    return true;
}

/* ---- adjustment ---- */

static const char *const glue_names[] = {"space", "dot",  "bracket", "comma",
                                         "latin", "stop", "other"};

/* Which kind of glue follows an item; 6: the general one; 7: rigid. */
static size_t glue_kind(const struct para_item *item)
{
    if (item->shrink_class != SHRINK_NONE)
        return item->shrink_class;
    return item->stretches ? 6 : 7;
}

/* Each glue of a kind changed by `want` thousandths of an em. */
static bool check_kind(struct run *run, const int32_t *gaps, size_t kind, int32_t want)
{
    const struct para *para = run->rig->para;
    size_t seen = 0;
    for (size_t i = 0; i + 1 < para->count; i++) {
        if (glue_kind(&para->items[i]) != kind)
            continue;
        int64_t by = (gaps[i] - para->items[i].gap) * INT64_C(1000) / para->size;
        seen++;
        if (!near(by, want))
            return fail(run, "%s after item %zu changes by %lld/1000 em, not %d",
                        kind < 7 ? glue_names[kind] : "rigid", i, (long long)by, (int)want);
    }
    return seen || kind == 7 || fail(run, "there is no %s in the text", glue_names[kind]);
}

/* text by -1.5 : kind change, kind change …  (em; of each glue of the kind; others unchanged) */
static bool check_adjust(struct run *run, char *argument)
{
    char *rest = cut(argument, " : ");
    char *by = cut(argument, " by ");
    if (!rest || !by)
        return fail(run, "what is wanted is “text by change : kind change, …”");
    int32_t want[8] = {0};
    bool named[8] = {false};
    named[7] = true;
    for (char *next = rest; next;) {
        char *one = next;
        next = cut(one, ", ");
        for (size_t k = 0; k < BASE_COUNT(glue_names); k++) {
            size_t length = strlen(glue_names[k]);
            if (strncmp(one, glue_names[k], length) == 0 && one[length] == ' ') {
                want[k] = thousandths(one + length + 1);
                named[k] = true;
            }
        }
    }
    compose(run, MODE_BODY, argument, 0);
    const struct para *para = run->rig->para;
    int32_t *gaps = arena_array(run->rig->arena, para->count, sizeof *gaps);
    int64_t change = (int64_t)thousandths(by) * para->size / 1000;
    int32_t target = typeset_fit_natural(para, 0, para->count) + (int32_t)change;
    if (typeset_justify(para, 0, para->count, target, gaps) != target)
        return fail(run, "the line does not reach its width");
    for (size_t k = 0; k < 8; k++)
        if (named[k] && !check_kind(run, gaps, k, want[k]))
            return false;
    return true;
}

/* text by change: the line cannot be brought there */
static bool check_rigid(struct run *run, char *argument)
{
    char *by = cut(argument, " by ");
    compose(run, MODE_BODY, argument, 0);
    const struct para *para = run->rig->para;
    int32_t *gaps = arena_array(run->rig->arena, para->count, sizeof *gaps);
    int64_t change = (int64_t)thousandths(by ? by : "0") * para->size / 1000;
    int32_t target = typeset_fit_natural(para, 0, para->count) + (int32_t)change;
    return typeset_justify(para, 0, para->count, target, gaps) != target ||
           fail(run, "the line reaches that width");
}

/* ---- script ---- */

/* text = H or L for each character: the mark stands in a square, or is proportional */
static bool check_script(struct run *run, char *argument)
{
    char *want = cut(argument, " = ");
    if (!want)
        return fail(run, "what is wanted is “text = HL…”");
    compose(run, MODE_BODY, argument, 0);
    const struct para *para = run->rig->para;
    struct buf got = {0};
    buf_puts(&got, "");
    for (size_t i = 0; i < para->count; i++)
        if (para->items[i].class != CLASS_SPACE)
            buf_putc(&got, para->items[i].wide ? 'H' : 'L');
    bool same = strcmp(got.data, want) == 0;
    if (!same)
        fail(run, "got %s", got.data);
    buf_done(&got);
    return same;
}

const struct check *check_find(const char *name, size_t length)
{
    static const struct check checks[] = {
        {"keep", check_keep},       {"never", check_never},       {"may", check_may},
        {"nostart", check_nostart}, {"maystart", check_maystart}, {"noend", check_noend},
        {"mayend", check_mayend},   {"lines", check_lines},       {"relaxed", check_relaxed},
        {"broken", check_broken},   {"cell", check_cell},         {"title", check_title},
        {"width", check_width},     {"gap", check_gap},           {"pairs", check_pairs},
        {"adjust", check_adjust},   {"rigid", check_rigid},       {"script", check_script},
    };
    for (size_t i = 0; i < BASE_COUNT(checks); i++)
        if (strlen(checks[i].name) == length && memcmp(checks[i].name, name, length) == 0)
            return &checks[i];
    return NULL;
}
