/* The PDF: text that comes back exactly, fonts, bookmarks, links, metadata, the same bytes. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../src/draw/draw_diags.h"
#include "draw_testing.h"

static const struct line lines[] = {
    {"小标宋", 20, 25, 0, "春晖社区2026年10月工作情况汇报"},
    {"黑体", 0, 25, 0, "一、党的建设36户"},
    {"楷体", 0, 25, 0, "（一）基本情况和日月"},
    {"仿宋", 0, 25, 0, "全镇低保户36户，其中2026年新增3户，占比12.5%，共计1,234人。"},
    {"仿宋", 3, 25, 0, "两端对齐时每个字之间都有6处间隙，宽"},
    {"仿宋", 8, 25, 0, "两端对齐时每个字之间都有7处间隙，宽"},
    {"仿宋", 12, 25, 0, "两端对齐时每个字之间都有8处间隙，宽"},
    {"仿宋", 50, 50, 0, "字距极大而且含数字36户"},
    {"仿宋", 0, 12, 50, "“压缩”（标点），。挤在一起），好的。（二〇二六年）"},
    {"仿宋", 0, 25, 0, "日一二十八大小子女木水火土山石田目"},
    {"仿宋", 0, 25, 0, "——破折号……省略号·间隔号〇"},
    {"仿宋", 30, 25, 0, "——破折号……省略号·间隔号〇"},
    {"仿宋", 0, 25, 0, "𬱖啰瞭和一般字"},
    {"楷体", 40, 25, 0, "𬱖啰瞭和一般字㎡①Ⅲ"},
    {"仿宋", 0, 25, 0, "with English words in 中文里 and Pango 1.50 text"},
    {"宋体", 0, 33, 0, "电话010-62345678，网址https://example.org/a?b=1，3.5万元至5.2个百分点"},
};

static void expect_text(const char *path, const char *command, const struct line *want,
                        size_t count)
{
    char *got = run_on(command, path, "- | grep -v '^$'"); /* between blocks it leaves a line */
    char *line = got;

    for (size_t i = 0; i < count && line; i++) {
        char *next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        CHECK_STR(line, want[i].text);
        line = next;
    }
    free(got);
}

TEST(text_comes_back_exactly)
{
    struct set set = set_open();
    const char *path = tap_path("text.pdf");

    add_lines(&set, lines, BASE_COUNT(lines));
    CHECK(draw_pdf(set.pages, set.fonts, path, set.diags));
    expect_text(path, "pdftotext -nopgbrk", lines, BASE_COUNT(lines));
    expect_text(path, "pdftotext -nopgbrk -raw", lines, BASE_COUNT(lines));
    CHECK_INT(diags_kept(set.diags), 0);
    set_close(&set);
}

/* A page's lines as they stand on a page turned by 90° clockwise. */
static void turn_page(struct page *page)
{
    int32_t height = page->height;

    page->height = page->width;
    page->width = height;
    for (size_t i = 0; i < page->item_count; i++) {
        struct page_run *run = &page->items[i].run;
        run->turned = true;
        run->y = height - run->y;
    }
}

TEST(turned_text_comes_back_exactly)
{
    struct set set = set_open();
    const char *path = tap_path("turned.pdf");
    char *boxes, *word;
    double left = 0, top = 0, right = 0, bottom = 0;

    add_lines(&set, lines, BASE_COUNT(lines));
    turn_page(&set.pages->pages[0]);
    CHECK(draw_pdf(set.pages, set.fonts, path, set.diags));
    expect_text(path, "pdftotext -nopgbrk", lines, BASE_COUNT(lines));
    boxes = run_on("pdftotext -bbox", path, "-");
    CHECK(strstr(boxes, "<page width=\"841.875000\" height=\"595.165039\">") != NULL);
    /* The title: its baseline 78.1 pt from the paper's right edge, from 78.1 pt below the top. */
    word = strstr(boxes, "<word");
    CHECK(word && sscanf(word, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &left,
                         &top, &right, &bottom) == 4);
    CHECK(left < 841.875 - 78.125 && right > 841.875 - 78.125 && right - left < 24);
    CHECK(top > 77.5 && top < 78.5 && bottom > 300 && bottom < 500);
    free(boxes);
    set_close(&set);
}

/* For readers that do not know ActualText: glyphs are named by their text, never as radicals. */
TEST(glyph_names_are_never_radicals)
{
    struct set set = set_open();
    const char *path = tap_path("names.pdf");
    size_t maps = 0;
    char *text, *map;

    add_lines(&set, lines, BASE_COUNT(lines));
    CHECK(draw_pdf(set.pages, set.fonts, path, set.diags));
    text = run_on("qpdf --qdf --object-streams=disable", path, "- | grep -a '^<....> <'");
    for (map = text; (map = strstr(map, "> <")) != NULL; map += 3, maps++)
        CHECK(strncmp(map + 3, "2e", 2) != 0 && strncmp(map + 3, "2f", 2) != 0);
    CHECK(maps > 100);
    CHECK(strstr(text, "<65e5>") && strstr(text, "<4e00>") && strstr(text, "<3007>"));
    CHECK(strstr(text, "<d873dc56>") != NULL); /* 𬱖 */
    free(text);
    set_close(&set);
}

TEST(fonts_are_embedded_and_subset)
{
    struct set set = set_open();
    const char *path = tap_path("fonts.pdf");
    size_t fonts = 0;
    char *text;

    add_lines(&set, lines, BASE_COUNT(lines));
    CHECK(draw_pdf(set.pages, set.fonts, path, set.diags));
    text = run_on("pdffonts", path, "| tail -n +3");
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"), fonts++)
        CHECK(strstr(line, "yes yes yes") != NULL && strstr(line, "Type 3") == NULL);
    CHECK(fonts >= 8);
    free(text);
    free(run_on("qpdf --check", path, ">/dev/null"));
    set_close(&set);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    while ((text = strstr(text, part)) != NULL) {
        text += strlen(part);
        count++;
    }
    return count;
}

TEST(bookmarks_labels_links_and_metadata)
{
    struct set set = set_open();
    const char *path = tap_path("marks.pdf");
    char *text;

    set.pages->title = "春晖社区工作情况汇报";
    set.pages->author = "春晖社区居民委员会";
    set.pages->subject = "2026年10月<&>";
    add_lines(&set, lines, BASE_COUNT(lines));
    add_lines(&set, lines, 3);
    set.pages->pages[0].label = "封面";
    page_add(set.pages, &set.pages->pages[0], PAGE_LINK)->link =
        (struct page_link){80000, 80000, 100000, 16000, 1, 50000};
    page_add(set.pages, &set.pages->pages[1], PAGE_LINK)->link =
        (struct page_link){80000, 80000, 100000, 16000, 0, -50000};
    page_add(set.pages, &set.pages->pages[1], PAGE_LINK)->link =
        (struct page_link){80000, 80000, 100000, 16000, 7, 50000};
    pages_bookmark(set.pages, 1, "一、党的建设", 0, 100000);
    pages_bookmark(set.pages, 3, "跳过一级", 0, 200000);
    pages_bookmark(set.pages, -2, "二、没有级别", 1, 80000);
    pages_bookmark(set.pages, 1, "没有这一页", 99, 80000);
    CHECK(draw_pdf(set.pages, set.fonts, path, set.diags));
    text = run_on("pdfinfo -rawdates", path, "");
    CHECK(strstr(text, "春晖社区工作情况汇报") && strstr(text, "春晖社区居民委员会"));
    CHECK(strstr(text, "2026年10月") && strstr(text, "huibao " HUIBAO_VERSION));
    CHECK(strstr(text, "D:20261101000000Z") != NULL);
    CHECK(strstr(text, "ModDate") == NULL);
    free(text);
    free(run_on("qpdf --check", path, ">/dev/null"));
    text = run_on("pdfinfo -meta", path, "");
    CHECK(strstr(text, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">春晖社区工作情况汇报<"));
    CHECK(strstr(text, "<dc:creator><rdf:Seq><rdf:li>春晖社区居民委员会<"));
    CHECK(strstr(text, "2026年10月&lt;&amp;&gt;</rdf:li>"));
    CHECK(strstr(text, "<xmp:CreateDate>2026-11-01T00:00:00Z<"));
    free(text);
    text = run_on("qpdf --json", path, "");
    CHECK(strstr(text, "\"title\": \"一、党的建设\"") != NULL);
    CHECK(strstr(text, "\"title\": \"跳过一级\"") != NULL);
    CHECK(strstr(text, "\"title\": \"二、没有级别\"") != NULL);
    CHECK(strstr(text, "没有这一页") == NULL);
    CHECK(strstr(text, "\"/Lang\": \"u:zh-CN\"") != NULL);
    CHECK(strstr(text, "\"/DisplayDocTitle\": true") != NULL);
    CHECK(strstr(text, "/Marked") == NULL); /* it is not a tagged PDF */
    CHECK(strstr(text, "/PageLabels") && strstr(text, "封面"));
    CHECK_INT(count_of(text, "\"/Subtype\": \"/Link\""), 2);
    CHECK(strstr(text, "p2.50000") && strstr(text, "p1.-50000"));
    free(text);
    set_close(&set);
}

static void draw_once(const char *path)
{
    struct set set = set_open();

    set.pages->title = "标题";
    add_lines(&set, lines, BASE_COUNT(lines));
    pages_bookmark(set.pages, 1, "一、", 0, 100000);
    CHECK(draw_pdf(set.pages, set.fonts, path, set.diags));
    set_close(&set);
}

/* In this process again with newly opened fonts, and in another with other addresses. */
TEST(the_same_pages_give_the_same_bytes)
{
    const char *paths[3];
    size_t first_length, length;
    char *first, *again;
    int status = 1;
    pid_t child;

    paths[0] = tap_path("same1.pdf");
    paths[1] = tap_path("same2.pdf");
    paths[2] = tap_path("same3.pdf");
    fflush(stdout);
    child = fork();
    if (child == 0) {
        free(malloc(12345678));
        draw_once(paths[2]);
        _Exit(0);
    }
    CHECK(child > 0 && waitpid(child, &status, 0) == child && status == 0);
    draw_once(paths[0]);
    draw_once(paths[1]);
    first = read_file(paths[0], &first_length);
    CHECK(first_length > 20000);
    for (int i = 1; i < 3; i++) {
        again = read_file(paths[i], &length);
        CHECK(length == first_length && memcmp(first, again, length) == 0);
        free(again);
    }
    free(first);
}

TEST(a_full_disk_leaves_no_half_file)
{
    struct set set = set_open();
    const char *path = tap_path("full.pdf");
    struct rlimit old, small;
    bool drawn;

    add_lines(&set, lines, BASE_COUNT(lines));
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    small = (struct rlimit){10000, old.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    drawn = draw_pdf(set.pages, set.fonts, path, set.diags);
    setrlimit(RLIMIT_FSIZE, &old);
    CHECK(!drawn);
    CHECK(!file_exists(path));
    CHECK_INT(diags_count(set.diags, DIAG_ERROR), 1);
    CHECK_STR(diags_at(set.diags, 0)->kind->code, "BAS007");
    CHECK_INT(diags_exit_status(set.diags), 3);
    set_close(&set);
}

TEST(no_such_folder)
{
    struct set set = set_open();

    add_lines(&set, lines, 1);
    CHECK(!draw_pdf(set.pages, set.fonts, "/no/such/folder/a.pdf", set.diags));
    CHECK_STR(diags_at(set.diags, 0)->kind->code, "BAS006");
    set_close(&set);
}

TEST(DRW001_text_that_is_no_text)
{
    struct set set = set_open();
    const char *path = tap_path("bad.pdf");

    add_lines(&set, lines, 1);
    set.pages->pages[0].items[0].run.text = "\xff\xfe\xfd\xff\xfe\xfd\xff\xfe\xfd\xff\xfe\xfd";
    CHECK(!draw_pdf(set.pages, set.fonts, path, set.diags));
    CHECK(!file_exists(path));
    CHECK_INT(diags_kept(set.diags), 1);
    CHECK(diags_at(set.diags, 0)->kind == &DRW001);
    CHECK_STR(diags_at(set.diags, 0)->place.file, path);
    CHECK(strstr(diags_at(set.diags, 0)->message, "UTF-8") != NULL);
    set_close(&set);
}
