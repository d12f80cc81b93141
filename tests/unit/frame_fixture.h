/*
 * A small database for the tests of frame and compose: one street, two communities, disputes of
 * three months, some quantities. Made through the store's own writing, like an import.
 */
#ifndef TESTS_FRAME_FIXTURE_H
#define TESTS_FRAME_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>

#include <huibao/base.h>
#include <huibao/store.h>
#include <huibao/value.h>

#include "tap.h"

/* 2026-11-03 12:00 in China */
#define FIXTURE_NOW INT64_C(1793678400)

/* Fields in the kind's order, separated by |; an empty one is missing. */
static const char *const fixture_communities[] = {
    "510100000000|青山区|区县|",
    "510100001000|和平街道|街道|510100000000",
    "510100001001|春晖社区|社区|510100001000",
    "510100001002|桂苑社区|社区|510100001000",
    NULL,
};
/* 春晖: 2026-10 5 (邻里 3, 物业 2), 2026-09 4, 2025-10 none; 桂苑: 2026-10 1 */
static const char *const fixture_disputes[] = {
    "J01|510100001001||2026-10-01|邻里|依申请|调解成功|口头|2||王强|2026-10-05",
    "J02|510100001001||2026-10-08|邻里|主动排查|调解成功|书面|3|1250050|王强|2026-10-20",
    "J03|510100001001||2026-10-15|物业|依申请|调解成功|书面|2|300000|李娟|2026-10-30",
    "J04|510100001001||2026-10-20|物业|信访移送|调解不成||4||李娟|2026-10-31",
    "J05|510100001001||2026-10-31|邻里|依申请|正在调解||2|||",
    "J06|510100001001||2026-09-01|消费|依申请|调解成功|口头|2||王强|2026-09-02",
    "J07|510100001001||2026-09-11|邻里|依申请|调解成功|口头|2||王强|2026-09-12",
    "J08|510100001001||2026-09-21|邻里|依申请|调解不成||2||王强|2026-09-22",
    "J09|510100001001||2026-09-30|物业|依申请|调解成功|口头|2||王强|2026-10-02",
    "J10|510100001002||2026-10-09|合同|依申请|移送||2||赵敏|2026-10-10",
    NULL,
};
static const char *const fixture_quantities[] = {
    "510100001001|2026-10|志愿者|126|人",
    "510100001001|2026-10|社区面积|2.35|平方公里",
    "510100001001|2025-10|志愿者|100|人",
    NULL,
};

static inline struct value fixture_value(const struct store_field *field, const char *text)
{
    int32_t date = 0;
    if (!text[0])
        return value_null();
    if (field->type == STORE_DATE && value_date_parse_iso(text, &date))
        return value_date(date);
    if (field->type == STORE_INTEGER || field->type == STORE_MONEY)
        return value_integer(atoll(text));
    if (field->type == STORE_NUMBER)
        return strchr(text, '.') ? value_real(strtod(text, NULL)) : value_integer(atoll(text));
    return value_text(text);
}

static inline void fixture_put_file(struct store *store, const char *kind_name, const char *file,
                                    const char *const *rows, struct diags *diags)
{
    const struct store_kind *kind = store_kind_find(kind_name);
    struct arena *arena = arena_new();
    struct value *values = arena_array(arena, kind->field_count, sizeof *values);
    struct store_tally tally;
    CHECK(store_batch_begin(store, kind, file, diags));
    for (long line = 0; rows[line]; line++) {
        char *row = arena_strdup(arena, rows[line]);
        struct place place = {.file = file, .line = line + 2};
        for (size_t i = 0; i < kind->field_count; i++) {
            char *bar = strchr(row, '|');
            if (bar)
                *bar = '\0';
            values[i] = fixture_value(&kind->fields[i], row);
            row = bar ? bar + 1 : row + strlen(row);
        }
        CHECK_INT(store_put(store, values, &place, diags), STORE_ADDED);
    }
    CHECK(store_batch_commit(store, &tally, diags));
    arena_free(arena);
}

static inline void fixture_put(struct store *store, const char *kind_name, const char *const *rows,
                               struct diags *diags)
{
    fixture_put_file(store, kind_name, "fixture.csv", rows, diags);
}

static inline struct world fixture_world(void)
{
    struct world world;
    world_init(&world);
    world.now = FIXTURE_NOW;
    return world;
}

/* The path of a database with these records, made new. */
static inline const char *fixture_database(const char *name)
{
    struct world world = fixture_world();
    struct diags *diags = diags_new();
    const char *path = tap_path(name);
    CHECK_INT(store_init(path, &world, diags), STORE_INIT_CREATED);
    struct store *store = store_open(path, STORE_WRITE, &world, diags);
    if (CHECK(store != NULL)) {
        fixture_put(store, "communities", fixture_communities, diags);
        fixture_put(store, "disputes", fixture_disputes, diags);
        fixture_put(store, "quantities", fixture_quantities, diags);
    }
    store_close(store);
    struct buf said = {0};
    diags_print(diags, &said);
    if (said.length)
        printf("# %s\n", said.data);
    buf_done(&said);
    diags_free(diags);
    return path;
}

/* Prints what was said, for a test that fails; and its codes as one text: FRM001 FRM004. */
static inline char *fixture_codes(struct arena *arena, const struct diags *diags)
{
    struct buf codes = {0};
    for (size_t i = 0; i < diags_kept(diags); i++)
        buf_printf(&codes, "%s%s", i ? " " : "", diags_at(diags, i)->kind->code);
    char *text = arena_strndup(arena, codes.length ? codes.data : "", codes.length);
    buf_done(&codes);
    return text;
}

#endif
