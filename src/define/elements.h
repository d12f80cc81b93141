/* What stands around the body: 版头, 出席, 附件, 落款, 版记. */
#ifndef DEFINE_ELEMENTS_H
#define DEFINE_ELEMENTS_H

#include "reader.h"

/* Reads these keys of the front matter (values by their REPORT_… ids) into the report. */
void elements_read(struct reader *reader, const struct yaml *const *values, struct report *report);

#endif
