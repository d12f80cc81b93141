/* Waiting for files to change. */
#include <huibao/base_watch.h>

#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"

static const char *const suffixes[] = {".md", ".yaml", NULL};

static struct watch *opened(const char *folder, struct diags *diags)
{
    mkdir(tap_path(folder), 0700);
    struct watch *watch = watch_open(suffixes, diags);
    if (CHECK(watch != NULL))
        CHECK(watch_add(watch, tap_path(folder), diags));
    return watch;
}

TEST(a_file_that_is_written_or_moved_in_is_told)
{
    struct diags *diags = diags_new();
    struct watch *watch = opened("w1", diags);
    const char *name = "";
    CHECK_INT(watch_wait(watch, 0, &name), WATCH_TIMEOUT);
    tap_write(tap_path("w1/a.md"), "x", 1);
    CHECK_INT(watch_wait(watch, 2000, &name), WATCH_CHANGED);
    CHECK_STR(name, "a.md");
    tap_write(tap_path("w1/.new"), "x", 1); /* as editors do */
    CHECK_INT(rename(tap_path("w1/.new"), tap_path("w1/b.yaml")), 0);
    CHECK_INT(watch_wait(watch, 2000, &name), WATCH_CHANGED);
    CHECK_STR(name, "b.yaml");
    CHECK_INT(unlink(tap_path("w1/a.md")), 0);
    CHECK_INT(watch_wait(watch, 2000, &name), WATCH_CHANGED);
    CHECK_STR(name, "a.md");
    watch_close(watch);
    diags_free(diags);
}

TEST(several_files_at_once_are_one_change)
{
    struct diags *diags = diags_new();
    struct watch *watch = opened("w2", diags);
    const char *name = "";
    tap_write(tap_path("w2/a.md"), "x", 1);
    tap_write(tap_path("w2/b.md"), "x", 1);
    tap_write(tap_path("w2/c.yaml"), "x", 1);
    CHECK_INT(watch_wait(watch, 2000, &name), WATCH_CHANGED);
    CHECK_STR(name, "a.md");
    CHECK_INT(watch_wait(watch, 50, &name), WATCH_TIMEOUT);
    watch_close(watch);
    diags_free(diags);
}

TEST(other_files_and_hidden_ones_do_not_count)
{
    struct diags *diags = diags_new();
    struct watch *watch = opened("w3", diags);
    const char *name = "";
    tap_write(tap_path("w3/out.pdf"), "x", 1);
    tap_write(tap_path("w3/.a.md"), "x", 1);
    tap_write(tap_path("w3/a.md~"), "x", 1);
    CHECK_INT(watch_wait(watch, 50, &name), WATCH_TIMEOUT);
    watch_close(watch);
    diags_free(diags);
}

TEST(a_signal_ends_the_wait_and_the_mask_is_given_back)
{
    struct diags *diags = diags_new();
    sigset_t before, after;
    sigprocmask(SIG_SETMASK, NULL, &before);
    struct watch *watch = opened("w4", diags);
    const char *name = "";
    raise(SIGTERM);
    CHECK_INT(watch_wait(watch, 2000, &name), WATCH_STOPPED);
    watch_close(watch); /* and nothing is left that would end the process */
    sigprocmask(SIG_SETMASK, NULL, &after);
    CHECK_INT(sigismember(&after, SIGTERM), sigismember(&before, SIGTERM));
    diags_free(diags);
}

TEST(a_folder_that_is_not_there_is_passed_over)
{
    struct diags *diags = diags_new();
    struct watch *watch = watch_open(suffixes, diags);
    CHECK(watch_add(watch, tap_path("nothing"), diags));
    CHECK_INT(diags_kept(diags), 0);
    watch_close(watch);
    watch_close(NULL);
    diags_free(diags);
}

TEST(a_folder_that_may_not_be_watched_is_said)
{
    struct diags *diags = diags_new();
    struct watch *watch = watch_open(suffixes, diags);
    char path[5000] = "/";
    memset(path + 1, 'x', sizeof path - 2);
    path[sizeof path - 1] = '\0';
    CHECK(!watch_add(watch, path, diags)); /* a name too long */
    if (CHECK_INT(diags_kept(diags), 1))
        CHECK_STR(diags_at(diags, 0)->kind->code, "BAS012");
    watch_close(watch);
    diags_free(diags);
}
