/* Masking what a report prints of a person, and refusing what cannot be masked. */
#include "personal.h"

#include <math.h>
#include <string.h>

#include <huibao/define_front.h>

#include "frame_diags.h"
#include "personal_words.h"

/* ---- masking ---- */

struct value personal_mask(struct arena *arena, struct value value, enum store_privacy privacy)
{
    if (value.kind == VALUE_INTEGER &&
        (privacy == STORE_PRIVATE_PHONE || privacy == STORE_PRIVATE_ID))
        value = value_text(arena_printf(arena, "%lld", (long long)value.integer));
    if (value.kind == VALUE_DATE && privacy == STORE_PRIVATE_BIRTH)
        return value_text(arena_printf(arena, "%d年", value_date_to_civil(value.date).year));
    if (value.kind != VALUE_TEXT || privacy == STORE_PUBLIC)
        return value;
    return value_text(store_masked(arena, privacy, value.text));
}

/* ---- where a column comes from ---- */

struct personal_origin { /* a personal column of a table beneath the views */
    const char *table, *column;
    enum store_privacy privacy;
};

/* Those of one view, by SQLite's own account of it. */
static void add_origins(struct frame *frame, const struct guard_view *view)
{
    struct arena *arena = frame->arena;
    for (size_t c = 0; c < view->column_count; c++) {
        enum store_privacy privacy = store_privacy(view->columns[c]);
        if (privacy == STORE_PUBLIC || privacy == STORE_STAFF_NAME)
            continue;
        char *sql = sqlite3_mprintf("SELECT \"%w\" FROM \"%w\"", view->columns[c], view->name);
        sqlite3_stmt *statement = NULL;
        int status = sqlite3_prepare_v2(frame->store.db, sql, -1, &statement, NULL);
        const char *table = status == SQLITE_OK ? sqlite3_column_table_name(statement, 0) : NULL;
        const char *column = table ? sqlite3_column_origin_name(statement, 0) : NULL;
        if (column) {
            struct personal_origins *origins = &frame->origins;
            origins->items = arena_grow(arena, origins->items, origins->count, &origins->capacity,
                                        sizeof *origins->items);
            origins->items[origins->count++] = (struct personal_origin){
                arena_strdup(arena, table), arena_strdup(arena, column), privacy};
        }
        sqlite3_finalize(statement);
        sqlite3_free(sql);
    }
}

static enum store_privacy origin_privacy(struct frame *frame, sqlite3_stmt *statement, int column)
{
    const char *table = sqlite3_column_table_name(statement, column);
    const char *origin = sqlite3_column_origin_name(statement, column);
    for (size_t i = 0; table && origin && i < frame->origins.count; i++) {
        const struct personal_origin *known = &frame->origins.items[i];
        if (strcmp(known->table, table) == 0 && strcmp(known->column, origin) == 0)
            return known->privacy;
    }
    return STORE_PUBLIC;
}

/* ---- columns ---- */

static bool is_shown(const struct frame *frame, const char *column)
{
    for (const struct define_personal *p = frame->report->personal; p; p = p->next) {
        if (p->column && strcmp(p->column, column) == 0)
            return true;
    }
    return false;
}

static struct personal_flow flow_into(const struct personal_words *words, const char *name,
                                      size_t column)
{
    if (words->star || column >= words->column_count)
        return personal_words_named(words, name);
    return words->columns[column];
}

static enum store_privacy only_kind(unsigned kinds)
{
    for (unsigned k = STORE_PUBLIC + 1; k <= STORE_PRIVATE_BIRTH; k++) {
        if (kinds == 1u << k)
            return (enum store_privacy)k;
    }
    return STORE_PUBLIC;
}

/* An age or a day of a birthday to come is something else than the day of birth. */
static struct personal_column column_of(struct personal_flow flow, enum store_privacy origin)
{
    const unsigned birth = 1u << STORE_PRIVATE_BIRTH;
    struct personal_column column = {0};
    if (origin != STORE_PUBLIC)
        flow = (struct personal_flow){.kinds = 1u << origin};
    else if (flow.computed && flow.kinds & birth) {
        flow.kinds &= ~birth;
        column.birth = flow.column;
        column.whole = flow.whole;
        column.divided = flow.divided;
    }
    if (!flow.computed)
        column.privacy = only_kind(flow.kinds);
    if (flow.kinds && column.privacy == STORE_PUBLIC) {
        column.made = flow.column;
        column.makes_text = flow.text;
    }
    return column;
}

struct personal personal_find(struct frame *frame, const struct define_dataset *dataset,
                              sqlite3_stmt *statement, const struct frame_table *table)
{
    struct personal personal = {0};
    struct personal_words words = personal_words_read(frame->arena, &frame->store, dataset->sql);
    if (!frame->origins.known) {
        frame->origins.known = true;
        for (size_t v = 0; v < frame->store.view_count; v++)
            add_origins(frame, &frame->store.views[v]);
    }
    struct personal_column *columns =
        arena_array(frame->arena, table->column_count, sizeof *columns);
    bool any = false;
    for (size_t c = 0; c < table->column_count; c++) {
        enum store_privacy origin =
            words.compound ? STORE_PUBLIC : origin_privacy(frame, statement, (int)c);
        columns[c] = column_of(flow_into(&words, table->columns[c], c), origin);
        bool found = columns[c].privacy != STORE_PUBLIC || columns[c].made || columns[c].birth;
        if (found && is_shown(frame, table->columns[c]))
            columns[c] = (struct personal_column){.shown = true};
        any |= found;
    }
    if (!any)
        return personal;
    personal.columns = columns;
    personal.literals = words.literals;
    personal.literal_count = words.literal_count;
    return personal;
}

/* ---- values ---- */

static void refuse(const struct define_dataset *dataset, const struct frame_table *table,
                   const char *made, size_t column, struct diags *diags)
{
    diag_add(diags, &FRM057, &dataset->sql_place, DIAG_ARGS(table->columns[column], made));
    bool birth = store_privacy(made) == STORE_PRIVATE_BIRTH;
    diag_hint(diags,
              "直接选出“%s”这一列（印成%s），用 {{#逐个}} 一个个写%s；"
              "确要全写的，在前置部分写 个人信息: [{显示: %s, 理由: …}]",
              made, birth ? "1950年" : "张某、539902********1234",
              birth
                  ? "；年龄写作 CAST((julianday(:期末) - julianday(出生日期)) / 365.25 AS integer)"
                  : "",
              table->columns[column]);
}

/* As many digits as a day of birth has, or more: no count or age, but a number of somebody. */
static bool is_long_number(struct value value)
{
    const double most = 1e7;
    double number = value_as_real(value);
    return value_is_number(value) && (number >= most || number <= -most);
}

/* 2433554.5, -19500930, 1950/09/30: the day itself in another form; not 76, 1950, 09-30 or 1950年代. */
static bool is_day_again(struct value value)
{
    const double day_number = 1e6;
    size_t digits = 0;
    if (value_is_number(value))
        return value_as_real(value) >= day_number || value_as_real(value) <= -day_number;
    for (const char *at = value.kind == VALUE_TEXT ? value.text : ""; *at; at++)
        digits += *at >= '0' && *at <= '9';
    return digits > strlen("195009");
}

/* Of a day counted from another one: 33555 or 28062 tell it, too; an age in years does not. */
static bool tells_day(const struct personal_column *how, struct value value)
{
    const double oldest = 150, tenth = 10;
    if (!how->whole || !value_is_number(value))
        return false;
    double number = value_as_real(value), tenths = tenth * number;
    bool years = how->divided && number >= -oldest && number <= oldest;
    return !years || fabs(tenths - round(tenths)) > 1e-6;
}

static bool is_literal(const struct personal *personal, const char *text)
{
    for (size_t i = 0; i < personal->literal_count; i++) {
        if (strcmp(personal->literals[i], text) == 0)
            return true;
    }
    return false;
}

bool personal_value(struct arena *arena, const struct define_dataset *dataset,
                    const struct personal *personal, const struct frame_table *table, size_t column,
                    struct value *value, struct diags *diags)
{
    const struct personal_column *how = &personal->columns[column];
    if (value->kind == VALUE_TEXT && is_literal(personal, value->text))
        return true;
    if (how->made && (value->kind == VALUE_TEXT || is_long_number(*value))) {
        refuse(dataset, table, how->made, column, diags);
        return false;
    }
    if (how->birth && (is_day_again(*value) || tells_day(how, *value))) {
        refuse(dataset, table, how->birth, column, diags);
        return false;
    }
    if (how->birth)
        *value = personal_mask(arena, *value, STORE_PRIVATE_BIRTH);
    *value = personal_mask(arena, *value, how->privacy);
    return true;
}

void personal_check(const struct define_dataset *dataset, const struct personal *personal,
                    const struct frame_table *table, struct diags *diags)
{
    for (size_t c = 0; personal->columns && c < table->column_count; c++) {
        if (personal->columns[c].made && personal->columns[c].makes_text)
            refuse(dataset, table, personal->columns[c].made, c, diags);
    }
}
