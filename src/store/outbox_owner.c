/*
 * Who holds a claim. A process is known by its machine (name and machine-id), the machine's start (boot), the
 * namespace of processes, its number and its own start, so that another process that gets the same number is
 * not taken for it.
 */
#include <huibao/store_outbox.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

/* The id a machine was given when it was installed (machine-id(5)): 32 hexadecimal digits; "" without one. */
static const char *machine_id(struct arena *arena)
{
    enum { DIGITS = 32 };
    static const char *const files[] = {"/etc/machine-id", "/var/lib/dbus/machine-id"};
    for (size_t i = 0; i < BASE_COUNT(files); i++) {
        const char *id = read_line(arena, files[i]);
        if (strlen(id) == DIGITS && strspn(id, "0123456789abcdef") == DIGITS)
            return id;
    }
    return "";
}

/* Its name alone is not it: machines set up from one image often have the same. */
static const char *machine(struct arena *arena, const struct world *world)
{
    const char *id = machine_id(arena);
    return arena_printf(arena, "%s%s%s", world->host, id[0] ? "#" : "", id);
}

/* Within which a process's number means anything: one start of the machine, one namespace of processes (a
   container has its own). "" when that is not known. */
static const char *run_of(struct arena *arena)
{
    const char *boot = read_line(arena, "/proc/sys/kernel/random/boot_id");
    struct stat space;
    if (!boot[0] || stat("/proc/self/ns/pid", &space) != 0)
        return "";
    return arena_printf(arena, "%s %llu", boot, (unsigned long long)space.st_ino);
}

const char *store_outbox_owner(struct arena *arena, const struct world *world)
{
    const char *pid = arena_printf(arena, "%ld", (long)getpid());
    const char *run = run_of(arena);
    return arena_printf(arena, "%s %s%s%s %s", machine(arena, world), run, run[0] ? " " : "", pid,
                        started(arena, pid));
}

/* What follows `text` and a space; NULL when `owner` does not begin so. */
static const char *after(const char *owner, const char *text)
{
    size_t length = strlen(text);
    return strncmp(owner, text, length) == 0 && owner[length] == ' ' ? owner + length + 1 : NULL;
}

/* Of this machine: since it was started anew, or the process is another one by now. */
static bool is_gone(struct arena *arena, const char *owner, const struct world *world)
{
    enum { BOOT_ID = 36 };
    const char *here = machine(arena, world), *run = run_of(arena);
    const char *theirs = after(owner, here);
    if (!theirs || !run[0])
        return false; /* nothing is known of processes elsewhere */
    const char *pid = after(theirs, run);
    if (!pid) /* an older start of a machine that is certainly this one */
        return strchr(here, '#') && strcspn(theirs, " ") == BOOT_ID &&
               strncmp(theirs, run, BOOT_ID) != 0;
    const char *end = strchr(pid, ' ');
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
