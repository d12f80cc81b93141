/*
 * Fuzzing what is done with the SQL of a definition: any text as a dataset's query, over a small
 * database. Nothing is written; what is refused has its reason; and whatever the query, the name, the
 * telephone and the ID number of the records stand in no cell, in no record listed behind a cell and in
 * no message. Every cell is followed to its records.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <huibao/base.h>
#include <huibao/define.h>
#include <huibao/frame.h>
#include <huibao/frame_trace.h>
#include <huibao/store.h>
#include <huibao/value.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LONGEST 2000
#define MOST_CELLS 12 /* followed to their records */

static const char report_text[] =
    "---\nid: r\ntitle: 报告\nstyle: gbt9704\nparams:\n"
    "  社区: {type: community, required: true}\n  期: {type: month, default: last}\n"
    "data:\n  不用: {sql: 'SELECT :社区 AS 甲, :期 AS 乙'}\n---\n# 甲\n\n```table\ndata: 不用\n"
    "columns: [{title: 一, value: 甲}, {title: 二, value: 乙}]\n```\n";

/* What no report prints: characters that the rest of the records does not have. */
static const char *const hidden[] = {"欧阳慧", "510100199003033456", "13800001234"};

static const char *const records[][13] = {
    {"communities", "510100000000", "青山区", "区县", ""},
    {"communities", "510100001000", "和平街道", "街道", "510100000000"},
    {"communities", "510100001001", "春晖社区", "社区", "510100001000"},
    {"grids", "510100001001001", "510100001001", "第一网格", "李四", "2020-01-01", ""},
    {"households", "H01", "510100001001001", "欧阳慧", "", "", "", "", "2020-01-01", ""},
    {"residents", "510100199003033456", "H01", "欧阳慧", "户主", "女", "1990-03-03", "", "", "", "",
     "户籍", "在住"},
    {"units", "91510100MA00000001", "510100001001", "机械厂", "企业", "其他", "", "", "欧阳慧",
     "13800001234", "12", "2026-01-01", ""},
    {"disputes", "J01", "510100001001", "", "2026-10-01", "邻里", "依申请", "调解成功", "口头", "2",
     "", "王强", "2026-10-05"},
    {"disputes", "J02", "510100001001", "", "2026-10-08", "物业", "依申请", "正在调解", "", "3", "",
     "", ""},
};

static struct value value_of(const struct store_field *field, const char *text)
{
    int32_t date = 0;
    if (!text || !text[0])
        return value_null();
    if (field->type == STORE_DATE && value_date_parse_iso(text, &date))
        return value_date(date);
    if (field->type == STORE_INTEGER || field->type == STORE_MONEY)
        return value_integer(atoll(text));
    return value_text(text);
}

static void put(struct store *store, const char *const *record, struct diags *diags)
{
    const struct store_kind *kind = store_kind_find(record[0]);
    struct value values[64];
    struct store_tally tally;
    struct place place = {.file = "f.csv", .line = 2};
    if (!kind || kind->field_count > 64 || !store_batch_begin(store, kind, "f.csv", diags))
        abort();
    for (size_t i = 0; i < kind->field_count; i++)
        values[i] = value_of(&kind->fields[i], i + 1 < BASE_COUNT(records[0]) ? record[i + 1] : "");
    if (kind == store_kind_find("residents"))
        values[kind->field_count - 2] = value_date(18262); /* 2020-01-01 */
    if (store_put(store, values, &place, diags) != STORE_ADDED ||
        !store_batch_commit(store, &tally, diags))
        abort();
}

static void set_limits(struct world *world)
{
    world_init(world);
    world->now = 1793678400; /* 2026-11-03 */
    world->max_rows = 40;    /* of at most 4 MB a text */
    world->max_sql_ms = 100;
}

static const char *database_once(void);

static void remove_database(void)
{
    unlink(database_once());
}

static const char *database_once(void)
{
    static char path[64];
    if (path[0])
        return path;
    snprintf(path, sizeof path, "/dev/shm/huibao-fuzz-sql-%ld.db", (long)getpid());
    struct diags *diags = diags_new();
    struct world world;
    set_limits(&world);
    if (store_init(path, &world, diags) == STORE_INIT_FAILED)
        abort();
    atexit(remove_database);
    struct store *store = store_open(path, STORE_WRITE, &world, diags);
    for (size_t i = 0; i < BASE_COUNT(records); i++)
        put(store, records[i], diags);
    store_close(store);
    diags_free(diags);
    return path;
}

static void hold_back(const char *text)
{
    for (size_t i = 0; i < BASE_COUNT(hidden); i++)
        if (text && strstr(text, hidden[i]))
            abort();
}

static void hold_back_values(const struct value *values, size_t count)
{
    static const struct value_format plain = {VALUE_STYLE_PLAIN, -1, NULL};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++)
        hold_back(value_show(arena, values[i], &plain));
    arena_free(arena);
}

static void follow(struct frame *frame, const struct define_dataset *dataset,
                   const struct frame_table *table, struct diags *diags)
{
    static const struct frame_records_request request = {.most = 5};
    size_t cells = table->row_count * table->column_count;
    for (size_t i = 0; i < cells && i < MOST_CELLS; i++) {
        struct frame_trace *trace =
            frame_trace_cell(frame, dataset, table->columns[i % table->column_count],
                             i / table->column_count, diags);
        if (!trace)
            continue;
        struct frame_records found = frame_trace_records(frame, trace, &request);
        hold_back(found.reason);
        hold_back(found.sql);
        if (!found.reason)
            hold_back_values(found.items ? found.items->cells : NULL,
                             found.count ? found.column_count : 0);
        for (size_t r = 1; !found.reason && r < found.count; r++)
            hold_back_values(found.items[r].cells, found.column_count);
    }
}

static void run(struct frame *frame, const char *sql, struct diags *diags)
{
    struct define_dataset dataset = {
        .name = "试",
        .sql = sql,
        .place = {.file = "r.md", .line = 9},
        .sql_place = {.file = "r.md", .line = 10, .column = 1, .text = sql}};
    const struct frame_table *table = frame_table(frame, &dataset, diags);
    if (!table != (diags_count(diags, DIAG_ERROR) > 0))
        abort();
    if (!table)
        return;
    hold_back_values(table->cells, table->row_count * table->column_count);
    follow(frame, &dataset, table, diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t bad = 0;
    if (size > LONGEST || memchr(data, 0, size) || !text_is_utf8((const char *)data, size, &bad))
        return 0;
    const char *database = database_once();
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    struct buf said = {0};
    struct frame_argument argument = {"社区", "春晖社区"};
    set_limits(&world);
    const char *sql = arena_strndup(arena, (const char *)data, size);
    for (size_t i = 0; i < BASE_COUNT(hidden); i++)
        if (strstr(sql, hidden[i]))
            goto done; /* its author knows it already */
    struct dictionary *dictionary = define_dictionary_text(arena, "d.yaml", "", 0, &world, diags);
    struct report *report = define_report_text(arena, "r.md", report_text, sizeof report_text - 1,
                                               dictionary, &world, diags);
    struct frame *frame = report ? frame_open(database, report, &argument, 1, &world, diags) : NULL;
    if (!frame)
        abort();
    run(frame, sql, diags);
    frame_close(frame);
    diags_print(diags, &said);
    hold_back(said.data);
done:
    buf_done(&said);
    diags_free(diags);
    arena_free(arena);
    return 0;
}
