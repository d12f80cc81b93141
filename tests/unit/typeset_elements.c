/* The elements of GB/T 9704 around the body: where each of them stands. */
#include <stdio.h>

#include "tap.h"
#include "typeset_testing.h"

#define BODY                                                                                                                                \
    "paragraph 社区工作是政府工作的前沿，在社区建设中加强工作人员队伍建设尤为重要；社区党总支与每" \
    "位工作人员签订了目标责任书。\n"

/* The n-th rule of a page. */
static const struct page_rule *rule_of(const struct pages *pages, size_t page, int n)
{
    static const struct page_rule none;
    for (size_t i = 0; pages && page < pages->count && i < pages->pages[page].item_count; i++) {
        const struct page_item *item = &pages->pages[page].items[i];
        if (item->kind == PAGE_RULE && n-- == 0)
            return &item->rule;
    }
    return &none;
}

static size_t rules_on(const struct pages *pages, size_t page)
{
    size_t count = 0;
    for (size_t i = 0; i < pages->pages[page].item_count; i++)
        count += pages->pages[page].items[i].kind == PAGE_RULE;
    return count;
}

/* Top edge of the ink of a run's face, as high as 国. */
static int32_t ink_top(struct rig *rig, const struct page_run *run)
{
    return run->y - fonts_scale(fonts_face(rig->fonts, run->face).top, run->size);
}

/* Grid line of a baseline of body size; −1: none. */
static int line_of(const struct style *style, int32_t y)
{
    for (int line = 0; line < style->lines_per_page; line++)
        if (style_line_baseline(style, line) == y)
            return line;
    return -1;
}

static int title_line(const struct style *style, const struct page_run *run)
{
    int32_t drop = (int32_t)((int64_t)(run->size - style->em) * style->first_baseline / style->em);
    return line_of(style, run->y - drop);
}

#define MM(x) style_from_mm(x)

/* ---- 版头 ---- */

TEST(letterhead_of_a_document)
{
    struct rig *rig = rig_new();
    const struct style *style = rig->style;
    struct pages *pages =
        rig_pages(rig, "model 1\nletterhead\n  organ 春晖社区居民委员会文件\n"
                       "  number 春晖居〔2026〕3号\ntitle 工作汇报\nsalutation 各位领导：\n" BODY);
    const struct page_run *mark = rig_run(pages, 0, "委员会文件", 0);
    CHECK(rig_near(ink_top(rig, mark), style->margin_top + MM(35)));
    CHECK_INT(mark->size, 40 * STYLE_UNIT); /* eleven squares of 48 pt do not fit */
    CHECK_INT(mark->color, style->mark_color);
    CHECK(rig_near(rig_left(mark) + mark->end, 2 * style->margin_left + style->text_width));
    const struct page_run *number = rig_run(pages, 0, "春晖居", 0);
    const struct page_run *number_end = rig_run(pages, 0, "号", 0);
    int line = line_of(style, number->y);
    /* Two lines below the mark: its em box ends above line − 2 and not above line − 3. */
    int32_t bottom = mark->y + mark->size / 8;
    CHECK(style_line_baseline(style, line - 2) - style->first_baseline >= bottom);
    CHECK(style_line_baseline(style, line - 3) - style->first_baseline < bottom);
    CHECK(rig_near(rig_left(number) + number_end->end, 2 * style->margin_left + style->text_width));
    const struct page_rule *rule = rule_of(pages, 0, 0);
    CHECK(rig_near(rule->y0 - rule->width / 2,
                   number->y - style->first_baseline + style->em + MM(4)));
    CHECK_INT(rule->x0, style->margin_left);
    CHECK_INT(rule->x1, style->margin_left + style->text_width);
    CHECK_INT(rule->color, style->mark_color);
    CHECK_INT(title_line(style, rig_run(pages, 0, "工作汇报", 0)), line + 3);
    CHECK_INT(line_of(style, rig_run(pages, 0, "各位领导", 0)->y), line + 5);
    pages_free(pages);
    rig_free(rig);
}

TEST(signers_stand_right_and_the_number_beside_the_last)
{
    struct rig *rig = rig_new();
    const struct style *style = rig->style;
    struct pages *pages = rig_pages(
        rig, "model 1\nletterhead\n  organ 春晖社区居民委员会文件\n  number 春晖居〔2026〕3号\n"
             "  signer 王某某、李小明，张三\ntitle 工作汇报\n" BODY);
    const struct page_run *number = rig_run(pages, 0, "春晖居", 0);
    const struct page_run *first = rig_run(pages, 0, "王某某", 0);
    const struct page_run *second = rig_run(pages, 0, "李小明", 0);
    const struct page_run *third = rig_run(pages, 0, "张三", 0);
    CHECK(rig_near(rig_left(number), style->margin_left + style->pitch_x));
    CHECK_INT(number->y, third->y);
    CHECK_INT(first->y, second->y);
    CHECK_INT(line_of(style, third->y), line_of(style, first->y) + 1);
    CHECK_INT(rig_left(third), rig_left(first));
    CHECK(rig_near(second->end, style->margin_left + style->text_width - style->pitch_x));
    CHECK_STR(fonts_face(rig->fonts, first->face).name, "FandolKai-Regular");
    CHECK_STR(fonts_face(rig->fonts, rig_run(pages, 0, "签发人：", 0)->face).name,
              "FandolFang-Regular");
    pages_free(pages);
    rig_free(rig);
}

TEST(secrecy_leaves_the_first_line_to_the_copy_number)
{
    struct rig *rig = rig_new();
    struct pages *pages =
        rig_pages(rig, "model 1\nletterhead\n  organ 春晖社区居民委员会文件\n  secrecy 机密★1年\n"
                       "  urgency 特急\ntitle 工作汇报\n" BODY);
    CHECK_INT(line_of(rig->style, rig_run(pages, 0, "机密", 0)->y), 1);
    CHECK_INT(line_of(rig->style, rig_run(pages, 0, "特急", 0)->y), 2);
    CHECK(rig_near(rig_left(rig_run(pages, 0, "特急", 0)), rig->style->margin_left));
    pages_free(pages);
    pages = rig_pages(rig, "model 1\nletterhead\n  organ 春晖社区居民委员会文件\n"
                           "  urgency 特急\ntitle 工作汇报\n" BODY);
    CHECK_INT(line_of(rig->style, rig_run(pages, 0, "特急", 0)->y), 0);
    pages_free(pages);
    rig_free(rig);
}

TEST(marks_of_any_length_fit)
{
    struct rig *rig = rig_new();
    static const char organ[] = "江苏省南京市江宁区东山街道春晖社区居民委员会会议纪要文件";
    for (size_t squares = 2; squares <= strlen(organ) / 3; squares++) {
        char *text =
            arena_printf(rig->arena, "model 1\nletterhead\n  organ %.*s\ntitle 汇报\n" BODY,
                         (int)squares * 3, organ);
        struct pages *pages = rig_pages(rig, text);
        int32_t size = 0;
        for (size_t i = 0; pages && i < pages->pages[0].item_count; i++) {
            const struct page_run *run = &pages->pages[0].items[i].run;
            if (pages->pages[0].items[i].kind != PAGE_RUN || !run->color)
                continue;
            size = run->size;
            CHECK(rig_left(run) >= rig->style->margin_left);
            CHECK(run->end <= rig->style->margin_left + rig->style->text_width);
            CHECK_INT(run->size % (2 * STYLE_UNIT), 0);
        }
        /* One line of 26 pt at least, or two lines. */
        CHECK(size >= 26 * STYLE_UNIT);
        CHECK(size <= rig->style->text[STYLE_MARK].size);
        pages_free(pages);
    }
    rig_free(rig);
}

TEST(several_organs_are_spread_and_share_one_word)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(
        rig,
        "model 1\nletterhead\n  organ 春晖街道党工委\\n春晖街道办事处\\n春晖社区居民委员会文件\n"
        "title 汇报\n" BODY);
    const struct page_run *first = rig_run(pages, 0, "党工委", 0);
    const struct page_run *middle = rig_run(pages, 0, "办事处", 0);
    const struct page_run *last = rig_run(pages, 0, "委员会", 0);
    const struct page_run *word = rig_run(pages, 0, "文件", 0);
    CHECK_STR(last->text, "春晖社区居民委员会");
    CHECK_INT(rig_left(first), rig_left(last));
    CHECK_INT(first->end, last->end);
    CHECK_INT(middle->end, last->end);
    CHECK_INT(word->y, middle->y);
    CHECK(rig_left(word) >= last->end + word->size / 2);
    pages_free(pages);
    rig_free(rig);
}

TEST(TYP020_a_letterhead_that_leaves_no_room)
{
    struct rig *rig = rig_new();
    struct buf text = {0};
    buf_puts(&text, "model 1\nletterhead\n  organ 春晖社区\n  signer ");
    for (int i = 0; i < 40; i++)
        buf_puts(&text, i ? "、王某某" : "王某某");
    buf_puts(&text, "\ntitle 汇报\n" BODY);
    CHECK(rig_pages(rig, text.data) == NULL);
    CHECK(rig_diag(rig, &TYP020) != NULL);
    buf_done(&text);
    rig_free(rig);
}

/* ---- 信函 ---- */

static struct style letter_style(void)
{
    struct style style = *style_builtin("gbt9704");
    style.form = STYLE_FORM_LETTER;
    style.mark_top = MM(30);
    return style;
}

static void put_body(struct buf *model, int paragraphs)
{
    for (int i = 0; i < paragraphs; i++)
        buf_puts(model, BODY);
}

TEST(a_letter)
{
    struct rig *rig = rig_new();
    struct style style = letter_style();
    struct buf text = {0};
    rig->style = &style;
    buf_puts(&text, "model 1\nletterhead\n  organ 春晖社区居民委员会\n  number 春晖函〔2026〕3号\n"
                    "title 关于协助检查的函\nsalutation 春晖派出所：\n");
    put_body(&text, 9);
    buf_puts(&text, "signature\n  organ 春晖社区\n  date 2026年11月3日\n"
                    "imprint\n  copies 春晖街道办事处\n  organ 春晖社区\n  date 2026年11月3日\n");
    struct pages *pages = rig_pages(rig, text.data);
    if (CHECK(pages && pages->count == 2)) {
        const struct page_run *mark = rig_run(pages, 0, "春晖社区居民委员会", 0);
        const struct page_rule *thick = rule_of(pages, 0, 0);
        const struct page_rule *thin = rule_of(pages, 0, 1);
        CHECK(rig_near(ink_top(rig, mark), MM(30)));
        CHECK(rig_near(thick->y0 - thick->width / 2, mark->y + mark->size / 8 + MM(4)));
        CHECK(thick->width > thin->width && thin->y0 > thick->y0);
        CHECK(rig_near(thick->x1 - thick->x0, MM(170)));
        CHECK(rig_near(thick->x0, MM(20)));
        const struct page_rule *lower = rule_of(pages, 0, 3);
        CHECK(rule_of(pages, 0, 2)->width < lower->width);
        CHECK(rig_near(lower->y0 + lower->width / 2, MM(277)));
        const struct page_run *number = rig_run(pages, 0, "号", 0);
        int32_t blank = style.em * 7 / 8;
        CHECK(rig_near(number->y - style.first_baseline, thin->y0 + thin->width / 2 + blank));
        CHECK(rig_near(number->end, style.margin_left + style.text_width));
        /* The first page is full; its last line is as far from the lower rule. */
        const struct page *page = &pages->pages[0];
        const struct page_run *last = &page->items[page->item_count - 1].run;
        const struct page_rule *upper = rule_of(pages, 0, 2);
        CHECK(rig_near(last->y - style.first_baseline + style.em + blank,
                       upper->y0 - upper->width / 2));
        CHECK_STR(page->label, "1");
        CHECK(strstr(rig_page_text(rig, page), "— 1 —") == NULL);
        CHECK(strstr(rig_page_text(rig, &pages->pages[1]), "— 2 —") != NULL);
        CHECK_INT(rules_on(pages, 1), 0);
        CHECK(strstr(rig_page_text(rig, &pages->pages[1]), "抄送：春晖街道办事处。") != NULL);
        CHECK(strstr(rig_page_text(rig, &pages->pages[1]), "印发") == NULL);
    }
    pages_free(pages);
    buf_done(&text);
    rig_free(rig);
}

/* ---- 纪要 ---- */

TEST(minutes)
{
    struct rig *rig = rig_new();
    struct style style = *style_builtin("gbt9704");
    style.form = STYLE_FORM_MINUTES;
    rig->style = &style;
    struct pages *pages = rig_pages(
        rig,
        "model 1\nletterhead\n  organ 会议纪要\n  number 第3期\n  issuer 春晖社区\n  date "
        "2026年11月3日\n"
        "title 议事会纪要\nparagraph 会议议定以下事项。\n"
        "attendance 出席 | 王某某、李某某、张某某、赵某某、钱某某、孙某某、周某某、吴某某、郑某某\n"
        "attendance 请假 | 卫某某\n");
    const struct page_run *issuer = rig_run(pages, 0, "春晖社区", 0);
    const struct page_rule *rule = rule_of(pages, 0, 0);
    CHECK(rig_near(rig_left(issuer), style.margin_left + style.pitch_x));
    CHECK(
        rig_near(rule->y0 - rule->width / 2, issuer->y - style.first_baseline + style.em + MM(4)));
    CHECK(rig_near(rig_run(pages, 0, "日", 0)->end,
                   style.margin_left + style.text_width - style.pitch_x));
    const struct page_run *label = rig_run(pages, 0, "出席：", 0);
    const struct page_run *names = rig_run(pages, 0, "王某某", 0);
    const struct page_run *more = rig_run(pages, 0, "郑某某", 0);
    CHECK_STR(fonts_face(rig->fonts, label->face).name, "FandolHei-Regular");
    CHECK(rig_near(rig_left(label), style.margin_left + 2 * style.pitch_x));
    CHECK(rig_near(rig_left(names), style.margin_left + 5 * style.pitch_x));
    CHECK_INT(rig_left(more), rig_left(names));
    CHECK_INT(label->end, rig_left(names)); /* no space is found between them */
    CHECK_INT(line_of(&style, label->y), line_of(&style, rig_run(pages, 0, "会议议定", 0)->y) + 2);
    CHECK_INT(rig_left(rig_run(pages, 0, "请假：", 0)), rig_left(label));
    pages_free(pages);
    rig_free(rig);
}

/* ---- 附件说明, 署名, 附注 ---- */

TEST(enclosures_hang_on_their_numbers)
{
    struct rig *rig = rig_new();
    const struct style *style = rig->style;
    struct pages *pages = rig_pages(
        rig, "model 1\n" BODY "enclosure 春晖社区矛盾纠纷调处情况明细表及重点案件办理情况说明材料\n"
             "enclosure 《网格巡查台账》。\nenclosure 汇总表；\n");
    const struct page_run *label = rig_run(pages, 0, "附件：", 0);
    const struct page_run *first = rig_run(pages, 0, "春晖社区矛盾", 0);
    const struct page_run *wrapped = rig_run(pages, 0, "说明材料", 0);
    const struct page_run *second = rig_run(pages, 0, "2", 0);
    const struct page_run *third = rig_run(pages, 0, "汇总表", 0);
    CHECK(rig_near(rig_left(label), style->margin_left + 2 * style->pitch_x));
    CHECK(wrapped->y > first->y);
    CHECK_INT(rig_left(wrapped), rig_left(first));
    CHECK_INT(rig_left(third), rig_left(first));
    CHECK_INT(rig_left(second), rig_left(rig_run(pages, 0, "1", 0)));
    CHECK(rig_near(rig_left(second), style->margin_left + 5 * style->pitch_x));
    const char *text = rig_page_text(rig, &pages->pages[0]);
    CHECK(strstr(text, "附件：1.春晖社区") != NULL);
    CHECK(strstr(text, "2.《网格巡查台账》3.汇总表") != NULL);
    CHECK_STR(third->text, "汇总表");
    pages_free(pages);
    pages = rig_pages(rig, "model 1\n" BODY "enclosure 汇总表\n");
    CHECK(strstr(rig_page_text(rig, &pages->pages[0]), "附件：汇总表") != NULL);
    pages_free(pages);
    rig_free(rig);
}

/* What cannot begin on a line does not tear it open: it ends short, with its characters as they come. */
TEST(lines_of_enclosures_are_rather_short_than_loose)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(
        rig, "model 1\n" BODY "enclosure 望澜街道第三季度矛盾纠纷排查化解工作台账12345678件\n"
             "enclosure 汇总表\n");
    const struct page_run *run = rig_run(pages, 0, "望澜街道第三", 0);
    int32_t right = rig->style->margin_left + rig->style->text_width;
    CHECK(rig_run(pages, 0, "12345678", 0)->y > run->y);
    CHECK(run->end < right - rig->style->pitch_x);
    CHECK(rig_near(run->end - rig_left(run), 20 * rig->style->pitch_x));
    pages_free(pages);
    rig_free(rig);
}

TEST(numbers_of_two_digits_end_in_line)
{
    struct rig *rig = rig_new();
    struct buf text = {0};
    buf_puts(&text, "model 1\n" BODY);
    for (int i = 1; i <= 12; i++)
        buf_printf(&text, "enclosure 材料\n");
    struct pages *pages = rig_pages(rig, text.data);
    int32_t left = rig_left(rig_run(pages, 0, "材料", 0));
    for (int i = 1; i < 12; i++)
        CHECK_INT(rig_left(rig_run(pages, 0, "材料", i)), left);
    CHECK(rig_left(rig_run(pages, 0, "12", 0)) < rig_left(rig_run(pages, 0, "2", 0)));
    pages_free(pages);
    buf_done(&text);
    rig_free(rig);
}

TEST(signature_of_several_organs_with_a_note)
{
    struct rig *rig = rig_new();
    const struct style *style = rig->style;
    struct pages *pages =
        rig_pages(rig, "model 1\n" BODY "signature\n  organ 党工委\\n春晖社区居民委员会\n"
                       "  date 2026年11月3日\n  note 联系人：李某某\n");
    CHECK(pages && strcmp(pages->author, "党工委、春晖社区居民委员会") == 0);
    const struct page_run *first = rig_run(pages, 0, "党工委", 0);
    const struct page_run *second = rig_run(pages, 0, "居民委员会", 0);
    const struct page_run *date = rig_run(pages, 0, "2026", 0);
    const struct page_run *note = rig_run(pages, 0, "联系人", 0);
    CHECK_INT(rig_left(first), rig_left(second));
    CHECK(rig_near(second->end, style->margin_left + style->text_width - 2 * style->pitch_x));
    CHECK(rig_near(rig_left(date), rig_left(second) + 2 * style->pitch_x));
    CHECK_INT(line_of(style, date->y), line_of(style, first->y) + 2);
    CHECK_INT(line_of(style, note->y), line_of(style, date->y) + 1);
    CHECK_STR(note->text, "（联系人：李某某）");
    pages_free(pages);
    pages = rig_pages(rig, "model 1\n" BODY "signature\n  organ 党工委\n  date 2026年11月23日\n");
    first = rig_run(pages, 0, "党工委", 0);
    date = rig_run(pages, 0, "2026", 0);
    CHECK(rig_near(rig_run(pages, 0, "日", 0)->end,
                   style->margin_left + style->text_width - 2 * style->pitch_x));
    CHECK(rig_near(rig_left(date), rig_left(first) + 2 * style->pitch_x));
    pages_free(pages);
    rig_free(rig);
}

/* Whatever stands before it, the page of the signature holds two lines of the body, or a table. */
TEST(no_page_without_body_text)
{
    static const char tail[] = "enclosure 汇总表\nenclosure 明细表\n"
                               "signature\n  organ 春晖社区\n  date 2026年11月3日\n  note 联系人\n";
    struct rig *rig = rig_new();
    for (int paragraphs = 4; paragraphs < 14; paragraphs++) {
        struct buf text = {0};
        buf_puts(&text, "model 1\n");
        put_body(&text, paragraphs);
        buf_puts(&text, tail);
        struct pages *pages = rig_pages(rig, text.data);
        const struct page *last = &pages->pages[pages->count - 1];
        int32_t first = 0;
        int lines = 0;
        for (size_t i = 0; i < last->item_count; i++) {
            const struct page_run *run = &last->items[i].run;
            if (strncmp(run->text, "附件：", strlen("附件：")) == 0)
                break;
            lines += run->y != first;
            first = run->y;
        }
        CHECK(lines >= 2);
        pages_free(pages);
        buf_done(&text);
    }
    rig_free(rig);
}

/* ---- 附件 ---- */

TEST(attachments_begin_pages)
{
    struct rig *rig = rig_new();
    const struct style *style = rig->style;
    struct pages *pages = rig_pages(rig, "model 1\ntitle 汇报\nheading 1 一、 | 党建\n" BODY
                                         "attachment 附件1 | 明细表\nheading 1 一、 | 邻里\n" BODY
                                         "attachment 附件2 | \n" BODY
                                         "signature\n  organ 春晖社区\n  date 2026年11月3日\n");
    if (CHECK(pages && pages->count == 3)) {
        const struct page_run *label = rig_run(pages, 1, "附件", 0);
        CHECK_INT(line_of(style, label->y), 0);
        CHECK(rig_near(rig_left(label), style->margin_left));
        CHECK_STR(fonts_face(rig->fonts, label->face).name, "FandolHei-Regular");
        const struct page_run *title = rig_run(pages, 1, "明细表", 0);
        CHECK_INT(title_line(style, title), 2);
        CHECK(rig_near(rig_left(title) + title->end, 2 * style->margin_left + style->text_width));
        CHECK_INT(line_of(style, rig_run(pages, 1, "一、邻里", 0)->y), 4);
        CHECK_STR(pages->pages[2].label, "3");
        CHECK(strstr(rig_page_text(rig, &pages->pages[0]), "春晖社区2026年") != NULL);
        CHECK_INT(pages->bookmark_count, 4);
        CHECK_STR(pages->bookmarks[1].title, "附件1　明细表");
        CHECK_INT(pages->bookmarks[1].level, 1);
        CHECK_INT(pages->bookmarks[2].level, 2);
        CHECK_STR(pages->bookmarks[3].title, "附件2");
        CHECK_INT(pages->bookmarks[3].page, 2);
    }
    pages_free(pages);
    rig_free(rig);
}

/* ---- 版记 ---- */

#define IMPRINT                                                                                                                        \
    "imprint\n  copies 春晖街道党工委，春晖街道办事处，春晖街道综治中心，春晖派出所，春晖司法所\n" \
    "  organ 春晖社区居民委员会\n  date 2026年11月3日\n"

TEST(imprint_at_the_foot_of_the_last_page)
{
    struct rig *rig = rig_new();
    const struct style *style = rig->style;
    struct pages *pages = rig_pages(rig, "model 1\n" BODY IMPRINT);
    if (CHECK(pages && pages->count == 1)) {
        int32_t bottom = style->margin_top + style->text_height;
        const struct page_rule *last = rule_of(pages, 0, 0);
        const struct page_rule *inner = rule_of(pages, 0, 1);
        const struct page_rule *top = rule_of(pages, 0, 2);
        CHECK_INT(rules_on(pages, 0), 3);
        CHECK_INT(last->y0, bottom);
        CHECK_INT(last->width, MM(0.35));
        CHECK_INT(top->width, MM(0.35));
        CHECK_INT(inner->width, MM(0.25));
        CHECK(top->y0 < inner->y0);
        CHECK_INT(inner->x0, style->margin_left);
        CHECK_INT(inner->x1, style->margin_left + style->text_width);
        const struct page_run *copies = rig_run(pages, 0, "抄送：", 0);
        const struct page_run *names = rig_run(pages, 0, "春晖街道党工委", 0);
        const struct page_run *more = rig_run(pages, 0, "司法所。", 0);
        CHECK_INT(copies->size, 14 * STYLE_UNIT);
        CHECK_INT(rig_left(copies), style->margin_left + 14 * STYLE_UNIT);
        CHECK(copies->y > top->y0 && more->y < inner->y0 && more->y > names->y);
        CHECK_INT(rig_left(more), rig_left(names));
        const struct page_run *organ = rig_run(pages, 0, "居民委员会", 0);
        CHECK_INT(rig_left(organ), rig_left(copies));
        CHECK(organ->y > inner->y0 && organ->y < last->y0);
        const struct page_run *date = rig_run(pages, 0, "印发", 0);
        CHECK(rig_near(date->end, style->margin_left + style->text_width - 14 * STYLE_UNIT));
        CHECK_INT(date->y, organ->y);
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(imprint_moves_on_when_it_does_not_fit)
{
    struct rig *rig = rig_new();
    const struct style *style = rig->style;
    size_t pages_before = 0;
    for (int paragraphs = 1; paragraphs < 12; paragraphs++) {
        struct buf text = {0};
        buf_puts(&text, "model 1\n");
        put_body(&text, paragraphs);
        buf_puts(&text, IMPRINT);
        struct pages *pages = rig_pages(rig, text.data);
        const struct page *last = &pages->pages[pages->count - 1];
        const struct page_run *copies = rig_run(pages, pages->count - 1, "抄送：", 0);
        for (size_t i = 0; i < last->item_count; i++) {
            const struct page_item *item = &last->items[i];
            if (item->kind != PAGE_RUN || item->run.size != style->em)
                continue;
            CHECK(item->run.y + typeset_grid_pitch(style) < copies->y); /* a blank line between */
        }
        CHECK(pages->count >= pages_before);
        pages_before = pages->count;
        pages_free(pages);
        buf_done(&text);
    }
    CHECK_INT(pages_before, 2);
    rig_free(rig);
}

TEST(TYP020_an_imprint_of_half_a_page)
{
    struct rig *rig = rig_new();
    struct buf text = {0};
    buf_puts(&text, "model 1\n" BODY "imprint\n  copies ");
    for (int i = 0; i < 60; i++)
        buf_puts(&text, "春晖街道办事处，");
    buf_puts(&text, "\n");
    CHECK(rig_pages(rig, text.data) == NULL);
    CHECK(rig_diag(rig, &TYP020) != NULL);
    buf_done(&text);
    rig_free(rig);
}

/* ---- what is too long ---- */

TEST(TYP020_lines_wider_than_the_page)
{
    static const char *const long_ones[] = {
        "letterhead\n  organ 社区文件\n  number %s\n",
        "letterhead\n  organ 社区文件\n  number 春晖居〔2026〕3号\n  signer %s\n",
        "letterhead\n  organ 社区文件\n  secrecy %s\n",
        "imprint\n  organ %s\n",
        "imprint\n  date %s\n",
    };
    for (size_t i = 0; i < BASE_COUNT(long_ones); i++) {
        struct rig *rig = rig_new();
        struct buf text = {0}, name = {0};
        for (int k = 0; k < 12; k++)
            buf_puts(&name, "春晖社区");
        const char *at = strstr(long_ones[i], "%s");
        buf_puts(&text, "model 1\n" BODY);
        buf_append(&text, long_ones[i], (size_t)(at - long_ones[i]));
        buf_puts(&text, name.data);
        buf_puts(&text, "\n");
        CHECK(rig_pages(rig, text.data) == NULL);
        CHECK(rig_diag(rig, &TYP020) != NULL);
        buf_done(&text);
        buf_done(&name);
        rig_free(rig);
    }
}

TEST(a_label_without_room_beside_it_begins_the_text)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(
        rig, "model 1\n" BODY
             "attendance 出席会议的各位同志以及列席会议的有关单位负责人员名单 | 王某某、李某某\n");
    CHECK(pages && rig_check_pages(rig, pages, "label"));
    CHECK(pages && strstr(rig_page_text(rig, &pages->pages[0]),
                          "出席会议的各位同志以及列席会议的有关单位负责人员名单：王某某、李某某"));
    pages_free(pages);
    rig_free(rig);
}

TEST(no_name_of_those_present_is_parted)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(
        rig, "model 1\n" BODY
             "attendance 出席 | 张某、李某某、欧阳某某、买买提·艾合买提江、王某、赵某某、钱某\n"
             "attendance 列席 | "
             "栖云区望澜街道办事处社会事务办公室张某某、栖云区住房和城乡建设局物业管理科赵某某\n");
    const struct page_run *first = rig_run(pages, 0, "张某、", 0);
    const struct page_run *next = rig_run(pages, 0, "王某、赵某某、钱某", 0);
    CHECK_INT(rig_left(next), rig_left(first)); /* 王 alone would still go on the line above */
    CHECK(next->y > first->y);
    CHECK(rig_run(pages, 0, "事务办公室张某某、", 0) != NULL); /* longer ones may be */
    pages_free(pages);
    rig_free(rig);
}

TEST(tables_stand_on_the_lines_of_a_letter)
{
    struct rig *rig = rig_new();
    struct style style = letter_style();
    rig->style = &style;
    struct pages *pages = rig_pages(
        rig, "model 1\nletterhead\n  organ 社区\n  number 春晖函〔2026〕3号\ntitle 函\n" BODY
             "table 甲\n  column 网格 | left\n  row 一\n" BODY);
    CHECK(pages && rig_check_pages(rig, pages, "letter"));
    pages_free(pages);
    rig_free(rig);
}
