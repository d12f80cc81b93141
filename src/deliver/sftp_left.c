/* Notes of folders that are being filled on SFTP servers, and removing those of senders that are gone. */
#include "sftp_left.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "remote.h"
#include "wire.h"

static const char prefix[] = ".huibao-", suffix[] = ".sftp";
enum { DIGITS = 16, NOTE_MAX = 4096 };

/* ---- notes ---- */

struct sftp_note sftp_note_write(struct sending *sending, const char *name)
{
    const char *url = sending->target->remote->url;
    struct sftp_note note = {
        arena_printf(sending->arena, "%s/../%s%s", sending->package, name, suffix), -1};
    note.file = open(note.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (note.file < 0)
        return (struct sftp_note){NULL, -1};
    ssize_t length = (ssize_t)strlen(url);
    if (flock(note.file, LOCK_EX | LOCK_NB) != 0 ||
        write(note.file, url, (size_t)length) != length || fsync(note.file) != 0)
        sftp_note_drop(&note);
    return note;
}

void sftp_note_drop(struct sftp_note *note)
{
    if (!note->path)
        return;
    unlink(note->path);
    close(note->file);
    *note = (struct sftp_note){NULL, -1};
}

/* The digits and nothing else between. */
static bool is_note(const char *name)
{
    return strlen(name) == strlen(prefix) + DIGITS + strlen(suffix) &&
           strncmp(name, prefix, strlen(prefix)) == 0 &&
           strspn(name + strlen(prefix), "0123456789abcdef") == DIGITS &&
           strcmp(name + strlen(prefix) + DIGITS, suffix) == 0;
}

/* Nobody holds it, it still has its name, and it is of this target. */
static bool is_left(int file, const char *url)
{
    char text[NOTE_MAX];
    struct stat status;
    if (flock(file, LOCK_EX | LOCK_NB) != 0 || fstat(file, &status) != 0 || status.st_nlink == 0 ||
        !S_ISREG(status.st_mode))
        return false;
    ssize_t length = read(file, text, sizeof text);
    return length > 0 && (size_t)length == strlen(url) && memcmp(text, url, (size_t)length) == 0;
}

/* ---- folders ---- */

/* Names one to a line, as the far side lists them. Only what stands in the folder itself. */
static size_t add_files(struct sending *sending, const char *url, const char **commands)
{
    const char *text = buf_copy(&sending->wire->answer.body, sending->arena);
    size_t count = 0;
    while (*text) {
        size_t length = strcspn(text, "\r\n");
        const char *name = arena_strndup(sending->arena, text, length);
        if (length && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && !strchr(name, '/'))
            commands[count++] =
                arena_printf(sending->arena, "*rm %s",
                             wire_quoted(sending->wire, wire_url(sending->wire, url, name)));
        text += length;
        text += strspn(text, "\r\n");
    }
    return count;
}

bool sftp_drop_folder(struct sending *sending, const char *url)
{
    struct wire *wire = sending->wire;
    const char *folder = arena_printf(sending->arena, "%s/", url);
    if (!wire_list(wire, folder))
        return wire->answer.code == CURLE_REMOTE_FILE_NOT_FOUND;
    const char **commands =
        arena_array(sending->arena, wire->answer.body.length + 1, sizeof *commands);
    size_t count = add_files(sending, url, commands);
    commands[count++] = arena_printf(sending->arena, "rmdir %s", wire_quoted(wire, url));
    return wire_commands(wire, commands, count);
}

/* A note that cannot be seen to now stays for the next time. */
static void clean(struct sending *sending, const char *path, const char *name)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    const char *url = sending->target->remote->url;
    if (file < 0)
        return;
    const char *folder = arena_strndup(sending->arena, name,
                                       strlen(prefix) + DIGITS); /* the note's, without .sftp */
    if (is_left(file, url) && sftp_drop_folder(sending, wire_url(sending->wire, url, folder)))
        unlink(path);
    close(file);
}

void sftp_clean(struct sending *sending)
{
    struct diags *unsaid = diags_new();
    const char *parent = arena_printf(sending->arena, "%s/..", sending->package);
    size_t count = 0;
    const char *const *entries = file_entries(sending->arena, parent, &count, unsaid);
    for (size_t i = 0; entries && i < count; i++)
        if (is_note(entries[i]))
            clean(sending, arena_printf(sending->arena, "%s/%s", parent, entries[i]), entries[i]);
    diags_free(unsaid);
}
