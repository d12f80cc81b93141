#include "flow.h"

int32_t typeset_grid_top(const struct style *style, int line)
{
    if (line <= 0)
        return style->margin_top;
    if (line >= style->lines_per_page)
        return style->margin_top + style->text_height;
    int32_t em_top = style_line_baseline(style, line) - style->first_baseline;
    int32_t above = style_line_baseline(style, line - 1) - style->first_baseline + style->em;
    return (em_top + above) / 2;
}

int typeset_grid_line_at(const struct style *style, int from, int32_t y)
{
    int line = from;
    while (line < style->lines_per_page && typeset_grid_top(style, line) < y)
        line++;
    return line;
}

int32_t typeset_grid_zi(const struct style *style, int32_t size)
{
    return size == style->em ? style->pitch_x : size;
}

int32_t typeset_grid_drop(const struct style *style, int32_t size)
{
    int64_t ascent_share = (int64_t)style->first_baseline * 1000 / style->em;
    return (int32_t)((int64_t)(size - style->em) * (ascent_share - 500) / 1000);
}

int32_t typeset_grid_pitch(const struct style *style)
{
    return style_line_baseline(style, 1) - style_line_baseline(style, 0);
}

int32_t typeset_grid_em_top(const struct style *style, int line)
{
    return style_line_baseline(style, line) - style->first_baseline;
}

int typeset_grid_line_below(const struct style *style, int32_t y)
{
    int line = 0;
    while (line < style->lines_per_page && typeset_grid_em_top(style, line) < y)
        line++;
    return line;
}
