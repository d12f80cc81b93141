#include "measure.h"

#include <string.h>

#define RED 0xE60012
#define EM PT(15.75) /* 三号 by CLREQ's table of sizes: 28 of 16 pt would not fit 156 mm */

int32_t style_from_mm(double mm)
{
    return (int32_t)(mm * 72.0 / 25.4 * STYLE_UNIT + (mm < 0 ? -0.5 : 0.5));
}

/* GB/T 9704-2012 §5–7; where it is silent the choice is explained in src/typeset/README.md. */
static const struct style gbt9704 =
    {
        .name = "gbt9704",
        .paper_width = MM(210),
        .paper_height = MM(297),
        .margin_top = MM(37),
        .margin_left = MM(28),
        .text_width = MM(156),
        .text_height = MM(225),
        .chars_per_line = 28,
        .lines_per_page = 22,
        .em = EM,
        .pitch_x = MM(156) / 28,
        .first_baseline = (int32_t)(EM * 0.88), /* the em box's top is the 版心's top */
        .text =
            {
                [STYLE_TITLE] =
                    {.role = "小标宋", .size = PT(22), .align = STYLE_CENTER, .lines_after = 1},
                [STYLE_SALUTATION] = {.role = "仿宋", .size = EM, .align = STYLE_LEFT},
                [STYLE_BODY] = {.role = "仿宋", .size = EM, .indent_zi = 2},
                [STYLE_HEADING_1] = {.role = "黑体", .size = EM, .indent_zi = 2},
                [STYLE_HEADING_2] = {.role = "楷体", .size = EM, .indent_zi = 2},
                [STYLE_HEADING_3] = {.role = "仿宋", .size = EM, .indent_zi = 2},
                [STYLE_HEADING_4] = {.role = "仿宋", .size = EM, .indent_zi = 2},
                [STYLE_SIGNATURE] =
                    {.role = "仿宋", .size = EM, .align = STYLE_RIGHT, .lines_before = 1},
                [STYLE_CAPTION] = {.role = "黑体", .size = PT(14), .align = STYLE_CENTER},
                [STYLE_TABLE_HEAD] =
                    {.role = "黑体", .size = PT(12), .line_pitch = PT(16), .align = STYLE_CENTER},
                [STYLE_TABLE_CELL] =
                    {.role = "仿宋", .size = PT(12), .line_pitch = PT(16), .align = STYLE_LEFT},
                [STYLE_TABLE_NOTE] =
                    {.role = "仿宋", .size = PT(12), .line_pitch = PT(16), .align = STYLE_LEFT},
                [STYLE_PAGE_NUMBER] = {.role = "宋体", .size = PT(14), .align = STYLE_RIGHT},
                [STYLE_TABLE_GROUP] =
                    {.role = "黑体", .size = PT(12), .line_pitch = PT(16), .align = STYLE_LEFT},
                [STYLE_FORM] =
                    {.role = "宋体", .size = PT(10.5), .line_pitch = PT(14), .align = STYLE_LEFT},
                [STYLE_CHART] =
                    {.role = "宋体", .size = PT(10.5), .line_pitch = PT(14), .align = STYLE_CENTER},
                [STYLE_ENCLOSURES] =
                    {.role = "仿宋", .size = EM, .indent_zi = 2, .lines_before = 1},
                [STYLE_ATTACHMENT] = {.role = "黑体", .size = EM, .align = STYLE_LEFT},
                [STYLE_ATTACHMENT_TITLE] = {.role = "小标宋",
                                            .size = PT(22),
                                            .align = STYLE_CENTER,
                                            .lines_before = 1,
                                            .lines_after = 1},
                [STYLE_MARK] =
                    {.role = "小标宋", .size = PT(48), .align = STYLE_CENTER, .color = RED},
                [STYLE_MARK_NUMBER] = {.role = "仿宋",
                                       .size = EM,
                                       .align = STYLE_CENTER,
                                       .lines_before = 2,
                                       .lines_after = 2},
                [STYLE_MARK_FIELD] = {.role = "黑体", .size = EM, .align = STYLE_LEFT},
                [STYLE_SIGNER] = {.role = "楷体", .size = EM, .align = STYLE_LEFT},
                [STYLE_IMPRINT] = {.role = "仿宋", .size = PT(14), .indent_zi = 1},
                [STYLE_ATTENDANCE_LABEL] = {.role = "黑体",
                                            .size = EM,
                                            .indent_zi = 2,
                                            .align = STYLE_LEFT,
                                            .lines_before = 1},
                [STYLE_ATTENDANCE] = {.role = "仿宋", .size = EM},
                [STYLE_CONTENTS_TITLE] =
                    {.role = "小标宋", .size = PT(22), .align = STYLE_CENTER, .lines_after = 1},
                [STYLE_CONTENTS] = {.role = "仿宋", .size = EM, .align = STYLE_LEFT},
            },
        .breaking = STYLE_BREAK_STRICT,
        .number_below = MM(7),
        .number_inset_zi = 1,
        .number_outer = true,
        .rule_thick = PT(1),
        .rule_thin = PT(0.5),
        .table_row = PT(22),
        .min_last_line_zi = 2,
        .form = STYLE_FORM_DOCUMENT,
        .mark_top = MM(35),
        .mark_rule_gap = MM(4),
        .mark_rule_width = MM(0.7),
        .mark_color = RED,
        .imprint_thick = MM(0.35),
        .imprint_thin = MM(0.25),
};

int32_t style_line_baseline(const struct style *style, int line)
{
    int32_t first = style->margin_top + style->first_baseline;
    if (style->line_pitch)
        return first + style->line_pitch * line;
    /* Rounded once per line, not accumulated. */
    int64_t span = (int64_t)(style->text_height - style->em) * line;
    return first + (int32_t)(span / (style->lines_per_page - 1));
}

void style_landscape(const struct style *style, struct style *ret_landscape)
{
    *ret_landscape = *style;
    struct style *turned = ret_landscape;
    turned->paper_width = style->paper_height;
    turned->paper_height = style->paper_width;
    /* Turned by 90° clockwise to be read: the portrait page's left edge is the top. */
    turned->margin_top = style->margin_left;
    turned->margin_left = style->paper_height - style->margin_top - style->text_height;
    turned->text_width = style->text_height;
    turned->text_height = style->text_width;
    turned->chars_per_line = turned->text_width / style->pitch_x;
    turned->line_pitch = style->line_pitch
                             ? style->line_pitch
                             : (style->text_height - style->em) / (style->lines_per_page - 1);
    turned->lines_per_page = (turned->text_height - style->em) / turned->line_pitch + 1;
}

const struct style *style_builtin(const char *name)
{
    return strcmp(name, gbt9704.name) == 0 ? &gbt9704 : NULL;
}

const char *const *style_names(size_t *ret_count)
{
    static const char *const names[] = {"gbt9704"};
    *ret_count = BASE_COUNT(names);
    return names;
}
