/*
 * What belongs together in and around numbers: digits with their separators, sign, prefix, unit or
 * measure word; ordinals, ranges, dates, times, document and telephone numbers; numbers in Chinese
 * numerals. Sources: GB/T 15835-2011, GB/T 15834-2011 4.13 (ranges), CLREQ 3.1.5.2.
 * A typed space between two parts changes nothing. The rules give way (PENALTY_RELAX … FIRM)
 * only when a line gets too loose.
 */
#include "para.h"

#include <string.h>

#include <huibao/base.h>

#include "units.h"

#define NUMERALS_MAX 16 /* a longer row of numerals is no number */
#define PLAIN_MAX 4     /* nor is one with more digits than a year in a row: 一二三四五六 */

struct quantity { /* items [start, end): 第 or a sign, the number, what multiplies it, a unit */
    size_t start, number, number_end, end;
    uint32_t unit; /* last character of the unit; 0: none */
    bool digits;   /* else numerals */
    bool roman;
    bool ordinal; /* after 第 */
    bool joined;  /* to the quantity before it, in a range */
};

static bool is_one_of(uint32_t codepoint, const char *set)
{
    char bytes[5] = {0};
    return text_encode(codepoint, bytes) > 1 && strstr(set, bytes) != NULL;
}

static bool is_digit(const struct para *para, size_t i)
{
    return i < para->count && para->items[i].class == CLASS_DIGIT;
}

static uint32_t codepoint_at(const struct para *para, size_t i)
{
    return i < para->count ? para->items[i].codepoint : 0;
}

static size_t after_space(const struct para *para, size_t i)
{
    return i < para->count && para->items[i].class == CLASS_SPACE ? i + 1 : i;
}

/* The item before i, over a space; SIZE_MAX: none. */
static size_t before_space(const struct para *para, size_t i)
{
    if (i > 1 && para->items[i - 1].class == CLASS_SPACE)
        return i - 2;
    return i > 0 ? i - 1 : SIZE_MAX;
}

/* Items [first, end) stay together. */
static void bind(struct para *para, size_t first, size_t end, int32_t penalty)
{
    for (size_t i = first; i + 1 < end && i + 1 < para->count; i++)
        if (para->items[i].penalty < penalty)
            para->items[i].penalty = penalty;
}

/* ---- digits ---- */

/* ～ – — - between two numbers; a dash of two is none. */
static bool is_connector(const struct para *para, size_t i)
{
    if (i >= para->count)
        return false;
    const struct para_item *item = &para->items[i];
    if (item->class == CLASS_DASH)
        return (i == 0 || item[-1].class != CLASS_DASH) &&
               (i + 1 == para->count || item[1].class != CLASS_DASH);
    return item->class == CLASS_CONNECT || item->class == CLASS_HYPHEN ||
           item->codepoint == 0xFF0D || item->codepoint == '~';
}

/* Inside one number: 12.5 1,234 8:30 1/3 5′30 and their full-width forms. */
static bool is_separator(const struct para *para, size_t i)
{
    const struct para_item *item = &para->items[i];
    switch (item->class) {
    case CLASS_LATIN_CLOSE:
    case CLASS_LATIN_SYMBOL:
    case CLASS_GLUE:
    case CLASS_SLASH:
        return true;
    default:
        break;
    }
    /* ，between Latin digits is punctuation; between full-width digits it groups them. */
    if (item->codepoint == 0xFF0C)
        return para->items[i - 1].wide;
    return item->codepoint == 0xFF0E || item->codepoint == 0xFF1A || item->codepoint == 0x2032;
}

static size_t digits_end(const struct para *para, size_t i)
{
    while (is_digit(para, i))
        i++;
    return i;
}

/* Where the number that begins at `first` ends: digits, separators, ranges of bare numbers. */
static size_t number_end(const struct para *para, size_t first)
{
    size_t i = digits_end(para, first);
    while (i < para->count) {
        size_t next = i;
        if (para->items[i].class == CLASS_POSTFIX && is_connector(para, i + 1))
            next = i + 2; /* 5%—10% */
        else if (is_separator(para, i) || is_connector(para, i))
            next = i + 1;
        if (next == i || !is_digit(para, next))
            return i;
        i = digits_end(para, next);
    }
    return i;
}

/* ---- Chinese numerals ---- */

static bool is_numeral(const struct para *para, size_t i)
{
    return is_one_of(codepoint_at(para, i), "一二三四五六七八九十百千万亿两〇○零几数"
                                            "壹贰叁肆伍陆柒捌玖拾佰仟廿卅");
}

static bool is_multiplier(const struct para *para, size_t i)
{
    return is_one_of(codepoint_at(para, i), "十百千万亿拾佰仟");
}

static bool is_roman(const struct para *para, size_t i)
{
    uint32_t cp = codepoint_at(para, i);
    return cp >= 0x2160 && cp <= 0x217F;
}

/* Where the numerals that begin at `first` end; `first` when they are no number. */
static size_t numerals_end(const struct para *para, size_t first)
{
    size_t i = first;
    size_t plain = 0;
    while (is_roman(para, i))
        i++;
    if (i > first)
        return i;
    for (; is_numeral(para, i); i++) {
        bool vague = is_one_of(codepoint_at(para, i), "几数");
        if (vague && !is_multiplier(para, i + 1))
            break;
        plain = is_multiplier(para, i) ? 0 : plain + 1;
        if (plain > PLAIN_MAX || i - first >= NUMERALS_MAX)
            return first;
    }
    return i;
}

static size_t some_number_end(const struct para *para, size_t i)
{
    return is_digit(para, i) ? number_end(para, i) : numerals_end(para, i);
}

/* 三分之一, 百分之35, 三十五点六: what follows the number is part of it. */
static size_t fraction_end(const struct para *para, size_t i)
{
    size_t next = i;
    if (codepoint_at(para, i) == 0x5206 && codepoint_at(para, i + 1) == 0x4E4B) /* 分之 */
        next = i + 2;
    else if (codepoint_at(para, i) == 0x70B9 && is_numeral(para, i + 1)) /* 点 */
        next = i + 1;
    size_t end = next > i ? some_number_end(para, next) : i;
    return end > next ? end : i;
}

/* ---- units ---- */

static size_t latin_word_end(const struct para *para, size_t i)
{
    while (i < para->count && !para->items[i].wide && para->items[i].class != CLASS_SPACE)
        i++;
    return i;
}

/* Index after the unit that begins at item i, or i when there is none. */
static size_t unit_end(const struct para *para, size_t i)
{
    if (i >= para->count)
        return i;
    const struct para_item *item = &para->items[i];
    if (item->class == CLASS_UNIT_SIGN || item->class == CLASS_POSTFIX)
        return i + 1;
    const char *text = para->text + item->text;
    if (!item->wide && i > 0 && para->items[i - 1].class == CLASS_SPACE) {
        size_t end = latin_word_end(para, i);
        const struct para_item *last = &para->items[end - 1];
        /* 36 km² / 36 kW·h, but for a mark after it */
        if (last->class == CLASS_LATIN_CLOSE)
            last--, end--;
        bool unit = end > i && typeset_unit_latin(text, last->text + last->bytes - item->text);
        return unit ? end : i;
    }
    size_t bytes = typeset_unit_match(text, para->text_length - item->text);
    return i + text_count(text, bytes);
}

/* After a unit: 个半月, 年多, 点半, 元/人. */
static size_t unit_tail(const struct para *para, size_t i)
{
    if (is_one_of(codepoint_at(para, i), "多半来余")) {
        size_t end = unit_end(para, i + 1);
        bool half = codepoint_at(para, i) == 0x534A || end > i + 1;
        return half || codepoint_at(para, i) == 0x591A ? end : i;
    }
    if (codepoint_at(para, i) == '/' || codepoint_at(para, i) == 0xFF0F) {
        size_t end = unit_end(para, i + 1);
        return end > i + 1 ? end : i;
    }
    return i;
}

/* 36余户, 10来个, but not 36|来访. */
static bool is_vague(const struct para *para, size_t i)
{
    uint32_t cp = codepoint_at(para, i);
    return is_one_of(cp, "余多") ||
           (is_one_of(cp, "来几") && (is_multiplier(para, i + 1) || unit_end(para, i + 1) > i + 1));
}

/* After a number: 余 多, 十百千万亿, 余 多, then a unit: 3.5万元, 200余人, 12亿多立方米. */
static void read_unit(const struct para *para, struct quantity *q)
{
    size_t end = q->number_end;
    size_t i = end;
    while (is_vague(para, i))
        end = ++i;
    i = after_space(para, end);
    while (is_multiplier(para, i) && unit_end(para, i) == i) /* but 千米, 百分点 */
        end = ++i;
    while (end > q->number_end && is_one_of(codepoint_at(para, i), "余多"))
        end = ++i;
    i = after_space(para, end);
    size_t unit = unit_end(para, i);
    if (unit > i) {
        q->unit = codepoint_at(para, unit - 1);
        end = unit_tail(para, unit);
    }
    q->end = end;
}

/* ---- quantities ---- */

/* （2026）3号, （0431）88886666: the bracket before the number closes a number that it goes on. */
static bool closes_number(const struct para *para, size_t i, const struct quantity *q)
{
    if (i == SIZE_MAX || codepoint_at(para, i) != 0xFF09)
        return false;
    size_t first = i;
    while (first > 0 && i - first < 4 && is_digit(para, first - 1))
        first--;
    return i - first >= 3 && first > 0 && codepoint_at(para, first - 1) == 0xFF08 &&
           (q->unit == 0x53F7 || q->number_end - q->number >= 7);
}

/* Signs and words in front of the number that are part of it: － ± ≥, 第, 〔2026〕. */
static void read_lead(const struct para *para, struct quantity *q)
{
    size_t before = q->start > 0 ? q->start - 1 : SIZE_MAX;
    if (before != SIZE_MAX && q->digits && para->items[before].class == CLASS_SIGN)
        q->start = before;
    before = before_space(para, q->start);
    uint32_t cp = before == SIZE_MAX ? 0 : para->items[before].codepoint;
    if (cp == 0x7B2C) { /* 第 */
        q->ordinal = true;
        q->start = before;
        before = before_space(para, q->start);
        cp = before == SIZE_MAX ? 0 : para->items[before].codepoint;
    }
    if ((is_one_of(cp, "〕］") || closes_number(para, before, q)) && (q->digits || q->ordinal))
        q->start = before;
    if (!q->digits && is_one_of(cp, "上近") && is_multiplier(para, q->number))
        q->start = before; /* 上百户 */
}

static bool quantity_read(const struct para *para, size_t i, struct quantity *q)
{
    *q = (struct quantity){
        .start = i, .number = i, .digits = is_digit(para, i), .roman = is_roman(para, i)};
    q->number_end = some_number_end(para, i);
    if (q->number_end == i)
        return false;
    q->number_end = fraction_end(para, q->number_end);
    read_unit(para, q);
    read_lead(para, q);
    return true;
}

/* A single numeral with its measure word, 两个, is common: it only prefers to stay whole. */
static bool quantity_is_slight(const struct quantity *q)
{
    return !q->digits && !q->ordinal && !q->joined && q->end - q->start <= 2 &&
           q->number_end == q->number + 1 && !q->roman && !is_one_of(q->unit, "年月日");
}

/* 2020—|2025, 〔2026〕|3, 2.3个|百分点: where a quantity rather parts than elsewhere. */
static bool parts_here(const struct para *para, size_t i)
{
    uint32_t cp = codepoint_at(para, i);
    return is_connector(para, i) || is_one_of(cp, "〕］）") ||
           (cp == 0x4E2A && is_one_of(codepoint_at(para, i + 1), "百千工")); /* 个 */
}

static void quantity_bind(struct para *para, const struct quantity *q)
{
    if (quantity_is_slight(q)) {
        bind(para, q->start, q->end, PENALTY_COUNT);
        return;
    }
    int32_t inside = q->digits || q->ordinal ? PENALTY_FIRM : PENALTY_UNIT;
    for (size_t i = q->start; i + 1 < q->end; i++) {
        int32_t here = i + 1 == q->number_end ? PENALTY_UNIT : inside;
        bind(para, i, i + 2, parts_here(para, i) ? PENALTY_RELAX : here);
    }
}

/* Between a quantity and the next one: a range, the parts of a date or of a time. Returns whether
   the two are a range. */
static bool quantity_join(struct para *para, const struct quantity *q)
{
    size_t i = q->end;
    struct quantity next;
    bool to = is_one_of(codepoint_at(para, i), "至到");
    if (is_connector(para, i) || to) {
        size_t from = i + 1;
        from += codepoint_at(para, from) == 0x7B2C;
        from += from < para->count && para->items[from].class == CLASS_SIGN;
        bool range = quantity_read(para, from, &next) && (!to || next.digits == q->digits);
        if (range)
            bind(para, q->end - 1, from + 1, to && q->unit ? PENALTY_DATE : PENALTY_RELAX);
        return range;
    }
    i = after_space(para, i);
    if (!q->unit || !quantity_read(para, i, &next) || next.number != i || !next.unit)
        return false;
    bool time = is_one_of(q->unit, "时点分度") && is_one_of(next.unit, "分秒");
    bool date = is_one_of(q->unit, "年月日号") && is_one_of(next.unit, "月日号时点旬");
    if (time)
        bind(para, q->end - 1, i + 1, PENALTY_RELAX);
    else if (date)
        bind(para, q->end - 1, i + 1, PENALTY_DATE);
    return false;
}

/* 第（三）项: a number in brackets after 第. */
static size_t bind_bracketed(struct para *para, size_t i)
{
    if (codepoint_at(para, i) != 0x7B2C || codepoint_at(para, i + 1) != 0xFF08)
        return i + 1;
    size_t end = some_number_end(para, i + 2);
    if (end == i + 2 || codepoint_at(para, end) != 0xFF09)
        return i + 1;
    end = unit_end(para, end + 1);
    bind(para, i, end, PENALTY_RELAX);
    return end;
}

/* ---- letters ---- */

/* A类, B座, IV级: up to four letters and digits with the word they number; GB/T 9704: capitals
   with the number after them. */
static size_t bind_letters(struct para *para, size_t first)
{
    size_t end = first;
    bool capitals = true;
    while (end < para->count && !para->items[end].wide && para->items[end].class != CLASS_SPACE) {
        uint32_t cp = para->items[end].codepoint;
        capitals = capitals && ((cp >= 'A' && cp <= 'Z') || cp == '/');
        end++;
    }
    bool numbered = codepoint_at(para, end - 1) == '.' && codepoint_at(para, first) == 'N';
    if (end - first <= 4 && is_one_of(codepoint_at(para, end), "级类型期座栋版号"))
        bind(para, end - 1, end + 1, PENALTY_RELAX);
    if (((capitals && end - first > 1) || numbered) && after_space(para, end) == end + 1 &&
        is_digit(para, end + 1))
        bind(para, end - 1, end + 2, PENALTY_RELAX);
    return end;
}

void typeset_break_numbers(struct para *para)
{
    struct quantity q;
    bool joined = false;
    for (size_t i = 0; i < para->count;) {
        if (quantity_read(para, i, &q)) {
            q.joined = joined;
            quantity_bind(para, &q);
            joined = quantity_join(para, &q);
            i = joined ? q.end + 1 : q.end;
        } else if (para->items[i].class == CLASS_LATIN) {
            i = bind_letters(para, i);
        } else if (is_numeral(para, i)) {
            while (is_numeral(para, i)) /* too many to be a number, so none begins inside */
                i++;
        } else {
            i = bind_bracketed(para, i);
        }
    }
}
