/*
 * Numbers of things that are listed at once: “五管”（协管、接管、共管、双管、托管）; 协管、接管、共管、双管、
 * 托管“五管”; 做好以下三项工作：一是…二是…三是….
 */
#include "proof.h"

static const char *const counters[] = {"点", "项", "条", "类", "种", "方面", "管", "联", NULL};

/* Digits or Han numerals at i: the value, and the length. */
static int count_at(const struct proof_text *text, size_t i, size_t *ret_length)
{
    int number = proof_han_number(text, i, ret_length);
    if (number || !proof_is_digit(proof_point(text, i)))
        return number;
    size_t digits = proof_number_length(text, i);
    for (size_t k = 0; k < digits && k < 3; k++)
        number = number * 10 + (int)(proof_point(text, i + k) - '0');
    *ret_length = digits;
    return digits <= 2 ? number : 0;
}

static void say(struct proof *proof, size_t t, size_t from, size_t length, int listed)
{
    struct proof_finding *finding = proof_find(proof, &PRF005, t, from, length);
    proof_args(proof, finding,
               DIAG_ARGS(proof_copy(proof, &proof->texts[t], from, length),
                         arena_printf(proof->arena, "%d", listed)));
    finding->hint = "数一数，改数字或者补上漏掉的";
}

/* ---- “五管”（…、…） ---- */

/* Items separated by 、 or ， up to the closing bracket; 0 when there is none or they nest. */
static int bracket_items(const struct proof_text *text, size_t open)
{
    int items = 1;
    for (size_t i = open + 1; i < text->count; i++) {
        uint32_t point = text->points[i];
        if (point == 0xFF09 || point == ')')
            return items;
        if (point == 0xFF08 || point == '(' || proof_is_stop(point) || point == 0xFF1B ||
            point == 0xFF0C || point == ',')
            return 0;
        items += point == 0x3001;
    }
    return 0;
}

/* ---- 协管、接管、共管“五管” ---- */

enum { ITEM_LONGEST = 12 };

/*
 * Items before index `end` that each hold the counted word, parted by 、: how many there are, up to
 * where one does not hold it.
 */
static int items_before(const struct proof_text *text, size_t end, uint32_t word)
{
    int items = 0;
    while (end > 0) {
        size_t from = end;
        bool holds = false;
        while (from > 0 && end - from < ITEM_LONGEST && proof_is_han(text->points[from - 1])) {
            from--;
            holds = holds || text->points[from] == word;
        }
        if (!holds)
            return items;
        items++;
        if (from == 0 || text->points[from - 1] != 0x3001)
            return items;
        end = from - 1;
    }
    return items;
}

static void check_listed(struct proof *proof, size_t t, size_t quote, size_t length, int number)
{
    static const char *const links[] = {"等", "的", "这", NULL};
    const struct proof_text *text = &proof->texts[t];
    size_t end = quote;
    for (size_t k = 0; k < 2 && end > 0 && proof_any_at(text, end - 1, links); k++)
        if (proof_word_at(text, --end, "等")) /* some of them */
            return;
    int items = items_before(text, end, proof_point(text, quote + length - 2));
    if (items > 1 && items != number)
        say(proof, t, quote, length, items);
}

static void check_quoted(struct proof *proof, size_t t, size_t i)
{
    const struct proof_text *text = &proof->texts[t];
    size_t length = 0;
    int number = count_at(text, i + 1, &length);
    size_t at = i + 1 + length;
    size_t word = 0;
    while (word < 4 && proof_is_han(proof_point(text, at + word)))
        word++;
    if (number < 2 || number > 20 || word == 0 || proof_point(text, at + word) != 0x201D)
        return;
    size_t open = at + word + 1;
    if (proof_point(text, open) != 0xFF08 && proof_point(text, open) != '(') {
        if (word == 1)
            check_listed(proof, t, i, open - i, number);
        return;
    }
    int items = bracket_items(text, open);
    if (items > 1 && items != number)
        say(proof, t, i, open - i, items);
}

/* ---- 以下三项工作：一是… ---- */

/* 一是 … in the rest of the text, one after the other. */
static int following_items(const struct proof_text *text, size_t from)
{
    int last = 0;
    for (size_t i = from; i < text->count; i++) {
        size_t length = 0;
        int number = proof_han_number(text, i, &length);
        bool begins = i == from || proof_is_pause(text->points[i - 1]);
        if (!number || !begins || !proof_word_at(text, i + length, "是"))
            continue;
        if (number == 1 && last)
            break;
        last = number;
    }
    return last;
}

static void check_announced(struct proof *proof, size_t t, size_t i)
{
    const struct proof_text *text = &proof->texts[t];
    size_t length = 0;
    int number = count_at(text, i, &length);
    size_t word = number > 1 ? proof_any_at(text, i + length, counters) : 0;
    if (word == 0)
        return;
    size_t at = i + length + word;
    size_t end = at;
    while (end < at + 12 && proof_is_han(proof_point(text, end)))
        end++;
    if (proof_point(text, end) != 0xFF1A && proof_point(text, end) != ':')
        return;
    size_t first = 0;
    if (proof_han_number(text, end + 1, &first) != 1 || !proof_word_at(text, end + 1 + first, "是"))
        return;
    int items = following_items(text, end + 1);
    if (items > 1 && items != number)
        say(proof, t, i, end - i, items);
}

void proof_rule_claims(struct proof *proof)
{
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        for (size_t i = 0; i < text->count; i++) {
            if (text->points[i] == 0x201C)
                check_quoted(proof, t, i);
            else if (i == 0 || !proof_is_digit(text->points[i - 1]))
                check_announced(proof, t, i);
        }
    }
}
