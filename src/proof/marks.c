/* Punctuation (GB/T 15834-2011): half-width marks in Chinese, 文号 brackets, doubled marks, spaces. */
#include <string.h>

#include "proof.h"

/* ---- half-width marks ---- */

static bool is_half_mark(uint32_t point)
{
    return point < 0x80 && strchr(",:;!?()\"'", (int)point) && point;
}

static uint32_t skip_left(const struct proof_text *text, size_t i)
{
    return i > 0 ? text->points[i - 1] : 0;
}

static bool is_chinese(uint32_t point)
{
    return proof_is_han(point) || (point >= 0x3001 && point <= 0x301F) ||
           (point >= 0xFF01 && point <= 0xFF5E) || point == 0x201C || point == 0x201D;
}

/* A half-width mark beside Chinese; between two digits it is 8:30 or 1,234. */
static size_t half_at(const struct proof_text *text, size_t i)
{
    uint32_t point = proof_point(text, i);
    uint32_t before = skip_left(text, i), after = proof_point(text, i + 1);
    if (proof_word_at(text, i, "---") || proof_word_at(text, i, "--")) {
        bool first = before != '-';
        return first && (is_chinese(before) || i == 0) ? 2 : 0;
    }
    if (proof_word_at(text, i, "..."))
        return before != '.' && (is_chinese(before) || is_chinese(proof_point(text, i + 3))) ? 3
                                                                                             : 0;
    if (point == '.')
        return proof_is_han(before) && (after == 0 || proof_is_han(after)) ? 1 : 0;
    if (!is_half_mark(point) || (proof_is_digit(before) && proof_is_digit(after)))
        return 0;
    return is_chinese(before) || is_chinese(after) ? 1 : 0;
}

struct tally {
    size_t text, from, length, count; /* of the first */
};

static void say_half(struct proof *proof, const struct tally *tally, const char *where)
{
    struct proof_finding *finding =
        proof_find(proof, &PRF003, tally->text, tally->from, tally->length);
    const char *others =
        tally->count > 1 ? arena_printf(proof->arena, "（%s %zu 处）", where, tally->count) : "";
    proof_args(proof, finding,
               DIAG_ARGS(proof_copy(proof, &proof->texts[tally->text], tally->from, tally->length),
                         others));
    finding->hint = "改用全角标点：，：；！？（）“”‘’——……";
}

static size_t count_full(const struct proof_text *text)
{
    size_t count = 0;
    for (size_t i = 0; i < text->count; i++)
        count += text->points[i] == 0xFF0C || text->points[i] == 0xFF1A ||
                 text->points[i] == 0xFF1B || text->points[i] == 0xFF08;
    return count;
}

static struct tally tally_half(const struct proof_text *text, size_t t)
{
    struct tally tally = {.text = t};
    for (size_t i = 0; i < text->count; i++) {
        size_t length = half_at(text, i);
        if (!length)
            continue;
        if (tally.count++ == 0) {
            tally.from = i;
            tally.length = length;
        }
        i += length - 1;
    }
    return tally;
}

/* A text typed with half-width marks throughout is told once; else once for each part. */
static void rule_half(struct proof *proof)
{
    struct tally whole = {0};
    size_t full = 0;
    for (size_t t = 0; t < proof->count; t++) {
        struct tally tally = tally_half(&proof->texts[t], t);
        full += count_full(&proof->texts[t]);
        if (tally.count && whole.count == 0)
            whole = tally;
        else
            whole.count += tally.count;
    }
    if (whole.count > 20 && whole.count > 2 * full) {
        say_half(proof, &whole, "全文");
        return;
    }
    for (size_t t = 0; t < proof->count; t++) {
        struct tally tally = tally_half(&proof->texts[t], t);
        if (tally.count)
            say_half(proof, &tally, "这一段");
    }
}

/* ---- 〔2026〕3号 ---- */

static void rule_document_number(struct proof *proof, size_t t, size_t i)
{
    static const char *const opens[] = {"〔", "[", "［", "【", "（", "(", NULL};
    static const char *const closes[] = {"〕", "]", "］", "】", "）", ")", NULL};
    const struct proof_text *text = &proof->texts[t];
    if (!proof_any_at(text, i, opens))
        return;
    size_t year = i + 1;
    size_t digits = proof_number_length(text, year);
    if ((digits != 4 && digits != 2) || !proof_any_at(text, year + digits, closes))
        return;
    size_t at = year + digits + 1;
    bool ordinal = proof_word_at(text, at, "第");
    at += ordinal;
    size_t serial = proof_number_length(text, at);
    if (!serial || !proof_word_at(text, at + serial, "号"))
        return;
    bool right = text->points[i] == 0x3014 && proof_point(text, year + digits) == 0x3015 &&
                 digits == 4 && !ordinal && proof_point(text, at) != '0';
    if (right)
        return;
    struct proof_finding *finding = proof_find(proof, &PRF004, t, i, at + serial + 1 - i);
    proof_args(proof, finding, DIAG_ARGS(proof_copy(proof, text, i, finding->length)));
    while (serial > 1 && proof_point(text, at) == '0') {
        at++;
        serial--;
    }
    finding->hint =
        arena_printf(proof->arena, "年份用全称，放在六角括号里，序号不加“第”、不补零：〔%s%s〕%s号",
                     digits == 2 ? "20" : "", proof_copy(proof, text, year, digits),
                     proof_copy(proof, text, at, serial));
}

/* ---- marks in a row, spaces, full-width digits ---- */

static void rule_doubled_mark(struct proof *proof, size_t t, size_t i)
{
    static const char *const pairs[] = {"。。", "，，", "、、", "；；", "：：", "，。", "。，",
                                        "、，", "，、", "、。", "。、", "；。", "。；", "：，",
                                        "，；", "；，", "：。", "、；", NULL};
    const struct proof_text *text = &proof->texts[t];
    size_t length = proof_any_at(text, i, pairs);
    if (!length || (i > 0 && proof_any_at(text, i - 1, pairs)))
        return;
    struct proof_finding *finding = proof_find(proof, &PRF022, t, i, length);
    proof_args(proof, finding, DIAG_ARGS(proof_copy(proof, text, i, length)));
    finding->hint =
        text->points[i] == 0x3002 && text->points[i + 1] == 0x3002 ? "省略号写作……" : "留一个";
}

static bool is_wide_digit(uint32_t point)
{
    return point >= 0xFF10 && point <= 0xFF19;
}

static void rule_wide_digits(struct proof *proof, size_t t, size_t i)
{
    const struct proof_text *text = &proof->texts[t];
    if (!is_wide_digit(text->points[i]) || (i > 0 && is_wide_digit(text->points[i - 1])))
        return;
    size_t length = 1;
    while (is_wide_digit(proof_point(text, i + length)))
        length++;
    struct proof_finding *finding = proof_find(proof, &PRF024, t, i, length);
    proof_args(proof, finding, DIAG_ARGS(proof_copy(proof, text, i, length)));
    finding->hint = "改用半角数字";
}

static bool is_space_to_drop(const struct proof_text *text, size_t i)
{
    if (text->points[i] != ' ' || i == 0 || i + 1 >= text->count)
        return false;
    uint32_t before = text->points[i - 1], after = text->points[i + 1];
    return (proof_is_han(before) && (proof_is_han(after) || proof_is_digit(after))) ||
           (proof_is_digit(before) && proof_is_han(after));
}

static void rule_spaces(struct proof *proof, size_t t)
{
    const struct proof_text *text = &proof->texts[t];
    size_t first = 0, count = 0;
    for (size_t i = 0; i < text->count; i++) {
        bool drop = is_space_to_drop(text, i);
        first = drop && count == 0 ? i : first;
        count += drop;
    }
    if (count == 0)
        return;
    struct proof_finding *finding = proof_find(proof, &PRF023, t, first, 1);
    const char *others = count > 1 ? arena_printf(proof->arena, "（这一段 %zu 处）", count) : "";
    proof_args(proof, finding, DIAG_ARGS(others));
    finding->hint = "删去空格，排版时自会留出间隔";
}

/* ”、“ and 》、《: GB/T 15834-2011 4.5.3.5 leaves the mark out. */
static void rule_between_quotes(struct proof *proof, size_t t)
{
    const struct proof_text *text = &proof->texts[t];
    size_t first = 0, count = 0;
    for (size_t i = 0; i < text->count; i++) {
        bool here = proof_word_at(text, i, "”、“") || proof_word_at(text, i, "》、《");
        first = here && count == 0 ? i : first;
        count += here;
    }
    if (count == 0)
        return;
    struct proof_finding *finding = proof_find(proof, &PRF025, t, first, 3);
    const char *what = text->points[first] == 0x201D ? "并列的引号" : "并列的书名号";
    const char *others = count > 1 ? arena_printf(proof->arena, "（这一段 %zu 处）", count) : "";
    proof_args(proof, finding, DIAG_ARGS(what, others));
    finding->hint = "GB/T 15834-2011 4.5.3.5：标有引号、书名号的并列成分之间不用顿号";
}

void proof_rule_marks(struct proof *proof)
{
    rule_half(proof);
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        for (size_t i = 0; i < text->count; i++) {
            rule_document_number(proof, t, i);
            rule_doubled_mark(proof, t, i);
            rule_wide_digits(proof, t, i);
        }
        rule_spaces(proof, t);
        rule_between_quotes(proof, t);
    }
}
