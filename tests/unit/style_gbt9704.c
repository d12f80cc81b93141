#include <huibao/base.h>
#include <huibao/style.h>

#include <stdlib.h>

#include "tap.h"

static double mm(int32_t units)
{
    return units / 1024.0 * 25.4 / 72.0;
}

TEST(style_grid_fills_the_text_area)
{
    const struct style *style = style_builtin("gbt9704");
    CHECK(style != NULL);
    CHECK(abs(style->paper_width - (style->margin_left + style->text_width + style_from_mm(26))) <=
          1);
    CHECK(abs(style->paper_height - (style->margin_top + style->text_height + style_from_mm(35))) <=
          1);
    /* 28 pitches fill 156 mm to within 28 units (0.01 mm); 22 lines fill 225 mm. */
    CHECK(style->text_width - 28 * style->pitch_x < 28);
    int32_t first_top = style_line_baseline(style, 0) - style->first_baseline;
    int32_t last_bottom = style_line_baseline(style, 21) - style->first_baseline + style->em;
    CHECK_INT(first_top, style->margin_top);
    CHECK_INT(last_bottom, style->margin_top + style->text_height);
    double pitch = mm(style_line_baseline(style, 11) - style_line_baseline(style, 10)) / 25.4 * 72;
    CHECK(pitch > 29.60 && pitch < 29.63);
}

TEST(style_names_are_found)
{
    size_t count;
    const char *const *names = style_names(&count);
    for (size_t i = 0; i < count; i++)
        CHECK(style_builtin(names[i]) != NULL);
    CHECK(style_builtin("gb9704") == NULL);
}
