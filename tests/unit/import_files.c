/* Whole files: what they are, their encodings, all or nothing, twice, and sizes. */
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "import_support.h"
#include "tap.h"

#define HEAD "社区,期,名称,数值,单位\n"
#define ROW "春晖社区,2026-10,活动,3,次\n"
#define ROW_OF_NAME "走访,春晖社区,2026-10,3,次\n"

static size_t convert(const char *encoding, const char *text, char *out, size_t size)
{
    iconv_t converter = iconv_open(encoding, "UTF-8");
    char *from = (char *)(uintptr_t)text, *to = out;
    size_t left = strlen(text), room = size;
    CHECK(iconv(converter, &from, &left, &to, &room) == 0);
    iconv_close(converter);
    return size - room;
}

TEST(encodings_are_recognised)
{
    struct desk desk;
    char bytes[4096];
    desk_open(&desk);
    CHECK(take(&desk, "quantities", HEAD ROW));
    CHECK_STR(desk.result.encoding, "UTF-8");
    CHECK(take(&desk, "quantities", "\xEF\xBB\xBF" HEAD ROW));
    CHECK_STR(desk.result.encoding, "UTF-8（BOM）");
    CHECK_INT(desk.result.same, 1);
    size_t length = convert("GB18030", HEAD ROW "春晖社区,2026-10,\xF0\xA0\xAE\xB7,3,次\n", bytes,
                            sizeof bytes);
    CHECK(take_bytes(&desk, "quantities", bytes, length));
    CHECK_STR(desk.result.encoding, "GB 18030");
    CHECK_INT(desk.result.same, 1);
    CHECK_INT(desk.result.added, 1);
    CHECK_STR(ask(&desk, "SELECT count(*) FROM 数量 WHERE 名称 = '\xF0\xA0\xAE\xB7'"), "1");
    length = convert("UTF-16LE", "\xEF\xBB\xBF" HEAD ROW, bytes, sizeof bytes);
    CHECK(take_bytes(&desk, "quantities", bytes, length));
    CHECK_STR(desk.result.encoding, "UTF-16");
    desk_close(&desk);
}

static void check_kind_of_file(struct desk *desk, const void *bytes, size_t length,
                               const char *code)
{
    CHECK(!take_bytes(desk, "quantities", bytes, length));
    CHECK_INT(diags_kept(desk->diags), 1);
    found(desk, 0, code, 0, 0);
    CHECK_STR(diags_at(desk->diags, 0)->place.file, desk->file);
    CHECK(*hint_of(desk, 0) != '\0');
    CHECK_INT(diags_exit_status(desk->diags), 1);
}

TEST(IMP001_to_IMP005_files_of_other_kinds)
{
    struct desk desk;
    desk_open(&desk);
    check_kind_of_file(&desk, "", 0, "IMP001");
    check_kind_of_file(&desk, "\xEF\xBB\xBF", 3, "IMP001");
    check_kind_of_file(&desk, "\n\r\n , ,\n", 8, "IMP001");
    check_kind_of_file(&desk, "PK\3\4\24\0\6\0", 8, "SHT002");
    check_kind_of_file(&desk, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10, "SHT004");
    check_kind_of_file(&desk, "%PDF-1.7\n%\xE2\xE3", 11, "IMP004");
    check_kind_of_file(&desk, "<html><table><tr><td>社区</td>", 33, "IMP005");
    check_kind_of_file(&desk, "\xEF\xBB\xBF<?xml version=\"1.0\"?>", 24, "IMP005");
    CHECK(strstr(hint_of(&desk, 0), "另存为") != NULL);
    check_kind_of_file(&desk, "\r\n  <html><table>", 17, "IMP005");
    check_kind_of_file(&desk, "MIME-Version: 1.0\r\n", 19, "IMP005");
    desk_close(&desk);
}

TEST(IMP006_binary_files)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(!take_bytes(&desk, "quantities",
                      "\x7F"
                      "ELF\2\1\1\0\0\0",
                      10));
    found(&desk, 0, "IMP006", 1, 0);
    CHECK_STR(message(&desk, 0),
              arena_printf(desk.arena, "“%s”不是文本文件：第 8 个字节是空字节", desk.file));
    /* far behind the first block */
    struct buf text = {0};
    buf_puts(&text, HEAD);
    for (int i = 0; i < 4000; i++)
        buf_printf(&text, "春晖社区,2026-10,活动%d,3,次\n", i);
    buf_append(&text, "\0\0", 2);
    CHECK(!take_bytes(&desk, "quantities", text.data, text.length));
    found(&desk, 0, "IMP006", 4002, 0);
    buf_done(&text);
    desk_close(&desk);
}

TEST(IMP007_broken_encodings)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(!take(&desk, "quantities", "社区,期\n\xFF\xFF\xFF\n"));
    found(&desk, 0, "IMP007", 2, 0);
    CHECK(strstr(message(&desk, 0), "第 12 个字节不是 UTF-8 或 GB 18030") != NULL);
    struct buf text = {0};
    buf_puts(&text, HEAD);
    for (int i = 0; i < 4000; i++)
        buf_printf(&text, "春晖社区,2026-10,活动%d,3,次\n", i);
    size_t offset = text.length + strlen("春晖");
    buf_puts(&text, "春晖\xC0\xAF社区,2026-10,活动,3,次\n");
    CHECK(!take_bytes(&desk, "quantities", text.data, text.length));
    CHECK_INT(diags_kept(desk.diags), 1);
    found(&desk, 0, "IMP007", 4002, 0);
    CHECK(strstr(message(&desk, 0),
                 arena_printf(desk.arena, "第 %zu 个字节不是 UTF-8", offset + 1)) != NULL);
    /* cut off in the middle of a character */
    CHECK(!take_bytes(&desk, "quantities", HEAD ROW "春", strlen(HEAD ROW) + 2));
    CHECK_STR(diags_at(desk.diags, diags_kept(desk.diags) - 1)->kind->code, "IMP007");
    buf_done(&text);
    desk_close(&desk);
}

TEST(IMP008_only_a_header)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "quantities", HEAD, "IMP008", 1, 0);
    refused(&desk, "quantities", HEAD ",,,,\n\n", "IMP008", 1, 0);
    desk_close(&desk);
}

TEST(IMP010_a_line_without_end_is_not_read_to_its_end)
{
    struct desk desk;
    desk_open(&desk);
    FILE *file = fopen(desk.file, "wb");
    fputs(HEAD, file);
    char block[4096];
    memset(block, 'x', sizeof block);
    for (int i = 0; i < 51200; i++) /* 200 MB */
        fwrite(block, 1, sizeof block, file);
    fclose(file);
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    uint64_t start = world_ticks();
    CHECK(!take_path(&desk, "quantities", desk.file));
    CHECK(world_ticks() - start < 2000000000U); /* all of it takes far longer under ASan */
    getrusage(RUSAGE_SELF, &after);
    CHECK(after.ru_maxrss - before.ru_maxrss < 32 << 10);
    found(&desk, 0, "IMP010", 2, 0);
    CHECK_INT(diags_kept(desk.diags), 1);
    unlink(desk.file);
    desk_close(&desk);
}

TEST(IMP013_rows_with_too_many_or_too_few_cells)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(!take(&desk, "quantities",
                HEAD "春晖社区,2026-10,活动,3\n" ROW "春晖社区,2026-10,张三,李四,3,次\n"));
    CHECK_INT(diags_kept(desk.diags), 2);
    found(&desk, 0, "IMP013", 2, 0);
    CHECK_STR(message(&desk, 0), "这一行有 4 格，标题行有 5 格");
    found(&desk, 1, "IMP013", 4, 0);
    CHECK(strstr(hint_of(&desk, 1), "引号") != NULL);
    desk_close(&desk);
}

TEST(IMP011_and_IMP012_in_a_file)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "quantities", HEAD "春晖社区,2026-10,\"活动,3,次\n" ROW ROW, "IMP011", 2, 3);
    refused(&desk, "quantities", HEAD "春晖社区,2026-10,5\"水管,3,次\n" ROW, "IMP012", 2, 3);
    desk_close(&desk);
}

TEST(IMP014_a_disk_that_cannot_be_read)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(!take_path(&desk, "quantities", "/proc/self/mem")); /* address 0 gives an I/O error */
    found(&desk, 0, "IMP014", 0, 0);
    CHECK_INT(diags_exit_status(desk.diags), 3);
    desk_close(&desk);
}

TEST(directories_and_missing_files_are_refused_by_base)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(!take_path(&desk, "quantities", tap_dir()));
    found(&desk, 0, "BAS002", 0, 0);
    CHECK(!take_path(&desk, "quantities", tap_path("没有.csv")));
    found(&desk, 0, "BAS001", 0, 0);
    desk_close(&desk);
}

TEST(IMP015_totals_between_records)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(!take(&desk, "quantities",
                HEAD ROW "合 计,,,3,\n,小计：,,3,\n桂苑社区,2026-10,活动,3,次\n"));
    CHECK_INT(diags_kept(desk.diags), 2);
    found(&desk, 0, "IMP015", 3, 1);
    CHECK(strstr(hint_of(&desk, 0), "合计行和说明请删去") != NULL);
    found(&desk, 1, "IMP015", 4, 2);
    CHECK(take(&desk, "quantities", HEAD ROW)); /* the name of a quantity may be any word */
    CHECK(take(&desk, "quantities",
               "名称,社区编码,期,数值,单位\n总计,春晖社区,2026-10,3,次\n" ROW_OF_NAME));
    CHECK_INT(desk.result.rows, 2);
    CHECK_INT(diags_kept(desk.diags), 0);
    desk_close(&desk);
}

TEST(IMP069_what_stands_below_the_records)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "quantities",
               HEAD ROW
               "合　计,,,3,\n\n注：本表由各网格填报。\n填表人：张三,,审核人：李四,,2026年10月\n"));
    CHECK_INT(desk.result.rows, 1);
    CHECK_INT(diags_kept(desk.diags), 1);
    found(&desk, 0, "IMP069", 3, 0);
    CHECK_STR(message(&desk, 0), "从这一行起的 3 行（“合　计”……）在记录下面，没有读");
    static const char *const feet[] = {
        " 合计",  "\xC2\xA0小计", "　共 计：",   "备注：无",
        "说明:a", "制表：李四",   "审核人:王五", "报出日期：2026-10-31"};
    for (size_t i = 0; i < BASE_COUNT(feet); i++) {
        const char *file = arena_printf(desk.arena, "%s,,,\n,%s,,3,\n", HEAD ROW, feet[i]);
        CHECK(take(&desk, "quantities", file));
        found(&desk, 0, "IMP069", 4, 0);
    }
    /* in a column of names only what cannot be a record */
    CHECK(take(&desk, "quantities",
               "名称,社区编码,期,数值,单位\n走访,春晖社区,2026-10,3,次\n总计,,,3,\n"));
    CHECK_INT(desk.result.rows, 1);
    /* nothing else is passed over */
    CHECK(!take(&desk, "quantities", HEAD ROW "合计数,,,3,\n"));
    CHECK(!take(&desk, "quantities", HEAD ROW "张三：李四,,,3,\n"));
    CHECK(!take(&desk, "quantities", HEAD "合计,,,3,\n"));
    found(&desk, 0, "IMP069", 2, 0);
    found(&desk, 1, "IMP008", 1, 0);
    desk_close(&desk);
}

TEST(IMP070_what_every_page_has_over_again)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "quantities",
               "社区数量登记表,,,,\n" HEAD ROW "第 1 页，共 2 页,,,,\n社区数量登记表,,,,\n" HEAD
               "桂苑社区,2026-10,活动,3,次\n第2页\n"));
    CHECK_INT(desk.result.rows, 2);
    CHECK_INT(diags_kept(desk.diags), 2);
    found(&desk, 0, "IMP027", 2, 0);
    found(&desk, 1, "IMP070", 4, 0);
    CHECK_STR(message(&desk, 1), "这里又是列标题、表名或页码，没有读；这样的一共 4 行");
    /* what differs from them is a record, and is checked */
    CHECK(!take(&desk, "quantities", HEAD ROW "社区,期,名称,数值,计量单位\n"));
    CHECK(!take(&desk, "quantities", HEAD ROW "第一页,,,,\n"));
    desk_close(&desk);
}

TEST(IMP071_the_numbers_of_columns)
{
    static const char *const ids[] = {"甲,乙,1,2,3", "1,2,3,4,5", "甲,（1）,(2),（3）,4=1-2"};
    struct desk desk;
    desk_open(&desk);
    for (size_t i = 0; i < BASE_COUNT(ids); i++) {
        CHECK(take(&desk, "quantities", arena_printf(desk.arena, "%s%s\n%s", HEAD, ids[i], ROW)));
        CHECK_INT(desk.result.rows, 1);
        found(&desk, 0, "IMP071", 2, 0);
    }
    /* below a record they are none; nor are numbers that do not count on */
    CHECK(!take(&desk, "quantities", HEAD ROW "甲,乙,1,2,3\n"));
    CHECK(!take(&desk, "quantities", HEAD "甲,乙,1,3,2\n" ROW));
    CHECK(!take(&desk, "quantities", HEAD "甲,乙,丙,丁,戊\n" ROW));
    CHECK(!take(&desk, "quantities", HEAD "甲,1,,,\n" ROW));
    desk_close(&desk);
}

/* Words alone in their row, where a number or a code should be. */
TEST(a_row_of_one_remark)
{
    static const char head[] = "户号,网格编码,户主,迁入日期\n";
    static const char row[] = "7,539902001001001,张三,2020-05-01\n";
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "households", arena_printf(desk.arena, "%s%s以下空白,,,\n", head, row)));
    found(&desk, 0, "IMP069", 3, 0);
    refused(&desk, "households", arena_printf(desk.arena, "%s二组,,,\n%s", head, row), "IMP015", 2,
            1);
    /* a name alone is somebody whose other cells are missing */
    CHECK(!take(&desk, "households", arena_printf(desk.arena, "%s%s,,李四,\n", head, row)));
    found(&desk, 0, "IMP030", 3, 1);
    CHECK(!take(&desk, "households", arena_printf(desk.arena, "%s%s8,,,\n", head, row)));
    found(&desk, 0, "IMP030", 3, 2);
    desk_close(&desk);
}

TEST(all_or_nothing_with_every_mistake_in_one_run)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(!take(&desk, "quantities",
                HEAD ROW "春晖社区,十月,活动,三,次\n无名社区,2026-10,走访,3,户\n\n"
                         "\"桂苑社区\",\"2026-10\",\"多行\n的名\",x,个\n" ROW));
    CHECK_INT(diags_kept(desk.diags), 5);
    found(&desk, 0, "IMP040", 3, 2);
    found(&desk, 1, "IMP038", 3, 4);
    found(&desk, 2, "STO020", 4, 1);
    found(&desk, 3, "IMP038", 6, 4);
    found(&desk, 4, "STO021", 8, 1);
    CHECK(strstr(message(&desk, 4), "第 2 行") != NULL);
    /* a record that is wrong already is still asked for its parents */
    CHECK(!take(&desk, "quantities", HEAD "无名社区,2026-10,活动,三,次\n"));
    CHECK_INT(diags_kept(desk.diags), 2);
    found(&desk, 0, "IMP038", 2, 4);
    found(&desk, 1, "STO020", 2, 1);
    CHECK_STR(ask(&desk, "SELECT count(*) FROM 数量"), "0");
    CHECK_STR(ask(&desk, "SELECT count(*) FROM 导入批次 WHERE 种类 = '数量'"), "0");
    desk_close(&desk);
}

TEST(a_file_that_came_before_what_it_refers_to_is_told_once)
{
    struct desk desk;
    desk_open(&desk);
    struct buf text = {0};
    buf_puts(&text, HEAD);
    for (int i = 0; i < 50; i++)
        buf_printf(&text, "远处社区,2026-10,走访,%d,户\n", i);
    buf_puts(&text, "桂院社区,2026-10,走访,3,户\n");
    CHECK(!take(&desk, "quantities", text.data));
    CHECK_INT(diags_kept(desk.diags), 22); /* twenty rows, another name, and how many there are */
    found(&desk, 0, "STO020", 2, 1);
    CHECK_STR(hint_of(&desk, 0), "请先导入社区（huibao import 社区 文件）");
    CHECK(!diags_at(desk.diags, 1)->hint);
    found(&desk, 20, "STO020", 52, 1);
    CHECK(strstr(hint_of(&desk, 20), "是不是“桂苑社区”？"));
    found(&desk, 21, "IMP072", 0, 0);
    CHECK(strstr(message(&desk, 21), "有 50 行在社区的记录里没有，只列出前 20 行"));
    CHECK(strstr(hint_of(&desk, 21), "请先导入社区（huibao import 社区 文件），再导入这个文件"));
    CHECK_INT(desk.result.mistakes[0].count, 51);
    buf_done(&text);
    desk_close(&desk);
}

TEST(the_same_file_twice_changes_nothing)
{
    struct desk desk;
    desk_open(&desk);
    const char *text = HEAD ROW "桂苑社区,2026年10月, 活动 ,\"1,234.50\",次\n";
    CHECK(take(&desk, "quantities", text));
    CHECK_INT(desk.result.rows, 2);
    CHECK_INT(desk.result.added, 2);
    const char *before = ask(&desk, "SELECT group_concat(名称 || 数值 || 批次 || 行号) FROM 数量");
    CHECK(take(&desk, "quantities", text));
    CHECK_INT(desk.result.same, 2);
    CHECK_INT(desk.result.added + desk.result.changed, 0);
    CHECK_STR(ask(&desk, "SELECT group_concat(名称 || 数值 || 批次 || 行号) FROM 数量"), before);
    CHECK_STR(ask(&desk, "SELECT count(*) FROM 导入批次 WHERE 种类 = '数量'"), "1");
    CHECK_STR(ask(&desk, "SELECT 文件 FROM 导入批次 WHERE 种类 = '数量'"), desk.file);
    /* even when it holds one row twice */
    CHECK(!take(&desk, "quantities", HEAD ROW ROW));
    found(&desk, 0, "STO021", 3, 1);
    desk_close(&desk);
}

static void count_calls(void *context, int64_t rows, int64_t done, int64_t total)
{
    int64_t *seen = context;
    CHECK(rows >= seen[1] && done >= seen[2] && done <= total);
    seen[0]++;
    seen[1] = rows;
    seen[2] = done;
}

TEST(a_dry_run_says_what_would_happen)
{
    struct desk desk;
    desk_open(&desk);
    int64_t seen[3] = {0, 0, 0};
    struct import_options options = {
        .names = desk.names, .dry_run = true, .progress = count_calls, .progress_context = seen};
    struct buf text = {0};
    buf_puts(&text, HEAD);
    for (int i = 0; i < 9000; i++)
        buf_printf(&text, "春晖社区,2026-10,活动%d,3,次\n", i);
    tap_write(desk.file, text.data, text.length);
    CHECK(import_file(desk.store, store_kind_find("数量"), desk.file, &options, &desk.world,
                      &desk.result, desk.diags));
    CHECK_INT(desk.result.rows, 9000);
    CHECK_INT(desk.result.added, 9000);
    CHECK(seen[0] > 3);
    CHECK_INT(seen[1], 9000);
    CHECK_INT(seen[2], (long long)text.length);
    CHECK_STR(ask(&desk, "SELECT count(*) FROM 数量"), "0");
    buf_done(&text);
    desk_close(&desk);
}

TEST(a_locked_database_is_said_and_nothing_read)
{
    struct desk desk;
    desk_open(&desk);
    struct store *other = store_open(desk.database, STORE_WRITE, &desk.world, desk.diags);
    CHECK(store_batch_begin(other, store_kind_find("数量"), "x", desk.diags));
    CHECK(!take(&desk, "quantities", HEAD ROW)); /* waits its 5 seconds */
    CHECK_INT(diags_kept(desk.diags), 1);
    found(&desk, 0, "STO008", 0, 0);
    CHECK_INT(diags_exit_status(desk.diags), 3);
    store_close(other);
    CHECK(take(&desk, "quantities", HEAD ROW));
    desk_close(&desk);
}

TEST(thousands_of_mistakes_are_counted_and_cheap)
{
    struct desk desk;
    desk_open(&desk);
    struct buf text = {0};
    buf_puts(&text, HEAD);
    for (int i = 0; i < 20000; i++)
        buf_printf(&text, "春辉社区%d,2026-10,活动,三,次\n", i);
    uint64_t start = world_ticks();
    CHECK(!take_bytes(&desk, "quantities", text.data, text.length));
    CHECK(world_ticks() - start < 5000000000U);
    CHECK_INT(diags_count(desk.diags, DIAG_ERROR), 40000);
    CHECK_INT(diags_kept(desk.diags), 500);
    buf_done(&text);
    desk_close(&desk);
}

/* Memory does not grow with the file: 40 MB of records, none of which may stay, need no 8 MB. */
TEST(memory_is_bounded)
{
    struct desk desk;
    desk_open(&desk);
    FILE *file = fopen(desk.file, "wb");
    fputs(HEAD, file);
    char name[401];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    for (int i = 0; i < 100000; i++)
        fprintf(file, "春晖社区,2026-10,%s%d,三,次\n", name, i);
    fclose(file);
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    CHECK(!take_path(&desk, "quantities", desk.file));
    getrusage(RUSAGE_SELF, &after);
    CHECK_INT(diags_count(desk.diags, DIAG_ERROR), 100000);
#ifndef __SANITIZE_ADDRESS__ /* which keeps freed memory for a while */
    CHECK(after.ru_maxrss - before.ru_maxrss < 8 << 10);
#endif
    unlink(desk.file);
    desk_close(&desk);
}

TEST(the_catalogue_lists_each_code_once)
{
    size_t count;
    const struct diag_kind *const *all = import_diags(&count);
    for (size_t i = 0; i < count; i++) {
        CHECK(strncmp(all[i]->code, "IMP", 3) == 0 && strlen(all[i]->code) == 6);
        for (size_t j = 0; j < i; j++)
            CHECK(strcmp(all[i]->code, all[j]->code) != 0);
    }
}

/* ---- partial ---- */

static bool take_partly(struct desk *desk, const char *text, struct import_options *options)
{
    tap_write(desk->file, text, strlen(text));
    diags_free(desk->diags);
    desk->diags = diags_new();
    options->names = desk->names;
    options->partial = true;
    options->arena = desk->arena;
    return import_file(desk->store, store_kind_find("households"), desk->file, options,
                       &desk->world, &desk->result, desk->diags);
}

static const char *file_text(struct desk *desk, const char *path)
{
    size_t length = 0;
    const char *text = file_read(desk->arena, path, 1 << 20, &length, desk->diags);
    return text ? text : "";
}

TEST(the_good_rows_are_loaded_and_the_others_written_out)
{
    struct desk desk;
    struct import_options options = {.dry_run = false};
    desk_open(&desk);
    CHECK(take_partly(
        &desk,
        "序号,户号,网格编码,户主,迁入日期\n1,100002,539902001001001,\"李,四\",2020-05-01\n"
        "2,100003,539902001001009,王五,2020-13-01\n合计,,,,\n3,100004,"
        "539902001001001,赵六\n4,100005,539902001001002,孙七,2020-05-02\n",
        &options));
    CHECK_INT(desk.result.rows, 5);
    CHECK_INT(desk.result.added, 2);
    CHECK_INT(desk.result.rejected, 3);
    CHECK_INT(diags_exit_status(desk.diags), 1);
    CHECK_INT(desk.result.mistake_count, 4);
    const char *rejects = desk.result.rejects;
    if (CHECK(rejects != NULL)) {
        CHECK(strstr(rejects, "-未导入.csv") != NULL);
        const char *text = file_text(&desk, rejects);
        CHECK(strstr(text, "\"户主\",\"迁入日期\",\"原因\"\r\n") != NULL);
        CHECK(strstr(text, "\"100003\",\"'539902001001009\",\"王五\"") != NULL);
        CHECK(strstr(text, "不是日期") != NULL && strstr(text, "；") != NULL);
        CHECK(strstr(text, "100002") == NULL);
        /* Corrected, it is imported as it is. */
        const char *fixed =
            "\xEF\xBB\xBF\"序号\",\"户号\",\"网格编码\",\"户主\",\"迁入日期\",\"原因\"\r\n"
            "\"2\",\"100003\",\"'539902001001002\",\"王五\",\"2020-12-01\",\"不是日期\"\r\n";
        CHECK(take(&desk, "households", fixed));
        CHECK_INT(desk.result.added, 1);
    }
    CHECK_STR(ask(&desk, "SELECT count(*) FROM households"), "4");
    desk_close(&desk);
}

TEST(what_excel_would_work_out_is_shielded_in_rejects)
{
    struct desk desk;
    struct import_options options = {.dry_run = false};
    desk_open(&desk);
    CHECK(take_partly(&desk,
                      "户号,网格编码,户主,小区,楼栋,单元,迁入日期\n"
                      "7,539902001001009,=1+1,@SUM(A1),\"＝1,2\",-3,2020-05-01\n"
                      "8,539902001001009,张三,+cmd|' /C calc'!A0, -x,+3,2020-05-01\n",
                      &options));
    const char *rejects = desk.result.rejects;
    if (CHECK(rejects != NULL)) {
        const char *text = file_text(&desk, rejects);
        CHECK(strstr(text, "\"'=1+1\",\"'@SUM(A1)\",\"'＝1,2\",\"-3\",\"2020-05-01\"") != NULL);
        CHECK(strstr(text, "\"张三\",\"'+cmd|' /C calc'!A0\",\"'-x\",\"+3\"") != NULL);
        struct buf fixed = {0};
        for (const char *p = text; *p; p++)
            buf_putc(&fixed, strncmp(p, "9\",\"", 4) == 0 ? '1' : *p);
        CHECK(take(&desk, "households", fixed.data));
        buf_done(&fixed);
    }
    CHECK_STR(ask(&desk, "SELECT group_concat(head || estate || building) FROM (SELECT * FROM "
                         "households WHERE number IN ('7', '8') ORDER BY number)"),
              "=1+1@SUM(A1)＝1,2,张三+cmd|' /C calc'!A0-x");
    desk_close(&desk);
}

TEST(rejects_are_not_overwritten_and_nothing_is_written_for_good_rows)
{
    struct desk desk;
    struct import_options options = {.dry_run = true};
    const char *bad = "户号,网格编码,户主,迁入日期\n100002,539902001001001,李四,x\n";
    desk_open(&desk);
    CHECK(take_partly(&desk, bad, &options));
    CHECK(desk.result.rejects == NULL && desk.result.rejected == 1);
    options.dry_run = false;
    CHECK(take_partly(&desk, bad, &options));
    const char *first = desk.result.rejects ? desk.result.rejects : "";
    CHECK(take_partly(&desk, bad, &options));
    CHECK(desk.result.rejects && strcmp(first, desk.result.rejects) != 0);
    CHECK(file_exists(first) && file_exists(desk.result.rejects));
    CHECK(take_partly(
        &desk, "户号,网格编码,户主,迁入日期\n100002,539902001001001,李四,2020-05-01\n", &options));
    CHECK(desk.result.rejects == NULL && desk.result.rejected == 0);
    CHECK_INT(diags_exit_status(desk.diags), 0);
    desk_close(&desk);
}

TEST(a_wrong_file_is_not_loaded_in_part)
{
    struct desk desk;
    struct import_options options = {.dry_run = false};
    desk_open(&desk);
    CHECK(!take_partly(&desk,
                       "户号,网格编码,户主,迁入日期\n100002,539902001001001,李四,2020-05-01\n"
                       "100003,539902001001001,\"王\"五,2020-05-01\n",
                       &options));
    CHECK_STR(ask(&desk, "SELECT count(*) FROM households"), "1");
    options.rejects = "/nonexistent/folder/x.csv";
    CHECK(!take_partly(&desk,
                       "户号,网格编码,户主,迁入日期\n100002,539902001001001,李四,2020-05-01\n"
                       "100003,539902001001001,王五,x\n",
                       &options));
    CHECK_STR(ask(&desk, "SELECT count(*) FROM households"), "1");
    CHECK_INT(diags_exit_status(desk.diags), 3);
    desk_close(&desk);
}
