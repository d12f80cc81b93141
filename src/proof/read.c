/*
 * A text or Markdown file as parts: a line a part, with what it is told from its beginning and its
 * length. Lines of one Markdown paragraph are parts that continue, so every place is a real one.
 */
#include <string.h>

#include "proof.h"

enum {
    HEADING_LONGEST = 60, /* code points of a line that may be a heading */
    TITLE_LONGEST = 40,
    MARKDOWN_LEVELS = 6
};

struct reading {
    struct arena *arena;
    const char *name;
    struct proof_part *parts;
    size_t count, capacity;
    bool markdown, fenced, front;
    bool contents; /* after 目录, up to the next title */
    bool open;     /* Markdown: the last part is a paragraph that may go on */
};

struct line {
    const char *whole;   /* of the file, without its end */
    const char *text;    /* trimmed */
    long number, column; /* where the trimmed text begins */
};

static struct line trim(struct reading *reading, const char *begin, size_t length, long number)
{
    struct line line = {.whole = arena_strndup(reading->arena, begin, length), .number = number};
    line.text = text_trim(reading->arena, line.whole);
    const char *at = *line.text ? strstr(line.whole, line.text) : line.whole;
    line.column = (long)text_count(line.whole, (size_t)(at - line.whole)) + 1;
    return line;
}

static struct proof_part *add(struct reading *reading, const struct line *line,
                              enum proof_kind kind)
{
    if (reading->count == reading->capacity)
        reading->parts = arena_grow(reading->arena, reading->parts, reading->count,
                                    &reading->capacity, sizeof *reading->parts);
    struct proof_part *part = &reading->parts[reading->count++];
    *part = (struct proof_part){
        .kind = kind,
        .text = line->text,
        .place = {reading->name, line->number, line->column, 0, line->whole},
    };
    return part;
}

/* ---- what a line is ---- */

static size_t count_stops(const struct proof_text *text)
{
    size_t stops = 0;
    for (size_t i = 0; i < text->count; i++)
        stops += proof_is_stop(text->points[i]) || text->points[i] == 0xFF1B;
    return stops;
}

static bool ends_with_any(const char *text, const char *const *words)
{
    size_t length = strlen(text);
    for (; *words; words++) {
        size_t tail = strlen(*words);
        if (length >= tail && strcmp(text + length - tail, *words) == 0)
            return true;
    }
    return false;
}

static bool is_title(const struct proof_text *text, const char *bytes)
{
    static const char *const ends[] = {"汇报", "报告", "总结", "材料", "方案", "通知",
                                       "意见", "计划", "要点", "纪要", NULL};
    if (text->count > TITLE_LONGEST || count_stops(text))
        return false;
    size_t number = 0;
    bool one_of_several =
        proof_word_at(text, 0, "第") && proof_han_number(text, 1, &number) &&
        (proof_word_at(text, 1 + number, "篇") || proof_word_at(text, 1 + number, "部分"));
    return one_of_several || ends_with_any(bytes, ends);
}

/* A heading stands alone in its line: at most one stop, at its end. */
static int heading_level(const struct proof_text *text)
{
    struct proof_label label = proof_label_at(text, 0);
    if (label.kind == PROOF_LABEL_NONE || text->count > HEADING_LONGEST ||
        text->count == label.length)
        return 0;
    size_t stops = count_stops(text);
    bool ended = proof_is_stop(text->points[text->count - 1]);
    if (stops > (size_t)(ended && label.kind == PROOF_LABEL_HAN))
        return 0;
    return (int)label.kind;
}

static void read_plain(struct reading *reading, const struct line *line)
{
    struct proof_text text = proof_text_read(reading->arena, line->text);
    int level = heading_level(&text);
    enum proof_kind kind = PROOF_PARAGRAPH;
    if (level)
        kind = PROOF_HEADING;
    else if (is_title(&text, line->text))
        kind = PROOF_TITLE;
    static const char *const contents[] = {"目录", "目　录", "目 录", NULL};
    reading->contents =
        kind != PROOF_TITLE && (reading->contents || proof_any_at(&text, 0, contents));
    if (reading->contents)
        kind = PROOF_CONTENTS;
    add(reading, line, kind)->level = level;
}

/* ---- Markdown ---- */

static bool starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static void cut(struct line *line, size_t bytes)
{
    const char *rest = line->text + bytes;
    size_t blank = strspn(rest, " \t");
    line->column += (long)text_count(line->text, bytes + blank);
    line->text = rest + blank;
}

/* The document's own title is its only first-level heading, or its first part. */
static void read_markdown_heading(struct reading *reading, struct line *line, int level)
{
    cut(line, (size_t)level);
    struct proof_text text = proof_text_read(reading->arena, line->text);
    bool labelled = proof_label_at(&text, 0).kind != PROOF_LABEL_NONE;
    bool title = level == 1 && !labelled && reading->count == 0;
    add(reading, line, title ? PROOF_TITLE : PROOF_HEADING)->level = level > 4 ? 4 : level;
}

static void read_markdown(struct reading *reading, struct line *line)
{
    int level = (int)strspn(line->text, "#");
    if (level > 0 && level <= MARKDOWN_LEVELS && strchr(" \t", line->text[level])) {
        read_markdown_heading(reading, line, level);
        reading->open = false;
        return;
    }
    bool item = starts(line->text, "- ") || starts(line->text, "* ") || starts(line->text, "> ");
    if (item)
        cut(line, 1);
    if (starts(line->text, "|")) {
        add(reading, line, PROOF_OTHER);
        reading->open = false;
        return;
    }
    struct proof_text text = proof_text_read(reading->arena, line->text);
    int plain = reading->open || item ? 0 : heading_level(&text);
    if (plain == PROOF_LABEL_HAN || plain == PROOF_LABEL_HAN_ROUND) { /* 一、 typed without # */
        add(reading, line, PROOF_HEADING)->level = plain;
        return;
    }
    if (reading->open && !item)
        reading->parts[reading->count - 1].continues = true;
    add(reading, line, PROOF_PARAGRAPH);
    reading->open = true;
}

static void read_line(struct reading *reading, struct line *line)
{
    bool rule = strcmp(line->text, "---") == 0;
    if (reading->markdown && rule && (reading->front || line->number == 1)) {
        reading->front = !reading->front;
        return;
    }
    if (reading->front)
        return;
    if (reading->markdown && starts(line->text, "```")) {
        reading->fenced = !reading->fenced;
        reading->open = false;
        return;
    }
    if (reading->fenced || !*line->text) {
        reading->open = false;
        return;
    }
    if (reading->markdown)
        read_markdown(reading, line);
    else
        read_plain(reading, line);
}

static bool is_markdown(const char *name)
{
    static const char *const ends[] = {".md", ".markdown", ".MD", NULL};
    return ends_with_any(name, ends);
}

const struct proof_part *proof_read_text(struct arena *arena, const char *name, const char *text,
                                         size_t length, size_t *ret_count)
{
    struct reading reading = {.arena = arena, .name = name, .markdown = is_markdown(name)};
    const char *end = text + length;
    const char *at = length >= 3 && starts(text, "\xEF\xBB\xBF") ? text + 3 : text;
    for (long number = 1; at < end; number++) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        size_t bytes = (size_t)((next ? next : end) - at);
        struct line line = trim(&reading, at, bytes, number);
        read_line(&reading, &line);
        at = next ? next + 1 : end;
    }
    *ret_count = reading.count;
    return reading.parts;
}
