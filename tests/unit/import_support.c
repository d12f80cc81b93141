#include "import_support.h"

#include <sqlite3.h> /* only to look at what was loaded */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

static const char *shipped_names(struct arena *arena)
{
    const char *root = getenv("HUIBAO_ROOT");
    return arena_printf(arena, "%s/report-templates/synonyms/standard.yaml", root ? root : ".");
}

void desk_open(struct desk *desk)
{
    static int number;
    memset(desk, 0, sizeof *desk);
    world_init(&desk->world);
    desk->world.now = 1795478400; /* 2026-11-24 00:00 UTC */
    desk->arena = arena_new();
    desk->diags = diags_new();
    desk->database = arena_printf(desk->arena, "%s/import-%d.db", tap_dir(), ++number);
    desk->names = import_names_new(desk->arena);
    CHECK(import_names_read(desk->names, shipped_names(desk->arena), &desk->world, desk->diags));
    desk->file = arena_printf(desk->arena, "%s/记录-%d.csv", tap_dir(), number);
    CHECK_INT(store_init(desk->database, &desk->world, desk->diags), STORE_INIT_CREATED);
    desk->store = store_open(desk->database, STORE_WRITE, &desk->world, desk->diags);
    CHECK(desk->store != NULL);
    CHECK(
        take(desk, "communities",
             "社区编码,名称,级别,上级编码\n539902001000,望澜街道,街道,\n"
             "539902001001,春晖社区,社区,539902001000\n539902001002,桂苑社区,社区,539902001000\n"));
    CHECK(take(desk, "grids",
               "网格编码,社区编码,名称,成立日期\n539902001001001,539902001001,第一网格,2020-01-01\n"
               "539902001001002,春晖社区,第二网格,2020-01-01\n539902001002001,桂苑社区,桂一,2020-"
               "01-01\n"));
    CHECK(take(desk, "households",
               "户号,网格编码,户主,迁入日期\n100001,539902001001001,张三,2020-05-01\n"));
    CHECK_INT(diags_kept(desk->diags), 0);
}

void desk_close(struct desk *desk)
{
    store_close(desk->store);
    diags_free(desk->diags);
    arena_free(desk->arena);
}

bool take_path(struct desk *desk, const char *kind, const char *path)
{
    diags_free(desk->diags);
    desk->diags = diags_new();
    memset(&desk->result, 0, sizeof desk->result);
    struct import_options options = {.names = desk->names};
    return import_file(desk->store, store_kind_find(kind), path, &options, &desk->world,
                       &desk->result, desk->diags);
}

bool take_bytes(struct desk *desk, const char *kind, const void *bytes, size_t length)
{
    tap_write(desk->file, bytes, length);
    return take_path(desk, kind, desk->file);
}

bool take(struct desk *desk, const char *kind, const char *text)
{
    return take_bytes(desk, kind, text, strlen(text));
}

bool found(struct desk *desk, size_t index, const char *code, long line, long column)
{
    const struct diag *diag = diags_at(desk->diags, index);
    if (!CHECK(diag != NULL))
        return false;
    bool right = CHECK_STR(diag->kind->code, code) && CHECK_INT(diag->place.line, line) &&
                 CHECK_INT(diag->place.column, column) && CHECK(!strstr(diag->message, "？"));
    if (!right)
        printf("# %ld:%ld %s\n", diag->place.line, diag->place.column, diag->message);
    return right;
}

bool refused(struct desk *desk, const char *kind, const char *text, const char *code, long line,
             long column)
{
    bool right = CHECK(!take(desk, kind, text)) && CHECK_INT(diags_kept(desk->diags), 1) &&
                 found(desk, 0, code, line, column) &&
                 CHECK_STR(diags_at(desk->diags, 0)->place.file, desk->file);
    for (size_t i = 0; !right && i < diags_kept(desk->diags); i++)
        printf("# %s\n", diags_at(desk->diags, i)->message);
    return right;
}

const char *message(struct desk *desk, size_t index)
{
    const struct diag *diag = diags_at(desk->diags, index);
    return diag ? diag->message : "";
}

const char *hint_of(struct desk *desk, size_t index)
{
    const struct diag *diag = diags_at(desk->diags, index);
    return diag && diag->hint ? diag->hint : "";
}

const char *ask(struct desk *desk, const char *sql)
{
    sqlite3 *db = store_reader_open(desk->database, desk->diags);
    sqlite3_stmt *statement = NULL;
    const char *answer = NULL;
    if (!CHECK(db != NULL))
        return NULL;
    if (!CHECK(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK))
        printf("# %s\n", sqlite3_errmsg(db));
    else if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0))
        answer = arena_strdup(desk->arena, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return answer;
}
