/* 定时 and 报送. */
#ifndef DEFINE_DELIVER_H
#define DEFINE_DELIVER_H

#include "reader.h"

/* Reads both into the report, whose parameters have been read. Either may be NULL. */
void deliver_read(struct reader *reader, const struct yaml *schedule, const struct yaml *deliver,
                  struct report *report);

/* Both as text, for the dump. */
void deliver_dump(const struct report *report, struct buf *out);

#endif
