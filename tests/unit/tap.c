#include "tap.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct entry {
    const char *file, *name;
    void (*run)(void);
};

static struct {
    struct entry entries[2000];
    size_t count;
    bool failed;
    char dir[64];
    char paths[16][256];
    size_t next_path;
} tap;

void tap_register(const char *file, const char *name, void (*run)(void))
{
    if (tap.count == sizeof tap.entries / sizeof tap.entries[0])
        abort();
    tap.entries[tap.count++] = (struct entry){file, name, run};
}

bool tap_check(bool holds, const char *file, int line, const char *what)
{
    if (!holds) {
        tap.failed = true;
        printf("# %s:%d: %s does not hold\n", file, line, what);
    }
    return holds;
}

bool tap_check_str(const char *got, const char *want, const char *file, int line, const char *what)
{
    bool same = got == want || (got && want && strcmp(got, want) == 0);
    if (!same) {
        tap.failed = true;
        printf("# %s:%d: %s is “%s”, not “%s”\n", file, line, what, got ? got : "(null)",
               want ? want : "(null)");
    }
    return same;
}

bool tap_check_int(long long got, long long want, const char *file, int line, const char *what)
{
    if (got != want) {
        tap.failed = true;
        printf("# %s:%d: %s is %lld, not %lld\n", file, line, what, got, want);
    }
    return got == want;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *ftw)
{
    (void)status;
    (void)type;
    (void)ftw;
    return remove(path);
}

static void remove_dir(void)
{
    if (tap.dir[0])
        nftw(tap.dir, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

const char *tap_dir(void)
{
    if (!tap.dir[0]) {
        snprintf(tap.dir, sizeof tap.dir, "/tmp/huibao-unit-XXXXXX");
        if (!mkdtemp(tap.dir))
            abort();
        atexit(remove_dir);
    }
    return tap.dir;
}

const char *tap_path(const char *name)
{
    char *path = tap.paths[tap.next_path++ % 16];
    snprintf(path, sizeof tap.paths[0], "%s/%s", tap_dir(), name);
    return path;
}

void tap_write(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
        abort();
}

/* With an argument, runs only the tests whose name contains it. */
int main(int argc, char **argv)
{
    size_t failures = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (size_t i = 0; i < tap.count; i++) {
        const struct entry *entry = &tap.entries[i];
        if (argc > 1 && !strstr(entry->name, argv[1]))
            continue;
        tap.failed = false;
        entry->run();
        failures += tap.failed;
        printf("%s %zu - %s %s\n", tap.failed ? "not ok" : "ok", i + 1, entry->file, entry->name);
    }
    return failures > 0;
}
