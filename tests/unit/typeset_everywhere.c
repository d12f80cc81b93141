/* The number rules and the line edges in every element of a document, through typeset_model. */
#include <stdio.h>

#include "tap.h"
#include "typeset_testing.h"

static const char filler[] = "社区党委带领全体网格员走访辖区居民并了解情况随后汇总成册报送街道";

#define SHIFTS 28
#define SENTENCE                                                                                   \
    "受理128件，金额3.5万元，上升2.3个百分点，“双报到”36户次，占97.7%"  \
    "；第三季度5～10人（〔2026〕3号）"

/* Whole everywhere; each is narrower than the narrowest column below. */
static const char *const wholes[] = {"128件",    "3.5万元", "2.3个百分点", "36户次", "97.7%",
                                     "第三季度", "5～10人", "〔2026〕3号", "件，",   "（〔",
                                     "到”",      "“双",     "）"};

/* One document with the sentence at every place that takes text, `shift` characters further on. */
static char *document(struct arena *arena, int shift)
{
    static const char form[] =
        "model 1\ntitle @\nsalutation @：\nenclosure @\nenclosure @\nheading 1 一、 | @\n"
        "heading 2 （一） | @\nparagraph @\ntable 表\n  number 1\n  caption @\n  note @\n"
        "  column @ | left | width 14\n  column 内容 | left\n  row @ | @\nattachment 附件1 | @\n"
        "paragraph 正文。\n";
    struct buf out = {0};
    for (const char *c = form; *c; c++) {
        if (*c == '@')
            buf_printf(&out, "%.*s%s", shift * 3, filler, SENTENCE);
        else
            buf_putc(&out, *c);
    }
    char *copy = buf_copy(&out, arena);
    buf_done(&out);
    return copy;
}

/* The lines from item i on that belong to one paragraph, joined by |; i moves behind them. */
static const char *paragraph_at(struct rig *rig, const struct page *page, size_t *i, bool *relaxed)
{
    struct buf out = {0};
    bool last = false;
    buf_puts(&out, "");
    for (; *i < page->item_count && !last; (*i)++) {
        const struct page_item *item = &page->items[*i];
        if (item->kind != PAGE_RUN || !item->run.line)
            continue;
        buf_puts(&out, out.length ? "|" : "");
        buf_puts(&out, item->run.line->text);
        *relaxed = *relaxed || item->run.line->relaxed;
        last = item->run.line->last;
    }
    char *copy = buf_copy(&out, rig->arena);
    buf_done(&out);
    return copy;
}

/* Whether `whole`, with its characters apart, has a line end within. */
static bool is_split(const char *lines, const char *whole)
{
    for (const char *at = lines; *at; at++) {
        const char *a = at;
        const char *b = whole;
        bool bar = false;
        while (*b && (*a == *b || (*a == '|' && b > whole))) {
            bar = bar || *a == '|';
            b += *a != '|';
            a++;
        }
        if (!*b && bar)
            return true;
    }
    return false;
}

struct tally {
    size_t paragraphs, lines, relaxed;
};

static void check_page(struct rig *rig, const struct page *page, struct tally *tally)
{
    for (size_t i = 0; i < page->item_count;) {
        bool relaxed = false;
        const char *lines = paragraph_at(rig, page, &i, &relaxed);
        if (!*lines)
            continue;
        tally->paragraphs++;
        tally->relaxed += relaxed;
        for (const char *bar = strchr(lines, '|'); bar; bar = strchr(bar + 1, '|'))
            tally->lines++;
        for (size_t w = 0; w < BASE_COUNT(wholes) && !relaxed; w++)
            if (!CHECK(!is_split(lines, wholes[w])))
                printf("# “%s” in %s\n", wholes[w], lines);
    }
}

TEST(rules_hold_in_every_element)
{
    struct tally tally = {0};
    for (int shift = 0; shift < SHIFTS; shift++) {
        struct rig *rig = rig_new();
        struct pages *pages = rig_pages(rig, document(rig->arena, shift));
        if (!CHECK(pages != NULL))
            printf("# %s\n", diags_at(rig->diags, 0)->message);
        for (size_t p = 0; pages && p < pages->count; p++)
            check_page(rig, &pages->pages[p], &tally);
        pages_free(pages);
        rig_free(rig);
    }
    /* A dozen places each time, most of them of several lines; hardly any rule has to give way. */
    CHECK(tally.paragraphs > SHIFTS * 12 && tally.lines > SHIFTS * 24);
    CHECK(tally.relaxed < tally.paragraphs / 20);
}
