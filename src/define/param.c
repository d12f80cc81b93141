#include "param.h"

#include <string.h>

#include <huibao/period.h>

#include "define_diags.h"
#include "scope.h"

static bool parses_as(enum define_type type, const char *text)
{
    struct period period;
    int32_t date = 0;
    switch (type) {
    case DEFINE_TEXT:
    case DEFINE_COMMUNITY:
    case DEFINE_STREET:
    case DEFINE_DISTRICT:
        return true;
    case DEFINE_INTEGER:
        text += *text == '-' || *text == '+';
        return *text && strspn(text, "0123456789") == strlen(text) && strlen(text) <= 18;
    case DEFINE_DATE:
        return value_date_parse(text, &date);
    case DEFINE_MONTH:
        return period_parse(text, PERIOD_MONTH, &period);
    case DEFINE_QUARTER:
        return period_parse(text, PERIOD_QUARTER, &period);
    case DEFINE_HALF:
        return period_parse(text, PERIOD_HALF, &period);
    case DEFINE_YEAR:
        return period_parse(text, PERIOD_YEAR, &period);
    }
    return false;
}

/* The default in its English spelling if it is a word, else as it is written. */
static const char *read_fallback(struct reader *reader, const struct yaml *node,
                                 const struct define_param *param)
{
    static const char *const wanted[] = {"文字",
                                         "整数",
                                         "日期（today 或 2026-01-05 这样写）",
                                         "月份（last、this 或 2026-10 这样写）",
                                         "季度（last、this 或 2026Q3 这样写）",
                                         "半年（last、this 或 2026H1 这样写）",
                                         "年份（last、this 或 2026 这样写）",
                                         "社区",
                                         "街道",
                                         "区县"};
    const char *text = schema_plain(reader, node);
    if (!text)
        return NULL;
    const struct word_list *words = scope_is_period(param->type) ? &words_fallback_period
                                    : param->type == DEFINE_DATE ? &words_fallback_date
                                                                 : NULL;
    const struct word *word = words ? word_find(words->words, words->count, text) : NULL;
    if (word)
        return word->english;
    if (parses_as(param->type, text))
        return text;
    diag_add(reader->diags, &DEF020, &node->place,
             DIAG_ARGS(param->name, text, wanted[param->type]));
    return NULL;
}

/* ---- choices ---- */

static size_t list_length(const struct yaml *list)
{
    size_t length = 0;
    for (const struct yaml *item = list->first; item; item = item->next)
        length++;
    return length;
}

/* One of the choices, in the form in which it is compared; NULL after a message. */
static const char *read_choice(struct reader *reader, const struct yaml *item,
                               const struct define_param *param)
{
    if (item->kind != YAML_SCALAR) {
        schema_misfit(reader, item, "可选", "文字或整数");
        return NULL;
    }
    const char *text = schema_plain(reader, item);
    if (!text)
        return NULL;
    if (!text[0]) {
        diag_add(reader->diags, &DEF070, &item->place, DIAG_ARGS("“可选”里的一项"));
        return NULL;
    }
    if (parses_as(param->type, text))
        return text;
    diag_add(reader->diags, &DEF027, &item->place, DIAG_ARGS(param->name, text, "不是整数"));
    return NULL;
}

static bool is_choice(const struct define_param *param, const char *text)
{
    bool found = false;
    for (size_t i = 0; i < param->choice_count && !found; i++)
        found = strcmp(param->choices[i], text) == 0;
    return found;
}

static void read_choices(struct reader *reader, const struct yaml *list, struct define_param *param)
{
    if (!list || list->kind != YAML_LIST)
        return;
    if (param->type != DEFINE_TEXT && param->type != DEFINE_INTEGER) {
        diag_add(reader->diags, &DEF028, &list->key->place, DIAG_ARGS(param->name));
        return;
    }
    if (!list->first)
        diag_add(reader->diags, &DEF070, &list->place, DIAG_ARGS("“可选”"));
    const char **choices = arena_array(reader->arena, list_length(list) + 1, sizeof *choices);
    struct names *seen = names_new(reader->arena);
    param->choices = choices;
    for (const struct yaml *item = list->first; item; item = item->next) {
        const char *text = read_choice(reader, item, param);
        bool again = text && names_get(seen, text);
        if (again)
            diag_add(reader->diags, &DEF027, &item->place,
                     DIAG_ARGS(param->name, text, "写了两次"));
        if (!text || again)
            continue;
        names_put(seen, text, param);
        choices[param->choice_count++] = text;
    }
}

static void check_fallback(struct reader *reader, const struct yaml *node,
                           const struct define_param *param)
{
    if (!param->fallback || !param->choice_count || is_choice(param, param->fallback))
        return;
    diag_add(reader->diags, &DEF029, &node->place, DIAG_ARGS(param->name, param->fallback));
    hint_nearest(reader->diags, param->fallback, param->choices, param->choice_count);
}

bool param_takes(const struct define_param *param, const char *text)
{
    return text[0] && parses_as(param->type, text) &&
           (!param->choice_count || is_choice(param, text));
}

/* ---- parameters ---- */

/* The type; where its word is wrong, the one that was probably meant. False: nothing is known. */
static bool read_type(struct reader *reader, const struct yaml *node, enum define_type *ret_type)
{
    int type = -1;
    const char *text = schema_text(reader, node);
    const char **names = arena_array(reader->arena, 2 * words_type.count, sizeof *names);
    schema_word(reader, node, &words_type, &type);
    for (size_t i = 0; i < words_type.count; i++) {
        names[2 * i] = words_type.words[i].english;
        names[2 * i + 1] = words_type.words[i].chinese;
    }
    const char *near = type < 0 && text ? name_nearest(text, names, 2 * words_type.count) : NULL;
    if (near)
        type = word_find(words_type.words, words_type.count, near)->id;
    if (type >= 0)
        *ret_type = (enum define_type)type;
    return type >= 0;
}

/* *ret_known: whether its type is, so that what follows from it can be told. */
static struct define_param *read_param(struct reader *reader, const struct yaml *node,
                                       struct names *computed, bool *ret_known)
{
    const struct yaml *values[PARAM_KEYS] = {0};
    struct define_param *param = arena_alloc(reader->arena, sizeof *param);
    param->name = node->key->text;
    param->place = node->key->place;
    if (node->kind != YAML_MAP) {
        schema_misfit(reader, node, NULL, "一组“键: 值”，如 {类型: 月, 默认: 上期}");
        *ret_known = false;
        return param;
    }
    schema_read(reader, &schema_param, node, values);
    *ret_known = read_type(reader, values[PARAM_TYPE], &param->type);
    param_compute_read(reader, values, param, computed);
    param->label = schema_plain(reader, values[PARAM_LABEL]);
    if (param->computed)
        return param;
    schema_bool(reader, values[PARAM_REQUIRED], &param->required);
    param->fallback = read_fallback(reader, values[PARAM_DEFAULT], param);
    if (*ret_known)
        read_choices(reader, values[PARAM_CHOICES], param);
    check_fallback(reader, values[PARAM_DEFAULT], param);
    return param;
}

struct define_param *param_read_all(struct reader *reader, const struct yaml *map,
                                    const struct define_param **ret_computed)
{
    struct names *computed = names_new(reader->arena);
    struct names *seen = names_new(reader->arena);
    struct define_param *first = NULL, **tail = &first;
    for (const struct yaml *node = map ? map->first : NULL; node; node = node->next) {
        if (!schema_name(reader, seen, node, "参数"))
            continue;
        diag_context_push(reader->diags, "参数“%s”", node->key->text);
        bool known = false;
        *tail = read_param(reader, node, computed, &known);
        scope_add_param(reader->scope, *tail);
        if (!known)
            scope_lose_param(reader->scope, *tail);
        tail = &(*tail)->next;
        diag_context_pop(reader->diags);
    }
    scope_end_params(reader->scope);
    *ret_computed = param_compute_order(reader, computed);
    return first;
}
