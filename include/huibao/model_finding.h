/*
 * model_finding: 审核, failing checks with the cells that they are about, a part of model's contract.
 *
 * Owns      what an output needs to mark those cells, and to watch them where it can calculate.
 * Protocol, lifetime, failure  as model.h says.
 * Limits    none of its own.
 *
 * A finding with a relation is left R right, each side a sum of operands, and fails with the numbers of
 * the rule; with those that the cells hold, being rounded, it may not. One without a relation is only
 * known to fail as long as its cells hold what they hold.
 */
#ifndef HUIBAO_MODEL_FINDING_H
#define HUIBAO_MODEL_FINDING_H

#include <stdbool.h>
#include <stddef.h>

struct model_table;

enum model_relation {
    MODEL_RELATION_NONE,
    MODEL_EQUAL,
    MODEL_UNEQUAL,
    MODEL_LESS,
    MODEL_AT_MOST,
    MODEL_MORE,
    MODEL_AT_LEAST
};

struct model_operand {
    const struct model_table *table; /* of a block; NULL: the number stands in no table, */
    bool constant;                   /* … because the rule itself says it: 100 */
    size_t row, column;
    double number; /* of a cell as it holds it; else the rule's */
    double scale;  /* × this is in the rule's unit: 10000 for a cell in 万元; not 0 */
    bool minus;
};

struct model_finding {
    const char *id, *says; /* D08, 分类之和应等于受理 */
    const char *figures;   /* 合计 12件 ≠ 受理 11件，差 1件 */
    const char *because;   /* explained: 因为…（王某某，2026-11-03）; or NULL */
    bool grave;            /* stops publication or upload, and is not explained */
    enum model_relation relation;
    double room;                          /* how far apart the sides may be, */
    bool room_percent;                    /* … in per cent of the right one */
    const struct model_operand *operands; /* those of the left side, then those of the right */
    size_t left_count, count;
};

/* Whether it fails with these sums of the two sides; true without a relation. */
bool model_finding_fails(const struct model_finding *finding, double left, double right);

#endif
