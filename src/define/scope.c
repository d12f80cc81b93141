#include "scope.h"

#include <string.h>

#include <huibao/define_check.h>
#include <huibao/define_repeat.h>

#include "define_diags.h"
#include "expr.h"

enum { COLUMNS_SHOWN = 12 };
enum { HINTS_MOST = 500 }; /* messages kept by base: later hints would only cost time */

struct scope_indicator {
    const struct define_indicator *indicator;
    bool used;   /* its parameters were checked and marked */
    bool shifts; /* its expression asks for 上期 or 同期, itself or through others; if used */
    bool moves;  /* a dataset it comes from binds the report's period; if used */
    bool broken; /* it, or what it comes from; if used */
};

const char *scope_unit(const struct scope *scope, const char *name)
{
    const struct scope_indicator *found = names_get(scope->indicators, name);
    bool lost =
        found ? found->indicator->broken : scope->dictionary && scope->dictionary->names_lost;
    const char *unit = found ? found->indicator->unit : NULL;
    return unit ? unit : lost ? "" : NULL;
}

struct scope *scope_new(struct arena *arena, const struct dictionary *dictionary,
                        struct diags *diags)
{
    struct scope *scope = arena_alloc(arena, sizeof *scope);
    scope->arena = arena;
    scope->diags = diags;
    scope->dictionary = dictionary;
    scope->indicators = names_new(arena);
    scope->params = names_new(arena);
    scope->binds = names_new(arena);
    scope->data = names_new(arena);
    struct define_indicator *indicator = dictionary ? dictionary->indicators : NULL;
    for (; indicator; indicator = indicator->next) {
        struct scope_indicator *entry = arena_alloc(arena, sizeof *entry);
        entry->indicator = indicator;
        names_put(scope->indicators, indicator->name, entry);
    }
    struct define_dataset *dataset = dictionary ? dictionary->datasets : NULL;
    for (; dataset; dataset = dataset->next) {
        struct scope_data *entry = arena_alloc(arena, sizeof *entry);
        entry->dataset = dataset;
        names_put(scope->data, dataset->name, entry);
    }
    return scope;
}

static void add_clash(struct scope *scope, const struct place *place, const char *what,
                      const char *name, const char *other, const struct place *first)
{
    const char *who = other;
    if (first && first->line)
        who = arena_printf(scope->arena, "%s（%s 第 %ld 行）", other, first->file, first->line);
    diag_add(scope->diags, &DEF018, place, DIAG_ARGS(what, name, who));
    bool elsewhere = first && first->file && place->file && strcmp(first->file, place->file) != 0;
    diag_hint(scope->diags, elsewhere ? "换一个名称；就是要用那里的，删去这里的" : "换一个名称");
}

bool scope_is_period(enum define_type type)
{
    return type == DEFINE_MONTH || type == DEFINE_QUARTER || type == DEFINE_HALF ||
           type == DEFINE_YEAR;
}

void scope_add_param(struct scope *scope, struct define_param *param)
{
    const struct scope_indicator *indicator = names_get(scope->indicators, param->name);
    if (indicator)
        add_clash(scope, &param->place, "参数", param->name, "字典里的指标",
                  &indicator->indicator->place);
    struct scope_param *entry = arena_alloc(scope->arena, sizeof *entry);
    entry->param = param;
    names_put(scope->params, param->name, entry);
    bool period = scope_is_period(param->type);
    if (period && !scope->period && !param->computed)
        scope->period = param;
    static const char *const suffixes[] = {"", "初", "末"};
    for (size_t i = 0; i < (period ? BASE_COUNT(suffixes) : 1); i++) {
        const char *name = arena_printf(scope->arena, "%s%s", param->name, suffixes[i]);
        const struct scope_indicator *same = i ? names_get(scope->indicators, name) : NULL;
        if (same)
            add_clash(scope, &param->place, "参数", name, "字典里的指标", &same->indicator->place);
        const struct scope_param *first = names_put(scope->binds, name, entry);
        if (first != entry)
            add_clash(scope, &param->place, "参数", name,
                      arena_printf(scope->arena, "参数“%s”", first->param->name),
                      &first->param->place);
    }
}

void scope_end_params(struct scope *scope)
{
    static const char *const names[] = {"上期初", "上期末", "同期初", "同期末"};
    struct scope_param *period =
        scope->period ? names_get(scope->params, scope->period->name) : NULL;
    for (size_t i = 0; period && i < BASE_COUNT(names); i++) {
        const struct scope_param *first = names_put(scope->binds, names[i], period);
        if (first != period)
            add_clash(scope, &first->param->place, "参数", names[i],
                      arena_printf(scope->arena, "时期参数“%s”", period->param->name),
                      &period->param->place);
        const struct scope_indicator *same = names_get(scope->indicators, names[i]);
        if (same)
            add_clash(scope, &period->param->place, "参数", names[i], "字典里的指标",
                      &same->indicator->place);
    }
}

void scope_lose_param(struct scope *scope, const struct define_param *param)
{
    struct scope_param *entry = names_get(scope->params, param->name);
    entry->used = true;
    scope->params_lost = true;
}

/* ---- parameters that SQL binds ---- */

/* Marks the parameters of a dataset as used; false at the first that the report does not have. */
static bool use_binds(struct scope *scope, const struct define_dataset *dataset,
                      const char **ret_missing)
{
    bool whole = true;
    for (size_t i = 0; i < dataset->parameter_count; i++) {
        struct scope_param *entry = names_get(scope->binds, dataset->parameters[i]);
        if (entry)
            entry->used = true;
        else if (!scope->params_lost && whole) {
            *ret_missing = dataset->parameters[i];
            whole = false;
        }
    }
    return whole;
}

void scope_add_data(struct scope *scope, struct define_dataset *dataset)
{
    struct scope_data *entry = arena_alloc(scope->arena, sizeof *entry);
    entry->dataset = dataset;
    entry->own = true;
    const struct scope_data *first = names_put(scope->data, dataset->name, entry);
    if (first != entry)
        add_clash(scope, &dataset->place, "数据", dataset->name, "字典里的数据",
                  &first->dataset->place);
}

bool scope_add_indicator(struct scope *scope, const struct define_indicator *indicator)
{
    const struct scope_param *param = names_get(scope->binds, indicator->name);
    struct scope_indicator *entry = arena_alloc(scope->arena, sizeof *entry);
    entry->indicator = indicator;
    if (param) {
        add_clash(scope, &indicator->place, "指标", indicator->name,
                  arena_printf(scope->arena, "参数“%s”", param->param->name), &param->param->place);
        return false;
    }
    const struct scope_indicator *first = names_put(scope->indicators, indicator->name, entry);
    if (first != entry)
        add_clash(scope, &indicator->place, "指标", indicator->name, "指标",
                  &first->indicator->place);
    return first == entry;
}

static void add_missing_bind(struct scope *scope, const struct place *place, const char *what,
                             const char *name, const char *missing)
{
    diag_add(scope->diags, &DEF046, place, DIAG_ARGS(what, name, missing));
    bool period = strncmp(missing, "期", strlen("期")) == 0;
    if (period)
        diag_hint(scope->diags, "在参数区的“参数”里加上：期: {类型: 月, 默认: 上期}");
    else
        diag_hint(scope->diags, "在参数区的“参数”里加上“%s”", missing);
}

/* ---- indicators ---- */

static bool binds_period(const struct scope *scope, const struct define_dataset *dataset)
{
    for (size_t i = 0; scope->period && i < dataset->parameter_count; i++) {
        const struct scope_param *entry = names_get(scope->binds, dataset->parameters[i]);
        if (entry && (entry->param == scope->period || entry->moves))
            return true;
    }
    return false;
}

/*
 * Marks all parameters an indicator depends on and says one that the report does not have.
 * Expressions nest at most as deep as was checked.
 */
static void use_indicator(struct scope *scope, struct scope_indicator *entry,
                          const char **ret_missing)
{
    if (entry->used)
        return;
    entry->used = true;
    const struct define_indicator *indicator = entry->indicator;
    entry->broken = indicator->broken || (indicator->dataset && indicator->dataset->broken);
    scope->leans |= entry->broken;
    if (entry->broken)
        return;
    if (indicator->dataset) {
        struct scope_data *data = names_get(scope->data, indicator->dataset->name);
        use_binds(scope, indicator->dataset, ret_missing);
        if (data)
            data->used = true;
        entry->moves = binds_period(scope, indicator->dataset);
    }
    for (size_t i = 0; indicator->expr && i < indicator->expr->name_count; i++) {
        const struct define_name *name = &indicator->expr->names[i];
        struct scope_indicator *part = names_get(scope->indicators, name->name);
        struct scope_param *param = part ? NULL : names_get(scope->binds, name->name);
        entry->shifts = entry->shifts || name->shift != DEFINE_CURRENT;
        if (param)
            param->used = true;
        if (!part)
            continue;
        use_indicator(scope, part, ret_missing);
        entry->shifts = entry->shifts || part->shifts;
        entry->moves = entry->moves || part->moves;
        entry->broken = entry->broken || part->broken;
    }
}

/*
 * What compares periods moves the report's first period, which an indicator must depend on. Where
 * it does not, the period counts as used all the same: one mistake, one message.
 */
static void use_period(struct scope *scope, const struct place *place, const char *what,
                       const struct scope_indicator *indicator)
{
    struct scope_param *entry =
        scope->period ? names_get(scope->params, scope->period->name) : NULL;
    if (!entry && !scope->params_lost)
        diag_add(scope->diags, &DEF043, place, DIAG_ARGS(what));
    if (entry)
        entry->used = true;
    if (!entry || !indicator || indicator->moves || indicator->broken || scope->params_lost)
        return;
    const char *moved = scope->period->name;
    diag_add(scope->diags, &DEF045, place, DIAG_ARGS(what, moved, indicator->indicator->name));
    diag_hint(scope->diags,
              "上期、同期移动的是“参数”里最先写的月、季、年参数：把指标用到的那个移到最前面，"
              "或者去掉比较");
}

bool scope_may_be_lost(struct scope *scope, const char *name)
{
    const struct dictionary *dictionary = scope->dictionary;
    if (scope->missing)
        names_put(scope->missing, name, scope);
    bool lost = dictionary && (dictionary->names_lost || (!scope->missing && dictionary->missing &&
                                                          names_get(dictionary->missing, name)));
    scope->leans |= lost;
    return lost;
}

bool scope_knows(const struct scope *scope, const char *name)
{
    return names_get(scope->params, name) || names_get(scope->binds, name) ||
           names_get(scope->indicators, name) || scope_each(scope, name);
}

const char *scope_nearest(const struct scope *scope, const char *name)
{
    if (diags_count(scope->diags, DIAG_NOTE) > HINTS_MOST)
        return NULL;
    size_t params = 0, indicators = 0;
    const char *const *param_names = names_list(scope->binds, &params);
    const char *const *indicator_names = names_list(scope->indicators, &indicators);
    const struct define_each *each = scope_around(scope);
    size_t columns = each ? each->column_count : 0;
    const char **all = arena_array(scope->arena, columns + params + indicators, sizeof *all);
    for (size_t i = 0; i < columns; i++)
        all[i] = each->columns[i];
    for (size_t i = 0; i < params; i++)
        all[columns + i] = param_names[i];
    for (size_t i = 0; i < indicators; i++)
        all[columns + params + i] = indicator_names[i];
    return name_nearest(name, all, columns + params + indicators);
}

/* True for a name written in "…", as SQL writes names; people write texts so. */
static bool is_quoted(const struct place *place)
{
    const char *at = place->text, *end = at ? at + strlen(at) : NULL;
    uint32_t c = 0;
    for (long column = 1; at && at < end && column <= place->column; column++)
        text_next(&at, end, &c);
    return c == '"';
}

/* 列有：类别、件数: what an each's rows hold, when no column is near the name. */
static void hint_columns(struct scope *scope, const struct define_each *each)
{
    struct buf all = {0};
    for (size_t i = 0; i < each->column_count && i < COLUMNS_SHOWN; i++)
        buf_printf(&all, "%s%s", i ? "、" : "", each->columns[i]);
    if (each->column_count > COLUMNS_SHOWN)
        buf_puts(&all, "……");
    diag_hint(scope->diags, "“%s”的列有：%s", each->data->name, all.length ? all.data : "");
    buf_done(&all);
}

static void add_unknown(struct scope *scope, const struct define_name *name)
{
    const struct define_each *each = scope_around(scope);
    const char *what =
        each ? arena_printf(scope->arena, "列（“%s”的）、指标或参数", each->data->name)
             : "指标或参数";
    diag_add(scope->diags, &DEF040, &name->place, DIAG_ARGS(name->name, what));
    if (diags_count(scope->diags, DIAG_NOTE) > HINTS_MOST)
        return;
    const char *nearest = scope_nearest(scope, name->name);
    if (is_quoted(&name->place))
        diag_hint(scope->diags, "双引号里是名称；文字要放在英文单引号里，如 '%s'", name->name);
    else if (name->name[strcspn(name->name, "+-*/()=<>")] != '\0')
        diag_hint(scope->diags, "占位符里只写一个名称；要算的先写成指标：名称: {算式: …}");
    else if (strcmp(name->name, "序号") == 0)
        diag_hint(scope->diags, "序号只能用在 {{#逐个}} 里面");
    else if (each && !name_nearest(name->name, each->columns, each->column_count))
        hint_columns(scope, each);
    else if (nearest)
        diag_hint_nearest(scope->diags, name->name, &nearest, 1);
    size_t params = 0;
    const char *const *param_names = names_list(scope->binds, &params);
    const char *near = name_nearest(name->name, param_names, params);
    struct scope_param *meant = near ? names_get(scope->binds, near) : NULL;
    if (meant)
        meant->used = true; /* one mistake, one message */
}

/* The street or district whose communities 下级 are; NULL: none. */
static struct scope_param *parent_of(const struct scope *scope)
{
    size_t count = 0;
    const char *const *names = names_list(scope->params, &count);
    for (size_t i = 0; i < count; i++) {
        struct scope_param *entry = names_get(scope->params, names[i]);
        if (entry->param->type == DEFINE_STREET || entry->param->type == DEFINE_DISTRICT)
            return entry;
    }
    return NULL;
}

/* Of an indicator that is taken for each community: 社区 is given, the rest must be there. */
static void use_of_child(struct scope *scope, const struct define_indicator *indicator,
                         struct names *seen, const char **ret_missing)
{
    const struct define_dataset *dataset = indicator->dataset;
    if (names_put(seen, indicator->name, seen) != seen)
        return;
    struct scope_data *data = dataset ? names_get(scope->data, dataset->name) : NULL;
    if (data)
        data->used = true;
    if (indicator->broken || (dataset && dataset->broken)) {
        scope->leans = true;
        return;
    }
    for (size_t i = 0; dataset && i < dataset->parameter_count; i++) {
        struct scope_param *entry = names_get(scope->binds, dataset->parameters[i]);
        if (entry)
            entry->used = true;
        else if (strcmp(dataset->parameters[i], "社区") != 0)
            *ret_missing = dataset->parameters[i];
    }
    for (size_t i = 0; indicator->expr && i < indicator->expr->name_count; i++) {
        struct scope_indicator *part = names_get(scope->indicators, indicator->expr->names[i].name);
        if (part)
            use_of_child(scope, part->indicator, seen, ret_missing);
    }
}

/* 合计(下级.指标), 行数(下级). */
static void use_children(struct scope *scope, const struct define_name *name)
{
    struct scope_param *parent = parent_of(scope);
    const char *column = name->aggregate->column, *missing = NULL;
    if (parent)
        parent->used = true;
    else if (!scope->params_lost)
        diag_add(scope->diags, &DEF143, &name->place, DIAG_ARGS(name->name));
    if (!column || !scope_check_child(scope, name))
        return;
    const struct scope_indicator *entry = names_get(scope->indicators, column);
    use_of_child(scope, entry->indicator, names_new(scope->arena), &missing);
    if (missing && !scope->params_lost)
        add_missing_bind(scope, &name->place, "指标", column, missing);
}

bool scope_check_child(struct scope *scope, const struct define_name *name)
{
    const char *column = name->aggregate->column;
    const struct scope_indicator *entry = names_get(scope->indicators, column);
    if (!entry && scope_may_be_lost(scope, column))
        return false;
    if (!entry) {
        size_t count = 0;
        const char *const *known = names_list(scope->indicators, &count);
        diag_add(scope->diags, &DEF040, &name->place, DIAG_ARGS(column, "指标"));
        hint_nearest(scope->diags, column, known, count);
        return false;
    }
    if (entry->indicator->format.style == VALUE_STYLE_PERCENT)
        diag_add(scope->diags, &DEF144, &name->place, DIAG_ARGS(column));
    return true;
}

/* 合计(数据.列): the data counts as used. */
static void use_aggregate(struct scope *scope, const struct define_name *name)
{
    if (name->aggregate->children) {
        use_children(scope, name);
        if (name->shift != DEFINE_CURRENT)
            use_period(scope, &name->place, name->name, NULL);
        return;
    }
    const struct define_dataset *dataset =
        scope_use_data(scope, name->aggregate->data, &name->place);
    if (!dataset || name->shift == DEFINE_CURRENT)
        return;
    use_period(scope, &name->place,
               arena_printf(scope->arena, "%s.%s", expr_shift_word(name->shift), name->name), NULL);
}

struct scope_found scope_use_name(struct scope *scope, const struct define_name *name)
{
    struct scope_found found = {NULL, NULL, name->each != NULL};
    if (name->each)
        return found;
    if (name->aggregate) {
        use_aggregate(scope, name);
        return found;
    }
    struct scope_param *param = names_get(scope->params, name->name);
    if (!param)
        param = names_get(scope->binds, name->name); /* 期初, 期末 */
    struct scope_indicator *entry = names_get(scope->indicators, name->name);
    const char *prefix = expr_shift_word(name->shift);
    if (param) {
        param->used = true;
        found.param = param->param;
        if (name->shift != DEFINE_CURRENT && !scope_is_period(param->param->type) && !param->moves)
            diag_add(scope->diags, &DEF044, &name->place,
                     DIAG_ARGS(name->name, arena_printf(scope->arena, "“%s.”", prefix),
                               "只有指标和时期参数有上期和同期"));
        return found;
    }
    if (!entry) {
        if (!scope->params_lost && !scope_columns_lost(scope) &&
            !scope_may_be_lost(scope, name->name))
            add_unknown(scope, name);
        return found;
    }
    found.indicator = entry->indicator;
    const char *missing = NULL;
    use_indicator(scope, entry, &missing);
    if (missing)
        add_missing_bind(scope, &name->place, "指标", name->name, missing);
    if (name->shift != DEFINE_CURRENT)
        use_period(scope, &name->place, arena_printf(scope->arena, "%s.%s", prefix, name->name),
                   missing ? NULL : entry);
    else if (entry->shifts)
        use_period(scope, &name->place, name->name, missing ? NULL : entry);
    return found;
}

void scope_use_expr(struct scope *scope, const struct define_expr *expr)
{
    for (size_t i = 0; i < expr->name_count; i++)
        scope_use_name(scope, &expr->names[i]);
}

void scope_use_comparison(struct scope *scope, const struct define_name *name,
                          const struct define_indicator *indicator,
                          enum define_comparison comparison)
{
    const char *word = comparison == DEFINE_MOM ? "环比" : "同比";
    if (!indicator) {
        diag_add(scope->diags, &DEF044, &name->place,
                 DIAG_ARGS(name->name, word, "只有指标可以比较"));
        return;
    }
    if (name->shift != DEFINE_CURRENT) {
        diag_add(scope->diags, &DEF044, &name->place,
                 DIAG_ARGS(name->name, word, "比较总是拿本期来比，去掉前面的上期或同期"));
        return;
    }
    use_period(scope, &name->place, word, names_get(scope->indicators, indicator->name));
}

const struct define_dataset *scope_use_data(struct scope *scope, const char *name,
                                            const struct place *place)
{
    struct scope_data *entry = names_get(scope->data, name);
    if (!entry && !scope->data_lost && !scope_may_be_lost(scope, name)) {
        size_t count = 0;
        const char *const *names = names_list(scope->data, &count);
        diag_add(scope->diags, &DEF092, place, DIAG_ARGS(name));
        hint_nearest(scope->diags, name, names, count);
        const char *near = name_nearest(name, names, count);
        struct scope_data *meant = near ? names_get(scope->data, near) : NULL;
        if (meant)
            meant->used = true;
    }
    if (!entry)
        return NULL;
    entry->used = true;
    const char *missing = NULL;
    scope->leans |= entry->dataset->broken;
    if (entry->dataset->broken)
        return entry->dataset;
    if (!entry->own && !use_binds(scope, entry->dataset, &missing))
        add_missing_bind(scope, place, "数据", name, missing);
    return entry->dataset;
}

void scope_check_unused(struct scope *scope, const struct report *report)
{
    for (const struct define_param *param = report->params; param; param = param->next) {
        const struct scope_param *entry = names_get(scope->params, param->name);
        if (!entry || entry->used || scope->leans)
            continue;
        diag_add(scope->diags, &DEF090, &param->place, DIAG_ARGS(param->name));
        diag_hint(scope->diags, "在正文、条件或 SQL 里用它，或者删去");
    }
    for (const struct define_dataset *dataset = report->data; dataset; dataset = dataset->next) {
        const struct scope_data *entry = names_get(scope->data, dataset->name);
        if (!entry || entry->used)
            continue;
        diag_add(scope->diags, &DEF091, &dataset->place, DIAG_ARGS(dataset->name));
        diag_hint(scope->diags, "在表格、图表、逐个里用它，或在正文里用它的指标，或者删去");
    }
}
