/*
 * value: one typed value and how it is shown.
 *
 * Owns      the value type, civil dates, the formats a definition may name (整数, 小数, 百分比,
 *           千分位, 万元, 大写, 中文数字, 日期, 年月 …) and the text each gives.
 * Lifetime  texts inside values belong to whoever made them; shown texts to the arena.
 * Failure   parsers return false and write nothing. A missing value is shown as — (U+2014).
 * Limits    integers are 64 bits; reals are shown from 15 significant decimal digits, rounded half
 *           away from zero on those digits (四舍五入), so 2.675 gives 2.68.
 */
#ifndef HUIBAO_VALUE_H
#define HUIBAO_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum value_kind { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_DATE };

struct value {
    enum value_kind kind;
    union {
        int64_t integer;
        double real;
        const char *text; /* UTF-8 */
        int32_t date;     /* days since 1970-01-01 */
    };
};

struct value value_null(void);
struct value value_integer(int64_t integer);
struct value value_real(double real);
struct value value_text(const char *text);
struct value value_date(int32_t date);
bool value_is_number(struct value value);
double value_as_real(struct value value);         /* 0 for what is not a number */
bool value_equal(struct value a, struct value b); /* same kind and content; 1 and 1.0 differ */

/* ---- dates ---- */
struct value_civil { /* proleptic Gregorian */
    int year;
    int month; /* 1–12 */
    int day;   /* 1–31 */
};
bool value_civil_valid(struct value_civil civil);
int32_t value_date_from_civil(struct value_civil civil); /* civil must be valid */
struct value_civil value_date_to_civil(int32_t date);
int value_days_in_month(int year, int month);
/* "2026-01-05" exactly, as the database keeps it. */
bool value_date_parse_iso(const char *text, int32_t *ret_date);
/* As people type it: 2026-1-5, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105; half-width, trimmed. */
bool value_date_parse(const char *text, int32_t *ret_date);

/* ---- identity cards (GB 11643) ---- */
bool value_id_card_shape(
    const char *text); /* 18 characters, a day of birth that exists, 0–9 or X */
bool value_id_card_check(const char *text);    /* the check character; the shape must be right */
int32_t value_id_card_birth(const char *text); /* days since 1970-01-01; the shape must be right */

/* ---- showing ---- */
enum value_style {
    VALUE_STYLE_PLAIN,   /* as it is: integers without separators, dates as 2026年1月5日 */
    VALUE_STYLE_INTEGER, /* 整数 */
    VALUE_STYLE_DECIMAL, /* 小数 N */
    VALUE_STYLE_PERCENT, /* 百分比 N: the value is already in per cent; shows 12.5% */
    VALUE_STYLE_GROUPED, /* 千分位: 1,234,567 (N decimals) */
    VALUE_STYLE_WAN,     /* 万 / 万元: divided by 10⁴, N decimals, the unit appended */
    VALUE_STYLE_YI,      /* 亿 / 亿元 */
    VALUE_STYLE_CAPITAL, /* 大写: 壹万贰仟元整 for money, as GB and bank rules write it */
    VALUE_STYLE_HAN,     /* 中文数字: 一百二十 */
    /* Round numbers in prose, with the word that is true of the value; `decimals` is how many zeros
       they end in, −1: from three digits on two are kept, 1,234 → 1,200. */
    VALUE_STYLE_ROUGH, /* 概数: one of the three that follow; a value that is round has no word */
    VALUE_STYLE_ABOUT, /* 约: to the nearest, 约210 */
    VALUE_STYLE_OVER,  /* 余: down, 210余 */
    VALUE_STYLE_NEARLY, /* 近: up, 近220, when a fifth of the step is missing at most; else 约 */
    VALUE_STYLE_AT_LEAST,   /* 以上: down, behind the measure word, 210人以上 */
    VALUE_STYLE_BELOW,      /* 不到: up, 不到220 */
    VALUE_STYLE_DATE,       /* 日期: 2026年1月5日 (GB/T 9704: no zero padding) */
    VALUE_STYLE_DATE_HAN,   /* 汉字日期: 二〇二六年一月五日 */
    VALUE_STYLE_DATE_ISO,   /* 短日期: 2026-01-05 */
    VALUE_STYLE_YEAR_MONTH, /* 年月: 2026年10月 */
    VALUE_STYLE_YEAR,       /* 年: 2026年 */
    VALUE_STYLE_MONTH,      /* 月: 10月 */
};

struct value_format {
    enum value_style style;
    int decimals;     /* −1: the style's own */
    const char *unit; /* appended to the number, or NULL; never appended to —. Of 以上: 人 */
};

/* Reads `小数 2`, `百分比`, `万元 1` …; false if the word is unknown or the number is not 0–6. */
bool value_format_parse(struct arena *arena, const char *spec, struct value_format *ret_format);
bool value_style_is_rough(enum value_style style); /* 概数 to 不到: for prose only */
/* A style's English word, its name in text forms: decimal, year-month; and back. */
const char *value_style_word(enum value_style style);
bool value_style_find(const char *word, enum value_style *ret_style);
/* Every format word, Chinese first, for messages and documentation. */
const char *const *value_format_words(size_t *ret_count);
/* False when a value of this kind cannot be shown so (a text as 百分比). NULL values always can. */
bool value_format_fits(const struct value_format *format, enum value_kind kind);
const char *value_show(struct arena *arena, struct value value, const struct value_format *format);
/* To so many decimals, half away from zero; −1 leaves it as it is. */
struct value value_round(struct value value, int decimals);
/*
 * A number as it is printed: in the unit of its format (1.2345 for 12,345 in 万元), rounded, whole
 * numbers as integers; and the format that prints that number. Decimals −1: as many as it has. What is
 * no number stays as it is.
 */
struct value value_in_unit(struct value value, const struct value_format *format); /* unrounded */
struct value value_printed(struct value value, const struct value_format *format, int decimals);
struct value_format value_format_printed(const struct value_format *format, int decimals);
/* Personal data for other people's eyes: 张某 and 欧阳某某, 539902********1234, 138****5678. What is
   no ID number (telephone) is given back as it is. */
const char *value_mask_name(struct arena *arena, const char *name);
const char *value_mask_id(struct arena *arena, const char *number);
const char *value_mask_phone(struct arena *arena, const char *number);
/* 一 二 … 十 十一 … for headings and enumerations; n ≥ 0. */
const char *value_han_number(struct arena *arena, int64_t n);
/*
 * Rounds `count` parts to `decimals` so that they add up to `total` exactly (largest remainder);
 * ret_parts[i] receives the rounded parts. Negative parts are not allowed (returns false).
 */
bool value_round_parts(struct arena *arena, const double *parts, size_t count, double total,
                       int decimals, double *ret_parts);

#endif
