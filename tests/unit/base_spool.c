#include <huibao/base.h>
#include <huibao/base_spool.h>

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base_diags.h"
#include "tap.h"

enum { RECORDS = 5000 };

/* Of lengths that never meet the edges of a window, with some longer than one. */
static size_t record_length(size_t number)
{
    return number % 997 == 996 ? SPOOL_WINDOW + number : number % 733 + 1;
}

static void write_records(struct spool *spool, size_t count)
{
    char *bytes = malloc(SPOOL_WINDOW + RECORDS);
    for (size_t i = 0; bytes && i < count; i++) {
        memset(bytes, (int)(i % 251), record_length(i));
        spool_write(spool, bytes, record_length(i));
    }
    free(bytes);
}

static bool is_record(const char *bytes, size_t number)
{
    size_t length = record_length(number);
    for (size_t i = 0; bytes && i < length; i++)
        if ((unsigned char)bytes[i] != number % 251)
            return false;
    return bytes;
}

static bool next_is(struct spool_cursor *cursor, size_t number)
{
    return is_record(spool_read(cursor, record_length(number)), number);
}

TEST(spool_few_bytes_stay_in_memory)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct spool *spool = spool_new(arena);
    setenv("TMPDIR", tap_path("nowhere"), 1);
    write_records(spool, 10);
    CHECK(spool_close(spool, diags));
    struct spool_cursor cursor = {.spool = spool};
    for (size_t i = 0; i < 10; i++)
        CHECK(next_is(&cursor, i));
    CHECK(!spool_read(&cursor, 1));
    spool_cursor_done(&cursor);
    unsetenv("TMPDIR");
    diags_free(diags);
    arena_free(arena);
}

TEST(spool_many_bytes_come_back_to_every_reader)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct spool *spool = spool_new(arena);
    CHECK(file_make_dirs(tap_path("spool"), diags));
    setenv("TMPDIR", tap_path("spool"), 1);
    write_records(spool, RECORDS);
    CHECK(spool_close(spool, diags));
    CHECK(spool_length(spool) > SPOOL_IN_MEMORY);
    size_t left_behind = 0;
    file_entries(arena, tap_path("spool"), &left_behind, diags);
    CHECK_INT(left_behind, 0); /* the file has no name */
    struct spool_cursor one = {.spool = spool}, other = {.spool = spool};
    size_t wrong = 0;
    for (size_t i = 0; i < RECORDS; i++) {
        wrong += !next_is(&one, i);
        wrong += i % 2 && !next_is(&other, i / 2);
    }
    CHECK_INT(wrong, 0);
    CHECK(!spool_read(&one, 1));
    spool_cursor_done(&one);
    spool_cursor_done(&other);
    unsetenv("TMPDIR");
    CHECK_INT(diags_kept(diags), 0);
    diags_free(diags);
    arena_free(arena);
}

TEST(spool_of_nothing)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct spool *spool = spool_new(arena);
    CHECK(spool_close(spool, diags));
    struct spool_cursor cursor = {.spool = spool};
    CHECK(!spool_read(&cursor, 1));
    spool_cursor_done(&cursor);
    diags_free(diags);
    arena_free(arena);
}

TEST(spool_refused_is_told)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct spool *spool = spool_new(arena);
    struct rlimit before, little;
    getrlimit(RLIMIT_FSIZE, &before);
    little = (struct rlimit){SPOOL_IN_MEMORY / 2, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &little);
    write_records(spool, RECORDS);
    CHECK(!spool_close(spool, diags));
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    CHECK_INT(diags_kept(diags), 1);
    CHECK(diags_at(diags, 0) && diags_at(diags, 0)->kind == &BAS013);
    diags_free(diags);
    arena_free(arena);
}

/* What is lacking must not look like the end. */
TEST(spool_lost_bytes_end_the_process)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct spool *spool = spool_new(arena);
    spool_write(spool, "12345", 5);
    CHECK(spool_close(spool, diags));
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        struct spool_cursor cursor = {.spool = spool};
        close(STDERR_FILENO);
        spool_read(&cursor, 6);
        _exit(0);
    }
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK_INT(WEXITSTATUS(status), 70);
    diags_free(diags);
    arena_free(arena);
}
