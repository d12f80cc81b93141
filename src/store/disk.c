/* Databases that several machines use: which log of writes they need, and on what disks. */
#include <sys/statfs.h>

#include <stdint.h>
#include <string.h>

#include "private.h"

/* statfs(2): file systems whose files are on another machine, or may be. */
bool store_is_network_type(uint32_t type)
{
    static const uint32_t types[] = {
        0x6969 /* NFS */,      0x517B /* SMB */,    0xFF534D42 /* CIFS */, 0xFE534D42 /* SMB 2 */,
        0x65735546 /* FUSE */, 0x01021997 /* 9P */, 0x00C36400 /* Ceph */, 0x5346414F /* AFS */,
        0x47504653 /* GPFS */, 0x0BD00BD0 /* Lustre */};
    for (size_t i = 0; i < BASE_COUNT(types); i++) {
        if (types[i] == type)
            return true;
    }
    return false;
}

uint32_t store_disk_type(const char *path)
{
    struct statfs disk;
    return statfs(path, &disk) == 0 ? (uint32_t)disk.f_type : 0;
}

bool store_uses_wal(sqlite3 *db)
{
    STORE_STATEMENT statement = NULL;
    return sqlite3_prepare_v2(db, "PRAGMA journal_mode", -1, &statement, NULL) == SQLITE_OK &&
           sqlite3_step(statement) == SQLITE_ROW &&
           strcmp((const char *)sqlite3_column_text(statement, 0), "wal") == 0;
}

void store_warn_network(sqlite3 *db, const char *path, uint32_t type, struct diags *diags)
{
    if (!store_is_network_type(type) || !store_uses_wal(db))
        return;
    diag_add(diags, &STO065, &PLACE_NONE, DIAG_ARGS(path));
    diag_hint(diags,
              "只有一台电脑用它时不要紧；几台都用的，先都停下来，再运行 huibao init --shared");
}

bool store_set_shared(struct store *store, bool shared, struct diags *diags)
{
    const char *pragma = shared ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL";
    int status = sqlite3_exec(store->db, pragma, NULL, NULL, NULL);
    if (status == SQLITE_OK && store_uses_wal(store->db) != shared)
        return true;
    if (status != SQLITE_OK && (status & 0xFF) != SQLITE_BUSY) {
        store_fail(store->db, status, store->path, diags);
        return false;
    }
    diag_add(diags, &STO066, &PLACE_NONE, DIAG_ARGS(store->path));
    diag_hint(diags, "先停下正在用它的程序（别的窗口、定时的 run-due、别的电脑），再运行一次");
    return false;
}
