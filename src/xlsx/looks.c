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

enum { LINK_COLOR = 0x0563C1 }; /* Excel's own */

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

static void set_face(lxw_format *format, const struct face *face)
{
    format_set_font_name(format, face->name);
    format_set_font_size(format, face->points);
    format_set_font_charset(format, 134); /* GB2312_CHARSET, as Chinese Excel writes it */
    format_set_font_family(format, 3);
}

void xlsx_face_song(lxw_format *format)
{
    set_face(format, &faces[XLSX_ROLE_DATA]);
}

static void set_font(lxw_format *format, const struct xlsx_look *look)
{
    const struct face *face = &faces[look->role];
    set_face(format, face);
    if (look->role == XLSX_ROLE_STAMP)
        format_set_font_color(format, 0xC00000);
    if (face->bold)
        format_set_bold(format);
    if (look->role == XLSX_ROLE_LINK || look->role == XLSX_ROLE_BACK ||
        look->role == XLSX_ROLE_FINDING) {
        format_set_font_color(format, LINK_COLOR);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
    if (face->wrap || look->wraps)
        format_set_text_wrap(format);
    else
        format_set_shrink(format);
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

/* Top and bottom of the table thick, inner rules thin, left and right open. */
static void set_rules(lxw_format *format, const struct xlsx_look *look)
{
    if (!has_rules(look->role))
        return;
    format_set_top(format, look->edges & XLSX_EDGE_TOP ? LXW_BORDER_MEDIUM : LXW_BORDER_THIN);
    format_set_bottom(format, look->edges & XLSX_EDGE_BOTTOM ? LXW_BORDER_MEDIUM : LXW_BORDER_THIN);
    if (!(look->edges & XLSX_EDGE_LEFT))
        format_set_left(format, LXW_BORDER_THIN);
}

lxw_format *xlsx_look_format(struct xlsx_book *book, const struct xlsx_look *look)
{
    for (size_t i = 0; i < book->look_count; i++)
        if (xlsx_look_same(&book->looks[i].look, look))
            return book->looks[i].format;
    lxw_format *format = workbook_add_format(book->workbook);
    set_font(format, look);
    format_set_align(format, alignment(look));
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (look->content.kind == XLSX_KIND_NUMBER && alignment(look) == LXW_ALIGN_RIGHT)
        format_set_indent(format, 1); /* some air between a number and the next column's rule */
    else if (look->indent > 0 && alignment(look) == LXW_ALIGN_LEFT)
        format_set_indent(format, (uint8_t)look->indent);
    set_rules(format, look);
    const char *number = xlsx_number_format(book->arena, &look->content);
    if (number)
        format_set_num_format(format, number);
    book->looks = arena_grow(book->arena, book->looks, book->look_count, &book->look_capacity,
                             sizeof *book->looks);
    book->looks[book->look_count++] = (struct xlsx_known_look){*look, format};
    return format;
}
