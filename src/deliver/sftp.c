/*
 * SFTP: a folder of its own is made, filled and read back, opened to those who may read it, and
 * renamed. OpenSSH's rename goes over nothing. The folder is each sender's own, since a file that is
 * written there again is not whole for a while, and another program might be giving it its name.
 */
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "deliver_diags.h"
#include "note.h"
#include "remote.h"
#include "sending.h"
#include "sftp_left.h"
#include "wire.h"

static const char *temp_name(struct sending *sending)
{
    uint64_t random = 0;
    if (getentropy(&random, sizeof random) != 0)
        random = (uint64_t)getpid(); /* mkdir refuses a name that is taken */
    return arena_printf(sending->arena, ".huibao-%016llx", (unsigned long long)random);
}

/* SSH_FX_FAILURE in libssh2's words: what OpenSSH answers to all that is neither the rights nor a missing folder. libcurl
   has no code for it. */
static const char plain_failure[] = "Operation failed";

static enum deliver_outcome make_folder(struct sending *sending, const char *temp)
{
    struct wire *wire = sending->wire;
    const char *url = sending->target->remote->url;
    const char *command = arena_printf(sending->arena, "mkdir %s", wire_quoted(wire, temp));
    if (wire_commands(wire, &command, 1))
        return DELIVER_SENT;
    if (wire->answer.code != CURLE_QUOTE_ERROR)
        return wire_fail(wire);
    const char *detail = arena_strdup(sending->arena, wire->answer.error);
    if (wire_list(wire, arena_printf(sending->arena, "%s/", url)) &&
        strstr(detail, plain_failure)) {
        diag_add(sending->diags, &DLV027, NULL,
                 DIAG_ARGS(sending->target->name, "在那里建不了文件夹"));
        diag_detail(sending->diags, "%s", detail);
        diag_hint(sending->diags, "多半是磁盘满了：请对方看看，过一会儿再送");
        return DELIVER_LATER;
    }
    if (wire->answer.code == CURLE_OK) {
        diag_add(sending->diags, &DLV026, NULL,
                 DIAG_ARGS(sending->target->name, "在那里建不了文件夹"));
        diag_detail(sending->diags, "%s", detail);
        diag_hint(sending->diags, "请对方给这个用户开写的权限，看那里的磁盘是不是满了");
        return DELIVER_REFUSED;
    }
    if (wire->answer.code != CURLE_REMOTE_FILE_NOT_FOUND)
        return wire_fail(wire);
    diag_add(sending->diags, &DLV011, NULL, DIAG_ARGS(sending->target->name, url));
    diag_hint(sending->diags, "看配置里的网址对不对；对的话，请对方先建好这个文件夹");
    return DELIVER_LATER;
}

static const char *file_of(struct sending *sending, const char *base, size_t i)
{
    const char *name = i < sending->file_count ? sending->files[i].name : sending->self.name;
    return wire_quoted(sending->wire, wire_url(sending->wire, base, name));
}

/* Opens what was written 0600 and 0700 to those the configuration names, and then renames it. */
static bool name_it(struct sending *sending, const char *temp)
{
    static const char *const files[] = {
        [DELIVER_OWNER] = "600", [DELIVER_GROUP] = "640", [DELIVER_ALL] = "644"};
    static const char *const folders[] = {
        [DELIVER_OWNER] = "700", [DELIVER_GROUP] = "750", [DELIVER_ALL] = "755"};
    struct wire *wire = sending->wire;
    struct arena *arena = sending->arena;
    enum deliver_access access = sending->target->access;
    const char *folder = wire_quoted(wire, temp);
    size_t count = 0;
    const char **commands = arena_array(arena, sending->file_count + 3, sizeof *commands);
    for (size_t i = 0; i <= sending->file_count; i++) /* a system without such rights has its own */
        commands[count++] =
            arena_printf(arena, "*chmod %s %s", files[access], file_of(sending, temp, i));
    commands[count++] = arena_printf(arena, "*chmod %s %s", folders[access], folder);
    commands[count++] =
        arena_printf(arena, "rename %s %s", folder, wire_quoted(wire, sending->base));
    return wire_commands(wire, commands, count);
}

enum deliver_outcome sftp_send(struct sending *sending)
{
    const char *name = temp_name(sending);
    const char *temp = wire_url(sending->wire, sending->target->remote->url, name);
    sftp_clean(sending);
    struct note note = note_write(sending, sending->target->remote->url, name);
    enum deliver_outcome outcome = make_folder(sending, temp);
    bool made = outcome == DELIVER_SENT, gone = true;
    if (made)
        outcome = sending_fill(sending, temp);
    if (made && outcome == DELIVER_SENT && !name_it(sending, temp))
        outcome = sending_settle(sending);
    if (made && outcome != DELIVER_SENT) /* made for this sending alone */
        gone = sftp_drop_folder(sending, temp);
    if (gone)
        note_drop(&note); /* else the next one looks */
    return outcome;
}
