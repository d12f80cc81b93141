/* A check in words: what its sides are made of, with every value, its unit and the difference. */
#ifndef COMPOSE_CHECK_WORDS_H
#define COMPOSE_CHECK_WORDS_H

#include <huibao/define_check.h>

#include "composer.h"

struct checking { /* a check being judged, or a row of one */
    struct composer *composer;
    const struct define_check *check;
    const struct frame_cursor *row; /* of `each`; or NULL */
    struct value left, right;       /* of a comparison */
};

/* The value of a part of the rule's text; false after a diagnostic. */
bool checking_value(struct checking *checking, const char *sql, struct value *ret_value);
/* 受理 11件 ≠ 成功 9件 + 不成 1件 = 10件，差 1件; of other rules 受理 11件，成功 9件. In the audit's arena. */
const char *check_words(struct checking *checking, bool holds);
/* 上期.受理没有值: why the rule has no result. */
const char *check_words_missing(struct checking *checking);
/* 印在 月报.md 第 12、34 行: where the report prints what the rule is about; NULL: nowhere. */
const char *check_words_printed(struct composer *composer, const struct define_check *check);
/* The indicator that a name of the rule is; NULL for columns, sums and parameters. */
const struct define_indicator *check_indicator(const struct checking *checking,
                                               const struct define_name *name);
/* Evaluates to itself: 100, '邻里'. */
bool check_is_literal(const struct define_term *term);
/* Whether the rule has the name at an earlier place too. */
bool check_is_repeated(const struct define_expr *rule, size_t index);
/* How far apart the tolerance lets the sides be. */
double check_room(const struct define_check *check, double right);
/* How far the left side is above the right one. */
struct value check_apart(struct value left, struct value right);
/* = for an equation that should hold, ≠ for one that does not; "" of other rules. */
const char *check_sign(const struct define_check *check, bool holds);
/* A number without unit, to as many decimals as its words show; and in these words. */
struct value check_shown(struct value value);
const char *check_show_plain(struct arena *arena, struct value value);
const char *check_name(struct arena *arena, const struct define_name *name); /* 上期.受理 */

#endif
