/*
 * 发文机关标志 (GB/T 9704-2012 7.2.4): as large as the style has it, smaller in even steps until it
 * fits the 版心; a name that would become small stands in two lines. Several organs (one a line) stand
 * one below the other, spread to one width, and 文件, if it is there, beside them, in the middle of
 * their height.
 */
#include "element.h"

#include <string.h>

#include <huibao/base.h>
#include <huibao/fonts.h>

#define STEP (2 * STYLE_UNIT)
#define SMALL (26 * STYLE_UNIT) /* below, two lines are better: a title has 22 pt */
#define LEAST (16 * STYLE_UNIT)
#define WORD "文件"

struct mark {
    const char **names; /* one a line */
    size_t count;
    bool word; /* 文件 stands beside the names */
    int32_t size;
    int32_t width; /* of the names */
};

static void mark_shape(struct composer *c, const char *text, int32_t size)
{
    struct shape_source source = {.what = "发文机关标志"};
    typeset_para_begin(c, STYLE_MARK);
    uint32_t color = c->para->color;
    typeset_para_reset(c->para, size, size, c->style->breaking);
    c->para->color = color;
    typeset_shape(c->shaper, c->para, c->roles[STYLE_MARK], text, &source);
    typeset_para_prepare(c->para);
}

static int32_t mark_width(struct composer *c, const char *text, int32_t size)
{
    mark_shape(c, text, size);
    return typeset_fit_natural(c->para, 0, c->para->count);
}

static void mark_split(struct composer *c, const char *text, struct mark *mark)
{
    size_t lines = 1;
    for (const char *at = text; *at; at++)
        lines += *at == '\n';
    mark->names = arena_array(c->scratch, lines, sizeof *mark->names);
    while (*text) {
        size_t length = strcspn(text, "\n");
        if (length)
            mark->names[mark->count++] = arena_strndup(c->scratch, text, length);
        text += length + (text[length] == '\n');
    }
    if (mark->count < 2)
        return;
    const char *last = mark->names[mark->count - 1];
    size_t length = strlen(last);
    size_t word = strlen(WORD);
    mark->word = length >= word && strcmp(last + length - word, WORD) == 0;
    if (!mark->word)
        return;
    mark->names[mark->count - 1] = arena_strndup(c->scratch, last, length - word);
    mark->count -= length == word;
}

/* Width of all at a size; the names' alone in mark->width. */
static int32_t mark_measure(struct composer *c, struct mark *mark, int32_t size)
{
    mark->size = size;
    mark->width = 0;
    for (size_t i = 0; i < mark->count; i++) {
        int32_t width = mark_width(c, mark->names[i], size);
        mark->width = width > mark->width ? width : mark->width;
    }
    return mark->width + (mark->word ? size / 2 + mark_width(c, WORD, size) : 0);
}

/* A single long name in two balanced lines, as large as they fit. */
static bool mark_fold(struct composer *c, struct mark *mark)
{
    const char *name = mark->names[0];
    for (int32_t size = c->style->text[STYLE_MARK].size; size >= LEAST; size -= STEP) {
        mark_shape(c, name, size);
        typeset_title_fit(c->para, c->style->text_width);
        if (c->para->line_count > 2)
            continue;
        size_t cut = c->para->items[c->para->lines[0].end - 1].text +
                     c->para->items[c->para->lines[0].end - 1].bytes;
        mark->names = arena_array(c->scratch, 2, sizeof *mark->names);
        mark->names[0] = arena_strndup(c->scratch, c->para->text, cut);
        mark->names[1] = arena_strndup(c->scratch, c->para->text + cut, c->para->text_length - cut);
        mark->count = c->para->line_count;
        return mark_measure(c, mark, size) <= c->style->text_width;
    }
    return false;
}

static bool mark_fit(struct composer *c, struct mark *mark)
{
    bool single = mark->count == 1;
    int32_t most = c->style->text[STYLE_MARK].size;
    int32_t least = single && SMALL < most ? SMALL : LEAST;
    for (int32_t size = most; size >= least; size -= STEP)
        if (mark_measure(c, mark, size) <= c->style->text_width)
            return true;
    return single && mark_fold(c, mark);
}

/* Top of 国 above the baseline: all names are as high. */
static int32_t mark_ascent(struct composer *c, int32_t size)
{
    struct fonts_glyph glyph;
    if (!fonts_lookup(c->fonts, c->roles[STYLE_MARK], FONTS_HAN, 0x56FD, &glyph))
        return size * 7 / 8;
    return fonts_scale(fonts_face(c->fonts, glyph.face).top, size);
}

static void mark_row(struct composer *c, struct plate *plate, const char *text, int32_t size,
                     int32_t width, int32_t x, int32_t y)
{
    mark_shape(c, text, size);
    if (c->para->count == 0)
        return;
    int32_t natural = typeset_fit_natural(c->para, 0, c->para->count);
    struct para_line line = {.end = c->para->count,
                             .natural = natural,
                             .width = width > natural ? width : natural,
                             .measure = width};
    struct row row = typeset_row_of_line(c, &line, x);
    typeset_plate_row(c, plate, &row, y);
}

bool typeset_mark(struct composer *c, const char *text, struct plate *plate, int32_t top,
                  int32_t *ret_bottom)
{
    struct mark mark = {0};
    mark_split(c, text, &mark);
    bool spread = mark.word || mark.count > 1;
    *ret_bottom = top;
    if (mark.count == 0)
        return true;
    if (!mark_fit(c, &mark))
        return false;
    int32_t whole = mark_measure(c, &mark, mark.size);
    int32_t pitch = mark.size * 5 / 4;
    int32_t x = (c->style->text_width - whole) / 2;
    int32_t first = top + mark_ascent(c, mark.size);
    int32_t last = first + (int32_t)(mark.count - 1) * pitch;
    for (size_t i = 0; i < mark.count; i++) {
        int32_t width = mark_width(c, mark.names[i], mark.size);
        int32_t inset = spread ? 0 : (mark.width - width) / 2;
        mark_row(c, plate, mark.names[i], mark.size, spread ? mark.width : width, x + inset,
                 first + (int32_t)i * pitch);
    }
    if (mark.word)
        mark_row(c, plate, WORD, mark.size, 0, x + mark.width + mark.size / 2,
                 first + (last - first) / 2);
    *ret_bottom = last + mark.size / 8;
    return true;
}
