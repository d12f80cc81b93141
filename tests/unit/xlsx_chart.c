/* Native charts: what their parts refer to and how they look; see also tests/e2e/xlsx-readback. */
#include "chart.h"
#include "tap.h"
#include "xlsx_samples.h"

#include <huibao/xlsx.h>

#include <string.h>

static bool has(const char *text, const char *part)
{
    bool found = strstr(text, part) != NULL;
    if (!found)
        printf("# not found: %s\n# in: %.2000s\n", part, text);
    return found;
}

static struct model *read_model(const char *blocks)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    const char *text =
        arena_printf(arena, "model 1\nreport t\nstyle gbt9704\ntitle 图册\n\n%s", blocks);
    struct model *model = model_read("t.model", text, strlen(text), diags);
    CHECK(model);
    CHECK_INT(diags_kept(diags), 0);
    arena_free(arena);
    diags_free(diags);
    return model;
}

#define TWO_POINTS                                                                                 \
    "  categories 9月 | 10月\n  series 受理 | format integer\n  points 4 = 4 | 5 = 5\n"

static void write(struct model *model, const char *name)
{
    struct diags *diags = diags_new();
    CHECK(sample_write(model, name, diags));
    CHECK_INT(diags_kept(diags), 0);
    diags_free(diags);
}

TEST(a_chart_refers_to_the_numbers_on_its_sheet)
{
    struct model *model = sample_file("charts");
    write(model, "charts.xlsx");
    const char *chart = sample_part(model->arena, "charts.xlsx", "xl/charts/chart1.xml");
    CHECK(has(chart, "<a:t>图1　近6个月受理与调解成功的纠纷</a:t>"));
    CHECK(has(chart, "<c:f>'图1　近6个月受理与调解成功的纠纷'!$C$23:$C$28</c:f>"));
    CHECK(has(chart, "<c:tx><c:strRef><c:f>'图1　近6个月受理与调解成功的纠纷'!$C$22</c:f>"));
    const char *sheet = sample_part(model->arena, "charts.xlsx", "xl/worksheets/sheet2.xml");
    CHECK(has(sheet, "<c r=\"C23\""));
    CHECK(has(sheet, "<drawing r:id="));
    CHECK(!strstr(sheet, "<pane")); /* a frozen chart would leave no room to scroll */
    model_free(model);
}

TEST(a_gap_is_blank_and_not_cached_as_zero)
{
    struct model *model = read_model("chart 甲\n  kind line\n  categories 9月 | 10月\n"
                                     "  series 受理 | format integer\n  points — = null | 5 = 5\n"
                                     "  series 办结 | format integer\n  points 3 = 3 | 5 = 5\n");
    write(model, "gap.xlsx");
    const char *chart = sample_part(model->arena, "gap.xlsx", "xl/charts/chart1.xml");
    CHECK(!strstr(chart, "<c:v>0</c:v>"));
    CHECK(has(chart, "<c:v>3</c:v>"));
    CHECK(!strstr(sample_part(model->arena, "gap.xlsx", "xl/sharedStrings.xml"), "—"));
    model_free(model);
}

TEST(the_legend_stands_where_there_is_something_to_tell_apart)
{
    static const struct {
        const char *kind, *legend;
    } cases[] = {
        {"column", NULL}, {"bar", NULL}, {"line", NULL}, {"pie", "\"r\""}, {"ring", "\"r\""}};
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct arena *arena = arena_new();
        struct model *model =
            read_model(arena_printf(arena, "chart 甲\n  kind %s\n" TWO_POINTS, cases[i].kind));
        write(model, "legend.xlsx");
        const char *chart = sample_part(model->arena, "legend.xlsx", "xl/charts/chart1.xml");
        CHECK(!strstr(chart, "<c:legend>") == !cases[i].legend);
        CHECK(!cases[i].legend || has(chart, cases[i].legend));
        model_free(model);
        arena_free(arena);
    }
}

TEST(sectors_have_their_shares_beside_their_numbers)
{
    struct model *model = read_model("chart 甲\n  kind pie\n  categories 甲 | 乙 | 丙\n"
                                     "  series 受理 | format integer\n"
                                     "  points 1 = 1 | 1 = 1 | 1 = 1\n");
    write(model, "shares.xlsx");
    const char *sheet = sample_part(model->arena, "shares.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, "<v>33.4</v>") && has(sheet, "<v>33.3</v>"));
    CHECK(!strstr(sample_part(model->arena, "shares.xlsx", "xl/charts/chart1.xml"), "$C$"));
    model_free(model);
}

TEST(names_of_charts_and_tables_do_not_meet)
{
    struct model *model =
        read_model("chart 甲\n  number 1\n  caption 受理\n  kind column\n" TWO_POINTS
                   "\nchart 甲\n  kind pie\n" TWO_POINTS "\nchart 甲\n  kind pie\n" TWO_POINTS
                   "\ntable 甲\n  number 1\n  caption 图1　受理\n  column 类\n  row 邻里\n");
    write(model, "names.xlsx");
    const char *book = sample_part(model->arena, "names.xlsx", "xl/workbook.xml");
    CHECK(has(book, "name=\"图1　受理\""));
    CHECK(has(book, "name=\"图　甲\""));
    CHECK(has(book, "name=\"图　甲（2）\""));
    CHECK(has(book, "name=\"图1　受理（2）\""));
    model_free(model);
}

TEST(hostile_units_and_names_leave_a_sound_workbook)
{
    struct model *model = read_model("chart 甲\n  kind pie\n  labels\n" TWO_POINTS
                                     "\nchart 乙\n  kind bar\n  labels\n" TWO_POINTS);
    const char *unit = "\x01<\"&\xFF";
    struct model_chart charts[2] = {*model->blocks[0].chart, *model->blocks[1].chart};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < 2; i++) {
        struct buf caption = {0};
        for (int k = 0; k < 200; k++)
            buf_puts(&caption, "<长>'");
        charts[i].unit = i ? unit : buf_copy(&caption, arena);
        charts[i].caption = buf_copy(&caption, arena);
        model->blocks[i].chart = &charts[i];
        buf_done(&caption);
    }
    write(model, "hostile-charts.xlsx");
    for (int i = 1; i <= 2; i++) {
        const char *part = sample_part(model->arena, "hostile-charts.xlsx",
                                       arena_printf(arena, "xl/charts/chart%d.xml", i));
        size_t bad = 0;
        CHECK(text_is_utf8(part, strlen(part), &bad));
        CHECK(!strchr(part, 1));
        CHECK(has(part, "&lt;长&gt;'"));
    }
    arena_free(arena);
    model_free(model);
}

TEST(a_chart_of_nothing_is_its_empty_table)
{
    struct model *model = model_new();
    struct model_chart chart = {.name = "空", .kind = MODEL_CHART_PIE};
    model->title = model_text_plain(model->arena, "图册");
    model_add(model, MODEL_CHART)->chart = &chart;
    write(model, "nothing.xlsx");
    CHECK_STR(sample_part(model->arena, "nothing.xlsx", "xl/charts/chart1.xml"), "");
    CHECK(has(sample_part(model->arena, "nothing.xlsx", "xl/sharedStrings.xml"), "（无数据）"));
    model_free(model);
}

TEST(beside_tables_that_go_to_disk_charts_are_drawn_too)
{
    struct model *model = sample_long(25001);
    struct model *charts = sample_file("charts");
    for (size_t b = 0; b < charts->block_count; b++)
        *model_add(model, MODEL_CHART) = charts->blocks[b];
    struct diags *diags = diags_new();
    CHECK(sample_write(model, "disk.xlsx", diags));
    const char *chart = sample_part(model->arena, "disk.xlsx", "xl/charts/chart1.xml");
    CHECK(has(chart, "!$C$23:$C$28</c:f>"));
    diags_free(diags);
    model_free(charts);
    model_free(model);
}

TEST(many_bars_and_sectors_get_room)
{
    struct model_chart chart = {.kind = MODEL_CHART_BAR, .category_count = 30, .series_count = 1};
    CHECK(xlsx_chart_rows(&chart) > 30);
    chart.category_count = 120;
    CHECK(xlsx_chart_rows(&chart) <= 51);
    chart.kind = MODEL_CHART_COLUMN;
    CHECK_INT(xlsx_chart_rows(&chart), 19);
    chart.height_lines = 20;
    CHECK_INT(xlsx_chart_rows(&chart), 41);
    chart.height_lines = 4;
    CHECK_INT(xlsx_chart_rows(&chart), 9);
}

TEST(charts_are_the_same_bytes_each_time)
{
    char *bytes[2];
    size_t lengths[2];
    struct arena *arena = arena_new();
    for (int i = 0; i < 2; i++) {
        struct model *model = sample_file("charts");
        const char *name = i ? "second.xlsx" : "first.xlsx";
        write(model, name);
        bytes[i] = sample_bytes(arena, tap_path(name), &lengths[i]);
        model_free(model);
    }
    CHECK(lengths[0] == lengths[1] && memcmp(bytes[0], bytes[1], lengths[0]) == 0);
    arena_free(arena);
}

/* Programs leave out every second name when they think there is no room. */
TEST(every_bar_has_its_name)
{
    struct model *model = read_model("chart 甲\n  kind bar\n" TWO_POINTS);
    write(model, "names.xlsx");
    CHECK(has(sample_part(model->arena, "names.xlsx", "xl/charts/chart1.xml"),
              "<c:tickLblSkip val=\"1\"/>"));
    model_free(model);
}

TEST(a_long_title_is_smaller_than_a_short_one)
{
    struct model *model = read_model(
        "chart 甲\n  caption 近四个季度签订和完成的共建协议（到2026年10月31日）\n"
        "  kind column\n" TWO_POINTS "chart 乙\n  caption 短\n  kind column\n" TWO_POINTS);
    write(model, "titles.xlsx");
    CHECK(has(sample_part(model->arena, "titles.xlsx", "xl/charts/chart1.xml"),
              "sz=\"1100\" b=\"0\" baseline=\"0\"><a:latin typeface=\"黑体\""));
    CHECK(has(sample_part(model->arena, "titles.xlsx", "xl/charts/chart2.xml"),
              "sz=\"1200\" b=\"0\" baseline=\"0\"><a:latin typeface=\"黑体\""));
    model_free(model);
}
