/* The sheet 目录 of a workbook with several: what it is, whose and of when, and a way to each sheet. */
#include "book.h"
#include "text.h"

#include <huibao/base.h>

#include <string.h>

/*
 * Pixels of the columns 序号, 名称, 类别, 行数, 说明, which fill A4 upright. 名称 and 说明 are wider for
 * texts that need it, as far as print stays legible: some programs do not wrap a link.
 */
enum { COLUMNS = 5, NUMBER_PX = 44, NAME_PX = 324, KIND_PX = 60, ROWS_PX = 80, REMARK_PX = 132 };
enum { NAME_MOST_PX = 520, REMARK_MOST_PX = 240, HALF_PX = 8, CELL_PX = 20 };

static const struct model_column columns[COLUMNS] = {
    {.title = "序号", .align = MODEL_ALIGN_CENTER}, {.title = "名称", .align = MODEL_ALIGN_LEFT},
    {.title = "类别", .align = MODEL_ALIGN_CENTER}, {.title = "行数", .align = MODEL_ALIGN_RIGHT},
    {.title = "说明", .align = MODEL_ALIGN_LEFT},
};
static const struct model_table index_table = {
    .name = "目录", .columns = columns, .column_count = COLUMNS};

static bool has_text(const char *text)
{
    return text && *text;
}

static lxw_format *format_of(struct xlsx_sheet *sheet, struct xlsx_look look)
{
    if (!look.content.suffix)
        look.content = (struct xlsx_content){.kind = XLSX_KIND_TEXT, .suffix = ""};
    return xlsx_look_format(sheet->book, &look);
}

static int line_halves(const struct xlsx_sheet *sheet, int points)
{
    return xlsx_span_halves(sheet, 0, COLUMNS - 1) * 11 / points;
}

/* A line over the whole width, with `above` pt of air; nothing for an empty text. */
static void put_line(struct xlsx_sheet *sheet, enum xlsx_role role, const char *text, int points,
                     int above)
{
    if (!has_text(text))
        return;
    int halves = line_halves(sheet, points);
    int lines = xlsx_text_lines(text, halves);
    text = role == XLSX_ROLE_NOTE ? text : xlsx_text_balanced(sheet->book->arena, text, halves);
    worksheet_set_row(sheet->worksheet, sheet->row, lines * points * 1.5 + above, NULL);
    enum model_align align = role == XLSX_ROLE_NOTE ? MODEL_ALIGN_LEFT : MODEL_ALIGN_CENTER;
    xlsx_put_across(sheet, 0, COLUMNS - 1, text,
                    format_of(sheet, (struct xlsx_look){.role = role, .align = align}), "目录");
    sheet->row++;
}

/* ---- whose and of when ---- */

const char *xlsx_cover_organ(const struct model *model)
{
    if (model->signature && has_text(model->signature->organ))
        return model->signature->organ;
    if (model->imprint && has_text(model->imprint->organ))
        return model->imprint->organ;
    return NULL;
}

/* The report's own date, else the day the workbook is made. */
static const char *date_of(const struct xlsx_book *book)
{
    static const struct value_format format = {VALUE_STYLE_DATE, -1, NULL};
    const struct model *model = book->model;
    if (model->signature && has_text(model->signature->date))
        return model->signature->date;
    if (model->letterhead && has_text(model->letterhead->date))
        return model->letterhead->date;
    return value_show(book->arena, value_date(world_today(book->world)), &format);
}

static const char *pair(struct arena *arena, const char *label, const char *value)
{
    return has_text(value) ? arena_printf(arena, "%s：%s", label, value) : "";
}

static void put_front(struct xlsx_sheet *sheet)
{
    const struct model *model = sheet->book->model;
    struct arena *arena = sheet->book->arena;
    const char *organ = xlsx_cover_organ(model), *community = model->community;
    put_line(sheet, XLSX_ROLE_STAMP, model->stamp, 12, 3);
    bool large = xlsx_text_halves(sheet->book->title) <= line_halves(sheet, 22);
    put_line(sheet, large ? XLSX_ROLE_COVER_TITLE : XLSX_ROLE_COVER_LONG_TITLE, sheet->book->title,
             large ? 22 : 18, 60);
    put_line(sheet, XLSX_ROLE_COVER_LINE, organ ? organ : community, 14, 24);
    if (organ && has_text(community) && !strstr(organ, community))
        put_line(sheet, XLSX_ROLE_INFO, pair(arena, "社区", community), 11, 6);
    put_line(sheet, XLSX_ROLE_INFO, pair(arena, "报告期", model->period), 11, 12);
    put_line(sheet, XLSX_ROLE_INFO, pair(arena, "日期", date_of(sheet->book)), 11, 3);
    put_line(sheet, XLSX_ROLE_CAPTION, "目　　录", 12, 30);
}

/* ---- the list ---- */

static bool is_companion(const struct model *model, const struct model_block *block)
{
    for (size_t i = 0; i < model->companion_count; i++)
        if (block == &model->companions[i])
            return true;
    return false;
}

static const char *kind_of(const struct model *model, const struct model_block *block)
{
    if (is_companion(model, block))
        return "附表";
    if (block->kind == MODEL_CHART)
        return "图";
    return block->table->form ? "统计表" : "表";
}

/* 表号 of a form. */
static const char *form_number(const struct model_table *table)
{
    for (size_t i = 0; table->form && i < table->form->head_count; i++)
        if (strcmp(table->form->heads[i].label, "表号") == 0)
            return table->form->heads[i].value;
    return NULL;
}

static size_t data_rows(const struct xlsx_part *part)
{
    size_t count = 0;
    for (size_t r = part->first; r < part->end; r++)
        count += xlsx_row_kind(part->table, r) == MODEL_ROW_DATA;
    return count;
}

static const char *with(struct arena *arena, const char *remark, const char *more)
{
    return arena_printf(arena, "%s%s%s", remark, *remark ? "；" : "", more);
}

/* 社基1表；单位：件；一张放不下，分在 3 张，这是第 2 张 */
static const char *remark_of(struct xlsx_book *book, const struct xlsx_part *part)
{
    struct arena *arena = book->arena;
    const char *remark = "";
    if (has_text(form_number(part->table)))
        remark = with(arena, remark, form_number(part->table));
    if (has_text(part->table->unit))
        remark = with(arena, remark, pair(arena, "单位", part->table->unit));
    if (part->count > 1)
        remark = with(arena, remark,
                      arena_printf(arena, "一张放不下，分在 %zu 张，这是第 %zu 张", part->count,
                                   part->number));
    return *remark ? remark : "—";
}

static const char *title_of(struct xlsx_book *book, const struct xlsx_part *part)
{
    const char *title = xlsx_block_title(book, part->block);
    title = has_text(title) ? title : part->name;
    return part->number > 1 ? arena_printf(book->arena, "%s（续%zu）", title, part->number) : title;
}

static void put_entry(struct xlsx_sheet *sheet, size_t index)
{
    struct xlsx_book *book = sheet->book;
    const struct xlsx_part *part = &book->parts[index];
    unsigned edges = index + 1 == book->part_count ? XLSX_EDGE_BOTTOM : 0;
    struct xlsx_look look = {.role = XLSX_ROLE_DATA, .wraps = true, .edges = edges};
    const char *title = title_of(book, part), *remark = remark_of(book, part);
    int lines = xlsx_text_lines(title, xlsx_span_halves(sheet, 1, 1));
    int remark_lines = xlsx_text_lines(remark, xlsx_span_halves(sheet, 4, 4));
    xlsx_row_height(sheet, lines > remark_lines ? lines : remark_lines, 15);
    look.align = MODEL_ALIGN_LEFT;
    xlsx_put_text(sheet, 4, remark, format_of(sheet, look), "说明");
    look.role = XLSX_ROLE_LINK;
    xlsx_put_link(sheet, 1, part->name, title, format_of(sheet, look));
    look.role = XLSX_ROLE_DATA;
    look.align = MODEL_ALIGN_CENTER;
    xlsx_put_text(sheet, 2, kind_of(book->model, part->block), format_of(sheet, look), "类别");
    look.wraps = false;
    look.content = (struct xlsx_content){.kind = XLSX_KIND_NUMBER, .suffix = ""};
    look.edges |= XLSX_EDGE_LEFT;
    worksheet_write_number(sheet->worksheet, sheet->row, 0, (double)(index + 1),
                           format_of(sheet, look));
    look.edges = edges;
    look.align = MODEL_ALIGN_RIGHT;
    look.content.grouped = true;
    worksheet_write_number(sheet->worksheet, sheet->row, 3, (double)data_rows(part),
                           format_of(sheet, look));
    sheet->row++;
}

static void put_heads(struct xlsx_sheet *sheet)
{
    xlsx_row_height(sheet, 1, 15);
    for (size_t c = 0; c < COLUMNS; c++) {
        struct xlsx_look look = {.role = XLSX_ROLE_HEAD,
                                 .align = MODEL_ALIGN_CENTER,
                                 .edges = XLSX_EDGE_TOP | (c == 0 ? XLSX_EDGE_LEFT : 0)};
        xlsx_put_text(sheet, (lxw_col_t)c, columns[c].title, format_of(sheet, look), "目录");
    }
    sheet->row++;
}

static int wanted_px(int halves, int least, int most)
{
    int px = halves * HALF_PX + CELL_PX;
    return px < least ? least : px > most ? most : px;
}

/* What the longest name and remark need. */
static void set_widths(struct xlsx_book *book, struct xlsx_column *widths)
{
    static const int px[COLUMNS] = {NUMBER_PX, NAME_PX, KIND_PX, ROWS_PX, REMARK_PX};
    int name = 0, remark = 0;
    for (size_t i = 0; i < book->part_count; i++) {
        int own = xlsx_text_halves(title_of(book, &book->parts[i]));
        int more = xlsx_text_halves(remark_of(book, &book->parts[i]));
        name = own > name ? own : name;
        remark = more > remark ? more : remark;
    }
    for (size_t c = 0; c < COLUMNS; c++)
        widths[c].px = px[c];
    widths[1].px = wanted_px(name, NAME_PX, NAME_MOST_PX);
    widths[COLUMNS - 1].px = wanted_px(remark, REMARK_PX, REMARK_MOST_PX);
}

void xlsx_cover_write(struct xlsx_book *book)
{
    struct xlsx_column widths[COLUMNS] = {0};
    struct xlsx_sheet sheet = {.book = book, .table = &index_table, .columns = widths};
    sheet.worksheet = xlsx_book_add_sheet(book, book->cover);
    if (!sheet.worksheet)
        return;
    set_widths(book, widths);
    xlsx_widths_set(&sheet);
    put_front(&sheet);
    sheet.head_row = sheet.row;
    put_heads(&sheet);
    for (size_t i = 0; i < book->part_count; i++)
        put_entry(&sheet, i);
    put_line(&sheet, XLSX_ROLE_NOTE,
             "注：点名称转到那一张；各张右上角的“返回目录”转回这里，不打印。行数不含小计、合计。",
             10, 6);
    xlsx_sheet_print_setup(&sheet);
    worksheet_repeat_rows(sheet.worksheet, sheet.head_row, sheet.head_row);
    worksheet_print_area(sheet.worksheet, 0, 0, sheet.row - 1, COLUMNS - 1);
}

void xlsx_cover_link_back(struct xlsx_sheet *sheet)
{
    enum { WIDTH = 11 }; /* characters */
    lxw_col_t column = xlsx_last_column(sheet->table) + 1;
    if (column >= LXW_COL_MAX)
        return;
    struct xlsx_look look = {.role = XLSX_ROLE_BACK, .align = MODEL_ALIGN_CENTER};
    worksheet_set_column(sheet->worksheet, column, column, WIDTH, NULL);
    xlsx_put_link(sheet, column, sheet->book->cover, "返回目录", format_of(sheet, look));
}
