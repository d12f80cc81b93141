/*
 * Writes the synthetic street into a directory, or checks it.
 *
 *   generate OUTDIR            write all CSV files and manifest.txt
 *   generate --check [DIR]     re-read what would be written and assert the rules; with DIR also
 *                              compare the files there byte by byte
 *
 * Exit status: 0 done, 1 a rule is broken or a file differs, 2 usage, 3 a file cannot be written.
 */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATUS_DONE = 0, STATUS_BROKEN = 1, STATUS_USAGE = 2, STATUS_OUTSIDE = 3, PATH_ROOM = 4096 };

static void book_fill(struct book *book)
{
    static int allowance[24][COMMUNITIES]; /* zeroed: tags_emit adds to it once */
    struct street street;
    street_init(&street);
    people_generate(&street);
    book_open(book);
    places_emit(book);
    people_emit(book, &street);
    tags_emit(book, &street, allowance);
    party_emit(book, &street);
    bonds_emit(book);
    disputes_emit(book);
    services_emit(book);
    quantities_emit(book, allowance);
    street_done(&street);
}

static FILE *file_in(const char *directory, const char *name, const char *mode)
{
    char path[PATH_ROOM];
    int length = snprintf(path, sizeof(path), "%s/%s", directory, name);
    FILE *file = length > 0 && length < PATH_ROOM ? fopen(path, mode) : NULL;
    if (file == NULL) {
        perror(path);
    }
    return file;
}

static bool file_write(const char *directory, const char *name, const char *bytes, size_t length)
{
    FILE *file = file_in(directory, name, "wb");
    if (file == NULL) {
        return false;
    }
    bool good = fwrite(bytes, 1, length, file) == length;
    good = fclose(file) == 0 && good;
    if (!good) {
        perror(name);
    }
    return good;
}

static bool file_same(const char *directory, const char *name, const char *bytes, size_t length)
{
    FILE *file = file_in(directory, name, "rb");
    if (file == NULL) {
        return false;
    }
    size_t at = 0;
    int c = fgetc(file);
    while (c != EOF && at < length && (char)c == bytes[at]) {
        at++;
        c = fgetc(file);
    }
    bool same = c == EOF && at == length;
    fclose(file);
    if (!same) {
        fprintf(stderr, "check: %s differs from what the generator writes at byte %zu\n", name, at);
    }
    return same;
}

/* One line per file in import order. The caller frees it. */
static char *manifest_text(const struct book *book)
{
    size_t room = (size_t)book->count * 128 + 1;
    char *text = malloc(room);
    size_t length = 0;
    for (int i = 0; text != NULL && i < book->count; i++) {
        const struct sheet_plan *plan = book->sheets[i].plan;
        length +=
            (size_t)snprintf(text + length, room - length, "%s\t%s\n", plan->kind, plan->file);
    }
    return text;
}

static int write_all(const struct book *book, const char *directory)
{
    char *manifest = manifest_text(book);
    bool good =
        manifest != NULL && file_write(directory, "manifest.txt", manifest, strlen(manifest));
    free(manifest);
    for (int i = 0; good && i < book->count; i++) {
        size_t length = 0;
        char *bytes = sheet_encode(&book->sheets[i], &length);
        good = file_write(directory, book->sheets[i].plan->file, bytes, length);
        free(bytes);
    }
    return good ? STATUS_DONE : STATUS_OUTSIDE;
}

static int check_all(const struct book *book, const char *directory)
{
    struct evidence evidence;
    evidence_init(&evidence);
    bool good = true;
    char *manifest = manifest_text(book);
    if (directory != NULL && manifest != NULL) {
        good = file_same(directory, "manifest.txt", manifest, strlen(manifest));
    }
    free(manifest);
    for (int i = 0; i < book->count; i++) {
        size_t length = 0;
        const struct sheet_plan *plan = book->sheets[i].plan;
        char *bytes = sheet_encode(&book->sheets[i], &length);
        if (!evidence_read(&evidence, plan, bytes, length)) {
            fprintf(stderr, "check: %s cannot be read back\n", plan->file);
            good = false;
        }
        if (directory != NULL && !file_same(directory, plan->file, bytes, length)) {
            good = false;
        }
        free(bytes);
    }
    good = good && evidence_hold(&evidence);
    evidence_done(&evidence);
    return good ? STATUS_DONE : STATUS_BROKEN;
}

int main(int argc, char **argv)
{
    bool check = argc >= 2 && strcmp(argv[1], "--check") == 0;
    if (argc < 2 || argc > (check ? 3 : 2) || (!check && argv[1][0] == '-')) {
        fputs("usage: generate OUTDIR\n       generate --check [DIR]\n", stderr);
        return STATUS_USAGE;
    }
    struct book book;
    book_fill(&book);
    int status = check ? check_all(&book, argc == 3 ? argv[2] : NULL) : write_all(&book, argv[1]);
    book_done(&book);
    return status;
}
