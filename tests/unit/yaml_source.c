/* Places: lines, columns in code points, and the way back from a quoted text to the file. */
#include <string.h>

#include <huibao/yaml.h>

#include "tap.h"

TEST(lines_and_columns_count_code_points)
{
    struct arena *arena = arena_new();
    const char *text = "甲乙\r\n丙x丁\n\r末";
    struct source *source = source_new(arena, "f", text, strlen(text));
    CHECK_INT(source->line_count, 4);
    struct place place = source_place(source, strlen("甲乙\r\n丙"), strlen("甲乙\r\n丙x丁"));
    CHECK_INT(place.line, 2);
    CHECK_INT(place.column, 2);
    CHECK_INT(place.length, 2);
    CHECK_STR(place.text, "丙x丁");
    CHECK_STR(place.file, "f");
    place = source_place(source, strlen(text), strlen(text));
    CHECK_INT(place.line, 4);
    CHECK_INT(place.column, 2);
    CHECK_INT(place.length, 0);
    place = source_place(source, 0, strlen(text)); /* a place stays in its line */
    CHECK_INT(place.length, 2);
    arena_free(arena);
}

TEST(places_agree_with_counting_by_hand)
{
    struct arena *arena = arena_new();
    struct buf text = {0};
    unsigned seed = 7;
    for (int i = 0; i < 2000; i++) {
        static const char *const parts[] = {"a", "é", "中", "𬱖", "\n", " "};
        seed = seed * 1103515245u + 12345u;
        buf_puts(&text, parts[(seed >> 16) % BASE_COUNT(parts)]);
    }
    struct source *source = source_new(arena, "f", text.data, text.length);
    long line = 1, column = 1;
    bool same = true;
    for (size_t at = 0; at < text.length;) {
        struct place place = source_place(source, at, at);
        same = same && place.line == line && place.column == column;
        const char *cursor = text.data + at;
        uint32_t codepoint = 0;
        text_next(&cursor, text.data + text.length, &codepoint);
        at = (size_t)(cursor - text.data);
        line += codepoint == '\n';
        column = codepoint == '\n' ? 1 : column + 1;
    }
    CHECK(same);
    buf_done(&text);
    arena_free(arena);
}

/* Every character of a scalar's text, asked for its place, is found there in the file. */
static void check_scalar(const char *yaml, const char *want)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct source *source = source_new(arena, "f", yaml, strlen(yaml));
    struct yaml *root = yaml_read(source, 0, source->length, diags);
    if (CHECK(root && root->first) && CHECK_STR(root->first->text, want)) {
        const struct excerpt *excerpt = &root->first->excerpt;
        for (size_t i = 0; i < excerpt->length; i++) {
            size_t offset = excerpt_offset(excerpt, i);
            bool escaped = offset < source->length && strchr("\\'", yaml[offset]);
            bool space = strchr(" \n", want[i]);
            if (!CHECK(offset < source->length) ||
                (!escaped && !space && !CHECK(yaml[offset] == want[i])))
                break;
        }
    }
    diags_free(diags);
    arena_free(arena);
}

TEST(scalars_of_every_style_know_where_they_came_from)
{
    check_scalar("a: 甲 乙\n", "甲 乙");
    check_scalar("a: 'it''s 甲'\n", "it's 甲");
    check_scalar("a: '''甲''''乙''''''''''''''丙'''\n", "'甲''乙'''''''丙'");
    check_scalar("a: '甲''\n  乙'\n", "甲' 乙");
    check_scalar("{a: ' '''}", " '");
    check_scalar("a: \"x\\n\\u7532\\ty \\\"z\\\"\"\n", "x\n甲\ty \"z\"");
    check_scalar("a: |\n  甲\n   乙\n\n  丙\nb: 1\n", "甲\n 乙\n\n丙\n");
    check_scalar("a: >-\n  甲\n  乙\n\n  丙\n", "甲 乙\n丙");
    check_scalar("a: 甲\n  乙\n  丙\n", "甲 乙 丙");
    check_scalar("a: \"甲\n  乙\\\n  丙\"\n", "甲 乙丙");
    check_scalar("{a: '', b: 1}", "");
}

TEST(a_wide_colon_is_narrowed_only_behind_a_key)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    const char *text = "甲：a：b\n乙: |\n  丙：c\n\n  丁：d\n戊:\n  - 己：e\n    庚： f\n";
    struct source *source = source_new(arena, "f", text, strlen(text));
    struct yaml *root = yaml_read(source, 0, source->length, diags);
    if (CHECK(root && root->first)) {
        CHECK_STR(root->first->key->text, "甲");
        CHECK_STR(root->first->text, "a：b");
        CHECK_STR(root->first->next->text, "丙：c\n\n丁：d\n");
        const struct yaml *item = root->first->next->next->first;
        CHECK_STR(item->first->key->text, "己");
        CHECK_STR(item->first->next->text, "f");
        CHECK_INT(item->first->next->place.line, 8);
    }
    diags_free(diags);
    arena_free(arena);
}

/* A tree in one line: {甲: 乙, 丙: [丁, 戊]}. */
static void put_tree(struct buf *out, const struct yaml *node)
{
    bool map = node->kind == YAML_MAP, list = node->kind == YAML_LIST;
    if (node->key)
        buf_printf(out, "%s: ", node->key->text);
    if (!map && !list) {
        buf_puts(out, node->text);
        return;
    }
    buf_puts(out, map ? "{" : "[");
    for (const struct yaml *child = node->first; child; child = child->next) {
        put_tree(out, child);
        buf_puts(out, child->next ? ", " : "");
    }
    buf_puts(out, map ? "}" : "]");
}

TEST(wide_signs_between_brackets_are_narrowed_but_in_texts)
{
    static const char *const cases[][2] = {
        {"甲：{乙：一，丙：【丁，戊】}", "{甲: {乙: 一, 丙: [丁, 戊]}}"},
        {"甲:\n  - ｛乙：一，丙：［丁］｝ # 注\n  - 【】", "{甲: [{乙: 一, 丙: [丁]}, []]}"},
        {"甲: {乙: 一，丙: 二}", "{甲: {乙: 一, 丙: 二}}"},
        {"甲: {乙: '一'，丙：二，丁: {}，戊: 三}", "{甲: {乙: 一, 丙: 二, 丁: {}, 戊: 三}}"},
        {"甲: {乙: 一，丙：二}", "{甲: {乙: 一，丙：二}}"},
        {"甲：{乙：一，二，丙：三：四}", "{甲: {乙: 一，二, 丙: 三：四}}"},
        {"甲: {乙: '一，丙：二', 丁: \"三\\\"，戊：四\"}",
         "{甲: {乙: 一，丙：二, 丁: 三\"，戊：四}}"},
        {"甲：【乙，\n  ｛丙：丁，\n   戊：己｝】\n庚：辛", "{甲: [乙, {丙: 丁, 戊: 己}], 庚: 辛}"},
        {"甲: 【2026】3号\n乙: {丙: ［2026］3号，丁: 一}",
         "{甲: 【2026】3号, 乙: {丙: ［2026］3号, 丁: 一}}"},
        {"甲：｛｛乙，丙：丁｝｝戊\n己: {庚: ｛｛辛，壬：癸｝｝}",
         "{甲: ｛｛乙，丙：丁｝｝戊, 己: {庚: ｛｛辛，壬：癸｝｝}}"},
        {"甲: 乙，丙：{丁}\n戊: |\n  {己：庚，辛：【壬】}",
         "{甲: 乙，丙：{丁}, 戊: {己：庚，辛：【壬】}\n}"},
        {"甲: [乙，丙\n丁: '戊，己", NULL},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct diags *diags = diags_new();
        struct source *source = yaml_source(arena, "f", cases[i][0], strlen(cases[i][0]), diags);
        const struct yaml *root = yaml_read(source, 0, source->length, diags);
        struct buf tree = {0};
        if (root)
            put_tree(&tree, root);
        CHECK_STR(root ? tree.data : NULL, cases[i][1]);
        CHECK_STR(source->text, cases[i][0]);
        buf_done(&tree);
        diags_free(diags);
    }
    arena_free(arena);
}

TEST(names_are_letters_of_any_script)
{
    static const uint32_t letters[] = {'a', 'Z', '0', '_', 0x4E2D, 0x3007, 0x3005, 0xE9, 0x2C756};
    static const uint32_t others[] = {' ',    '-',    '.',  0x3000,  0x3001, 0xFF0C, 0x201C,
                                      0xFDD0, 0x2014, 0xD7, 0x1FFFF, 0xE000, 0xFFFD};
    for (size_t i = 0; i < BASE_COUNT(letters); i++)
        CHECK(source_is_name(letters[i]));
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        CHECK(!source_is_name(others[i]));
}
