/* SQLite's statuses in the user's words. */
#include <errno.h>

#include "private.h"

#define READONLY_HINT                                                                              \
    "请检查数据库文件和它所在文件夹的权限：只是查看，也要能写这个文件夹（里面有它的 -wal、-shm）"

static const struct {
    int status; /* primary code */
    const struct diag_kind *kind;
    const char *hint;
} failures[] = {
    {SQLITE_NOTADB, &STO002, "请确认文件名；新的数据库用 huibao init 建立"},
    {SQLITE_READONLY, &STO007, READONLY_HINT},
    {SQLITE_PERM, &STO007, READONLY_HINT},
    {SQLITE_BUSY, &STO008, "请关闭正在使用它的程序，或稍后再试"},
    {SQLITE_LOCKED, &STO008, "请关闭正在使用它的程序，或稍后再试"},
    {SQLITE_FULL, &STO009, "请清理磁盘后再试；这次没有写入任何内容"},
    {SQLITE_CORRUPT, &STO010, "请用备份恢复"},
    {SQLITE_IOERR, &STO011, "请检查磁盘；这次没有写入任何内容"},
    {SQLITE_CANTOPEN, &STO012, "请检查文件夹是否存在、能否写入"},
    {SQLITE_NOMEM, &STO013, "请关闭别的程序后再试；这次没有写入任何内容"},
};

void store_fail(sqlite3 *db, int status, const char *path, struct diags *diags)
{
    const struct diag_kind *kind = &STO015;
    const char *hint = NULL;
    if ((status & 0xFF) == SQLITE_IOERR && db && sqlite3_system_errno(db) == ENOSPC)
        status = SQLITE_FULL; /* the log or its memory found no room */
    for (size_t i = 0; i < BASE_COUNT(failures); i++) {
        if (failures[i].status == (status & 0xFF)) {
            kind = failures[i].kind;
            hint = failures[i].hint;
        }
    }
    struct buf seconds = {0};
    buf_printf(&seconds, "%d", STORE_BUSY_SECONDS);
    diag_add(diags, kind, NULL, DIAG_ARGS(path, seconds.data));
    buf_done(&seconds);
    if (kind != &STO009) /* which says it all */
        diag_detail(diags, "%s", db ? sqlite3_errmsg(db) : sqlite3_errstr(status));
    if (hint)
        diag_hint(diags, "%s", hint);
}
