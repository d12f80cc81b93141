/*
 * base_watch: waiting for files to change, a part of base's contract.
 *
 * Owns      an inotify descriptor over folders, and one for SIGINT and SIGTERM, which end the wait.
 * Protocol  watch_open, watch_add for each folder, then watch_wait as often as wanted, watch_close.
 *           From open to close the two signals are held back and seen by watch_wait alone.
 * Failure   diagnostics BAS….
 * Limits    folders that are made later are not seen; the system's number of watches.
 */
#ifndef HUIBAO_BASE_WATCH_H
#define HUIBAO_BASE_WATCH_H

#include <huibao/base.h>

struct watch;

/* suffixes: NULL-terminated; only files whose names end so count. They must live as long. */
struct watch *watch_open(const char *const *suffixes, struct diags *diags);
void watch_close(struct watch *watch); /* NULL is allowed */
/* A folder that is not there is passed over. */
bool watch_add(struct watch *watch, const char *directory, struct diags *diags);

enum watch_result { WATCH_CHANGED, WATCH_STOPPED, WATCH_TIMEOUT };
/*
 * Sleeps until a file was written, moved in or out, or removed. What comes within a tenth of a second
 * is one change. timeout_ms: −1 for none. ret_name: of the first file, until the next call.
 */
enum watch_result watch_wait(struct watch *watch, int timeout_ms, const char **ret_name);

#endif
