/* Measures as people write them: 28mm, 16pt, 三号, 2字, #E60012; and the units they stand for. */
#ifndef STYLE_MEASURE_H
#define STYLE_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

#include <huibao/base.h>
#include <huibao/style.h>

/* For constants: points and millimetres in units, rounded. */
#define PT(points) ((int32_t)((points)*STYLE_UNIT + 0.5))
#define MM(millimetres) ((int32_t)((millimetres)*72.0 / 25.4 * STYLE_UNIT + 0.5))

/* All take a text without spaces at its ends, in half-width characters; false if it is none. */
bool measure_length(const char *text, int32_t *ret_units); /* mm 毫米, cm 厘米, pt 磅 */
bool measure_size(const char *text, int32_t *ret_units); /* a length, or 三号, 小四, 小4号 … */
bool measure_count(const char *text, const char *unit, int32_t *ret_count); /* 2字, 2 */
bool measure_color(const char *text, uint32_t *ret_color); /* 黑 红 灰 蓝, #RRGGBB */

/* For messages: “28 mm”, “15.75 pt”, at most two decimals. */
const char *measure_show_mm(struct arena *arena, int32_t units);
const char *measure_show_pt(struct arena *arena, int32_t units);

#endif
