/* A number as it is printed, apart from its text: scaled and rounded as the formats do it. */
#include <huibao/value.h>

struct value value_in_unit(struct value value, const struct value_format *format)
{
    if (!value_is_number(value))
        return value;
    if (format->style == VALUE_STYLE_WAN)
        return value_real(value_as_real(value) / 1e4);
    if (format->style == VALUE_STYLE_YI)
        return value_real(value_as_real(value) / 1e8);
    return value;
}

struct value value_printed(struct value value, const struct value_format *format, int decimals)
{
    if (!value_is_number(value))
        return value;
    value = value_round(value_in_unit(value, format), decimals);
    bool whole =
        decimals == 0 && value.kind == VALUE_REAL && value.real > -9e15 && value.real < 9e15;
    return whole ? value_integer((int64_t)value.real) : value;
}

struct value_format value_format_printed(const struct value_format *format, int decimals)
{
    struct value_format printed = *format;
    printed.decimals = decimals;
    if (format->style != VALUE_STYLE_GROUPED && format->style != VALUE_STYLE_PERCENT &&
        format->style != VALUE_STYLE_CAPITAL && format->style != VALUE_STYLE_HAN)
        printed.style = VALUE_STYLE_DECIMAL;
    return printed;
}
