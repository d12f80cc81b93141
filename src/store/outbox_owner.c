/*
 * Who holds a claim. A process is known by its machine, the machine's start (boot), its number and its
 * own start, so that another process that gets the same number is not taken for it.
 */
#include <huibao/store_outbox.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "private.h"

enum { STARTED_AT = 20 }; /* the field of /proc/PID/stat, counted from the one after the name */

/* A small file of /proc on one line; "" when it cannot be read. */
static const char *read_line(struct arena *arena, const char *path)
{
    enum { MOST = 4096 };
    struct diags *unused = diags_new();
    size_t length = 0;
    char *text = file_read(arena, path, MOST, &length, unused);
    diags_free(unused);
    if (!text)
        return "";
    text[strcspn(text, "\n")] = '\0';
    return text;
}

/* When the process began, in ticks since the machine's start; "" when there is no such process. */
static const char *started(struct arena *arena, const char *pid)
{
    const char *text = read_line(arena, arena_printf(arena, "/proc/%s/stat", pid));
    const char *p = strrchr(text, ')'); /* the name before it may hold anything */
    for (int i = 0; p && i < STARTED_AT; i++)
        p = strchr(p + 1, ' ');
    return p ? arena_strndup(arena, p + 1, strcspn(p + 1, " ")) : "";
}

static const char *machine(struct arena *arena, const struct world *world)
{
    const char *boot = read_line(arena, "/proc/sys/kernel/random/boot_id");
    return boot[0] ? arena_printf(arena, "%s %s", world->host, boot) : "";
}

const char *store_outbox_owner(struct arena *arena, const struct world *world)
{
    const char *here = machine(arena, world);
    const char *pid = arena_printf(arena, "%ld", (long)getpid());
    return arena_printf(arena, "%s %s %s", here[0] ? here : world->host, pid, started(arena, pid));
}

/* Of this machine: since it was started anew, or the process is another one by now. */
static bool is_gone(struct arena *arena, const char *owner, const struct world *world)
{
    const char *here = machine(arena, world);
    size_t host = strlen(world->host), length = strlen(here);
    if (length == 0 || strncmp(owner, world->host, host) != 0 || owner[host] != ' ')
        return false; /* nothing is known of processes elsewhere */
    if (strncmp(owner, here, length) != 0 || owner[length] != ' ') {
        const char *number =
            strchr(owner + host + 1, ' '); /* one that knew no start has fewer words */
        return number && strchr(number + 1, ' ');
    }
    const char *pid = owner + length + 1, *end = strchr(pid, ' ');
    if (!end)
        return false;
    const char *now = started(arena, arena_strndup(arena, pid, (size_t)(end - pid)));
    return strcmp(now, end + 1) != 0;
}

bool store_outbox_owner_holds(const char *owner, int64_t lease_until, const struct world *world)
{
    if (!owner || lease_until <= world->clock)
        return false;
    struct arena *arena = arena_new();
    bool gone = is_gone(arena, owner, world);
    arena_free(arena);
    return !gone;
}
