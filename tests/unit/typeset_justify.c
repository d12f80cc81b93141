/* The order in which a line gives and takes, and that it is exact to the unit. */
#include "tap.h"
#include "typeset_testing.h"

#define TEXT "中the fix中（中）中，中36中。中"

/* How much each class has changed in a line of TEXT brought to its natural width plus `change`. */
struct changes {
    int32_t shrink[SHRINK_COUNT + 1], stretch[STRETCH_COUNT + 1];
    bool exact;
};

static struct changes adjust(int32_t change)
{
    struct rig *rig = rig_new();
    struct changes result = {0};
    int32_t gaps[64];
    rig_lines(rig, TEXT);
    const struct para *para = rig->para;
    int32_t target = typeset_fit_natural(para, 0, para->count) + change;
    result.exact = typeset_justify(para, 0, para->count, target, gaps) == target;
    for (size_t i = 0; i + 1 < para->count; i++) {
        int32_t by = gaps[i] - para->items[i].gap;
        if (by < 0)
            result.shrink[para->items[i].shrink_class] -= by;
        else
            result.stretch[para->items[i].stretch_class] += by;
    }
    rig_free(rig);
    return result;
}

/* How much a class of TEXT can give or take in all. */
static int32_t capacity(int shrink, int stretch)
{
    struct rig *rig = rig_new();
    int32_t sum = 0;
    rig_lines(rig, TEXT);
    for (size_t i = 0; i + 1 < rig->para->count; i++) {
        const struct para_item *item = &rig->para->items[i];
        if (item->shrink_class == shrink)
            sum += item->shrink;
        if (item->stretch_class == stretch)
            sum += item->stretch;
    }
    rig_free(rig);
    return sum;
}

TEST(compression_uses_up_class_after_class)
{
    static const int order[] = {SHRINK_SPACE, SHRINK_BRACKET, SHRINK_COMMA, SHRINK_HANLATIN,
                                SHRINK_STOP};
    int32_t before = 0;
    for (size_t i = 0; i < BASE_COUNT(order); i++) {
        int32_t here = capacity(order[i], -1);
        CHECK(order[i] == SHRINK_SPACE || here > 0);
        struct changes part = adjust(-(before + here / 2));
        struct changes all = adjust(-(before + here));
        CHECK(part.exact && all.exact);
        CHECK_INT(part.shrink[order[i]], here / 2);
        CHECK_INT(all.shrink[order[i]], here);
        for (size_t k = i + 1; k < BASE_COUNT(order); k++)
            CHECK_INT(all.shrink[order[k]], 0);
        before += here;
    }
    /* Beyond the limits a line stays too long rather than tighter. */
    CHECK(!adjust(-before - 1).exact);
}

TEST(stretch_takes_spaces_then_gaps_then_everything)
{
    int32_t spaces = capacity(-1, STRETCH_SPACE);
    int32_t gaps = capacity(-1, STRETCH_HANLATIN);
    CHECK(spaces > 0 && gaps > 0);
    CHECK_INT(adjust(spaces).stretch[STRETCH_SPACE], spaces);
    CHECK_INT(adjust(spaces).stretch[STRETCH_HANLATIN], 0);
    CHECK_INT(adjust(spaces + gaps).stretch[STRETCH_HANLATIN], gaps);
    CHECK_INT(adjust(spaces + gaps).stretch[STRETCH_NONE], 0);
    CHECK(adjust(spaces + gaps + 5000).stretch[STRETCH_NONE] > 0);
}

TEST(every_width_is_exact)
{
    for (int32_t change = -20000; change < 60000; change += 997)
        CHECK(adjust(change).exact);
}

TEST(nothing_moves_inside_words_and_numbers)
{
    struct rig *rig = rig_new();
    int32_t gaps[64];
    rig_lines(rig, TEXT);
    const struct para *para = rig->para;
    typeset_justify(para, 0, para->count, rig->style->text_width * 2, gaps);
    for (size_t i = 0; i + 1 < para->count; i++) {
        const struct para_item *item = &para->items[i];
        if (!item->wide && !item[1].wide && item->class != CLASS_SPACE)
            CHECK_INT(gaps[i], 0);
    }
    rig_free(rig);
}
