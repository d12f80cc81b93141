/*
 * Full-width signs between the brackets of {类型：社区，必填：是} and [甲，乙], as Chinese input methods
 * type them. Each takes three bytes in UTF-8, so its narrow form and two spaces leave every other
 * byte where it is.
 */
#ifndef YAML_FLOW_H
#define YAML_FLOW_H

#include <stdbool.h>
#include <stddef.h>

enum { YAML_FLOW_DEPTH = 32 };

struct yaml_flow { /* zero at first; brackets may be closed on a later line */
    struct yaml_flow_level {
        const char *wide_close; /* how it is closed, or NULL: as ASCII has it */
        bool map;               /* { }; else [ ] */
        bool valued;            /* behind the colon of an entry */
        bool wide_colon;        /* the map's first colon is full-width */
        bool known;             /* it had one */
    } levels[YAML_FLOW_DEPTH];
    size_t depth;
    char quote; /* of a text that goes on in the next line, or 0 */
};

/*
 * Narrows, in one line that is no part of a block text: ｛ ｝ ［ ］ 【 】 that stand around a whole value,
 * ： behind a key, ， between entries. In a map ， parts entries only when a key and its colon follow,
 * of the width that the map's first colon has, so that 说明: 不符，原因：不明 stays one text. Placeholders
 * and what stands between ASCII quotes are left alone.
 */
void yaml_narrow_flow(struct yaml_flow *flow, char *line, size_t length);

#endif
