/* Style files: that every field can be written, that gbt9704.yaml is the built-in style. */
#include "keys.h"
#include "style_testing.h"

#include <stdio.h>
#include <stdlib.h>

static bool same_text(const struct style_text *a, const struct style_text *b)
{
    return strcmp(a->role, b->role) == 0 && a->size == b->size && a->line_pitch == b->line_pitch &&
           a->indent_zi == b->indent_zi && a->hang_zi == b->hang_zi && a->align == b->align &&
           a->lines_before == b->lines_before && a->lines_after == b->lines_after &&
           a->color == b->color;
}

/* Without its pointers, the bytes of a style are its fields. */
static void blank_pointers(struct style *style)
{
    style->name = NULL;
    for (size_t i = 0; i < STYLE_ELEMENT_COUNT; i++)
        style->text[i].role = NULL;
}

static void check_same(const struct style *a, const struct style *b)
{
    for (size_t i = 0; i < STYLE_ELEMENT_COUNT; i++)
        if (!CHECK(same_text(&a->text[i], &b->text[i])))
            printf("# element “%s” (report-templates/styles/gbt9704.yaml and src/style/style.c)\n",
                   schema_elements.keys[i].word.chinese);
    struct style *left = malloc(sizeof *left), *right = malloc(sizeof *right);
    memcpy(left, a, sizeof *left);
    memcpy(right, b, sizeof *right);
    blank_pointers(left);
    blank_pointers(right);
    for (size_t at = 0; at < sizeof *left; at += 4)
        if (!CHECK(memcmp((char *)left + at, (char *)right + at, 4) == 0))
            printf("# at byte %zu of struct style\n", at);
    free(left);
    free(right);
}

TEST(the_shipped_gbt9704_is_the_built_in_style)
{
    struct style_case test;
    style_case_init(&test, NULL);
    size_t length = 0;
    char *text = style_root_file(test.arena, "report-templates/styles/gbt9704.yaml", &length);
    if (CHECK(text)) {
        const struct style *style = style_set_read(test.set, "gbt9704", text, length, test.diags);
        CHECK_STR(style_case_found(&test), "");
        if (CHECK(style && style != style_builtin("gbt9704")))
            check_same(style, style_builtin("gbt9704"));
    }
    style_case_done(&test);
}

/* ---- every key and every field ---- */

static bool stands_in(const struct schema *schema, size_t key, const struct yaml *map)
{
    for (const struct yaml *child = map ? map->first : NULL; child; child = child->next)
        if (word_is(&schema->keys[key].word, child->key->text))
            return true;
    return false;
}

static const struct yaml *child_of(const struct yaml *map, const char *key)
{
    const struct yaml *child = map ? map->first : NULL;
    while (child && strcmp(child->key->text, key) != 0)
        child = child->next;
    return child;
}

static void check_all_stand(const struct schema *schema, const struct yaml *map)
{
    for (size_t i = 0; i < schema->count; i++)
        if (!CHECK(stands_in(schema, i, map)))
            printf("# %s: %s\n", schema->where, schema->keys[i].word.chinese);
}

/* All keys but 基于 (it is where others start from) and the two margins that 版心 stands for. */
TEST(the_shipped_gbt9704_spells_out_every_key)
{
    struct style_case test;
    style_case_init(&test, NULL);
    size_t length = 0;
    char *text = style_root_file(test.arena, "report-templates/styles/gbt9704.yaml", &length);
    struct source *source = yaml_source(test.arena, "gbt9704.yaml", text, length, test.diags);
    const struct yaml *root = source ? yaml_read(source, 0, length, test.diags) : NULL;
    for (size_t i = 0; i < TOP_KEYS; i++)
        if (i != TOP_BASE && !CHECK(stands_in(&group_top.schema, i, root)))
            printf("# %s\n", group_top.schema.keys[i].word.chinese);
    const struct group *groups[] = {&group_paper,  &group_area,       &group_number,
                                    &group_tables, &group_letterhead, &group_imprint};
    for (size_t i = 0; i < BASE_COUNT(groups); i++)
        check_all_stand(&groups[i]->schema, child_of(root, groups[i]->schema.where));
    const struct yaml *elements = child_of(root, "要素");
    check_all_stand(&schema_elements, elements);
    for (size_t i = 0; i < STYLE_ELEMENT_COUNT; i++) {
        enum style_element element = (enum style_element)i;
        const struct yaml *map = child_of(elements, style_element_name(element));
        for (size_t key = 0; key < STYLE_KEY_COUNT; key++)
            if (!CHECK_INT(stands_in(&group_text.schema, key, map),
                           style_listens(element, (enum style_key)key)))
                printf("# %s %s\n", style_element_name(element),
                       group_text.schema.keys[key].word.chinese);
    }
    style_case_done(&test);
}

/* All keys that the element listens to, with other values. */
static void put_other_element(struct buf *out, enum style_element element)
{
    const struct style_text *now = &style_builtin("gbt9704")->text[element];
    const char *const values[STYLE_KEY_COUNT] = {
        [STYLE_KEY_ROLE] = strcmp(now->role, "楷体") == 0 ? "宋体" : "楷体",
        [STYLE_KEY_SIZE] = "23pt",
        [STYLE_KEY_PITCH] = "60pt",
        [STYLE_KEY_INDENT] = "3",
        [STYLE_KEY_ALIGN] = now->align == STYLE_JUSTIFY ? "left" : "justify",
        [STYLE_KEY_HANG] = "4",
        [STYLE_KEY_BEFORE] = "3",
        [STYLE_KEY_AFTER] = "4",
        [STYLE_KEY_COLOR] = "0000FE",
    };
    buf_printf(out, "  %s: {", schema_elements.keys[element].word.english);
    const char *comma = "";
    for (size_t key = 0; key < STYLE_KEY_COUNT; key++) {
        if (!style_listens(element, (enum style_key)key))
            continue;
        buf_printf(out, "%s%s: %s", comma, group_text.schema.keys[key].word.english, values[key]);
        comma = ", ";
    }
    buf_puts(out, "}\n");
}

/* A style in which nothing is as in the built-in one, in English keys. */
static char *other_style(struct arena *arena)
{
    static const char page[] =
        "summary: all other\npaper: {width: 250mm, height: 353mm}\n"
        "margins: {top: 20mm, left: 21mm}\ntext-area: {width: 190mm, height: 280mm}\n"
        "chars-per-line: 30\nlines-per-page: 23\nsize: 17pt\nline-pitch: 30pt\nbreaking: basic\n"
        "min-last-line: 3\nform: minutes\ncontents-levels: 2\n"
        "page-number-place: {below: 9mm, inset: 2, side: center}\n"
        "tables: {thick: 1.5pt, thin: 0.7pt, row: 70pt}\n"
        "letterhead: {top: 30mm, rule-gap: 5mm, rule-width: 1mm, color: '#FF0000'}\n"
        "imprint: {thick: 0.5mm, thin: 0.2mm}\nelements:\n";
    struct buf out = {0};
    buf_puts(&out, page);
    for (size_t i = 0; i < STYLE_ELEMENT_COUNT; i++)
        put_other_element(&out, (enum style_element)i);
    char *text = buf_copy(&out, arena);
    buf_done(&out);
    return text;
}

/* The name is none, elements are looked at by their keys; the rest is what alignment leaves open. */
static bool is_no_field(size_t at)
{
    bool name = at - offsetof(struct style, name) < sizeof(char *);
    bool before_text = at == offsetof(struct style, first_baseline) + sizeof(int32_t);
    bool text = at - offsetof(struct style, text) < sizeof((struct style *)0)->text;
    bool end = at >= offsetof(struct style, imprint_thin) + sizeof(int32_t);
    return name || before_text || text || end;
}

static bool same_field(const struct style_text *a, const struct style_text *b, size_t key)
{
    size_t at = group_text.fields[key].offset;
    return key == STYLE_KEY_ROLE ? strcmp(a->role, b->role) == 0
                                 : memcmp((const char *)a + at, (const char *)b + at, 4) == 0;
}

/* Word by word: a field that no key reaches keeps the built-in style's value. */
TEST(every_field_changes_with_its_key)
{
    struct style_case test;
    style_case_init(&test, NULL);
    const struct style *style = style_case_read(&test, "other", other_style(test.arena));
    const struct style *base = style_builtin("gbt9704");
    CHECK_STR(style_case_found(&test), "");
    for (size_t at = 0; style && at < sizeof *style; at += 4)
        if (!is_no_field(at) &&
            !CHECK(memcmp((const char *)style + at, (const char *)base + at, 4) != 0))
            printf("# no key for the field at byte %zu of struct style\n", at);
    for (size_t i = 0; CHECK(style) && i < STYLE_ELEMENT_COUNT; i++)
        for (size_t key = 0; key < STYLE_KEY_COUNT; key++)
            if (style_listens((enum style_element)i, (enum style_key)key) &&
                !CHECK(!same_field(&style->text[i], &base->text[i], key)))
                printf("# %s %s\n", style_element_name((enum style_element)i),
                       group_text.schema.keys[key].word.chinese);
    style_case_done(&test);
}

/* The contract's declarations of a struct without their comments, from after its brace. */
static char *declarations(struct arena *arena, const char *contract, const char *begin)
{
    const char *at = strstr(contract, begin), *end = at ? strstr(at, "\n};") : NULL;
    struct buf out = {0};
    buf_puts(&out, "");
    for (at = at ? at + strlen(begin) : NULL; end && at < end; at++) {
        const char *close = strncmp(at, "/*", 2) == 0 ? strstr(at, "*/") : NULL;
        if (close)
            at = close + 1;
        else
            buf_putc(&out, *at);
    }
    char *text = buf_copy(&out, arena);
    buf_done(&out);
    return text;
}

/* Calls CHECK for each name declared: the word before each comma, semicolon or bracket. */
static size_t check_names(struct arena *arena, char *declared, const char *keys, const char *macro)
{
    static const char *const solved[] = {"name", "pitch_x", "first_baseline", "text"};
    size_t count = 0;
    for (char *word = strtok(declared, ",;\n"); word; word = strtok(NULL, ",;\n")) {
        char *end = strchr(word, '[') ? strchr(word, '[') : word + strlen(word);
        char *start = end;
        while (start > word && !strchr(" *", start[-1]))
            start--;
        const char *name = arena_strndup(arena, start, (size_t)(end - start));
        bool own = !name[0];
        for (size_t i = 0; i < BASE_COUNT(solved); i++)
            own |= strcmp(name, solved[i]) == 0;
        count += name[0] != '\0';
        if (!own && !CHECK(strstr(keys, arena_printf(arena, "%s(%s)", macro, name))))
            printf("# no key for the field %s\n", name);
    }
    return count;
}

/* Also fields whose place the test above cannot tell from padding. */
TEST(every_field_of_the_contract_has_a_key)
{
    struct style_case test;
    style_case_init(&test, NULL);
    size_t length = 0;
    const char *contract = style_root_file(test.arena, "include/huibao/style.h", &length);
    const char *keys = style_root_file(test.arena, "src/style/keys.c", &length);
    if (CHECK(contract && keys)) {
        CHECK(check_names(test.arena, declarations(test.arena, contract, "struct style {"), keys,
                          "STYLE") >= 30);
        CHECK(check_names(test.arena, declarations(test.arena, contract, "struct style_text {"),
                          keys, "TEXT") >= 9);
    }
    style_case_done(&test);
}

TEST(each_key_has_two_names_of_its_own)
{
    const struct schema *schemas[] = {
        &group_top.schema,    &group_paper.schema,      &group_margins.schema, &group_area.schema,
        &group_number.schema, &group_tables.schema,     &group_imprint.schema, &group_text.schema,
        &schema_elements,     &group_letterhead.schema,
    };
    for (size_t s = 0; s < BASE_COUNT(schemas); s++)
        for (size_t i = 0; i < schemas[s]->count; i++) {
            const struct word *word = &schemas[s]->keys[i].word;
            CHECK(word->english && word->chinese);
            CHECK_INT(word->id, i);
            for (size_t k = 0; k < schemas[s]->count; k++)
                CHECK(k == i || (!word_is(&schemas[s]->keys[k].word, word->english) &&
                                 !word_is(&schemas[s]->keys[k].word, word->chinese)));
        }
}

static void check_named(const char *guide, const struct word *word)
{
    if (!CHECK(strstr(guide, word->english) && strstr(guide, word->chinese)))
        printf("# the guide does not name %s %s\n", word->english, word->chinese);
    for (const char *const *other = word->others; other && *other; other++)
        if ((unsigned char)**other >= 0x80)
            CHECK(strstr(guide, *other));
}

TEST(the_guide_names_every_key)
{
    struct style_case test;
    style_case_init(&test, NULL);
    size_t length = 0;
    const char *guide = style_root_file(test.arena, "report-templates/README.md", &length);
    const char *section = guide ? strstr(guide, "、版式\n") : NULL;
    const struct schema *schemas[] = {
        &group_top.schema,    &group_paper.schema,      &group_margins.schema, &group_area.schema,
        &group_number.schema, &group_tables.schema,     &group_imprint.schema, &group_text.schema,
        &schema_elements,     &group_letterhead.schema,
    };
    for (size_t s = 0; CHECK(section) && s < BASE_COUNT(schemas); s++)
        for (size_t i = 0; i < schemas[s]->count; i++)
            check_named(section, &schemas[s]->keys[i].word);
    style_case_done(&test);
}

/* ---- what a file means ---- */

TEST(elements_as_large_as_the_body_follow_its_size)
{
    struct style_case test;
    style_case_init(&test, NULL);
    const struct style *style = style_case_read(
        &test, "t",
        "字号: 小四\n每行字数: 自动\n要素:\n  落款: {字号: 五号}\n  图中文字: {字号: 五号}\n");
    if (CHECK(style)) {
        CHECK_INT(style->em, 12 * STYLE_UNIT);
        CHECK_INT(style->text[STYLE_BODY].size, 12 * STYLE_UNIT);
        CHECK_INT(style->text[STYLE_SIGNATURE].size, 21 * STYLE_UNIT / 2);
        CHECK_INT(style->text[STYLE_TITLE].size, 22 * STYLE_UNIT);
        CHECK_INT(style->chars_per_line, 36); /* 156 mm hold 36.85 */
        CHECK_INT(style->pitch_x, style->text_width / 36);
    }
    CHECK_STR(style_case_found(&test), "");
    style_case_done(&test);
}

TEST(margins_on_four_sides_make_the_text_area)
{
    struct style_case test;
    style_case_init(&test, NULL);
    const struct style *style =
        style_case_read(&test, "t",
                        "纸张: A4\n页边: {上: 25mm, 下: 30mm, 左: 28mm, 右: 22mm}\n"
                        "行距: 28磅\n每行字数：自动\n每页行数：自动\n");
    if (CHECK(style)) {
        CHECK_INT(style->text_width, style_from_mm(210) - style_from_mm(28) - style_from_mm(22));
        CHECK_INT(style->text_height, style_from_mm(297) - style_from_mm(25) - style_from_mm(30));
        CHECK_INT(style->chars_per_line, 28);
        CHECK_INT(style->lines_per_page, 24); /* (242 mm − 15.75 pt) / 28 pt + 1 */
        CHECK_INT(style_line_baseline(style, 3) - style_line_baseline(style, 2), 28 * STYLE_UNIT);
    }
    CHECK_STR(style_case_found(&test), "");
    style_case_done(&test);
}

TEST(an_empty_file_is_the_built_in_style)
{
    struct style_case test;
    style_case_init(&test, NULL);
    const struct style *style = style_case_read(&test, "t", "# nothing\n");
    if (CHECK(style)) {
        CHECK_STR(style->name, "t");
        check_same(style, style_builtin("gbt9704"));
    }
    style_case_done(&test);
}

TEST(unknown_keys_are_refused_with_the_nearest)
{
    struct style_case test;
    style_case_init(&test, NULL);
    CHECK(!style_case_read(&test, "t",
                           "每页字数: 28\n要素:\n  正文: {字形: 仿宋}\n  一级标提: {字体: 宋体}\n"
                           "  页码: {字体: 仿宋体}\n"));
    CHECK_STR(style_case_found(&test), "YML010 1:1\nYML010 4:3\nYML010 3:8\nSTY005 5:12\n");
    if (CHECK_INT(diags_kept(test.diags), 4)) {
        CHECK(strstr(diags_at(test.diags, 0)->hint, "每行字数"));
        CHECK(strstr(diags_at(test.diags, 1)->hint, "一级标题"));
        CHECK(strstr(diags_at(test.diags, 2)->hint, "字体"));
        CHECK_STR(diags_at(test.diags, 2)->context, "要素“正文”");
        CHECK_STR(diags_at(test.diags, 3)->message,
                  "没有“仿宋体”这种字体，可用的有：仿宋、楷体、黑体、宋体、小标宋");
        CHECK(strstr(diags_at(test.diags, 3)->hint, "仿宋"));
    }
    style_case_done(&test);
}

TEST(what_does_not_fit_is_told_with_numbers)
{
    struct style_case test;
    style_case_init(&test, NULL);
    CHECK(!style_case_read(&test, "t", "字号: 16pt\n行距: 31pt\n"));
    if (CHECK_INT(diags_kept(test.diags), 2)) {
        CHECK_STR(diags_at(test.diags, 0)->message,
                  "每行 28 字排不下：版心宽 156 mm，16 pt 的字最多 27 个");
        CHECK_STR(diags_at(test.diags, 0)->hint, "写“每行字数: 27”或“每行字数: 自动”");
        CHECK_STR(diags_at(test.diags, 1)->message,
                  "每页 22 行排不下：版心高 225 mm，31 pt 的行最多 21 行");
    }
    style_case_done(&test);
}
