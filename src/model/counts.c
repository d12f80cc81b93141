/* Which rows of a table add up: 其中 rows are parts of rows above. */
#include <assert.h>

#include <huibao/model.h>

struct open_row { /* a row that those below may be part of */
    int indent;
    bool holds; /* its number, or that of a row it is part of, holds theirs */
};

void model_table_counts(const struct model_table *table, size_t column, bool *ret_counts)
{
    struct open_row open[MODEL_INDENT_MOST + 1]; /* indents grow from one to the next */
    size_t depth = 0;
    for (size_t r = 0; r < table->row_count; r++) {
        const struct model_row *row = &table->rows[r];
        ret_counts[r] = false;
        if (row->kind != MODEL_ROW_DATA) {
            depth = 0;
            continue;
        }
        assert(row->indent >= 0 && row->indent <= MODEL_INDENT_MOST);
        while (depth && open[depth - 1].indent >= row->indent)
            depth--;
        bool held = depth && open[depth - 1].holds;
        ret_counts[r] = !held;
        bool number = value_is_number(row->cells[column].value);
        open[depth++] = (struct open_row){.indent = row->indent, .holds = held || number};
    }
}
