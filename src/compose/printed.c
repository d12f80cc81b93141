/* Rounding and scaling as the formats do it. */
#include "printed.h"

#include <string.h>

#include <huibao/base.h>

int printed_decimals(const struct value_format *format)
{
    switch (format->style) {
    case VALUE_STYLE_INTEGER:
    case VALUE_STYLE_HAN:
        return 0;
    case VALUE_STYLE_DECIMAL:
    case VALUE_STYLE_WAN:
    case VALUE_STYLE_YI:
        return format->decimals < 0 ? 2 : format->decimals;
    case VALUE_STYLE_PERCENT:
        return format->decimals < 0 ? 1 : format->decimals;
    case VALUE_STYLE_CAPITAL:
        return 2;
    case VALUE_STYLE_ROUGH:
    case VALUE_STYLE_ABOUT:
    case VALUE_STYLE_OVER:
    case VALUE_STYLE_NEARLY:
    case VALUE_STYLE_AT_LEAST:
    case VALUE_STYLE_BELOW:
        return -1; /* theirs are zeros */
    case VALUE_STYLE_PLAIN:
    case VALUE_STYLE_GROUPED:
    case VALUE_STYLE_DATE:
    case VALUE_STYLE_DATE_HAN:
    case VALUE_STYLE_DATE_ISO:
    case VALUE_STYLE_YEAR_MONTH:
    case VALUE_STYLE_YEAR:
    case VALUE_STYLE_MONTH:
        break;
    }
    return format->decimals;
}

int printed_natural_decimals(struct arena *arena, struct value value, int most)
{
    struct value_format plain = {VALUE_STYLE_PLAIN, -1, NULL};
    if (value.kind != VALUE_REAL)
        return 0;
    const char *point = strchr(value_show(arena, value, &plain), '.');
    int decimals = point ? (int)strlen(point + 1) : 0;
    return decimals < most ? decimals : most;
}

const char *printed_kind(struct arena *arena, struct value value)
{
    switch (value.kind) {
    case VALUE_NULL:
        return "空的";
    case VALUE_INTEGER:
        return "整数";
    case VALUE_REAL:
        return "小数";
    case VALUE_TEXT:
        return arena_printf(arena, "文字“%s”", value.text);
    case VALUE_DATE:
        return "日期";
    }
    return "";
}
