/* Names in charts: categories under the axis and beside bars, series in the legend or at lines. */
#include <stdio.h>

#include "chart.h"
#include "tap.h"
#include "typeset_chart_testing.h"

static double apart(size_t series, size_t category)
{
    return (double)(100 * series + 10 + category);
}

static double together(size_t series, size_t category)
{
    return (double)(100 + (category == 3 ? 0 : 20 * series));
}

/* The texts of the first page, run by run, between bars. */
static const char *texts(struct rig *rig, const struct chart_case *chart)
{
    struct pages *pages = rig_pages(rig, chart_model(rig->arena, chart, 2, 0));
    struct buf out = {0};
    for (size_t i = 0; pages && i < pages->pages[0].item_count; i++)
        if (pages->pages[0].items[i].kind == PAGE_RUN)
            buf_printf(&out, "%s|", pages->pages[0].items[i].run.text);
    const char *copy = buf_copy(&out, rig->arena);
    buf_done(&out);
    pages_free(pages);
    return copy;
}

static int count(const char *text, const char *what)
{
    int found = 0;
    for (const char *at = strstr(text, what); at; at = strstr(at + 1, what))
        found++;
    return found;
}

static const char *const *months(struct rig *rig, size_t number)
{
    const char **names = arena_array(rig->arena, number, sizeof *names);
    for (size_t i = 0; i < number; i++)
        names[i] = arena_printf(rig->arena, "%zu年%zu月", 2024 + (i + 10) / 12, (i + 10) % 12 + 1);
    return names;
}

TEST(a_year_stands_where_it_begins)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {
        .kind = "column", .categories = 12, .series = 1, .names = months(rig, 12), .value = apart};
    const char *text = texts(rig, &chart);
    CHECK(strstr(text, "11|月|2024|年|12|月|1|月|2025|年|2|月|3|月|") != NULL);
    CHECK_INT(count(text, "|月|"), 12);
    CHECK_INT(count(text, "|年|"), 2);
    rig_free(rig);
}

TEST(months_are_skipped_by_quarters)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {
        .kind = "line", .categories = 30, .series = 1, .names = months(rig, 30), .value = apart};
    const char *text = texts(rig, &chart);
    CHECK(strstr(text, "11|月|2024|年|2|月|2025|年|5|月|8|月|11|月|2|月|2026|年|") != NULL);
    CHECK_INT(count(text, "|月|"), 10);
    rig_free(rig);
}

TEST(years_are_skipped_by_twos_fives_and_tens)
{
    static const size_t numbers[] = {8, 16, 40, 80};
    static const char *const second[] = {"1982|年|", "1983|年|", "1986|年|", "1991|年|"};
    for (size_t n = 0; n < BASE_COUNT(numbers); n++) {
        struct rig *rig = rig_new();
        const char **names = arena_array(rig->arena, numbers[n], sizeof *names);
        for (size_t i = 0; i < numbers[n]; i++)
            names[i] = arena_printf(rig->arena, "%zu年", 1981 + i);
        struct chart_case chart = {
            .kind = "line", .categories = numbers[n], .series = 1, .names = names, .value = apart};
        const char *want = arena_printf(rig->arena, "1981|年|%s", second[n]);
        if (!CHECK(strstr(texts(rig, &chart), want) != NULL))
            printf("# %s\n", texts(rig, &chart));
        CHECK_INT(diags_kept(rig->diags), 0);
        rig_free(rig);
    }
}

TEST(long_names_take_two_lines_between_words)
{
    static const char *const names[] = {
        "老旧小区电梯加装", "婚姻家庭纠纷调解", "物业", "噪声", "临时救助申请办理", "养老"};
    struct rig *rig = rig_new();
    struct chart_case chart = {
        .kind = "column", .categories = 6, .series = 1, .names = names, .value = apart};
    const char *text = texts(rig, &chart);
    CHECK(strstr(text, "老旧小区|电梯加装|") != NULL);
    CHECK(strstr(text, "婚姻家庭|纠纷调解|") != NULL);
    CHECK(strstr(text, "|物业|噪声|") != NULL);
    CHECK_INT(diags_kept(rig->diags), 0);
    rig_free(rig);
}

/* All of every name is printed, whatever it takes. */
TEST(no_name_is_cut)
{
    static const char *const kinds[] = {"column", "bar", "line", "pie", "ring"};
    static const char *const names[] = {
        "居民反映的小区停车难与电动自行车充电设施不足问题", "老旧小区电梯加装",
        "物业服务企业履约评价与业主委员会换届相关事项的咨询和协调办理", "其他"};
    for (size_t k = 0; k < BASE_COUNT(kinds); k++) {
        struct rig *rig = rig_new();
        struct chart_case chart = {
            .kind = kinds[k], .categories = 4, .series = 1, .names = names, .value = apart};
        struct pages *pages = rig_pages(rig, chart_model(rig->arena, &chart, 2, 0));
        const char *text = rig_page_text(rig, &pages->pages[0]);
        for (size_t i = 0; i < BASE_COUNT(names); i++)
            if (!CHECK(strstr(text, names[i]) != NULL))
                printf("# %s: %s\n", kinds[k], text);
        pages_free(pages);
        rig_free(rig);
    }
}

TEST(a_legend_in_the_order_of_the_data)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {.kind = "column", .categories = 4, .series = 3, .value = apart};
    const char *text = texts(rig, &chart);
    CHECK(strstr(text, "第|1|类|第|2|类|第|3|类|") != NULL);
    chart.series = 1; /* one series needs none: the caption says what it is */
    CHECK(strstr(texts(rig, &chart), "|类|") == NULL);
    rig_free(rig);
}

TEST(lines_are_named_at_their_ends_when_these_are_apart)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {.kind = "line", .categories = 4, .series = 3, .value = apart};
    /* From the top down, after the names of the months. */
    CHECK(strstr(texts(rig, &chart), "4|月|第|3|类|第|2|类|第|1|类|") != NULL);
    chart.value = together;
    const char *text = texts(rig, &chart);
    CHECK(strstr(text, "第|1|类|第|2|类|第|3|类|") != NULL);
    CHECK(strstr(text, "4|月|第") == NULL);
    rig_free(rig);
}

/* A word longer than the column of names is parted, all of it printed, and that is told. */
TEST(words_longer_than_their_column)
{
    static const char *const names[] = {"https://example.org/statistics/disputes/2026/10/by/grid",
                                        "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ"};
    struct rig *rig = rig_new();
    struct chart_case chart = {
        .kind = "bar", .categories = 2, .series = 1, .names = names, .value = apart};
    struct pages *pages = rig_pages(rig, chart_model(rig->arena, &chart, 2, 0));
    const char *text = rig_page_text(rig, &pages->pages[0]);
    CHECK(strstr(text, names[0]) && strstr(text, names[1]));
    const struct diag *diag = rig_diag(rig, &TYP009);
    CHECK(diag && strstr(diag->message, names[1]));
    pages_free(pages);
    rig_free(rig);
}
