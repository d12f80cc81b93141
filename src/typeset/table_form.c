/*
 * The frame of a statistical form: the block 表号 … 有效期至 at the right below the title, its labels
 * spread to one width; a line with 填报单位, period and 计量单位; and below the table the line of
 * those who sign, spread over its width, with room to write where a value is empty.
 */
#include <huibao/base.h>

#include "flow.h"
#include "table.h"

#define SIGN_ZI 4       /* room to sign, and the gap beside it */
#define APART_ZI 2      /* between texts on a line, at least; */
#define FOOT_APART_ZI 1 /* of those who sign */
#define BLOCK_SHARE 3   /* the block is at most three fifths wide */

struct form_text {
    const char *text;
    int32_t x, width; /* set within this width … */
    bool spread;      /* … or spread to it */
    int hang_zi;
    int line; /* of the opening or the foot, from 0 */
    bool foot;
};

struct table_form {
    struct form_text *texts;
    size_t count, capacity;
    int lines, foot_lines;
};

static int32_t form_pitch(const struct table_layout *layout)
{
    return typeset_table_line_pitch(layout, STYLE_FORM, layout->form_size);
}

static int32_t form_width(struct composer *c, const struct table_layout *layout, const char *text)
{
    typeset_table_text(c, layout, text, STYLE_FORM);
    return typeset_fit_natural(c->para, 0, c->para->count);
}

/* Lines of the text within its width; c->para holds them. */
static int form_compose(struct composer *c, const struct table_layout *layout,
                        const struct form_text *text)
{
    struct fit_report report;
    struct fit_shape shape = {.measure = text->width, .hang = text->hang_zi * layout->form_size};
    typeset_table_text(c, layout, text->text, STYLE_FORM);
    if (text->spread && c->para->line_count == 1)
        c->para->lines[0].width = text->width;
    else
        typeset_fit(c->para, &shape, &report);
    return (int)c->para->line_count;
}

/* Adds a text and gives the line after it. */
static int form_add(struct composer *c, struct table_layout *layout, const struct form_text *text)
{
    struct table_form *form = layout->form;
    if (form->count == form->capacity)
        form->texts =
            arena_grow(c->scratch, form->texts, form->count, &form->capacity, sizeof *form->texts);
    form->texts[form->count++] = *text;
    int lines = form_compose(c, layout, text);
    int end = text->line + (lines > 1 ? lines : 1);
    int *most = text->foot ? &form->foot_lines : &form->lines;
    *most = end > *most ? end : *most;
    return end;
}

/* ---- the block ---- */

static void form_heads(struct composer *c, struct table_layout *layout)
{
    const struct model_form *model = layout->table->form;
    int32_t labels = 0;
    int32_t values = 0;
    for (size_t i = 0; i < model->head_count; i++) {
        int32_t label = form_width(c, layout, model->heads[i].label);
        int32_t value =
            form_width(c, layout, arena_printf(c->scratch, "：%s", model->heads[i].value));
        labels = label > labels ? label : labels;
        values = value > values ? value : values;
    }
    int32_t most = layout->width / 5 * BLOCK_SHARE;
    values = labels + values > most && labels < most ? most - labels : values;
    int32_t x = layout->width - labels - values;
    for (size_t i = 0; i < model->head_count; i++) {
        int line = layout->form->lines;
        struct form_text label = {
            .text = model->heads[i].label, .x = x, .width = labels, .spread = true, .line = line};
        struct form_text value = {.text = arena_printf(c->scratch, "：%s", model->heads[i].value),
                                  .x = x + labels,
                                  .width = values,
                                  .hang_zi = 1,
                                  .line = line};
        form_add(c, layout, &label);
        form_add(c, layout, &value);
    }
}

/* ---- the line above the table ---- */

enum { LEFT, MIDDLE, RIGHT, PLACES };

/* Side by side, the middle one in the middle of the table if the others let it; false: no room. */
static bool line_places(const int32_t *widths, int32_t whole, int32_t apart, int32_t *ret_x)
{
    int32_t left = widths[LEFT] ? widths[LEFT] + apart : 0;
    int32_t right = whole - (widths[RIGHT] ? widths[RIGHT] + apart : 0);
    if (right - left < widths[MIDDLE])
        return false;
    int32_t middle = (whole - widths[MIDDLE]) / 2;
    if (middle < left || middle + widths[MIDDLE] > right)
        middle = left + (right - left - widths[MIDDLE]) / 2;
    ret_x[LEFT] = 0;
    ret_x[MIDDLE] = middle;
    ret_x[RIGHT] = whole - widths[RIGHT];
    return true;
}

static void form_line(struct composer *c, struct table_layout *layout)
{
    const struct model_form *model = layout->table->form;
    const char *texts[PLACES] = {NULL, model->period, layout->unit};
    int32_t widths[PLACES] = {0};
    int32_t x[PLACES] = {0};
    int line = layout->form->lines;
    if (model->reporter)
        texts[LEFT] = arena_printf(c->scratch, "填报单位：%s", model->reporter);
    for (int i = 0; i < PLACES; i++)
        widths[i] = texts[i] ? form_width(c, layout, texts[i]) : 0;
    bool beside = line_places(widths, layout->width, APART_ZI * layout->form_size, x);
    for (int i = 0; i < PLACES; i++) {
        if (!texts[i])
            continue;
        struct form_text text = {.text = texts[i],
                                 .x = beside ? x[i] : 0,
                                 .width = beside ? widths[i] : layout->width,
                                 .hang_zi = beside || i == MIDDLE ? 0 : 5, /* beside 填报单位： */
                                 .line = line};
        int end = form_add(c, layout, &text);
        line = beside ? line : end;
    }
}

/* ---- the line below ---- */

static const char *foot_text(struct composer *c, const struct model_pair *pair)
{
    return arena_printf(c->scratch, "%s：%s", pair->label, pair->value);
}

/* Widths with room to sign. */
static int32_t *foot_widths(struct composer *c, const struct table_layout *layout)
{
    const struct model_form *model = layout->table->form;
    int32_t *widths = arena_array(c->scratch, model->foot_count, sizeof *widths);
    for (size_t i = 0; i < model->foot_count; i++) {
        const struct model_pair *pair = &model->feet[i];
        widths[i] = form_width(c, layout, foot_text(c, pair));
        if (!pair->value || !pair->value[0])
            widths[i] += SIGN_ZI * layout->form_size;
    }
    return widths;
}

/* How many stand in a line: all, with equal gaps; else equal columns, as many as there is room for. */
static size_t foot_columns(const struct table_layout *layout, const int32_t *widths, size_t count,
                           int32_t *ret_gap)
{
    int32_t apart = FOOT_APART_ZI * layout->form_size;
    int64_t sum = 0;
    int32_t widest = 0;
    for (size_t i = 0; i < count; i++) {
        sum += widths[i];
        widest = widths[i] > widest ? widths[i] : widest;
    }
    int64_t gaps = count > 1 ? (int64_t)count - 1 : 1;
    *ret_gap = (int32_t)((layout->width - sum) / gaps);
    if (sum + apart * gaps <= layout->width)
        return count;
    size_t fit = (size_t)((layout->width + apart) / (widest + apart));
    fit = fit > count ? count : fit ? fit : 1;
    size_t lines = (count + fit - 1) / fit;
    size_t columns = (count + lines - 1) / lines;
    *ret_gap = 0;
    return columns;
}

static void form_feet(struct composer *c, struct table_layout *layout)
{
    const struct model_form *model = layout->table->form;
    int32_t *widths = foot_widths(c, layout);
    int32_t gap = 0;
    size_t columns = foot_columns(layout, widths, model->foot_count, &gap);
    int32_t x = 0;
    int line = 0;
    for (size_t i = 0; i < model->foot_count; i++) {
        if (i > 0 && i % columns == 0) {
            line = layout->form->foot_lines;
            x = 0;
        }
        struct form_text text = {.text = foot_text(c, &model->feet[i]),
                                 .x = x,
                                 .width = columns == 1 ? layout->width : widths[i],
                                 .line = line,
                                 .foot = true};
        form_add(c, layout, &text);
        if (columns < model->foot_count)
            x += layout->width / (int32_t)columns;
        else
            x = i + 2 < columns ? x + widths[i] + gap : layout->width - widths[columns - 1];
    }
}

void typeset_table_form(struct composer *c, struct table_layout *layout)
{
    if (!layout->table->form)
        return;
    layout->form = arena_alloc(c->scratch, sizeof *layout->form);
    form_heads(c, layout);
    form_line(c, layout);
    form_feet(c, layout);
    int32_t pitch = form_pitch(layout);
    int32_t beside = layout->form_size / 4;
    layout->opening_height = layout->form->lines ? layout->form->lines * pitch + beside : 0;
    layout->unit_height = layout->unit ? pitch + beside : 0;
    if (layout->form->foot_lines)
        layout->foot_height = layout->form->foot_lines * pitch + 2 * beside;
}

/* ---- painting ---- */

void typeset_table_form_paint(struct table_pen *pen, bool foot)
{
    const struct table_layout *layout = pen->layout;
    struct composer *c = pen->c;
    int32_t pitch = form_pitch(layout);
    int32_t top = pen->y + (foot ? layout->form_size / 2 : 0);
    for (size_t i = 0; i < layout->form->count; i++) {
        const struct form_text *text = &layout->form->texts[i];
        if (text->foot != foot)
            continue;
        int lines = form_compose(c, layout, text);
        for (int l = 0; l < lines; l++) {
            struct table_slot slot = {
                .element = STYLE_FORM, .y = top + (text->line + l) * pitch, .height = pitch};
            typeset_table_put(pen, &c->para->lines[l], text->x,
                              typeset_table_baseline(pen, &slot, 1));
        }
    }
}
