#include "yaml_flow.h"

#include <string.h>

struct scan {
    struct yaml_flow *flow;
    char *line;
    size_t length, at;
};

static bool is_at(const struct scan *scan, size_t at, const char *sign)
{
    size_t bytes = strlen(sign);
    return scan->length >= bytes && at <= scan->length - bytes &&
           memcmp(scan->line + at, sign, bytes) == 0;
}

static size_t skip_spaces(const struct scan *scan, size_t at)
{
    while (at < scan->length && (scan->line[at] == ' ' || scan->line[at] == '\r'))
        at++;
    return at;
}

static void put_narrow(struct scan *scan, size_t at, char sign)
{
    scan->line[at] = sign;
    scan->line[at + 1] = scan->line[at + 2] = ' ';
}

/* ---- brackets ---- */

static const struct bracket {
    const char *open, *close;
    char narrow_open, narrow_close;
} brackets[] = {{"{", "}", '{', '}'},
                {"[", "]", '[', ']'},
                {"｛", "｝", '{', '}'},
                {"［", "］", '[', ']'},
                {"【", "】", '[', ']'}};

enum { BRACKETS = sizeof brackets / sizeof brackets[0], NARROW = 2 };

static const struct bracket *opening(const struct scan *scan, size_t at)
{
    for (size_t i = 0; i < BRACKETS; i++)
        if (is_at(scan, at, brackets[i].open))
            return &brackets[i];
    return NULL;
}

/* {{ of either width: a placeholder. */
static bool is_placeholder(const struct scan *scan, size_t at)
{
    size_t first = is_at(scan, at, "{") ? 1 : is_at(scan, at, "｛") ? 3 : 0;
    return first && (is_at(scan, at + first, "{") || is_at(scan, at + first, "｛"));
}

/* Where the bracket that `at` opens is closed, in this line; or the length. */
static size_t closing(const struct scan *scan, size_t at, const struct bracket *bracket)
{
    size_t depth = 0;
    for (; at < scan->length; at++) {
        if (is_at(scan, at, bracket->open))
            depth++;
        else if (is_at(scan, at, bracket->close) && --depth == 0)
            return at;
    }
    return scan->length;
}

/* A full-width bracket is one if nothing stands behind its end: 【2026】3号 is a text. */
static bool encloses(const struct scan *scan, size_t at, const struct bracket *bracket)
{
    static const char *const ends[] = {",", "，", "}", "｝", "]", "］", "】"};
    size_t close = closing(scan, at, bracket);
    if (close == scan->length) /* in a line that follows */
        return true;
    size_t next = skip_spaces(scan, close + strlen(bracket->close));
    bool ended = next == scan->length || is_at(scan, next, "#");
    for (size_t i = 0; scan->flow->depth && i < sizeof ends / sizeof ends[0]; i++)
        ended = ended || is_at(scan, next, ends[i]);
    return ended;
}

/* Goes into a bracket at the start of a value; false if none stands there. */
static bool enter(struct scan *scan)
{
    const struct bracket *bracket = opening(scan, scan->at);
    if (!bracket || is_placeholder(scan, scan->at) || scan->flow->depth == YAML_FLOW_DEPTH)
        return false;
    bool wide = bracket - brackets >= NARROW;
    if (wide && !encloses(scan, scan->at, bracket))
        return false;
    if (wide)
        put_narrow(scan, scan->at, bracket->narrow_open);
    scan->at++;
    scan->flow->levels[scan->flow->depth++] = (struct yaml_flow_level){
        .wide_close = wide ? bracket->close : NULL, .map = bracket->narrow_open == '{'};
    return true;
}

/* ---- entries ---- */

/* True if a key and its colon begin here, and that colon is full-width or not. */
static bool key_follows(const struct scan *scan, size_t at, bool *ret_wide)
{
    for (at = skip_spaces(scan, at); at < scan->length; at++) {
        *ret_wide = is_at(scan, at, "：");
        if (*ret_wide || is_at(scan, at, ": "))
            return true;
        if (strchr(" \"'{}[],:#", scan->line[at]) || is_at(scan, at, "，"))
            return false;
    }
    return false;
}

/* ， between two entries; behind a quote or a bracket it can be nothing else. */
static bool parts(const struct scan *scan, const struct yaml_flow_level *level, size_t at)
{
    bool wide = false;
    size_t before = at;
    while (before > 0 && scan->line[before - 1] == ' ')
        before--;
    bool closed = before > 0 && strchr("'\"}]", scan->line[before - 1]);
    if (!level->map || closed || skip_spaces(scan, at + 3) == scan->length)
        return true;
    return key_follows(scan, at + 3, &wide) && wide == level->wide_colon;
}

/* Behind the quote that closes a text, or the end of the line with the quote kept. */
static void skip_quoted(struct scan *scan)
{
    char quote = scan->flow->quote;
    for (; scan->at < scan->length; scan->at++) {
        if (quote == '"' && scan->line[scan->at] == '\\') {
            scan->at++;
        } else if (scan->line[scan->at] == quote) {
            scan->at++;
            scan->flow->quote = 0;
            return;
        }
    }
}

static void skip_placeholder(struct scan *scan)
{
    for (size_t at = scan->at; at < scan->length; at++)
        if (is_at(scan, at, "}}") || is_at(scan, at, "｝｝")) {
            scan->at = at + (is_at(scan, at, "}}") ? 2 : 6);
            return;
        }
    scan->at = scan->length;
}

static void begin_value(struct scan *scan)
{
    scan->at = skip_spaces(scan, scan->at);
    if (scan->at >= scan->length || enter(scan))
        return;
    if (strchr("'\"", scan->line[scan->at])) {
        scan->flow->quote = scan->line[scan->at++];
        skip_quoted(scan);
    }
}

static void take_colon(struct scan *scan, struct yaml_flow_level *level, bool wide)
{
    if (wide)
        put_narrow(scan, scan->at, ':');
    if (!level->known)
        level->wide_colon = wide;
    level->known = level->valued = true;
    scan->at++;
    begin_value(scan);
}

static void take_comma(struct scan *scan, struct yaml_flow_level *level, bool wide)
{
    if (wide)
        put_narrow(scan, scan->at, ',');
    level->valued = false;
    scan->at++;
    begin_value(scan);
}

/* Leaves the innermost bracket; false if it is not closed here. */
static bool leave(struct scan *scan, const struct yaml_flow_level *level)
{
    bool wide = level->wide_close && is_at(scan, scan->at, level->wide_close);
    if (!wide && !strchr("}]", scan->line[scan->at]))
        return false;
    if (wide)
        put_narrow(scan, scan->at, level->map ? '}' : ']');
    scan->flow->depth--;
    scan->at++;
    return true;
}

/* One sign, or one byte of a text. */
static void step(struct scan *scan, struct yaml_flow_level *level)
{
    bool keyed = level->map && !level->valued;
    if (is_placeholder(scan, scan->at))
        skip_placeholder(scan);
    else if (leave(scan, level))
        return;
    else if (keyed && is_at(scan, scan->at, "："))
        take_colon(scan, level, true);
    else if (keyed && is_at(scan, scan->at, ":"))
        take_colon(scan, level, false);
    else if (is_at(scan, scan->at, ","))
        take_comma(scan, level, false);
    else if (is_at(scan, scan->at, "，") && parts(scan, level, scan->at))
        take_comma(scan, level, true);
    else if (is_at(scan, scan->at, " #"))
        scan->at = scan->length;
    else
        scan->at++;
}

/* Behind the dashes and the key of a line, where its value is. */
static size_t value_start(const struct scan *scan)
{
    size_t at = 0;
    while (at < scan->length && strchr(" -", scan->line[at]))
        at++;
    size_t key = at;
    while (at < scan->length && !strchr(" \t\"'{}[],#|>&*!%@`:", scan->line[at]))
        at++;
    bool keyed = at > key && at < scan->length && scan->line[at] == ':';
    return skip_spaces(scan, keyed ? at + 1 : key);
}

void yaml_narrow_flow(struct yaml_flow *flow, char *line, size_t length)
{
    struct scan scan = {flow, line, length, 0};
    if (flow->quote)
        skip_quoted(&scan);
    else if (flow->depth)
        begin_value(&scan);
    else if ((scan.at = value_start(&scan)) >= length || !enter(&scan))
        return;
    else
        begin_value(&scan);
    while (scan.at < length && flow->depth)
        step(&scan, &flow->levels[flow->depth - 1]);
}
