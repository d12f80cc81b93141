#include <huibao/yaml.h>

#include <assert.h>
#include <string.h>

enum { SOURCE_BLOCK = 256, SOURCE_SHOWN_MAX = 4096 };

static bool starts_point(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static void find_lines(struct source *source)
{
    size_t capacity = 0;
    source->lines = arena_grow(source->arena, NULL, 0, &capacity, sizeof *source->lines);
    source->lines[source->line_count++] = 0;
    for (size_t i = 0; i < source->length; i++) {
        bool ends =
            source->text[i] == '\n' ||
            (source->text[i] == '\r' && (i + 1 == source->length || source->text[i + 1] != '\n'));
        if (!ends)
            continue;
        source->lines = arena_grow(source->arena, source->lines, source->line_count, &capacity,
                                   sizeof *source->lines);
        source->lines[source->line_count++] = i + 1;
    }
}

struct source *source_new(struct arena *arena, const char *name, const char *text, size_t length)
{
    struct source *source = arena_alloc(arena, sizeof *source);
    source->arena = arena;
    source->name = arena_strdup(arena, name);
    source->text = text;
    source->length = length;
    find_lines(source);
    source->shown = arena_array(arena, source->line_count, sizeof *source->shown);
    source->points = arena_array(arena, length / SOURCE_BLOCK + 1, sizeof *source->points);
    uint32_t points = 0;
    for (size_t i = 0; i < length; i++) {
        if (i % SOURCE_BLOCK == 0)
            source->points[i / SOURCE_BLOCK] = points;
        points += starts_point(text[i]);
    }
    if (length % SOURCE_BLOCK == 0)
        source->points[length / SOURCE_BLOCK] = points;
    return source;
}

/* Code points before an offset, in bounded time. */
static size_t points_before(const struct source *source, size_t offset)
{
    size_t block = offset / SOURCE_BLOCK;
    size_t points = source->points[block];
    for (size_t i = block * SOURCE_BLOCK; i < offset; i++)
        points += starts_point(source->text[i]);
    return points;
}

size_t source_line(const struct source *source, size_t offset)
{
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Where a line's text ends, without its line break. */
static size_t line_end(const struct source *source, size_t line)
{
    size_t end = line + 1 < source->line_count ? source->lines[line + 1] : source->length;
    while (end > source->lines[line] &&
           (source->text[end - 1] == '\n' || source->text[end - 1] == '\r'))
        end--;
    return end;
}

struct place source_place(struct source *source, size_t start, size_t end)
{
    assert(start <= source->length && end <= source->length);
    size_t line = source_line(source, start);
    size_t first = source->lines[line], last = line_end(source, line);
    if (!source->shown[line] && last - first <= SOURCE_SHOWN_MAX)
        source->shown[line] = arena_strndup(source->arena, source->text + first, last - first);
    size_t stop = end < last ? end : last;
    struct place place = {
        .file = source->name, .line = (long)line + 1, .text = source->shown[line]};
    place.column = (long)(points_before(source, start) - points_before(source, first)) + 1;
    if (stop > start)
        place.length = (long)(points_before(source, stop) - points_before(source, start));
    return place;
}

struct excerpt source_excerpt(struct source *source, size_t start, size_t end)
{
    assert(start <= end && end <= source->length);
    return (struct excerpt){
        .source = source, .text = source->text + start, .length = end - start, .start = start};
}

size_t excerpt_offset(const struct excerpt *excerpt, size_t at)
{
    assert(at <= excerpt->length);
    return excerpt->map ? excerpt->map[at] : excerpt->start + at;
}

struct place excerpt_place(const struct excerpt *excerpt, size_t from, size_t to)
{
    size_t start = excerpt_offset(excerpt, from);
    size_t end = to > from ? excerpt_offset(excerpt, to - 1) + 1 : start;
    while (end > start && end < excerpt->source->length &&
           !starts_point(excerpt->source->text[end]))
        end++;
    return source_place(excerpt->source, start, end);
}

struct excerpt excerpt_sub(const struct excerpt *excerpt, size_t from, size_t to)
{
    assert(from <= to && to <= excerpt->length);
    struct excerpt sub = *excerpt;
    sub.text += from;
    sub.length = to - from;
    sub.start = excerpt_offset(excerpt, from);
    if (sub.map)
        sub.map += from;
    return sub;
}

static bool is_blank(uint32_t codepoint)
{
    return codepoint == ' ' || codepoint == '\t' || codepoint == '\n' || codepoint == '\r' ||
           codepoint == 0xA0;
}

struct excerpt excerpt_trim(const struct excerpt *excerpt)
{
    size_t from = 0, to = 0;
    bool seen = false;
    for (size_t at = 0; at < excerpt->length;) {
        uint32_t codepoint;
        size_t bytes = source_peek(excerpt->text, excerpt->length, at, &codepoint);
        if (!is_blank(codepoint)) {
            from = seen ? from : at;
            to = at + bytes;
            seen = true;
        }
        at += bytes;
    }
    return excerpt_sub(excerpt, from, to);
}

char *excerpt_copy(struct arena *arena, const struct excerpt *excerpt)
{
    return arena_strndup(arena, excerpt->text, excerpt->length);
}

uint32_t source_halfwidth(uint32_t codepoint)
{
    if (codepoint == 0x3000)
        return ' ';
    return codepoint >= 0xFF01 && codepoint <= 0xFF5E ? codepoint - 0xFF01 + '!' : codepoint;
}

size_t source_peek(const char *text, size_t length, size_t at, uint32_t *ret_codepoint)
{
    const char *cursor = text + at;
    uint32_t codepoint = 0xFFFD;
    if (!text_next(&cursor, text + length, &codepoint))
        codepoint = 0xFFFD;
    *ret_codepoint = source_halfwidth(codepoint);
    return (size_t)(cursor - (text + at));
}

static bool is_ascii_name(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool source_is_name(uint32_t c)
{
    if (c < 0x80)
        return is_ascii_name(c);
    if (c == 0x3005 || c == 0x3007) /* 々 〇 */
        return true;
    bool mark = c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) ||
                (c >= 0x3000 && c <= 0x303F) || (c >= 0xE000 && c <= 0xF8FF) ||
                (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0xFE00 && c <= 0xFE6F) || c >= 0xFF00;
    return !mark || (c >= 0x20000 && c <= 0x3FFFF && (c & 0xFFFF) < 0xFFFE);
}

bool source_is_hidden(uint32_t c)
{
    bool control = (c < ' ' && c != '\n' && c != '\r' && c != '\t') || (c >= 0x7F && c <= 0x9F);
    return control || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE || c == 0xFEFF;
}

bool source_is_han(uint32_t c)
{
    return (c >= 0x2014 && c <= 0x2026) || (c >= 0x2E80 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
           (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}
