/* Titles and signatures. */
#include <stdio.h>

#include "bonds.h"
#include "tap.h"
#include "typeset_testing.h"

TEST(short_titles_stay_on_one_line)
{
    struct rig *rig = rig_new();
    CHECK_STR(rig_title(rig, "春晖社区2026年10月工作情况汇报"), "春晖社区2026年10月工作情况汇报");
    rig_free(rig);
}

TEST(titles_break_between_words)
{
    static const char *const titles[][2] = {
        {"民政局关于社区社会管理创新和矛盾纠纷排查化解工作情况的调研汇报",
         "民政局关于社区社会管理创新和|矛盾纠纷排查化解工作情况的调研汇报"},
        {"望澜街道春晖社区2026年第三季度矛盾纠纷排查化解工作情况汇报", NULL},
        {"关于贯彻落实《关于加强和改进城市社区居民委员会建设工作的意见》情况的报告", NULL},
        {"栖云区望澜街道办事处关于2026年上半年基层社会治理和志愿服务工作总结及下半年工作计划的报告",
         NULL},
        {"望澜街道办事处关于印发《望澜街道社区网格化服务管理工作考核办法（试行）》的通知",
         "望澜街道办事处关于印发|《望澜街道社区网格化服务管理工作|考核办法（试行）》的通知"},
        {"望澜街道关于创建全国文明城市迎检工作任务分解的通知",
         "望澜街道关于创建全国文明城市|迎检工作任务分解的通知"},
        /* what is counted stays with its ordinal, words of two characters go in pairs, and a part of
           a listed word holds together more firmly than the word */
        {"望澜街道关于做好第五次全国经济普查数据核查工作的通知",
         "望澜街道关于做好第五次全国经济普查|数据核查工作的通知"},
        {"文澜社区2026年阳光少年暑期夏令营活动总结", "文澜社区2026年阳光少年|暑期夏令营活动总结"},
        {"栖云区医疗保障局关于城乡居民基本医疗保险参保扩面工作情况的报告",
         "栖云区医疗保障局关于城乡居民|基本医疗保险参保扩面工作情况的报告"},
    };
    for (size_t i = 0; i < BASE_COUNT(titles); i++) {
        struct rig *rig = rig_new();
        const char *lines = rig_title(rig, titles[i][0]);
        if (titles[i][1])
            CHECK_STR(lines, titles[i][1]);
        CHECK(strchr(lines, '|') != NULL);
        CHECK(!strstr(lines, "社|区") && !strstr(lines, "工|作") && !strstr(lines, "2026|年"));
        CHECK(!strstr(lines, "|的") && !strstr(lines, "|和") && !strstr(lines, "报|告"));
        for (size_t l = 0; l < rig->para->line_count; l++)
            CHECK(rig->para->lines[l].width <= rig->style->text_width);
        rig_free(rig);
    }
}

TEST(book_titles_and_numbers_are_not_broken)
{
    struct rig *rig = rig_new();
    const char *lines =
        rig_title(rig, "春晖社区关于学习宣传贯彻《民法典》和12345市民服务热线的汇报");
    CHECK(!strstr(lines, "民|法典") && !strstr(lines, "《|") && !strstr(lines, "法|典"));
    CHECK(!strstr(lines, "12|345"));
    rig_free(rig);
}

TEST(endless_titles_end)
{
    struct rig *rig = rig_new();
    struct buf title = {0};
    for (int i = 0; i < 3000; i++)
        buf_puts(&title, "社区工作");
    rig_title(rig, title.data);
    CHECK(rig->para->line_count >= 600);
    buf_done(&title);
    rig_free(rig);
}

/* Left edge and right edge of the line that holds `text`, from the 版心's left, in units. */
static bool find_line(const struct page *page, const char *text, int32_t *ret_left,
                      int32_t *ret_right)
{
    for (size_t i = 0; i < page->item_count; i++) {
        const struct page_run *run = &page->items[i].run;
        if (page->items[i].kind != PAGE_RUN || strncmp(run->text, text, strlen(text)) != 0)
            continue;
        *ret_left = run->glyphs[0].x - style_builtin("gbt9704")->margin_left;
        while (i + 1 < page->item_count && page->items[i + 1].kind == PAGE_RUN &&
               page->items[i + 1].run.y == run->y)
            i++;
        *ret_right = page->items[i].run.end - style_builtin("gbt9704")->margin_left;
        return true;
    }
    return false;
}

static void signature_edges(const char *organ, const char *date, double edges[4])
{
    struct rig *rig = rig_new();
    char *model = arena_printf(rig->arena,
                               "model 1\ntitle 题\nparagraph 正文第一段。\n"
                               "signature\n  organ %s\n  date %s\n",
                               organ, date);
    struct pages *pages = rig_pages(rig, model);
    int32_t left = 0;
    int32_t right = 0;
    if (CHECK(pages != NULL)) {
        CHECK(find_line(&pages->pages[0], organ, &left, &right));
        edges[0] = (double)left / rig->style->pitch_x;
        edges[1] = (double)right / rig->style->pitch_x;
        CHECK(find_line(&pages->pages[0], "2026", &left, &right));
        edges[2] = (double)left / rig->style->pitch_x;
        edges[3] = (double)right / rig->style->pitch_x;
    }
    pages_free(pages);
    rig_free(rig);
}

static bool near(double a, double b)
{
    return a > b - 0.02 && a < b + 0.02;
}

TEST(organ_longer_than_date)
{
    double edges[4] = {0};
    signature_edges("栖云区望澜街道春晖社区居民委员会", "2026年11月3日", edges);
    CHECK(near(edges[1], 26));
    CHECK(near(edges[0], 10));
    CHECK(near(edges[2], 12));
}

TEST(date_longer_than_organ)
{
    double edges[4] = {0};
    signature_edges("民政局", "2026年11月3日", edges);
    CHECK(near(edges[3], 26));
    CHECK(near(edges[2], edges[0] + 2));
}

/* The lines of a text in a cell `zi` squares wide, which rather end between words. */
static const char *cell_lines(struct rig *rig, const char *text, int zi)
{
    rig_narrow(rig, text, zi);
    rig->shape.justify = false;
    typeset_bonds_prefer(rig->para, 200);
    typeset_fit(rig->para, &rig->shape, &rig->report);
    struct buf out = {0};
    for (size_t l = 0; l < rig->para->line_count; l++)
        buf_printf(&out, "%s%s", l ? "|" : "",
                   rig_text(rig, rig->para->lines[l].first, rig->para->lines[l].end));
    const char *copy = buf_copy(&out, rig->arena);
    buf_done(&out);
    return copy;
}

TEST(lines_of_cells_rather_end_between_words)
{
    static const struct {
        const char *text, *lines;
        int zi;
    } cases[] = {
        {"经调解双方自行清理，签订口头协议", "经调解双方自行清理，|签订口头协议", 11},
        {"要求增设电动自行车充电桩", "要求增设电动自行车|充电桩", 10},
        {"已联系维保单位，次日恢复运行", "已联系维保单位，|次日恢复运行", 9},
        {"居民2316人次", "居民2316人次", 12},
        {"一二三四五六七八九十一二三四五六", "一二三四五六七八|九十一二三四五六", 8},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct rig *rig = rig_new();
        CHECK_STR(cell_lines(rig, cases[i].text, cases[i].zi), cases[i].lines);
        rig_free(rig);
    }
}
