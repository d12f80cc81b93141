#include "repeat.h"

#include <stdlib.h>
#include <string.h>

#include <huibao/define_repeat.h>

#include "define_diags.h"
#include "inlines.h"
#include "scope.h"

enum { FIRST_MOST = 10000 };

/* Takes the next |option from *at on, without spaces around it; false at the end. */
static bool next_option(const struct excerpt *inside, size_t *at, struct excerpt *ret_option)
{
    size_t bytes = 0;
    uint32_t bar = 0;
    if (*at >= inside->length)
        return false;
    size_t from = *at + source_peek(inside->text, inside->length, *at, &bar);
    *at = tag_find_bar(inside, from, &bytes);
    struct excerpt option = excerpt_sub(inside, from, *at);
    *ret_option = excerpt_trim(&option);
    return true;
}

static void refuse(struct reader *reader, const struct excerpt *option, const char *whose,
                   const char *hint)
{
    struct place place = excerpt_place(option, 0, option->length);
    diag_add(reader->diags, &DEF121, &place, DIAG_ARGS(whose, excerpt_copy(reader->arena, option)));
    diag_hint(reader->diags, "%s", hint);
}

/* What follows one of the words at the start, or NULL if none stands there. */
static const char *behind_word(const struct word_list *words, const char *text)
{
    for (size_t i = 0; i < words->count; i++) {
        const struct word *word = &words->words[i];
        const char *spellings[] = {word->english, word->chinese,
                                   word->others ? word->others[0] : NULL};
        for (size_t s = 0; s < BASE_COUNT(spellings); s++) {
            size_t length = spellings[s] ? strlen(spellings[s]) : 0;
            if (length && strncmp(text, spellings[s], length) == 0)
                return text + length + strspn(text + length, " ");
        }
    }
    return NULL;
}

/* ---- rows ---- */

/* 3, 三, 3名, 三项: 0 if it is none of them. */
static int read_count(const char *text)
{
    static const char *const digits[] = {"一", "二", "三", "四", "五",
                                         "六", "七", "八", "九", "十"};
    static const char *const measures[] = {"", "个", "名", "位", "行", "项", "类"};
    size_t ascii = strspn(text, "0123456789");
    long count = ascii && ascii <= 5 ? strtol(text, NULL, 10) : 0;
    const char *rest = text + ascii;
    for (size_t i = 0; !ascii && i < BASE_COUNT(digits); i++) {
        if (strncmp(text, digits[i], 3) != 0)
            continue;
        count = (long)i + 1;
        rest = text + 3;
    }
    bool good = false;
    for (size_t i = 0; i < BASE_COUNT(measures); i++)
        good = good || strcmp(rest, measures[i]) == 0;
    return good && count <= FIRST_MOST ? (int)count : 0;
}

/* The text between two quotes of any kind, or NULL. */
static const char *unquoted(struct arena *arena, const struct excerpt *option)
{
    static const char *const quotes[][2] = {
        {"'", "'"}, {"\"", "\""}, {"‘", "’"}, {"“", "”"}, {"「", "」"}};
    for (size_t i = 0; i < BASE_COUNT(quotes); i++) {
        size_t open = strlen(quotes[i][0]), close = strlen(quotes[i][1]);
        if (option->length >= open + close && memcmp(option->text, quotes[i][0], open) == 0 &&
            memcmp(option->text + option->length - close, quotes[i][1], close) == 0)
            return arena_strndup(arena, option->text + open, option->length - open - close);
    }
    return NULL;
}

/* Punctuation, or a word that joins the last two of several. */
static bool parts_rows(const char *text)
{
    static const char *const words[] = {"和", "与", "及", "或", "以及", "并", "、和", "，以及"};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = 0;
        at += source_peek(text, length, at, &codepoint);
        if (source_is_name(codepoint))
            return false;
    }
    return length > 0;
}

static void read_same(struct reader *reader, const struct excerpt *option, const char *name,
                      struct define_each *each)
{
    const struct scope_data *data = scope_columns(reader->scope, each->data);
    each->same = name;
    each->same_place = excerpt_place(option, 0, option->length);
    each->same_around = scope_each(reader->scope, name);
    if (!each->outer) {
        diag_add(reader->diags, &DEF122, &each->same_place, DIAG_ARGS(name));
    } else if (each->data->broken || each->outer->data->broken) {
        return; /* their columns are not known */
    } else if (data && !names_get(data->known, name)) {
        diag_add(reader->diags, &DEF040, &each->same_place,
                 DIAG_ARGS(name, arena_printf(reader->arena, "列（“%s”的）", each->data->name)));
        hint_nearest(reader->diags, name, each->columns, each->column_count);
    } else if (!each->same_around) {
        diag_add(
            reader->diags, &DEF040, &each->same_place,
            DIAG_ARGS(name, arena_printf(reader->arena, "列（“%s”的）", each->outer->data->name)));
        hint_nearest(reader->diags, name, each->outer->columns, each->outer->column_count);
    }
}

static void read_option(struct reader *reader, const struct excerpt *option,
                        struct define_each *each)
{
    const char *raw = excerpt_copy(reader->arena, option);
    const char *text = text_halfwidth(reader->arena, raw);
    const char *quoted = unquoted(reader->arena, option);
    const char *count = behind_word(&words_first, text), *same = behind_word(&words_same, text);
    if (count && read_count(count) > 0 && !each->first)
        each->first = read_count(count);
    else if (same && *same && !each->same)
        read_same(reader, option, same, each);
    else if ((quoted || parts_rows(raw)) && !each->separator)
        each->separator = quoted ? quoted : raw;
    else if ((quoted || parts_rows(raw)) && !each->last_separator)
        each->last_separator = quoted ? quoted : raw;
    else
        refuse(reader, option, "逐个",
               "| 后面写：前3（只取前三行），、（两行之间的标点），同 列名（与外层同值的行）；"
               "别的文字作分隔要放在英文单引号里");
}

static void take_columns(struct reader *reader, struct define_each *each)
{
    const struct scope_data *data = scope_columns(reader->scope, each->data);
    each->columns = data ? data->columns : NULL;
    each->column_count = data ? data->column_count : 0;
    if (!data || data->whole || each->data->broken)
        return;
    diag_add(reader->diags, &DEF120, &each->data_place, DIAG_ARGS(each->data->name));
    diag_hint(reader->diags, "SELECT 后面写出要用的各列");
}

struct define_each *repeat_each(struct reader *reader, const struct excerpt *inside,
                                const struct tag *tag)
{
    size_t bytes = 0, at = tag_find_bar(inside, 0, &bytes);
    struct excerpt name = excerpt_sub(inside, 0, at);
    name = excerpt_trim(&name);
    struct place place = name.length ? excerpt_place(&name, 0, name.length) : tag->place;
    if (!name.length) {
        diag_add(reader->diags, &DEF123, &place, DIAG_ARGS(tag->shown));
        diag_hint(reader->diags, "写作 {{#逐个 数据名}}");
        return NULL;
    }
    const char *text = text_halfwidth(reader->arena, excerpt_copy(reader->arena, &name));
    const struct define_dataset *data = scope_use_data(reader->scope, text, &place);
    if (!data || !data->sql)
        return NULL;
    struct define_each *each = arena_alloc(reader->arena, sizeof *each);
    each->data = data;
    each->data_place = place;
    each->outer = scope_around(reader->scope);
    take_columns(reader, each);
    struct excerpt option;
    while (next_option(inside, &at, &option))
        read_option(reader, &option, each);
    return each;
}

void repeat_check_block(struct reader *reader, const struct tag *tag)
{
    if (!tag->each || !tag->each->separator)
        return;
    diag_add(reader->diags, &DEF125, &tag->place, DIAG_ARGS(tag->each->separator));
    diag_hint(reader->diags,
              "要印在一句话里，把 {{#逐个 …}} 到 {{/逐个}} 写在一段里，不单独占一行");
}

/* ---- enumerations ---- */

struct define_list *repeat_list(struct reader *reader, const struct excerpt *inside)
{
    struct define_list *list = arena_alloc(reader->arena, sizeof *list);
    size_t bytes = 0, at = tag_find_bar(inside, 0, &bytes);
    struct excerpt lead = excerpt_sub(inside, 0, at), option;
    list->lead = inlines_excerpt(reader, &lead);
    while (next_option(inside, &at, &option)) {
        const char *text = excerpt_copy(reader->arena, &option);
        const struct word *word = word_find(words_list.words, words_list.count, text);
        if (!word)
            refuse(reader, &option, "列举",
                   "| 后面写：一是、第一、（1）（序号的写法），分段（一条一段）");
        else if (word->id == LIST_APART)
            list->apart = true;
        else
            list->mark = (enum define_list_mark)word->id;
    }
    return list;
}

static size_t prefix_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strncmp(text, *words, strlen(*words)) == 0)
            return strlen(*words);
    return 0;
}

/* Bytes of a number written before an item: 一是, 第一，, （1）; 0 if none. */
static size_t written_number(const char *text)
{
    static const char *const opens[] = {"第", "（", "(", NULL};
    static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七",
                                         "八", "九", "十", "0",  "1",  "2",  "3",
                                         "4",  "5",  "6",  "7",  "8",  "9",  NULL};
    static const char *const bare[] = {"是", NULL}, *const ordinal[] = {"，", "、", NULL},
                             *const bracket[] = {"）", ")", NULL};
    size_t open = prefix_of(text, opens), at = open;
    for (size_t bytes = 1; bytes; at += bytes)
        bytes = prefix_of(text + at, digits);
    const char *const *closes = !open ? bare : strncmp(text, "第", open) == 0 ? ordinal : bracket;
    size_t close = at > open ? prefix_of(text + at, closes) : 0;
    return close ? at + close : 0;
}

static void check_item(struct reader *reader, const struct define_inline *first)
{
    bool words = first && first->kind == DEFINE_INLINE_TEXT;
    size_t length = words ? written_number(first->text) : 0;
    if (!length)
        return;
    struct place place = first->place;
    place.length = (long)text_count(first->text, length);
    diag_add(reader->diags, &DEF128, &place,
             DIAG_ARGS(arena_strndup(reader->arena, first->text, length)));
    diag_hint(reader->diags, "删去手写的序号");
}

void repeat_check_items(struct reader *reader, const struct define_block *blocks)
{
    static const char *const kinds[] = {
        [DEFINE_HEADING] = "标题",    [DEFINE_TABLE] = "表格",     [DEFINE_CHART] = "图表",
        [DEFINE_PAGE_BREAK] = "分页", [DEFINE_LANDSCAPE] = "横排", [DEFINE_ATTACHMENT] = "附件",
        [DEFINE_LIST] = "列举",       [DEFINE_PARAGRAPH] = NULL,   [DEFINE_IF] = NULL,
        [DEFINE_EACH] = NULL};
    for (; blocks; blocks = blocks->next) {
        if (kinds[blocks->kind])
            diag_add(reader->diags, &DEF126, &blocks->place, DIAG_ARGS(kinds[blocks->kind]));
        if (blocks->kind == DEFINE_PARAGRAPH)
            check_item(reader, blocks->inlines);
        bool parts = blocks->kind == DEFINE_IF || blocks->kind == DEFINE_EACH;
        const struct define_branch *branch = parts ? blocks->branches : NULL;
        for (; branch; branch = branch->next)
            repeat_check_items(reader, branch->blocks);
    }
}
