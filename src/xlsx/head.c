/* The head of a table: a row for each level, one for 栏次. */
#include "book.h"
#include "text.h"

#include <huibao/base.h>

#include <string.h>

struct head {
    struct xlsx_sheet *sheet;
    int rows;    /* without 栏次 */
    int *depths; /* heads above each column's own title */
    int *lines;  /* of each row */
    lxw_row_t first;
};

static bool has_ids(const struct model_table *table)
{
    bool any = false;
    for (size_t c = 0; c < table->column_count && !any; c++)
        any = table->columns[c].id != NULL;
    return any;
}

size_t xlsx_head_rows(const struct model_table *table)
{
    return (size_t)table->head_levels + 1 + has_ids(table);
}

/* A title that needs several lines has the unit behind it on the last: 低保户数 / （户）; others are parted
   evenly. Where programs break them themselves, a bracket or a character may stand alone. */
static const char *broken(struct head *head, const char *title, size_t first, size_t count)
{
    struct arena *arena = head->sheet->book->arena;
    int halves = xlsx_span_halves(head->sheet, (lxw_col_t)first, (lxw_col_t)(first + count - 1));
    const char *unit = strstr(title, "（");
    size_t length = strlen(title), end = strlen("）");
    if (xlsx_text_halves(title) <= halves || strchr(title, '\n'))
        return title;
    if (!unit || unit == title || strstr(unit, "）") != title + length - end)
        return xlsx_text_balanced(arena, title, halves);
    const char *name = arena_strndup(arena, title, (size_t)(unit - title));
    const char *parted =
        arena_printf(arena, "%s\n%s", xlsx_text_balanced(arena, name, halves), unit);
    return xlsx_text_lines(parted, halves) > xlsx_text_lines(title, halves)
               ? xlsx_text_balanced(arena, title, halves)
               : parted;
}

static void ask_lines(struct head *head, int row, const char *title, size_t first, size_t count)
{
    int halves = xlsx_span_halves(head->sheet, (lxw_col_t)first, (lxw_col_t)(first + count - 1));
    int below = head->rows - 1 - row; /* rows that a column's own title goes on over */
    int lines = xlsx_text_lines(broken(head, title, first, count), halves) -
                (row >= head->depths[first] ? below : 0);
    int last = row >= head->depths[first] ? head->rows - 1 : row;
    head->lines[last] = lines > head->lines[last] ? lines : head->lines[last];
}

static void measure(struct head *head)
{
    const struct model_table *table = head->sheet->table;
    for (size_t i = 0; i < table->head_count; i++) {
        const struct model_head *over = &table->heads[i];
        for (size_t c = over->first; c < over->first + over->count; c++)
            head->depths[c] = over->level + 1;
    }
    for (int r = 0; r < head->rows; r++)
        head->lines[r] = 1;
    for (size_t i = 0; i < table->head_count; i++)
        ask_lines(head, table->heads[i].level, table->heads[i].title, table->heads[i].first,
                  table->heads[i].count);
    for (size_t c = 0; c < table->column_count; c++)
        ask_lines(head, head->depths[c], xlsx_column_title(table, c), c, 1);
}

static lxw_format *format_at(struct head *head, enum xlsx_role role, int row, size_t column)
{
    struct xlsx_look look = {.role = role,
                             .align = MODEL_ALIGN_CENTER,
                             .edges = (row == 0 ? XLSX_EDGE_TOP : 0) |
                                      (column == 0 ? XLSX_EDGE_LEFT : 0),
                             .content = {.kind = XLSX_KIND_TEXT, .suffix = ""}};
    return xlsx_look_format(head->sheet->book, &look);
}

/* Each cell of the row: a head's title over its columns, a column's own, or what these go on over. */
static void put_row(struct head *head, int row, size_t *next)
{
    struct xlsx_sheet *sheet = head->sheet;
    const struct model_table *table = sheet->table;
    xlsx_row_height(sheet, head->lines[row], 15);
    for (size_t c = 0; c < table->column_count; c++) {
        const struct model_head *over = *next < table->head_count ? &table->heads[*next] : NULL;
        lxw_format *format = format_at(head, XLSX_ROLE_HEAD, row, c);
        lxw_col_t col = (lxw_col_t)c;
        if (row == head->depths[c]) {
            const char *title = broken(head, xlsx_column_title(table, c), c, 1);
            xlsx_put_text(sheet, col, title, format, title);
            xlsx_merge(sheet, sheet->row, col, head->first + (lxw_row_t)head->rows - 1, col);
        } else if (over && over->level == row && over->first == c) {
            const char *title = broken(head, over->title, c, over->count);
            xlsx_put_text(sheet, col, title, format, title);
            xlsx_merge(sheet, sheet->row, col, sheet->row, (lxw_col_t)(c + over->count - 1));
            ++*next;
        } else {
            xlsx_put_blank(sheet, col, format);
        }
    }
    sheet->row++;
}

static void put_ids(struct head *head)
{
    struct xlsx_sheet *sheet = head->sheet;
    xlsx_row_height(sheet, 1, 15);
    for (size_t c = 0; c < sheet->table->column_count; c++) {
        const char *id = sheet->table->columns[c].id;
        lxw_format *format = format_at(head, XLSX_ROLE_ID, head->rows, c);
        if (id)
            xlsx_put_text(sheet, (lxw_col_t)c, id, format, "栏次");
        else
            xlsx_put_blank(sheet, (lxw_col_t)c, format);
    }
    sheet->row++;
}

void xlsx_head_write(struct xlsx_sheet *sheet)
{
    struct arena *arena = sheet->book->arena;
    struct head head = {.sheet = sheet, .rows = sheet->table->head_levels + 1, .first = sheet->row};
    size_t next = 0;
    head.depths = arena_array(arena, sheet->table->column_count, sizeof *head.depths);
    head.lines = arena_array(arena, (size_t)head.rows, sizeof *head.lines);
    measure(&head);
    sheet->head_row = sheet->row;
    for (int r = 0; r < head.rows; r++)
        put_row(&head, r, &next);
    if (has_ids(sheet->table))
        put_ids(&head);
}
