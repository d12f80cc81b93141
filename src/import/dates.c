/* Dates and periods, in the forms people write them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cells.h"

#define EARLIEST (-25567) /* 1900-01-01 */
#define FIRST_YEAR "1900" /* of a period */
#define LAST_YEAR "2200"

static const char *iso(struct arena *arena, int32_t date)
{
    static const struct value_format format = {VALUE_STYLE_DATE_ISO, -1, NULL};
    return value_show(arena, value_date(date), &format);
}

/* 2026-01-05 14:30:00 as systems export it: the day is what is kept. */
static const char *without_time(struct arena *arena, const char *text)
{
    size_t day = strcspn(text, " T");
    if (text[day] == '\0')
        return text;
    const char *time = text + day + 1 + strspn(text + day + 1, " ");
    bool is_time = strspn(time, "0123456789:.") == strlen(time) && strchr(time, ':');
    return is_time ? arena_strndup(arena, text, day) : text;
}

/* The number Excel keeps for a day (1900 date system): 46027 is 2026-01-05. */
static bool excel_serial(const char *text, int32_t *ret_date)
{
    if (strlen(text) != 5 || strspn(text, "0123456789") != 5)
        return false;
    *ret_date = (int32_t)strtol(text, NULL, 10) - 25569; /* 1970-01-01 */
    return true;
}

static int digits_at(const char **cursor, size_t most)
{
    size_t length = strspn(*cursor, "0123456789");
    if (length == 0 || length > most)
        return -1;
    int number = (int)strtol(*cursor, NULL, 10);
    *cursor += length;
    return number;
}

/* 2026, 2026年, 2026-10, 2026.10, 2026/10, 2026年10月, 202610; month 0 is a whole year. */
static bool parse_period(const char *text, int *ret_year, int *ret_month)
{
    static const char *const year_ends[] = {"年", "-", "/", ".", NULL};
    static const char *const month_ends[] = {"月份", "月", NULL};
    const char *p = text;
    if (strlen(text) == 6 && strspn(text, "0123456789") == 6) {
        *ret_year = (int)(strtol(text, NULL, 10) / 100);
        *ret_month = (int)(strtol(text, NULL, 10) % 100);
        return *ret_month >= 1 && *ret_month <= 12;
    }
    *ret_month = 0;
    *ret_year = digits_at(&p, 4);
    if (*ret_year < 0 || *p == '\0')
        return *p == '\0';
    bool han = strncmp(p, "年", strlen("年")) == 0;
    if (!cell_skip_any(&p, year_ends))
        return false;
    if (*p == '\0' || strcmp(p, "度") == 0)
        return han;
    *ret_month = digits_at(&p, 2);
    cell_skip_any(&p, month_ends);
    return *p == '\0' && *ret_month >= 1 && *ret_month <= 12;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digit a Han character stands for, 10 for 十; -1 when it is none. */
static int han_digit(const char **cursor)
{
    static const struct {
        const char *han;
        int digit;
    } digits[] = {{"〇", 0}, {"○", 0},  {"零", 0}, {"一", 1}, {"二", 2}, {"三", 3}, {"四", 4},
                  {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}, {"十", 10}};
    for (size_t i = 0; i < BASE_COUNT(digits); i++) {
        size_t length = strlen(digits[i].han);
        if (strncmp(*cursor, digits[i].han, length) == 0) {
            *cursor += length;
            return digits[i].digit;
        }
    }
    return -1;
}

/* 二〇二六年十月二十五日 → 2026年10月25日: digits one by one, or as they are said. */
static const char *arabic(struct arena *arena, const char *text)
{
    struct buf out = {0};
    while (*text) {
        int digit = han_digit(&text), tens = -1, ones = -1;
        if (digit < 0) {
            buf_putc(&out, *text++);
            continue;
        }
        const char *after = text, *end;
        if (digit == 10)
            tens = 1;
        else if (han_digit(&after) == 10)
            tens = digit, text = after;
        if (tens < 0) {
            buf_printf(&out, "%d", digit);
            continue;
        }
        end = text;
        ones = han_digit(&end);
        if (ones > 0 && ones < 10)
            text = end;
        buf_printf(&out, "%d", tens * 10 + (ones > 0 && ones < 10 ? ones : 0));
    }
    const char *copy = buf_copy(&out, arena);
    buf_done(&out);
    return copy;
}

/* 2026年1月5日(星期一): the day of the week says nothing more. */
static const char *without_weekday(struct arena *arena, const char *text)
{
    static const char *const openings[] = {"(星期", "(周", "星期", "周", NULL};
    static const char *const days[] = {"一", "二", "三", "四", "五", "六", "日", "天", NULL};
    const char *at = NULL;
    for (size_t i = 0; openings[i] && !at; i++)
        at = strstr(text, openings[i]);
    if (!at || at == text)
        return text;
    const char *rest = at;
    cell_skip_any(&rest, openings);
    bool day = cell_skip_any(&rest, days);
    rest += day && *at == '(' && *rest == ')';
    return day && *rest == '\0' ? text_trim(arena, arena_strndup(arena, text, (size_t)(at - text)))
                                : text;
}

/* 2026 年 1 月 5 日, 2026—1—5, 2026。1。5, 二〇二六年一月五日: without spaces except between digits,
   the hyphen for longer dashes, the point for what a Chinese keyboard makes of it. */
static const char *plain_date(struct arena *arena, const char *text)
{
    static const char *const dashes[] = {"—", "–", "−", "―", NULL};
    static const char *const points[] = {"。", "、", NULL};
    text = arabic(arena, without_weekday(arena, text));
    char *out = arena_alloc(arena, strlen(text) + 1), *to = out;
    while (*text) {
        if (cell_skip_any(&text, dashes))
            *to++ = '-';
        else if (cell_skip_any(&text, points))
            *to++ = '.';
        else if (*text == ' ' && !(to > out && is_digit(to[-1]) && is_digit(text[1])))
            text++;
        else
            *to++ = *text++;
    }
    *to = '\0';
    return out;
}

/* 2026-02-30, 2026-13-01. */
static bool hint_no_such_day(const struct cell *cell)
{
    static const char *const marks[] = {"年", "月", "-", "/", ".", NULL};
    const char *p = plain_date(cell->run->scratch, cell->text);
    int year = digits_at(&p, 4);
    int month = year >= 1000 && cell_skip_any(&p, marks) ? digits_at(&p, 2) : -1;
    int day = month >= 0 && cell_skip_any(&p, marks) ? digits_at(&p, 2) : -1;
    if (day < 0 || (*p && strcmp(p, "日") != 0 && strcmp(p, "号") != 0))
        return false;
    if (month < 1 || month > 12)
        diag_hint(cell->run->diags, "没有 %d 月；请核对月份", month);
    else
        diag_hint(cell->run->diags, "%d 年 %d 月没有 %d 日；请核对日期", year, month, day);
    return true;
}

/* What was left out of a date, or is of another calendar. */
static void hint_date(const struct cell *cell)
{
    const char *text = arabic(cell->run->scratch, cell->text);
    int year, month;
    size_t digits = strspn(text, "0123456789"), length = strlen(text);
    const char *rest = text + digits;
    if (strncmp(text, "民国", strlen("民国")) == 0)
        cell_hint(cell, "请换成公历，如民国 115 年写 2026 年");
    else if (digits == 4 && parse_period(text, &year, &month))
        cell_hint(cell, month ? "没有写是哪一天；请补上，如 2026年1月5日"
                              : "没有写月和日；请补上，如 2026年1月5日");
    else if (digits > 0 && digits <= 2 && strncmp(rest, "月", strlen("月")) == 0)
        cell_hint(cell, "没有写是哪一年；请补上，如 2026年1月5日");
    else if (hint_no_such_day(cell))
        return;
    else if (digits < 4 && length > 4 && strspn(text + length - 4, "0123456789") == 4 &&
             strchr("-/.", text[length - 5]))
        cell_hint(cell, "年份要写在最前面，如 2026-01-05");
    else if ((digits == 2 || digits == 3) && *rest &&
             (strchr("-/.", *rest) || strncmp(rest, "年", strlen("年")) == 0))
        cell_hint(cell, "年份要写四位，如 2026-01-05");
    else
        cell_hint(cell, "请写成 2026-01-05、2026/1/5、2026.1.5 或 2026年1月5日；没有就留空");
}

/* Once for a file: what the file cannot tell is which of Excel's two calendars the number is of. */
static void tell_serial(const struct cell *cell, int32_t date)
{
    struct import_run *run = cell->run;
    if (run->serials_told)
        return;
    run->serials_told = true;
    diag_add(run->file_diags, &IMP059, cell->place,
             DIAG_ARGS(cell->field->name, cell->text, iso(run->scratch, date)));
    diag_hint(run->file_diags,
              "差四年零一天的，是原来的工作簿用了 1904 年日期系统（旧的苹果电脑）："
              "请把这一列设成日期格式，另存后再导入");
}

bool cell_read_date(const struct cell *cell, struct value *ret_value)
{
    struct arena *arena = cell->run->scratch;
    const char *text = without_time(arena, cell->text);
    int32_t date, latest = world_today(cell->run->world) + cell->field->ahead;
    if (excel_serial(text, &date))
        tell_serial(cell, date);
    else if (!value_date_parse(text, &date) && !value_date_parse(plain_date(arena, text), &date)) {
        if (cell_add(cell, &IMP031))
            hint_date(cell);
        return false;
    }
    if (date > latest) {
        if (import_add(cell->run, &IMP032, cell->place,
                       DIAG_ARGS(cell->field->name, cell->text, iso(arena, latest))))
            cell_hint(cell, "请核对年份，以及电脑的日期是否正确");
        return false;
    }
    if (date < EARLIEST) {
        if (import_add(cell->run, &IMP033, cell->place,
                       DIAG_ARGS(cell->field->name, cell->text, iso(arena, EARLIEST))))
            cell_hint(cell, "请核对年份");
        return false;
    }
    *ret_value = value_date(date);
    return true;
}

bool cell_read_period(const struct cell *cell, struct value *ret_value)
{
    int year, month;
    int32_t date;
    const char *text = arabic(cell->run->scratch, cell->text);
    bool good = parse_period(text, &year, &month);
    /* Excel turns 2026-10 into the first of that month. */
    if (!good && value_date_parse(without_time(cell->run->scratch, cell->text), &date)) {
        struct value_civil civil = value_date_to_civil(date);
        good = civil.day == 1;
        year = civil.year;
        month = civil.month;
    }
    good = good && year >= 1000; /* 26-10 */
    bool in_range = good && year >= atoi(FIRST_YEAR) && year <= atoi(LAST_YEAR);
    if (!in_range) {
        if (import_add(cell->run, good ? &IMP049 : &IMP040, cell->place,
                       DIAG_ARGS(cell->field->name, cell->text, FIRST_YEAR, LAST_YEAR)))
            cell_hint(cell, "请写成 2026-10 或 2026年10月，全年的写成 2026");
        return false;
    }
    *ret_value =
        value_text(month == 0 ? arena_printf(cell->run->scratch, "%04d", year)
                              : arena_printf(cell->run->scratch, "%04d-%02d", year, month));
    return true;
}
