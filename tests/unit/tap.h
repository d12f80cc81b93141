/*
 * The unit tests' few words. A test file holds TEST(name) { … CHECK(…); } blocks; tap.c finds and
 * runs them and prints TAP, one line per test.
 */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

void tap_register(const char *file, const char *name, void (*run)(void));
bool tap_check(bool holds, const char *file, int line, const char *what);
bool tap_check_str(const char *got, const char *want, const char *file, int line, const char *what);
bool tap_check_int(long long got, long long want, const char *file, int line, const char *what);
/* A directory of its own for each test binary, removed at the end. */
const char *tap_dir(void);
const char *tap_path(const char *name); /* tap_dir()/name; valid until the next 16 calls */
void tap_write(const char *path, const void *bytes, size_t length);

#define TEST(name)                                                                                 \
    static void test_##name(void);                                                                 \
    __attribute__((constructor)) static void register_##name(void)                                 \
    {                                                                                              \
        tap_register(__FILE__, #name, test_##name);                                                \
    }                                                                                              \
    static void test_##name(void)

#define CHECK(cond) tap_check((cond), __FILE__, __LINE__, #cond)
#define FAIL(what) tap_check(false, __FILE__, __LINE__, what)
#define CHECK_STR(got, want) tap_check_str((got), (want), __FILE__, __LINE__, #got)
#define CHECK_INT(got, want)                                                                       \
    tap_check_int((long long)(got), (long long)(want), __FILE__, __LINE__, #got)

#endif
