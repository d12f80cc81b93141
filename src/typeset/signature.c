/*
 * 署名 and 成文日期, without seal (GB/T 9704-2012 7.3.5.3), and 附注 (7.3.6). The organ stands two
 * squares from the right and the date's first character two squares right of the organ's first; a
 * date longer than the organ stands two squares from the right and takes the organ with it. Several
 * organs stand one below the other, their first characters aligned.
 */
#include "element.h"
#include "table.h"

#include <string.h>

#include <huibao/base.h>

#define INSET_ZI 2
#define BODY_LINES 2 /* on the page of the signature: no 此页无正文 */

struct signed_lines {
    struct row *rows;
    size_t count;
    int32_t width; /* of the widest */
};

/* A text in lines; one too wide for the 版心 is broken like a title. */
static void signed_line(struct composer *c, const char *text, const char *what,
                        struct signed_lines *lines)
{
    struct shape_source source = {.what = what};
    int32_t measure = c->style->text_width - 2 * INSET_ZI * c->style->pitch_x;
    typeset_para_begin(c, STYLE_SIGNATURE);
    typeset_shape(c->shaper, c->para, c->roles[STYLE_SIGNATURE], text, &source);
    typeset_para_prepare(c->para);
    typeset_title_fit(c->para, measure);
    size_t count = c->para->line_count;
    struct row *rows = arena_array(c->scratch, lines->count + count, sizeof *rows);
    if (lines->count)
        memcpy(rows, lines->rows, lines->count * sizeof *rows);
    for (size_t i = 0; i < count; i++) {
        struct para_line line = c->para->lines[i];
        line.indent = 0;
        rows[lines->count + i] = typeset_row_of_line(c, &line, 0);
        lines->width = line.width > lines->width ? line.width : lines->width;
    }
    lines->rows = rows;
    lines->count += count;
}

static struct signed_lines signed_compose(struct composer *c, const char *text, const char *what)
{
    struct signed_lines lines = {0};
    while (text && *text) {
        size_t length = strcspn(text, "\n");
        signed_line(c, arena_strndup(c->scratch, text, length), what, &lines);
        text += length + (text[length] == '\n');
    }
    return lines;
}

static void signed_flow(struct composer *c, struct signed_lines *lines, int32_t x)
{
    int32_t drop = typeset_grid_drop(c->style, c->style->text[STYLE_SIGNATURE].size);
    for (size_t i = 0; i < lines->count; i++) {
        typeset_row_move(c, &lines->rows[i], x);
        typeset_row_flow(c, &lines->rows[i], drop);
        typeset_flow_may_break(c, c->count - 1, false);
    }
}

static void signature_note(struct composer *c, const char *note)
{
    bool bracketed = strncmp(note, "（", strlen("（")) == 0;
    const char *whole = bracketed ? note : arena_printf(c->scratch, "（%s）", note);
    struct model_text text = model_text_plain(c->scratch, whole);
    struct shape_source source = {.what = "附注"};
    size_t first = c->count;
    c->after = 0;
    typeset_paragraph(c, STYLE_BODY, &text, &source);
    for (size_t i = first; i < c->count; i++) {
        c->entries[i].may_break = false;
        c->entries[i].tight = NULL;
    }
}

void typeset_signature(struct composer *c)
{
    const struct model_signature *signature = c->model->signature;
    if (!signature)
        return;
    int32_t inset = INSET_ZI * c->style->pitch_x;
    int32_t right = c->style->text_width - inset;
    struct signed_lines organ = signed_compose(c, signature->organ, "署名");
    struct signed_lines date = signed_compose(c, signature->date, "成文日期");
    int32_t organ_x = right - organ.width;
    int32_t date_x = right - date.width;
    if (organ.count && date.width > organ.width)
        organ_x = date_x - inset;
    else if (organ.count)
        date_x = organ_x + inset;
    typeset_flow_space(c, STYLE_SIGNATURE);
    signed_flow(c, &organ, organ_x);
    signed_flow(c, &date, date_x);
    if (signature->note && *signature->note)
        signature_note(c, signature->note);
}

static bool entry_is_wide(const struct flow_entry *entry)
{
    return entry->kind == FLOW_TABLE && entry->table->landscape;
}

/*
 * Where the company of the tail begins: two lines or more before entry `first`, where a page may
 * begin. A wide table stands on pages of its own and is none.
 */
static size_t tail_company(const struct composer *c, size_t first)
{
    size_t start = first;
    for (size_t i = first, lines = 0; i-- > 0;) {
        const struct flow_entry *entry = &c->entries[i];
        if (entry_is_wide(entry))
            continue;
        if (entry->kind != FLOW_LINE && entry->kind != FLOW_BLANK)
            break;
        start = i;
        lines += entry->kind == FLOW_LINE;
        if (lines >= BODY_LINES && entry->may_break)
            break;
    }
    return start;
}

/* Wide tables among the entries [start, end) come before them. */
static void tail_lift_wide(struct composer *c, size_t start, size_t end)
{
    typeset_tight_forget(c, start);
    for (size_t i = start; i < end; i++) {
        struct flow_entry entry = c->entries[i];
        if (!entry_is_wide(&entry))
            continue;
        memmove(&c->entries[start + 1], &c->entries[start], (i - start) * sizeof entry);
        c->entries[start++] = entry;
    }
    c->entries[start].after_all = true;
}

/* The company is all the text there is: wide tables come behind the tail, not before the title or
   between it and the text. Returns where the tail begins then. */
static size_t tail_drop_wide(struct composer *c, size_t first)
{
    typeset_tight_forget(c, 0);
    for (size_t i = 0; i < first;) {
        struct flow_entry entry = c->entries[i];
        if (!entry_is_wide(&entry)) {
            i++;
            continue;
        }
        memmove(&c->entries[i], &c->entries[i + 1], (c->count - i - 1) * sizeof entry);
        c->entries[c->count - 1] = entry;
        first--;
    }
    return first;
}

void typeset_tail_keep(struct composer *c, size_t body, size_t first)
{
    if (first == 0 || first == c->count)
        return;
    c->entries[first].may_break = false;
    for (size_t i = first; i < c->count; i++)
        c->entries[i].tail = true;
    struct flow_entry *last = &c->entries[first - 1];
    if (last->kind == FLOW_TABLE && !last->table->landscape) {
        last->table->tail_lines = typeset_flow_rows(c, first);
        return;
    }
    if (last->kind == FLOW_FIGURE)
        return;
    size_t start = tail_company(c, first);
    if (start > body || body == 0)
        tail_lift_wide(c, start, first);
    else
        first = tail_drop_wide(c, first);
    for (size_t i = 1; i < BODY_LINES && i < first - start; i++)
        c->entries[first - i].may_break = false;
}
