/* Documents of chance with every element, in every shipped style: nothing lies over other text or
   outside its place, and pagination ends. */
#include <stdlib.h>

#include "tap.h"
#include "typeset_testing.h"

static const char *const words[] = {
    "春晖社区居民委员会", "网格巡查", "《办法》", "2026年11月3日", "（三类）", "、", "，", "一二三",
    "会议纪要",           "12.5%",    "36户",     "工作情况报告",
};

struct dice {
    unsigned state;
};

static unsigned roll(struct dice *dice, unsigned sides)
{
    dice->state = dice->state * 1103515245 + 12345;
    return (dice->state >> 16) % sides;
}

static void put_words(struct dice *dice, struct buf *out, unsigned most)
{
    for (unsigned n = roll(dice, most + 1) + 1; n > 0; n--)
        buf_puts(out, words[roll(dice, BASE_COUNT(words))]);
}

/* `  key words`, or nothing. */
static void put_field(struct dice *dice, struct buf *out, const char *key, unsigned most)
{
    if (roll(dice, 2))
        return;
    buf_printf(out, "  %s ", key);
    put_words(dice, out, most);
    buf_putc(out, '\n');
}

static void put_letterhead(struct dice *dice, struct buf *out)
{
    static const char *const keys[] = {"number", "signer", "secrecy", "urgency", "issuer", "date"};
    if (roll(dice, 2))
        return;
    buf_puts(out, "letterhead\n  organ 春晖社区居民委员会");
    buf_puts(out, roll(dice, 3) ? "文件\n" : "\\n春晖街道办事处文件\n");
    for (size_t i = 0; i < BASE_COUNT(keys); i++)
        put_field(dice, out, keys[i], 1);
}

static void put_table(struct dice *dice, struct buf *out)
{
    static const unsigned sizes[] = {1, 3, 5, 8, 30, 60};
    buf_puts(out, "table 台账\n");
    if (roll(dice, 2))
        buf_puts(out, "  number 1\n  caption 台账\n");
    if (roll(dice, 2))
        buf_puts(out, "  page landscape\n");
    buf_puts(out, "  column 网格 | left\n  column 件数 | right\n");
    for (unsigned n = sizes[roll(dice, BASE_COUNT(sizes))]; n > 0; n--)
        buf_printf(out, "  row 第%u网格 | %u\n", n, n);
}

static void put_block(struct dice *dice, struct buf *out)
{
    static const char *const sheets[] = {"page-break\n", "landscape\n", "portrait\n"};
    switch (roll(dice, 9)) {
    case 0:
    case 1:
        put_table(dice, out);
        break;
    case 2:
        buf_puts(out, sheets[roll(dice, 3)]);
        break;
    case 3:
        buf_puts(out, "attachment 附件1 | ");
        put_words(dice, out, 6);
        buf_putc(out, '\n');
        break;
    case 4:
        buf_printf(out, "heading %u 一、 | ", roll(dice, 4) + 1);
        put_words(dice, out, 3);
        buf_putc(out, '\n');
        break;
    default:
        buf_puts(out, "paragraph ");
        put_words(dice, out, 60);
        buf_putc(out, '\n');
        break;
    }
}

static void put_document(struct dice *dice, struct buf *out)
{
    buf_puts(out, "model 1\n");
    put_letterhead(dice, out);
    buf_puts(out, "title 工作情况报告\nsalutation 领导：\n");
    for (unsigned n = roll(dice, 14); n > 0; n--)
        put_block(dice, out);
    for (unsigned n = roll(dice, 3); n > 0; n--) {
        buf_puts(out, "attendance 出席 | ");
        put_words(dice, out, 12);
        buf_putc(out, '\n');
    }
    for (unsigned n = roll(dice, 4) * roll(dice, 5); n > 0; n--) {
        buf_puts(out, "enclosure ");
        put_words(dice, out, 8);
        buf_putc(out, '\n');
    }
    buf_puts(out, "signature\n  organ 春晖社区\n");
    put_field(dice, out, "date", 1);
    put_field(dice, out, "note", 4);
    buf_puts(out, "imprint\n");
    put_field(dice, out, "copies", 20);
    put_field(dice, out, "organ", 1);
    put_field(dice, out, "date", 1);
}

static const struct style *shipped(struct rig *rig, const char *name)
{
    const char *root = getenv("HUIBAO_ROOT");
    size_t count = 0;
    const char *const *roles = fonts_role_names(&count);
    const char *folder = arena_printf(rig->arena, "%s/report-templates/styles", root ? root : ".");
    struct style_set *set = style_set_new(rig->arena, folder, roles, count, &rig->world);
    return style_set_find(set, name, &PLACE_NONE, rig->diags);
}

TEST(documents_of_chance)
{
    static const char *const names[] = {"gbt9704", "letter",   "minutes",
                                        "report",  "internal", "word28"};
    size_t printed = 0;
    for (unsigned seed = 0; seed < 180; seed++) {
        struct rig *rig = rig_new();
        struct dice dice = {seed * 7919 + 1};
        struct buf text = {0};
        rig->style = shipped(rig, names[seed % BASE_COUNT(names)]);
        rig->world.max_pages = 200;
        put_document(&dice, &text);
        struct pages *pages = rig->style ? rig_pages(rig, text.data) : NULL;
        char *name = arena_printf(rig->arena, "chance %u", seed);
        CHECK(!pages || rig_check_pages(rig, pages, name));
        CHECK(pages || rig_diag(rig, &TYP020)); /* the only thing that may be wrong with them */
        printed += pages != NULL;
        pages_free(pages);
        buf_done(&text);
        rig_free(rig);
    }
    CHECK(printed > 150);
}
