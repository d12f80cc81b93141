/*
 * base_spool: bytes too many for memory, written once and read as often as wanted; a part of base's
 * contract.
 *
 * Owns      a temporary file without a name, in $TMPDIR, /var/tmp or /tmp, made when more than
 *           SPOOL_IN_MEMORY bytes have come. It is gone with its arena, however the program ends.
 * Protocol  spool_new, spool_write …, spool_close; then spool_read with a cursor for each reader.
 * Failure   a refused write is kept and told by spool_close (BAS013). What was written and cannot be
 *           read again ends the process (70), as lack of memory does: it must not look like an end.
 * Limits    the disk; memory does not grow with the bytes.
 */
#ifndef HUIBAO_BASE_SPOOL_H
#define HUIBAO_BASE_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diags;
struct spool;

enum { SPOOL_IN_MEMORY = 1 << 20, SPOOL_WINDOW = 1 << 16 };

struct spool_cursor { /* zero-initialised but for `spool`; freed by spool_cursor_done */
    const struct spool *spool;
    uint64_t offset;       /* of the next byte */
    char *window;          /* the bytes at hand, */
    uint64_t window_start; /* … from here on, */
    size_t window_length;  /* … so many */
    size_t window_size;
};

struct spool *spool_new(struct arena *arena);
void spool_write(struct spool *spool, const void *bytes, size_t length);
bool spool_close(struct spool *spool, struct diags *diags);
uint64_t spool_length(const struct spool *spool);
/*
 * The next `length` bytes, which there must be; NULL at the end of the spool. They are good until the next
 * call.
 */
const void *spool_read(struct spool_cursor *cursor, size_t length);
void spool_cursor_done(struct spool_cursor *cursor);

#endif
