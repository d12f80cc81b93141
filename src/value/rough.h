/* Round numbers and the word that is true of them: 约210, 210余, 近220, 不到220, 210人以上. */
#ifndef VALUE_ROUGH_H
#define VALUE_ROUGH_H

#include <huibao/value.h>

/* The number and its word; the style is a rough one. */
const char *value_rough(struct arena *arena, struct value value, const struct value_format *format);

#endif
