#include <huibao/yaml.h>

#include <string.h>

#include <libfyaml.h>

#include "reason.h"
#include "yaml_diags.h"
#include "yaml_narrow.h"

struct yaml_reader {
    struct source *source;
    size_t base; /* of the text that libfyaml sees */
    size_t end;
    long odd_line; /* of a key that was reported */
    size_t last;   /* where the last thing ended */
    struct diags *diags;
    struct fy_parser *parser;
    struct fy_diag *diag;
    struct yaml *open[YAML_DEPTH_MAX];       /* the containers around the next event */
    struct yaml **tails[YAML_DEPTH_MAX];     /* where each one's next child goes */
    const struct yaml *keys[YAML_DEPTH_MAX]; /* a map's key that waits for its value */
    size_t depth;
    struct yaml *root;
};

static void ignore_output(struct fy_diag *diag, void *user, const char *text, size_t length)
{
    (void)diag;
    (void)user;
    (void)text;
    (void)length;
}

static size_t mark_offset(const struct yaml_reader *reader, const struct fy_mark *mark)
{
    size_t offset = mark ? reader->base + mark->input_pos : reader->end;
    return offset < reader->end ? offset : reader->end;
}

/* ---- where each byte of a scalar came from ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Bytes of source that one byte of text stands for when they differ (escapes, doubled quotes). */
static size_t escape_length(const char *at, const char *end, enum fy_scalar_style style)
{
    if (style == FYSS_SINGLE_QUOTED && end - at >= 2 && at[0] == '\'' && at[1] == '\'')
        return 2;
    if (style != FYSS_DOUBLE_QUOTED || end - at < 2 || at[0] != '\\')
        return 1;
    size_t length = at[1] == 'x' ? 4 : at[1] == 'u' ? 6 : at[1] == 'U' ? 10 : 2;
    return length < (size_t)(end - at) ? length : (size_t)(end - at);
}

/*
 * Aligns a scalar's text with its source: spaces and line breaks stand for runs of them, the rest
 * for itself or an escape. The bytes of one escaped character all map to the escape.
 */
static const uint32_t *make_map(struct source *source, const char *text, size_t length,
                                size_t start, size_t end, enum fy_scalar_style style)
{
    uint32_t *map = arena_array(source->arena, length + 1, sizeof *map);
    size_t at = start;
    for (size_t i = 0; i < length; i++) {
        const char *here = source->text + at;
        bool continues = ((unsigned char)text[i] & 0xC0) == 0x80;
        if (continues && (at >= end || *here != text[i])) {
            map[i] = i ? map[i - 1] : (uint32_t)at;
            continue;
        }
        if (!is_space(text[i]))
            while (at < end && is_space(source->text[at]))
                at++;
        map[i] = (uint32_t)(at < end ? at : end);
        if (is_space(text[i]) && at < end && !is_space(source->text[at]) &&
            source->text[at] != '\\')
            continue;
        if (at < end)
            at += escape_length(source->text + at, source->text + end, style);
    }
    map[length] = (uint32_t)(at < end ? at : end);
    return map;
}

/* Escapes can bring in what the file itself must not hold. */
static void refuse_hidden(struct yaml_reader *reader, const struct yaml *node)
{
    const char *cursor = node->text, *end = cursor + node->excerpt.length;
    while (cursor < end) {
        uint32_t codepoint = 0;
        if (!text_next(&cursor, end, &codepoint) || !source_is_hidden(codepoint))
            continue;
        const char *shown = arena_printf(reader->source->arena, "U+%04X", (unsigned)codepoint);
        diag_add(reader->diags, &YML002, &node->place, DIAG_ARGS(shown));
        return;
    }
}

/*
 * A token's text. libfyaml 0.7.12 leaks a kilobyte on each text with more than a few doubled single
 * quotes, so one on a single line is taken from the source.
 */
static char *token_text(struct source *source, struct fy_token *token, size_t start, size_t end,
                        size_t *ret_length)
{
    bool single = token && fy_token_scalar_style(token) == FYSS_SINGLE_QUOTED && start < end &&
                  !memchr(source->text + start, '\n', end - start) &&
                  !memchr(source->text + start, '\r', end - start);
    if (!single) {
        const char *text = token ? fy_token_get_text(token, ret_length) : NULL;
        return arena_strndup(source->arena, text ? text : "", text ? *ret_length : 0);
    }
    char *text = arena_alloc(source->arena, end - start + 1);
    size_t length = 0;
    for (size_t at = start; at < end; at++) {
        text[length++] = source->text[at];
        at += source->text[at] == '\'';
    }
    *ret_length = length;
    return text;
}

/* “公文” without quotes of YAML: the quotes would be part of the text. */
static void look_at_quotes(struct yaml_reader *reader, const struct yaml *node)
{
    static const char *const quotes[][2] = {{"“", "”"}, {"‘", "’"}, {"’", "’"}, {"”", "”"}};
    size_t length = node->excerpt.length;
    const char *text = node->text;
    for (size_t i = 0; node->plain && length > 6 && i < BASE_COUNT(quotes); i++) {
        const char *last = text + length - 3;
        if (memcmp(text, quotes[i][0], 3) != 0 || memcmp(last, quotes[i][1], 3) != 0 ||
            memmem(text + 3, length - 6, quotes[i][1], 3))
            continue;
        diag_add(reader->diags, &YML017, &node->place, DIAG_ARGS(text));
        diag_hint(reader->diags,
                  "去掉引号，或改成英文引号；引号要印出来，就在外面再加一对英文单引号");
        return;
    }
}

static struct yaml *make_scalar(struct yaml_reader *reader, struct fy_token *token)
{
    struct source *source = reader->source;
    struct yaml *node = arena_alloc(source->arena, sizeof *node);
    size_t length = 0;
    enum fy_scalar_style style = token ? fy_token_scalar_style(token) : FYSS_PLAIN;
    size_t start = mark_offset(reader, token ? fy_token_start_mark(token) : NULL);
    size_t end = mark_offset(reader, token ? fy_token_end_mark(token) : NULL);
    node->kind = YAML_SCALAR;
    node->plain = style == FYSS_PLAIN;
    node->text = token_text(source, token, start, end, &length);
    node->excerpt = (struct excerpt){source, node->text, length, start, NULL};
    bool same = end >= start && length <= end - start &&
                memcmp(source->text + start, node->text, length) == 0;
    if (!same)
        node->excerpt.map = make_map(source, node->text, length, start, end, style);
    node->place = source_place(source, start, end);
    refuse_hidden(reader, node);
    look_at_quotes(reader, node);
    return node;
}

/* ---- building the tree ---- */

/* A map or list as a key: most likely a {{…}} without quotes. */
static void add_odd_key(struct yaml_reader *reader, const struct yaml *node)
{
    diag_add(reader->diags, &YML006, &node->place, NULL);
    diag_hint(reader->diags, "以 {{ 开头的文字要放在单引号里，如 '{{名称}}情况'");
    reader->odd_line = node->place.line;
}

static void add_node(struct yaml_reader *reader, struct yaml *node)
{
    if (reader->depth == 0) {
        reader->root = node;
        return;
    }
    size_t top = reader->depth - 1;
    if (reader->open[top]->kind == YAML_MAP && !reader->keys[top]) {
        reader->keys[top] = node;
        if (node->kind != YAML_SCALAR)
            add_odd_key(reader, node);
        return;
    }
    node->key = reader->keys[top];
    reader->keys[top] = NULL;
    if (node->key && node->key->kind != YAML_SCALAR)
        return;
    *reader->tails[top] = node;
    reader->tails[top] = &node->next;
}

/* A missing value, for which libfyaml has no mark, is placed at its key or its dash. */
static void place_missing(const struct yaml_reader *reader, struct yaml *node)
{
    const struct yaml *key = reader->depth ? reader->keys[reader->depth - 1] : NULL;
    size_t at = reader->last;
    while (at < reader->end && is_space(reader->source->text[at]))
        at++;
    node->place = key ? key->place : source_place(reader->source, at, at);
}

static bool open_node(struct yaml_reader *reader, enum yaml_kind kind, const struct fy_mark *mark)
{
    size_t start = mark_offset(reader, mark);
    struct place place = source_place(reader->source, start, start);
    if (reader->depth == YAML_DEPTH_MAX) {
        diag_add(reader->diags, &YML005, &place, DIAG_ARGS("32"));
        return false;
    }
    struct yaml *node = arena_alloc(reader->source->arena, sizeof *node);
    node->kind = kind;
    node->place = place;
    add_node(reader, node);
    reader->open[reader->depth] = node;
    reader->tails[reader->depth] = &node->first;
    reader->keys[reader->depth] = NULL;
    reader->depth++;
    return true;
}

/* Anchors and tags are refused: they only hide what a definition says. */
static void refuse(struct yaml_reader *reader, struct fy_token *token, const char *what)
{
    if (!token)
        return;
    size_t start = mark_offset(reader, fy_token_start_mark(token));
    struct place place = source_place(reader->source, start, start);
    diag_add(reader->diags, &YML004, &place, DIAG_ARGS(what));
    diag_hint(reader->diags, "请直接写出内容；文字里要用 & * ! 开头时，把它放在引号里");
}

static void read_scalar(struct yaml_reader *reader, struct fy_event *event)
{
    refuse(reader, event->scalar.anchor, "锚点（&）");
    refuse(reader, event->scalar.tag, "标签（!）");
    struct yaml *node = make_scalar(reader, event->scalar.value);
    const struct fy_mark *mark =
        event->scalar.value ? fy_token_start_mark(event->scalar.value) : NULL;
    if (!mark)
        place_missing(reader, node);
    add_node(reader, node);
}

static void read_alias(struct yaml_reader *reader, struct fy_event *event)
{
    refuse(reader, event->alias.anchor, "别名（*）");
    struct yaml *node = make_scalar(reader, NULL);
    place_missing(reader, node);
    add_node(reader, node);
}

/* Takes one event; false to stop reading. */
static bool read_event(struct yaml_reader *reader, struct fy_event *event)
{
    switch ((int)event->type) {
    case FYET_SCALAR:
        read_scalar(reader, event);
        return true;
    case FYET_ALIAS:
        read_alias(reader, event);
        return true;
    case FYET_MAPPING_START:
        refuse(reader, event->mapping_start.anchor, "锚点（&）");
        refuse(reader, event->mapping_start.tag, "标签（!）");
        return open_node(reader, YAML_MAP, fy_event_start_mark(event));
    case FYET_SEQUENCE_START:
        refuse(reader, event->sequence_start.anchor, "锚点（&）");
        refuse(reader, event->sequence_start.tag, "标签（!）");
        return open_node(reader, YAML_LIST, fy_event_start_mark(event));
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        reader->depth--;
        return true;
    case FYET_DOCUMENT_START:
        if (reader->root)
            refuse(reader, event->document_start.document_start, "多文档（---）");
        return !reader->root;
    default:
        return true;
    }
}

/* ---- errors ---- */

static size_t error_offset(const struct yaml_reader *reader, const struct fy_diag_error *error)
{
    size_t line =
        source_line(reader->source, reader->base) + (size_t)(error->line > 0 ? error->line - 1 : 0);
    if (line >= reader->source->line_count)
        return reader->end;
    size_t offset = reader->source->lines[line], end = reader->end;
    for (int column = 1; column < error->column && offset < end; column++)
        do
            offset++;
        while (offset < end && ((unsigned char)reader->source->text[offset] & 0xC0) == 0x80);
    return offset < end ? offset : end;
}

/* The text of the line below an offset's, or NULL. */
static const char *line_below(const struct yaml_reader *reader, size_t offset)
{
    struct source *source = reader->source;
    size_t line = source_line(source, offset) + 1;
    return line < source->line_count && source->lines[line] < reader->end
               ? source_place(source, source->lines[line], source->lines[line]).text
               : NULL;
}

static void add_syntax_error(struct yaml_reader *reader)
{
    void *position = NULL;
    struct fy_diag_error *error = fy_diag_errors_iterate(reader->diag, &position);
    size_t start = error ? error_offset(reader, error) : reader->base;
    struct place place = source_place(reader->source, start, start);
    if (place.line == reader->odd_line)
        return; /* the same mistake */
    const char *next = line_below(reader, start);
    struct reason reason = yaml_reason(error ? error->msg : NULL, place.text, next);
    diag_add(reader->diags, &YML003, &place, DIAG_ARGS(reason.says));
    diag_hint(reader->diags, "%s", reason.hint);
}

static void read_events(struct yaml_reader *reader)
{
    bool going = true;
    while (going) {
        struct fy_event *event = fy_parser_parse(reader->parser);
        if (!event)
            break;
        going = read_event(reader, event);
        if (fy_event_end_mark(event))
            reader->last = mark_offset(reader, fy_event_end_mark(event));
        fy_parser_event_free(reader->parser, event);
    }
    if (going && fy_parser_get_stream_error(reader->parser))
        add_syntax_error(reader);
}

struct yaml *yaml_read(struct source *source, size_t start, size_t end, struct diags *diags)
{
    struct yaml_reader reader = {
        .source = source, .base = start, .end = end, .last = start, .diags = diags};
    size_t errors = diags_count(diags, DIAG_ERROR);
    struct fy_diag_cfg diag_config;
    fy_diag_cfg_default(&diag_config);
    diag_config.fp = NULL;
    diag_config.output_fn = ignore_output;
    reader.diag = fy_diag_create(&diag_config);
    fy_diag_set_collect_errors(reader.diag, true);
    struct fy_parse_cfg config = {.flags = FYPCF_QUIET, .diag = reader.diag};
    reader.parser = fy_parser_create(&config);
    const char *text = yaml_narrow(source->arena, source->text + start, end - start);
    fy_parser_set_string(reader.parser, text, end - start);
    read_events(&reader);
    fy_parser_destroy(reader.parser);
    fy_diag_destroy(reader.diag);
    if (diags_count(diags, DIAG_ERROR) != errors)
        return NULL;
    bool empty = !reader.root || (reader.root->kind == YAML_SCALAR && !reader.root->text[0]);
    if (empty) {
        reader.root = arena_alloc(source->arena, sizeof *reader.root);
        reader.root->kind = YAML_MAP;
        reader.root->place = source_place(source, start, start);
    }
    if (reader.root->kind == YAML_MAP)
        return reader.root;
    diag_add(
        diags, &YML013, &reader.root->place,
        DIAG_ARGS("整段内容", "若干“键: 值”", reader.root->kind == YAML_LIST ? "列表" : "文字"));
    if (reader.root->kind == YAML_SCALAR && yaml_unspaced(reader.root->text))
        diag_hint(diags, "英文冒号后面要空一格，写成“键: 值”");
    return NULL;
}
