/*
 * What a sender that is killed leaves on an SFTP server: its folder without a name. While it is at work a note stands beside
 * the package, .huibao-<the folder's digits>.sftp, which holds the target's address and is locked: a note that nobody
 * holds is of a sender that is gone, and its folder is ours to remove.
 */
#ifndef DELIVER_SFTP_LEFT_H
#define DELIVER_SFTP_LEFT_H

#include "sending.h"

struct sftp_note {
    const char *path; /* NULL: it could not be written there, so nobody will find what is left */
    int file;
};

/* Removes what others left at this target that began beside this package. */
void sftp_clean(struct sending *sending);
/* Before the folder of that name is made; and after it has its name or is gone. */
struct sftp_note sftp_note_write(struct sending *sending, const char *name);
void sftp_note_drop(struct sftp_note *note);
/* Removes a folder without a name, as far as the far side lets us. True when it is not there any more. */
bool sftp_drop_folder(struct sending *sending, const char *url);

#endif
