/* Dates (GB/T 9704-2012 7.3.5.4, GB/T 15835-2011): 2026年1月5日, days that exist. */
#include <huibao/value.h>

#include "proof.h"

struct date {
    int year, month, day;
    size_t length;
    bool padded;
};

static int read_number(const struct proof_text *text, size_t *at, size_t most)
{
    int value = 0;
    size_t start = *at;
    while (*at < start + most && proof_is_digit(proof_point(text, *at)))
        value = value * 10 + (int)(text->points[(*at)++] - '0');
    return *at > start ? value : -1;
}

static bool read_part(const struct proof_text *text, size_t *at, const char *word, int *ret_value,
                      bool *padded)
{
    bool zero = proof_point(text, *at) == '0';
    size_t start = *at;
    *ret_value = read_number(text, at, 2);
    if (*ret_value < 0 || !proof_word_at(text, *at, word))
        return false;
    *padded = *padded || (zero && *at - start == 2);
    *at += 1;
    return true;
}

/* 2026年1月5日 at i, with or without the day. */
static bool read_date(const struct proof_text *text, size_t i, struct date *ret_date)
{
    struct date date = {0};
    size_t at = i;
    date.year = read_number(text, &at, 4);
    if (at - i != 4 || !proof_word_at(text, at, "年"))
        return false;
    at++;
    if (!read_part(text, &at, "月", &date.month, &date.padded))
        return false;
    size_t day = at;
    if (!read_part(text, &day, "日", &date.day, &date.padded))
        date.day = 0;
    else
        at = day;
    date.length = at - i;
    *ret_date = date;
    return true;
}

static void say(struct proof *proof, size_t t, size_t i, size_t length, const char *what,
                const char *hint)
{
    struct proof_finding *finding = proof_find(proof, &PRF018, t, i, length);
    proof_args(proof, finding, DIAG_ARGS(proof_copy(proof, &proof->texts[t], i, length), what));
    finding->hint = hint;
}

static void check_date(struct proof *proof, size_t t, size_t i, const struct date *date)
{
    bool month = date->month >= 1 && date->month <= 12;
    bool day =
        date->day == 0 || (month && date->day <= value_days_in_month(date->year, date->month));
    if (!month || !day)
        say(proof, t, i, date->length, "不存在", "核对年月日");
    else if (date->padded)
        say(proof, t, i, date->length, "的月、日前补了零", "写作 2026年1月5日 这样");
}

/* 2026.1.5, 2026-01-05, 2026/1/5 in running text. */
static size_t other_form(const struct proof_text *text, size_t i)
{
    size_t at = i;
    int year = read_number(text, &at, 4);
    uint32_t mark = proof_point(text, at);
    if (at - i != 4 || year < 1900 || year > 2100 || (mark != '.' && mark != '-' && mark != '/'))
        return 0;
    at++;
    int month = read_number(text, &at, 2);
    if (month < 1 || month > 12 || proof_point(text, at) != mark)
        return 0;
    at++;
    int day = read_number(text, &at, 2);
    uint32_t after = proof_point(text, at);
    bool more =
        proof_is_digit(after) || (after == mark && proof_is_digit(proof_point(text, at + 1)));
    return day >= 1 && day <= 31 && !more ? at - i : 0;
}

static void look(struct proof *proof, size_t t, size_t i)
{
    const struct proof_text *text = &proof->texts[t];
    struct date date;
    if (read_date(text, i, &date)) {
        check_date(proof, t, i, &date);
        return;
    }
    size_t length = other_form(text, i);
    if (length && text->part->kind != PROOF_OTHER)
        say(proof, t, i, length, "不是公文里的写法", "写作 2026年1月5日 这样");
}

void proof_rule_dates(struct proof *proof)
{
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        for (size_t i = 0; i < text->count; i++) {
            bool begins = proof_is_digit(text->points[i]) &&
                          (i == 0 || (!proof_is_digit(text->points[i - 1]) &&
                                      (text->points[i - 1] >= 0x80 || text->points[i - 1] == ' ' ||
                                       text->points[i - 1] == '(')));
            if (begins)
                look(proof, t, i);
        }
    }
}
