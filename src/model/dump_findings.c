/* The failing checks of a model as text: one line for each operand. */
#include <huibao/base.h>
#include <huibao/model.h>

#include "model_text.h"

/* The number of a table among the document's, from 1. */
static size_t table_number(const struct model *model, const struct model_table *table)
{
    size_t number = 0;
    for (size_t b = 0; b < model->block_count; b++) {
        number += model->blocks[b].kind == MODEL_TABLE;
        if (model->blocks[b].table == table)
            break;
    }
    return number;
}

static void put_operand(struct buf *out, const struct model *model,
                        const struct model_finding *finding, size_t index)
{
    const struct model_operand *operand = &finding->operands[index];
    buf_puts(out, index < finding->left_count ? "  left" : "  right");
    if (operand->minus)
        buf_puts(out, " minus");
    if (operand->constant)
        buf_puts(out, " constant");
    if (operand->table)
        buf_printf(out, " %zu %zu %zu", table_number(model, operand->table), operand->column + 1,
                   operand->row + 1);
    buf_puts(out, " | ");
    model_put_value(out, value_real(operand->number));
    buf_puts(out, " | ");
    model_put_value(out, value_real(operand->scale));
    buf_putc(out, '\n');
}

static void put_finding(struct buf *out, const struct model *model,
                        const struct model_finding *finding)
{
    buf_puts(out, "\nfinding ");
    model_put_text(out, finding->id);
    buf_puts(out, " | ");
    model_put_text(out, finding->says);
    buf_puts(out, " | ");
    model_put_text(out, finding->figures);
    buf_puts(out, "\n");
    model_put_property(out, "  because", finding->because);
    if (finding->grave)
        buf_puts(out, "  grave\n");
    if (finding->relation != MODEL_RELATION_NONE) {
        buf_printf(out, "  relation %s | ", model_relation_word(finding->relation));
        model_put_value(out, value_real(finding->room));
        buf_puts(out, finding->room_percent ? " | percent\n" : "\n");
    }
    for (size_t i = 0; i < finding->count; i++)
        put_operand(out, model, finding, i);
}

void model_put_findings(struct buf *out, const struct model *model)
{
    for (size_t i = 0; i < model->finding_count; i++)
        put_finding(out, model, &model->findings[i]);
}
