/* Files at addresses of their own: what stands there, and putting a package there. */
#include "deliver_diags.h"
#include "sending.h"
#include "wire.h"

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

/* One file there, and the same when it is read back. */
static enum deliver_outcome upload(struct sending *sending, const char *base,
                                   const struct deliver_file *file)
{
    struct wire *wire = sending->wire;
    const char *url = wire_url(wire, base, file->name);
    const char *path = arena_printf(sending->arena, "%s/%s", sending->package, file->name);
    if (!wire_upload(wire, url, path, file->bytes))
        return wire_fail(wire);
    enum wire_found found = wire_compare(wire, url, file);
    if (found == WIRE_SAME || found == WIRE_UNREADABLE)
        return DELIVER_SENT;
    if (found == WIRE_FAILED)
        return wire_fail(wire);
    diag_add(sending->diags, &DLV031, NULL, DIAG_ARGS(sending->target->name, file->name));
    diag_hint(sending->diags, "过一会儿再送；总是这样，请对方查它的存储");
    return DELIVER_LATER;
}

/* A far side that knows the condition lets one of two through; the other looks what was first. */
static enum deliver_outcome upload_manifest(struct sending *sending, const char *base)
{
    enum { PRECONDITION_FAILED = 412 };
    struct diags *said = diags_new(), *diags = sending->diags;
    wire_header(sending->wire, "If-None-Match", "*");
    sending->diags = sending->wire->diags = said;
    enum deliver_outcome outcome = upload(sending, base, &sending->self);
    bool second = outcome == DELIVER_REFUSED && sending->wire->answer.status == PRECONDITION_FAILED;
    sending->diags = sending->wire->diags = diags;
    for (size_t i = 0; !second && i < diags_kept(said); i++)
        diag_copy(diags, diags_at(said, i));
    diags_free(said);
    if (!second)
        return outcome;
    enum sending_state state = sending_look(sending, base);
    if (state == STATE_FAILED)
        return wire_fail(sending->wire);
    return state == STATE_SAME ? DELIVER_THERE : sending_refuse(sending);
}

enum deliver_outcome sending_fill(struct sending *sending, const char *base)
{
    for (size_t i = 0; i < sending->file_count; i++) {
        enum deliver_outcome outcome = upload(sending, base, &sending->files[i]);
        if (outcome != DELIVER_SENT)
            return outcome;
    }
    return upload_manifest(sending, base);
}
