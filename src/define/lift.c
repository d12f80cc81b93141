#include "lift.h"

#include <stdlib.h>
#include <string.h>

#include "define_diags.h"

/* U+FDD0 and U+FDD1, noncharacters: the reader refuses files that contain them. */
#define TOKEN_OPEN "\xEF\xB7\x90"
#define TOKEN_CLOSE "\xEF\xB7\x91"
enum { TOKEN_MARK = 3, SPECIALS_MOST = 1000, MARKERS_MOST = 32 };

struct lifter {
    struct reader *reader;
    const struct excerpt *body;
    struct lift *lift;
    size_t at;         /* start of the line being read */
    size_t line_end;   /* its end without the line break */
    size_t next;       /* start of the next line */
    size_t specials;   /* Markdown signs of the paragraph so far */
    bool in_paragraph; /* the line before held text */
    bool bars;         /* the line before held a | */
    size_t tags_at;    /* where the next placeholder is looked for */
};

/* ---- writing ---- */

static void splice(struct lifter *lifter, size_t original)
{
    struct lift *lift = lifter->lift;
    size_t offset = excerpt_offset(lifter->body, original);
    lift->splices = arena_grow(lifter->reader->arena, lift->splices, lift->splice_count,
                               &lift->splice_capacity, sizeof *lift->splices);
    lift->splices[lift->splice_count++] = (struct lift_splice){lift->text.length, offset};
}

static void end_line(struct lifter *lifter)
{
    struct lift *lift = lifter->lift;
    buf_putc(&lift->text, '\n');
    lift->lines = arena_grow(lifter->reader->arena, lift->lines, lift->line_count,
                             &lift->line_capacity, sizeof *lift->lines);
    lift->lines[lift->line_count++] = lift->text.length;
}

static struct lift_token *put_token(struct lifter *lifter, enum lift_kind kind, size_t from,
                                    size_t to)
{
    struct lift *lift = lifter->lift;
    lift->tokens = arena_grow(lifter->reader->arena, lift->tokens, lift->token_count,
                              &lift->token_capacity, sizeof *lift->tokens);
    struct lift_token *token = &lift->tokens[lift->token_count++];
    *token = (struct lift_token){.kind = kind, .place = excerpt_place(lifter->body, from, to)};
    token->end = excerpt_offset(lifter->body, to);
    splice(lifter, from);
    buf_printf(&lift->text, TOKEN_OPEN "%zu" TOKEN_CLOSE, lift->token_count - 1);
    splice(lifter, to);
    return token;
}

/* A token that is a block of its own. */
static struct lift_token *put_block(struct lifter *lifter, enum lift_kind kind, size_t from,
                                    size_t to)
{
    end_line(lifter);
    struct lift_token *token = put_token(lifter, kind, from, to);
    end_line(lifter);
    end_line(lifter);
    lifter->in_paragraph = false;
    lifter->specials = 0;
    return token;
}

static void complain(struct lifter *lifter, const struct diag_kind *kind, size_t from, size_t to,
                     const char *const *args)
{
    struct place place = excerpt_place(lifter->body, from, to);
    diag_add(lifter->reader->diags, kind, &place, args);
}

/* ---- lines ---- */

static char byte_at(const struct lifter *lifter, size_t at)
{
    return at < lifter->line_end ? lifter->body->text[at] : '\0';
}

static bool take_line(struct lifter *lifter)
{
    const struct excerpt *body = lifter->body;
    lifter->at = lifter->next;
    if (lifter->at >= body->length)
        return false;
    size_t end = lifter->at + strcspn(body->text + lifter->at, "\r\n");
    if (end > body->length)
        end = body->length;
    lifter->line_end = end;
    lifter->next = end;
    if (lifter->next < body->length && body->text[lifter->next] == '\r')
        lifter->next++;
    if (lifter->next < body->length && body->text[lifter->next] == '\n' &&
        (lifter->next == end || body->text[lifter->next - 1] == '\r'))
        lifter->next++;
    return true;
}

/* Leaves out the spaces around a line: they would be markup, or nothing. */
static void trim_line(struct lifter *lifter)
{
    const struct excerpt *body = lifter->body;
    struct excerpt line = excerpt_sub(body, lifter->at, lifter->line_end);
    struct excerpt trimmed = excerpt_trim(&line);
    size_t lead = (size_t)(trimmed.text - line.text);
    bool plain = strspn(line.text, " ") >= lead && lead < 4;
    if (trimmed.length && !plain) {
        complain(lifter, &DEF059, lifter->at, lifter->at + lead, NULL);
    }
    lifter->at += lead;
    lifter->line_end = lifter->at + trimmed.length;
}

/* ---- fenced blocks ---- */

/* The length of a fence that opens here, or 0. */
static size_t fence_length(const struct lifter *lifter)
{
    char mark = byte_at(lifter, lifter->at);
    if (mark != '`' && mark != '~')
        return 0;
    size_t length = 0;
    while (byte_at(lifter, lifter->at + length) == mark)
        length++;
    const char *rest = lifter->body->text + lifter->at + length;
    bool code = mark == '`' && memchr(rest, '`', lifter->line_end - lifter->at - length);
    return length >= 3 && !code ? length : 0;
}

static bool closes_fence(const struct lifter *lifter, char mark, size_t length)
{
    size_t at = lifter->at;
    while (byte_at(lifter, at) == ' ')
        at++;
    size_t marks = 0;
    while (byte_at(lifter, at + marks) == mark)
        marks++;
    at += marks;
    while (byte_at(lifter, at) == ' ' || byte_at(lifter, at) == '\t')
        at++;
    return marks >= length && at == lifter->line_end;
}

static void take_fence(struct lifter *lifter, size_t length)
{
    const struct excerpt *body = lifter->body;
    size_t from = lifter->at, open_end = lifter->line_end, inside = lifter->next, to = body->length;
    char mark = body->text[from];
    bool closed = false;
    while (!closed && take_line(lifter)) {
        closed = closes_fence(lifter, mark, length);
        to = closed ? lifter->at : body->length;
    }
    if (!closed)
        complain(lifter, &DEF056, from, open_end,
                 DIAG_ARGS(arena_strndup(lifter->reader->arena, body->text + from, length)));
    struct lift_token *token = put_block(lifter, LIFT_FENCE, from, open_end);
    struct excerpt info = excerpt_sub(body, from + length, open_end);
    token->info = excerpt_trim(&info);
    token->inside = excerpt_sub(body, inside < to ? inside : to, to);
    lifter->tags_at = lifter->next;
}

/* ---- text ---- */

/* Signs that Markdown has to remember; too many of them in one paragraph cost too much time. */
static void count_special(struct lifter *lifter, char c)
{
    lifter->specials += strchr("*_[]`<!\\", c) != NULL;
    if (lifter->specials != SPECIALS_MOST + 1 || lifter->lift->hopeless)
        return;
    lifter->lift->hopeless = true;
    complain(lifter, &DEF058, lifter->at, lifter->at + 1, DIAG_ARGS("1000"));
}

static void put_text(struct lifter *lifter, size_t from, size_t to)
{
    struct buf *text = &lifter->lift->text;
    bool escaped = false;
    splice(lifter, from);
    for (size_t at = from; at < to; at++) {
        char c = lifter->body->text[at];
        bool last = at + 1 == lifter->line_end, plain = !escaped;
        escaped = c == '\\' && plain;
        if (c == '&' && plain) {
            buf_puts(text, "&amp;");
            splice(lifter, at + 1);
        } else if (escaped && last) {
            complain(lifter, &DEF050, at, at + 1, DIAG_ARGS("行末的反斜杠（强制换行）"));
        } else {
            count_special(lifter, c);
            buf_putc(text, c == '\t' ? ' ' : c);
        }
    }
}

/* A heading's # in either width; a space must follow. Returns where the text goes on. */
static size_t put_heading_signs(struct lifter *lifter)
{
    size_t at = lifter->at, signs = 0;
    uint32_t c = 0;
    while (at < lifter->line_end) {
        size_t bytes = source_peek(lifter->body->text, lifter->line_end, at, &c);
        if (c != '#')
            break;
        at += bytes;
        signs++;
    }
    if (!signs)
        return at;
    splice(lifter, lifter->at);
    size_t level = signs > 6 ? 1 : signs; /* reported below */
    for (size_t i = 0; i < level; i++)
        buf_putc(&lifter->lift->text, '#');
    buf_putc(&lifter->lift->text, ' ');
    if (signs > 6)
        complain(lifter, &DEF051, lifter->at, at,
                 DIAG_ARGS(arena_printf(lifter->reader->arena, "%zu", signs)));
    bool spaced = at == lifter->line_end || c == ' ' || c == '\t';
    if (!spaced) {
        complain(lifter, &DEF061, lifter->at, at, NULL);
        diag_hint(lifter->reader->diags, "标题写作“# 基本情况”");
    }
    struct excerpt rest = excerpt_sub(lifter->body, at, lifter->line_end);
    struct excerpt trimmed = excerpt_trim(&rest);
    return at + (trimmed.length ? (size_t)(trimmed.text - rest.text) : 0);
}

/* |---|---| under a line with bars: a table of another Markdown. */
static bool is_table_rule(const struct lifter *lifter)
{
    size_t length = lifter->line_end - lifter->at;
    const char *text = lifter->body->text + lifter->at;
    return lifter->bars && strspn(text, "|:- \t") >= length && memchr(text, '-', length) &&
           memchr(text, '|', length);
}

/* A [ at the start of a paragraph could begin a link definition, which would vanish. */
static bool must_escape(const struct lifter *lifter)
{
    const char *text = lifter->body->text + lifter->at;
    size_t length = lifter->line_end - lifter->at;
    return length && text[0] == '[' && !memmem(text, length, "](", 2);
}

/* Nothing but one sign and spaces: a rule across the page, which does not nest. */
static bool is_rule(const struct lifter *lifter)
{
    const char signs[] = {lifter->body->text[lifter->at], ' ', '\0'};
    size_t length = lifter->line_end - lifter->at;
    return signs[0] != '>' && strspn(lifter->body->text + lifter->at, signs) >= length;
}

/* Quotes in quotes and lists in lists, all on one line. */
static void check_markers(struct lifter *lifter)
{
    size_t markers = 0;
    for (size_t at = lifter->at; at < lifter->line_end; at++) {
        char c = lifter->body->text[at];
        if (c != ' ' && !strchr(">-*+", c))
            break;
        markers += c != ' ';
    }
    if (markers <= MARKERS_MOST || lifter->lift->hopeless || is_rule(lifter))
        return;
    lifter->lift->hopeless = true;
    complain(lifter, &DEF007, lifter->at, lifter->at + 1, DIAG_ARGS("32"));
}

static void take_text(struct lifter *lifter)
{
    struct tag_span span;
    check_markers(lifter);
    if (is_table_rule(lifter)) {
        complain(lifter, &DEF050, lifter->at, lifter->line_end, DIAG_ARGS("竖线画的表格"));
        diag_hint(lifter->reader->diags, "表格写在 ```table 与 ``` 之间");
    }
    size_t done = put_heading_signs(lifter);
    if (done == lifter->at && must_escape(lifter))
        buf_putc(&lifter->lift->text, '\\');
    struct excerpt line = excerpt_sub(lifter->body, 0, lifter->line_end);
    size_t at = done;
    while (tag_next(lifter->reader, &line, &at, &span)) {
        put_text(lifter, done, span.from);
        struct tag *tag = tag_read(lifter->reader, &line, span);
        put_token(lifter, LIFT_INLINE, span.from, span.to)->tag = tag;
        done = span.to;
    }
    put_text(lifter, done, lifter->line_end);
    end_line(lifter);
    lifter->in_paragraph = true;
    lifter->bars = memchr(lifter->body->text + lifter->at, '|', lifter->line_end - lifter->at);
}

/* ---- control lines ---- */

/* True if the line holds nothing but control tags. Looks only at the shape; reports nothing. */
static bool is_control_line(const struct lifter *lifter)
{
    struct excerpt line = excerpt_sub(lifter->body, lifter->at, lifter->line_end);
    uint32_t first = 0, last = 0;
    if (line.length < 5)
        return false;
    source_peek(line.text, line.length, 0, &first);
    source_peek(line.text, line.length, line.length - (line.text[line.length - 1] == '}' ? 1 : 3),
                &last);
    if (first != '{' || last != '}')
        return false;
    struct diags *quiet = diags_new();
    struct reader silent = *lifter->reader;
    silent.diags = quiet;
    struct tag_span span;
    size_t at = 0, done = 0;
    bool only = true;
    while (only && tag_next(&silent, &line, &at, &span)) {
        struct excerpt between = excerpt_sub(&line, done, span.from);
        only = excerpt_trim(&between).length == 0 && tag_looks_control(&silent, &line, span);
        done = span.to;
    }
    only = only && done == line.length && diags_count(quiet, DIAG_NOTE) == 0;
    diags_free(quiet);
    return only;
}

static void take_control(struct lifter *lifter)
{
    struct excerpt line = excerpt_sub(lifter->body, 0, lifter->line_end);
    struct tag_span span;
    size_t at = lifter->at;
    while (tag_next(lifter->reader, &line, &at, &span)) {
        struct tag *tag = tag_read(lifter->reader, &line, span);
        put_block(lifter, LIFT_CONTROL, span.from, span.to)->tag = tag;
    }
}

/* ---- all of it ---- */

static void take_content(struct lifter *lifter)
{
    trim_line(lifter);
    if (lifter->at == lifter->line_end) {
        lifter->in_paragraph = lifter->bars = false;
        lifter->specials = 0;
        end_line(lifter);
        return;
    }
    size_t fence = fence_length(lifter);
    if (fence)
        take_fence(lifter, fence);
    else if (is_control_line(lifter))
        take_control(lifter);
    else
        take_text(lifter);
}

void lift_read(struct reader *reader, const struct excerpt *body, struct lift *ret_lift)
{
    *ret_lift = (struct lift){0};
    struct lifter lifter = {.reader = reader, .body = body, .lift = ret_lift};
    ret_lift->lines =
        arena_grow(reader->arena, NULL, 0, &ret_lift->line_capacity, sizeof *ret_lift->lines);
    ret_lift->lines[ret_lift->line_count++] = 0;
    splice(&lifter, 0);
    while (take_line(&lifter))
        take_content(&lifter);
}

void lift_done(struct lift *lift)
{
    buf_done(&lift->text);
}

size_t lift_offset(const struct lift *lift, int line, int column)
{
    size_t index = line > 0 ? (size_t)line - 1 : 0;
    if (index >= lift->line_count)
        index = lift->line_count - 1;
    size_t lifted = lift->lines[index] + (column > 0 ? (size_t)column - 1 : 0);
    size_t low = 0, high = lift->splice_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lift->splices[middle].lifted <= lifted)
            low = middle;
        else
            high = middle;
    }
    const struct lift_splice *near = &lift->splices[low];
    return near->original + (lifted - near->lifted);
}

const struct lift_token *lift_token_at(const struct lift *lift, const char *text, size_t length,
                                       size_t *at)
{
    if (length - *at < TOKEN_MARK || memcmp(text + *at, TOKEN_OPEN, TOKEN_MARK) != 0)
        return NULL;
    char *end = NULL;
    size_t index = strtoul(text + *at + TOKEN_MARK, &end, 10);
    *at = (size_t)(end - text) + TOKEN_MARK;
    return &lift->tokens[index];
}
