/*
 * The CHECK constraints of a table, for records that need not be asked about them.
 *
 * The schema holds against whoever writes. What this room writes by itself is nearly always known to
 * keep it before SQLite asks: a date is made from a number, a code is one of the field's words. Asking
 * all the same is a sixth of the time a large file takes. So where each constraint of a table is one that
 * the kind's fields say too, records that are shown here to keep them are written without being asked;
 * for any other record SQLite asks, and refuses with the constraint's name.
 */
#include <string.h>

#include "batch.h"

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

/* ", column || '-'" keeps SQLite from sorting the words anew for each record. */
static size_t known_words(const char *sql, const struct store_field *field, struct buf *form)
{
    struct buf words = {0};
    for (size_t i = 0; field->codes[i]; i++)
        buf_printf(&words, "%s'%s'", i > 0 ? ", " : "", field->codes[i]);
    buf_printf(form, "CHECK (%s IN (%s))", field->column, words.data);
    size_t known = count_of(sql, form->data);
    buf_clear(form);
    buf_printf(form, "CHECK (%s IN (%s, %s || '-'))", field->column, words.data, field->column);
    buf_done(&words);
    return known + count_of(sql, form->data);
}

static size_t known_order(const char *sql, const struct store_kind *kind,
                          const struct store_field *field, struct buf *form)
{
    const struct store_field *earlier = store_kind_field(kind, field->not_before);
    buf_printf(form, "CHECK (%s >= %s)", field->column, earlier->column);
    return count_of(sql, form->data);
}

/* How many constraints of the table are this field's, in the forms in which schema.c writes them. */
static size_t known_of(const char *sql, const struct store_kind *kind,
                       const struct store_field *field)
{
    struct buf form = {0};
    size_t known = 0;
    if (field->type == STORE_CODE)
        known = known_words(sql, field, &form);
    else if (field->type == STORE_ID_CARD)
        buf_printf(&form, "CHECK (length(%s) = 18)", field->column);
    else if (field->type == STORE_DATE)
        buf_printf(&form, "CHECK (%s IS date(%s, '+0 days'))", field->column, field->column);
    if (field->type == STORE_ID_CARD || field->type == STORE_DATE)
        known = count_of(sql, form.data);
    buf_clear(&form);
    if (field->not_before)
        known += known_order(sql, kind, field, &form);
    buf_done(&form);
    return known;
}

int store_constraints_known(sqlite3 *db, const struct store_kind *kind, bool *ret_known)
{
    STORE_STATEMENT statement = NULL;
    int status =
        sqlite3_prepare_v2(db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1",
                           -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_text(statement, 1, kind->table, -1, SQLITE_STATIC);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    if (status != SQLITE_ROW)
        return status == SQLITE_DONE ? SQLITE_CORRUPT : status;
    const char *sql = (const char *)sqlite3_column_text(statement, 0);
    if (!sql)
        return SQLITE_NOMEM;
    size_t known = 0;
    for (size_t i = 0; i < kind->field_count; i++)
        known += known_of(sql, kind, &kind->fields[i]);
    *ret_known = known == count_of(sql, "CHECK");
    return SQLITE_OK;
}

static bool is_word_of(const char *const *codes, const char *text)
{
    while (*codes && strcmp(*codes, text) != 0)
        codes++;
    return *codes != NULL;
}

static bool date_holds(struct value date, struct value earlier)
{
    return date.kind == VALUE_NULL ||
           (date.kind == VALUE_DATE && (earlier.kind == VALUE_NULL ||
                                        (earlier.kind == VALUE_DATE && date.date >= earlier.date)));
}

/* SQLite counts characters. */
static bool has_18_characters(const char *text)
{
    size_t length = 0;
    while (text[length] && (unsigned char)text[length] < 0x80)
        length++;
    return length == 18 && text[length] == '\0';
}

static bool field_holds(const struct store_field *field, struct value value, struct value earlier)
{
    if (field->type == STORE_DATE)
        return date_holds(value, field->not_before ? earlier : value_null());
    if (field->type == STORE_ID_CARD)
        return value.kind == VALUE_TEXT && has_18_characters(value.text);
    if (field->type == STORE_CODE && value.kind != VALUE_NULL)
        return value.kind == VALUE_TEXT && is_word_of(field->codes, value.text);
    return true;
}

static bool record_holds(const struct store_batch *batch, const struct value *values)
{
    const struct store_kind *kind = batch->kind;
    bool holds = true;
    for (size_t i = 0; i < kind->field_count && holds; i++)
        holds = field_holds(&kind->fields[i], values[i], values[batch->fields[i].earlier]);
    return holds;
}

/* The pragma makes SQLite prepare its statements again: it is set only where the answer changes. */
int store_constraints_ask(sqlite3 *db, struct store_batch *batch, const struct value *values)
{
    bool off = batch->constraints_known && record_holds(batch, values);
    if (off == batch->constraints_off)
        return SQLITE_OK;
    batch->constraints_off = off;
    return sqlite3_exec(
        db, off ? "PRAGMA ignore_check_constraints = ON" : "PRAGMA ignore_check_constraints = OFF",
        NULL, NULL, NULL);
}
