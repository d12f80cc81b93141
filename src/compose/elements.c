#include "elements.h"

#include <string.h>

#include <huibao/define_front.h>

#include "compose_diags.h"

/* ---- texts ---- */

/* The words in one piece, or NULL when there are none, or conditions leave none. */
static const char *words_of(struct composer *composer, const struct define_inline *inlines)
{
    struct model_text text = compose_text(composer, inlines);
    const char *flat = model_text_flat(composer->arena, &text);
    return *flat ? text_trim(composer->arena, flat) : NULL;
}

/* The texts of a list with `comma` between them; NULL when there are no words. */
static const char *joined(struct composer *composer, const struct define_text *texts,
                          const char *comma)
{
    struct buf out = {0};
    for (; texts; texts = texts->next) {
        const char *words = words_of(composer, texts->inlines);
        if (words)
            buf_printf(&out, "%s%s", out.length ? comma : "", words);
    }
    const char *text = out.length ? buf_copy(&out, composer->arena) : NULL;
    buf_done(&out);
    return text;
}

/* Without the 签发人： that the page prints itself. */
static const char *without_label(const char *text, const char *label)
{
    size_t length = strlen(label);
    if (!text || strncmp(text, label, length) != 0)
        return text;
    const char *rest = text + length;
    bool colon = strncmp(rest, "：", strlen("：")) == 0;
    return colon ? rest + strlen("：") : *rest == ':' ? rest + 1 : text;
}

static const char *without_end(struct arena *arena, const char *text, const char *end)
{
    size_t length = text ? strlen(text) : 0, mark = strlen(end);
    if (length <= mark || strcmp(text + length - mark, end) != 0)
        return text;
    return arena_strndup(arena, text, length - mark);
}

/* ---- dates ---- */

static bool find_day(struct composer *composer, const struct define_date *date, int32_t *ret_day)
{
    struct period period;
    if (strcmp(date->day, "today") == 0) {
        *ret_day = world_today(composer->world);
        return true;
    }
    if (strcmp(date->day, "period-end") != 0) {
        if (value_date_parse(date->day, ret_day))
            return true;
        diag_add(composer->diags, &CMP008, &date->place,
                 DIAG_ARGS(date->day, "不是日期，例如 2026-11-03"));
        return false;
    }
    if (!frame_period(composer->frame, DEFINE_CURRENT, &period)) {
        diag_add(composer->diags, &CMP008, &date->place,
                 DIAG_ARGS(date->day, "本报表没有月份、季度或年份参数"));
        return false;
    }
    *ret_day = period_last_day(period);
    return true;
}

/* 2026年11月3日, or NULL. */
static const char *date_of(struct composer *composer, const struct define_date *date)
{
    static const struct value_format format = {VALUE_STYLE_DATE, -1, NULL};
    int32_t day = 0;
    if (!date)
        return NULL;
    if (!date->day)
        return words_of(composer, date->words);
    return find_day(composer, date, &day) ? value_show(composer->arena, value_date(day), &format)
                                          : NULL;
}

/* ---- 版头 ---- */

/* The author's words have been looked at by define; here is what the values make of them. */
static void check_number(struct composer *composer, const struct define_letterhead *define)
{
    struct model_text text = compose_text(composer, define->number);
    struct buf slots = {0};
    for (size_t i = 0; i < text.count; i++)
        buf_puts(&slots, text.spans[i].source ? "\xEF\xBF\xBC" : text.spans[i].text);
    const char *flat = model_text_flat(composer->arena, &text);
    const char *right = define_number_right(composer->arena, flat);
    bool told = slots.data && define_number_right(composer->arena, slots.data);
    buf_done(&slots);
    if (right && !told)
        diag_add(composer->diags, &CMP012, &define->number_place, DIAG_ARGS(flat, right));
}

static void add_letterhead(struct composer *composer, const struct define_letterhead *define)
{
    struct model_letterhead *letterhead = arena_alloc(composer->arena, sizeof *letterhead);
    const char *organs = joined(composer, define->organs, "\n");
    letterhead->organ = organs ? organs : "";
    letterhead->number = words_of(composer, define->number);
    letterhead->signer = without_label(joined(composer, define->signers, "\n"), "签发人");
    letterhead->secrecy = words_of(composer, define->secrecy);
    letterhead->urgency = words_of(composer, define->urgency);
    letterhead->issuer = words_of(composer, define->issuer);
    letterhead->date = date_of(composer, define->date);
    if (letterhead->number)
        check_number(composer, define);
    composer->model->letterhead = letterhead;
}

/* ---- 出席 ---- */

static void add_attendance(struct composer *composer, const struct define_attendance *define)
{
    struct model_pair *pairs = NULL;
    size_t count = 0, capacity = 0;
    for (; define; define = define->next) {
        const char *names = joined(composer, define->names, "、");
        if (!names)
            continue;
        pairs = arena_grow(composer->arena, pairs, count, &capacity, sizeof *pairs);
        pairs[count++] = (struct model_pair){arena_strdup(composer->arena, define->label), names};
    }
    composer->model->attendance = pairs;
    composer->model->attendance_count = count;
}

/* ---- 落款 and 版记 ---- */

/* （联系人：…）, in brackets once. */
static const char *bracketed(struct arena *arena, const char *note)
{
    if (!note)
        return NULL;
    bool open = strncmp(note, "（", strlen("（")) == 0;
    return open ? note : arena_printf(arena, "（%s）", without_end(arena, note, "。"));
}

static void add_signature(struct composer *composer, const struct define_signature *define)
{
    struct model_signature *signature = arena_alloc(composer->arena, sizeof *signature);
    const char *organ = joined(composer, define->organs, "\n");
    const char *date = date_of(composer, &define->date);
    signature->organ = organ ? organ : "";
    signature->date = date ? date : "";
    signature->note = bracketed(composer->arena, words_of(composer, define->note));
    composer->model->signature = signature;
}

static void add_imprint(struct composer *composer, const struct define_imprint *define)
{
    static const struct define_date today = {.day = "today"};
    struct arena *arena = composer->arena;
    struct model_imprint *imprint = arena_alloc(arena, sizeof *imprint);
    const char *copies = without_label(joined(composer, define->copies, "，"), "抄送");
    imprint->copies = without_end(arena, copies, "。");
    imprint->organ = words_of(composer, define->organ);
    const char *date = date_of(composer, define->date || !imprint->organ ? define->date : &today);
    imprint->date = without_end(arena, date, "印发");
    if (imprint->copies || imprint->organ || imprint->date)
        composer->model->imprint = imprint;
}

void elements_add(struct composer *composer)
{
    const struct report *report = composer->report;
    if (report->letterhead)
        add_letterhead(composer, report->letterhead);
    add_attendance(composer, report->attendance);
    if (report->signature)
        add_signature(composer, report->signature);
    if (report->imprint)
        add_imprint(composer, report->imprint);
}

/* ---- attachments and breaks ---- */

static bool is_content(const struct model_block *block)
{
    return block->kind == MODEL_HEADING || block->kind == MODEL_PARAGRAPH ||
           block->kind == MODEL_TABLE || block->kind == MODEL_CHART;
}

static void drop_empty_landscapes(struct model *model)
{
    size_t kept = 0;
    for (size_t i = 0; i < model->block_count; i++) {
        bool empty = model->blocks[i].kind == MODEL_PORTRAIT && kept > 0 &&
                     model->blocks[kept - 1].kind == MODEL_LANDSCAPE;
        kept -= empty;
        if (!empty)
            model->blocks[kept++] = model->blocks[i];
    }
    model->block_count = kept;
}

/* A page break has something to part: content right before it, and content right behind it. */
static void drop_idle_breaks(struct model *model)
{
    size_t kept = 0;
    for (size_t i = 0; i < model->block_count; i++) {
        bool is_break = model->blocks[i].kind == MODEL_PAGE_BREAK;
        bool waits = kept > 0 && model->blocks[kept - 1].kind == MODEL_PAGE_BREAK;
        if (waits && !is_break && !is_content(&model->blocks[i]))
            kept--;
        if (!is_break || (kept > 0 && is_content(&model->blocks[kept - 1])))
            model->blocks[kept++] = model->blocks[i];
    }
    bool waits = kept > 0 && model->blocks[kept - 1].kind == MODEL_PAGE_BREAK;
    model->block_count = kept - waits;
}

/* An attachment that conditions have left without content would be a page with a title only. */
static void check_filled(struct composer *composer, size_t at)
{
    const struct model *model = composer->model;
    const struct model_block *block = &model->blocks[at];
    bool filled = at + 1 < model->block_count && model->blocks[at + 1].kind != MODEL_ATTACHMENT;
    if (filled)
        return;
    struct place place = {.file = block->file, .line = block->line};
    diag_add(composer->diags, &CMP013, &place,
             DIAG_ARGS(model_text_flat(composer->arena, &block->text)));
    diag_hint(composer->diags, "把 {{#附件 …}} 和它的内容一起放进条件里");
}

static size_t list_printed(struct composer *composer, const char **titles)
{
    struct model *model = composer->model;
    size_t count = 0;
    for (size_t i = 0; i < model->block_count; i++) {
        if (model->blocks[i].kind != MODEL_ATTACHMENT)
            continue;
        titles[count++] = model_text_flat(composer->arena, &model->blocks[i].text);
        check_filled(composer, i);
    }
    return count;
}

/* 附件1, 附件2 as the 附件说明 numbers them; 附件 when there is one thing only. */
static void label_printed(struct composer *composer, size_t enclosures)
{
    struct model *model = composer->model;
    int number = 0;
    for (size_t i = 0; i < model->block_count; i++) {
        if (model->blocks[i].kind == MODEL_ATTACHMENT)
            model->blocks[i].label =
                enclosures == 1 ? "附件" : arena_printf(composer->arena, "附件%d", ++number);
    }
}

void elements_settle(struct composer *composer)
{
    struct model *model = composer->model;
    drop_empty_landscapes(model);
    drop_idle_breaks(model);
    size_t most = model->block_count;
    for (const struct define_text *t = composer->report->attachments; t; t = t->next)
        most++;
    const char **titles = arena_array(composer->arena, most + 1, sizeof *titles);
    size_t count = list_printed(composer, titles);
    for (const struct define_text *t = composer->report->attachments; t; t = t->next) {
        const char *title = words_of(composer, t->inlines);
        if (title)
            titles[count++] = title;
    }
    label_printed(composer, count);
    model->enclosures = titles;
    model->enclosure_count = count;
}
