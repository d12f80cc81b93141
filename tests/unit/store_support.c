#include "store_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

void fixture_open(struct fixture *fixture)
{
    static int number;
    memset(fixture, 0, sizeof *fixture);
    world_init(&fixture->world);
    fixture->world.now = 1795478400; /* 2026-11-24 00:00 UTC */
    fixture->arena = arena_new();
    fixture->diags = diags_new();
    fixture->path = arena_printf(fixture->arena, "%s/store-%d.db", tap_dir(), ++number);
    CHECK_INT(store_init(fixture->path, &fixture->world, fixture->diags), STORE_INIT_CREATED);
    fixture->store = store_open(fixture->path, STORE_WRITE, &fixture->world, fixture->diags);
    CHECK(fixture->store != NULL);
    CHECK_INT(diags_kept(fixture->diags), 0);
}

void fixture_open_with_places(struct fixture *fixture)
{
    fixture_open(fixture);
    struct store_tally tally;
    CHECK(begin(fixture, "communities"));
    put(fixture, "communities", 2, "539902001000|望澜街道|街道|");
    put(fixture, "communities", 3, "539902001001|春晖社区|社区|539902001000");
    put(fixture, "communities", 4, "539902001002|桂苑社区|社区|539902001000");
    CHECK(commit(fixture, &tally));
    CHECK_INT(tally.added, 3);
    CHECK(begin(fixture, "grids"));
    put(fixture, "grids", 2, "539902001001001|539902001001|第一网格|王五|2020-01-01|");
    put(fixture, "grids", 3, "539902001001002|春晖社区|第二网格||2020-01-01|");
    put(fixture, "grids", 4, "539902001002001|桂苑社区|桂一||2020-01-01|");
    CHECK(commit(fixture, &tally));
    CHECK_INT(tally.added, 3);
    CHECK_INT(put_alone(fixture, "households", HOUSEHOLD), STORE_ADDED);
    CHECK_INT(diags_kept(fixture->diags), 0);
}

void fixture_close(struct fixture *fixture)
{
    store_close(fixture->store);
    diags_free(fixture->diags);
    arena_free(fixture->arena);
}

void fixture_forget(struct fixture *fixture)
{
    diags_free(fixture->diags);
    fixture->diags = diags_new();
}

bool begin(struct fixture *fixture, const char *kind)
{
    return store_batch_begin(fixture->store, store_kind_find(kind), "记录.csv", fixture->diags);
}

static struct value typed(const struct store_field *field, const char *text)
{
    int32_t date;
    if (*text == '\0')
        return value_null();
    switch (field->type) {
    case STORE_INTEGER:
    case STORE_MONEY:
    case STORE_BOOLEAN:
        return value_integer(strtoll(text, NULL, 10));
    case STORE_NUMBER:
        return strchr(text, '.') ? value_real(strtod(text, NULL))
                                 : value_integer(strtoll(text, NULL, 10));
    case STORE_DATE:
        return value_date_parse_iso(text, &date) ? value_date(date) : value_text(text);
    case STORE_TEXT:
    case STORE_IDENTIFIER:
    case STORE_CODE:
    case STORE_REFERENCE:
    case STORE_ID_CARD:
    case STORE_CREDIT_CODE:
    case STORE_AREA_CODE:
    case STORE_PERIOD:
    default:
        return value_text(text);
    }
}

enum store_outcome put(struct fixture *fixture, const char *kind_name, long line,
                       const char *record)
{
    const struct store_kind *kind = store_kind_find(kind_name);
    struct value values[32];
    char *rest = arena_strdup(fixture->arena, record);
    for (size_t i = 0; i < kind->field_count; i++) {
        char *text = strsep(&rest, "|");
        values[i] = text ? typed(&kind->fields[i], text) : value_null();
    }
    struct place place = {"记录.csv", line, 0, 0, NULL};
    return store_put(fixture->store, values, &place, fixture->diags);
}

bool commit(struct fixture *fixture, struct store_tally *ret_tally)
{
    return store_batch_commit(fixture->store, ret_tally, fixture->diags);
}

enum store_outcome put_alone(struct fixture *fixture, const char *kind, const char *record)
{
    struct store_tally tally;
    if (!begin(fixture, kind))
        return STORE_FAILED;
    enum store_outcome outcome = put(fixture, kind, 2, record);
    if (outcome == STORE_REFUSED || outcome == STORE_FAILED)
        store_batch_rollback(fixture->store);
    else if (!commit(fixture, &tally))
        outcome = STORE_FAILED;
    return outcome;
}

const char *ask(struct fixture *fixture, const char *sql)
{
    sqlite3 *db = store_reader_open(fixture->path, fixture->diags);
    sqlite3_stmt *statement = NULL;
    const char *answer = NULL;
    if (!CHECK(db != NULL))
        return NULL;
    if (!CHECK(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK))
        printf("# %s\n", sqlite3_errmsg(db));
    else if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0))
        answer = arena_strdup(fixture->arena, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return answer;
}

void meddle(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    CHECK(sqlite3_open(path, &db) == SQLITE_OK);
    if (!CHECK(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK))
        printf("# %s\n", sqlite3_errmsg(db));
    sqlite3_close(db);
}

const char *code_at(const struct diags *diags, size_t index)
{
    const struct diag *diag = diags_at(diags, index);
    return diag ? diag->kind->code : "";
}
