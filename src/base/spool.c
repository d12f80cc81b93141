#include <huibao/base_spool.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base_diags.h"
#include "file.h"
#include "memory.h"

struct spool {
    struct arena *arena;
    struct buf waiting;  /* not in the file yet; all, while there is none */
    uint64_t written;    /* to the file */
    int fd;              /* −1: no file yet */
    int error;           /* of the first write that was refused, or 0 */
    const char *refused; /* the folder it happened in */
    bool closed;
};

static void spool_done(void *object)
{
    struct spool *spool = object;
    if (spool->fd >= 0)
        close(spool->fd);
    buf_done(&spool->waiting);
}

struct spool *spool_new(struct arena *arena)
{
    struct spool *spool = arena_alloc(arena, sizeof *spool);
    *spool = (struct spool){.arena = arena, .fd = -1};
    arena_on_free(arena, spool_done, spool);
    return spool;
}

/* ---- writing ---- */

/* A file that has no name, or loses it at once; −1 with errno. */
static int open_nameless(struct arena *arena, const char *directory)
{
    int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
        return fd;
    char *name = arena_printf(arena, "%s/huibao-XXXXXX", directory);
    fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        unlink(name);
    return fd;
}

/* In the order of SQLite, whose sorting needs such files too; /tmp may be memory. */
static void open_file(struct spool *spool)
{
    const char *const directories[] = {getenv("TMPDIR"), "/var/tmp", "/tmp"};
    for (size_t i = 0; i < BASE_COUNT(directories) && spool->fd < 0; i++) {
        if (!directories[i] || !directories[i][0])
            continue;
        spool->fd = open_nameless(spool->arena, directories[i]);
        if (spool->fd < 0)
            spool->error = errno;
        spool->refused = arena_strdup(spool->arena, directories[i]);
    }
    if (spool->fd >= 0)
        spool->error = 0;
}

static void flush(struct spool *spool)
{
    const char *bytes = spool->waiting.data;
    size_t left = spool->waiting.length;
    while (left > 0 && !spool->error) {
        ssize_t count = write(spool->fd, bytes, left);
        if (count < 0 && errno != EINTR)
            spool->error = errno;
        if (count <= 0)
            continue;
        bytes += count;
        left -= (size_t)count;
        spool->written += (uint64_t)count;
    }
    buf_clear(&spool->waiting);
}

void spool_write(struct spool *spool, const void *bytes, size_t length)
{
    if (spool->error)
        return;
    buf_append(&spool->waiting, bytes, length);
    if (spool->waiting.length < SPOOL_IN_MEMORY)
        return;
    if (spool->fd < 0)
        open_file(spool);
    flush(spool);
}

bool spool_close(struct spool *spool, struct diags *diags)
{
    if (spool->fd >= 0)
        flush(spool);
    spool->closed = true;
    if (!spool->error)
        return true;
    base_file_failed(diags, &BAS013, spool->refused, spool->error);
    diag_hint(diags, "腾出那里的磁盘空间，或者用环境变量 TMPDIR 指定另一个文件夹");
    return false;
}

uint64_t spool_length(const struct spool *spool)
{
    return spool->written + spool->waiting.length;
}

/* ---- reading ---- */

static _Noreturn void lost(void)
{
    static const char message[] =
        "huibao: 读不回自己写下的临时文件（磁盘出错），已停止；数据库和已有文件没有改动。\n";
    fwrite(message, 1, sizeof message - 1, stderr);
    _Exit(70);
}

/* Fills the window from the cursor's place on, with `length` bytes at least. */
static void fill(struct spool_cursor *cursor, size_t length)
{
    const struct spool *spool = cursor->spool;
    size_t wanted = length > SPOOL_WINDOW ? length : SPOOL_WINDOW;
    if (cursor->window_size < wanted) {
        cursor->window = base_realloc(cursor->window, wanted);
        cursor->window_size = wanted;
    }
    cursor->window_start = cursor->offset;
    cursor->window_length = 0;
    while (cursor->window_length < length) {
        ssize_t count = pread(spool->fd, cursor->window + cursor->window_length,
                              cursor->window_size - cursor->window_length,
                              (off_t)(cursor->offset + cursor->window_length));
        if (count == 0 || (count < 0 && errno != EINTR))
            lost();
        cursor->window_length += count > 0 ? (size_t)count : 0;
    }
}

const void *spool_read(struct spool_cursor *cursor, size_t length)
{
    const struct spool *spool = cursor->spool;
    uint64_t left = spool_length(spool) - cursor->offset;
    if (left == 0)
        return NULL;
    if (!spool->closed || length > left)
        lost();
    const char *bytes = spool->waiting.data + cursor->offset;
    if (spool->fd >= 0) {
        uint64_t end = cursor->window_start + cursor->window_length;
        if (cursor->offset + length > end || cursor->offset < cursor->window_start)
            fill(cursor, length);
        bytes = cursor->window + (cursor->offset - cursor->window_start);
    }
    cursor->offset += length;
    return bytes;
}

void spool_cursor_done(struct spool_cursor *cursor)
{
    free(cursor->window);
    cursor->window = NULL;
    cursor->window_size = cursor->window_length = 0;
}
