/* Single paragraphs: composed, looked at, checked. Without tap.h, so that other runners can use it. */
#include <stdio.h>
#include <stdlib.h>

#include "fonts_testing.h"
#include "typeset_testing.h"

static struct fonts *shared_fonts;

static void close_fonts(void)
{
    fonts_close(shared_fonts);
}

struct rig *rig_new(void)
{
    struct arena *arena = arena_new();
    struct rig *rig = arena_alloc(arena, sizeof *rig);
    rig->arena = arena;
    world_init(&rig->world);
    rig->world.now = 1762128000;
    rig->diags = diags_new();
    if (!shared_fonts) {
        atexit(close_fonts);
        shared_fonts = fonts_open(fonts_testing_dir(), &rig->world, rig->diags);
    }
    rig->fonts = shared_fonts;
    rig->style = style_builtin("gbt9704");
    rig->shaper = typeset_shaper_new(arena, rig->fonts, rig->diags);
    rig->para = typeset_para_new(arena);
    rig->shape = (struct fit_shape){.measure = rig->style->text_width,
                                    .indent = 2 * rig->style->pitch_x,
                                    .justify = true,
                                    .min_last = 2 * rig->style->pitch_x};
    return rig;
}

void rig_free(struct rig *rig)
{
    diags_free(rig->diags);
    arena_free(rig->arena);
}

static void rig_shape(struct rig *rig, const char *text, enum style_element element)
{
    const struct style_text *style = &rig->style->text[element];
    struct shape_source source = {.what = "正文", .file = "test.md", .line = 7};
    typeset_para_reset(rig->para, style->size, typeset_grid_zi(rig->style, style->size),
                       rig->style->breaking);
    typeset_shape(rig->shaper, rig->para, fonts_role(style->role), text, &source);
    typeset_para_prepare(rig->para);
}

const char *rig_text(struct rig *rig, size_t first, size_t end)
{
    struct buf text = {0};
    for (size_t i = first; i < end; i++)
        buf_append(&text, rig->para->text + rig->para->items[i].text, rig->para->items[i].bytes);
    while (text.length && text.data[text.length - 1] == ' ')
        text.data[--text.length] = 0;
    char *copy = buf_copy(&text, rig->arena);
    buf_done(&text);
    return copy;
}

static const char *rig_join(struct rig *rig)
{
    struct buf out = {0};
    for (size_t i = 0; i < rig->para->line_count; i++) {
        const struct para_line *line = &rig->para->lines[i];
        buf_puts(&out, i ? "|" : "");
        buf_puts(&out, rig_text(rig, line->first, line->end));
    }
    char *copy = buf_copy(&out, rig->arena);
    buf_done(&out);
    return copy;
}

const char *rig_lines(struct rig *rig, const char *text)
{
    rig_shape(rig, text, STYLE_BODY);
    typeset_fit(rig->para, &rig->shape, &rig->report);
    return rig_join(rig);
}

const char *rig_narrow(struct rig *rig, const char *text, int zi)
{
    rig->shape.measure = zi * rig->style->pitch_x;
    rig->shape.indent = 0;
    return rig_lines(rig, text);
}

const char *rig_title(struct rig *rig, const char *text)
{
    rig_shape(rig, text, STYLE_TITLE);
    typeset_title_fit(rig->para, rig->style->text_width);
    return rig_join(rig);
}

static bool complain(struct rig *rig, size_t line, const char *what)
{
    printf("# line %zu “%s”: %s\n", line + 1,
           rig_text(rig, rig->para->lines[line].first, rig->para->lines[line].end), what);
    return false;
}

/* Least and most a glue may be after adjustment. */
static bool check_gaps(struct rig *rig, size_t l, const int32_t *gaps)
{
    const struct para_line *line = &rig->para->lines[l];
    for (size_t k = 0; k + 1 < line->end - line->first; k++) {
        const struct para_item *item = &rig->para->items[line->first + k];
        if (gaps[k] < item->gap - item->shrink)
            return complain(rig, l, "a glue is shrunk beyond its limit");
        if (!item->stretches && gaps[k] > item->gap + item->stretch)
            return complain(rig, l, "a rigid pair is stretched");
    }
    return true;
}

/* Whether a line would have to open its gaps by more than half a square: then it is left short. */
bool rig_ragged(const struct rig *rig, const struct para_line *line)
{
    const struct para_sum *from = &rig->para->sums[line->first];
    const struct para_sum *to = &rig->para->sums[line->end - 1];
    int64_t need = line->measure - typeset_fit_natural(rig->para, line->first, line->end);
    for (int c = 0; c < STRETCH_COUNT; c++)
        need -= to->stretch[c] - from->stretch[c];
    return need > 0 && need * 1000 / rig->para->size > 500 * (to->gaps - from->gaps);
}

static bool check_line(struct rig *rig, size_t l)
{
    const struct para *para = rig->para;
    const struct para_line *line = &para->lines[l];
    const struct para_item *first = &para->items[line->first];
    const struct para_item *last = &para->items[line->end - 1];
    bool final = line->end == para->count;
    if (line->end <= line->first)
        return complain(rig, l, "it is empty");
    if (l > 0 && typeset_class_no_start(first->class, para->breaking))
        return complain(rig, l, "it starts with a forbidden character");
    if (!final && last->class != CLASS_SPACE && last->penalty != PENALTY_URL &&
        typeset_class_no_end(last->class, para->breaking))
        return complain(rig, l, "it ends with a forbidden character");
    int32_t target = rig->shape.measure - (l == 0 ? rig->shape.indent : rig->shape.hang);
    if (line->width > target)
        return complain(rig, l, "it is wider than the measure");
    bool full = !final && rig->shape.justify && !rig_ragged(rig, line);
    if (full && line->width != target)
        return complain(rig, l, "its width is not the measure");
    if (!full && line->width > line->natural)
        return complain(rig, l, "it is opened and yet not full");
    int32_t *gaps = arena_array(rig->arena, line->end - line->first, sizeof *gaps);
    int32_t reached = typeset_justify(para, line->first, line->end, line->width, gaps);
    int64_t sum = 0;
    for (size_t k = 0; k < line->end - line->first; k++)
        sum += para->items[line->first + k].box + (k + 1 < line->end - line->first ? gaps[k] : 0);
    if (sum != reached || reached != line->width)
        return complain(rig, l, "its parts do not sum to its width");
    return check_gaps(rig, l, gaps);
}

bool rig_check(struct rig *rig)
{
    const struct para *para = rig->para;
    size_t next = 0;
    for (size_t l = 0; l < para->line_count; l++) {
        if (para->lines[l].first != next)
            return complain(rig, l, "it does not follow the one before");
        next = para->lines[l].end;
        if (!check_line(rig, l))
            return false;
    }
    return next == para->count;
}

uint32_t rig_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

char *rig_random_text(struct arena *arena, uint32_t *state, size_t length)
{
    static const char *const pieces[] = {
        "社区",       "居民",     "工作",   "的",
        "和",         "调解",     "网格员", "矛盾纠纷",
        "，",         "。",       "、",     "；",
        "：",         "？",       "！",     "“",
        "”",          "《",       "》",     "（",
        "）",         "——",       "……",     "·",
        "／",         "36户",     "12.5%",  "2026年10月31日",
        "5～10",      "第三季度", "第3条",  "〔2026〕3号",
        "￥1,234.50", "－5.2％",  "℃",      "㎡",
        "PM2.5",      " ",        "A4",     "https://a.example.cn/b/c?d=e",
        "the first",  "〇",       "？！",   "…",
        "’",          "々",       "km",
    };
    struct buf out = {0};
    for (size_t i = 0; i < length; i++)
        buf_puts(&out, pieces[rig_random(state) % BASE_COUNT(pieces)]);
    char *text = buf_copy(&out, arena);
    buf_done(&out);
    return text;
}
