/*
 * A chart block into one figure of the flow: the drawing on whole grid lines, its caption below it,
 * a note below that. The drawing may be a line or two lower than it would be, when that saves the
 * figure from the next page.
 */
#include "chart.h"

#include <math.h>
#include <string.h>

#include <huibao/base.h>
#include <huibao/fonts.h>

#include "typeset_diags.h"

#define HEIGHT_NATURAL (STYLE_UNIT * 222) /* 8 lines of the 公文 grid */
#define HEIGHT_LEAST (STYLE_UNIT * 134)   /* 5 */
#define LOWER_MOST 2    /* grid lines that a drawing gives up rather than go to the next page */
#define HIGHER_MOST 6   /* … and takes, for what would not fit otherwise */
#define LARGEST 1e15    /* of numbers that an axis can show */
#define OFF_ZERO_PART 4 /* a line in less than this part of the axis from zero */
#define POINTS_MOST 1000
#define SECTORS_MOST 24
#define EMPTY_ROWS 2

static const char *chart_name(const struct chart *chart)
{
    const struct model_chart *model = chart->model;
    return model->caption ? model->caption : model->name ? model->name : "";
}

static struct place chart_place(const struct chart *chart)
{
    return (struct place){.file = chart->block->file, .line = chart->block->line};
}

static void chart_tell(struct chart *chart, const struct diag_kind *kind, const char *second,
                       const char *hint)
{
    struct place place = chart_place(chart);
    diag_add(chart->c->diags, kind, &place, DIAG_ARGS(chart_name(chart), second ? second : ""));
    if (hint)
        diag_hint(chart->c->diags, "%s", hint);
}

/* ---- data ---- */

static bool chart_check_number(struct chart *chart, size_t series, size_t category, double value)
{
    double size = fabs(value);
    if (isfinite(value) && size < LARGEST && (size == 0 || size > 1 / LARGEST))
        return true;
    chart_tell(chart, &TYP045,
               arena_printf(chart->c->scratch, "%s，%s", chart->model->series[series].title,
                            chart->model->categories[category]),
               "检查这个数是怎么算出来的；没有数时用空值");
    return false;
}

static bool chart_read(struct chart *chart)
{
    const struct model_chart *model = chart->model;
    bool round = model->kind == MODEL_CHART_PIE || model->kind == MODEL_CHART_RING;
    chart->categories = model->category_count;
    chart->series = round && model->series_count > 1 ? 1 : model->series_count;
    chart->values =
        arena_array(chart->c->scratch, chart->series * chart->categories + 1, sizeof(double));
    for (size_t s = 0; s < chart->series; s++) {
        for (size_t i = 0; i < chart->categories; i++) {
            struct value value = model->series[s].points[i].value;
            double *to = &chart->values[s * chart->categories + i];
            *to = (double)NAN;
            if (!value_is_number(value))
                continue;
            if (!chart_check_number(chart, s, i, value_as_real(value)))
                return false;
            *to = value_as_real(value);
        }
    }
    return true;
}

static void chart_extend(struct chart *chart, double value, bool *first)
{
    chart->least = *first ? value : fmin(chart->least, value);
    chart->most = *first ? value : fmax(chart->most, value);
    *first = false;
}

/* Least and most of what is drawn; false: no number at all, or sectors of nothing. */
static bool chart_range(struct chart *chart)
{
    bool first = true;
    bool stacked = chart->model->stacked && chart->series > 1;
    chart->least = chart->most = 0;
    for (size_t i = 0; i < chart->categories; i++) {
        double above = 0;
        double below = 0;
        for (size_t s = 0; s < chart->series; s++) {
            double value = chart_value(chart, s, i);
            if (isnan(value))
                continue;
            *(value < 0 ? &below : &above) += value;
            chart_extend(chart, stacked ? value < 0 ? below : above : value, &first);
        }
    }
    bool round = chart->kind == MODEL_CHART_PIE || chart->kind == MODEL_CHART_RING;
    return !first && !(round && chart->least == 0 && chart->most == 0);
}

/* A line far from zero may have an axis of its own range; everything else stands on zero. */
static void chart_zero(struct chart *chart)
{
    double range = chart->most - chart->least;
    double size = fmax(fabs(chart->least), fabs(chart->most));
    chart->off_zero = chart->kind == MODEL_CHART_LINE && (chart->least > 0 || chart->most < 0) &&
                      range * OFF_ZERO_PART < size && range > size / 1e6;
    if (chart->off_zero)
        return;
    chart->least = fmin(chart->least, 0);
    chart->most = fmax(chart->most, 0);
}

/* ---- height ---- */

static int32_t rows_height(const struct style *style, int rows)
{
    return style_line_baseline(style, rows - 1) - style_line_baseline(style, 0) + style->em;
}

static int rows_for(const struct style *style, int32_t height)
{
    int rows = 1;
    while (rows < style->lines_per_page && rows_height(style, rows) < height)
        rows++;
    return rows;
}

enum room { ROOM_EASY, ROOM_NUMBERS, ROOM_BARS }; /* numbers fit at ease, just so, or not */

/* Lying bars: as many lines as names and bars of all categories take. */
static int bar_rows(struct chart *chart, enum room room)
{
    size_t slots = chart->model->stacked ? 1 : chart->series;
    struct chart_face face = {chart->size, CHART_BLACK, STYLE_RIGHT};
    bool tight = room != ROOM_EASY;
    int32_t bar = tight ? STYLE_UNIT * 7 / 2 : chart->size;
    int32_t each = (int32_t)slots * bar + (tight ? STYLE_UNIT * 2 : STYLE_UNIT * 9);
    if (room == ROOM_NUMBERS && chart->model->labels)
        each = (int32_t)slots * (chart->size * 4 / 5) + STYLE_UNIT * 2;
    for (size_t i = 0; i < chart->categories; i++) {
        struct chart_text name = typeset_chart_text(chart, chart->model->categories[i], &face,
                                                    chart->width * CHART_NAME_SHARE / 100);
        int32_t height = name.height + (tight ? STYLE_UNIT / 2 : STYLE_UNIT * 6);
        each = height > each ? height : each;
    }
    int64_t all = (int64_t)each * (int64_t)chart->categories + 2 * chart->size +
                  typeset_chart_head(chart, true, false);
    return all < INT32_MAX ? rows_for(chart->c->style, (int32_t)all) : INT32_MAX;
}

/* ---- drawing ---- */

static bool chart_draw(struct chart *chart, int rows)
{
    chart->items = NULL;
    chart->item_count = chart->item_capacity = 0;
    chart->losses = (struct chart_losses){0};
    chart->height = rows_height(chart->c->style, rows);
    switch (chart->kind) {
    case MODEL_CHART_COLUMN:
    case MODEL_CHART_BAR:
        return typeset_chart_bars(chart);
    case MODEL_CHART_LINE:
        return typeset_chart_lines(chart);
    case MODEL_CHART_PIE:
    case MODEL_CHART_RING:
        return typeset_chart_sectors(chart);
    }
    return false;
}

/* In smaller type, and then without numbers, rather than not at all. */
static bool chart_settle_bars(struct chart *chart, int wanted, int most, int *ret_rows)
{
    static const struct {
        int32_t size;
        enum room room;
    } tries[] = {{INT32_MAX, ROOM_NUMBERS},
                 {STYLE_UNIT * 9, ROOM_NUMBERS},
                 {STYLE_UNIT * 15 / 2, ROOM_NUMBERS},
                 {STYLE_UNIT * 15 / 2, ROOM_BARS}};
    int32_t size = chart->size;
    chart->kind = MODEL_CHART_BAR;
    for (size_t i = 0; i < BASE_COUNT(tries); i++) {
        chart->size = tries[i].size < size ? tries[i].size : size;
        int rows = wanted ? wanted : bar_rows(chart, ROOM_EASY);
        int least = bar_rows(chart, tries[i].room);
        rows = rows < least ? least : rows > most ? most : rows;
        if (least <= most && chart_draw(chart, rows)) {
            *ret_rows = rows;
            return true;
        }
    }
    chart->size = size;
    return false;
}

/* A little higher when that brings all numbers in. */
static int chart_without_loss(struct chart *chart, int rows, int most)
{
    int higher = rows;
    while (chart->losses.values && higher < most && higher < rows + LOWER_MOST)
        if (!chart_draw(chart, ++higher))
            break;
    if (!chart->losses.values)
        return higher;
    chart_draw(chart, rows);
    return rows;
}

/* The kind and height in which it can be drawn. `wanted` 0: as the kind needs. */
static bool chart_settle(struct chart *chart, int wanted, int most, int *ret_rows)
{
    int rows = wanted ? wanted : rows_for(chart->c->style, HEIGHT_NATURAL);
    int end = rows + HIGHER_MOST < most ? rows + HIGHER_MOST : most;
    bool round = chart->kind == MODEL_CHART_PIE || chart->kind == MODEL_CHART_RING;
    bool many = chart->categories > (round ? SECTORS_MOST : POINTS_MOST);
    if (round && chart->least < 0) {
        chart_tell(chart, &TYP047, NULL, "有负数的数据请用柱形图或条形图");
        return chart_settle_bars(chart, wanted, most, ret_rows);
    }
    if (chart->kind == MODEL_CHART_BAR)
        return chart_settle_bars(chart, wanted, most, ret_rows);
    if (many)
        end = 0;
    for (rows = rows < most ? rows : most; rows <= end; rows++) {
        if (!chart_draw(chart, rows))
            continue;
        *ret_rows = wanted ? rows : chart_without_loss(chart, rows, most);
        return true;
    }
    if (many || !chart_settle_bars(chart, wanted, most, ret_rows))
        return false;
    chart_tell(chart, &TYP043, NULL, "名称缩短些，或者直接写成条形图");
    return true;
}

static bool chart_refuse(struct chart *chart)
{
    char *much =
        arena_printf(chart->c->scratch, "%zu个类别、%zu个系列", chart->categories, chart->series);
    chart_tell(chart, &TYP044, much,
               "名称写短些；只画前几名，其余并作“其他”；按季、按年汇总；或者改用表格");
    return false;
}

/* Two words in place of the drawing: the figure keeps its number. */
static void chart_empty(struct chart *chart)
{
    struct chart_face face = {chart->size, CHART_BLACK, STYLE_LEFT};
    struct chart_text text = typeset_chart_text(chart, "（无数据）", &face, chart->width);
    chart->height = rows_height(chart->c->style, EMPTY_ROWS);
    typeset_chart_put(chart, &text, chart->left + (chart->width - text.width) / 2,
                      (chart->height - text.height) / 2);
    chart_tell(chart, &TYP046, NULL, "检查这一期有没有数据；没有时也可以用一句话代替图");
}

/* ---- caption and note ---- */

struct chart_foot {
    const char *caption, *note; /* as printed; NULL: none */
    int caption_rows, note_rows;
};

static void foot_compose(struct chart *chart, const char *text, enum style_element element)
{
    struct composer *c = chart->c;
    int32_t size = c->style->text[element].size;
    struct fit_shape shape = {.measure = chart->width,
                              .min_last = c->style->min_last_line_zi * size};
    struct fit_report report;
    struct shape_source source = {.what = "图",
                                  .name = chart->model->name,
                                  .file = chart->block->file,
                                  .line = chart->block->line};
    typeset_para_begin(c, element);
    typeset_shape(c->shaper, c->para, c->roles[element], text, &source);
    typeset_para_prepare(c->para);
    if (element == STYLE_CAPTION)
        typeset_title_fit(c->para, chart->width);
    else
        typeset_fit(c->para, &shape, &report);
}

static int32_t note_pitch(const struct style *style)
{
    const struct style_text *text = &style->text[STYLE_TABLE_NOTE];
    return text->line_pitch ? text->line_pitch : text->size * 4 / 3;
}

static bool chart_foot(struct chart *chart, struct chart_foot *foot)
{
    const struct model_chart *model = chart->model;
    const struct style *style = chart->c->style;
    struct arena *arena = chart->c->scratch;
    size_t most = (size_t)style->lines_per_page / 4;
    size_t lines[2] = {0, 0};
    if (model->caption) {
        foot->caption = model->number > 0
                            ? arena_printf(arena, "图%d　%s", model->number, model->caption)
                            : model->caption;
        foot_compose(chart, foot->caption, STYLE_CAPTION);
        lines[0] = chart->c->para->line_count;
    }
    if (model->note) {
        foot->note = arena_printf(arena, "注：%s", model->note);
        foot_compose(chart, foot->note, STYLE_TABLE_NOTE);
        lines[1] = chart->c->para->line_count;
    }
    if (lines[0] > most || lines[1] > most) {
        chart_tell(chart, &TYP048, lines[0] > most ? "题名" : "附注",
                   "把它缩短，或者把文字移到正文里");
        return false;
    }
    foot->caption_rows = (int)lines[0];
    if (lines[1])
        foot->note_rows = rows_for(style, style->text[STYLE_TABLE_NOTE].size +
                                              (int32_t)(lines[1] - 1) * note_pitch(style));
    return true;
}

static void foot_line(struct chart *chart, const struct para_line *line, int32_t baseline)
{
    struct composer *c = chart->c;
    size_t count = 0;
    const struct page_item *runs =
        typeset_line_runs(c->para, line, chart->left, c->pages->arena, &count);
    for (size_t i = 0; i < count; i++) {
        struct page_item *item = typeset_chart_add(chart, PAGE_RUN);
        *item = runs[i];
        item->run.y += baseline;
        item->run.color = c->style->text[STYLE_CAPTION].color;
    }
}

/* Under the drawing's `rows`, on the grid. */
static void foot_put(struct chart *chart, const struct chart_foot *foot, int rows)
{
    const struct style *style = chart->c->style;
    int32_t first = style_line_baseline(style, 0) - style->first_baseline;
    int row = rows;
    if (foot->caption) {
        int32_t drop = typeset_grid_drop(style, style->text[STYLE_CAPTION].size);
        foot_compose(chart, foot->caption, STYLE_CAPTION);
        for (size_t i = 0; i < chart->c->para->line_count; i++, row++)
            foot_line(chart, &chart->c->para->lines[i],
                      style_line_baseline(style, row) - first + drop);
    }
    if (foot->note) {
        int32_t drop = typeset_grid_drop(style, style->text[STYLE_TABLE_NOTE].size);
        foot_compose(chart, foot->note, STYLE_TABLE_NOTE);
        for (size_t i = 0; i < chart->c->para->line_count; i++)
            foot_line(chart, &chart->c->para->lines[i],
                      style_line_baseline(style, row) - first + drop +
                          (int32_t)i * note_pitch(style));
    }
}

/* ---- the figure ---- */

static void chart_notes(struct chart *chart, int wanted, int rows)
{
    struct arena *arena = chart->c->scratch;
    if (chart->losses.values)
        chart_tell(chart, &TYP041, arena_printf(arena, "%zu", chart->losses.values),
                   "减少类别或系列，加高图，或者不印数值，另附表格");
    if (chart->losses.every)
        chart_tell(chart, &TYP042, arena_printf(arena, "%zu", chart->losses.every),
                   "名称不是时期，建议改用条形图");
    if (chart->losses.broken) {
        struct place place = chart_place(chart);
        diag_add(chart->c->diags, &TYP009, &place, DIAG_ARGS(chart->losses.broken));
    }
    if (wanted && wanted != rows) {
        struct place place = chart_place(chart);
        diag_add(chart->c->diags, &TYP049, &place,
                 DIAG_ARGS(chart_name(chart), arena_printf(arena, "%d", wanted),
                           arena_printf(arena, "%d", rows)));
        diag_hint(chart->c->diags, "不写高度，图就占它需要的行数");
    }
}

static void chart_keep(struct chart *chart, const struct chart_foot *foot, int rows,
                       struct flow_figure *figure)
{
    foot_put(chart, foot, rows);
    *figure = (struct flow_figure){.rows = rows + foot->caption_rows + foot->note_rows,
                                   .items = chart->items,
                                   .item_count = chart->item_count};
}

/* The figure as drawn, and lower ones that lose nothing more. */
static bool chart_figures(struct chart *chart, const struct chart_foot *foot,
                          struct flow_figure *figures, size_t *ret_count)
{
    int most = chart->c->style->lines_per_page - foot->caption_rows - foot->note_rows;
    int wanted = chart->model->height_lines > 0 ? chart->model->height_lines : 0;
    int rows = EMPTY_ROWS;
    *ret_count = 1;
    if (!chart_range(chart)) {
        chart_empty(chart);
        chart_keep(chart, foot, rows, figures);
        return true;
    }
    chart_zero(chart);
    typeset_chart_units(chart);
    if (!chart_settle(chart, wanted, most, &rows))
        return chart_refuse(chart);
    chart_notes(chart, wanted, rows);
    chart_keep(chart, foot, rows, figures);
    struct chart_losses losses = chart->losses;
    int least = rows_for(chart->c->style, HEIGHT_LEAST);
    least = rows - LOWER_MOST > least ? rows - LOWER_MOST : least;
    while (wanted == 0 && rows > least && chart_draw(chart, rows - 1) &&
           chart->losses.values <= losses.values && chart->losses.every <= losses.every)
        chart_keep(chart, foot, --rows, &figures[(*ret_count)++]);
    return true;
}

void typeset_chart(struct composer *c, const struct model_block *block)
{
    struct chart chart = {.c = c,
                          .block = block,
                          .model = block->chart,
                          .left = c->style->margin_left,
                          .width = c->style->text_width,
                          .size = c->style->text[STYLE_CHART].size};
    struct chart_foot foot = {0};
    struct flow_figure *figures = arena_array(c->scratch, LOWER_MOST + 1, sizeof *figures);
    size_t count = 0;
    if (!chart.model)
        return;
    chart.kind = chart.model->kind;
    if (chart.model->series_count > CHART_SERIES_MOST) {
        chart.series = chart.model->series_count;
        chart.categories = chart.model->category_count;
        chart_refuse(&chart);
        return;
    }
    if (!chart_read(&chart) || !chart_foot(&chart, &foot) ||
        !chart_figures(&chart, &foot, figures, &count))
        return;
    typeset_flow_space(c, STYLE_CAPTION);
    struct flow_entry *entry = typeset_flow_add(c, FLOW_FIGURE, figures[0].rows);
    entry->figures = figures;
    entry->figure_count = count;
    typeset_flow_may_break(c, c->count - 1, c->keep == 0);
    c->after = 0;
    c->keep = 0;
}
