/* Folders without a name on SFTP servers: removing them. */
#include "sftp_left.h"

#include <string.h>

#include "note.h"
#include "remote.h"
#include "wire.h"

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

static bool drop_named(struct sending *sending, const char *name)
{
    return sftp_drop_folder(sending, wire_url(sending->wire, sending->target->remote->url, name));
}

void sftp_clean(struct sending *sending)
{
    note_each_left(sending, sending->target->remote->url, drop_named);
}
