/* The texts of a table: which size and face they have, how they are composed, how high rows are. */
#include <string.h>

#include <huibao/base.h>

#include "bonds.h"
#include "flow.h"
#include "table.h"

#define JUSTIFY_ZI 12
#define COST_IN_WORD 200 /* of a cell: a line almost half empty, but no further line */

int32_t typeset_table_size(const struct table_layout *layout, enum style_element element)
{
    switch ((int)element) {
    case STYLE_CAPTION:
        return layout->style->text[STYLE_CAPTION].size;
    case STYLE_TABLE_NOTE:
        return layout->note_size;
    case STYLE_TABLE_HEAD:
        return layout->head_size;
    case STYLE_FORM:
        return layout->form_size;
    default:
        return layout->cell_size;
    }
}

int32_t typeset_table_line_pitch(const struct table_layout *layout, enum style_element element,
                                 int32_t size)
{
    const struct style_text *text = &layout->style->text[element];
    if (!text->line_pitch)
        return size * 4 / 3;
    return (int32_t)((int64_t)text->line_pitch * size / text->size);
}

int32_t typeset_table_row_height(const struct table_layout *layout, enum style_element element,
                                 size_t lines)
{
    int32_t size = typeset_table_size(layout, element);
    int32_t full = layout->style->text[element].size;
    int32_t one = (int32_t)((int64_t)layout->style->table_row * size / full);
    return one + (int32_t)(lines ? lines - 1 : 0) * typeset_table_line_pitch(layout, element, size);
}

int32_t typeset_table_indent(const struct table_layout *layout, size_t row, size_t column)
{
    int indent = column == 0 ? layout->table->rows[row].indent : 0;
    int most = layout->style->chars_per_line / 2;
    return (indent < 0 ? 0 : indent < most ? indent : most) * layout->cell_size;
}

int32_t typeset_table_inner(const struct table_layout *layout, size_t first, size_t end)
{
    const struct table_column *last = &layout->columns[end - 1];
    return last->x + last->width - layout->columns[first].x - 2 * layout->padding;
}

/* 2 316: a space before three digits groups them (GB/T 15835). */
static bool space_groups(const char *p)
{
    return *p == ' ' && strspn(p + 1, "0123456789") == 3;
}

size_t typeset_table_point(const char *text)
{
    const char *p = text;
    if (*p == '+' || *p == '-')
        p++;
    else if (strncmp(p, "−", 3) == 0 || strncmp(p, "－", 3) == 0)
        p += 3;
    const char *digits = p;
    while ((*p >= '0' && *p <= '9') || *p == ',' || (p > digits && space_groups(p)))
        p++;
    return p > digits ? (size_t)(p - text) : 0;
}

int32_t typeset_table_before(const struct para *para, size_t bytes)
{
    size_t end = 0;
    while (end < para->count && para->items[end].text < bytes)
        end++;
    return typeset_fit_natural(para, 0, end);
}

void typeset_table_shape(struct composer *c, const struct table_layout *layout, const char *text,
                         enum style_element element, size_t row)
{
    const struct model_table *table = layout->table;
    struct shape_source source = {.what = row ? "表格" : "表头，表格",
                                  .name = table->name ? table->name : table->caption,
                                  .row = row,
                                  .file = layout->block->file,
                                  .line = layout->block->line};
    int32_t size = typeset_table_size(layout, element);
    typeset_para_reset(c->para, size, size, layout->style->breaking);
    c->para->color = layout->style->text[element].color;
    typeset_shape(c->shaper, c->para, c->roles[element], text ? text : "", &source);
    typeset_para_measure(c->para);
}

struct table_slot typeset_table_slot(const struct table_layout *layout, size_t row, size_t column,
                                     size_t columns)
{
    return (struct table_slot){.text = layout->table->rows[row].cells[column].text,
                               .element = STYLE_TABLE_CELL,
                               .x = layout->columns[column].x + layout->padding,
                               .width = typeset_table_inner(layout, column, column + columns),
                               .indent = typeset_table_indent(layout, row, column),
                               .column = columns > 1 ? SLOT_CENTER : (int)column,
                               .row = row + 1};
}

struct table_slot typeset_table_group(const struct table_layout *layout, size_t row)
{
    bool center = layout->style->text[STYLE_TABLE_GROUP].align == STYLE_CENTER;
    return (struct table_slot){.text = layout->table->rows[row].cells[0].text,
                               .element = STYLE_TABLE_GROUP,
                               .x = layout->padding,
                               .width = typeset_table_inner(layout, 0, layout->table->column_count),
                               .column = center ? SLOT_CENTER : SLOT_LEFT,
                               .row = row + 1};
}

struct table_slot typeset_table_group_on(struct composer *c, const struct table_layout *layout,
                                         size_t row)
{
    struct table_slot slot = typeset_table_group(layout, row);
    slot.text = arena_printf(c->scratch, "%s（续）", slot.text ? slot.text : "");
    return slot;
}

/* Texts of wide columns have even edges on both sides. */
static bool slot_is_justified(const struct table_layout *layout, const struct table_slot *slot)
{
    return slot->column >= 0 && layout->table->columns[slot->column].align == MODEL_ALIGN_LEFT &&
           slot->width >= JUSTIFY_ZI * layout->cell_size;
}

struct fit_report typeset_table_cell(struct composer *c, const struct table_layout *layout,
                                     const struct table_slot *slot)
{
    struct fit_report report = {.relaxed = SIZE_MAX, .emergency = SIZE_MAX};
    int32_t size = typeset_table_size(layout, slot->element);
    struct fit_shape shape = {.measure = slot->width - slot->indent,
                              .justify = slot_is_justified(layout, slot),
                              .min_last = layout->style->min_last_line_zi * size};
    typeset_table_shape(c, layout, slot->text, slot->element, slot->row);
    bool wraps = typeset_fit_natural(c->para, 0, c->para->count) > shape.measure;
    if (wraps)
        typeset_para_prepare(c->para);
    if (!wraps || slot->element == STYLE_TABLE_HEAD) {
        typeset_title_fit(c->para, shape.measure);
        return report;
    }
    if (!shape.justify)
        typeset_bonds_prefer(c->para, COST_IN_WORD);
    typeset_fit(c->para, &shape, &report);
    return report;
}

void typeset_table_text(struct composer *c, const struct table_layout *layout, const char *text,
                        enum style_element element)
{
    struct shape_source source = {.what = "表格",
                                  .name = layout->table->name,
                                  .file = layout->block->file,
                                  .line = layout->block->line};
    bool caption = element == STYLE_CAPTION;
    bool note = element == STYLE_TABLE_NOTE;
    int32_t size = typeset_table_size(layout, element);
    struct fit_shape shape = {.measure = layout->width,
                              .hang = note ? 2 * size : 0, /* beside 注： */
                              .min_last = layout->style->min_last_line_zi * size};
    struct fit_report report;
    typeset_para_reset(c->para, size, typeset_grid_zi(layout->style, size),
                       layout->style->breaking);
    c->para->color = layout->style->text[element].color;
    typeset_shape(c->shaper, c->para, c->roles[element], text, &source);
    typeset_para_prepare(c->para);
    if (caption)
        typeset_title_fit(c->para, layout->style->text_width);
    else
        typeset_fit(c->para, &shape, &report);
}
