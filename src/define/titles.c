#include "titles.h"

#include <string.h>

#include "define_diags.h"

static const char *const han_digits[] = {"一", "二", "三", "四", "五", "六",
                                         "七", "八", "九", "十", "百"};

/* Bytes of Han numerals or digits at the start; *ret_han tells which. */
static size_t numeral_length(const char *text, bool *ret_han)
{
    size_t at = strspn(text, "0123456789");
    *ret_han = at == 0;
    bool going = *ret_han;
    while (going) {
        going = false;
        for (size_t i = 0; i < BASE_COUNT(han_digits) && !going; i++)
            going = strncmp(text + at, han_digits[i], 3) == 0;
        at += going ? 3 : 0;
    }
    return at;
}

static size_t prefix_any(const char *text, const char *const *marks)
{
    for (; *marks; marks++)
        if (strncmp(text, *marks, strlen(*marks)) == 0)
            return strlen(*marks);
    return 0;
}

/* Bytes of a number written before a heading's words: 一、 （一） 1. (1) 第一章; 0 if none. */
static size_t written_number(const char *text)
{
    static const char *const opens[] = {"（", "(", "第", NULL};
    static const char *const closes[] = {"）", ")", NULL}, *const units[] = {"章", "节", "部分",
                                                                             NULL};
    static const char *const han_marks[] = {"、", "．", "，", NULL};
    static const char *const digit_marks[] = {"、", "．", ".", "）", ")", NULL};
    bool han = false;
    size_t open = prefix_any(text, opens);
    size_t digits = numeral_length(text + open, &han);
    if (!digits)
        return 0;
    const char *const *after = !open                            ? (han ? han_marks : digit_marks)
                               : strncmp(text, "第", open) == 0 ? units
                                                                : closes;
    size_t close = prefix_any(text + open + digits, after);
    bool decimal =
        !open && !han && close == 1 && text[digits + 1] >= '0' && text[digits + 1] <= '9';
    return close && !decimal ? open + digits + close : 0;
}

static void add_number(struct reader *reader, const struct define_inline *first, size_t length)
{
    struct place place = first->place;
    place.length = (long)text_count(first->text, length);
    diag_add(reader->diags, &DEF053, &place,
             DIAG_ARGS(arena_strndup(reader->arena, first->text, length)));
    diag_hint(reader->diags, "删去手写的序号");
}

void titles_check_number(struct reader *reader, const struct define_inline *title)
{
    bool text = title && title->kind == DEFINE_INLINE_TEXT;
    size_t length = text ? written_number(title->text) : 0;
    if (length)
        add_number(reader, title, length);
}

/* Bytes of 附件1： at the start; 0 for 附件 that is a word of the title. */
static size_t written_label(const char *text)
{
    static const char *const words[] = {"附件", NULL}, *const ends[] = {"：", ":",  "．",
                                                                        ".",  "、", NULL};
    bool han = false;
    size_t at = prefix_any(text, words);
    size_t digits = at ? numeral_length(text + at, &han) : 0;
    size_t end = at ? prefix_any(text + at + digits, ends) : 0;
    return digits || end ? at + digits + end : 0;
}

static void check_end(struct reader *reader, const struct define_inline *last)
{
    static const char *const marks[] = {"。", "；", "，", "、", "：", ".", ";", ",", ":", NULL};
    size_t length = strlen(last->text), mark = 0;
    for (size_t i = 0; marks[i] && !mark; i++) {
        size_t bytes = strlen(marks[i]);
        bool ends = length >= bytes && strcmp(last->text + length - bytes, marks[i]) == 0;
        mark = ends ? bytes : 0;
    }
    if (mark)
        diag_add(reader->diags, &DEF026, &last->place, DIAG_ARGS(last->text + length - mark));
}

void titles_check_attachment(struct reader *reader, const struct define_inline *title)
{
    const struct define_inline *last = title;
    if (!title)
        return;
    size_t label = title->kind == DEFINE_INLINE_TEXT ? written_label(title->text) : 0;
    if (label)
        add_number(reader, title, label);
    else
        titles_check_number(reader, title);
    while (last->next)
        last = last->next;
    if (last->kind == DEFINE_INLINE_TEXT)
        check_end(reader, last);
}
