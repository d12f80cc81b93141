/* kill -9 at any moment of an import: afterwards the database is whole, with none or all of it. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "import_support.h"
#include "tap.h"

#define ROWS 4000

static void write_rows(struct desk *desk, int value)
{
    struct buf text = {0};
    buf_puts(&text, "社区编码,期,名称,数值,单位\n");
    for (int i = 0; i < ROWS; i++)
        buf_printf(&text, "春晖社区,2026-10,活动%d,%d,次\n", i, value);
    tap_write(desk->file, text.data, text.length);
    buf_done(&text);
}

/* The child imports the file and is killed after `microseconds`, or ends by itself. */
static bool import_and_kill(struct desk *desk, long microseconds)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct diags *diags = diags_new();
        struct store *store = store_open(desk->database, STORE_WRITE, &desk->world, diags);
        bool good = store && import_file(store, store_kind_find("quantities"), desk->file, NULL,
                                         &desk->world, NULL, diags);
        store_close(store);
        _exit(good ? 0 : 1);
    }
    struct timespec pause = {microseconds / 1000000, microseconds % 1000000 * 1000};
    nanosleep(&pause, NULL);
    kill(child, SIGKILL);
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    return WIFSIGNALED(status);
}

TEST(killed_at_any_moment)
{
    struct desk desk;
    desk_open(&desk);
    store_close(desk.store);
    desk.store = NULL;
    int killed = 0, value = 0; /* 0: nothing loaded yet */
    for (int round = 1; round <= 40; round++) {
        write_rows(&desk, round);
        killed += import_and_kill(&desk, 500 + round * round * 60);
        CHECK_STR(ask(&desk, "PRAGMA integrity_check"), "ok");
        CHECK_STR(ask(&desk, "SELECT count(*) FROM 数量"),
                  value || atoi(ask(&desk, "SELECT count(*) FROM 数量")) ? "4000" : "0");
        int now = atoi(ask(&desk, "SELECT ifnull(max(数值), 0) FROM 数量"));
        CHECK_INT(atoi(ask(&desk, "SELECT ifnull(min(数值), 0) FROM 数量")),
                  now); /* of one batch */
        CHECK(now == value || now == round);
        value = now;
    }
    printf("# %d of 40 imports were killed\n", killed);
    CHECK(killed > 0);
    desk_close(&desk);
}
