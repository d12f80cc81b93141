/* Sections: empty ones, headings that promise what does not come, headings twice, broken ends. */
#include <string.h>

#include "proof.h"

enum {
    CONTENTS_RUN = 4, /* headings in a row that are a table of contents */
    SENTENCE_SHORTEST = 20
};

static bool is_heading(const struct proof *proof, size_t t)
{
    return t < proof->count && proof->texts[t].part->kind == PROOF_HEADING;
}

/* The part after the last one of the section that heading t opens. */
static size_t section_end(const struct proof *proof, size_t t)
{
    int level = proof->texts[t].part->level;
    size_t end = t + 1;
    while (end < proof->count && proof->texts[end].part->kind != PROOF_TITLE &&
           !(is_heading(proof, end) && proof->texts[end].part->level <= level))
        end++;
    return end;
}

/* Many headings in one row around t are a table of contents. */
static bool in_contents(const struct proof *proof, size_t t)
{
    size_t first = t, end = t;
    while (first > 0 && t - first < CONTENTS_RUN && is_heading(proof, first - 1))
        first--;
    while (end - t < CONTENTS_RUN && is_heading(proof, end))
        end++;
    return end - first >= CONTENTS_RUN;
}

/* The heading's words, without number and stop. */
static void heading_words(const struct proof_text *text, size_t *ret_from, size_t *ret_length)
{
    size_t from = proof_label_at(text, 0).length;
    size_t end = text->count;
    while (end > from && proof_is_pause(text->points[end - 1]))
        end--;
    *ret_from = from;
    *ret_length = end - from;
}

static void rule_empty(struct proof *proof, size_t t)
{
    if (section_end(proof, t) != t + 1 || in_contents(proof, t))
        return;
    const struct proof_text *text = &proof->texts[t];
    size_t from = 0, length = 0;
    heading_words(text, &from, &length);
    struct proof_finding *finding = proof_find(proof, &PRF012, t, from, length);
    proof_args(proof, finding, DIAG_ARGS(proof_copy(proof, text, from, length)));
    finding->hint = "写上内容，或者删去标题";
}

/* ---- promises ---- */

struct promise {
    const char *const *heading;  /* words in a heading that promise */
    const char *const *contents; /* words of which one keeps the promise */
};

static const struct promise *promise_table(size_t *ret_count)
{
    static const char *const plans[] = {"下步打算", "下一步打算", "下步工作打算", "下一步工作打算",
                                        "工作打算", "下步计划",   "下一步计划",   NULL};
    static const char *const plan_words[] = {"打算",   "下一步", "下步",     "今后", "计划",
                                             "将继续", "我们将", "要进一步", NULL};
    static const char *const problems[] = {"存在问题",   "存在的问题", "主要问题",
                                           "问题和不足", "困难和问题", NULL};
    static const char *const problem_words[] = {"问题", "不足", "困难", "不够", "差距",
                                                "薄弱", "短板", "滞后", "逾期", "未完成",
                                                "缺",   "还没", "尚未", NULL};
    static const char *const advices[] = {"意见建议",   "意见和建议", "对策建议", "工作建议",
                                          "建议或意见", "建议和意见", NULL};
    static const char *const advice_words[] = {"建议", "应当", "应该", "要加强", NULL};
    static const struct promise promises[] = {
        {plans, plan_words}, {problems, problem_words}, {advices, advice_words}};
    *ret_count = BASE_COUNT(promises);
    return promises;
}

static bool holds_any(const struct proof *proof, size_t from, size_t end, const char *const *words)
{
    for (size_t t = from; t < end; t++) {
        const struct proof_text *text = &proof->texts[t];
        for (size_t i = 0; i < text->count; i++)
            if (proof_any_at(text, i, words))
                return true;
    }
    return false;
}

/* A later heading that promises the same: there it is kept. */
static size_t later_heading(const struct proof *proof, size_t end, const struct promise *promise)
{
    for (size_t t = end; t < proof->count && proof->texts[t].part->kind != PROOF_TITLE; t++)
        if (is_heading(proof, t) && holds_any(proof, t, t + 1, promise->heading))
            return t;
    return proof->count;
}

/* 存在问题及下步打算: a heading of one subject alone is about it, whatever its words. */
static bool joins_subjects(const struct proof_text *text)
{
    static const char *const joints[] = {"及", "和", "与", "、", NULL};
    for (size_t i = proof_label_at(text, 0).length; i < text->count; i++)
        if (proof_any_at(text, i, joints))
            return true;
    return false;
}

static void rule_promise(struct proof *proof, size_t t, const struct promise *promise)
{
    const struct proof_text *text = &proof->texts[t];
    size_t at = 0, length = 0;
    while (at < text->count && !(length = proof_any_at(text, at, promise->heading)))
        at++;
    size_t end = section_end(proof, t);
    if (!length || end == t + 1 || !joins_subjects(text) ||
        holds_any(proof, t + 1, end, promise->contents))
        return;
    struct proof_finding *finding = proof_find(proof, &PRF013, t, at, length);
    proof_args(proof, finding, DIAG_ARGS(proof_copy(proof, text, at, length)));
    size_t later = later_heading(proof, end, promise);
    finding->hint =
        later < proof->count
            ? arena_printf(proof->arena, "第 %ld 行另有“%s”；改这里的标题，或者补上内容",
                           proof->texts[later].part->place.line, proof->texts[later].part->text)
            : "补上内容，或者改标题";
}

/* ---- headings twice ---- */

static bool has_point(const struct proof_text *text, size_t from, size_t length, uint32_t point)
{
    for (size_t i = from; i < from + length; i++)
        if (text->points[i] == point)
            return true;
    return false;
}

/* Nearly the same characters, whatever their order: 建议或意见, 意见和建议. */
static bool headings_alike(const struct proof_text *a, const struct proof_text *b)
{
    size_t a_from, a_length, b_from, b_length;
    heading_words(a, &a_from, &a_length);
    heading_words(b, &b_from, &b_length);
    size_t longer = a_length > b_length ? a_length : b_length;
    size_t shorter = a_length > b_length ? b_length : a_length;
    if (shorter < 5 || longer - shorter > longer / 8)
        return false;
    size_t shared = 0, lead = 0;
    for (size_t i = 0; i < a_length; i++)
        shared += has_point(b, b_from, b_length, a->points[a_from + i]);
    while (lead < shorter && a->points[a_from + lead] == b->points[b_from + lead])
        lead++;
    return shared * 10 >= a_length * 9 && lead * 2 >= shorter;
}

/* With the headings of one level since the title, and only the last few: the work stays linear. */
static void rule_twice(struct proof *proof, size_t t)
{
    enum { LOOK_BACK = 12 };
    size_t seen = 0;
    if (in_contents(proof, t))
        return;
    for (size_t back = t; back-- > 0 && seen < LOOK_BACK;) {
        const struct proof_part *part = proof->texts[back].part;
        if (part->kind == PROOF_TITLE)
            return;
        if (part->kind != PROOF_HEADING)
            continue;
        seen++;
        if (part->level != proof->texts[t].part->level || in_contents(proof, back) ||
            !headings_alike(&proof->texts[back], &proof->texts[t]))
            continue;
        struct proof_finding *finding = proof_find(proof, &PRF017, t, 0, proof->texts[t].count);
        proof_args(proof, finding,
                   DIAG_ARGS(arena_printf(proof->arena, "%ld", part->place.line), part->text));
        finding->hint = "合并两部分，或者改其中一个标题";
        return;
    }
}

/* ---- ends ---- */

static bool ends_well(uint32_t point)
{
    static const uint32_t ends[] = {0x3002, 0xFF01, 0xFF1F, 0xFF1A, 0xFF1B, 0x201D,
                                    0xFF09, 0x2026, 0x300B, '!',    '?',    ':',
                                    ';',    ')',    '"',    0x2014, 0};
    for (size_t i = 0; ends[i]; i++)
        if (ends[i] == point)
            return true;
    return false;
}

/* A paragraph has whole sentences: what holds a stop or is long should end with one. */
static void rule_end(struct proof *proof, size_t t)
{
    const struct proof_text *text = &proof->texts[t];
    if (text->part->kind != PROOF_PARAGRAPH || text->part->continues || text->count < 2 ||
        ends_well(text->points[text->count - 1]))
        return;
    bool sentence = false;
    for (size_t i = 0; i < text->count; i++)
        sentence = sentence || proof_is_stop(text->points[i]) || text->points[i] == 0xFF1B;
    size_t commas = 0;
    for (size_t i = 0; i < text->count; i++)
        commas += text->points[i] == 0xFF0C || text->points[i] == ',';
    if (!sentence && !(commas && text->count >= SENTENCE_SHORTEST))
        return;
    proof_find(proof, &PRF014, t, text->count - 1, 1)->hint = "补上句号，或者把话写完";
}

void proof_rule_sections(struct proof *proof)
{
    size_t promises = 0;
    const struct promise *promise = promise_table(&promises);
    for (size_t t = 0; t < proof->count; t++) {
        rule_end(proof, t);
        if (!is_heading(proof, t))
            continue;
        rule_empty(proof, t);
        rule_twice(proof, t);
        for (size_t k = 0; k < promises && !in_contents(proof, t); k++)
            rule_promise(proof, t, &promise[k]);
    }
}
