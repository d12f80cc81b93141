#include "chart.h"
#include "text.h"

#include <huibao/base.h>

#include <string.h>

/* A grid line of the page is 29.62 pt; Excel's row of 15 pt is 20 px at 96 dpi. */
enum { LINE_PX = 40, ROW_PX = 20, USUAL_LINES = 9, ENTRY_PX = 22, FRAME_PX = 110, MOST_PX = 1000 };
enum { UNIT_BYTES = 60 }; /* of a unit in a number format, which holds 127 */
enum { DEFAULT_WIDTH = 480, DEFAULT_HEIGHT = 288 }; /* of the library's charts, in px */

static bool is_round(const struct model_chart *chart)
{
    return chart->kind == MODEL_CHART_PIE || chart->kind == MODEL_CHART_RING;
}

static bool has_text(const char *text)
{
    return text && *text;
}

const char *xlsx_chart_title(struct arena *arena, const struct model_chart *chart)
{
    const char *name = has_text(chart->caption) ? chart->caption : chart->name ? chart->name : "";
    if (chart->number > 0)
        return arena_printf(arena, "图%d　%s", chart->number, name);
    return has_text(chart->caption) ? name : arena_printf(arena, "图　%s", name);
}

/* ---- the numbers ---- */

static void fill_columns(const struct model_chart *chart, struct model_column *columns)
{
    columns[0] = (struct model_column){
        .title = "项目", .align = MODEL_ALIGN_LEFT, .share_of = -1, .format = {.decimals = -1}};
    for (size_t s = 0; s < chart->series_count; s++) {
        const struct model_series *series = &chart->series[s];
        bool decimal = series->format.decimals > 0;
        columns[s + 1] =
            (struct model_column){.title = series->title,
                                  .align = decimal ? MODEL_ALIGN_DECIMAL : MODEL_ALIGN_RIGHT,
                                  .share_of = -1,
                                  .format = series->format};
    }
}

/* The — of a missing number would be drawn as 0. */
static struct model_cell point_cell(const struct model_cell *point)
{
    if (value_is_number(point->value))
        return *point;
    return (struct model_cell){.text = ""};
}

/* Shares of the whole as the page prints them, in the column behind the numbers. */
static void fill_shares(struct arena *arena, const struct model_chart *chart,
                        struct model_table *table, struct model_cell *cells)
{
    static const struct value_format format = {VALUE_STYLE_PERCENT, 1, NULL};
    size_t columns = table->column_count, rows = chart->category_count;
    double *parts = arena_array(arena, rows + 1, sizeof *parts), total = 0;
    for (size_t r = 0; r < rows; r++)
        total += value_as_real(chart->series[0].points[r].value);
    for (size_t r = 0; r < rows && total > 0; r++)
        parts[r] = value_as_real(chart->series[0].points[r].value) / total * 100;
    bool good = total > 0 && value_round_parts(arena, parts, rows, 100, format.decimals, parts);
    for (size_t r = 0; r < rows; r++) {
        struct value share = good ? value_real(parts[r]) : value_null();
        cells[r * columns + columns - 1] = (struct model_cell){
            .value = share, .text = good ? value_show(arena, share, &format) : ""};
    }
}

const struct model_table *xlsx_chart_table(struct arena *arena, const struct model_chart *chart)
{
    bool shared = is_round(chart) && chart->series_count == 1;
    size_t columns = chart->series_count + 1 + (shared ? 1 : 0), rows = chart->category_count;
    struct model_table *table = arena_alloc(arena, sizeof *table);
    struct model_column *column = arena_array(arena, columns, sizeof *column);
    struct model_row *row = arena_array(arena, rows, sizeof *row);
    struct model_cell *cells = arena_array(arena, rows * columns, sizeof *cells);
    fill_columns(chart, column);
    for (size_t r = 0; r < rows; r++) {
        struct model_cell *cell = &cells[r * columns];
        const char *name = chart->categories[r] ? chart->categories[r] : "";
        cell[0] = (struct model_cell){.value = value_text(name), .text = name};
        for (size_t s = 0; s < chart->series_count; s++)
            cell[s + 1] = point_cell(&chart->series[s].points[r]);
        row[r] = (struct model_row){.kind = MODEL_ROW_DATA, .cells = cell};
    }
    *table = (struct model_table){.name = has_text(chart->caption) ? chart->caption : chart->name,
                                  .unit = chart->unit,
                                  .note = chart->note,
                                  .columns = column,
                                  .column_count = columns,
                                  .rows = row,
                                  .row_count = rows};
    if (!shared)
        return table;
    column[columns - 1] = (struct model_column){.title = "占比",
                                                .align = MODEL_ALIGN_DECIMAL,
                                                .share_of = -1,
                                                .format = {VALUE_STYLE_PERCENT, 1, NULL}};
    fill_shares(arena, chart, table, cells);
    return table;
}

/* ---- the size ---- */

/* Bars need room for their names, one below the other; others are as high as on the page. */
static int height_px(const struct model_chart *chart)
{
    int height = (chart->height_lines > 0 ? chart->height_lines : USUAL_LINES) * LINE_PX;
    size_t bars = chart->category_count * (chart->stacked ? 1 : chart->series_count);
    size_t entries = is_round(chart)                  ? chart->category_count
                     : chart->kind == MODEL_CHART_BAR ? bars
                                                      : 0;
    int needed = FRAME_PX + ENTRY_PX * (entries < 50 ? (int)entries : 50);
    height = height > needed ? height : needed;
    return height < MOST_PX ? height : MOST_PX;
}

lxw_row_t xlsx_chart_rows(const struct model_chart *chart)
{
    bool drawn = chart->category_count > 0 && chart->series_count > 0;
    return drawn ? (lxw_row_t)((height_px(chart) + ROW_PX - 1) / ROW_PX) + 1 : 0;
}

/* ---- the drawing ---- */

static uint8_t type_of(const struct model_chart *chart)
{
    switch (chart->kind) {
    case MODEL_CHART_COLUMN:
        return chart->stacked ? LXW_CHART_COLUMN_STACKED : LXW_CHART_COLUMN;
    case MODEL_CHART_BAR:
        return chart->stacked ? LXW_CHART_BAR_STACKED : LXW_CHART_BAR;
    case MODEL_CHART_LINE:
        return LXW_CHART_LINE;
    case MODEL_CHART_PIE:
        return LXW_CHART_PIE;
    case MODEL_CHART_RING:
        return LXW_CHART_DOUGHNUT;
    }
    return LXW_CHART_COLUMN;
}

/* The first number of a series, which shows how all are printed; false without one. */
static bool find_number(const struct model_chart *chart, const struct model_series *series,
                        struct xlsx_content *ret_content)
{
    for (size_t c = 0; c < chart->category_count; c++) {
        struct xlsx_content content = xlsx_content_of(&series->points[c], &series->format);
        if (content.kind != XLSX_KIND_NUMBER)
            continue;
        *ret_content = content;
        return true;
    }
    return false;
}

static bool is_percent(const struct xlsx_content *content)
{
    return strcmp(content->suffix, "%") == 0;
}

/*
 * Numbers at the points are as in the cells, but for the unit, which stands at the axis. Sectors have
 * no axis.
 */
static const char *label_format(struct arena *arena, const struct model_chart *chart,
                                const struct model_series *series)
{
    struct xlsx_content content;
    if (!find_number(chart, series, &content))
        return NULL;
    if (!is_round(chart) && !is_percent(&content))
        content.suffix = "";
    const char *unit = xlsx_text_clean(arena, chart->unit ? chart->unit : "");
    if (is_round(chart) && !*content.suffix && strlen(unit) <= UNIT_BYTES)
        content.suffix = unit;
    return xlsx_number_format(arena, &content);
}

/*
 * Ticks stand at round numbers, without the decimals of the points. A bare General would be linked
 * to the format of the cells.
 */
static struct xlsx_axis axis_of(struct arena *arena, const struct model_chart *chart)
{
    struct xlsx_axis axis = {"General;-General", NULL};
    if (has_text(chart->unit))
        axis.unit = xlsx_text_clean(arena, chart->unit);
    struct xlsx_content content;
    if (chart->series_count == 0 || !find_number(chart, &chart->series[0], &content))
        return axis;
    if (is_percent(&content))
        axis = (struct xlsx_axis){"General\"%\"", NULL};
    else if (content.grouped)
        axis.number_format = "#,##0";
    if (!axis.unit && !is_percent(&content) && *content.suffix)
        axis.unit = arena_strdup(arena, content.suffix);
    return axis;
}

static bool has_gap(const struct model_chart *chart, const struct model_series *series)
{
    for (size_t c = 0; c < chart->category_count; c++)
        if (!value_is_number(series->points[c].value))
            return true;
    return false;
}

static void add_series(struct xlsx_sheet *sheet, const struct model_chart *chart,
                       lxw_chart *drawing, const char *name, size_t index)
{
    struct arena *arena = sheet->book->arena;
    const struct model_series *series = &chart->series[index];
    lxw_row_t first = sheet->first_row;
    lxw_row_t last = first + (lxw_row_t)chart->category_count - 1;
    lxw_col_t column = (lxw_col_t)(index + 1);
    lxw_chart_series *drawn = chart_add_series(drawing, NULL, NULL);
    chart_series_set_categories(drawn, name, first, 0, last, 0);
    chart_series_set_values(drawn, name, first, column, last, column);
    chart_series_set_name_range(drawn, name, sheet->head_row, column);
    if (has_gap(chart, series))
        drawn->values->ignore_cache = LXW_TRUE; /* the library would take a blank cell for 0 */
    if (is_round(chart))
        xlsx_chart_look_sectors(arena, drawn, chart->category_count);
    else if (chart->kind == MODEL_CHART_LINE)
        xlsx_chart_look_line(drawn, index);
    else
        xlsx_chart_look_area(drawn, index);
    const char *format = label_format(arena, chart, series);
    if (chart->labels)
        xlsx_chart_look_labels(arena, drawn, chart, index);
    if (chart->labels && format)
        chart_series_set_labels_num_format(drawn, format);
}

/* Points: programs break a title that is wider than about two thirds of the drawing. */
static double title_size(const struct xlsx_sheet *sheet, const char *title)
{
    enum { USUAL = 12, SMALL = 9, HALF_PX_USUAL = 8 };
    int64_t px = (int64_t)xlsx_text_halves(title) * HALF_PX_USUAL, room = sheet->total_px * 6 / 10;
    double size = px > room ? (double)(USUAL * room / px) : USUAL;
    return size < SMALL ? SMALL : size;
}

void xlsx_chart_insert(struct xlsx_sheet *sheet, const struct model_chart *chart, const char *name)
{
    struct xlsx_book *book = sheet->book;
    lxw_chart *drawing = workbook_add_chart(book->workbook, type_of(chart));
    const char *title = xlsx_text_clean(book->arena, xlsx_chart_title(book->arena, chart));
    chart_title_set_name(drawing, title);
    for (size_t s = 0; s < chart->series_count; s++)
        add_series(sheet, chart, drawing, name, s);
    xlsx_chart_look_texts(book->arena, drawing, chart, title_size(sheet, title));
    struct xlsx_axis axis = axis_of(book->arena, chart);
    if (!is_round(chart))
        xlsx_chart_look_axes(book->arena, drawing, chart, &axis);
    lxw_chart_options options = {
        .x_scale = (double)xlsx_widths_library_px(sheet) / DEFAULT_WIDTH,
        .y_scale = (double)height_px(chart) / DEFAULT_HEIGHT,
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .description = arena_strdup(book->arena, title),
    };
    lxw_error error =
        worksheet_insert_chart_opt(sheet->worksheet, sheet->room_row, 0, drawing, &options);
    if (error && !book->error)
        book->error = error;
}

size_t xlsx_chart_bytes(const struct model_chart *chart)
{
    enum { FRAME = 12000, SERIES = 4000, POINT = 700 };
    size_t bytes = FRAME + chart->series_count * SERIES;
    size_t texts = 0;
    for (size_t c = 0; c < chart->category_count; c++)
        texts += POINT + xlsx_text_xml_bytes(chart->categories[c] ? chart->categories[c] : "");
    return bytes + texts * (chart->series_count + 1);
}
