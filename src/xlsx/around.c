/*
 * What stands above and below a table: the report's title, the caption, 填报单位 and 计量单位, the note;
 * of a statistical form also 表号 … 有效期至 and the line 填表人 …
 */
#include "book.h"
#include "text.h"

#include <huibao/base.h>

#include <string.h>

static lxw_format *plain_format(struct xlsx_sheet *sheet, enum xlsx_role role,
                                enum model_align align)
{
    struct xlsx_look look = {
        .role = role, .align = align, .content = {.kind = XLSX_KIND_TEXT, .suffix = ""}};
    return xlsx_look_format(sheet->book, &look);
}

/* A row of text over all columns; its height counts lines of `points` type. */
static void put_banner(struct xlsx_sheet *sheet, enum xlsx_role role, const char *text, int points,
                       const char *what)
{
    lxw_col_t last = xlsx_last_column(sheet->table);
    enum model_align align = role == XLSX_ROLE_NOTE ? MODEL_ALIGN_LEFT : MODEL_ALIGN_CENTER;
    int halves = xlsx_span_halves(sheet, 0, last) * 11 / points;
    xlsx_row_height(sheet, xlsx_text_lines(text, halves > 2 ? halves : 2), points * 1.5);
    xlsx_put_across(sheet, 0, last, text, plain_format(sheet, role, align), what);
    sheet->row++;
}

/* ---- titles ---- */

static bool has_text(const char *text)
{
    return text && *text;
}

/* The sheet's title: a form's own, else the report's. */
static const char *title_of(const struct xlsx_book *book, const struct model_table *table)
{
    return table->form && has_text(table->caption) ? table->caption : book->title;
}

/* The caption, when it is not the title already; or NULL. */
static const char *caption_of(const struct xlsx_book *book, const struct model_table *table)
{
    const char *caption = table->form ? NULL : xlsx_caption(book, table);
    if (!has_text(caption))
        return NULL;
    if (table->number > 0)
        return arena_printf(book->arena, "表%d　%s", table->number, caption);
    return caption;
}

/* ---- 填报单位 at the left, the period in the middle, 计量单位 at the right ---- */

struct info {
    const char *left, *middle, *right;
};

static struct info info_of(const struct xlsx_book *book, const struct model_table *table)
{
    const char *reporter = book->model->community, *period = book->model->period;
    if (table->form && table->form->reporter)
        reporter = table->form->reporter;
    if (table->form && table->form->period)
        period = table->form->period;
    struct info info = {"", period ? period : "", ""};
    if (has_text(reporter))
        info.left = arena_printf(book->arena, "填报单位：%s", reporter);
    if (has_text(table->unit))
        info.right = arena_printf(book->arena, "计量单位：%s", table->unit);
    return info;
}

static bool has_info(const struct info *info)
{
    return *info->left || *info->middle || *info->right;
}

static const char *joined(struct arena *arena, const char *a, const char *b)
{
    return arena_printf(arena, "%s%s%s", a, *a && *b ? "　" : "", b);
}

struct stretches { /* of columns: 0 … left, the middle, right … last */
    lxw_col_t left, right;
};

/* How far the middle of the columns left + 1 … right − 1 lies from the table's, in half px. */
static int off_middle(const struct xlsx_sheet *sheet, const struct stretches *at)
{
    lxw_col_t last = xlsx_last_column(sheet->table);
    int before = 0, behind = 0;
    for (lxw_col_t c = 0; c <= last; c++) {
        before += c <= at->left ? sheet->columns[c].px : 0;
        behind += c >= at->right ? sheet->columns[c].px : 0;
    }
    return before > behind ? before - behind : behind - before;
}

/* Each stretch as wide as its text needs, as far as there are columns, and the middle one in the middle. */
static struct stretches info_stretches(const struct xlsx_sheet *sheet, const struct info *info)
{
    lxw_col_t last = xlsx_last_column(sheet->table);
    struct stretches at = {0, last};
    int left_needs = xlsx_text_halves(info->left), right_needs = xlsx_text_halves(info->right);
    int needs = xlsx_text_halves(info->middle);
    while (at.left + 2 < at.right && xlsx_span_halves(sheet, 0, at.left) < left_needs)
        at.left++;
    while (at.right - 2 > at.left && xlsx_span_halves(sheet, at.right, last) < right_needs)
        at.right--;
    for (bool better = true; better && at.left + 2 < at.right;) {
        struct stretches less = at;
        int before = xlsx_span_halves(sheet, 0, at.left);
        int behind = xlsx_span_halves(sheet, at.right, last);
        if (before < behind)
            less.left++;
        else
            less.right--;
        better = xlsx_span_halves(sheet, less.left + 1, less.right - 1) >= needs &&
                 off_middle(sheet, &less) < off_middle(sheet, &at);
        at = better ? less : at;
    }
    return at;
}

static void put_info_apart(struct xlsx_sheet *sheet, const struct info *info)
{
    lxw_col_t last = xlsx_last_column(sheet->table);
    struct stretches at = info_stretches(sheet, info);
    int lines = xlsx_text_lines(info->left, xlsx_span_halves(sheet, 0, at.left));
    int right_lines = xlsx_text_lines(info->right, xlsx_span_halves(sheet, at.right, last));
    xlsx_row_height(sheet, lines > right_lines ? lines : right_lines, 15);
    xlsx_put_across(sheet, 0, at.left, info->left,
                    plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_LEFT), "填报单位");
    xlsx_put_across(sheet, at.left + 1, at.right - 1, info->middle,
                    plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_CENTER), "期");
    xlsx_put_across(sheet, at.right, last, info->right,
                    plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_RIGHT), "计量单位");
}

static void put_info(struct xlsx_sheet *sheet)
{
    struct xlsx_book *book = sheet->book;
    struct info info = info_of(book, sheet->table);
    lxw_col_t last = xlsx_last_column(sheet->table);
    if (!has_info(&info))
        return;
    if (last >= 2) {
        put_info_apart(sheet, &info);
    } else {
        lxw_format *format = plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_LEFT);
        const char *left = joined(book->arena, info.left, info.middle);
        const char *all = last == 0 ? joined(book->arena, left, info.right) : left;
        xlsx_row_height(sheet, xlsx_text_lines(all, xlsx_span_halves(sheet, 0, 0)), 15);
        xlsx_put_text(sheet, 0, all, format, "填报单位");
        if (last > 0)
            xlsx_put_text(sheet, 1, info.right,
                          plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_RIGHT), "计量单位");
    }
    sheet->row++;
}

/* ---- a form's head and foot ---- */

/* 表　　号, as wide as 制定机关: labels of two or three characters are spread over `halves`. */
static const char *spread(struct arena *arena, const char *label, int halves)
{
    int own = xlsx_text_halves(label), gaps = (int)text_count(label, strlen(label)) - 1;
    int spaces = gaps > 0 ? (halves - own) / 2 / gaps : 0;
    struct buf out = {0};
    const char *end = label + strlen(label);
    while (label < end) {
        const char *next = label;
        uint32_t codepoint = 0;
        text_next(&next, end, &codepoint);
        buf_append(&out, label, (size_t)(next - label));
        label = next;
        for (int i = 0; i < spaces && label < end; i++)
            buf_puts(&out, "　");
    }
    const char *text = buf_copy(&out, arena);
    buf_done(&out);
    return text;
}

static int widest_label(const struct model_form *form)
{
    int widest = 0;
    for (size_t i = 0; i < form->head_count; i++) {
        int halves = xlsx_text_halves(form->heads[i].label);
        widest = halves > widest ? halves : widest;
    }
    return widest < 8 ? widest : 8; /* longer ones are not what others are spread to */
}

/* Lines one below another, in a block of columns at the right that the widest of them needs. */
static void put_form_heads(struct xlsx_sheet *sheet)
{
    const struct model_form *form = sheet->table->form;
    struct arena *arena = sheet->book->arena;
    lxw_col_t last = xlsx_last_column(sheet->table), first = last;
    const char **lines = arena_array(arena, form->head_count, sizeof *lines);
    int label_halves = widest_label(form), needs = 0;
    for (size_t i = 0; i < form->head_count; i++) {
        const char *label = spread(arena, form->heads[i].label, label_halves);
        lines[i] = arena_printf(arena, "%s：%s", label, form->heads[i].value);
        int halves = xlsx_text_halves(lines[i]);
        needs = halves > needs ? halves : needs;
    }
    while (first > 0 && xlsx_span_halves(sheet, first, last) < needs)
        first--;
    int width = xlsx_span_halves(sheet, first, last);
    for (size_t i = 0; i < form->head_count; i++) {
        xlsx_row_height(sheet, xlsx_text_lines(lines[i], width), 15);
        xlsx_put_across(sheet, first, last, lines[i],
                        plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_LEFT),
                        form->heads[i].label);
        sheet->row++;
    }
}

/* The last column of the i-th of `count` parts of about equal width, each of one column at least. */
static lxw_col_t part_end(const struct xlsx_sheet *sheet, lxw_col_t first, size_t i, size_t count)
{
    lxw_col_t last = first, most = (lxw_col_t)(sheet->table->column_count - (count - i));
    int64_t end = (int64_t)sheet->total_px * (int64_t)(i + 1) / (int64_t)count, px = 0;
    if (i + 1 == count)
        return xlsx_last_column(sheet->table);
    for (lxw_col_t c = 0; c <= first; c++)
        px += sheet->columns[c].px;
    for (; last < most && px + sheet->columns[last + 1].px / 2 < end; last++)
        px += sheet->columns[last + 1].px;
    return last;
}

static const char *foot_text(struct arena *arena, const struct model_pair *pair)
{
    return arena_printf(arena, "%s：%s", pair->label, pair->value);
}

static int foot_halves(const struct xlsx_sheet *sheet, const lxw_col_t *ends, size_t i)
{
    return xlsx_span_halves(sheet, i ? ends[i - 1] + 1 : 0, ends[i]);
}

static int foot_needs(const struct xlsx_sheet *sheet, const struct model_form *form, size_t i)
{
    return xlsx_text_halves(foot_text(sheet->book->arena, &form->feet[i]));
}

/* Where each text of the foot ends: parts of about equal width, but a text that needs more columns
 * takes those that the one before it can spare. */
static lxw_col_t *foot_ends(const struct xlsx_sheet *sheet, const struct model_form *form)
{
    lxw_col_t *ends = arena_array(sheet->book->arena, form->foot_count, sizeof *ends);
    for (size_t i = 0; i < form->foot_count; i++)
        ends[i] = part_end(sheet, i ? ends[i - 1] + 1 : 0, i, form->foot_count);
    for (size_t i = form->foot_count; i-- > 1;) {
        lxw_col_t before = i > 1 ? ends[i - 2] + 1 : 0; /* the first column of the one before */
        int needs = foot_needs(sheet, form, i), spared = foot_needs(sheet, form, i - 1);
        while (foot_halves(sheet, ends, i) < needs && ends[i - 1] > before &&
               xlsx_span_halves(sheet, before, ends[i - 1] - 1) >= spared)
            ends[i - 1]--;
    }
    return ends;
}

/* 单位负责人：　　填表人：王某某, side by side; with fewer columns than people in one text. */
static void put_form_foot(struct xlsx_sheet *sheet)
{
    const struct model_form *form = sheet->table->form;
    struct arena *arena = sheet->book->arena;
    lxw_format *format = plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_LEFT);
    if (form->foot_count > sheet->table->column_count) {
        const char *all = "";
        for (size_t i = 0; i < form->foot_count; i++)
            all = arena_printf(arena, "%s%s%s", all, i ? "　　　" : "",
                               foot_text(arena, &form->feet[i]));
        put_banner(sheet, XLSX_ROLE_NOTE, all, 10, "表尾");
        return;
    }
    lxw_col_t *ends = foot_ends(sheet, form);
    int lines = 1;
    for (size_t i = 0; i < form->foot_count; i++) {
        int own = xlsx_text_lines(foot_text(arena, &form->feet[i]), foot_halves(sheet, ends, i));
        lines = own > lines ? own : lines;
    }
    xlsx_row_height(sheet, lines, 15);
    for (size_t i = 0; i < form->foot_count; i++)
        xlsx_put_across(sheet, i ? ends[i - 1] + 1 : 0, ends[i], foot_text(arena, &form->feet[i]),
                        format, form->feet[i].label);
    sheet->row++;
}

/* ---- all of it ---- */

static void put_note(struct xlsx_sheet *sheet)
{
    static const char mark[] = "注：";
    const char *note = sheet->table->note;
    if (!has_text(note))
        return;
    bool marked = strncmp(note, mark, sizeof mark - 1) == 0;
    put_banner(sheet, XLSX_ROLE_NOTE,
               marked ? note : arena_printf(sheet->book->arena, "%s%s", mark, note), 10, "注");
}

void xlsx_above_write(struct xlsx_sheet *sheet)
{
    const char *title = title_of(sheet->book, sheet->table);
    const char *caption = caption_of(sheet->book, sheet->table);
    size_t number = sheet->part->number;
    if (number > 1 && caption)
        caption = arena_printf(sheet->book->arena, "%s（续%zu）", caption, number);
    else if (number > 1 && *title) /* the same rows above the head on every sheet, for sums.c */
        title = arena_printf(sheet->book->arena, "%s（续%zu）", title, number);
    if (has_text(sheet->book->model->stamp))
        put_banner(sheet, XLSX_ROLE_STAMP, sheet->book->model->stamp, 12, "审核标记");
    if (*title)
        put_banner(sheet, XLSX_ROLE_TITLE, title, 16, "标题");
    if (caption)
        put_banner(sheet, XLSX_ROLE_CAPTION, caption, 12, "表题");
    if (sheet->table->form)
        put_form_heads(sheet);
    put_info(sheet);
}

void xlsx_below_write(struct xlsx_sheet *sheet)
{
    if (sheet->table->form && sheet->table->form->foot_count)
        put_form_foot(sheet);
    put_note(sheet);
    xlsx_findings_below(sheet);
}

size_t xlsx_around_rows(const struct xlsx_book *book, const struct model_table *table)
{
    const struct model_form *form = table->form;
    struct info info = info_of(book, table);
    return (has_text(book->model->stamp) ? 1u : 0u) + (*title_of(book, table) ? 1u : 0u) +
           (caption_of(book, table) ? 1u : 0u) + (has_info(&info) ? 1u : 0u) +
           (form ? form->head_count : 0u) + (form && form->foot_count ? 1u : 0u) +
           (has_text(table->note) ? 1u : 0u) + xlsx_findings_rows(book, table);
}
