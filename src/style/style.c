#include <huibao/base.h>
#include <huibao/style.h>

#include <string.h>

/* Points to units, for constants. */
#define PT(points) ((int32_t)((points)*STYLE_UNIT + 0.5))
#define MM(millimetres) ((int32_t)((millimetres)*72.0 / 25.4 * STYLE_UNIT + 0.5))

#define EM PT(15.75) /* 三号 by CLREQ's table of sizes: 28 of 16 pt would not fit 156 mm */

int32_t style_from_mm(double mm)
{
    return (int32_t)(mm * 72.0 / 25.4 * STYLE_UNIT + (mm < 0 ? -0.5 : 0.5));
}

/* GB/T 9704-2012 §5–7; where it is silent the choice is explained in src/typeset/README.md. */
static const struct style gbt9704 = {
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
            [STYLE_TITLE] = {"小标宋", PT(22), 0, 0, STYLE_CENTER},
            [STYLE_SALUTATION] = {"仿宋", EM, 0, 0, STYLE_LEFT},
            [STYLE_BODY] = {"仿宋", EM, 0, 2, STYLE_JUSTIFY},
            [STYLE_HEADING_1] = {"黑体", EM, 0, 2, STYLE_JUSTIFY},
            [STYLE_HEADING_2] = {"楷体", EM, 0, 2, STYLE_JUSTIFY},
            [STYLE_HEADING_3] = {"仿宋", EM, 0, 2, STYLE_JUSTIFY},
            [STYLE_HEADING_4] = {"仿宋", EM, 0, 2, STYLE_JUSTIFY},
            [STYLE_SIGNATURE] = {"仿宋", EM, 0, 0, STYLE_RIGHT},
            [STYLE_CAPTION] = {"黑体", PT(14), 0, 0, STYLE_CENTER},
            [STYLE_TABLE_HEAD] = {"黑体", PT(12), PT(16), 0, STYLE_CENTER},
            [STYLE_TABLE_CELL] = {"仿宋", PT(12), PT(16), 0, STYLE_LEFT},
            [STYLE_TABLE_NOTE] = {"仿宋", PT(12), PT(16), 0, STYLE_LEFT},
            [STYLE_PAGE_NUMBER] = {"宋体", PT(14), 0, 0, STYLE_RIGHT},
        },
    .breaking = STYLE_BREAK_STRICT,
    .number_below = MM(7),
    .number_inset_zi = 1,
    .number_outer = true,
    .rule_thick = PT(1),
    .rule_thin = PT(0.5),
    .table_row = PT(22),
    .min_last_line_zi = 2,
};

int32_t style_line_baseline(const struct style *style, int line)
{
    /* Rounded once per line, not accumulated. */
    int64_t span = (int64_t)(style->text_height - style->em) * line;
    return style->margin_top + style->first_baseline +
           (int32_t)(span / (style->lines_per_page - 1));
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
