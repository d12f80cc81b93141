/* One record: find its parents, find itself, compare, write. */
#include <assert.h>
#include <string.h>

#include "batch.h"

/* What one call works on. */
struct put {
    struct store *store;
    struct store_batch *batch;
    const struct value *values;
    const struct place *place;
    struct diags *diags;
    bool exists; /* batch->find stands on the stored row */
};

enum { COLUMN_ID, COLUMN_BATCH, COLUMN_LINE, COLUMN_FIELDS };

static enum store_outcome fail(struct put *put, int status)
{
    store_fail(put->store->db, status, put->store->path, put->diags);
    put->batch->failed = true;
    return STORE_FAILED;
}

static struct place place_of(const struct put *put, size_t field)
{
    struct place place = *put->place;
    place.column = put->batch->columns[field];
    return place;
}

static bool is_present(const struct put *put, size_t field)
{
    return put->batch->columns[field] != 0;
}

/* The record's name in messages: its first key field. */
static const char *key_text(const struct put *put)
{
    const struct store_kind *kind = put->batch->kind;
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].key)
            return put->values[i].text;
    return "";
}

static size_t key_index(const struct put *put)
{
    size_t i = 0;
    while (!put->batch->kind->fields[i].key)
        i++;
    return i;
}

/* ---- values in and out of statements ---- */

static void put_digits(char *out, int number, int count)
{
    for (int i = count - 1; i >= 0; i--, number /= 10)
        out[i] = (char)('0' + number % 10);
}

/* By hand: three dates a record through printf() cost as much as finding the record. */
static const char *date_text(int32_t date, char out[STORE_DATE_SIZE])
{
    struct value_civil civil = value_date_to_civil(date);
    assert(civil.year >= 0 && civil.year <= 9999);
    memcpy(out, "0000-00-00", STORE_DATE_SIZE);
    put_digits(out, civil.year, 4);
    put_digits(out + 5, civil.month, 2);
    put_digits(out + 8, civil.day, 2);
    return out;
}

/* Texts stay the caller's, dates the batch's: every statement is run before store_put() returns. */
static int bind_value(sqlite3_stmt *statement, int index, struct value value,
                      char date[STORE_DATE_SIZE])
{
    switch (value.kind) {
    case VALUE_INTEGER:
        return sqlite3_bind_int64(statement, index, value.integer);
    case VALUE_REAL:
        return sqlite3_bind_double(statement, index, value.real);
    case VALUE_TEXT:
        return sqlite3_bind_text(statement, index, value.text, -1, SQLITE_STATIC);
    case VALUE_DATE:
        return sqlite3_bind_text(statement, index, date_text(value.date, date), -1, SQLITE_STATIC);
    case VALUE_NULL:
    default:
        return sqlite3_bind_null(statement, index);
    }
}

/* What the file says, or for a column it does not have, what is stored. */
static int bind_field(struct put *put, sqlite3_stmt *statement, int index, size_t field)
{
    const struct store_batch *batch = put->batch;
    if (!is_present(put, field) && put->exists)
        return sqlite3_bind_value(statement, index,
                                  sqlite3_column_value(batch->find, COLUMN_FIELDS + (int)field));
    if (batch->fields[field].resolve && batch->fields[field].id != 0)
        return sqlite3_bind_int64(statement, index, batch->fields[field].id);
    return bind_value(statement, index, put->values[field], batch->fields[field].date);
}

static int bind_record(struct put *put, sqlite3_stmt *statement)
{
    const struct store_kind *kind = put->batch->kind;
    int status = SQLITE_OK;
    for (size_t i = 0; i < kind->field_count && status == SQLITE_OK; i++)
        if (is_present(put, i) || !put->exists)
            status = bind_field(put, statement, (int)i + 1, i);
    int next = (int)kind->field_count;
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, next + 1, put->batch->id);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, next + 2, put->place->line);
    return status;
}

static bool text_is_stored(sqlite3_stmt *row, int column, const char *text)
{
    const void *stored = sqlite3_column_text(row, column);
    size_t length = (size_t)sqlite3_column_bytes(row, column);
    return stored && length == strlen(text) && memcmp(stored, text, length) == 0;
}

static bool value_is_stored(sqlite3_stmt *row, int column, struct value value)
{
    char date[STORE_DATE_SIZE];
    int type = sqlite3_column_type(row, column);
    switch (value.kind) {
    case VALUE_INTEGER:
        return type == SQLITE_INTEGER && sqlite3_column_int64(row, column) == value.integer;
    case VALUE_REAL:
        return type == SQLITE_FLOAT && sqlite3_column_double(row, column) == value.real;
    case VALUE_TEXT:
        return type == SQLITE_TEXT && text_is_stored(row, column, value.text);
    case VALUE_DATE:
        return type == SQLITE_TEXT && text_is_stored(row, column, date_text(value.date, date));
    case VALUE_NULL:
    default:
        return type == SQLITE_NULL;
    }
}

static bool is_unchanged(const struct put *put)
{
    const struct store_batch *batch = put->batch;
    for (size_t i = 0; i < batch->kind->field_count; i++) {
        struct value value = put->values[i];
        if (batch->fields[i].resolve && batch->fields[i].id != 0)
            value = value_integer(batch->fields[i].id);
        if (is_present(put, i) && !value_is_stored(batch->find, COLUMN_FIELDS + (int)i, value))
            return false;
    }
    return true;
}

/* ---- parents ---- */

/* The community the record names; 0: it names none that is known. */
static int64_t community_of(const struct put *put)
{
    const struct store_kind *kind = put->batch->kind;
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].refers_to && strcmp(kind->fields[i].refers_to, "communities") == 0)
            return put->batch->fields[i].id;
    return 0;
}

/* *ret_several: the name is that of more than one. */
static int look_up(const struct put *put, struct store_batch_field *field, const char *text,
                   bool *ret_several)
{
    bool named = sqlite3_bind_parameter_count(field->resolve) > 1;
    int64_t community = named ? community_of(put) : 0;
    *ret_several = false;
    field->id = 0;
    if (field->last_id != 0 && field->last_community == community &&
        strcmp(field->last.data, text) == 0) {
        field->id = field->last_id;
        return SQLITE_OK;
    }
    int status = sqlite3_bind_text(field->resolve, 1, text, -1, SQLITE_STATIC);
    if (status == SQLITE_OK && named)
        status = community ? sqlite3_bind_int64(field->resolve, 2, community)
                           : sqlite3_bind_null(field->resolve, 2);
    if (status == SQLITE_OK)
        status = sqlite3_step(field->resolve);
    if (status == SQLITE_ROW) {
        field->id = sqlite3_column_int64(field->resolve, 0);
        status = named ? sqlite3_step(field->resolve) : SQLITE_DONE;
        *ret_several = status == SQLITE_ROW;
    }
    sqlite3_reset(field->resolve);
    if (field->id != 0 && !*ret_several) {
        buf_clear(&field->last);
        buf_puts(&field->last, text);
        field->last_id = field->id;
        field->last_community = community;
    }
    return status == SQLITE_ROW || status == SQLITE_DONE ? SQLITE_OK : status;
}

static void tell_parent(const struct put *put, size_t index, bool several)
{
    struct store_batch *batch = put->batch;
    const struct store_field *field = &batch->kind->fields[index];
    struct place place = place_of(put, index);
    const char *text = put->values[index].text;
    if (several) {
        store_several_parents(put->store, field, text, &place, put->diags);
        return;
    }
    bool search = batch->searches_left > 0;
    batch->searches_left -= search;
    store_missing_parent(put->store, field, text, search, &place, put->diags);
}

static enum store_outcome resolve_parents(struct put *put)
{
    struct store_batch *batch = put->batch;
    enum store_outcome outcome = STORE_SAME;
    for (size_t i = 0; i < batch->kind->field_count; i++) {
        struct store_batch_field *field = &batch->fields[i];
        bool several = false;
        field->id = 0;
        if (!field->resolve || !is_present(put, i) || put->values[i].kind == VALUE_NULL)
            continue;
        int status = look_up(put, field, put->values[i].text, &several);
        if (status != SQLITE_OK)
            return fail(put, status);
        if (field->id != 0 && !several)
            continue;
        tell_parent(put, i, several);
        outcome = STORE_REFUSED;
    }
    return outcome;
}

/* ---- the record itself ---- */

static enum store_outcome find_stored(struct put *put)
{
    struct store_batch *batch = put->batch;
    int status = SQLITE_OK;
    for (size_t i = 0; i < batch->kind->field_count && status == SQLITE_OK; i++)
        if (batch->kind->fields[i].key)
            status = bind_field(put, batch->find, (int)i + 1, i);
    if (status == SQLITE_OK)
        status = sqlite3_step(batch->find);
    if (status != SQLITE_ROW && status != SQLITE_DONE)
        return fail(put, status);
    put->exists = status == SQLITE_ROW;
    return STORE_SAME;
}

static enum store_outcome refuse_duplicate(struct put *put, int64_t line)
{
    const struct store_kind *kind = put->batch->kind;
    struct arena *arena = arena_new();
    struct buf name = {0}, text = {0}, number = {0};
    for (size_t i = 0; i < kind->field_count; i++) {
        if (!kind->fields[i].key)
            continue;
        char date[STORE_DATE_SIZE];
        const struct value *value = &put->values[i];
        buf_printf(&name, "%s%s", name.length > 0 ? "、" : "", kind->fields[i].name);
        const char *shown =
            value->kind == VALUE_DATE
                ? date_text(value->date, date)
                : store_masked(arena, store_privacy(kind->fields[i].name), value->text);
        buf_printf(&text, "%s%s", text.length > 0 ? "、" : "", shown);
    }
    buf_printf(&number, "%lld", (long long)line);
    struct place place = place_of(put, key_index(put));
    diag_add(put->diags, &STO021, &place, DIAG_ARGS(name.data, text.data, number.data));
    diag_hint(put->diags, "同一个文件里每条记录只能出现一次，请删去其中一行");
    buf_done(&name);
    buf_done(&text);
    buf_done(&number);
    arena_free(arena);
    return STORE_REFUSED;
}

/* The key stood in an earlier line of this batch: written then, or met unchanged. */
static enum store_outcome refuse_second(struct put *put)
{
    struct store_batch *batch = put->batch;
    if (sqlite3_column_int64(batch->find, COLUMN_BATCH) == batch->id)
        return refuse_duplicate(put, sqlite3_column_int64(batch->find, COLUMN_LINE));
    sqlite3_bind_int64(batch->seen, 1, sqlite3_column_int64(batch->find, COLUMN_ID));
    int status = sqlite3_step(batch->seen);
    int64_t line = status == SQLITE_ROW ? sqlite3_column_int64(batch->seen, 0) : 0;
    sqlite3_reset(batch->seen);
    if (status == SQLITE_ROW)
        return refuse_duplicate(put, line);
    return status == SQLITE_DONE ? STORE_SAME : fail(put, status);
}

static size_t field_of_column(const struct store_kind *kind, const char *column)
{
    for (size_t i = 0; i < kind->field_count; i++)
        if (strcmp(kind->fields[i].column, column) == 0)
            return i;
    return 0;
}

static enum store_outcome check_rule(struct put *put, const struct store_batch_rule *rule)
{
    const struct store_kind *kind = put->batch->kind;
    int status = SQLITE_OK;
    for (size_t i = 0; i < kind->field_count && status == SQLITE_OK; i++)
        if (rule->parameters[i] != 0)
            status = bind_field(put, rule->statement, rule->parameters[i], i);
    if (status == SQLITE_OK)
        status = sqlite3_step(rule->statement);
    if (status == SQLITE_ROW) {
        const char *args[4] = {0};
        for (int i = 0; i < 3 && i < sqlite3_column_count(rule->statement); i++)
            args[i] = (const char *)sqlite3_column_text(rule->statement, i);
        struct place place = place_of(put, field_of_column(kind, rule->rule->column));
        diag_add(put->diags, rule->rule->diag, &place, args);
        if (rule->rule->hint)
            diag_hint(put->diags, "%s", rule->rule->hint);
    }
    sqlite3_reset(rule->statement);
    if (status == SQLITE_ROW)
        return STORE_REFUSED;
    return status == SQLITE_DONE ? STORE_SAME : fail(put, status);
}

static enum store_outcome check_rules(struct put *put)
{
    enum store_outcome outcome = STORE_SAME;
    for (size_t i = 0; i < put->batch->rule_count && outcome != STORE_FAILED; i++) {
        enum store_outcome one = check_rule(put, &put->batch->rules[i]);
        outcome = one == STORE_SAME ? outcome : one;
    }
    return outcome;
}

/* ---- writing ---- */

/* "UNIQUE constraint failed: communities.name": another record has the value. */
static bool refuse_taken(struct put *put, const char *words)
{
    const struct store_kind *kind = put->batch->kind;
    const char *column = strrchr(words, '.');
    if (!strstr(words, "UNIQUE") || !column)
        return false;
    size_t field = field_of_column(kind, column + 1);
    if (put->values[field].kind != VALUE_TEXT)
        return false;
    struct place place = place_of(put, field);
    diag_add(
        put->diags, &STO023, &place,
        DIAG_ARGS(kind->chinese, key_text(put), kind->fields[field].name, put->values[field].text));
    diag_hint(put->diags, "请改用不同的%s", kind->fields[field].name);
    return true;
}

/* "CHECK constraint failed: 迁出日期不能早于迁入日期": the constraint's name is the reason. */
static enum store_outcome refuse_constraint(struct put *put)
{
    const char *words = sqlite3_errmsg(put->store->db);
    if (refuse_taken(put, words))
        return STORE_REFUSED;
    const char *reason = strstr(words, "failed: ");
    struct place place = place_of(put, key_index(put));
    diag_add(put->diags, &STO022, &place,
             DIAG_ARGS(put->batch->kind->chinese, key_text(put),
                       reason ? reason + strlen("failed: ") : words));
    return STORE_REFUSED;
}

static enum store_outcome run(struct put *put, sqlite3_stmt *statement, enum store_outcome done)
{
    int status = store_constraints_ask(put->store->db, put->batch, put->values);
    if (status == SQLITE_OK)
        status = bind_record(put, statement);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    enum store_outcome outcome = done;
    if ((status & 0xFF) == SQLITE_CONSTRAINT)
        outcome = refuse_constraint(put);
    else if (status != SQLITE_DONE)
        outcome = fail(put, status);
    sqlite3_reset(statement);
    return outcome;
}

/* What was kept of a record that then was not changed after all: later batches may change it. */
static enum store_outcome keep_nothing(struct put *put, int64_t id)
{
    STORE_STATEMENT statement = NULL;
    int status =
        sqlite3_prepare_v2(put->store->db, "DELETE FROM history WHERE batch = ?1 AND record = ?2",
                           -1, &statement, NULL);
    if (status == SQLITE_OK) {
        sqlite3_bind_int64(statement, 1, put->batch->id);
        sqlite3_bind_int64(statement, 2, id);
        status = sqlite3_step(statement);
    }
    return status == SQLITE_DONE ? STORE_REFUSED : fail(put, status);
}

static enum store_outcome update_stored(struct put *put, int64_t id)
{
    struct store_batch *batch = put->batch;
    if (!batch->update) {
        const char *sql = store_sql_update(batch->arena, batch->kind, batch->columns);
        int status = sqlite3_prepare_v3(put->store->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                        &batch->update, NULL);
        if (status != SQLITE_OK)
            return fail(put, status);
    }
    sqlite3_bind_int64(batch->keep, 1, batch->id);
    sqlite3_bind_int64(batch->keep, 2, id);
    int kept = sqlite3_step(batch->keep);
    sqlite3_reset(batch->keep);
    if (kept != SQLITE_DONE)
        return fail(put, kept);
    sqlite3_bind_int64(batch->update, (int)batch->kind->field_count + 3, id);
    enum store_outcome outcome = run(put, batch->update, STORE_CHANGED);
    return outcome == STORE_REFUSED ? keep_nothing(put, id) : outcome;
}

static enum store_outcome mark_unchanged(struct put *put, int64_t id)
{
    sqlite3_bind_int64(put->batch->mark, 1, id);
    sqlite3_bind_int64(put->batch->mark, 2, put->place->line);
    int status = sqlite3_step(put->batch->mark);
    sqlite3_reset(put->batch->mark);
    return status == SQLITE_DONE ? STORE_SAME : fail(put, status);
}

static enum store_outcome write_record(struct put *put)
{
    int64_t id = put->exists ? sqlite3_column_int64(put->batch->find, COLUMN_ID) : 0;
    if (put->exists && is_unchanged(put))
        return mark_unchanged(put, id);
    enum store_outcome outcome = check_rules(put);
    if (outcome != STORE_SAME)
        return outcome;
    return put->exists ? update_stored(put, id) : run(put, put->batch->insert, STORE_ADDED);
}

/*
 * After a record that was new the next one most likely is new too, and then looking for it first is
 * half of the work. False when it is not so, or cannot be added as it is: nothing is written then.
 */
static bool add_new(struct put *put, enum store_outcome *ret_outcome)
{
    struct store_batch *batch = put->batch;
    if (batch->rule_count > 0 ||
        store_constraints_ask(put->store->db, batch, put->values) != SQLITE_OK ||
        bind_record(put, batch->insert) != SQLITE_OK)
        return false;
    int status = sqlite3_step(batch->insert);
    sqlite3_reset(batch->insert);
    if (status == SQLITE_DONE)
        *ret_outcome = STORE_ADDED;
    return status == SQLITE_DONE;
}

static enum store_outcome put_found(struct put *put)
{
    enum store_outcome outcome = find_stored(put);
    if (outcome == STORE_SAME && put->exists)
        outcome = refuse_second(put);
    if (outcome == STORE_SAME)
        outcome = write_record(put);
    sqlite3_reset(put->batch->find);
    return outcome;
}

enum store_outcome store_put(struct store *store, const struct value *fields,
                             const struct place *place, struct diags *diags)
{
    assert(store->batch);
    const struct value *values =
        forgotten_left_out(store->batch->forgotten, store->batch->kind, fields);
    struct put put = {store, store->batch, values, place ? place : &PLACE_NONE, diags, false};
    if (put.batch->failed)
        return STORE_FAILED;
    enum store_outcome outcome = resolve_parents(&put);
    if (outcome == STORE_SAME && !(put.batch->mostly_new && add_new(&put, &outcome)))
        outcome = put_found(&put);
    put.batch->mostly_new = outcome == STORE_ADDED;
    struct store_tally *tally = &put.batch->tally;
    tally->added += outcome == STORE_ADDED;
    tally->changed += outcome == STORE_CHANGED;
    tally->same += outcome == STORE_SAME;
    return outcome;
}

enum store_outcome store_check_parents(struct store *store, const struct value *fields,
                                       const struct place *place, struct diags *diags)
{
    const struct value *values =
        forgotten_left_out(store->batch->forgotten, store->batch->kind, fields);
    struct put put = {store, store->batch, values, place ? place : &PLACE_NONE, diags, false};
    return put.batch->failed ? STORE_FAILED : resolve_parents(&put);
}
