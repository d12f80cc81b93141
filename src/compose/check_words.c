#include "check_words.h"

#include <math.h>
#include <string.h>

enum { DECIMALS_MOST = 6, MISSING_MOST = 3, CHILDREN_MOST = 20 };

const char *check_name(struct arena *arena, const struct define_name *name)
{
    static const char *const prefixes[] = {
        [DEFINE_CURRENT] = "", [DEFINE_PREVIOUS] = "上期.", [DEFINE_LAST_YEAR] = "同期."};
    return arena_printf(arena, "%s%s", prefixes[name->shift], name->name);
}

bool checking_value(struct checking *checking, const char *sql, struct value *ret_value)
{
    struct composer *composer = checking->composer;
    struct define_expr part = checking->check->rule;
    part.sql = sql;
    if (checking->row)
        return frame_value_at(composer->frame, &part, checking->row, ret_value, composer->diags);
    return frame_value(composer->frame, &part, ret_value, composer->diags);
}

/* ---- values ---- */

const struct define_indicator *check_indicator(const struct checking *checking,
                                               const struct define_name *name)
{
    const struct frame_cursor *row = checking->row;
    const struct report *report = checking->composer->report;
    bool child = name && name->aggregate && name->aggregate->children;
    if (child && name->aggregate->column)
        return define_indicator_find(report->dictionary, name->aggregate->column);
    if (!name || name->aggregate || define_param_find(report, name->name))
        return NULL;
    for (size_t i = 0; row && name->shift == DEFINE_CURRENT && i < row->table->column_count; i++)
        if (strcmp(row->table->columns[i], name->name) == 0)
            return NULL;
    return define_indicator_find(report->dictionary, name->name);
}

static bool is_percent(const struct define_indicator *indicator)
{
    return indicator && indicator->format.style == VALUE_STYLE_PERCENT;
}

struct value check_shown(struct value value)
{
    return value.kind == VALUE_REAL ? value_round(value, DECIMALS_MOST) : value;
}

const char *check_show_plain(struct arena *arena, struct value value)
{
    struct value_format plain = {VALUE_STYLE_PLAIN, -1, NULL};
    return compose_clean(arena, value_show(arena, check_shown(value), &plain));
}

/* In the indicator's format, unless that would hide decimals a rule may turn on. */
static const char *show_number(struct arena *arena, struct value value,
                               const struct define_indicator *indicator)
{
    const struct value_format *format = &indicator->format;
    bool simple = format->style == VALUE_STYLE_DECIMAL || format->style == VALUE_STYLE_GROUPED ||
                  format->style == VALUE_STYLE_PERCENT;
    double apart = value_as_real(value) - value_as_real(value_round(value, format->decimals));
    bool whole = format->decimals >= 0 && apart > -1e-9 && apart < 1e-9;
    if (simple && whole)
        return value_show(arena, value, format);
    return arena_printf(arena, "%s%s", check_show_plain(arena, value),
                        is_percent(indicator) ? "%" : "");
}

static const char *show_value(struct arena *arena, struct value value,
                              const struct define_indicator *indicator)
{
    if (!value_is_number(value) || !indicator)
        return check_show_plain(arena, value);
    const char *unit = indicator->unit && !is_percent(indicator) ? indicator->unit : "";
    return arena_printf(arena, "%s%s", show_number(arena, value, indicator), unit);
}

/* ---- sides ---- */

struct unit {
    const struct define_indicator *common; /* the first whose unit all others share; or NULL */
    bool mixed;
};

bool check_is_literal(const struct define_term *term)
{
    return *term->sql == '\'' || term->sql[strspn(term->sql, "0123456789.")] == '\0';
}

static void find_unit(const struct checking *checking, const struct define_side *side,
                      struct unit *unit)
{
    for (const struct define_term *t = side->terms; t; t = t->next) {
        const struct define_indicator *own = check_indicator(checking, t->name);
        if (!own) {
            unit->mixed = unit->mixed || (!t->name && !check_is_literal(t));
            continue;
        }
        const char *mine = own->unit ? own->unit : "";
        const char *theirs = unit->common && unit->common->unit ? unit->common->unit : "";
        unit->mixed = unit->mixed || (unit->common && strcmp(mine, theirs) != 0);
        unit->common = unit->common ? unit->common : own;
    }
}

static void put_term(struct checking *checking, const struct define_term *term, bool alone,
                     struct buf *out)
{
    struct arena *arena = checking->composer->audit->arena;
    struct value value;
    if (check_is_literal(term) || !checking_value(checking, term->sql, &value)) {
        buf_puts(out, term->sql);
        return;
    }
    const char *shown = show_value(arena, value, check_indicator(checking, term->name));
    if (term->name)
        buf_printf(out, "%s %s", check_name(arena, term->name), shown);
    else
        buf_printf(out, alone ? "%s = %s" : "%s（%s）", term->sql, shown);
}

static void put_side(struct checking *checking, const struct define_side *side, struct value total,
                     const struct unit *unit, struct buf *out)
{
    bool alone = !side->terms->next && !side->terms->minus;
    for (const struct define_term *t = side->terms; t; t = t->next) {
        if (t != side->terms)
            buf_puts(out, t->minus ? " - " : " + ");
        else if (t->minus)
            buf_putc(out, '-');
        put_term(checking, t, alone, out);
    }
    if (!alone)
        buf_printf(
            out, " = %s",
            show_value(checking->composer->audit->arena, total, unit->mixed ? NULL : unit->common));
}

const char *check_sign(const struct define_check *check, bool holds)
{
    static const char *const signs[][2] = {
        [DEFINE_NO_RELATION] = {"", ""}, [DEFINE_EQUAL] = {"≠", "="},
        [DEFINE_UNEQUAL] = {"=", "≠"},   [DEFINE_LESS] = {"≥", "<"},
        [DEFINE_AT_MOST] = {">", "≤"},   [DEFINE_MORE] = {"≤", ">"},
        [DEFINE_AT_LEAST] = {"<", "≥"},
    };
    return signs[check->relation][holds];
}

double check_room(const struct define_check *check, double right)
{
    return check->tolerance_percent ? check->tolerance / 100 * fabs(right) : check->tolerance;
}

struct value check_apart(struct value left, struct value right)
{
    bool whole = left.kind == VALUE_INTEGER && right.kind == VALUE_INTEGER;
    int64_t exact = 0;
    if (whole && !__builtin_sub_overflow(left.integer, right.integer, &exact))
        return value_integer(exact);
    return value_real(value_as_real(left) - value_as_real(right));
}

/* The difference of rates is in 个百分点. */
static void put_difference(struct checking *checking, const struct unit *unit, struct buf *out)
{
    struct arena *arena = checking->composer->audit->arena;
    struct value value = check_apart(checking->left, checking->right);
    const struct define_indicator *common = unit->mixed ? NULL : unit->common;
    const char *word = is_percent(common) ? "个百分点" : common && common->unit ? common->unit : "";
    buf_printf(out, "，差 %s%s", check_show_plain(arena, value), word);
    const struct define_check *check = checking->check;
    if (check->tolerance > 0)
        buf_printf(out, "，容差 %s%s", check_show_plain(arena, value_real(check->tolerance)),
                   check->tolerance_percent ? "%" : word);
}

static void put_comparison(struct checking *checking, bool holds, struct buf *out)
{
    const struct define_check *check = checking->check;
    struct unit unit = {NULL, false};
    find_unit(checking, &check->left, &unit);
    find_unit(checking, &check->right, &unit);
    bool numbers = value_is_number(checking->left) && value_is_number(checking->right);
    bool apart = numbers && !(value_as_real(checking->left) <= value_as_real(checking->right) &&
                              value_as_real(checking->left) >= value_as_real(checking->right));
    bool near = holds && apart && check->relation == DEFINE_EQUAL;
    put_side(checking, &check->left, checking->left, &unit, out);
    buf_printf(out, " %s ", near ? "≈" : check_sign(check, holds));
    put_side(checking, &check->right, checking->right, &unit, out);
    if (numbers && (near || !holds))
        put_difference(checking, &unit, out);
}

/* ---- other rules ---- */

bool check_is_repeated(const struct define_expr *rule, size_t index)
{
    const struct define_name *name = &rule->names[index];
    bool repeated = false;
    for (size_t i = 0; i < index && !repeated; i++)
        repeated =
            rule->names[i].shift == name->shift && strcmp(rule->names[i].name, name->name) == 0;
    return repeated;
}

/* A name as SQL: 上期."受理". */
static const char *name_sql(struct arena *arena, const struct define_name *name)
{
    struct buf sql = {0};
    const struct define_name bare = {name->shift, "", name->place, NULL, NULL};
    buf_printf(&sql, "%s\"", check_name(arena, &bare));
    for (const char *c = name->name; *c; c++) {
        if (*c == '"')
            buf_putc(&sql, '"');
        buf_putc(&sql, *c);
    }
    buf_putc(&sql, '"');
    const char *copy = buf_copy(&sql, arena);
    buf_done(&sql);
    return copy;
}

static void put_names(struct checking *checking, struct buf *out)
{
    struct arena *arena = checking->composer->audit->arena;
    const struct define_expr *rule = &checking->check->rule;
    for (size_t i = 0; i < rule->name_count; i++) {
        const struct define_name *name = &rule->names[i];
        struct value value;
        if (check_is_repeated(rule, i) || !checking_value(checking, name_sql(arena, name), &value))
            continue;
        buf_printf(out, "%s%s %s", out->length ? "，" : "", check_name(arena, name),
                   show_value(arena, value, check_indicator(checking, name)));
    }
}

/* ；各社区：春晖社区 12件、文昌社区 9件: what a sum over the communities below is made of. */
static void put_children(struct checking *checking, const struct define_name *name, struct buf *out)
{
    struct composer *composer = checking->composer;
    size_t count = 0;
    const struct frame_child *children =
        frame_children(composer->frame, name, &count, composer->diags);
    buf_printf(out, "；%s%s：",
               name->shift == DEFINE_CURRENT    ? "各社区"
               : name->shift == DEFINE_PREVIOUS ? "上期各社区"
                                                : "同期各社区",
               name->aggregate->column);
    for (size_t i = 0; children && i < count && i < CHILDREN_MOST; i++)
        buf_printf(out, "%s%s %s", i ? "、" : "",
                   compose_clean(composer->audit->arena, children[i].name),
                   children[i].value.kind == VALUE_NULL
                       ? "没有值"
                       : show_value(composer->audit->arena, children[i].value,
                                    check_indicator(checking, name)));
    if (count > CHILDREN_MOST)
        buf_printf(out, "……共 %zu 个", count);
}

const char *check_words(struct checking *checking, bool holds)
{
    struct buf text = {0};
    const struct define_expr *rule = &checking->check->rule;
    if (checking->check->relation == DEFINE_NO_RELATION)
        put_names(checking, &text);
    else
        put_comparison(checking, holds, &text);
    for (size_t i = 0; !holds && i < rule->name_count; i++)
        if (rule->names[i].aggregate && rule->names[i].aggregate->children &&
            rule->names[i].aggregate->column && !check_is_repeated(rule, i))
            put_children(checking, &rule->names[i], &text);
    const char *said = text.length ? buf_copy(&text, checking->composer->audit->arena) : "";
    buf_done(&text);
    return said;
}

const char *check_words_missing(struct checking *checking)
{
    struct arena *arena = checking->composer->audit->arena;
    const struct define_expr *rule = &checking->check->rule;
    struct buf text = {0};
    size_t count = 0;
    for (size_t i = 0; i < rule->name_count; i++) {
        const struct define_name *name = &rule->names[i];
        struct value value;
        if (check_is_repeated(rule, i) ||
            !checking_value(checking, name_sql(arena, name), &value) || value.kind != VALUE_NULL)
            continue;
        if (count++ < MISSING_MOST)
            buf_printf(&text, "%s%s", text.length ? "、" : "", check_name(arena, name));
    }
    const char *said = count == 0             ? "算不出值"
                       : count > MISSING_MOST ? arena_printf(arena, "%s等没有值", text.data)
                                              : arena_printf(arena, "%s没有值", text.data);
    buf_done(&text);
    return said;
}

/* ---- where it is printed ---- */

static bool prints_text(const struct model_text *text, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < text->count; i++) {
        const char *source = text->spans[i].source;
        if (source && strncmp(source, name, length) == 0 &&
            (source[length] == '\0' || source[length] == '|'))
            return true;
    }
    return false;
}

static bool prints_data(const struct model_block *block, const char *data)
{
    const char *own = block->table ? block->table->name : NULL;
    own = block->chart ? block->chart->name : own;
    return own && data && strcmp(own, data) == 0;
}

static bool prints(struct composer *composer, const struct model_block *block,
                   const struct define_check *check)
{
    bool printed = prints_data(block, check->each);
    for (size_t i = 0; i < check->rule.name_count && !printed; i++) {
        const struct define_name *name = &check->rule.names[i];
        printed = name->aggregate
                      ? prints_data(block, name->aggregate->data)
                      : prints_text(&block->text, check_name(composer->audit->arena, name));
    }
    return printed;
}

const char *check_words_printed(struct composer *composer, const struct define_check *check)
{
    const struct model *model = composer->model;
    struct buf lines = {0};
    const char *file = NULL;
    long last = 0;
    for (size_t i = 0; i < model->block_count; i++) {
        const struct model_block *block = &model->blocks[i];
        if (!block->file || block->line == last || !prints(composer, block, check))
            continue;
        buf_printf(&lines, "%s%ld", lines.length ? "、" : "", block->line);
        file = block->file;
        last = block->line;
    }
    const char *slash = file ? strrchr(file, '/') : NULL;
    const char *said = file ? arena_printf(composer->audit->arena, "印在 %s 第 %s 行",
                                           slash ? slash + 1 : file, lines.data)
                            : NULL;
    buf_done(&lines);
    return said;
}
