/*
 * 表文: two quantities that a rule says are equal must be equal as they are printed, in the sentence and
 * in the table. A number in 万元 may stand beside one in 元 if it is that one rounded.
 */
#ifndef COMPOSE_AGREE_H
#define COMPOSE_AGREE_H

#include <huibao/define_check.h>

#include "composer.h"

/* How two numbers that the report prints differ although the rule holds; NULL: they do not. */
const char *agree_words(struct composer *composer, const struct define_check *check);

#endif
