/* Cell formats: faces as Chinese Excel has them, rules as a 统计报表 has them. */
#include "book.h"

#include <huibao/base.h>

#include <string.h>

static bool same_content(const struct xlsx_content *a, const struct xlsx_content *b)
{
    return a->kind == b->kind && a->decimals == b->decimals && a->grouped == b->grouped &&
           a->style == b->style && strcmp(a->suffix, b->suffix) == 0;
}

bool xlsx_look_same(const struct xlsx_look *a, const struct xlsx_look *b)
{
    return a->role == b->role && a->align == b->align && a->edges == b->edges &&
           a->indent == b->indent && a->wraps == b->wraps && same_content(&a->content, &b->content);
}

enum { LINK_COLOR = 0x0563C1 /* Excel's own */, STAMP_COLOR = 0xC00000 };

struct face {
    const char *name;
    double points;
    bool bold, wrap;
};

static const struct face faces[] = {
    [XLSX_ROLE_STAMP] = {"黑体", 12, false, true},
    [XLSX_ROLE_TITLE] = {"黑体", 16, false, true},
    [XLSX_ROLE_CAPTION] = {"黑体", 12, false, true},
    [XLSX_ROLE_INFO] = {"宋体", 11, false, true},
    [XLSX_ROLE_HEAD] = {"宋体", 11, true, true},
    [XLSX_ROLE_ID] = {"宋体", 11, false, false},
    [XLSX_ROLE_GROUP] = {"宋体", 11, true, false},
    [XLSX_ROLE_DATA] = {"宋体", 11, false, false},
    [XLSX_ROLE_TOTAL] = {"宋体", 11, true, false},
    [XLSX_ROLE_NOTE] = {"宋体", 10, false, true},
    [XLSX_ROLE_COVER_TITLE] = {"黑体", 22, false, true},
    [XLSX_ROLE_COVER_LONG_TITLE] = {"黑体", 18, false, true},
    [XLSX_ROLE_COVER_LINE] = {"宋体", 14, false, true},
    [XLSX_ROLE_LINK] = {"宋体", 11, false, true},
    [XLSX_ROLE_BACK] = {"宋体", 11, false, false},
    [XLSX_ROLE_FINDING] = {"宋体", 10, false, true},
};

static void set_face(lxw_format *format, const char *name, double points)
{
    format_set_font_name(format, name);
    format_set_font_size(format, points);
    format_set_font_charset(format, 134); /* GB2312_CHARSET, as Chinese Excel writes it */
    format_set_font_family(format, 3);
}

void xlsx_face_song(lxw_format *format)
{
    const struct face *song = &faces[XLSX_ROLE_DATA];
    set_face(format, song->name, song->points);
}

static uint8_t alignment(const struct xlsx_look *look)
{
    if (look->content.kind == XLSX_KIND_MISSING)
        return LXW_ALIGN_CENTER;
    switch (look->align) {
    case MODEL_ALIGN_LEFT:
        return LXW_ALIGN_LEFT;
    case MODEL_ALIGN_CENTER:
        return LXW_ALIGN_CENTER;
    case MODEL_ALIGN_RIGHT:
    case MODEL_ALIGN_DECIMAL:
        break;
    }
    return LXW_ALIGN_RIGHT;
}

static bool has_rules(enum xlsx_role role)
{
    switch (role) {
    case XLSX_ROLE_HEAD:
    case XLSX_ROLE_ID:
    case XLSX_ROLE_GROUP:
    case XLSX_ROLE_DATA:
    case XLSX_ROLE_TOTAL:
    case XLSX_ROLE_LINK:
        return true;
    case XLSX_ROLE_STAMP:
    case XLSX_ROLE_TITLE:
    case XLSX_ROLE_CAPTION:
    case XLSX_ROLE_INFO:
    case XLSX_ROLE_NOTE:
    case XLSX_ROLE_COVER_TITLE:
    case XLSX_ROLE_COVER_LONG_TITLE:
    case XLSX_ROLE_COVER_LINE:
    case XLSX_ROLE_BACK:
    case XLSX_ROLE_FINDING:
        break;
    }
    return false;
}

/* ---- what a look comes to ---- */

static bool is_link(enum xlsx_role role)
{
    return role == XLSX_ROLE_LINK || role == XLSX_ROLE_BACK || role == XLSX_ROLE_FINDING;
}

static uint8_t indent_of(const struct xlsx_look *look, uint8_t align)
{
    if (look->content.kind == XLSX_KIND_NUMBER && align == LXW_ALIGN_RIGHT)
        return 1; /* some air between a number and the next column's rule */
    return look->indent > 0 && align == LXW_ALIGN_LEFT ? (uint8_t)look->indent : 0;
}

static struct xlsx_drawn drawn_of(struct arena *arena, const struct xlsx_look *look)
{
    const struct face *face = &faces[look->role];
    struct xlsx_drawn drawn = {.face = face->name,
                               .points = face->points,
                               .bold = face->bold,
                               .wraps = face->wrap || look->wraps,
                               .has_rules = has_rules(look->role),
                               .color = LXW_COLOR_UNSET,
                               .underlined = is_link(look->role),
                               .align = alignment(look)};
    if (look->role == XLSX_ROLE_STAMP)
        drawn.color = STAMP_COLOR;
    if (is_link(look->role))
        drawn.color = LINK_COLOR;
    drawn.indent = indent_of(look, drawn.align);
    drawn.edges = drawn.has_rules ? look->edges : 0;
    drawn.number = xlsx_number_format(arena, &look->content);
    return drawn;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_drawn(const struct xlsx_drawn *a, const struct xlsx_drawn *b)
{
    return same_text(a->face, b->face) && same_text(a->number, b->number) &&
           !(a->points < b->points || a->points > b->points) && a->bold == b->bold &&
           a->wraps == b->wraps && a->has_rules == b->has_rules && a->color == b->color &&
           a->underlined == b->underlined && a->align == b->align && a->indent == b->indent &&
           a->edges == b->edges;
}

/* ---- formats ---- */

/* Top and bottom of the table thick, inner rules thin, left and right open. */
static void set_rules(lxw_format *format, unsigned edges)
{
    format_set_top(format, edges & XLSX_EDGE_TOP ? LXW_BORDER_MEDIUM : LXW_BORDER_THIN);
    format_set_bottom(format, edges & XLSX_EDGE_BOTTOM ? LXW_BORDER_MEDIUM : LXW_BORDER_THIN);
    if (!(edges & XLSX_EDGE_LEFT))
        format_set_left(format, LXW_BORDER_THIN);
}

static lxw_format *make_format(lxw_workbook *workbook, const struct xlsx_drawn *drawn)
{
    lxw_format *format = workbook_add_format(workbook);
    set_face(format, drawn->face, drawn->points);
    if (drawn->color != LXW_COLOR_UNSET)
        format_set_font_color(format, drawn->color);
    if (drawn->bold)
        format_set_bold(format);
    if (drawn->underlined)
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    if (drawn->wraps)
        format_set_text_wrap(format);
    else
        format_set_shrink(format);
    format_set_align(format, drawn->align);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (drawn->indent)
        format_set_indent(format, drawn->indent);
    if (drawn->has_rules)
        set_rules(format, drawn->edges);
    if (drawn->number)
        format_set_num_format(format, drawn->number);
    return format;
}

static lxw_format *drawn_format(struct xlsx_book *book, const struct xlsx_look *look)
{
    struct xlsx_drawn drawn = drawn_of(book->arena, look);
    for (size_t i = 0; i < book->drawn_count; i++)
        if (same_drawn(&book->drawn[i], &drawn))
            return book->drawn[i].format;
    drawn.format = make_format(book->workbook, &drawn);
    book->drawn = arena_grow(book->arena, book->drawn, book->drawn_count, &book->drawn_capacity,
                             sizeof *book->drawn);
    book->drawn[book->drawn_count++] = drawn;
    return drawn.format;
}

/* What a look of a row that is soon forgotten keeps: its suffix stands in a cell's text. */
struct xlsx_known_look xlsx_look_know(struct xlsx_book *book, const struct xlsx_look *look)
{
    for (size_t i = 0; i < book->look_count; i++)
        if (xlsx_look_same(&book->looks[i].look, look))
            return book->looks[i];
    struct xlsx_known_look known = {*look, drawn_format(book, look)};
    known.look.content.suffix = arena_strdup(book->arena, look->content.suffix);
    book->looks = arena_grow(book->arena, book->looks, book->look_count, &book->look_capacity,
                             sizeof *book->looks);
    book->looks[book->look_count++] = known;
    return known;
}

lxw_format *xlsx_look_format(struct xlsx_book *book, const struct xlsx_look *look)
{
    return xlsx_look_know(book, look).format;
}
