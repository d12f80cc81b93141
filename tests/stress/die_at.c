/*
 * Preloaded: the process dies, as by kill -9, before its N-th change of the disk (DIE_AT=N). Without
 * DIE_AT it only counts; DIE_COUNT names the file that gets the number at the end.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static long done;

static void step(void)
{
    const char *at = getenv("DIE_AT");
    done++;
    if (at && done == atol(at))
        kill(getpid(), SIGKILL);
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("DIE_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file)
        return;
    fprintf(file, "%ld\n", done);
    fclose(file);
}

#define STEP(result, name, parameters, arguments)                                                  \
    result name parameters                                                                         \
    {                                                                                              \
        static result(*next) parameters;                                                           \
        if (!next)                                                                                 \
            *(void **)&next = dlsym(RTLD_NEXT, #name);                                             \
        step();                                                                                    \
        return next arguments;                                                                     \
    }

STEP(int, rename, (const char *from, const char *to), (from, to))
STEP(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags),
     (a, from, b, to, flags))
STEP(int, fsync, (int fd), (fd))
STEP(int, fdatasync, (int fd), (fd))
STEP(int, mkdir, (const char *path, mode_t mode), (path, mode))
STEP(char *, mkdtemp, (char *template), (template))
STEP(int, unlink, (const char *path), (path))
STEP(int, rmdir, (const char *path), (path))
STEP(int, remove, (const char *path), (path))
STEP(int, ftruncate64, (int fd, off64_t length), (fd, length))
STEP(ssize_t, write, (int fd, const void *bytes, size_t count), (fd, bytes, count))
STEP(ssize_t, pwrite64, (int fd, const void *bytes, size_t count, off64_t offset),
     (fd, bytes, count, offset))
