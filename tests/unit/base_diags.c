#include <huibao/base.h>

#include "tap.h"

static const struct diag_kind TST001 = {"TST001", DIAG_ERROR, DIAG_INPUT, "未知的指标“{1}”"};
static const struct diag_kind TST002 = {"TST002", DIAG_WARNING, DIAG_INPUT, "没有用到{2}和{1}"};
static const struct diag_kind TST003 = {"TST003", DIAG_ERROR, DIAG_OUTSIDE, "磁盘已满"};
static const struct diag_kind TST004 = {"TST004", DIAG_NOTE, DIAG_INPUT, "少了{1}"};

TEST(diags_print_place_line_caret_and_hint)
{
    struct diags *diags = diags_new();
    const char *names[] = {"调解成功"};
    struct place place = {"a.md", 12, 12, 4, "本月调解{{x}}{{调解成工}}件"};
    diag_context_push(diags, "报表“%s”", "月报");
    diag_context_push(diags, "表格“%s”", "分类");
    diag_add(diags, &TST001, &place, DIAG_ARGS("调解成工"));
    diag_hint_nearest(diags, "调解成工", names, 1);
    diag_context_pop(diags);
    diag_context_pop(diags);
    diag_add(diags, &TST002, NULL, DIAG_ARGS("甲", "乙"));
    diag_detail(diags, "SQLite: %d", 7);
    struct buf out = {0};
    diags_print(diags, &out);
    CHECK_STR(out.data, "a.md:12:12: 错误 TST001：未知的指标“调解成工”\n"
                        "    12 | 本月调解{{x}}{{调解成工}}件\n"
                        "       |                ^~~~~~~~\n"
                        "  提示：是不是“调解成功”？\n"
                        "  所在：报表“月报” › 表格“分类”\n"
                        "警告 TST002：没有用到乙和甲\n"
                        "  详情：SQLite: 7\n");
    buf_clear(&out);
    diags_print_json(diags, &out);
    CHECK(strstr(
        out.data,
        "\"code\":\"TST001\",\"severity\":\"error\",\"file\":\"a.md\",\"line\":12,\"column\":12"));
    buf_done(&out);
    diags_free(diags);
}

TEST(a_hint_lists_what_there_is_nearest_first)
{
    const char *names[] = {"桂苑社区", "和坪社区", "春晖社区", "一", "二", "三",
                           "四",       "五",       "六",       "七", "八"};
    struct diags *diags = diags_new();
    diag_add(diags, &TST001, NULL, DIAG_ARGS("春辉社区"));
    diag_hint_among(diags, "春辉社区", names, 3);
    CHECK_STR(diags_at(diags, 0)->hint, "是不是“春晖社区”？有：春晖社区、桂苑社区、和坪社区");
    diag_add(diags, &TST001, NULL, DIAG_ARGS("天气"));
    diag_hint_among(diags, "天气", names, 11);
    CHECK_STR(diags_at(diags, 1)->hint,
              "有：一、二、三、四、五、六、七、八、桂苑社区、和坪社区 等 11 个");
    diag_add(diags, &TST001, NULL, DIAG_ARGS("天气"));
    diag_hint_among(diags, "天气", names, 0);
    CHECK(diags_at(diags, 2)->hint == NULL);
    diags_free(diags);
}

TEST(diags_missing_arguments_show)
{
    struct diags *diags = diags_new();
    diag_add(diags, &TST004, NULL, NULL);
    CHECK_STR(diags_at(diags, 0)->message, "少了？");
    CHECK(diags_at(diags, 1) == NULL);
    CHECK_INT(diags_exit_status(diags), 0);
    diags_free(diags);
}

TEST(diags_status_is_of_the_worst)
{
    struct diags *diags = diags_new();
    diag_add(diags, &TST002, NULL, DIAG_ARGS("甲", "乙"));
    CHECK_INT(diags_exit_status(diags), 0);
    diag_add(diags, &TST003, NULL, NULL);
    diag_add(diags, &TST001, NULL, DIAG_ARGS("x"));
    CHECK_INT(diags_exit_status(diags), 3);
    CHECK_INT(diags_count(diags, DIAG_ERROR), 2);
    CHECK_INT(diags_count(diags, DIAG_WARNING), 3);
    diags_free(diags);
}

TEST(diags_are_sorted_by_place_and_bounded)
{
    struct diags *diags = diags_new();
    for (long line = 800; line > 0; line--)
        diag_add(diags, &TST001, &(struct place){"f", line, 1, 1, NULL}, DIAG_ARGS("x"));
    diag_hint(diags, "lost with its diagnostic");
    CHECK_INT(diags_kept(diags), 500);
    CHECK_INT(diags_count(diags, DIAG_ERROR), 800);
    diags_sort(diags);
    CHECK_INT(diags_at(diags, 0)->place.line, 301);
    CHECK(diags_at(diags, 499)->hint == NULL);
    struct buf out = {0};
    diags_print(diags, &out);
    CHECK(strstr(out.data, "另有 300 处没有列出") != NULL);
    buf_done(&out);
    diags_free(diags);
}

TEST(diags_long_lines_are_cut_around_the_place)
{
    struct diags *diags = diags_new();
    struct buf line = {0};
    for (int i = 0; i < 3000; i++)
        buf_puts(&line, "字");
    struct place place = {"f", 1, 2000, 2, line.data};
    diag_add(diags, &TST001, &place, DIAG_ARGS("x"));
    struct buf out = {0};
    diags_print(diags, &out);
    CHECK(out.length < 1500);
    CHECK(strstr(out.data, "…") != NULL && strstr(out.data, "^~~~") != NULL);
    buf_done(&out);
    buf_done(&line);
    diags_free(diags);
}
