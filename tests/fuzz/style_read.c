/*
 * Fuzzing the reader of styles. Whatever comes, reading ends, an error means no style, and a style
 * is one that can be printed: its lines and characters fit its text area, that its paper.
 */
#include <stdint.h>
#include <stdlib.h>

#include <huibao/base.h>
#include <huibao/style.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_possible(const struct style *style)
{
    return style->chars_per_line > 0 && style->lines_per_page > 1 && style->pitch_x >= style->em &&
           style->margin_left >= 0 && style->margin_top >= 0 &&
           (int64_t)style->pitch_x * style->chars_per_line <= style->text_width &&
           style->margin_left + style->text_width <= style->paper_width &&
           style->margin_top + style->text_height <= style->paper_height &&
           style_line_baseline(style, style->lines_per_page - 1) + style->em -
                   style->first_baseline <=
               style->margin_top + style->text_height;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const roles[] = {"仿宋", "楷体", "黑体", "宋体", "小标宋"};
    static const char base[] = "行距: 28pt\n要素:\n  正文: {字体: 宋体}\n";
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    struct buf out = {0};
    world_init(&world);
    struct style_set *set = style_set_new(arena, "/nonexistent", roles, BASE_COUNT(roles), &world);
    if (!style_set_read(set, "base", base, sizeof base - 1, diags))
        abort();
    const struct style *style = style_set_read(set, "t", (const char *)data, size, diags);
    if (!style != (diags_count(diags, DIAG_ERROR) > 0))
        abort();
    if (style && !is_possible(style))
        abort();
    struct style turned;
    if (style) {
        style_landscape(style, &turned);
        if (turned.chars_per_line < 1 || turned.lines_per_page < 1)
            abort();
    }
    diags_print(diags, &out);
    buf_done(&out);
    diags_free(diags);
    arena_free(arena);
    return 0;
}
