#include "tag.h"

#include <string.h>

#include "define_diags.h"
#include "expr.h"
#include "include.h"
#include "inlines.h"
#include "pairs.h"
#include "repeat.h"
#include "scope.h"

enum { NAME_LONGEST = 120 };

bool tag_is_control(const struct tag *tag)
{
    return tag->kind != TAG_VALUE && tag->kind != TAG_BROKEN;
}

/* ---- finding ---- */

/* True if the two code points at `at` are both `brace`, in either width; their bytes. */
static bool is_pair(const struct excerpt *excerpt, size_t at, uint32_t brace, size_t *ret_bytes)
{
    uint32_t first, second;
    size_t bytes = source_peek(excerpt->text, excerpt->length, at, &first);
    if (first != brace || at + bytes >= excerpt->length)
        return false;
    bytes += source_peek(excerpt->text, excerpt->length, at + bytes, &second);
    *ret_bytes = bytes;
    return second == brace;
}

/* Only these bytes can begin a brace of either width or end a line. */
static bool may_matter(char c)
{
    return c == '{' || c == '}' || c == '\n' || (unsigned char)c == 0xEF;
}

/* # and the word of an attachment or a list, in any spelling, right behind a {{. */
static bool opens_words(const struct excerpt *excerpt, size_t at)
{
    uint32_t c = ' ';
    while (at < excerpt->length && (c == ' ' || c == '\t'))
        at += source_peek(excerpt->text, excerpt->length, at, &c);
    if (c != '#')
        return false;
    while (at < excerpt->length && (excerpt->text[at] == ' ' || excerpt->text[at] == '\t'))
        at++;
    const char *rest = excerpt->text + at;
    size_t length = excerpt->length - at;
    for (size_t i = 0; i < words_open.count; i++) {
        const struct word *word = &words_open.words[i];
        size_t english = strlen(word->english), chinese = strlen(word->chinese);
        if ((word->id == CONTROL_ATTACHMENT || word->id == CONTROL_LIST) &&
            ((length > english && memcmp(rest, word->english, english) == 0) ||
             (length > chinese && memcmp(rest, word->chinese, chinese) == 0)))
            return true;
    }
    return false;
}

/*
 * Where the }} of a {{ ends, on the same line and before any other {{ (but those within the words
 * of an attachment or a list); false if there is none.
 */
static bool find_close(const struct excerpt *excerpt, size_t at, size_t *ret_to)
{
    bool titled = opens_words(excerpt, at), inside = false;
    for (; at < excerpt->length && excerpt->text[at] != '\n'; at++) {
        size_t bytes = 1;
        if (!may_matter(excerpt->text[at]))
            continue;
        if (is_pair(excerpt, at, '{', &bytes)) {
            if (!titled || inside)
                return false;
            inside = true;
        } else if (is_pair(excerpt, at, '}', &bytes)) {
            *ret_to = at + bytes;
            if (!inside)
                return true;
            inside = false;
        } else {
            bytes = 1;
        }
        at += bytes - 1;
    }
    return false;
}

/* A name between single braces, as other programs write their fields: {户数}. */
static void look_at_brace(struct reader *reader, const struct excerpt *excerpt, size_t at)
{
    uint32_t c = 0;
    size_t from = at + source_peek(excerpt->text, excerpt->length, at, &c), to = from;
    if (c != '{' || !reader->scope)
        return;
    size_t bytes = 0;
    for (c = 0; to < excerpt->length && to - from < NAME_LONGEST; to += bytes) {
        bytes = source_peek(excerpt->text, excerpt->length, to, &c);
        if (!source_is_name(c))
            break;
    }
    const char *name = arena_strndup(reader->arena, excerpt->text + from, to - from);
    if (c != '}' || !scope_knows(reader->scope, name))
        return;
    struct place place = excerpt_place(excerpt, at, to + bytes);
    diag_add(reader->diags, &DEF048, &place, DIAG_ARGS(arena_printf(reader->arena, "{%s}", name)));
    diag_hint(reader->diags, "要印出它的值，写作 {{%s}}", name);
}

bool tag_next(struct reader *reader, const struct excerpt *excerpt, size_t *at,
              struct tag_span *ret_span)
{
    for (size_t here = *at; here < excerpt->length;) {
        size_t bytes = 0;
        if (!may_matter(excerpt->text[here])) {
            here++;
            continue;
        }
        if (is_pair(excerpt, here, '{', &bytes)) {
            if (find_close(excerpt, here + bytes, at)) {
                *ret_span = (struct tag_span){here, *at};
                return true;
            }
            struct place place = excerpt_place(excerpt, here, here + bytes);
            diag_add(reader->diags, &DEF030, &place, NULL);
            here += bytes;
        } else if (is_pair(excerpt, here, '}', &bytes)) {
            struct place place = excerpt_place(excerpt, here, here + bytes);
            diag_add(reader->diags, &DEF038, &place, NULL);
            diag_hint(reader->diags, "前面的 {{ 在本行吗？占位符不能换行");
            here += bytes;
        } else {
            look_at_brace(reader, excerpt, here);
            here++;
        }
    }
    *at = excerpt->length;
    return false;
}

/* ---- formats ---- */

/* A format's words with ASCII signs: 小数：1 is 小数 1. */
static char *format_spec(struct arena *arena, const struct excerpt *excerpt)
{
    char *spec = text_halfwidth(arena, excerpt_copy(arena, excerpt));
    for (char *c = spec; *c; c++)
        *c = *c == ':' ? ' ' : *c;
    return spec;
}

static void add_unknown_format(struct reader *reader, const struct excerpt *spec, bool comparisons)
{
    size_t count = 0;
    const char *const *words = value_format_words(&count);
    const struct word_list *more[] = {&words_comparison, &words_manner};
    const char **all = arena_array(reader->arena, count + 5, sizeof *all);
    for (size_t i = 0; i < count; i++)
        all[i] = words[i];
    for (size_t i = 0; comparisons && i < BASE_COUNT(more); i++)
        for (size_t k = 0; k < more[i]->count; k++)
            all[count++] = more[i]->words[k].chinese;
    const char *text = excerpt_copy(reader->arena, spec);
    struct place place = excerpt_place(spec, 0, spec->length);
    diag_add(reader->diags, &DEF041, &place, DIAG_ARGS(text));
    if (strncmp(text, "以上", strlen("以上")) == 0)
        diag_hint(reader->diags, "“以上”印在量词后面，量词写在格式里：以上 人");
    else
        hint_nearest(reader->diags, text, all, count);
}

bool tag_read_format(struct reader *reader, const struct excerpt *spec, struct value_format *ret)
{
    struct excerpt trimmed = excerpt_trim(spec);
    if (value_format_parse(reader->arena, format_spec(reader->arena, &trimmed), ret)) {
        struct place place = excerpt_place(&trimmed, 0, trimmed.length);
        if (value_style_is_rough(ret->style))
            diag_add(reader->diags, &DEF042, &place,
                     DIAG_ARGS(excerpt_copy(reader->arena, &trimmed), "指标、表格和图表"));
        return !value_style_is_rough(ret->style);
    }
    add_unknown_format(reader, &trimmed, false);
    return false;
}

/* One |part of a placeholder. */
static void read_format(struct reader *reader, const struct excerpt *part, struct tag *tag)
{
    struct define_format *format = &tag->format;
    struct excerpt spec = excerpt_trim(part);
    const char *text = format_spec(reader->arena, &spec);
    struct place place = excerpt_place(&spec, 0, spec.length);
    const struct word *word = word_find(words_comparison.words, words_comparison.count, text);
    const struct word *manner = word_find(words_manner.words, words_manner.count, text);
    struct value_format value;
    if (manner) {
        tag->manner_place = place;
        tag_read_manner(reader, manner, text, tag);
    } else if (word) {
        if (format->comparison != DEFINE_SHOW)
            diag_add(reader->diags, &DEF047, &place, DIAG_ARGS("环比或同比", text));
        format->comparison = (enum define_comparison)word->id;
    } else if (value_format_parse(reader->arena, text, &value)) {
        if (format->given)
            diag_add(reader->diags, &DEF047, &place, DIAG_ARGS("格式", text));
        format->given = true;
        format->value = value;
        tag->format_text = text;
        tag->format_place = place;
    } else {
        add_unknown_format(reader, &spec, true);
    }
}

static bool fits_type(const struct value_format *format, enum define_type type)
{
    switch (type) {
    case DEFINE_TEXT:
    case DEFINE_COMMUNITY:
    case DEFINE_STREET:
    case DEFINE_DISTRICT:
        return value_format_fits(format, VALUE_TEXT);
    case DEFINE_INTEGER:
        return value_format_fits(format, VALUE_INTEGER);
    case DEFINE_DATE:
    case DEFINE_MONTH:
    case DEFINE_QUARTER:
    case DEFINE_HALF:
    case DEFINE_YEAR:
        return value_format_fits(format, VALUE_DATE);
    }
    return true;
}

/* What is declared about an indicator may say that it is a number; else nothing is known. */
static bool is_number(const struct define_indicator *indicator)
{
    return indicator->unit || indicator->decimals >= 0 || indicator->expr || indicator->base > 0;
}

static void check_format(struct reader *reader, const struct tag *tag, struct scope_found found)
{
    if (tag->format.value.style == VALUE_STYLE_AT_LEAST && !tag->format.value.unit &&
        !tag->format.measured) {
        diag_add(reader->diags, &DEF041, &tag->format_place, DIAG_ARGS(tag->format_text));
        diag_hint(reader->diags, "“以上”印在量词后面，量词写在格式里：以上 人，或者再写 |带单位");
        return;
    }
    static const char *const types[] = {"文字", "整数", "日期", "月",   "季度",
                                        "半年", "年",   "社区", "街道", "区县"};
    const struct value_format *format = &tag->format.value;
    bool fits = true;
    const char *what = "数值指标";
    if (found.param) {
        fits = fits_type(format, found.param->type);
        what = arena_printf(reader->arena, "“%s”类型的参数", types[found.param->type]);
    } else if (found.indicator && is_number(found.indicator)) {
        fits = value_format_fits(format, VALUE_REAL) || value_format_fits(format, VALUE_INTEGER);
    }
    if (!fits)
        diag_add(reader->diags, &DEF042, &tag->format_place, DIAG_ARGS(tag->format_text, what));
}

/* ---- reading ---- */

/* The end of the run of name characters at the start. */
static size_t word_length(const struct excerpt *excerpt)
{
    size_t at = 0;
    while (at < excerpt->length) {
        uint32_t codepoint;
        size_t bytes = source_peek(excerpt->text, excerpt->length, at, &codepoint);
        if (!source_is_name(codepoint))
            break;
        at += bytes;
    }
    return at;
}

/* Takes 上期. and the like off the front. */
static struct excerpt take_shift(struct reader *reader, const struct excerpt *excerpt,
                                 enum define_shift *ret_shift)
{
    size_t word = word_length(excerpt);
    uint32_t codepoint = 0;
    size_t bytes =
        word < excerpt->length ? source_peek(excerpt->text, excerpt->length, word, &codepoint) : 0;
    const char *text = arena_strndup(reader->arena, excerpt->text, word);
    if (codepoint != '.' || !expr_shift(text, ret_shift))
        return *excerpt;
    struct excerpt rest = excerpt_sub(excerpt, word + bytes, excerpt->length);
    return excerpt_trim(&rest);
}

size_t tag_find_bar(const struct excerpt *excerpt, size_t from, size_t *ret_bytes)
{
    int braces = 0;
    for (size_t at = from; at < excerpt->length;) {
        uint32_t codepoint;
        size_t bytes = source_peek(excerpt->text, excerpt->length, at, &codepoint);
        *ret_bytes = bytes;
        braces += codepoint == '{' ? 1 : codepoint == '}' ? -1 : 0;
        if (codepoint == '|' && braces == 0)
            return at;
        at += bytes;
    }
    *ret_bytes = 0;
    return excerpt->length;
}

static void read_value(struct reader *reader, const struct excerpt *inside, struct tag *tag)
{
    size_t bytes = 0, bar = tag_find_bar(inside, 0, &bytes);
    struct excerpt name = excerpt_sub(inside, 0, bar);
    name = excerpt_trim(&name);
    if (!name.length) {
        diag_add(reader->diags, &DEF031, &tag->place, NULL);
        return;
    }
    tag->name.place = excerpt_place(&name, 0, name.length);
    struct excerpt bare = take_shift(reader, &name, &tag->name.shift);
    tag->name.name = text_halfwidth(reader->arena, excerpt_copy(reader->arena, &bare));
    if (bare.text == name.text) /* 本期. says that it is no column of the row */
        tag->name.each = scope_each(reader->scope, tag->name.name);
    while (bar < inside->length) {
        size_t from = bar + bytes;
        bar = tag_find_bar(inside, from, &bytes);
        struct excerpt part = excerpt_sub(inside, from, bar);
        read_format(reader, &part, tag);
    }
    struct scope_found found = scope_use_name(reader->scope, &tag->name);
    if (!found.param && !found.indicator && !found.column)
        return;
    tag->kind = TAG_VALUE;
    if (tag->format.comparison != DEFINE_SHOW)
        scope_use_comparison(reader->scope, &tag->name, found.indicator, tag->format.comparison);
    if (tag->format.given)
        check_format(reader, tag, found);
    tag_check_manner(reader, tag, found);
}

/* What stands behind a control word; a wide colon may part them: 如果：… */
static struct excerpt behind_word(const struct excerpt *rest)
{
    struct excerpt inside = excerpt_trim(rest);
    uint32_t first = 0;
    size_t bytes = inside.length ? source_peek(inside.text, inside.length, 0, &first) : 0;
    if (first != ':' || bytes < 2)
        return inside;
    inside = excerpt_sub(&inside, bytes, inside.length);
    return excerpt_trim(&inside);
}

static void read_condition(struct reader *reader, const struct excerpt *rest, struct tag *tag)
{
    struct excerpt inside = behind_word(rest);
    tag->condition = expr_read(reader, &inside, "条件");
    scope_use_expr(reader->scope, tag->condition);
}

/* else followed by if, in any spelling, is one control word. */
static enum control join_else_if(const struct reader *reader, enum control control,
                                 struct excerpt *rest)
{
    if (control != CONTROL_ELSE)
        return control;
    struct excerpt trimmed = excerpt_trim(rest);
    size_t length = word_length(&trimmed);
    const char *word = arena_strndup(reader->arena, trimmed.text, length);
    const struct word *next = word_find(words_open.words, words_open.count, word);
    if (!next || next->id != CONTROL_IF)
        return control;
    *rest = excerpt_sub(&trimmed, length, trimmed.length);
    return CONTROL_ELSE_IF;
}

static void refuse_control(struct reader *reader, const struct word *word, const struct tag *tag)
{
    diag_add(reader->diags, &DEF032, &tag->place, DIAG_ARGS(tag->shown));
    if (word->id == CONTROL_FENCE)
        diag_hint(reader->diags, "%s写在一行 ```%s 与一行 ``` 之间", word->chinese, word->english);
    else
        diag_hint(reader->diags, "%s不用结束，删去这一行", word->chinese);
}

static void read_control(struct reader *reader, const struct word *word, struct excerpt rest,
                         struct tag *tag)
{
    enum control control = join_else_if(reader, (enum control)word->id, &rest);
    static const enum tag_kind kinds[] = {[CONTROL_IF] = TAG_IF,
                                          [CONTROL_ELSE] = TAG_ELSE,
                                          [CONTROL_ELSE_IF] = TAG_ELSE_IF,
                                          [CONTROL_END_IF] = TAG_END_IF,
                                          [CONTROL_EACH] = TAG_EACH,
                                          [CONTROL_END_EACH] = TAG_END_EACH,
                                          [CONTROL_LIST] = TAG_LIST,
                                          [CONTROL_END_LIST] = TAG_END_LIST,
                                          [CONTROL_PAGE] = TAG_PAGE,
                                          [CONTROL_LANDSCAPE] = TAG_LANDSCAPE,
                                          [CONTROL_END_LANDSCAPE] = TAG_END_LANDSCAPE,
                                          [CONTROL_ATTACHMENT] = TAG_ATTACHMENT,
                                          [CONTROL_NO_END] = TAG_BROKEN,
                                          [CONTROL_INCLUDE] = TAG_INCLUDE,
                                          [CONTROL_FENCE] = TAG_BROKEN};
    tag->kind = kinds[control];
    struct excerpt left = excerpt_trim(&rest);
    struct excerpt words = behind_word(&rest);
    if (tag->kind == TAG_BROKEN) {
        refuse_control(reader, word, tag);
    } else if (control == CONTROL_EACH) {
        tag->each = repeat_each(reader, &words, tag);
    } else if (control == CONTROL_INCLUDE) {
        tag->name.name = include_read(reader, &words, tag);
    } else if (control == CONTROL_LIST) {
        tag->list = repeat_list(reader, &words);
    } else if (control == CONTROL_IF || control == CONTROL_ELSE_IF) {
        read_condition(reader, &rest, tag);
    } else if (control == CONTROL_ATTACHMENT) {
        tag->title = inlines_excerpt(reader, &words);
    } else if (left.length) {
        struct place place = excerpt_place(&left, 0, left.length);
        diag_add(reader->diags, &DEF032, &place, DIAG_ARGS(excerpt_copy(reader->arena, &left)));
        if (control == CONTROL_ELSE)
            diag_hint(reader->diags, "另加条件写作 {{else if 条件}}");
    }
    pair_follow(reader->scope, tag);
}

/* Reports it and returns the word that was probably meant, so that one mistake stays one. */
static const struct word *add_unknown_control(struct reader *reader, const struct excerpt *inside,
                                              const struct word_list *words, const char *sign)
{
    const char **candidates = arena_array(reader->arena, 2 * words->count, sizeof *candidates);
    for (size_t i = 0; i < words->count; i++) {
        candidates[2 * i] = words->words[i].english;
        candidates[2 * i + 1] = words->words[i].chinese;
    }
    size_t length = word_length(inside);
    const char *word = arena_strndup(reader->arena, inside->text, length);
    struct place place = excerpt_place(inside, 0, length ? length : inside->length);
    diag_add(reader->diags, &DEF032, &place,
             DIAG_ARGS(arena_printf(reader->arena, "%s%s", sign, word)));
    hint_nearest(reader->diags, word, candidates, 2 * words->count);
    const char *near = name_nearest(word, candidates, 2 * words->count);
    const struct word *meant = near ? word_find(words->words, words->count, near) : NULL;
    if (!length && words == &words_close)
        meant = &words->words[0]; /* {{/}} */
    return meant && meant->id < CONTROL_NO_END ? meant : NULL;
}

/* The control word at the start; a Chinese one may be followed by its condition without a space. */
static const struct word *find_control(struct reader *reader, const struct excerpt *inside,
                                       const struct word_list *words, size_t *ret_length)
{
    size_t length = word_length(inside);
    const char *text = arena_strndup(reader->arena, inside->text, length);
    const struct word *word = word_find(words->words, words->count, text);
    *ret_length = length;
    bool glued = !word && (words == &words_open);
    for (size_t i = words->count; glued && i-- > 0;) {
        const char *chinese = words->words[i].chinese;
        bool steers = words->words[i].id < CONTROL_NO_END;
        if (!steers || strncmp(text, chinese, strlen(chinese)) != 0)
            continue;
        word = &words->words[i];
        *ret_length = strlen(chinese);
        break;
    }
    return word;
}

/*
 * What looks like a value and is an opening control word without its #, or a misspelt else: the word
 * that was meant. NULL if it is neither.
 */
static const struct word *find_unmarked(struct reader *reader, const struct excerpt *inside,
                                        size_t *ret_length)
{
    static const char *const bare[] = {"else", "elseif", "否则", "否则如果"};
    size_t length = word_length(inside);
    const char *text = arena_strndup(reader->arena, inside->text, length);
    if (!length || scope_knows(reader->scope, text))
        return NULL;
    *ret_length = length;
    const struct word *word = word_find(words_open.words, words_open.count, text);
    if (word)
        return word->id < CONTROL_NO_END ? word : NULL;
    const char *near = length == inside->length ? name_nearest(text, bare, BASE_COUNT(bare)) : NULL;
    if (!near || scope_nearest(reader->scope, text))
        return NULL;
    return word_find(words_bare.words, words_bare.count, near);
}

static void add_unmarked(struct reader *reader, const struct excerpt *inside, size_t length,
                         const struct word *word)
{
    const char *text = arena_strndup(reader->arena, inside->text, length);
    struct place place = excerpt_place(inside, 0, length);
    diag_add(reader->diags, &DEF032, &place, DIAG_ARGS(text));
    if (word_is(word, text))
        diag_hint(reader->diags, "前面加上 #：{{#%s%s}}", text, word->id == CONTROL_IF ? " …" : "");
    else
        diag_hint(reader->diags, "是不是“%s”？",
                  (unsigned char)text[0] < 0x80 ? word->english : word->chinese);
}

/* The bytes between the braces, without spaces around them. */
static struct excerpt tag_inside(const struct excerpt *whole)
{
    size_t open = 0, close = whole->length, bytes = 0;
    is_pair(whole, 0, '{', &open);
    while (!is_pair(whole, --close, '}', &bytes))
        continue;
    struct excerpt inside = excerpt_sub(whole, open, close);
    return excerpt_trim(&inside);
}

bool tag_looks_control(struct reader *reader, const struct excerpt *excerpt, struct tag_span span)
{
    struct excerpt whole = excerpt_sub(excerpt, span.from, span.to);
    struct excerpt inside = tag_inside(&whole);
    uint32_t sign = 0;
    size_t length = 0;
    if (inside.length)
        source_peek(inside.text, inside.length, 0, &sign);
    return sign == '#' || sign == '/' || find_control(reader, &inside, &words_bare, &length) ||
           find_unmarked(reader, &inside, &length);
}

struct tag *tag_read(struct reader *reader, const struct excerpt *excerpt, struct tag_span span)
{
    struct tag *tag = arena_alloc(reader->arena, sizeof *tag);
    struct excerpt whole = excerpt_sub(excerpt, span.from, span.to);
    tag->kind = TAG_BROKEN;
    tag->place = excerpt_place(&whole, 0, whole.length);
    tag->shown = excerpt_copy(reader->arena, &whole);
    struct excerpt inside = tag_inside(&whole);
    uint32_t sign = 0;
    size_t sign_bytes = inside.length ? source_peek(inside.text, inside.length, 0, &sign) : 0;
    bool marked = sign == '#' || sign == '/';
    struct excerpt word_part = excerpt_sub(&inside, marked ? sign_bytes : 0, inside.length);
    word_part = excerpt_trim(&word_part);
    const struct word_list *words = sign == '#'   ? &words_open
                                    : sign == '/' ? &words_close
                                                  : &words_bare;
    size_t length = 0;
    const struct word *word = find_control(reader, &word_part, words, &length);
    if (!word && marked)
        word = add_unknown_control(reader, &word_part, words, sign == '#' ? "#" : "/");
    if (!word && !marked && (word = find_unmarked(reader, &inside, &length)) != NULL)
        add_unmarked(reader, &inside, length, word);
    if (word)
        read_control(reader, word, excerpt_sub(&word_part, length, word_part.length), tag);
    else if (!marked)
        read_value(reader, &inside, tag);
    return tag;
}
