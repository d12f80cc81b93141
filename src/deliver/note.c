/* Notes of folders that are being filled at targets, and finding those of senders that are gone. */
#include "note.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char prefix[] = ".huibao-", suffix[] = ".sending";
enum { NOTE_MAX = 8192 };

struct note note_write(struct sending *sending, const char *place, const char *name)
{
    struct note note = {arena_printf(sending->arena, "%s/../%s%s", sending->package, name, suffix),
                        -1};
    note.file = open(note.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (note.file < 0)
        return (struct note){NULL, -1};
    ssize_t length = (ssize_t)strlen(place);
    if (flock(note.file, LOCK_EX | LOCK_NB) != 0 ||
        write(note.file, place, (size_t)length) != length || fsync(note.file) != 0)
        note_drop(&note);
    return note;
}

void note_drop(struct note *note)
{
    if (!note->path)
        return;
    unlink(note->path);
    close(note->file);
    *note = (struct note){NULL, -1};
}

/* Letters and digits, and nothing else between. */
static bool is_note(const char *name)
{
    static const char random[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    size_t length = strlen(name), around = strlen(prefix) + strlen(suffix);
    return length > around && strncmp(name, prefix, strlen(prefix)) == 0 &&
           strspn(name + strlen(prefix), random) == length - around &&
           strcmp(name + length - strlen(suffix), suffix) == 0;
}

enum found { HELD, OTHERS, EMPTY, LEFT };

/* Nobody holds it, it still has its name, and it is of this place: LEFT. EMPTY: its writer was killed before it had a folder
   worth looking for. */
static enum found look(int file, const char *place)
{
    char text[NOTE_MAX];
    struct stat status;
    if (flock(file, LOCK_EX | LOCK_NB) != 0 || fstat(file, &status) != 0 || status.st_nlink == 0 ||
        !S_ISREG(status.st_mode))
        return HELD;
    ssize_t length = read(file, text, sizeof text);
    if (length <= 0)
        return length == 0 ? EMPTY : OTHERS;
    bool same = (size_t)length == strlen(place) && memcmp(text, place, (size_t)length) == 0;
    return same ? LEFT : OTHERS;
}

void note_each_left(struct sending *sending, const char *place,
                    bool (*remove)(struct sending *sending, const char *name))
{
    struct diags *unsaid = diags_new();
    struct arena *arena = sending->arena;
    const char *parent = arena_printf(arena, "%s/..", sending->package);
    size_t count = 0;
    const char *const *entries = file_entries(arena, parent, &count, unsaid);
    diags_free(unsaid);
    for (size_t i = 0; entries && i < count; i++) {
        const char *path = arena_printf(arena, "%s/%s", parent, entries[i]);
        int file =
            is_note(entries[i]) ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
        if (file < 0)
            continue;
        const char *name = arena_strndup(arena, entries[i], strlen(entries[i]) - strlen(suffix));
        enum found found = look(file, place);
        if (found == EMPTY || (found == LEFT && remove(sending, name)))
            unlink(path);
        close(file);
    }
}
