/* Waiting for files to change: inotify over folders, since editors replace a file instead of writing it. */
#include <huibao/base_watch.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base_diags.h"

enum { SETTLE_MS = 100 };

struct watch {
    struct arena *arena;
    const char *const *suffixes;
    int files, signals; /* descriptors */
    sigset_t before;    /* the signal mask when it was opened */
    struct buf name;    /* of the file that changed */
};

static void fail(const char *what, struct diags *diags)
{
    int error = errno;
    diag_add(diags, &BAS012, &PLACE_NONE, DIAG_ARGS(what));
    diag_detail(diags, "%s", strerror(error));
    if (error == ENOSPC || error == EMFILE)
        diag_hint(diags, "系统允许监视的文件夹太少：fs.inotify.max_user_watches");
}

struct watch *watch_open(const char *const *suffixes, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct watch *watch = arena_alloc(arena, sizeof *watch);
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    watch->arena = arena;
    watch->suffixes = suffixes;
    sigprocmask(SIG_BLOCK, &ending, &watch->before);
    watch->files = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    watch->signals = signalfd(-1, &ending, SFD_CLOEXEC | SFD_NONBLOCK);
    if (watch->files >= 0 && watch->signals >= 0)
        return watch;
    fail("文件", diags);
    watch_close(watch);
    return NULL;
}

void watch_close(struct watch *watch)
{
    if (!watch)
        return;
    if (watch->files >= 0)
        close(watch->files);
    if (watch->signals >= 0)
        close(watch->signals);
    sigprocmask(SIG_SETMASK, &watch->before, NULL);
    buf_done(&watch->name);
    arena_free(watch->arena);
}

bool watch_add(struct watch *watch, const char *directory, struct diags *diags)
{
    uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR;
    if (inotify_add_watch(watch->files, directory, events) >= 0 || errno == ENOENT ||
        errno == ENOTDIR)
        return true;
    fail(directory, diags);
    return false;
}

static bool counts(const struct watch *watch, const char *name)
{
    size_t length = strlen(name);
    for (const char *const *suffix = watch->suffixes; *suffix; suffix++) {
        size_t tail = strlen(*suffix);
        if (length > tail && name[0] != '.' && strcmp(name + length - tail, *suffix) == 0)
            return true;
    }
    return false;
}

/* Takes what has happened off the queue; whether any of it counts. */
static bool read_events(struct watch *watch)
{
    _Alignas(struct inotify_event) char bytes[4096];
    bool any = false;
    ssize_t got;
    while ((got = read(watch->files, bytes, sizeof bytes)) > 0) {
        for (ssize_t at = 0; at < got;) {
            struct inotify_event event;
            memcpy(&event, bytes + at, sizeof event);
            const char *name = event.len ? bytes + at + sizeof event : "";
            if (!any && counts(watch, name)) {
                buf_clear(&watch->name);
                buf_puts(&watch->name, name);
                any = true;
            }
            at += (ssize_t)(sizeof event + event.len);
        }
    }
    return any;
}

/* Left alone, it would end the process when watch_close gives the mask back. */
static void take_signal(const struct watch *watch)
{
    struct signalfd_siginfo taken;
    (void)!read(watch->signals, &taken, sizeof taken);
}

enum watch_result watch_wait(struct watch *watch, int timeout_ms, const char **ret_name)
{
    struct pollfd polled[] = {{watch->files, POLLIN, 0}, {watch->signals, POLLIN, 0}};
    for (;;) {
        int ready = poll(polled, BASE_COUNT(polled), timeout_ms);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready < 0 || polled[1].revents) {
            take_signal(watch);
            return WATCH_STOPPED;
        }
        if (ready == 0)
            return WATCH_TIMEOUT;
        if (read_events(watch))
            break;
    }
    const char *name = arena_strdup(watch->arena, watch->name.data);
    while (poll(polled, 1, SETTLE_MS) > 0 && polled[0].revents)
        read_events(watch);
    buf_clear(&watch->name);
    buf_puts(&watch->name, name);
    *ret_name = watch->name.data;
    return WATCH_CHANGED;
}
