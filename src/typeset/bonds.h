/* How firmly the characters of a title hold together: words, names and the small words between. */
#ifndef TYPESET_BONDS_H
#define TYPESET_BONDS_H

#include "para.h"

/* Between two items, looser ones first. */
enum typeset_bond {
    BOND_NONE,     /* not known yet; never handed out */
    BOND_PHRASE,   /* a phrase ends: 情况的|报告, 春晖社区|关于 */
    BOND_NAME,     /* after a name of a place or an organ: 望澜街道|春晖社区 */
    BOND_WORD,     /* between words: 工作|总结 */
    BOND_HEAD,     /* before a word that says little by itself: 化解|工作 */
    BOND_COMPOUND, /* between words that are one thing: 消防|安全 */
    BOND_AFFIX,    /* 办事|处, 近|三年, 关于|加强 */
    BOND_PARTICLE, /* before 的, 了, 和 … */
    BOND_INSIDE,   /* in a word or a name */
    BOND_COUNT
};

/* bonds[k] lies before item k; room for para->count + 1. */
void typeset_bonds(struct para *para, uint8_t *bonds);
/* For headings and cells, whose lines are few: a line may end anywhere, but in a word at this cost of
   the total fit. */
void typeset_bonds_prefer(struct para *para, int32_t in_word);

#endif
