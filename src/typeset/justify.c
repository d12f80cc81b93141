/*
 * Bringing one line to its measure: compression, then stretch, class by class in the prescribed
 * order, equal amounts within a class up to its limits, remainders spread so that the sum is exact.
 * Source: CLREQ 3.6.3, 3.6.4; the order and limits are the tables of para.h and gap.c.
 */
#include "para.h"

/* One kind of adjustment over the glues of a line: which take part, and how far they go. */
struct pass {
    const struct para *para;
    size_t first, count; /* items first … first + count − 1 carry the glues */
    bool shrink;
    int class; /* enum shrink_class, or enum stretch_class; −1: the general stretch */
};

/* The most this glue can change in the pass; −1: it takes no part. */
static int64_t pass_capacity(const struct pass *pass, size_t k)
{
    const struct para_item *item = &pass->para->items[pass->first + k];
    if (pass->class < 0)
        return item->stretches ? INT32_MAX : -1;
    if (pass->shrink)
        return item->shrink_class == pass->class && item->shrink > 0 ? item->shrink : -1;
    return item->stretch_class == pass->class && item->stretch > 0 ? item->stretch : -1;
}

/* Sum and number still open when everybody changes by at most `level`. */
static int64_t pass_sum(const struct pass *pass, int64_t level, int64_t *ret_open)
{
    int64_t sum = 0;
    int64_t open = 0;
    for (size_t k = 0; k < pass->count; k++) {
        int64_t capacity = pass_capacity(pass, k);
        if (capacity < 0)
            continue;
        sum += capacity > level ? level : capacity;
        open += capacity > level;
    }
    *ret_open = open;
    return sum;
}

/* Changes the gaps by `need` in all, as far as the pass allows; returns what is left. */
static int64_t pass_apply(const struct pass *pass, int64_t need, int32_t *gaps)
{
    int64_t level = 0;
    int64_t open = 0;
    int64_t rest = need;
    for (;;) {
        rest = need - pass_sum(pass, level, &open);
        if (open == 0 || rest < open)
            break;
        level += rest / open;
    }
    int64_t spread = open ? rest : 0;
    int64_t seen = 0;
    for (size_t k = 0; k < pass->count; k++) {
        int64_t capacity = pass_capacity(pass, k);
        if (capacity < 0)
            continue;
        int64_t change = capacity > level ? level : capacity;
        if (capacity > level) {
            change += (seen + 1) * spread / open - seen * spread / open;
            seen++;
        }
        gaps[k] += (int32_t)(pass->shrink ? -change : change);
    }
    return rest - spread;
}

int32_t typeset_justify(const struct para *para, size_t first, size_t end, int32_t target,
                        int32_t *gaps)
{
    size_t count = end - first - 1;
    for (size_t k = 0; k < count; k++)
        gaps[k] = para->items[first + k].gap;
    int64_t need = (int64_t)target - typeset_fit_natural(para, first, end);
    struct pass pass = {.para = para, .first = first, .count = count, .shrink = need < 0};
    if (need < 0) {
        int64_t left = -need;
        for (pass.class = 0; pass.class < SHRINK_COUNT && left > 0; pass.class ++)
            left = pass_apply(&pass, left, gaps);
        return target + (int32_t)left;
    }
    for (pass.class = 0; pass.class < STRETCH_COUNT && need > 0; pass.class ++)
        need = pass_apply(&pass, need, gaps);
    pass.class = -1;
    if (need > 0)
        need = pass_apply(&pass, need, gaps);
    return target - (int32_t)need;
}
