/* Widths: marks, gaps, context of shared marks. All in squares of the body grid. */
#include "tap.h"
#include "typeset_testing.h"

/* Natural width of a text in thousandths of a square. */
static long width(const char *text)
{
    struct rig *rig = rig_new();
    rig_lines(rig, text);
    long result =
        (long)typeset_fit_natural(rig->para, 0, rig->para->count) * 1000 / rig->style->pitch_x;
    rig_free(rig);
    return result;
}

/* The glue after item i, in thousandths of the type size. */
static long gap_after(const char *text, size_t i)
{
    struct rig *rig = rig_new();
    rig_lines(rig, text);
    long result = (long)rig->para->items[i].gap * 1000 / rig->para->size;
    rig_free(rig);
    return result;
}

TEST(squares_and_marks)
{
    CHECK_INT(width("社区治理"), 4000);
    CHECK_INT(width("社，区"), 3000); /* a mark between Han keeps its square */
    CHECK_INT(width("社区。"), 2500); /* at the line's end it has half */
    CHECK_INT(width("《社区"), 2500); /* an opening mark at the start too */
    CHECK_INT(width("社《区"), 3000);
    CHECK_INT(width("社：“区"), 3500); /* two adjacent marks take 1.5 */
    CHECK_INT(width("社。”区"), 3500);
    CHECK_INT(width("社（《区"), 3500);
    CHECK_INT(width("社》、《区"), 4000); /* three take 2 */
    CHECK_INT(width("社？！区"), 3000);   /* together one square */
    CHECK_INT(width("社·区"), 2500);
    CHECK_INT(width("社／区"), 2500);
    CHECK_INT(width("社——区"), 4000);
    CHECK_INT(width("社……区"), 4000);
    CHECK_INT(width("社“区”治"), 5000);
}

TEST(gaps_between_han_and_latin)
{
    CHECK_INT(gap_after("户36", 0), 250);
    CHECK_INT(gap_after("36户", 1), 250);
    CHECK_INT(gap_after("用A类", 0), 250);
    CHECK_INT(gap_after("5%的", 1), 250);
    CHECK_INT(gap_after("36", 0), 0);
    CHECK_INT(gap_after("户，36", 0), 0);
    CHECK_INT(gap_after("户（36", 1), 0); /* none beside full-width marks */
    CHECK_INT(gap_after("1.工作", 1), 0);
    CHECK_INT(gap_after("户 36", 0), 0); /* a typed space is that gap, not one more */
    CHECK_INT(gap_after("户 36", 1), 250);
    CHECK_INT(gap_after("the end", 3), 250);
}

TEST(spaces_between_digit_groups_are_rigid)
{
    static const char *const texts[] = {"服务2 316人次", "服务2\u2009316人次",
                                        "服务2\u202F316人次"};
    for (size_t t = 0; t < BASE_COUNT(texts); t++) {
        struct rig *rig = rig_new();
        rig_lines(rig, texts[t]);
        CHECK_INT(diags_count(rig->diags, DIAG_ERROR), 0);
        CHECK_INT(rig->para->count, 9);
        const struct para_item *space = &rig->para->items[3];
        CHECK_INT(space->class, CLASS_GLUE);
        CHECK(space->box > rig->para->size / 10 && space->box <= rig->para->size / 3);
        for (size_t i = 2; i <= 5; i++) {
            const struct para_item *item = &rig->para->items[i];
            CHECK(!item->stretches && item->shrink == 0 && item->stretch == 0);
        }
        rig_free(rig);
    }
}

static bool is_han_item(const char *text, size_t i)
{
    struct rig *rig = rig_new();
    rig_lines(rig, text);
    bool wide = rig->para->items[i].wide;
    rig_free(rig);
    return wide;
}

TEST(quotation_marks_follow_their_text)
{
    CHECK(is_han_item("“社区”", 0));
    CHECK(is_han_item("“社区”", 3));
    CHECK(!is_han_item("“ok” is", 0));
    CHECK(!is_han_item("“ok” is", 3));
    CHECK(is_han_item("称“ok”的", 1)); /* both of a pair, if one */
    CHECK(is_han_item("称“ok”的", 4));
    CHECK(is_han_item("“ok”的", 0));
    CHECK(!is_han_item("it’s", 2));
    CHECK(!is_han_item("社区it’s", 4));
    CHECK(is_han_item("—", 0)); /* a table's “no value” */
    CHECK(is_han_item("2020—2025年", 4));
    CHECK(is_han_item("“2026”年", 0));
    CHECK(!is_han_item("wait…what", 4));
}

TEST(dashes_join)
{
    struct rig *rig = rig_new();
    rig_lines(rig, "社——区");
    const struct para_item *dash = &rig->para->items[1];
    /* The second begins exactly where the first one's advance ends. */
    CHECK_INT(dash[0].pen + dash[0].advance, dash[0].box + dash[0].gap + dash[1].pen);
    CHECK_INT(dash[0].pen, rig->style->pitch_x - dash[0].advance);
    rig_free(rig);
}

TEST(a_centred_mark_is_centred_in_its_half)
{
    struct rig *rig = rig_new();
    rig_lines(rig, "好？好");
    const struct para_item *mark = &rig->para->items[1];
    CHECK_INT(mark->box, rig->style->pitch_x / 2);
    CHECK(mark->pen < 0); /* the face draws ？ in the middle of the square */
    rig_free(rig);
}

TEST(spaces_and_invisible_characters)
{
    struct rig *rig = rig_new();
    CHECK_STR(rig_lines(rig, "  社区\t治\n理  "), "社区 治 理");
    CHECK_STR(rig_lines(rig, "社\xE2\x80\x8B区\xEF\xBB\xBF治\xC2\xADxx"), "社区治xx");
    CHECK_INT(diags_count(rig->diags, DIAG_NOTE), 0);
    rig_free(rig);
}

/* How far the mark at item i is raised in a role, in thousandths of the size. */
static long raised(const char *role, const char *text, size_t i)
{
    struct rig *rig = rig_new();
    struct shape_source source = {.what = "正文"};
    typeset_para_reset(rig->para, 16128, 16128, STYLE_BREAK_STRICT);
    typeset_shape(rig->shaper, rig->para, fonts_role(role), text, &source);
    long result = (long)rig->para->items[i].raise * 1000 / 16128;
    rig_free(rig);
    return result;
}

TEST(wave_lines_stand_where_dashes_do)
{
    /* Fandol draws ～ too high in every face but 仿宋. */
    CHECK_INT(raised("仿宋", "五～十", 1), 0);
    CHECK(raised("黑体", "五～十", 1) < -280 && raised("黑体", "五～十", 1) > -360);
    CHECK(raised("楷体", "五～十", 1) < -280);
    CHECK(raised("小标宋", "五～十", 1) < -280);
    CHECK(raised("黑体", "－五", 0) > 40);
    CHECK_INT(raised("黑体", "五—十", 1), 0);
    CHECK_INT(raised("黑体", "五，十", 1), 0);
}

TEST(a_raised_mark_is_a_run_of_its_own)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(rig, "model 1\nheading 1 一、 | 走访五～十户\n");
    if (CHECK(pages != NULL && pages->pages[0].item_count >= 3)) {
        const struct page_item *items = pages->pages[0].items;
        CHECK_STR(items[1].run.text, "～");
        CHECK(items[1].run.y > items[0].run.y + 16128 / 4);
        CHECK_INT(items[2].run.y, items[0].run.y);
        CHECK_INT(items[1].run.end, items[2].run.glyphs[0].x);
    }
    pages_free(pages);
    rig_free(rig);
}
