#include "limited.h"
#include "tap.h"
#include "xlsx_diags.h"
#include "xlsx_samples.h"

#include <huibao/xlsx.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

static const struct diag *only_diag(const struct diags *diags)
{
    static const struct diag none = {.kind = NULL};
    return CHECK_INT(diags_kept(diags), 1) ? diags_at(diags, 0) : &none;
}

TEST(the_catalogue_lists_every_code_once)
{
    size_t count = 0;
    const struct diag_kind *const *kinds = xlsx_diags(&count);
    for (size_t i = 0; i < count; i++) {
        char code[] = {'X', 'L', 'S', '0', (char)('0' + (i + 1) / 10), (char)('0' + (i + 1) % 10),
                       0};
        CHECK_STR(kinds[i]->code, code);
    }
    CHECK_INT(count, 6);
}

struct written {
    const char *name;
    struct model *model;
    size_t limit;     /* rows of a sheet; 0: Excel's */
    const char *note; /* the code of the only diagnostic, or NULL */
};

static void write_sample(const struct written *sample)
{
    const char *out = getenv("HUIBAO_XLSX_OUT");
    struct world world = sample_world();
    struct diags *diags = diags_new();
    struct model *model = sample->model;
    const char *path =
        out ? arena_printf(model->arena, "%s/%s", out, sample->name) : tap_path(sample->name);
    CHECK(sample->limit ? xlsx_write_limited(model, path, &world, sample->limit, diags)
                        : xlsx_write(model, path, &world, diags));
    if (CHECK_INT(diags_kept(diags), sample->note ? 1 : 0) && sample->note)
        CHECK_STR(diags_at(diags, 0)->kind->code, sample->note);
    model_free(model);
    diags_free(diags);
}

/* With HUIBAO_XLSX_OUT set, the samples stay there for tests/e2e/xlsx-readback. */
TEST(samples_are_written_without_complaint)
{
    const struct written samples[] = {
        {"monthly.xlsx", sample_monthly(), 0, NULL},
        {"wide.xlsx", sample_wide(), 0, NULL},
        {"none.xlsx", sample_none(), 0, NULL},
        {"long.xlsx", sample_long(6000), 0, NULL},
        {"totals.xlsx", sample_totals(), 0, NULL},
        {"streamed.xlsx", sample_long(25001), 0, NULL},
        {"forms.xlsx", sample_file("forms"), 0, NULL},
        {"ratios.xlsx", sample_file("ratios"), 0, NULL},
        {"marks.xlsx", sample_file("marks"), 0, NULL},
        {"groups.xlsx", sample_groups(3), 0, NULL},
        {"streamed-groups.xlsx", sample_groups(400), 0, NULL},
        {"charts.xlsx", sample_file("charts"), 0, NULL},
        {"parted.xlsx", sample_long(100), 45, "XLS002"},
        {"parted-groups.xlsx", sample_groups(3), 130, "XLS002"},
        {"hostile.xlsx", sample_hostile(), 0, "XLS006"}, /* once, for three numbers of a column */
    };
    for (size_t i = 0; i < BASE_COUNT(samples); i++)
        write_sample(&samples[i]);
}

TEST(text_is_never_a_formula)
{
    static const struct sample_column columns[] = {{"原文", NULL, MODEL_ALIGN_LEFT, 0}};
    const struct value values[] = {value_text("=1+1"), value_text("+1"), value_text("-1"),
                                   value_text("@SUM(A1)"), value_text("{=A1}")};
    struct model *model = sample_model("=标题()");
    struct diags *diags = diags_new();
    model->community = "=社区()";
    sample_table(model, "=表题()", columns, 1, values, BASE_COUNT(values), 0)->note = "=注()";
    CHECK(sample_write(model, "text.xlsx", diags));
    const char *sheet = sample_part(model->arena, "text.xlsx", "xl/worksheets/sheet1.xml");
    const char *strings = sample_part(model->arena, "text.xlsx", "xl/sharedStrings.xml");
    CHECK(!has(sheet, "<f>") && has(sheet, "t=\"s\""));
    CHECK(has(strings, "<t>=1+1</t>") && has(strings, "<t>{=A1}</t>") &&
          has(strings, "<t>=标题()</t>"));
    model_free(model);
    diags_free(diags);
}

TEST(totals_are_live_sums_with_the_printed_result)
{
    struct model *model = sample_monthly();
    struct diags *diags = diags_new();
    CHECK(sample_write(model, "sums.xlsx", diags));
    const char *sheet = sample_part(model->arena, "sums.xlsx", "xl/worksheets/sheet2.xml");
    CHECK(has(sheet, "<f>SUM(B5:B8)</f><v>36</v>"));
    CHECK(has(sheet, "<f>SUM(E5:E8)</f><v>100</v>"));    /* shares add up over the cells */
    CHECK(has(sheet, "<f>SUM(F5:F8)</f><v>138.02</v>")); /* in 万元, as printed */
    CHECK(!has(sheet, "SUM(D5"));                        /* rates have no total */
    model_free(model);
    model = sample_totals();
    CHECK(sample_write(model, "sums.xlsx", diags));
    sheet = sample_part(model->arena, "sums.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, "<c r=\"B5\" s=\"") && has(sheet, "<f>SUM(B6:B8)</f><v>0.6</v>"));
    CHECK(!has(sheet, "SUM(D")); /* numerals in words are text */
    CHECK_INT(diags_kept(diags), 0);
    model_free(model);
    diags_free(diags);
}

TEST(a_sum_skips_the_totals_between_the_rows)
{
    struct model *model = sample_totals();
    struct diags *diags = diags_new();
    struct model_table *table = (void *)(uintptr_t)model->blocks[0].table;
    sample_rows(table)[2].kind = MODEL_ROW_TOTAL; /* 乙 0.2 becomes a subtotal */
    for (size_t r = 0; r < 5; r += 2) {
        *sample_cell(table, r, 1) = (struct model_cell){.value = value_real(0.4), .text = "0.40"};
        *sample_cell(table, r, 2) =
            (struct model_cell){.value = value_real(66.67), .text = "66.67%"};
    }
    CHECK(sample_write(model, "between.xlsx", diags));
    const char *sheet = sample_part(model->arena, "between.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, "<f>SUM(B6,B8)</f><v>0.4</v>"));
    CHECK_INT(diags_kept(diags), 0);
    model_free(model);
    diags_free(diags);
}

TEST(parts_of_rows_and_subtotals_are_not_added_again)
{
    struct model *model = sample_file("forms");
    struct diags *diags = diags_new();
    CHECK(sample_write(model, "forms.xlsx", diags));
    const char *sheet = sample_part(model->arena, "forms.xlsx", "xl/worksheets/sheet3.xml");
    CHECK(has(sheet, "<f>SUM(C8:C10)</f><v>8</v>"));
    CHECK(has(sheet, "<f>SUM(D13:D14)</f><v>33.3</v>")); /* shares of a group */
    CHECK(has(sheet, "<f>SUM(C8:C10,C13:C14)</f><v>12</v>"));
    sheet = sample_part(model->arena, "forms.xlsx", "xl/worksheets/sheet4.xml");
    CHECK(has(sheet, "<f>SUM(B4,B6:B7,B9)</f><v>100</v>")); /* without 其中：残疾人, 其中：失能 */
    CHECK_INT(diags_kept(diags), 0);
    model_free(model);
    diags_free(diags);
}

TEST(more_groups_than_sum_takes_are_subtotals)
{
    struct model *model = sample_groups(201);
    struct diags *diags = diags_new();
    CHECK(sample_write(model, "subtotals.xlsx", diags));
    const char *sheet = sample_part(model->arena, "subtotals.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, "<f>SUBTOTAL(9,E6:E105)</f>"));
    CHECK(has(sheet, "<f>SUBTOTAL(9,E5:E20506)</f>"));
    CHECK(!has(sheet, "<f>SUM("));
    model_free(model);
    model = sample_groups(200);
    CHECK(sample_write(model, "subtotals.xlsx", diags));
    sheet = sample_part(model->arena, "subtotals.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, "<f>SUM(E6:E105)</f>"));
    CHECK(!has(sheet, "SUBTOTAL"));
    CHECK_INT(diags_kept(diags), 0);
    model_free(model);
    diags_free(diags);
}

/* A model of hand-written text. */
static struct model *read_model(const char *text)
{
    struct diags *diags = diags_new();
    struct model *model = model_read("手写.model", text, strlen(text), diags);
    CHECK(model != NULL);
    diags_free(diags);
    return model ? model : sample_none();
}

TEST(xls005_a_subtotal_that_is_not_the_sum_is_a_number)
{
    struct model *model =
        read_model("model 1\ntable 表\ncolumn 甲\ncolumn 乙 | right | total sum\n"
                   "group 一\nrow 子 | 1 = 1\nrow 丑 | 2 = 2\nsubtotal 小计 | 4 = 4\n"
                   "group 二\nrow 寅 | 5 = 5\nsubtotal 小计 | 6 = 6\ntotal 合计 | 8 = 8\n");
    struct diags *diags = diags_new();
    CHECK(sample_write(model, "differs.xlsx", diags));
    CHECK(only_diag(diags)->kind == &XLS005); /* once a column */
    const char *sheet = sample_part(model->arena, "differs.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, "<v>4</v>") && has(sheet, "<v>6</v>"));
    CHECK(has(sheet, "<f>SUM(B3:B4,B7)</f><v>8</v>")); /* the total does not ask the subtotals */
    model_free(model);
    diags_free(diags);
}

TEST(cells_over_rows_and_columns_are_merged)
{
    struct model *model = sample_file("forms");
    struct diags *diags = diags_new();
    CHECK(sample_write(model, "spans.xlsx", diags));
    const char *sheet = sample_part(model->arena, "spans.xlsx", "xl/worksheets/sheet3.xml");
    CHECK(has(sheet, "<mergeCell ref=\"A8:A9\"/>"));   /* down */
    CHECK(has(sheet, "<mergeCell ref=\"A13:B14\"/>")); /* both ways */
    CHECK(has(sheet, "<mergeCell ref=\"A12:F12\"/>")); /* a group */
    CHECK(has(sheet, "<mergeCell ref=\"C4:F4\"/>") && has(sheet, "<mergeCell ref=\"A4:A6\"/>"));
    CHECK(has(sheet, "orientation=\"landscape\""));
    CHECK(has(sheet, "<ignoredError sqref=\"A7:F16\" formulaRange=\"1\"/>"));
    CHECK(has(sheet, "ySplit=\"6\" topLeftCell=\"A7\""));
    CHECK(has(sample_part(model->arena, "spans.xlsx", "xl/workbook.xml"), "!$4:$6</definedName>"));
    model_free(model);
    diags_free(diags);
}

/* The library counts merged ranges in 16 bits, and would forget them all at 65,536. */
TEST(more_merged_cells_than_can_be_counted_stay_apart)
{
    enum { PAIRS = 66000 };
    struct buf text = {0};
    struct diags *diags = diags_new();
    buf_puts(&text, "model 1\ntable 表\ncolumn 甲\n");
    for (int i = 0; i < PAIRS; i++)
        buf_puts(&text, "row 子 @ rows 2\nrow @ covered\n");
    struct model *model = read_model(text.data);
    CHECK(sample_write(model, "pairs.xlsx", diags));
    const char *sheet = sample_part(model->arena, "pairs.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, "<mergeCells count=\"65000\">"));
    CHECK_INT(diags_kept(diags), 0);
    buf_done(&text);
    model_free(model);
    diags_free(diags);
}

TEST(a_form_has_its_title_head_and_foot)
{
    struct model *model = read_model(
        "model 1\ntitle 汇报\ncommunity 春晖社区\nperiod 2026年10月\ntable 表\ncaption "
        "统计表\nnote 说明\n"
        "form-head 表号 | 社基1表\nform-head 有效期至 | 2027年\nform-foot 填表人 | 王某某\n"
        "form-foot 审核人 |\ncolumn 甲\ncolumn 乙\ncolumn 丙\nrow 1 | 2 | 3\n");
    struct diags *diags = diags_new();
    CHECK(sample_write(model, "form.xlsx", diags));
    const char *strings = sample_part(model->arena, "form.xlsx", "xl/sharedStrings.xml");
    CHECK(!has(strings, "汇报")); /* the form's own title stands there */
    CHECK(has(strings, "<t>统计表</t>") && has(strings, "<t>表　　号：社基1表</t>"));
    CHECK(has(strings, "<t>有效期至：2027年</t>") && has(strings, "<t>填报单位：春晖社区</t>"));
    CHECK(has(strings, "<t>填表人：王某某</t>") && has(strings, "<t>审核人：</t>"));
    const char *sheet = sample_part(model->arena, "form.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, "<row r=\"8\"") && !has(sheet, "<row r=\"9\""));
    model_free(model);
    diags_free(diags);
}

TEST(xls005_a_total_that_is_not_the_sum_is_a_number)
{
    struct model *model = sample_monthly();
    struct diags *diags = diags_new();
    struct model_table *table = (void *)(uintptr_t)model->blocks[1].table;
    *sample_cell(table, 4, 5) =
        (struct model_cell){.value = value_real(1380189.5), .text = "138.03万元"};
    CHECK(sample_write(model, "differs.xlsx", diags));
    const struct diag *diag = only_diag(diags);
    CHECK(diag->kind == &XLS005);
    CHECK_STR(diag->place.file, "monthly-briefing.md");
    CHECK_INT(diag->place.line, 21);
    CHECK_STR(diag->message, "表格“矛盾纠纷分类情况”的“涉及金额”列，各行相加是 138.02，合计却是 "
                             "138.03万元；合计在工作簿里写成数值，没有写成求和公式");
    const char *sheet = sample_part(model->arena, "differs.xlsx", "xl/worksheets/sheet2.xml");
    CHECK(has(sheet, "<v>138.03</v>") && !has(sheet, "SUM(F"));
    model_free(model);
    diags_free(diags);
}

TEST(xls006_values_excel_cannot_hold_stay_as_printed)
{
    static const struct sample_column columns[] = {{"编号", NULL, MODEL_ALIGN_LEFT, 0},
                                                   {"出生日期", "日期", MODEL_ALIGN_LEFT, 0}};
    const struct value values[] = {value_integer(INT64_MAX), value_date(-30000),
                                   value_integer(INT64_MIN), value_date(-30001)};
    struct model *model = sample_model("存不准的值");
    struct diags *diags = diags_new();
    sample_table(model, "居民", columns, 2, values, 2, 0);
    CHECK(sample_write(model, "inexact.xlsx", diags));
    CHECK_INT(diags_kept(diags), 2); /* one a column */
    CHECK(diags_at(diags, 0)->kind == &XLS006);
    CHECK_INT(diags_at(diags, 0)->place.line, 21);
    CHECK(has(diags_at(diags, 1)->message, "出生日期"));
    CHECK(has(sample_part(model->arena, "inexact.xlsx", "xl/sharedStrings.xml"),
              "<t>9223372036854775807</t>"));
    model_free(model);
    diags_free(diags);
}

TEST(xls003_too_many_columns)
{
    enum { COLUMNS = 16385 };
    struct model *model = sample_model("很宽");
    struct diags *diags = diags_new();
    struct sample_column *columns = arena_array(model->arena, COLUMNS, sizeof *columns);
    for (size_t c = 0; c < COLUMNS; c++)
        columns[c].title = "列";
    sample_table(model, "很宽的表", columns, COLUMNS, NULL, 0, 0);
    CHECK(!sample_write(model, "wide.xlsx", diags));
    CHECK(only_diag(diags)->kind == &XLS003);
    CHECK_INT(only_diag(diags)->place.line, 21);
    model_free(model);
    diags_free(diags);
}

/* Excel counts UTF-16 units: 16,384 characters outside the BMP are 32,768 of them. */
TEST(xls004_too_long_a_text)
{
    static const struct sample_column columns[] = {{"内容", NULL, MODEL_ALIGN_LEFT, 0}};
    struct model *model = sample_model("很长的文字");
    struct diags *diags = diags_new();
    struct buf text = {0};
    for (int i = 0; i < 16383; i++)
        buf_puts(&text, "𠮷");
    buf_putc(&text, 'x');
    const struct value fits = value_text(arena_strdup(model->arena, text.data));
    sample_table(model, "长文", columns, 1, &fits, 1, 0);
    CHECK(sample_write(model, "text.xlsx", diags));
    CHECK_INT(diags_kept(diags), 0);
    unlink(tap_path("text.xlsx"));
    buf_putc(&text, 'x');
    *sample_cell((void *)(uintptr_t)model->blocks[0].table, 0, 0) =
        (struct model_cell){.value = value_text(text.data), .text = text.data};
    CHECK(!sample_write(model, "text.xlsx", diags));
    CHECK(only_diag(diags)->kind == &XLS004);
    CHECK_INT(only_diag(diags)->place.line, 21);
    CHECK_STR(only_diag(diags)->message,
              "表格“长文”的“内容”里有一处文字长 32768 字，超过 Excel 一格的上限 32767 字");
    CHECK(!file_exists(tap_path("text.xlsx")));
    buf_done(&text);
    model_free(model);
    diags_free(diags);
}

static size_t entries_in(const char *directory)
{
    size_t count = 0;
    DIR *handle = opendir(directory);
    for (struct dirent *entry = readdir(handle); entry; entry = readdir(handle))
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    closedir(handle);
    return count;
}

/* In a child, since the limit on file sizes is the process's. */
static int write_with_little_room(const char *name)
{
    struct rlimit limit = {20000, 20000};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    struct model *model = sample_monthly();
    struct diags *diags = diags_new();
    bool written = sample_write(model, name, diags);
    bool told = diags_kept(diags) == 1 && diags_at(diags, 0)->kind == &XLS001 &&
                diags_exit_status(diags) == 3 && has(diags_at(diags, 0)->message, name);
    model_free(model);
    diags_free(diags);
    return written ? 1 : told ? 0 : 2;
}

TEST(xls001_no_room_leaves_the_old_file_and_nothing_else)
{
    CHECK(mkdir(tap_path("room"), 0700) == 0);
    tap_write(tap_path("room/report.xlsx"), "old", 3);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        _exit(write_with_little_room("room/report.xlsx"));
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK_INT(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
    CHECK_INT(entries_in(tap_path("room")), 1);
    struct arena *arena = arena_new();
    size_t length = 0;
    CHECK_STR(sample_bytes(arena, tap_path("room/report.xlsx"), &length), "old");
    arena_free(arena);
}

TEST(a_missing_folder_is_the_outside_s_fault)
{
    struct model *model = sample_none();
    struct diags *diags = diags_new();
    CHECK(!sample_write(model, "no-such-folder/report.xlsx", diags));
    CHECK_INT(diags_exit_status(diags), DIAG_OUTSIDE);
    model_free(model);
    diags_free(diags);
}

TEST(the_same_model_and_time_give_the_same_bytes)
{
    static const char *const zones[] = {"UTC", "Asia/Shanghai", "America/New_York"};
    struct arena *arena = arena_new();
    char *first = NULL;
    size_t length = 0;
    for (size_t i = 0; i < BASE_COUNT(zones); i++) {
        setenv("TZ", zones[i], 1);
        struct model *model = sample_monthly();
        struct diags *diags = diags_new();
        CHECK(sample_write(model, "same.xlsx", diags));
        size_t now = 0;
        char *bytes = sample_bytes(arena, tap_path("same.xlsx"), &now);
        if (!first) {
            first = bytes;
            length = now;
        }
        CHECK(now == length && memcmp(first, bytes, length) == 0);
        model_free(model);
        diags_free(diags);
    }
    unsetenv("TZ");
    CHECK(has(sample_part(arena, "same.xlsx", "docProps/core.xml"), "2026-11-03T00:00:00Z"));
    CHECK_INT(entries_in(tap_dir()) > 0, 1);
    struct stat status;
    CHECK(stat(tap_path("same.xlsx"), &status) == 0 && (status.st_mode & 0777) == 0600);
    arena_free(arena);
}

TEST(a_text_of_the_foot_takes_the_columns_that_the_one_before_can_spare)
{
    struct model *model = read_model(
        "model 1\ntitle 汇报\ntable 表\ncaption 统计表\nform-foot 单位负责人 "
        "|\nform-foot 填表人 |\n"
        "form-foot 报出日期 | 2026年11月18日\ncolumn 指标名称 | width 11\ncolumn "
        "计量单位\ncolumn 代码\n"
        "column 本期末\ncolumn 上期末\ncolumn 比上期末增减\nrow 1 | 2 | 3 | 4 | 5 | 6\n");
    struct diags *diags = diags_new();
    CHECK(sample_write(model, "foot.xlsx", diags));
    const char *sheet = sample_part(model->arena, "foot.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, "<mergeCell ref=\"D4:F4\"/>")); /* of parts of equal width E4:F4 */
    model_free(model);
    diags_free(diags);
}

/* 其中主动排查 would leave 查 alone in the column its numbers need. */
TEST(titles_of_narrow_columns_are_parted_evenly)
{
    struct buf text = {0};
    buf_puts(&text,
             "model 1\ntitle 汇报\ntable 表\ncolumn 网格 | left\ncolumn 其中主动排查 | right\n");
    for (int c = 0; c < 8; c++)
        buf_puts(&text, "column 调解成功 | right\n");
    buf_puts(&text, "row 第一网格 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9\n");
    struct diags *diags = diags_new();
    struct model *model = model_read("t.model", text.data, text.length, diags);
    CHECK(model && sample_write(model, "parted.xlsx", diags));
    const char *strings = sample_part(model->arena, "parted.xlsx", "xl/sharedStrings.xml");
    CHECK(strstr(strings, "其中\n主动排查") != NULL);
    model_free(model);
    diags_free(diags);
    buf_done(&text);
}

/* The period's cells are those whose middle is nearest to the table's. */
TEST(the_period_stands_in_the_middle)
{
    static const char text[] =
        "model 1\ntitle 汇报\ncommunity 春晖社区\nperiod 2026年10月\ntable 表\ncolumn 甲 | left\n"
        "column 乙 | right\ncolumn 丙 | right\ncolumn 丁 | right\ncolumn 戊 | right\ncolumn 己 | "
        "right\n"
        "row 第一网格第一网格第一网格 | 1 | 2 | 3 | 4 | 5\n";
    struct diags *diags = diags_new();
    struct model *model = model_read("t.model", text, strlen(text), diags);
    CHECK(model && sample_write(model, "middle.xlsx", diags));
    const char *sheet = sample_part(model->arena, "middle.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(strstr(sheet, "<mergeCell ref=\"B2:C2\"/>") != NULL);
    CHECK(strstr(sheet, "<mergeCell ref=\"D2:F2\"/>") != NULL);
    model_free(model);
    diags_free(diags);
}
