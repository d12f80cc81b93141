/*
 * WebDAV: a folder of its own is made, filled and read back, and then moved to its name, never over
 * anything (RFC 4918, 9.9.4 and 10.6). What broke off is continued in the same folder.
 */
#include "deliver_diags.h"
#include "remote.h"
#include "sending.h"
#include "wire.h"

enum { METHOD_NOT_ALLOWED = 405, CONFLICT = 409 }; /* to MKCOL: it is there; no parent */

static const char *as_folder(struct sending *sending, const char *url)
{
    return arena_printf(sending->arena, "%s/", url);
}

static enum deliver_outcome make_folder(struct sending *sending, const char *temp)
{
    struct wire *wire = sending->wire;
    const char *url = sending->target->remote->url;
    if (wire_request(wire, "MKCOL", as_folder(sending, temp)))
        return DELIVER_SENT;
    bool answered = wire->answer.code == CURLE_OK;
    if (answered && wire->answer.status == METHOD_NOT_ALLOWED)
        return DELIVER_SENT;
    if (!answered || wire->answer.status != CONFLICT)
        return wire_fail(wire);
    diag_add(sending->diags, &DLV011, NULL, DIAG_ARGS(sending->target->name, url));
    diag_hint(sending->diags, "看配置里的网址对不对；对的话，请对方先建好这个文件夹");
    return DELIVER_LATER;
}

/* It will not be moved any more. Whether this succeeds is not what is told of the sending. */
static void drop_folder(struct sending *sending, const char *temp)
{
    struct wire_answer *answer = &sending->wire->answer;
    int status = answer->status;
    int64_t retry_after = answer->retry_after;
    (void)wire_request(sending->wire, "DELETE", as_folder(sending, temp));
    answer->status = status;
    answer->retry_after = retry_after;
}

static enum deliver_outcome name_it(struct sending *sending, const char *temp)
{
    struct wire *wire = sending->wire;
    wire_header(wire, "Destination", as_folder(sending, sending->base));
    wire_header(wire, "Overwrite", "F");
    if (wire_request(wire, "MOVE", as_folder(sending, temp)))
        return DELIVER_SENT;
    enum deliver_outcome outcome = sending_settle(sending);
    if (outcome != DELIVER_LATER)
        drop_folder(sending, temp);
    return outcome;
}

enum deliver_outcome webdav_send(struct sending *sending)
{
    const char *temp =
        wire_url(sending->wire, sending->target->remote->url, sending_temp_name(sending));
    enum deliver_outcome outcome = make_folder(sending, temp);
    if (outcome == DELIVER_SENT)
        outcome = sending_fill(sending, temp);
    return outcome == DELIVER_SENT ? name_it(sending, temp) : outcome;
}
