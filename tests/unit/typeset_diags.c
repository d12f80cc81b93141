/* Every diagnostic of the room, provoked, with its place. */
#include <stdlib.h>

#include "tap.h"
#include "typeset_testing.h"

static void provoke(const struct diag_kind *kind, const char *text, const char *part)
{
    struct rig *rig = rig_new();
    char *model = arena_printf(rig->arena, "model 1\nparagraph\n  at report.md:12\n  - %s\n", text);
    CHECK(rig_pages(rig, model) == NULL);
    const struct diag *diag = rig_diag(rig, kind);
    if (CHECK(diag != NULL)) {
        CHECK_STR(diag->place.file, "report.md");
        CHECK_INT(diag->place.line, 12);
        CHECK(strstr(diag->message, part) != NULL);
    }
    rig_free(rig);
}

TEST(a_character_no_face_has)
{
    provoke(&TYP001, "社区\xF0\x9F\xA6\x84活动", "U+1F984");
    provoke(&TYP001, "社区\xF0\x9F\xA6\x84活动", "正文");
}

TEST(private_use_and_control_characters)
{
    provoke(&TYP002, "社区\xEE\x80\x81活动", "U+E001");
    provoke(&TYP002, "社区\xF3\xB0\x80\x80活动", "U+F0000");
    provoke(&TYP003, "社区\\x07活动", "U+0007");
    provoke(&TYP003, "社区\xC2\x85活动", "U+0085");
}

TEST(each_bad_character_is_said_once)
{
    struct rig *rig = rig_new();
    CHECK(rig_pages(rig, "model 1\nparagraph \xF0\x9F\xA6\x84\xF0\x9F\xA6\x84\n"
                         "paragraph \xF0\x9F\xA6\x84\xEE\x80\x81\n") == NULL);
    CHECK_INT(diags_count(rig->diags, DIAG_ERROR), 2);
    rig_free(rig);
}

TEST(where_in_a_table)
{
    struct rig *rig = rig_new();
    CHECK(rig_pages(rig, "model 1\ntable 台账\n  column 名 | left\n  row 甲\n"
                         "  row \xF0\x9F\xA6\x84\n") == NULL);
    const struct diag *diag = rig_diag(rig, &TYP001);
    CHECK(diag && strstr(diag->message, "表格“台账”第2行"));
    rig_free(rig);
}

TEST(fallback_characters_are_listed_in_one_note)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(rig, "model 1\nparagraph 啰瞭啰\nparagraph 瞭社区\n");
    CHECK(pages != NULL);
    const struct diag *diag = rig_diag(rig, &TYP004);
    CHECK(diag && strstr(diag->message, "2个字") && strstr(diag->message, "啰瞭"));
    CHECK_INT(diags_count(rig->diags, DIAG_NOTE), 1);
    pages_free(pages);
    rig_free(rig);
}

TEST(too_many_pages)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\n");
    for (int i = 0; i < 100; i++)
        buf_puts(&model, "paragraph 一行。\n");
    rig->world.max_pages = 3;
    CHECK(rig_pages(rig, model.data) == NULL);
    const struct diag *diag = rig_diag(rig, &TYP007);
    CHECK(diag && strstr(diag->message, "3页"));
    rig->world.max_pages = 5;
    struct pages *pages = rig_pages(rig, model.data);
    CHECK(pages && pages->count == 5);
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

TEST(rules_given_up_are_noted)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\nparagraph\n  at report.md:5\n  - 见");
    for (int i = 0; i < 90; i++)
        buf_puts(&model, "x7");
    buf_puts(&model, "\nparagraph\n  at report.md:6\n  - 编号");
    for (int i = 0; i < 54; i++)
        buf_puts(&model, "7");
    buf_puts(&model, "户居民的社区工作\n");
    struct pages *pages = rig_pages(rig, model.data);
    const struct diag *emergency = rig_diag(rig, &TYP009);
    CHECK(emergency && emergency->place.line == 5 && strstr(emergency->message, "x7"));
    const struct diag *relaxed = rig_diag(rig, &TYP008);
    CHECK(relaxed && relaxed->place.line == 6);
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

TEST(a_role_that_does_not_exist)
{
    struct rig *rig = rig_new();
    struct style style = *rig->style;
    style.text[STYLE_BODY].role = "仿宗";
    rig->style = &style;
    CHECK(rig_pages(rig, "model 1\n") == NULL);
    const struct diag *diag = rig_diag(rig, &TYP010);
    CHECK(diag && strstr(diag->message, "仿宗") && diag->hint && strstr(diag->hint, "仿宋"));
    rig_free(rig);
}

TEST(text_that_is_not_utf8)
{
    struct rig *rig = rig_new();
    struct model *model = model_new();
    struct model_block *block = model_add(model, MODEL_PARAGRAPH);
    block->text = model_text_plain(model->arena, "社区\xFF\xFE");
    block->file = "r.md";
    block->line = 3;
    CHECK(typeset_model(model, rig->style, rig->fonts, &rig->world, rig->diags) == NULL);
    const struct diag *diag = rig_diag(rig, &TYP011);
    CHECK(diag && diag->place.line == 3);
    model_free(model);
    rig_free(rig);
}

TEST(a_table_that_is_all_head)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\ntable 表\n  at r.md:2\n  column 名 | left\n  note ");
    for (int i = 0; i < 900; i++)
        buf_puts(&model, "很长的附注");
    buf_puts(&model, "\n  row 甲\n");
    CHECK(rig_pages(rig, model.data) == NULL);
    const struct diag *diag = rig_diag(rig, &TYP012);
    CHECK(diag && diag->place.line == 2 && strstr(diag->message, "附注"));
    buf_done(&model);
    rig_free(rig);
}
