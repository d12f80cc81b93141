/*
 * HTTPS, each file by a PUT to URL/package/file. The manifest comes last: files without it are a
 * transfer that broke off, which the next one writes over.
 */
#include "sending.h"

enum deliver_outcome put_send(struct sending *sending)
{
    return sending_fill(sending, sending->base);
}
