/*
 * What typeset asks of a style: each key that an element listens to (style_listens) changes a page,
 * and no other does. A key without effect would be a promise in every style file that nobody keeps.
 */
#include <stdio.h>
#include <stdlib.h>

#include "tap.h"
#include "typeset_testing.h"

enum { MODELS = 10 };

/* Every kind of running text, long enough to wrap. */
static const char prose[] =
    "model 1\n"
    "title 关于春晖社区二〇二六年第三季度矛盾纠纷排查调处和安全隐患整治工作进展情况的报告\n"
    "salutation "
    "望澜街道党工委、办事处，望澜街道综治中心，望澜街道司法所，望澜派出所，望澜市场监管所：\n"
    "paragraph "
    "按照街道工作安排，现将春晖社区第三季度矛盾纠纷排查调处和安全隐患整治工作情况汇报如下。\n"
    "heading 1 一、 | 矛盾纠纷排查调处工作情况，兼及物业服务纠纷和邻里纠纷的集中化解\n"
    "heading 2 （一） | 按照街道统一部署开展的集中排查，以及各网格每周走访所发现的苗头问题\n"
    "heading 3 1. | 按照街道统一部署开展的集中排查，以及各网格每周走访所发现的苗头问题\n"
    "heading 4 （1） | 按照街道统一部署开展的集中排查，以及各网格每周走访所发现的苗头问题\n"
    "paragraph 本季度受理矛盾纠纷三十六件，调解成功三十一件，正在调解的五件都已经明确了责任人。\n"
    "table 甲\n"
    "  number 1\n"
    "  caption 各网格情况\n"
    "  unit 件\n"
    "  column 网格 | left\n"
    "  column 本季度受理的矛盾纠纷和信访事项件数（含重复来访和越级来访），不含网上来信 | right\n"
    "  group 北片\n"
    "  row 第一网格 | 3 = 3\n"
    "  row 第二网格 | 5 = 5\n"
    "  row 第三网格，辖东方花园、西湖名苑两个小区和沿街商铺共二十六栋，网格员每天走访，每周例会"
    " | 5 = 5\n"
    "  note "
    "本表不含正在调解的纠纷，也不含移送有关部门处理的纠纷和当事人自行和解以后撤回申请的纠纷。\n"
    "paragraph 以上情况，特此报告。\n"
    "attendance 出席 | 王某某、李某某、张某某\n"
    "signature\n"
    "  organ 春晖社区居民委员会\n"
    "  date 2026年11月3日\n";

struct listening {
    struct rig *rig;
    const char *models[MODELS];
    const struct style *styles[MODELS];
    char *pages[MODELS]; /* with the style as it is */
    size_t count;
};

static char *dump_pages(struct listening *test, size_t model, const struct style *style)
{
    struct rig *rig = test->rig;
    const struct style *own = rig->style;
    rig->style = style;
    struct pages *pages = rig_pages(rig, test->models[model]);
    rig->style = own;
    struct buf out = {0};
    buf_puts(&out, "");
    if (pages)
        pages_dump(pages, rig->fonts, &out);
    pages_free(pages);
    char *text = strdup(out.data);
    buf_done(&out);
    return text;
}

static void add_model(struct listening *test, const char *text, const char *style)
{
    struct rig *rig = test->rig;
    const char *root = getenv("HUIBAO_ROOT");
    size_t count = 0;
    const char *const *roles = fonts_role_names(&count);
    struct style_set *set = style_set_new(
        rig->arena, arena_printf(rig->arena, "%s/report-templates/styles", root ? root : "."),
        roles, count, &rig->world);
    test->models[test->count] = text;
    test->styles[test->count] = style_set_find(set, style, &PLACE_NONE, rig->diags);
    if (CHECK(text && test->styles[test->count])) {
        test->pages[test->count] = dump_pages(test, test->count, test->styles[test->count]);
        CHECK(test->pages[test->count][0]);
        test->count++;
    }
}

static void add_file(struct listening *test, const char *file, const char *style)
{
    const char *root = getenv("HUIBAO_ROOT");
    struct rig *rig = test->rig;
    size_t length = 0;
    add_model(test,
              file_read(rig->arena,
                        arena_printf(rig->arena, "%s/tests/golden/%s", root ? root : ".", file),
                        (size_t)1 << 20, &length, rig->diags),
              style);
}

static struct listening *listening_new(void)
{
    struct rig *rig = rig_new();
    struct listening *test = arena_alloc(rig->arena, sizeof *test);
    test->rig = rig;
    add_model(test, prose, "gbt9704");
    add_file(test, "pages/red-head.model", "gbt9704");
    add_file(test, "pages/letter.model", "letter");
    add_file(test, "pages/minutes.model", "minutes");
    add_file(test, "pages/contents.model", "report");
    add_file(test, "pages/attachments.model", "gbt9704");
    add_file(test, "pages/charts.model", "gbt9704");
    add_file(test, "xlsx/forms.model", "gbt9704");
    return test;
}

static void listening_done(struct listening *test)
{
    for (size_t i = 0; i < test->count; i++)
        free(test->pages[i]);
    rig_free(test->rig);
}

/* Another value for one field; false when there is no more. */
static bool change(struct style_text *text, enum style_key key, int attempt)
{
    static const enum style_align aligns[] = {STYLE_JUSTIFY, STYLE_LEFT, STYLE_CENTER, STYLE_RIGHT};
    switch (key) {
    case STYLE_KEY_ROLE:
        text->role = strcmp(text->role, "楷体") == 0 ? "宋体" : "楷体";
        break;
    case STYLE_KEY_SIZE:
        text->size = text->size * 7 / 8;
        break;
    case STYLE_KEY_PITCH:
        text->line_pitch = text->size * 5 / 4 + 1000;
        break;
    case STYLE_KEY_INDENT:
        text->indent_zi += 3;
        break;
    case STYLE_KEY_ALIGN:
        text->align = aligns[attempt];
        return attempt < 3;
    case STYLE_KEY_HANG:
        text->hang_zi += 2;
        break;
    case STYLE_KEY_BEFORE:
        text->lines_before += 2;
        break;
    case STYLE_KEY_AFTER:
        text->lines_after += 2;
        break;
    case STYLE_KEY_COLOR:
        text->color = 0x123456;
        break;
    case STYLE_KEY_COUNT:
        break;
    }
    return false;
}

/* Whether the key changes a page of the model. */
static bool has_effect(struct listening *test, size_t model, enum style_element element,
                       enum style_key key)
{
    bool differs = false, more = true;
    for (int attempt = 0; more && !differs; attempt++) {
        struct style style = *test->styles[model];
        more = change(&style.text[element], key, attempt);
        char *pages = dump_pages(test, model, &style);
        differs = strcmp(pages, test->pages[model]) != 0;
        free(pages);
    }
    return differs;
}

static void check_element(struct listening *test, enum style_element element)
{
    static const char *const keys[] = {"字体", "字号", "行距", "缩进", "对齐",
                                       "悬挂", "段前", "段后", "颜色"};
    bool holds[MODELS] = {false};
    for (size_t i = 0; i < test->count; i++)
        holds[i] = has_effect(test, i, element, STYLE_KEY_ROLE);
    for (int key = 0; key < STYLE_KEY_COUNT; key++) {
        bool effect = false;
        for (size_t i = 0; i < test->count && !effect; i++)
            effect = holds[i] && has_effect(test, i, element, (enum style_key)key);
        bool listens = style_listens(element, (enum style_key)key);
        if (!CHECK_INT(effect, listens))
            printf("# %s %s: %s (src/style/keys.c, gbt9704.yaml)\n", style_element_name(element),
                   keys[key], effect ? "has an effect now" : "has no effect");
    }
}

TEST(each_element_listens_to_the_keys_it_may_be_given)
{
    struct listening *test = listening_new();
    for (int element = 0; element < STYLE_ELEMENT_COUNT; element++)
        check_element(test, (enum style_element)element);
    listening_done(test);
}
