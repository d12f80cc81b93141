/*
 * HTTPS, each file by a PUT to URL/package/file. The manifest comes last: files without it are a
 * transfer that broke off, which the next one writes over.
 */
#include "sending.h"
#include "wire.h"

enum deliver_outcome put_send(struct sending *sending)
{
    switch (sending_look(sending, sending->base)) {
    case STATE_SAME:
        return DELIVER_THERE;
    case STATE_OTHER:
        return sending_refuse(sending);
    case STATE_FAILED:
        return wire_fail(sending->wire);
    case STATE_ABSENT:
        break;
    }
    return sending_fill(sending, sending->base);
}
