/* The settings in which a rule is tried: wide and narrow, justified, ragged and balanced. */
#include <stdarg.h>
#include <stdio.h>

#include "conformance.h"

static const char filler[] =
    "社区党委带领全体网格员走访辖区居民并了解情况随后汇总成册报送街道办事处研究";

void compose(struct run *run, enum mode mode, const char *text, int shift)
{
    struct rig *rig = run->rig;
    enum style_element element = mode == MODE_BODY   ? STYLE_BODY
                                 : mode == MODE_CELL ? STYLE_TABLE_CELL
                                                     : STYLE_TITLE;
    const struct style_text *style = &rig->style->text[element];
    struct shape_source source = {.what = "正文", .file = "test.md", .line = 1};
    typeset_para_reset(rig->para, style->size, typeset_grid_zi(rig->style, style->size),
                       run->level);
    char *before = arena_strndup(rig->arena, filler, (size_t)shift * 3);
    typeset_shape(rig->shaper, rig->para, fonts_role(style->role),
                  arena_printf(rig->arena, "%s%s", before, text), &source);
    typeset_para_prepare(rig->para);
}

void fit(struct run *run, const struct setting *setting)
{
    struct rig *rig = run->rig;
    int32_t zi = rig->para->zi;
    struct fit_shape shape = {.measure = setting->measure_zi * zi,
                              .justify = setting->mode == MODE_BODY,
                              .min_last = 2 * zi};
    rig->shape = shape;
    rig->report = (struct fit_report){.relaxed = SIZE_MAX, .emergency = SIZE_MAX};
    if (setting->mode == MODE_TITLE)
        typeset_title_fit(rig->para, shape.measure);
    else
        typeset_fit(rig->para, &shape, &rig->report);
}

bool each_setting(struct run *run, const char *text, each_fn *fn, void *context)
{
    static const struct {
        enum mode mode;
        int measure_zi;
    } kinds[] = {{MODE_BODY, 28}, {MODE_BODY, 18},  {MODE_CELL, 12},
                 {MODE_CELL, 7},  {MODE_TITLE, 20}, {MODE_TITLE, 11}};
    for (size_t k = 0; k < BASE_COUNT(kinds); k++) {
        for (int shift = 0; shift < kinds[k].measure_zi && shift <= 28; shift++) {
            struct setting setting = {kinds[k].mode, kinds[k].measure_zi, shift};
            if (!(run->modes & (1u << setting.mode)))
                continue;
            compose(run, setting.mode, text, shift);
            fit(run, &setting);
            if (!fn(run, &setting, context))
                return false;
        }
    }
    return true;
}

const char *lines_joined(struct run *run)
{
    struct rig *rig = run->rig;
    struct buf out = {0};
    buf_puts(&out, "");
    for (size_t i = 0; i < rig->para->line_count; i++) {
        const struct para_line *line = &rig->para->lines[i];
        buf_puts(&out, i ? "|" : "");
        buf_puts(&out, rig_text(rig, line->first, line->end));
    }
    char *copy = buf_copy(&out, rig->arena);
    buf_done(&out);
    return copy;
}

const char *setting_name(struct run *run, const struct setting *setting)
{
    static const char *const names[] = {"正文", "单元格", "标题"};
    return arena_printf(run->rig->arena, "%s %d字", names[setting->mode], setting->measure_zi);
}

bool fail(struct run *run, const char *format, ...)
{
    if (run->why.length)
        return false;
    char text[2000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    buf_puts(&run->why, text);
    return false;
}
