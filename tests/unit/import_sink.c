/* Checked records that go somewhere else than the database. */
#include <string.h>

#include "import_support.h"
#include "tap.h"

struct taken {
    struct arena *arena;
    long columns[32], lines[8];
    const char *names[8];
    size_t count, most;
};

static void take_columns(void *context, const long *columns)
{
    struct taken *taken = context;
    const struct store_kind *kind = store_kind_find("residents");
    memcpy(taken->columns, columns, kind->field_count * sizeof *columns);
}

static bool take_record(void *context, const struct value *values, const struct place *place,
                        struct diags *diags)
{
    (void)diags;
    struct taken *taken = context;
    taken->lines[taken->count] = place->line;
    taken->names[taken->count++] = arena_strdup(taken->arena, values[2].text ? values[2].text : "");
    return taken->count < taken->most;
}

static bool pour(struct desk *desk, struct taken *taken, const char *text, bool partial)
{
    bool wanted[32] = {true}; /* 身份证号 */
    struct import_sink sink = {taken, wanted, take_columns, take_record};
    struct import_options options = {
        .names = desk->names, .sink = &sink, .partial = partial, .arena = desk->arena};
    diags_free(desk->diags);
    desk->diags = diags_new();
    taken->arena = desk->arena;
    taken->most = taken->most ? taken->most : 8;
    tap_write(desk->file, text, strlen(text));
    return import_file(NULL, store_kind_find("residents"), desk->file, &options, &desk->world,
                       &desk->result, desk->diags);
}

TEST(IMP067_only_the_key_is_wanted)
{
    struct desk desk;
    desk_open(&desk);
    struct taken taken = {0};
    /* no 户号, no database, a column nobody knows */
    CHECK(pour(&desk, &taken, "公民身份号码,姓明,备注\n" ID_ZHANG ",张　三,x\n" ID_LI ",,y\n",
               false));
    CHECK_INT(taken.count, 2);
    CHECK_INT(taken.columns[0], 1);
    CHECK_INT(taken.columns[2], 0);
    CHECK_INT(diags_count(desk.diags, DIAG_WARNING), 2);
    CHECK_STR(diags_at(desk.diags, 0)->kind->code, "IMP067");
    CHECK(strstr(hint_of(&desk, 0), "姓名") != NULL);
    CHECK_INT(desk.result.rows, 2);
    CHECK_INT(desk.result.batch, 0);
    CHECK_STR(ask(&desk, "SELECT count(*) FROM 居民"), "0");
    desk_close(&desk);
}

TEST(a_sink_gets_clean_records_or_none)
{
    struct desk desk;
    desk_open(&desk);
    struct taken taken = {0};
    CHECK(pour(&desk, &taken, "身份证号,姓名\n" ID_ZHANG ",张　三\n", false));
    CHECK_STR(taken.names[0], "张三");
    CHECK_INT(taken.lines[0], 2);
    static const char bad[] =
        "身份证号,姓名,性别\n" ID_ZHANG ",张三,男\n,李四,\n" ID_LI ",李四,?\n";
    taken.count = 0;
    CHECK(!pour(&desk, &taken, bad, false));
    CHECK_STR(diags_at(desk.diags, 0)->kind->code, "IMP030");
    taken.count = 0;
    CHECK(pour(&desk, &taken, bad, true));
    CHECK_INT(taken.count, 1);
    CHECK_INT(desk.result.rejected, 2);
    CHECK(desk.result.rejects == NULL);
    desk_close(&desk);
}

TEST(a_sink_without_its_key_or_that_is_full)
{
    struct desk desk;
    desk_open(&desk);
    struct taken taken = {0};
    CHECK(!pour(&desk, &taken, "姓名,性别\n张三,男\n", false));
    CHECK_STR(diags_at(desk.diags, 0)->kind->code, "IMP022");
    CHECK(strstr(hint_of(&desk, 0), "--by") != NULL);
    CHECK(!pour(&desk, &taken, "户号,网格编码,户主,迁入日期\n1,539902001001001,张三,2020-05-01\n",
                false));
    CHECK_STR(diags_at(desk.diags, 0)->kind->code, "IMP025");
    CHECK(strstr(hint_of(&desk, 0), "huibao reconcile 住户 ") != NULL);
    taken.most = 1;
    CHECK(!pour(&desk, &taken, "身份证号,姓名\n" ID_ZHANG ",张三\n" ID_LI ",李四\n", false));
    CHECK_INT(taken.count, 1);
    desk_close(&desk);
}
