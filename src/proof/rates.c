/* Parts of a whole that are more than it: 完成率达105%, 占120%, 分别占60%、30%、20%. */
#include <stdlib.h>
#include <string.h>

#include "proof.h"

static const char *const changes[] = {"提高", "增长", "上升", "增加", "下降", "降低",
                                      "减少", "较",   "比上", "翻",   NULL};

struct percent {
    double number, quantum; /* of its last digit */
    size_t end;             /* behind the sign */
};

/* 35.7% at i. */
static bool percent_at(const struct proof_text *text, size_t i, struct percent *ret_percent)
{
    size_t digits = proof_number_length(text, i);
    uint32_t sign = proof_point(text, i + digits);
    if (!digits || (sign != '%' && sign != 0xFF05))
        return false;
    struct buf plain = {0};
    double quantum = 1;
    bool point = false;
    for (size_t k = i; k < i + digits; k++) {
        if (text->points[k] >= 0x80 || text->points[k] == ',')
            continue;
        quantum /= point ? 10 : 1;
        point = point || text->points[k] == '.';
        buf_putc(&plain, (char)text->points[k]);
    }
    *ret_percent =
        (struct percent){plain.data ? strtod(plain.data, NULL) : 0, quantum, i + digits + 1};
    buf_done(&plain);
    return true;
}

static void find(struct proof *proof, size_t t, size_t from, size_t end, const char *what,
                 const char *hint)
{
    struct proof_finding *finding = proof_find(proof, &PRF026, t, from, end - from);
    proof_args(proof, finding, DIAG_ARGS(what));
    finding->hint = hint;
}

/* ---- one ---- */

static void rule_rate(struct proof *proof, size_t t, size_t i)
{
    static const char *const words[] = {
        "占",     "完成率", "办结率", "成功率", "满意率", "满意度", "覆盖率", "合格率",
        "参与率", "参会率", "出勤率", "到会率", "回访率", "签约率", "入户率", "知晓率",
        "普及率", "化解率", "调处率", "处置率", "兑现率", "到位率", "落实率", "采集率",
        "录入率", "建档率", "达标率", "就业率", "入住率", "报到率", "反馈率", "整改率",
        "结案率", "参保率", "接种率", "绿化率", NULL};
    const struct proof_text *text = &proof->texts[t];
    size_t word = proof_any_at(text, i, words);
    if (!word)
        return;
    for (size_t at = i + word; at < i + 12 && !proof_is_pause(proof_point(text, at)); at++) {
        struct percent percent;
        if (proof_any_at(text, at, changes))
            return;
        if (!proof_number_length(text, at))
            continue;
        if (percent_at(text, at, &percent) && percent.number > 100)
            find(proof, t, i, percent.end, proof_copy(proof, text, i, percent.end - i),
                 word == 1 ? "核对分子和分母" : "核对分子和分母；超额完成的，写明任务数和完成数");
        return;
    }
}

/* ---- all together ---- */

struct shares {
    size_t from, end, count;
    double sum, room; /* what rounding may add */
};

static void add_share(struct shares *shares, size_t from, const struct percent *percent)
{
    if (!shares->count++)
        shares->from = from;
    shares->end = percent->end;
    shares->sum += percent->number;
    shares->room += percent->quantum / 2;
}

static void judge(struct proof *proof, size_t t, const struct shares *shares, size_t least)
{
    if (shares->count < least || shares->sum <= 100 + shares->room + 1e-6)
        return;
    const char *said =
        proof_copy(proof, &proof->texts[t], shares->from, shares->end - shares->from);
    find(proof, t, shares->from, shares->end,
         arena_printf(proof->arena, "%s（合计%.6g%%）", said, shares->sum),
         "各部分占比之和应是 100%，核对各数");
}

/* 分别占60%、30%和20% */
static size_t rule_respectively(struct proof *proof, size_t t, size_t i)
{
    static const char *const heads[] = {"分别占", NULL};
    static const char *const links[] = {"、", "，", "和", "及", "与", ",", NULL};
    const struct proof_text *text = &proof->texts[t];
    size_t at = i + proof_any_at(text, i, heads);
    struct shares shares = {0};
    struct percent percent;
    if (at == i)
        return i;
    while (at < i + 12 && !proof_number_length(text, at) && !proof_is_pause(proof_point(text, at)))
        at++;
    while (percent_at(text, at, &percent)) {
        add_share(&shares, shares.count ? at : i, &percent);
        at = percent.end + proof_any_at(text, percent.end, links);
    }
    judge(proof, t, &shares, 2);
    return shares.count ? shares.end - 1 : i;
}

/* Where the name of what has the share at i ends: before 12件， as in 邻里纠纷12件，占60%. */
static size_t subject_end(const struct proof_text *text, size_t i)
{
    size_t at = i > 0 && proof_is_pause(text->points[i - 1]) ? i - 1 : i, digits = at;
    for (size_t k = 0; k < 2 && digits > 0 && proof_is_han(text->points[digits - 1]); k++)
        digits--;
    size_t measure = digits;
    while (measure < at && !(measure > 0 && proof_is_digit(text->points[measure - 1])))
        measure++;
    if (measure == 0 || !proof_is_digit(text->points[measure - 1]))
        return at;
    while (measure > 0 && text->points[measure - 1] < 0x80)
        measure--;
    return measure;
}

/* Both end in the same two characters, so that they are kinds of one thing: 邻里纠纷, 物业纠纷. */
static bool same_kind(const struct proof_text *text, size_t a, size_t b)
{
    return a >= 2 && b >= 2 && proof_is_han(text->points[a - 1]) &&
           text->points[a - 1] == text->points[b - 1] && text->points[a - 2] == text->points[b - 2];
}

/* 邻里纠纷占60%，物业纠纷占30%，家庭纠纷占20%: three at least, in a sentence. */
static void rule_kinds(struct proof *proof, size_t t, size_t from, size_t end)
{
    const struct proof_text *text = &proof->texts[t];
    struct shares shares = {0};
    size_t kind = 0;
    for (size_t i = from; i < end; i++) {
        struct percent percent;
        size_t word = proof_word_at(text, i, "占比");
        word = word ? word : proof_word_at(text, i, "占");
        word += word ? proof_word_at(text, i + word, "为") : 0;
        if (!word || !percent_at(text, i + word, &percent))
            continue;
        size_t subject = subject_end(text, i);
        if (shares.count && !same_kind(text, kind, subject))
            return;
        kind = subject;
        add_share(&shares, i, &percent);
    }
    judge(proof, t, &shares, 3);
}

void proof_rule_rates(struct proof *proof)
{
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        size_t sentence = 0;
        for (size_t i = 0; i < text->count; i++) {
            rule_rate(proof, t, i);
            if (proof_is_stop(text->points[i]) || i + 1 == text->count) {
                rule_kinds(proof, t, sentence, i + 1);
                sentence = i + 1;
            }
            i = rule_respectively(proof, t, i);
        }
    }
}
