/* From -p name=text and the written defaults to typed parameters. */
#include "params.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "frame_diags.h"
#include "query.h"

static bool is_period(enum define_type type)
{
    return type == DEFINE_MONTH || type == DEFINE_QUARTER || type == DEFINE_HALF ||
           type == DEFINE_YEAR;
}

static enum period_kind period_kind_of(enum define_type type)
{
    return type == DEFINE_MONTH     ? PERIOD_MONTH
           : type == DEFINE_QUARTER ? PERIOD_QUARTER
           : type == DEFINE_HALF    ? PERIOD_HALF
                                    : PERIOD_YEAR;
}

/* Which of the records of communities the type names, or NULL. */
static const char *level_of(enum define_type type)
{
    return type == DEFINE_COMMUNITY  ? "社区"
           : type == DEFINE_STREET   ? "街道"
           : type == DEFINE_DISTRICT ? "区县"
                                     : NULL;
}

/* What a text for this type should look like. */
static const char *expected(struct arena *arena, enum define_type type)
{
    if (is_period(type)) {
        enum period_kind kind = period_kind_of(type);
        return arena_printf(arena, "一个%s，例如 %s", period_kind_word(kind), period_example(kind));
    }
    if (type == DEFINE_INTEGER)
        return "整数，例如 12";
    if (type == DEFINE_DATE)
        return "日期，例如 2026-10-31";
    return "非空的文字";
}

static bool parse_integer(const char *text, int64_t *ret_integer)
{
    char *end = NULL;
    errno = 0;
    long long integer = strtoll(text, &end, 10);
    if (end == text || *end || errno)
        return false;
    *ret_integer = integer;
    return true;
}

static bool parse(struct arena *arena, const char *text, struct frame_param *param)
{
    enum define_type type = param->define->type;
    const char *plain = text_trim(arena, text_halfwidth(arena, text));
    if (is_period(type)) {
        param->is_period = period_parse(plain, period_kind_of(type), &param->period);
        if (param->is_period)
            param->value = value_date(period_first_day(param->period));
        return param->is_period;
    }
    if (type == DEFINE_INTEGER) {
        int64_t integer = 0;
        bool good = parse_integer(plain, &integer);
        param->value = value_integer(integer);
        return good;
    }
    if (type == DEFINE_DATE) {
        int32_t date = 0;
        bool good = value_date_parse(plain, &date);
        param->value = value_date(date);
        return good;
    }
    const char *trimmed = level_of(type) ? plain : text_trim(arena, text);
    param->value = value_text(trimmed);
    return trimmed[0] != '\0';
}

static bool is_word(const char *text, const char *english, const char *chinese)
{
    return strcmp(text, english) == 0 || strcmp(text, chinese) == 0;
}

/* last, this and today may stand for what they mean on the day, in a default or an argument. */
static bool parse_words(struct arena *arena, const struct world *world, const char *text,
                        struct frame_param *param)
{
    enum define_type type = param->define->type;
    int32_t today = world_today(world);
    if (type == DEFINE_DATE && is_word(text, "today", "今天")) {
        param->value = value_date(today);
        return true;
    }
    bool last = is_word(text, "last", "上期");
    if (!is_period(type) || (!last && !is_word(text, "this", "本期")))
        return parse(arena, text, param);
    struct period period = period_of(period_kind_of(type), today);
    param->period = last ? period_previous(period) : period;
    param->is_period = true;
    param->value = value_date(period_first_day(param->period));
    return true;
}

static const char *show_today(struct arena *arena, const struct world *world)
{
    struct value_format format = {VALUE_STYLE_DATE, -1, NULL};
    return value_show(arena, value_date(world_today(world)), &format);
}

/* A period that has not begun holds nothing; one that has not ended holds a part. */
static bool check_begun(struct arena *arena, const struct frame_param *param,
                        const struct world *world, struct diags *diags)
{
    int32_t today = world_today(world);
    if (!param->is_period || period_last_day(param->period) < today)
        return true;
    bool begun = period_first_day(param->period) <= today;
    diag_add(diags, begun ? &FRM008 : &FRM007, &PLACE_NONE,
             DIAG_ARGS(param->define->name, period_show(arena, param->period),
                       show_today(arena, world)));
    if (!begun)
        diag_hint(diags, "写一个已经开始的：-p %s=…；默认是最近的一期", param->define->name);
    return begun;
}

static bool check_arguments(struct arena *arena, const struct report *report,
                            const struct frame_argument *arguments, size_t count,
                            struct diags *diags)
{
    const char **names = NULL;
    size_t name_count = 0, capacity = 0;
    bool good = true;
    for (const struct define_param *p = report->params; p; p = p->next) {
        names = arena_grow(arena, names, name_count, &capacity, sizeof *names);
        if (!p->computed)
            names[name_count++] = p->name;
    }
    for (size_t i = 0; i < count; i++) {
        bool twice = false;
        for (size_t j = 0; j < i && !twice; j++)
            twice = strcmp(arguments[i].name, arguments[j].name) == 0;
        if (!define_param_find(report, arguments[i].name)) {
            diag_add(diags, &FRM001, &PLACE_NONE, DIAG_ARGS(arguments[i].name));
            diag_hint_among(diags, arguments[i].name, names, name_count);
            good = false;
        } else if (define_param_find(report, arguments[i].name)->computed) {
            diag_add(diags, &FRM027, &PLACE_NONE, DIAG_ARGS(arguments[i].name));
            diag_hint(diags, "去掉 -p %s=…", arguments[i].name);
            good = false;
        } else if (twice) {
            diag_add(diags, &FRM003, &PLACE_NONE, DIAG_ARGS(arguments[i].name));
            diag_hint(diags, "只留下一个；几个社区各做一份用 --each");
            good = false;
        }
    }
    return good;
}

/* Whether an argument that the report does not have is probably this parameter: one mistake, one message. */
static bool is_mistyped(const struct report *report, const struct define_param *param,
                        const struct frame_argument *arguments, size_t count)
{
    bool mistyped = false;
    for (size_t i = 0; i < count && !mistyped; i++)
        mistyped = !define_param_find(report, arguments[i].name) &&
                   text_nearest(arguments[i].name, &param->name, 1);
    return mistyped;
}

static const char *argument_of(const char *name, const struct frame_argument *arguments,
                               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(arguments[i].name, name) == 0)
            return arguments[i].text;
    }
    return NULL;
}

static bool add_default(struct arena *arena, const struct world *world, struct frame_param *param,
                        struct diags *diags)
{
    const struct define_param *define = param->define;
    if (parse_words(arena, world, define->fallback, param))
        return true;
    diag_add(diags, &FRM009, &define->place,
             DIAG_ARGS(define->name, define->fallback, expected(arena, define->type)));
    if (is_period(define->type))
        diag_hint(diags, "也可以写 last（上期）或 this（本期）");
    return false;
}

/* 甲、乙、丙 */
static const char *show_choices(struct arena *arena, const struct define_param *define)
{
    struct buf all = {0};
    for (size_t i = 0; i < define->choice_count; i++)
        buf_printf(&all, "%s%s", i ? "、" : "", define->choices[i]);
    const char *shown = buf_copy(&all, arena);
    buf_done(&all);
    return shown;
}

/* A text is compared as it is, a number as a number. */
static bool is_choice(const struct frame_param *param)
{
    const struct define_param *define = param->define;
    bool found = define->choice_count == 0;
    for (size_t i = 0; i < define->choice_count && !found; i++) {
        int64_t number = 0;
        if (define->type == DEFINE_INTEGER)
            found = parse_integer(define->choices[i], &number) && number == param->value.integer;
        else
            found = strcmp(define->choices[i], param->value.text) == 0;
    }
    return found;
}

static bool check_choice(struct arena *arena, const char *text, struct frame_param *param,
                         struct diags *diags)
{
    const struct define_param *define = param->define;
    if (is_choice(param))
        return true;
    *param = (struct frame_param){.define = define, .value = value_null()};
    diag_add(diags, &FRM019, &PLACE_NONE,
             DIAG_ARGS(define->name, text, show_choices(arena, define)));
    diag_hint_nearest(diags, text, define->choices, define->choice_count);
    return false;
}

static bool resolve_one(struct arena *arena, const struct world *world, const char *text,
                        struct frame_param *param, struct diags *diags)
{
    const struct define_param *define = param->define;
    if (text) {
        if (parse_words(arena, world, text, param))
            return check_begun(arena, param, world, diags) &&
                   check_choice(arena, text, param, diags);
        *param = (struct frame_param){.define = define, .value = value_null()};
        diag_add(diags, &FRM004, &PLACE_NONE,
                 DIAG_ARGS(define->name, text, expected(arena, define->type)));
        return false;
    }
    if (define->fallback)
        return add_default(arena, world, param, diags);
    if (!define->required)
        return true;
    if (param->mistyped)
        return false;
    const char *wanted = define->label          ? define->label
                         : define->choice_count ? show_choices(arena, define)
                                                : expected(arena, define->type);
    diag_add(diags, &FRM002, &PLACE_NONE, DIAG_ARGS(define->name, wanted));
    diag_hint(diags, "写成 -p %s=…", define->name);
    return false;
}

/* A computed value, which reads as text does: 2026 for a year, 2026-10 for a month. */
bool params_take(struct arena *arena, struct value value, struct frame_param *param,
                 const char **ret_shown)
{
    const struct value_format iso = {VALUE_STYLE_DATE_ISO, -1, NULL},
                              plain = {VALUE_STYLE_PLAIN, -1, NULL};
    if (value.kind == VALUE_NULL)
        return true;
    bool date = value.kind == VALUE_DATE;
    bool whole = value.kind != VALUE_REAL || param->define->type == DEFINE_TEXT;
    const char *shown = value_show(arena, value, date ? &iso : &plain);
    if (whole && parse(arena, shown, param))
        return true;
    *ret_shown = shown;
    *param = (struct frame_param){.define = param->define, .value = value_null()};
    return false;
}

const char *params_expected(struct arena *arena, const struct define_param *define)
{
    const char *level = level_of(define->type);
    return level ? arena_printf(arena, "%s的名称", level) : expected(arena, define->type);
}

bool params_resolve(struct arena *arena, const struct report *report,
                    const struct frame_argument *arguments, size_t argument_count,
                    const struct world *world, struct frame_params *all, struct diags *diags)
{
    struct frame_params params = {0};
    size_t capacity = 0;
    bool good = check_arguments(arena, report, arguments, argument_count, diags);
    for (const struct define_param *p = report->params; p; p = p->next) {
        params.items =
            arena_grow(arena, params.items, params.count, &capacity, sizeof *params.items);
        struct frame_param *param = &params.items[params.count++];
        *param = (struct frame_param){.define = p, .value = value_null()};
        if (p->computed)
            continue;
        const char *text = argument_of(p->name, arguments, argument_count);
        param->mistyped = is_mistyped(report, p, arguments, argument_count);
        good = resolve_one(arena, world, text, param, diags) && good;
        int32_t end = param->is_period ? period_last_day(param->period) : 0;
        param->last = end < world_today(world) ? end : world_today(world);
    }
    *all = params;
    return good;
}

void params_sample(struct arena *arena, const struct report *report, const struct world *world,
                   struct frame_params *all)
{
    struct frame_params params = {0};
    size_t capacity = 0;
    for (const struct define_param *p = report->params; p; p = p->next) {
        params.items =
            arena_grow(arena, params.items, params.count, &capacity, sizeof *params.items);
        struct frame_param *param = &params.items[params.count++];
        *param = (struct frame_param){.define = p, .value = value_null()};
        const char *text = p->fallback                 ? p->fallback
                           : is_period(p->type)        ? "last"
                           : p->type == DEFINE_DATE    ? "today"
                           : p->type == DEFINE_INTEGER ? "1"
                                                       : NULL;
        if (text && !p->computed)
            parse_words(arena, world, text, param);
        if (param->is_period)
            param->last = period_last_day(param->period);
    }
    *all = params;
}

/* ---- communities ---- */

static void hint_communities(struct arena *arena, struct guard *store, const char *level,
                             const char *name, struct diags *diags)
{
    struct query query =
        query_plain("SELECT 社区 FROM 社区 WHERE 级别 = :a ORDER BY 社区编码", &PLACE_NONE);
    QUERY_AUTO sqlite3_stmt *statement = query_prepare(store, &query, diags);
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    if (statement)
        sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
    while (statement && sqlite3_step(statement) == SQLITE_ROW) {
        names = arena_grow(arena, names, count, &capacity, sizeof *names);
        names[count++] = arena_strdup(arena, (const char *)sqlite3_column_text(statement, 0));
    }
    if (count == 0)
        diag_hint(diags, "数据库里还没有%s，请先导入社区（huibao import 社区 文件）", level);
    else
        diag_hint_among(diags, name, names, count);
}

/* 1: found (name and level given); 0: not; −1: reading failed, with a diagnostic. */
static int find_community(struct arena *arena, struct guard *store, const char *text,
                          const char **ret_name, const char **ret_level, struct diags *diags)
{
    struct query query = query_plain("SELECT 社区, 级别 FROM 社区 WHERE 社区 = :a OR 社区编码 = :a "
                                     "ORDER BY 级别 <> :b",
                                     &PLACE_NONE);
    QUERY_AUTO sqlite3_stmt *statement = query_prepare(store, &query, diags);
    if (!statement)
        return -1;
    sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, *ret_level, -1, SQLITE_STATIC);
    int status = sqlite3_step(statement);
    if (status == SQLITE_DONE)
        return 0;
    if (status != SQLITE_ROW) {
        query_fail(store, &query, status, diags);
        return -1;
    }
    *ret_name = arena_strdup(arena, (const char *)sqlite3_column_text(statement, 0));
    *ret_level = arena_strdup(arena, (const char *)sqlite3_column_text(statement, 1));
    return 1;
}

bool params_find_communities(struct arena *arena, struct frame_params *params, struct guard *store,
                             struct diags *diags)
{
    bool good = true;
    for (size_t i = 0; i < params->count; i++) {
        struct frame_param *param = &params->items[i];
        const char *wanted = level_of(param->define->type), *level = wanted;
        if (!wanted || param->value.kind != VALUE_TEXT)
            continue;
        const char *text = param->value.text, *name = text;
        int found = find_community(arena, store, text, &name, &level, diags);
        if (found == 1 && strcmp(level, wanted) != 0) {
            diag_add(diags, &FRM006, &PLACE_NONE,
                     DIAG_ARGS(param->define->name, name, level, wanted));
            good = false;
        } else if (found == 0) {
            diag_add(diags, &FRM005, &PLACE_NONE, DIAG_ARGS(param->define->name, text, wanted));
            hint_communities(arena, store, wanted, text, diags);
        }
        good = good && found == 1;
        param->value = value_text(name);
    }
    return good;
}

/* ---- shifting and looking up ---- */

const struct frame_param *params_period(const struct frame_params *params)
{
    for (size_t i = 0; i < params->count; i++) {
        if (params->items[i].is_period && !params->items[i].define->computed)
            return &params->items[i];
    }
    return NULL;
}

/* Of a period that is not over, 上期 and 同期 end as early: like is compared with like. */
static void shift_period(struct frame_param *param, enum define_shift shift)
{
    struct period period = param->period;
    param->period = shift == DEFINE_PREVIOUS ? period_previous(period) : period_last_year(period);
    param->last = period_same_part(period, param->last, param->period);
    param->value = value_date(period_first_day(param->period));
}

struct frame_params params_shift(struct arena *arena, const struct frame_params *params,
                                 enum define_shift shift)
{
    struct frame_params shifted = {
        .items = arena_array(arena, params->count, sizeof *params->items), .count = params->count};
    const struct frame_param *first = params_period(params);
    for (size_t i = 0; i < params->count; i++) {
        struct frame_param *param = &shifted.items[i];
        *param = params->items[i];
        bool steps =
            param->is_period && !param->define->computed &&
            (shift == DEFINE_LAST_YEAR || (shift == DEFINE_PREVIOUS && &params->items[i] == first));
        if (steps)
            shift_period(param, shift);
    }
    return shifted;
}

/* Whether `name` is `base` followed by `suffix`. */
static bool is_with(const char *name, const char *base, const char *suffix)
{
    size_t length = strlen(base);
    return strncmp(name, base, length) == 0 && strcmp(name + length, suffix) == 0;
}

/* 上期初, 上期末, 同期初, 同期末 of the report's period. */
static bool lookup_neighbour(const struct frame_params *params, const char *name,
                             struct value *ret_value, const struct frame_param **ret_param)
{
    const struct frame_param *period = params_period(params);
    bool previous = strncmp(name, "上期", strlen("上期")) == 0;
    const char *which = name + strlen("上期");
    if (!period || (!previous && strncmp(name, "同期", strlen("同期")) != 0))
        return false;
    bool first = strcmp(which, "初") == 0;
    if (!first && strcmp(which, "末") != 0)
        return false;
    struct frame_param shifted = *period;
    shift_period(&shifted, previous ? DEFINE_PREVIOUS : DEFINE_LAST_YEAR);
    *ret_value = value_date(first ? period_first_day(shifted.period) : shifted.last);
    *ret_param = period;
    return true;
}

bool params_lookup(struct arena *arena, const struct frame_params *params, const char *name,
                   struct value *ret_value, const struct frame_param **ret_param)
{
    for (size_t i = 0; i < params->count; i++) {
        const struct frame_param *param = &params->items[i];
        const char *base = param->define->name;
        bool period = is_period(param->define->type);
        struct value value = value_null();
        if (strcmp(name, base) == 0) {
            value = param->is_period ? value_text(period_key(arena, param->period)) : param->value;
        } else if (period && is_with(name, base, "初")) {
            if (param->is_period)
                value = value_date(period_first_day(param->period));
        } else if (period && is_with(name, base, "末")) {
            if (param->is_period)
                value = value_date(param->last);
        } else {
            continue;
        }
        *ret_value = value;
        *ret_param = param;
        return true;
    }
    return lookup_neighbour(params, name, ret_value, ret_param);
}

const char *const *params_names(struct arena *arena, const struct frame_params *params,
                                size_t *ret_count)
{
    const char **names = arena_array(arena, params->count * 3 + 4, sizeof *names);
    size_t count = 0;
    static const char *const neighbours[] = {"上期初", "上期末", "同期初", "同期末"};
    for (size_t i = 0; params_period(params) && i < BASE_COUNT(neighbours); i++)
        names[count++] = neighbours[i];
    for (size_t i = 0; i < params->count; i++) {
        const char *name = params->items[i].define->name;
        names[count++] = name;
        if (!is_period(params->items[i].define->type))
            continue;
        names[count++] = arena_printf(arena, "%s初", name);
        names[count++] = arena_printf(arena, "%s末", name);
    }
    *ret_count = count;
    return names;
}
