/* Cutting a line of a model's text into fields, and the fields into texts and values. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model_diags.h"
#include "read.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

struct model_field model_field_trim(const char *begin, const char *end)
{
    while (begin < end && is_blank(*begin))
        begin++;
    while (end > begin && is_blank(end[-1]))
        end--;
    return (struct model_field){.begin = begin, .length = (size_t)(end - begin)};
}

struct place model_line_place(const struct model_line *line, struct model_field field)
{
    size_t before = (size_t)(field.begin - line->begin);
    return (struct place){
        .file = line->file,
        .line = line->number,
        .column = (long)text_count(line->begin, before) + 1,
        .length = (long)text_count(field.begin, field.length),
        .text = line->begin,
    };
}

struct model_field model_field_word(struct model_field *field)
{
    const char *end = field->begin + field->length;
    const char *cursor = field->begin;
    while (cursor < end && !is_blank(*cursor))
        cursor++;
    struct model_field word = {.begin = field->begin, .length = (size_t)(cursor - field->begin)};
    *field = model_field_trim(cursor, end);
    return word;
}

bool model_field_split(struct model_field *field, char separator, struct model_field *ret_before)
{
    const char *end = field->begin + field->length;
    for (const char *cursor = field->begin; cursor < end; cursor++) {
        if (*cursor == '\\') {
            cursor++;
        } else if (*cursor == separator) {
            *ret_before = model_field_trim(field->begin, cursor);
            *field = model_field_trim(cursor + 1, end);
            return true;
        }
    }
    return false;
}

bool model_field_is(struct model_field field, const char *word)
{
    return strlen(word) == field.length && memcmp(field.begin, word, field.length) == 0;
}

void model_field_refuse(const struct model_line *line, struct model_field field, const char *what,
                        const char *expected)
{
    struct place place = model_line_place(line, field);
    char *text = arena_strndup(line->arena, field.begin, field.length);
    diag_add(line->diags, &MOD004, &place, DIAG_ARGS(what, text, expected));
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

/* What an escape at `cursor` (after the backslash) stands for; 0 if it is none. */
static char escaped(const char *cursor, const char *end, size_t *ret_length)
{
    *ret_length = 1;
    if (cursor >= end)
        return 0;
    switch (*cursor) {
    case '\\':
    case '|':
    case '=':
    case '@':
        return *cursor;
    case 's':
        return ' ';
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'x':
        break;
    default:
        return 0;
    }
    int high = end - cursor > 2 ? hex_digit(cursor[1]) : -1;
    int low = end - cursor > 2 ? hex_digit(cursor[2]) : -1;
    if (high < 0 || high > 7 || low < 0)
        return 0;
    *ret_length = 3;
    return (char)(high * 16 + low);
}

const char *model_field_text(const struct model_line *line, struct model_field field)
{
    char *text = arena_alloc(line->arena, field.length + 1);
    size_t length = 0;
    const char *end = field.begin + field.length;
    for (const char *cursor = field.begin; cursor < end; cursor++) {
        if (*cursor != '\\') {
            text[length++] = *cursor;
            continue;
        }
        size_t used = 0;
        char c = escaped(cursor + 1, end, &used);
        if (!c) {
            struct model_field at = {.begin = cursor, .length = cursor + 1 < end ? 2 : 1};
            struct place place = model_line_place(line, at);
            const char *next = cursor + 1;
            uint32_t codepoint = 0;
            char shown[5] = "";
            if (next < end && text_next(&next, end, &codepoint))
                text_encode(codepoint, shown);
            diag_add(line->diags, &MOD007, &place, DIAG_ARGS(shown));
            diag_hint(line->diags, "可用的转义：\\\\ \\| \\= \\@ \\s \\n \\t \\x01…\\x7f");
            return NULL;
        }
        text[length++] = c;
        cursor += used;
    }
    text[length] = '\0';
    return text;
}

/* Numbers and dates are short: what does not fit is none. False when it does not. */
#define SHORT_TEXT 64
static bool copy_short(struct model_field field, char out[SHORT_TEXT])
{
    if (field.length >= SHORT_TEXT)
        return false;
    memcpy(out, field.begin, field.length);
    out[field.length] = '\0';
    return true;
}

bool model_field_int(const struct model_line *line, struct model_field field, const char *what,
                     long long least, long long most, long long *ret_number)
{
    char text[SHORT_TEXT] = "", *end = text;
    bool fits = copy_short(field, text);
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (!fits || end == text || *end || errno || number < least || number > most) {
        model_field_refuse(line, field, what,
                           arena_printf(line->arena, "%lld 到 %lld 的整数", least, most));
        return false;
    }
    *ret_number = number;
    return true;
}

static bool parse_number(const char *text, struct value *ret_value)
{
    if (strcmp(text, "nan") == 0 || strcmp(text, "inf") == 0 || strcmp(text, "-inf") == 0) {
        *ret_value = value_real(strtod(text, NULL));
        return true;
    }
    if (!text[0] || text[strspn(text, "0123456789+-.e")])
        return false;
    char *end = NULL;
    errno = 0;
    if (strpbrk(text, ".e")) {
        double real = strtod(text, &end);
        if (*end || !isfinite(real))
            return false;
        *ret_value = value_real(real);
        return true;
    }
    long long integer = strtoll(text, &end, 10);
    if (*end || errno)
        return false;
    *ret_value = value_integer(integer);
    return true;
}

static bool parse_day(const char *text, struct value *ret_value)
{
    int32_t date = 0;
    if (value_date_parse_iso(text, &date)) {
        *ret_value = value_date(date);
        return true;
    }
    char *end = NULL;
    if (strncmp(text, "day ", 4) != 0)
        return false;
    errno = 0;
    long long day = strtoll(text + 4, &end, 10);
    if (end == text + 4 || *end || errno || day < INT32_MIN || day > INT32_MAX)
        return false;
    *ret_value = value_date((int32_t)day);
    return true;
}

bool model_field_value(const struct model_line *line, struct model_field field,
                       struct value *ret_value)
{
    struct model_field rest = field;
    struct model_field word = model_field_word(&rest);
    if (model_field_is(word, "text")) {
        const char *text = model_field_text(line, rest);
        if (text)
            *ret_value = value_text(text);
        return text != NULL;
    }
    if (model_field_is(field, "null")) {
        *ret_value = value_null();
        return true;
    }
    char text[SHORT_TEXT];
    if (copy_short(field, text) && (parse_day(text, ret_value) || parse_number(text, ret_value)))
        return true;
    model_field_refuse(line, field, "值", "null、整数、小数、2026-10-01、“day 天数”或“text 文字”");
    return false;
}
