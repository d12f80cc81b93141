#include <huibao/base.h>
#include <huibao/value.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "rough.h"

#define MISSING "—"

/* The rounded digits, grouped in threes when asked. */
static const char *show_digits(struct arena *arena, const struct value_decimal *decimal,
                               bool grouped, const char *unit)
{
    struct buf out = {0};
    if (decimal->negative)
        buf_puts(&out, "-");
    for (int i = 0; i < decimal->count; i++) {
        if (i == decimal->point)
            buf_putc(&out, '.');
        else if (grouped && i > 0 && i < decimal->point && (decimal->point - i) % 3 == 0)
            buf_putc(&out, ',');
        buf_putc(&out, decimal->digits[i]);
    }
    if (unit)
        buf_puts(&out, unit);
    const char *text = buf_copy(&out, arena);
    buf_done(&out);
    return text;
}

/* The same from units of the last place, without looking at digits first. */
static const char *show_units(struct arena *arena, int64_t units, int decimals, bool grouped,
                              const char *unit)
{
    char text[48], *p = text + sizeof text - 1;
    uint64_t left = units < 0 ? 0 - (uint64_t)units : (uint64_t)units;
    *p = '\0';
    for (int i = 0; i < decimals; i++, left /= 10)
        *--p = (char)('0' + left % 10);
    if (decimals > 0)
        *--p = '.';
    int digits = 0;
    do {
        if (grouped && digits > 0 && digits % 3 == 0)
            *--p = ',';
        *--p = (char)('0' + left % 10);
        left /= 10;
        digits++;
    } while (left > 0);
    if (units < 0)
        *--p = '-';
    return unit ? arena_printf(arena, "%s%s", p, unit) : arena_strdup(arena, p);
}

static const char *show_plain(struct arena *arena, struct value value,
                              const struct value_format *format)
{
    bool grouped = format->style == VALUE_STYLE_GROUPED;
    bool as_it_is = format->decimals < 0 && value.kind == VALUE_INTEGER;
    struct value_decimal decimal;
    int64_t units = 0;
    if (value_decimal_units(value, as_it_is ? 0 : format->decimals, &units))
        return show_units(arena, units, as_it_is ? 0 : format->decimals, grouped, format->unit);
    if (!value_decimal_from(value, &decimal))
        return MISSING;
    if (format->decimals >= 0)
        value_decimal_round(&decimal, format->decimals);
    return show_digits(arena, &decimal, grouped, format->unit);
}

static const char *show_fixed(struct arena *arena, struct value value, int powers, int decimals,
                              const char *unit)
{
    struct value_decimal decimal;
    int64_t units = 0;
    if (powers == 0 && value_decimal_units(value, decimals, &units))
        return show_units(arena, units, decimals, false, unit);
    if (!value_decimal_from(value, &decimal))
        return MISSING;
    value_decimal_shift(&decimal, powers);
    value_decimal_round(&decimal, decimals);
    return show_digits(arena, &decimal, false, unit);
}

/* ---- Chinese numerals ---- */

static const char *const han_digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
static const char *const han_units[] = {"", "十", "百", "千"};
static const char *const capital_digits[] = {"零", "壹", "贰", "叁", "肆",
                                             "伍", "陆", "柒", "捌", "玖"};
static const char *const capital_units[] = {"", "拾", "佰", "仟"};
static const char *const myriads[] = {"", "万", "亿", "万亿", "亿亿"};

/* Four digits: 1050 → 一千零五十. `gap`: a 零 is due before the next digit that is not zero. */
static void put_section(struct buf *out, unsigned section, const char *const *digits,
                        const char *const *units, bool *gap)
{
    static const unsigned powers[] = {1, 10, 100, 1000};
    for (int place = 3; place >= 0; place--) {
        unsigned digit = section / powers[place] % 10;
        if (digit == 0) {
            *gap = *gap || out->length > 0;
            continue;
        }
        if (*gap)
            buf_puts(out, digits[0]);
        *gap = false;
        buf_puts(out, digits[digit]);
        buf_puts(out, units[place]);
    }
}

static void put_han(struct buf *out, uint64_t number, const char *const *digits,
                    const char *const *units)
{
    unsigned sections[5];
    int count = 0;
    for (; number > 0 && count < 5; number /= 10000)
        sections[count++] = (unsigned)(number % 10000);
    if (count == 0)
        buf_puts(out, digits[0]);
    bool gap = false;
    for (int i = count - 1; i >= 0; i--) {
        size_t before = out->length;
        put_section(out, sections[i], digits, units, &gap);
        if (out->length == before)
            continue;
        /* Zeros at a section's end ask for no 零: 一百万五千; those that begin the next one do. */
        buf_puts(out, myriads[i]);
        gap = false;
    }
}

const char *value_han_number(struct arena *arena, int64_t n)
{
    struct buf out = {0};
    put_han(&out, n < 0 ? 0 - (uint64_t)n : (uint64_t)n, han_digits, han_units);
    const char *text = out.data;
    /* 10–19 are 十…十九, not 一十…; inside larger numbers 一十 stays. */
    static const char ten[] = "一十";
    if (strncmp(text, ten, sizeof ten - 1) == 0)
        text += strlen("一");
    text = arena_printf(arena, "%s%s", n < 0 ? "负" : "", text);
    buf_done(&out);
    return text;
}

static const char *show_han(struct arena *arena, struct value value)
{
    struct value_decimal decimal;
    if (!value_decimal_from(value, &decimal))
        return MISSING;
    value_decimal_round(&decimal, 0);
    uint64_t number = 0;
    for (int i = 0; i < decimal.point && i < 19; i++)
        number = number * 10 + (uint64_t)(decimal.digits[i] - '0');
    const char *text = value_han_number(arena, (int64_t)number);
    return decimal.negative ? arena_printf(arena, "负%s", text) : text;
}

/* 正确填写票据和结算凭证的基本规定 (支付结算办法, annex 1): 元 整 角 分, 零 between, 整 after 元 or 角. */
static const char *show_capital(struct arena *arena, struct value value)
{
    struct value_decimal decimal;
    if (!value_decimal_from(value, &decimal))
        return MISSING;
    value_decimal_round(&decimal, 2);
    uint64_t yuan = 0;
    for (int i = 0; i < decimal.point && i < 16; i++)
        yuan = yuan * 10 + (uint64_t)(decimal.digits[i] - '0');
    int jiao = decimal.digits[decimal.point] - '0';
    int fen = decimal.digits[decimal.point + 1] - '0';
    struct buf out = {0};
    if (yuan > 0 || (jiao == 0 && fen == 0)) {
        put_han(&out, yuan, capital_digits, capital_units);
        buf_puts(&out, "元");
    }
    if (jiao > 0)
        buf_printf(&out, "%s角", capital_digits[jiao]);
    else if (fen > 0 && yuan > 0)
        buf_puts(&out, "零");
    if (fen > 0)
        buf_printf(&out, "%s分", capital_digits[fen]);
    else
        buf_puts(&out, "整");
    const char *text = arena_printf(arena, "%s%s", decimal.negative ? "负" : "", out.data);
    buf_done(&out);
    return text;
}

/* ---- dates ---- */

/* 2026 → 二〇二六, as dates are read digit by digit (GB/T 15835 §5: 〇 in years). */
static void put_year_han(struct buf *out, int year)
{
    for (int power = 1000; power > 0; power /= 10) {
        int digit = abs(year / power % 10);
        buf_puts(out, digit == 0 ? "〇" : han_digits[digit]);
    }
}

/* 2026年1月5日: by hand, since long tables have a date in every row. */
static const char *show_day(struct arena *arena, struct value_civil date)
{
    char text[sizeof "-2147483648年12月31日"], *p = text + sizeof text;
    const struct {
        unsigned number;
        const char *unit;
    } parts[] = {{(unsigned)date.day, "日"},
                 {(unsigned)date.month, "月"},
                 {date.year < 0 ? 0u - (unsigned)date.year : (unsigned)date.year, "年"}};
    *--p = '\0';
    for (size_t i = 0; i < BASE_COUNT(parts); i++) {
        unsigned left = parts[i].number;
        p -= strlen("年");
        memcpy(p, parts[i].unit, strlen("年"));
        do
            *--p = (char)('0' + left % 10);
        while (left /= 10);
    }
    if (date.year < 0)
        *--p = '-';
    return arena_strdup(arena, p);
}

static const char *show_date(struct arena *arena, int32_t date, enum value_style style)
{
    struct value_civil c = value_date_to_civil(date);
    if (style == VALUE_STYLE_DATE_ISO)
        return arena_printf(arena, "%04d-%02d-%02d", c.year, c.month, c.day);
    if (style == VALUE_STYLE_YEAR_MONTH)
        return arena_printf(arena, "%d年%d月", c.year, c.month);
    if (style == VALUE_STYLE_YEAR)
        return arena_printf(arena, "%d年", c.year);
    if (style == VALUE_STYLE_MONTH)
        return arena_printf(arena, "%d月", c.month);
    if (style != VALUE_STYLE_DATE_HAN)
        return show_day(arena, c);
    struct buf out = {0};
    put_year_han(&out, c.year);
    buf_printf(&out, "年%s月", value_han_number(arena, c.month));
    buf_printf(&out, "%s日", value_han_number(arena, c.day));
    const char *text = buf_copy(&out, arena);
    buf_done(&out);
    return text;
}

static const char *show_number(struct arena *arena, struct value value,
                               const struct value_format *format)
{
    switch (format->style) {
    case VALUE_STYLE_INTEGER:
        return show_fixed(arena, value, 0, 0, format->unit);
    case VALUE_STYLE_DECIMAL:
        return show_fixed(arena, value, 0, format->decimals < 0 ? 2 : format->decimals,
                          format->unit);
    case VALUE_STYLE_PERCENT:
        return show_fixed(arena, value, 0, format->decimals < 0 ? 1 : format->decimals, "%");
    case VALUE_STYLE_WAN:
        return show_fixed(arena, value, 4, format->decimals < 0 ? 2 : format->decimals,
                          format->unit);
    case VALUE_STYLE_YI:
        return show_fixed(arena, value, 8, format->decimals < 0 ? 2 : format->decimals,
                          format->unit);
    case VALUE_STYLE_CAPITAL:
        return show_capital(arena, value);
    case VALUE_STYLE_HAN:
        return show_han(arena, value);
    case VALUE_STYLE_ROUGH:
    case VALUE_STYLE_ABOUT:
    case VALUE_STYLE_OVER:
    case VALUE_STYLE_NEARLY:
    case VALUE_STYLE_AT_LEAST:
    case VALUE_STYLE_BELOW:
        return value_rough(arena, value, format);
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
    return show_plain(arena, value, format);
}

const char *value_show(struct arena *arena, struct value value, const struct value_format *format)
{
    if (value.kind == VALUE_NULL)
        return MISSING;
    if (value.kind == VALUE_TEXT)
        return arena_strdup(arena, value.text);
    if (value.kind == VALUE_DATE)
        return show_date(arena, value.date, format->style);
    return show_number(arena, value, format);
}
