/*
 * What a sender that is killed leaves at a target: its folder without a name. While it is at work a note stands beside the
 * package, named as that folder and .sending, which holds the target's place and is locked: a note that nobody holds is of a
 * sender that is gone, and its folder is ours to remove.
 */
#ifndef DELIVER_NOTE_H
#define DELIVER_NOTE_H

#include "sending.h"

struct note {
    const char *path; /* NULL: it could not be written there, so nobody will find what is left */
    int file;
};

/* `place`: the target's address or folder; `name`: of the folder that is about to be filled there. */
struct note note_write(struct sending *sending, const char *place, const char *name);
/* The folder has its name, or is gone. */
void note_drop(struct note *note);
/* Calls remove for every folder that somebody who is gone left at this place, having begun beside this package; it says
   whether the folder is not there any more, else the note stays for the next time. */
void note_each_left(struct sending *sending, const char *place,
                    bool (*remove)(struct sending *sending, const char *name));

#endif
