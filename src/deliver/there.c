/* Files at addresses of their own: what stands there, and putting a package there. */
#include <huibao/digest.h>

#include "deliver_diags.h"
#include "sending.h"
#include "wire.h"

enum { PRECONDITION_FAILED = 412 };

enum sending_state sending_look(struct sending *sending, const char *base)
{
    struct wire *wire = sending->wire;
    switch (wire_compare(wire, wire_url(wire, base, DELIVER_MANIFEST), &sending->self)) {
    case WIRE_ABSENT:
    case WIRE_UNREADABLE:
        return STATE_ABSENT;
    case WIRE_OTHER:
        return STATE_OTHER;
    case WIRE_FAILED:
        return STATE_FAILED;
    case WIRE_SAME:
        break;
    }
    for (size_t i = 0; i < sending->file_count; i++) {
        const struct deliver_file *file = &sending->files[i];
        enum wire_found found = wire_compare(wire, wire_url(wire, base, file->name), file);
        if (found == WIRE_FAILED)
            return STATE_FAILED;
        if (found != WIRE_SAME && found != WIRE_UNREADABLE)
            return STATE_OTHER;
    }
    return STATE_SAME;
}

const char *sending_temp_name(struct sending *sending)
{
    struct digest *digest = digest_new(sending->arena);
    digest_add_text(digest, sending->name);
    digest_add_text(digest, sending->self.sha256);
    return arena_printf(sending->arena, ".huibao-%.16s", digest_take(digest));
}

/* SFTP's rename fails without a reason when the name is taken, by a file or a folder that is no package. */
static bool is_taken(struct sending *sending)
{
    struct wire *wire = sending->wire;
    if (sending->target->method != DELIVER_SFTP)
        return false;
    return wire_compare(wire, sending->base, &sending->self) == WIRE_OTHER ||
           wire_list(wire, arena_printf(sending->arena, "%s/", sending->base));
}

enum deliver_outcome sending_settle(struct sending *sending)
{
    struct wire *wire = sending->wire;
    struct diags *said = diags_new();
    int status = wire->answer.status;
    int64_t retry_after = wire->answer.retry_after;
    bool taken = wire->answer.code == CURLE_OK && status == PRECONDITION_FAILED;
    wire->diags = said;
    enum deliver_outcome outcome = wire_fail(wire);
    wire->diags = sending->diags;
    enum sending_state state = sending_look(sending, sending->base);
    if (state == STATE_SAME)
        outcome = DELIVER_THERE;
    else if (taken || state == STATE_OTHER || (state == STATE_ABSENT && is_taken(sending)))
        outcome = sending_refuse(sending);
    else
        for (size_t i = 0; i < diags_kept(said); i++)
            diag_copy(sending->diags, diags_at(said, i));
    wire->answer.status = status;
    wire->answer.retry_after = retry_after;
    diags_free(said);
    return outcome;
}

/*
 * Whether the refusal of a file may mean that another program was faster with the same package: the
 * name of the manifest is taken, or the folder the file was put in has got its name (nginx then
 * answers 409 or 500, others 404).
 */
static bool is_outrun(const struct sending *sending, const char *base,
                      const struct deliver_file *file)
{
    bool folder = base != sending->base;
    return sending->wire->answer.code == CURLE_OK && (folder || file == &sending->self);
}

/* One file there, and the same when it is read back. */
static enum deliver_outcome upload(struct sending *sending, const char *base,
                                   const struct deliver_file *file)
{
    struct wire *wire = sending->wire;
    const char *url = wire_url(wire, base, file->name);
    const char *path = arena_printf(sending->arena, "%s/%s", sending->package, file->name);
    if (file == &sending->self &&
        base == sending->base) /* a server that knows it lets one through */
        wire_header(wire, "If-None-Match", "*");
    if (!wire_upload(wire, url, path, file->bytes))
        return is_outrun(sending, base, file) ? sending_settle(sending) : wire_fail(wire);
    enum wire_found found = wire_compare(wire, url, file);
    if (found == WIRE_SAME || found == WIRE_UNREADABLE)
        return DELIVER_SENT;
    if (found == WIRE_FAILED)
        return wire_fail(wire);
    if (found == WIRE_ABSENT && sending_look(sending, sending->base) == STATE_SAME)
        return DELIVER_THERE;
    diag_add(sending->diags, &DLV031, NULL, DIAG_ARGS(sending->target->name, file->name));
    diag_hint(sending->diags, "过一会儿再送；总是这样，请对方查它的存储");
    return DELIVER_LATER;
}

enum deliver_outcome sending_fill(struct sending *sending, const char *base)
{
    for (size_t i = 0; i < sending->file_count; i++) {
        enum deliver_outcome outcome = upload(sending, base, &sending->files[i]);
        if (outcome != DELIVER_SENT)
            return outcome;
    }
    return upload(sending, base, &sending->self);
}
