/* Folders without a name on SFTP servers. */
#ifndef DELIVER_SFTP_LEFT_H
#define DELIVER_SFTP_LEFT_H

#include "sending.h"

/* Removes what senders that are gone left at this target, having begun beside this package. */
void sftp_clean(struct sending *sending);
/* Removes a folder without a name, as far as the far side lets us. True when it is not there any more. */
bool sftp_drop_folder(struct sending *sending, const char *url);

#endif
