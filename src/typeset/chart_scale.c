/*
 * Ticks of a value axis: steps of 1, 2, 2.5 or 5 times a power of ten, chosen by what Talbot, Lin and
 * Hanrahan weigh (An Extension of Wilkinson's Algorithm, 2010): little empty axis, a simple step, as
 * many ticks as there is room for. Ticks are multiples of whole numbers, so their texts are exact.
 */
#include "chart.h"

#include <math.h>

#include <huibao/base.h>

#define TICKS_LEAST 3
#define TICKS_MOST 8
#define NONE (-9.0) /* below every score */
#define SAME 1e-9   /* data closer together than this, relative to their size, are equal */

static const int64_t steps[] = {1, 5, 2, 25}; /* the simplest first */

static double power_of_ten(int exponent)
{
    return exponent < 0 ? 1 / pow(10, -exponent) : pow(10, exponent);
}

double typeset_chart_tick(const struct chart_scale *scale, int64_t k)
{
    double count = (double)(k * scale->step);
    return scale->exponent < 0 ? count / pow(10, -scale->exponent)
                               : count * pow(10, scale->exponent);
}

/* The fewest ticks of a step that cover the data, and no fewer than the axis needs. */
static struct chart_scale scale_of_step(double least, double most, int64_t step, int exponent)
{
    struct chart_scale scale = {.step = step, .exponent = exponent};
    double size = (double)step * power_of_ten(exponent);
    scale.first = (int64_t)floor(least / size + SAME);
    scale.last = (int64_t)ceil(most / size - SAME);
    if (typeset_chart_tick(&scale, scale.first) > least)
        scale.first--;
    if (typeset_chart_tick(&scale, scale.last) < most)
        scale.last++;
    while (scale.last - scale.first + 1 < TICKS_LEAST) {
        if (scale.last <= 0)
            scale.first--;
        else
            scale.last++;
    }
    return scale;
}

static double scale_score(const struct chart_scale *scale, const struct chart_wish *wish,
                          size_t rank)
{
    double span = typeset_chart_tick(scale, scale->last) - typeset_chart_tick(scale, scale->first);
    double coverage = (wish->most - wish->least) / span;
    double simplicity = 1 - (double)rank / 4;
    double count = (double)(scale->last - scale->first + 1);
    double density = 1 - fabs(count - wish->ticks) / TICKS_MOST;
    return coverage + 0.2 * simplicity + 0.4 * density;
}

struct chart_scale typeset_chart_scale(const struct chart_wish *wanted)
{
    struct chart_wish wish = *wanted;
    if (wish.zero) {
        wish.least = fmin(wish.least, 0);
        wish.most = fmax(wish.most, 0);
    }
    double size = fmax(fabs(wish.least), fabs(wish.most));
    if (wish.most - wish.least <= size * SAME) { /* all equal, or nothing but zeros */
        wish.least = fmin(wish.least, 0);
        wish.most = wish.least < 0 ? 0 : fmax(wish.most, size > 0 ? 0 : 1);
    }
    int exponent = (int)floor(log10(wish.most - wish.least)) - 2;
    struct chart_scale best = {0};
    double best_score = NONE;
    for (int e = exponent; e <= exponent + 3 || best_score <= NONE; e++) {
        for (size_t rank = 0; rank < BASE_COUNT(steps); rank++) {
            if (wish.whole && e < 0)
                continue;
            struct chart_scale scale = scale_of_step(wish.least, wish.most, steps[rank], e);
            double score = scale_score(&scale, &wish, rank);
            if (scale.last - scale.first < TICKS_MOST && score > best_score) {
                best = scale;
                best_score = score;
            }
        }
    }
    return best;
}
