/* What a draft leaves behind: xx, **, _ between words, empty brackets, blank dates, notes to self. */
#include "proof.h"

static bool near_han(const struct proof_text *text, size_t from, size_t end)
{
    return (from > 0 && proof_is_han(text->points[from - 1])) ||
           proof_is_han(proof_point(text, end));
}

/* A run of one of the signs that stand for what is still to be filled in. */
static size_t run_at(const struct proof_text *text, size_t i)
{
    static const uint32_t signs[] = {'x', 'X', 0xD7, '*', '_', '~', 0x25A1, 0xFF3F, 0xFF0A, 0};
    uint32_t sign = proof_point(text, i);
    bool known = false;
    for (size_t k = 0; signs[k]; k++)
        known = known || signs[k] == sign;
    if (!known || (i > 0 && text->points[i - 1] == sign))
        return 0;
    size_t length = 1;
    while (proof_point(text, i + length) == sign)
        length++;
    bool letter = sign == 'x' || sign == 'X' || sign == 0xD7;
    /* A single × multiplies, a single ~ between numbers is a range. */
    if (letter && length < 2)
        return 0;
    return near_han(text, i, i + length) ? length : 0;
}

static size_t words_at(const struct proof_text *text, size_t i)
{
    static const char *const words[] = {
        "{{",     "}}",       "【】",     "（）",     "()",       "《》", "“”",  "待补充",
        "待填写", "待核实",   "待定稿",   "（略）",   "此处插入", "TODO", "TBD", "lorem",
        "请填写", "（数字）", "（姓名）", "（日期）", "（单位）", NULL};
    return proof_any_at(text, i, words);
}

/* 　　年　　月　　日: a date to be written by hand. */
static size_t blank_date_at(const struct proof_text *text, size_t i)
{
    uint32_t before = i > 0 ? text->points[i - 1] : 0;
    if (proof_point(text, i) != 0x5E74 || (before != ' ' && before != 0x3000))
        return 0;
    size_t at = i + 1;
    while (proof_point(text, at) == ' ' || proof_point(text, at) == 0x3000)
        at++;
    return at > i + 1 && proof_point(text, at) == 0x6708 ? at + 1 - i : 0;
}

/* 2 000 n人: a single letter n between Han or before a measure word. */
static size_t letter_at(const struct proof_text *text, size_t i)
{
    uint32_t point = proof_point(text, i);
    bool letter = point == 'n' || point == 'N';
    return letter && i > 0 && proof_is_han(text->points[i - 1]) &&
                   proof_is_han(proof_point(text, i + 1))
               ? 1
               : 0;
}

static size_t leftover_at(const struct proof_text *text, size_t i)
{
    size_t (*const looks[])(const struct proof_text *, size_t) = {run_at, words_at, blank_date_at,
                                                                  letter_at};
    for (size_t k = 0; k < BASE_COUNT(looks); k++) {
        size_t length = looks[k](text, i);
        if (length)
            return length;
    }
    return 0;
}

/* Once for a part and kind of leftover, with how often it stands there. */
void proof_rule_leftovers(struct proof *proof)
{
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        size_t first = 0, length = 0, more = 0;
        for (size_t i = 0; i < text->count; i++) {
            size_t found = leftover_at(text, i);
            if (found && !length) {
                first = i;
                length = found;
            } else if (found) {
                more++;
            }
            i += found ? found - 1 : 0;
        }
        if (!length)
            continue;
        struct proof_finding *finding = proof_find(proof, &PRF001, t, first, length);
        const char *others =
            more ? arena_printf(proof->arena, "（这一段还有 %zu 处这样的）", more) : "";
        proof_args(proof, finding, DIAG_ARGS(proof_copy(proof, text, first, length), others));
        finding->hint = "补上内容，或者删去";
    }
}
