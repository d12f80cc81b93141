/*
 * Cells that a failing check is about, as conditional formats: red where it stops publication or upload,
 * amber where it is a warning or explained. The formula is the rule itself, so that the colour goes away
 * when the figures are put right; where the workbook does not hold all that the rule compares, it only
 * asks whether the cells still hold what was judged. Below each table stands what is wrong with it.
 */
#include "book.h"
#include "text.h"

#include <huibao/base.h>
#include <huibao/model_detail.h>
#include <huibao/model_finding.h>

#include <string.h>

enum {
    MOST_ASKED = 100,  /* cells of one formula; AND takes 255 arguments */
    MOST_BYTES = 4000, /* of one; Excel takes 8,192 characters */
    MOST_LINES = 20,   /* below a table */
    DECIMALS = 6       /* sides further apart than this differ, whatever sums of doubles leave */
};
enum { RED = 0x9C0006, ON_RED = 0xFFC7CE, AMBER = 0x7F6000, ON_AMBER = 0xFFEB9C };

struct spot { /* where an operand stands in the workbook */
    const struct xlsx_part *part;
    lxw_row_t row;
    lxw_col_t column;
    bool number; /* it holds one */
    double value;
    int decimals;
};

/* ---- cells ---- */

static const struct xlsx_part *first_part(const struct xlsx_book *book,
                                          const struct model_table *table)
{
    for (size_t p = 0; table && p < book->part_count; p++)
        if (book->parts[p].table == table)
            return &book->parts[p];
    return NULL;
}

/* False when it stands nowhere in the workbook. */
static bool find_spot(const struct xlsx_book *book, const struct model_operand *operand,
                      struct spot *ret_spot)
{
    const struct xlsx_part *part = first_part(book, operand->table);
    if (!part)
        return false;
    size_t row = model_detail_count(operand->table->detail) + operand->row;
    part = xlsx_plan_part(part, row);
    struct xlsx_content content =
        xlsx_content_of(&operand->table->rows[operand->row].cells[operand->column],
                        &operand->table->columns[operand->column].format);
    *ret_spot = (struct spot){.part = part,
                              .row = part->first_row + (lxw_row_t)(row - part->first),
                              .column = (lxw_col_t)operand->column,
                              .number = content.kind == XLSX_KIND_NUMBER,
                              .value = content.number,
                              .decimals = content.decimals};
    return true;
}

static const char *address(struct arena *arena, const struct spot *spot)
{
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(cell, spot->row, spot->column, 1, 1);
    return arena_strdup(arena, cell);
}

/*
 * On another sheet by a name: references across sheets are no part of the conditional formats that every
 * Excel reads.
 */
static const char *reference(struct xlsx_book *book, const struct xlsx_part *from,
                             const struct spot *spot)
{
    if (spot->part == from)
        return address(book->arena, spot);
    for (size_t i = 0; i < book->named_count; i++) {
        const struct xlsx_named *named = &book->named[i];
        if (named->part == spot->part && named->row == spot->row && named->column == spot->column)
            return named->name;
    }
    struct xlsx_named named = {spot->part, spot->row, spot->column, NULL};
    named.name = xlsx_define_cell(book, spot->part,
                                  arena_printf(book->arena, "审核_格%zu", book->named_count + 1),
                                  spot->row, spot->column);
    book->named = arena_grow(book->arena, book->named, book->named_count, &book->named_capacity,
                             sizeof *book->named);
    book->named[book->named_count++] = named;
    return named.name;
}

/* ---- formulas ---- */

struct asking { /* one finding, seen from one sheet */
    struct xlsx_book *book;
    const struct model_finding *finding;
    const struct xlsx_part *from;
    struct buf text;
};

static void put_number(struct buf *out, double number)
{
    buf_printf(out, number < 0 ? "(%.15g)" : "%.15g", number);
}

/* $C$5*10000-$D$5 */
static void put_side(struct asking *asking, size_t first, size_t end)
{
    struct buf *out = &asking->text;
    for (size_t i = first; i < end; i++) {
        const struct model_operand *operand = &asking->finding->operands[i];
        struct spot spot;
        if (i > first || operand->minus)
            buf_puts(out, operand->minus ? "-" : "+");
        if (!find_spot(asking->book, operand, &spot)) {
            put_number(out, operand->number);
            continue;
        }
        buf_puts(out, reference(asking->book, asking->from, &spot));
        if (operand->scale > 1 || operand->scale < 1) {
            buf_putc(out, '*');
            put_number(out, operand->scale);
        }
    }
}

/* How far the right side is below the left one, without what sums of doubles leave. */
static void put_apart(struct asking *asking)
{
    const struct model_finding *finding = asking->finding;
    buf_puts(&asking->text, "ROUND((");
    put_side(asking, 0, finding->left_count);
    buf_puts(&asking->text, ")-(");
    put_side(asking, finding->left_count, finding->count);
    buf_printf(&asking->text, "),%d)", DECIMALS);
}

static void put_room(struct asking *asking)
{
    const struct model_finding *finding = asking->finding;
    put_number(&asking->text, finding->room_percent ? finding->room / 100 : finding->room);
    if (!finding->room_percent)
        return;
    buf_puts(&asking->text, "*ABS(");
    put_side(asking, finding->left_count, finding->count);
    buf_putc(&asking->text, ')');
}

/* As model_finding_fails says. */
static void put_rule(struct asking *asking)
{
    static const struct {
        const char *before, *sign;
    } words[] = {
        [MODEL_RELATION_NONE] = {"", ""},  [MODEL_EQUAL] = {"ABS(", ")>"},
        [MODEL_UNEQUAL] = {"ABS(", ")<="}, [MODEL_LESS] = {"", ">="},
        [MODEL_AT_MOST] = {"", ">"},       [MODEL_MORE] = {"", "<=-"},
        [MODEL_AT_LEAST] = {"", "<-"},
    };
    enum model_relation relation = asking->finding->relation;
    buf_puts(&asking->text, "=");
    buf_puts(&asking->text, words[relation].before);
    put_apart(asking);
    buf_puts(&asking->text, words[relation].sign);
    put_room(asking);
}

/* Whether the cells are all that the rule compares, and it fails with what they hold. */
static bool is_live(const struct xlsx_book *book, const struct model_finding *finding)
{
    double sums[2] = {0, 0};
    for (size_t i = 0; i < finding->count; i++) {
        const struct model_operand *operand = &finding->operands[i];
        struct spot spot = {.value = operand->number};
        bool found = find_spot(book, operand, &spot);
        if (found ? !spot.number : !operand->constant)
            return false;
        sums[i >= finding->left_count] +=
            (operand->minus ? -1 : 1) * spot.value * (found ? operand->scale : 1);
    }
    return finding->relation != MODEL_RELATION_NONE &&
           model_finding_fails(finding, sums[0], sums[1]);
}

/* AND(ROUND($C$5,0)=12,ROUND($D$5,0)=11) */
static void put_judged(struct asking *asking)
{
    const struct model_finding *finding = asking->finding;
    struct buf *out = &asking->text;
    size_t count = 0;
    buf_puts(out, "=AND(TRUE");
    for (size_t i = 0; i < finding->count && count < MOST_ASKED; i++) {
        struct spot spot;
        if (!find_spot(asking->book, &finding->operands[i], &spot) || !spot.number)
            continue;
        buf_printf(out, ",ROUND(%s,%d)=", reference(asking->book, asking->from, &spot),
                   spot.decimals);
        put_number(out, spot.value);
        count++;
    }
    buf_putc(out, ')');
}

static const char *formula_of(struct xlsx_book *book, const struct model_finding *finding,
                              const struct xlsx_part *from)
{
    struct asking asking = {.book = book, .finding = finding, .from = from};
    bool live = is_live(book, finding);
    if (live)
        put_rule(&asking);
    if (!live || asking.text.length > MOST_BYTES) {
        buf_done(&asking.text);
        asking.text = (struct buf){0};
        put_judged(&asking);
    }
    const char *formula = buf_copy(&asking.text, book->arena);
    buf_done(&asking.text);
    return formula;
}

/* ---- colours ---- */

static lxw_format *colour(struct xlsx_book *book, bool grave)
{
    lxw_format **format = &book->marks[grave];
    if (!*format) {
        *format = workbook_add_format(book->workbook);
        format_set_font_color(*format, grave ? RED : AMBER);
        format_set_bg_color(*format, grave ? ON_RED : ON_AMBER);
    }
    return *format;
}

static void mark_spot(struct xlsx_book *book, const struct model_finding *finding,
                      const struct spot *spot)
{
    char *formula = arena_strdup(book->arena, formula_of(book, finding, spot->part));
    lxw_conditional_format format = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                     .value_string = formula,
                                     .format = colour(book, finding->grave)};
    lxw_error error =
        worksheet_conditional_format_cell(spot->part->worksheet, spot->row, spot->column, &format);
    if (error && !book->error)
        book->error = error;
}

static bool is_same_cell(const struct model_operand *a, const struct model_operand *b)
{
    return a->table == b->table && a->row == b->row && a->column == b->column;
}

static void mark_finding(struct xlsx_book *book, const struct model_finding *finding)
{
    for (size_t i = 0; i < finding->count; i++) {
        struct spot spot;
        bool again = false;
        for (size_t j = 0; j < i; j++)
            again = again || is_same_cell(&finding->operands[j], &finding->operands[i]);
        if (!again && find_spot(book, &finding->operands[i], &spot))
            mark_spot(book, finding, &spot);
    }
}

/* The grave ones first: where several are about a cell, the first gives the colour. */
void xlsx_findings_write(struct xlsx_book *book)
{
    const struct model *model = book->model;
    for (size_t i = 0; i < model->finding_count; i++)
        if (model->findings[i].grave)
            mark_finding(book, &model->findings[i]);
    for (size_t i = 0; i < model->finding_count; i++)
        if (!model->findings[i].grave)
            mark_finding(book, &model->findings[i]);
}

/* ---- below the table ---- */

/* The first cell of the table that a finding is about; NULL: it is about others. */
static const struct model_operand *operand_in(const struct model_finding *finding,
                                              const struct model_table *table)
{
    for (size_t i = 0; i < finding->count; i++)
        if (finding->operands[i].table == table)
            return &finding->operands[i];
    return NULL;
}

/* The same check shown in several places is several findings, told once. */
static bool is_told(const struct model *model, size_t index, const struct model_table *table)
{
    const struct model_finding *finding = &model->findings[index];
    for (size_t i = 0; i < index; i++)
        if (operand_in(&model->findings[i], table) &&
            strcmp(model->findings[i].id, finding->id) == 0 &&
            strcmp(model->findings[i].figures, finding->figures) == 0)
            return true;
    return false;
}

static size_t count_told(const struct model *model, const struct model_table *table)
{
    size_t count = 0;
    for (size_t i = 0; i < model->finding_count; i++)
        count += operand_in(&model->findings[i], table) && !is_told(model, i, table);
    return count;
}

size_t xlsx_findings_rows(const struct xlsx_book *book, const struct model_table *table)
{
    size_t count = count_told(book->model, table);
    return count == 0 ? 0 : count > MOST_LINES ? MOST_LINES + 2 : count + 1;
}

static void put_line(struct xlsx_sheet *sheet, const char *text, const char *cell)
{
    lxw_col_t last = xlsx_last_column(sheet->table);
    struct xlsx_look look = {.role = cell ? XLSX_ROLE_FINDING : XLSX_ROLE_NOTE,
                             .align = MODEL_ALIGN_LEFT,
                             .content = {.kind = XLSX_KIND_TEXT, .suffix = ""}};
    lxw_format *format = xlsx_look_format(sheet->book, &look);
    int halves = xlsx_span_halves(sheet, 0, last) * 11 / 10;
    xlsx_row_height(sheet, xlsx_text_lines(text, halves > 2 ? halves : 2), 15);
    xlsx_put_across(sheet, 0, last, text, format, "审核");
    if (cell)
        xlsx_put_link_to(sheet, 0, &(struct xlsx_link){sheet->part->name, cell}, text, format);
    sheet->row++;
}

static void put_finding(struct xlsx_sheet *sheet, const struct model_finding *finding,
                        const struct model_operand *operand)
{
    struct arena *arena = sheet->book->arena;
    size_t row = model_detail_count(operand->table->detail) + operand->row;
    const struct xlsx_part *part = xlsx_plan_part(sheet->part, row);
    struct spot spot = {.row = sheet->first_row + (lxw_row_t)(row - part->first),
                        .column = (lxw_col_t)operand->column};
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(cell, spot.row, spot.column);
    const char *explained =
        finding->because ? arena_printf(arena, "；已说明：%s", finding->because) : "";
    put_line(sheet,
             arena_printf(arena, "%s　%s：%s%s", finding->id, finding->says, finding->figures,
                          explained),
             cell);
}

void xlsx_findings_below(struct xlsx_sheet *sheet)
{
    const struct model *model = sheet->book->model;
    size_t count = count_told(model, sheet->table), told = 0;
    if (count == 0)
        return;
    put_line(
        sheet,
        "标色的格不符合审核关系：红色的不能出版、上报，黄色的只作提示或者已经说明；数改正了，颜"
        "色就没有了。",
        NULL);
    for (size_t i = 0; i < model->finding_count && told < MOST_LINES; i++) {
        const struct model_operand *operand = operand_in(&model->findings[i], sheet->table);
        if (!operand || is_told(model, i, sheet->table))
            continue;
        put_finding(sheet, &model->findings[i], operand);
        told++;
    }
    if (count > told)
        put_line(sheet, arena_printf(sheet->book->arena, "另有 %zu 处", count - told), NULL);
}
