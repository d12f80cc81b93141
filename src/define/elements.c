#include "elements.h"

#include <string.h>

#include <huibao/proof.h>

#include <huibao/define_front.h>

#include "define_diags.h"
#include "inlines.h"
#include "scope.h"
#include "titles.h"

/* ---- dates ---- */

static bool has_placeholder(const char *text)
{
    return strstr(text, "{{") || strstr(text, "｛｛");
}

/* today, period-end or an ISO date; NULL when it is none of them, which is reported. */
static const char *read_day(struct reader *reader, const struct yaml *node)
{
    const char *text = schema_text(reader, node);
    const struct word *word = word_find(words_day.words, words_day.count, text);
    if (word && strcmp(word->english, "period-end") == 0 && !reader->scope->period)
        diag_add(reader->diags, &DEF043, &node->place, DIAG_ARGS(text));
    if (word)
        return word->english;
    int32_t date = 0;
    if (!value_date_parse(text, &date)) {
        diag_add(reader->diags, &DEF022, &node->place, DIAG_ARGS(node->key->text, text));
        diag_hint(reader->diags, "写 today（今天）、period-end（期末）或 2026-01-05 这样的日期");
        return NULL;
    }
    struct value_civil civil = value_date_to_civil(date);
    return arena_printf(reader->arena, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

static struct define_date read_date(struct reader *reader, const struct yaml *node)
{
    struct define_date date = {.place = node->place};
    if (has_placeholder(node->text))
        date.words = inlines_read(reader, node);
    else
        date.day = read_day(reader, node);
    return date;
}

static const struct define_date *new_date(struct reader *reader, const struct yaml *node)
{
    if (!node)
        return NULL;
    struct define_date *date = arena_alloc(reader->arena, sizeof *date);
    *date = read_date(reader, node);
    return date;
}

/* ---- lists of texts ---- */

static struct define_text *new_text(struct reader *reader, const struct yaml *node)
{
    struct define_text *text = arena_alloc(reader->arena, sizeof *text);
    text->place = node->place;
    text->inlines = inlines_read(reader, node);
    return text;
}

/* One text, or a list of them; `what` is the key, for messages. */
static struct define_text *read_texts(struct reader *reader, const struct yaml *node,
                                      const char *what)
{
    struct define_text *first = NULL, **tail = &first;
    if (!node)
        return NULL;
    bool list = node->kind == YAML_LIST;
    const char *quoted = arena_printf(reader->arena, "“%s”", what);
    for (const struct yaml *item = list ? node->first : node; item; item = item->next) {
        if (item->kind != YAML_SCALAR) {
            schema_misfit(reader, item, what, "文字或文字的列表");
        } else if (!item->text[0]) {
            diag_add(reader->diags, &DEF070, &item->place, DIAG_ARGS(quoted));
        } else {
            *tail = new_text(reader, item);
            tail = &(*tail)->next;
        }
        if (!list)
            break;
    }
    if (list && !node->first)
        diag_add(reader->diags, &DEF070, &node->place, DIAG_ARGS(quoted));
    return first;
}

/* ---- 版头 ---- */

/* The words of a text, with U+FFFC for each value. */
static const char *with_slots(struct arena *arena, const struct define_inline *text)
{
    struct buf out = {0};
    for (; text; text = text->next)
        buf_puts(&out, text->kind == DEFINE_INLINE_TEXT ? text->text : "\xEF\xBF\xBC");
    const char *words = out.data ? buf_copy(&out, arena) : "";
    buf_done(&out);
    return words;
}

/* Puts {{name}} where values stand. */
static const char *with_names(struct arena *arena, const char *slots,
                              const struct define_inline *text)
{
    struct buf out = {0};
    for (const char *slot; (slot = strstr(slots, "\xEF\xBF\xBC")); slots = slot + 3) {
        while (text && text->kind == DEFINE_INLINE_TEXT)
            text = text->next;
        const char *name = text && text->kind == DEFINE_INLINE_VALUE ? text->name.name : "…";
        buf_append(&out, slots, (size_t)(slot - slots));
        buf_printf(&out, "{{%s}}", name);
        text = text ? text->next : NULL;
    }
    buf_puts(&out, slots);
    const char *words = buf_copy(&out, arena);
    buf_done(&out);
    return words;
}

static void check_number(struct reader *reader, const struct yaml *node,
                         const struct define_inline *number)
{
    const char *right = define_number_right(reader->arena, with_slots(reader->arena, number));
    if (!right)
        return;
    diag_add(reader->diags, &DEF024, &node->place,
             DIAG_ARGS(schema_text(reader, node), with_names(reader->arena, right, number)));
}

static struct define_letterhead *read_letterhead(struct reader *reader, const struct yaml *node)
{
    const struct yaml *values[LETTERHEAD_KEYS] = {0};
    if (!node)
        return NULL;
    schema_read(reader, &schema_letterhead, node, values);
    struct define_letterhead *letterhead = arena_alloc(reader->arena, sizeof *letterhead);
    letterhead->organs = read_texts(reader, values[LETTERHEAD_ORGAN], "机关");
    letterhead->number = inlines_read(reader, values[LETTERHEAD_NUMBER]);
    letterhead->signers = read_texts(reader, values[LETTERHEAD_SIGNER], "签发人");
    letterhead->secrecy = inlines_read(reader, values[LETTERHEAD_SECRECY]);
    letterhead->urgency = inlines_read(reader, values[LETTERHEAD_URGENCY]);
    letterhead->issuer = inlines_read(reader, values[LETTERHEAD_ISSUER]);
    letterhead->date = new_date(reader, values[LETTERHEAD_DATE]);
    if (!values[LETTERHEAD_NUMBER])
        return letterhead;
    letterhead->number_place = values[LETTERHEAD_NUMBER]->place;
    check_number(reader, values[LETTERHEAD_NUMBER], letterhead->number);
    return letterhead;
}

/* ---- 出席 ---- */

static void read_attendants(struct reader *reader, struct names *seen, const struct yaml *node,
                            struct define_attendance ***tail)
{
    const char *label = text_trim(reader->arena, node->key->text);
    if (!schema_first(reader, seen, node, "标签"))
        return;
    if (!label[0])
        diag_add(reader->diags, &DEF070, &node->key->place, DIAG_ARGS("“出席”里的键"));
    struct define_attendance *attendance = arena_alloc(reader->arena, sizeof *attendance);
    attendance->label = label;
    attendance->names = read_texts(reader, node, label);
    **tail = attendance;
    *tail = &attendance->next;
}

/* A list of {出席: 张某、李某}, or one map of them. */
static struct define_attendance *read_attendance(struct reader *reader, const struct yaml *node)
{
    struct define_attendance *first = NULL, **tail = &first;
    struct names *seen = names_new(reader->arena);
    if (!node)
        return NULL;
    const struct yaml *item = node->kind == YAML_LIST ? node->first : node;
    if (!item)
        diag_add(reader->diags, &DEF070, &node->place, DIAG_ARGS("“出席”"));
    for (; item; item = node->kind == YAML_LIST ? item->next : NULL) {
        if (item->kind != YAML_MAP) {
            schema_misfit(reader, item, node->key->text, "一列“标签: 姓名”");
            diag_hint(reader->diags, "写作 [{出席: 张某、李某}, {列席: 王某}]");
            continue;
        }
        for (const struct yaml *entry = item->first; entry; entry = entry->next)
            read_attendants(reader, seen, entry, &tail);
    }
    return first;
}

/* ---- 落款 and 版记 ---- */

static struct define_signature *read_signature(struct reader *reader, const struct yaml *node)
{
    const struct yaml *values[SIGNATURE_KEYS] = {0};
    if (!node)
        return NULL;
    schema_read(reader, &schema_signature, node, values);
    struct define_signature *signature = arena_alloc(reader->arena, sizeof *signature);
    signature->place = node->key->place;
    signature->organs = read_texts(reader, values[SIGNATURE_ORGAN], "机关");
    signature->date = (struct define_date){.day = "today", .place = node->key->place};
    if (values[SIGNATURE_DATE])
        signature->date = read_date(reader, values[SIGNATURE_DATE]);
    signature->note = inlines_read(reader, values[SIGNATURE_NOTE]);
    return signature;
}

static struct define_imprint *read_imprint(struct reader *reader, const struct yaml *node,
                                           const struct yaml *copies)
{
    const struct yaml *values[IMPRINT_KEYS] = {0};
    if (!node && !copies)
        return NULL;
    struct define_imprint *imprint = arena_alloc(reader->arena, sizeof *imprint);
    if (node)
        schema_read(reader, &schema_imprint, node, values);
    const struct yaml *inner = values[IMPRINT_COPIES];
    if (inner && copies) {
        diag_add(reader->diags, &DEF025, &inner->key->place,
                 DIAG_ARGS(arena_printf(reader->arena, "%ld", copies->key->place.line)));
        diag_hint(reader->diags, "抄送单独写，或写在版记里，留一处");
    }
    imprint->copies = read_texts(reader, copies ? copies : inner, "抄送");
    imprint->organ = inlines_read(reader, values[IMPRINT_ORGAN]);
    imprint->date = new_date(reader, values[IMPRINT_DATE]);
    if (node && !node->first)
        diag_add(reader->diags, &DEF070, &node->place, DIAG_ARGS("“版记”"));
    return imprint;
}

/* ---- 校对 ---- */

static struct define_waiver *read_waiver(struct reader *reader, const struct yaml *item)
{
    const struct yaml *values[WAIVER_KEYS] = {0};
    if (item->kind != YAML_MAP) {
        schema_misfit(reader, item, "校对", "“不查: PRF013, 理由: …”");
        return NULL;
    }
    schema_read(reader, &schema_waiver, item, values);
    if (!values[WAIVER_OFF] || !values[WAIVER_REASON])
        return NULL;
    struct define_waiver *waiver = arena_alloc(reader->arena, sizeof *waiver);
    waiver->code = schema_plain(reader, values[WAIVER_OFF]);
    waiver->reason = schema_plain(reader, values[WAIVER_REASON]);
    if (waiver->code && !proof_rule_exists(waiver->code)) {
        diag_add(reader->diags, &DEF094, &values[WAIVER_OFF]->place, DIAG_ARGS(waiver->code));
        diag_hint(reader->diags, "编号在校对的消息里，如 PRF003；一条一项");
    }
    return waiver;
}

static struct define_waiver *read_waivers(struct reader *reader, const struct yaml *list)
{
    struct define_waiver *first = NULL, **tail = &first;
    for (const struct yaml *item = list ? list->first : NULL; item; item = item->next) {
        *tail = read_waiver(reader, item);
        tail = *tail ? &(*tail)->next : tail;
    }
    return first;
}

/* ---- 个人信息 ---- */

/* One column, or several with the same reason. */
static void add_personal(struct reader *reader, const struct yaml *column, const char *reason,
                         struct define_personal ***tail)
{
    if (column->kind != YAML_SCALAR) {
        schema_misfit(reader, column, "显示", "列名");
        return;
    }
    struct define_personal *personal = arena_alloc(reader->arena, sizeof *personal);
    personal->column = schema_plain(reader, column);
    personal->reason = reason;
    personal->place = column->place;
    if (!personal->column)
        return;
    **tail = personal;
    *tail = &personal->next;
}

static struct define_personal *read_personal(struct reader *reader, const struct yaml *list)
{
    struct define_personal *first = NULL, **tail = &first;
    for (const struct yaml *item = list ? list->first : NULL; item; item = item->next) {
        const struct yaml *values[PERSONAL_KEYS] = {0};
        if (item->kind != YAML_MAP) {
            schema_misfit(reader, item, "个人信息", "“显示: 姓名, 理由: …”");
            continue;
        }
        schema_read(reader, &schema_personal, item, values);
        const struct yaml *shown = values[PERSONAL_SHOW];
        const char *reason =
            values[PERSONAL_REASON] ? schema_plain(reader, values[PERSONAL_REASON]) : NULL;
        if (!shown || !reason)
            continue;
        if (shown->kind != YAML_LIST)
            add_personal(reader, shown, reason, &tail);
        for (const struct yaml *c = shown->kind == YAML_LIST ? shown->first : NULL; c; c = c->next)
            add_personal(reader, c, reason, &tail);
    }
    return first;
}

/* ---- all of them ---- */

void elements_read(struct reader *reader, const struct yaml *const *values, struct report *report)
{
    report->letterhead = read_letterhead(reader, values[REPORT_LETTERHEAD]);
    report->attendance = read_attendance(reader, values[REPORT_ATTENDANCE]);
    report->attachments = read_texts(reader, values[REPORT_ATTACHMENTS], "附件");
    for (const struct define_text *t = report->attachments; t; t = t->next)
        titles_check_attachment(reader, t->inlines);
    report->signature = read_signature(reader, values[REPORT_SIGNATURE]);
    report->waivers = read_waivers(reader, values[REPORT_PROOF]);
    report->personal = read_personal(reader, values[REPORT_PERSONAL]);
    report->imprint = read_imprint(reader, values[REPORT_IMPRINT], values[REPORT_COPIES]);
}

struct visitor {
    void (*visit)(void *context, const struct define_inline *text);
    void *context;
};

static void visit_texts(const struct visitor *visitor, const struct define_text *texts)
{
    for (; texts; texts = texts->next)
        visitor->visit(visitor->context, texts->inlines);
}

static void visit_date(const struct visitor *visitor, const struct define_date *date)
{
    if (date)
        visitor->visit(visitor->context, date->words);
}

static void visit_letterhead(const struct visitor *visitor,
                             const struct define_letterhead *letterhead)
{
    const struct define_inline *const texts[] = {letterhead->number, letterhead->secrecy,
                                                 letterhead->urgency, letterhead->issuer};
    visit_texts(visitor, letterhead->organs);
    visit_texts(visitor, letterhead->signers);
    for (size_t i = 0; i < BASE_COUNT(texts); i++)
        visitor->visit(visitor->context, texts[i]);
    visit_date(visitor, letterhead->date);
}

void define_front_texts(const struct report *report,
                        void (*visit)(void *context, const struct define_inline *text),
                        void *context)
{
    const struct visitor visitor = {visit, context};
    visit(context, report->title);
    visit(context, report->salutation);
    if (report->letterhead)
        visit_letterhead(&visitor, report->letterhead);
    for (const struct define_attendance *a = report->attendance; a; a = a->next)
        visit_texts(&visitor, a->names);
    visit_texts(&visitor, report->attachments);
    if (report->signature) {
        visit_texts(&visitor, report->signature->organs);
        visit_date(&visitor, &report->signature->date);
        visit(context, report->signature->note);
    }
    if (report->imprint) {
        visit_texts(&visitor, report->imprint->copies);
        visit(context, report->imprint->organ);
        visit_date(&visitor, report->imprint->date);
    }
}
