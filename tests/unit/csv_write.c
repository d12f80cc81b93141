/* Tables as CSV: what a machine reads, byte for byte. */
#include "tap.h"

#include <huibao/base.h>
#include <huibao/csv.h>
#include <huibao/model.h>

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static const char *file_of(struct arena *arena, const struct model_table *table, bool bom,
                           size_t *ret_length)
{
    struct diags *diags = diags_new();
    struct outfile *file = outfile_open(tap_path("table.csv"), diags);
    CHECK(csv_table_write(table, bom, file));
    CHECK(outfile_commit(file, diags));
    const char *text = file_read(arena, tap_path("table.csv"), 1 << 28, ret_length, diags);
    CHECK_INT(diags_kept(diags), 0);
    diags_free(diags);
    return text ? text : "";
}

static struct model *read_model(const char *text)
{
    struct diags *diags = diags_new();
    struct model *model = model_read("手写.model", text, strlen(text), diags);
    CHECK(model != NULL && model->block_count > 0);
    diags_free(diags);
    return model;
}

static void check(const char *text, const char *want)
{
    struct model *model = read_model(text);
    size_t length = 0;
    CHECK_STR(file_of(model->arena, model->blocks[0].table, false, &length), want);
    model_free(model);
}

TEST(lines_are_those_of_rfc_4180)
{
    check("model 1\ntable 表\ncolumn 甲\ncolumn 乙\nrow 子,丑 | 说“好”\nrow 他说\"好\" | \n",
          "甲,乙\r\n\"子,丑\",说“好”\r\n\"他说\"\"好\"\"\",\r\n");
    check("model 1\ntable 表\ncolumn 甲\n", "甲\r\n"); /* no rows */
}

TEST(rows_of_a_detail_are_as_those_of_the_tree)
{
    check("model 1\ntable 表\ncolumn 甲\ncolumn 金额 | right | format grouped 2 | unit 元 | total "
          "sum\n"
          "detail\nrow \\=1 | — = null\nrow 丑 | 1,234.50元 = 1234.5\ntotal 合计 | 1,234.50元 = "
          "1234.5\n",
          "行别,甲,金额（元）\r\n明细,'=1,\r\n明细,丑,1234.50\r\n合计,合计,1234.50\r\n");
}

TEST(numbers_are_as_printed_without_unit_and_separators)
{
    check("model 1\ntable 表\ncolumn 甲\ncolumn 金额 | right\ncolumn 率 | right\ncolumn 人（人） | "
          "right\n"
          "row 子 | 1,234.50万元 = 12345000.0 | 94.1% = 94.1 | 3人 = 3\n"
          "row 丑 | -0.5万元 = -5000.0 | — = null | 1234567890123456789人 = 1234567890123456789\n",
          "甲,金额（万元）,率（%）,人（人）\r\n子,1234.50,94.1,3\r\n丑,-0.5,,"
          "1234567890123456789\r\n");
}

/* One unit in the title, so a number with another one must keep it. */
TEST(a_number_with_another_unit_stays_as_printed)
{
    check("model 1\ntable 表\ncolumn 金额 | right\nrow 1.5亿元 = 150000000\nrow 2万元 = 20000\n"
          "row 壹 = 1\nrow -3万元 = -30000\n",
          "金额（亿元）\r\n1.5\r\n2万元\r\n壹\r\n'-3万元\r\n");
}

static struct model_table one_column(const struct model_cell *cells, size_t count,
                                     struct model_row *rows, struct model_column *column)
{
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct model_row){.kind = MODEL_ROW_DATA, .cells = &cells[i]};
    return (struct model_table){
        .columns = column, .column_count = 1, .rows = rows, .row_count = count};
}

TEST(text_is_never_a_formula)
{
    static const struct {
        const char *text, *field;
    } cases[] = {{"=1+1", "'=1+1"},
                 {"+86 138", "'+86 138"},
                 {"-1", "'-1"},
                 {"@SUM(A1)", "'@SUM(A1)"},
                 {"\tx", "'\tx"},
                 {"\rx", "\"'\rx\""},
                 {"  =1", "'  =1"},
                 {"　＝1", "'　＝1"},
                 {"\n=1", "\"'\n=1\""},
                 {"＋1", "'＋1"},
                 {"－1", "'－1"},
                 {"＠x", "'＠x"},
                 {"=\"a\",b", "\"'=\"\"a\"\",b\""},
                 {"'=1", "'=1"},
                 {"a=1", "a=1"},
                 {"", ""},
                 {"  ", "  "},
                 {"110101199001011234", "110101199001011234"}};
    enum { COUNT = BASE_COUNT(cases) };
    struct model_cell cells[COUNT];
    struct model_row rows[COUNT];
    struct model_column column = {.title = "=甲"};
    struct arena *arena = arena_new();
    struct buf want = {0};
    buf_puts(&want, "'=甲\r\n");
    for (size_t i = 0; i < COUNT; i++) {
        cells[i] = (struct model_cell){.value = value_text(cells[i].text), .text = cases[i].text};
        buf_printf(&want, "%s\r\n", cases[i].field);
    }
    struct model_table table = one_column(cells, COUNT, rows, &column);
    size_t length = 0;
    CHECK_STR(file_of(arena, &table, false, &length), want.data);
    buf_done(&want);
    arena_free(arena);
}

/* No more of a date than is printed. */
TEST(dates_are_iso)
{
    static const struct {
        enum value_style style;
        const char *text, *field;
    } cases[] = {{VALUE_STYLE_PLAIN, "2026年1月5日", "2026-01-05"},
                 {VALUE_STYLE_DATE, "2026年1月5日", "2026-01-05"},
                 {VALUE_STYLE_YEAR_MONTH, "2026年1月", "2026-01"},
                 {VALUE_STYLE_YEAR, "2026年", "2026年"}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct model_cell cell = {
            .value = value_date(value_date_from_civil((struct value_civil){2026, 1, 5})),
            .text = cases[i].text};
        struct model_row row;
        struct model_column column = {.title = "日", .format = {cases[i].style, -1, NULL}};
        struct model_table table = one_column(&cell, 1, &row, &column);
        size_t length = 0;
        CHECK_STR(file_of(arena, &table, false, &length),
                  arena_printf(arena, "日\r\n%s\r\n", cases[i].field));
    }
    arena_free(arena);
}

TEST(what_places_say_on_a_page_are_fields)
{
    check("model 1\ntable 表\nhead 1 2-3 | 本月\ncolumn 类别\ncolumn 受理 | right | total sum\n"
          "column 办结 | right | total sum\ngroup 一组\nrow 子 | 3 = 3 | 1 = 1\n"
          "row 其中：老人 @ indent 2 | 1 = 1 | 0 = 0\nsubtotal 小计 | 3 = 3 | 1 = 1\ngroup 二组\n"
          "row 丑 | 2 = 2 | 2 = 2\nsubtotal 小计 | 2 = 2 | 2 = 2\ntotal 合计 | 5 = 5 | 3 = 3\n",
          "行别,分组,层级,类别,本月_受理,本月_办结\r\n明细,一组,0,子,3,1\r\n"
          "明细,一组,2,其中：老人,1,0\r\n小计,一组,0,小计,3,1\r\n明细,二组,0,丑,2,2\r\n"
          "小计,二组,0,小计,2,2\r\n合计,,0,合计,5,3\r\n");
}

TEST(a_cell_over_rows_stands_in_each_of_them)
{
    check("model 1\ntable 表\ncolumn 网格\ncolumn 甲\ncolumn 乙\nrow 一 @ rows 2 | 1 = 1 | x @ "
          "rows 2\n"
          "row @ covered | 2 = 2 | @ covered\nrow 二 | 合并 @ columns 2 | @ covered\n",
          "网格,甲,乙\r\n一,1,x\r\n一,2,x\r\n二,合并,\r\n");
}

TEST(a_bom_on_request)
{
    struct model *model = read_model("model 1\ntable 表\ncolumn 甲\nrow 子\n");
    size_t length = 0;
    CHECK_STR(file_of(model->arena, model->blocks[0].table, true, &length),
              "\xEF\xBB\xBF甲\r\n子\r\n");
    model_free(model);
}

/* More than one chunk: nothing lost, nothing twice. */
TEST(many_rows_come_through)
{
    enum { ROWS = 50000 };
    struct arena *arena = arena_new();
    struct model_row *rows = arena_array(arena, ROWS, sizeof *rows);
    struct model_cell *cells = arena_array(arena, ROWS, sizeof *cells);
    struct model_column column = {.title = "序号"};
    for (size_t i = 0; i < ROWS; i++)
        cells[i] = (struct model_cell){.value = value_integer((int64_t)i),
                                       .text = arena_printf(arena, "%zu", i)};
    struct model_table table = one_column(cells, ROWS, rows, &column);
    size_t length = 0, at = strlen("序号\r\n"), wrong = 0;
    const char *text = file_of(arena, &table, false, &length);
    for (size_t i = 0; i < ROWS; i++) {
        const char *line = arena_printf(arena, "%zu\r\n", i);
        wrong += at > length || strncmp(text + at, line, strlen(line)) != 0;
        at += strlen(line);
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(length, at);
    arena_free(arena);
}

TEST(a_refused_write_is_told)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct model *model = read_model("model 1\ntable 表\ncolumn 甲\nrow 子\n");
    struct outfile *file = outfile_open(tap_path("refused.csv"), diags);
    struct rlimit none = {0, RLIM_INFINITY}, before;
    CHECK(getrlimit(RLIMIT_FSIZE, &before) == 0);
    signal(SIGXFSZ, SIG_IGN);
    none.rlim_max = before.rlim_max;
    CHECK(setrlimit(RLIMIT_FSIZE, &none) == 0);
    bool written = csv_table_write(model->blocks[0].table, false, file);
    setrlimit(RLIMIT_FSIZE, &before);
    CHECK(!written);
    CHECK(!outfile_commit(file, diags));
    CHECK_INT(diags_exit_status(diags), DIAG_OUTSIDE);
    CHECK(!file_exists(tap_path("refused.csv")));
    model_free(model);
    diags_free(diags);
    arena_free(arena);
}
