/*
 * 版头 (GB/T 9704-2012 7.2) and its variants for letters (10.1) and minutes (10.3): a figure over the
 * lines above the title. What the standard gives in millimetres stands at its millimetre; what it
 * counts in lines stands on the grid.
 */
#include "element.h"

#include <string.h>

#include <huibao/base.h>

#include "typeset_diags.h"

#define BODY_LEAST 6       /* lines that a letterhead leaves for title and body */
#define LETTER_RULE_MM 170 /* length of a letter's double rules */
#define LETTER_FOOT_MM 20  /* paper's bottom to the lower one */
#define SIGNERS_PER_LINE 2

struct head {
    struct composer *c;
    const struct model_letterhead *model;
    struct plate plate; /* y from the paper's top */
    int32_t y;          /* the last element reaches down to here */
    int line;           /* the first line below it */
    int32_t beside;     /* right edge of what stands at the left of the first line */
    int32_t signers;    /* left edge of 签发人 */
    bool overfull;      /* something is wider than the 版心, or than what is beside it leaves */
};

/* Stands at x from the 版心's left edge on a line of the grid. */
static void head_row(struct head *head, struct row *row, int32_t x, int line)
{
    const struct style *style = head->c->style;
    int32_t bottom = typeset_grid_em_top(style, line) + style->em;
    head->overfull = head->overfull || x < 0 || x + row->width > style->text_width;
    typeset_row_move(head->c, row, x - row->left);
    typeset_plate_row(head->c, &head->plate, row, style_line_baseline(style, line));
    head->line = line + 1 > head->line ? line + 1 : head->line;
    head->y = bottom > head->y ? bottom : head->y;
}

static struct row head_text(struct head *head, enum style_element element, const char *text)
{
    return typeset_row(head->c, element, text ? text : "", "版头");
}

static void head_center(struct head *head, const char *text, int line)
{
    struct row row = head_text(head, STYLE_MARK_NUMBER, text);
    head_row(head, &row, (head->c->style->text_width - row.width) / 2, line);
}

/* Its middle at y; centred on the 版心 or, when it is longer, on the paper. */
static void head_rule(struct head *head, int32_t length, int32_t y, int32_t width)
{
    const struct style *style = head->c->style;
    int32_t left = (style->paper_width - length) / 2;
    if (length == style->text_width)
        left = style->margin_left;
    const struct page_rule rule = {.x0 = left,
                                   .y0 = y,
                                   .x1 = left + length,
                                   .y1 = y,
                                   .width = width,
                                   .color = style->mark_color};
    typeset_plate_rule(head->c, &head->plate, &rule);
}

/*
 * 密级 and 紧急程度 at the top left from a line on. A classified document has its copy number 份号,
 * which is stamped, on the first line: it is left free.
 */
static void head_fields(struct head *head, int line)
{
    const char *const fields[] = {head->model->secrecy, head->model->urgency};
    line += fields[0] ? 1 : 0;
    for (size_t i = 0; i < BASE_COUNT(fields); i++) {
        if (!fields[i])
            continue;
        struct row row = head_text(head, STYLE_MARK_FIELD, fields[i]);
        head->beside = line == 0 ? row.width : head->beside;
        head_row(head, &row, 0, line++);
    }
}

/* ---- 签发人 ---- */

/* The next name of 甲、乙 or of lines; false: no more. */
static bool signer_next(struct composer *c, const char **text, const char **ret_name)
{
    static const char *const marks[] = {"、", "，", "\n"};
    const char *start = *text;
    const char *end = start + strlen(start);
    size_t skip = 0;
    for (size_t i = 0; i < BASE_COUNT(marks); i++) {
        const char *at = strstr(start, marks[i]);
        if (at && at < end) {
            end = at;
            skip = strlen(marks[i]);
        }
    }
    *ret_name = arena_strndup(c->scratch, start, (size_t)(end - start));
    *text = end + skip;
    return end > start;
}

/* Names two a line below each other, one square from the right; returns the last one's line. */
static int head_signers(struct head *head, int line)
{
    struct composer *c = head->c;
    int32_t zi = c->style->pitch_x;
    struct row label = head_text(head, STYLE_MARK_NUMBER, "签发人：");
    int32_t widths[SIGNERS_PER_LINE] = {0};
    const char *name = NULL;
    const char *rest = head->model->signer;
    for (int i = 0; signer_next(c, &rest, &name); i++) {
        int32_t width = head_text(head, STYLE_SIGNER, name).width;
        int32_t *column = &widths[i % SIGNERS_PER_LINE];
        *column = width > *column ? width : *column;
    }
    int32_t second = c->style->text_width - zi - widths[1];
    int32_t first = second - (widths[1] ? zi : 0) - widths[0];
    /* The colon keeps its blank half. */
    head->signers = first - zi / 2 - label.width;
    typeset_row_move(c, &label, head->signers);
    rest = head->model->signer;
    int last = line;
    for (int i = 0; signer_next(c, &rest, &name); i++) {
        struct row row = head_text(head, STYLE_SIGNER, name);
        int32_t x = i % SIGNERS_PER_LINE ? second : first;
        last = line + i / SIGNERS_PER_LINE;
        typeset_row_move(c, &row, x);
        if (i == 0)
            row = typeset_row_join(c, &label, &row);
        head_row(head, &row, row.left, last);
    }
    return last;
}

/* ---- the three forms ---- */

/* 发文字号, in the middle; of a document to a superior at the left, and 签发人 at the right. */
static void head_number(struct head *head)
{
    struct composer *c = head->c;
    const struct model_letterhead *model = head->model;
    int line = head->line + c->style->text[STYLE_MARK_NUMBER].lines_before;
    if (model->signer && *model->signer) {
        line = head_signers(head, line);
        struct row row = head_text(head, STYLE_MARK_NUMBER, model->number);
        head_row(head, &row, c->style->pitch_x, line);
        head->overfull = head->overfull || row.left + row.width > head->signers;
    } else if (model->number) {
        head_center(head, model->number, line);
    }
}

/* 编印机关 and date above the rule of minutes, one square in. */
static void head_issuer(struct head *head)
{
    struct composer *c = head->c;
    if (!head->model->issuer && !head->model->date)
        return;
    struct row issuer = head_text(head, STYLE_MARK_NUMBER, head->model->issuer);
    struct row date = head_text(head, STYLE_MARK_NUMBER, head->model->date);
    int32_t zi = c->style->pitch_x;
    int line = head->line + 1;
    bool apart = issuer.width + date.width + 3 * zi > c->style->text_width;
    head_row(head, &issuer, zi, line);
    head_row(head, &date, c->style->text_width - zi - date.width, line + apart);
}

/* The red rule, and where the title stands below it. */
static void head_end(struct head *head)
{
    const struct style *style = head->c->style;
    int32_t width = style->mark_rule_width;
    int32_t y = head->y + style->mark_rule_gap;
    head_rule(head, style->text_width, y + width / 2, width);
    head->line =
        typeset_grid_line_below(style, y + width) + style->text[STYLE_MARK_NUMBER].lines_after;
}

static bool head_document(struct head *head)
{
    struct composer *c = head->c;
    head_fields(head, 0);
    int32_t top = c->style->margin_top + c->style->mark_top;
    if (!typeset_mark(c, head->model->organ, &head->plate, top, &head->y))
        return false;
    head->line = typeset_grid_line_below(c->style, head->y);
    head_number(head);
    if (c->style->form == STYLE_FORM_MINUTES)
        head_issuer(head);
    head_end(head);
    return true;
}

/* Two rules, the thick one above or below, from y downwards; returns their bottom. */
static int32_t letter_rules(struct head *head, int32_t y, bool thick_above)
{
    int32_t thick = head->c->style->mark_rule_width;
    int32_t thin = thick / 3;
    int32_t length = style_from_mm(LETTER_RULE_MM);
    int32_t first = thick_above ? thick : thin;
    int32_t second = thick_above ? thin : thick;
    head_rule(head, length, y + first / 2, first);
    head_rule(head, length, y + first + thick + second / 2, second);
    return y + first + thick + second;
}

/*
 * The first page of a letter has lines of its own: the first is ⅞ em below the upper rule, the
 * last ⅞ em above the lower one.
 */
static void letter_page(struct composer *c, int32_t top, int32_t bottom)
{
    struct style *first = arena_alloc(c->scratch, sizeof *first);
    int32_t pitch = typeset_grid_pitch(c->portrait);
    int32_t blank = c->portrait->em * 7 / 8;
    *first = *c->portrait;
    first->margin_top = top + blank;
    first->text_height = bottom - blank - first->margin_top;
    first->lines_per_page = (first->text_height - first->em) / pitch + 1;
    c->first = first;
    c->style = first;
}

static bool head_letter(struct head *head)
{
    struct composer *c = head->c;
    const struct style *style = c->style;
    int32_t bottom = 0;
    if (!typeset_mark(c, head->model->organ, &head->plate, style->mark_top, &bottom))
        return false;
    int32_t top = letter_rules(head, bottom + style->mark_rule_gap, true);
    int32_t thick = style->mark_rule_width;
    int32_t foot = style->paper_height - style_from_mm(LETTER_FOOT_MM) - 2 * thick - thick / 3;
    letter_rules(head, foot, false);
    letter_page(c, top, foot);
    head_fields(head, 0);
    if (head->model->number) {
        struct row row = head_text(head, STYLE_MARK_NUMBER, head->model->number);
        head->overfull =
            head->overfull || row.width + style->pitch_x > style->text_width - head->beside;
        head_row(head, &row, style->text_width - row.width, 0);
    }
    head->line += c->style->text[STYLE_MARK_NUMBER].lines_after;
    return true;
}

void typeset_letterhead(struct composer *c)
{
    const struct model_letterhead *model = c->model->letterhead;
    if (!model || !model->organ || !*model->organ)
        return;
    struct head head = {.c = c, .model = model};
    bool letter = c->style->form == STYLE_FORM_LETTER;
    bool fits = letter ? head_letter(&head) : head_document(&head);
    if (!fits || head.overfull || head.line + BODY_LEAST > c->style->lines_per_page) {
        diag_add(c->diags, &TYP020, &PLACE_NONE, DIAG_ARGS("版头"));
        diag_hint(c->diags, "发文机关用规范化简称，缩短各项，或者减少签发人");
    }
    struct flow_figure *figure = arena_alloc(c->scratch, sizeof *figure);
    for (size_t i = 0; i < head.plate.count; i++)
        page_item_move(c->pages->arena, &head.plate.items[i], 0, -c->style->margin_top);
    *figure = (struct flow_figure){.rows = head.line > 0 ? head.line : 1,
                                   .items = head.plate.items,
                                   .item_count = head.plate.count};
    c->style = c->portrait;
    struct flow_entry *entry = typeset_flow_add(c, FLOW_FIGURE, 0);
    entry->figures = figure;
    entry->figure_count = 1;
}
