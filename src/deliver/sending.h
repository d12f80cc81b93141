/* What the steps of one sending share, and the methods behind deliver_send. */
#ifndef DELIVER_SENDING_H
#define DELIVER_SENDING_H

#include <huibao/base.h>
#include <huibao/deliver.h>
#include <huibao/deliver_targets.h>

struct wire;

struct sending {
    const char *package; /* the folder */
    const char *name;    /* its last part */
    const struct deliver_manifest *manifest;
    const struct deliver_file *files; /* all but the manifest: what it lists, and its signature */
    size_t file_count;                /* both unset for folders */
    struct deliver_file self;         /* the manifest */
    const struct deliver_target *target;
    const char *key;
    const struct world *world;
    const char *place; /* where it goes, for messages */
    struct wire *wire; /* NULL of folders */
    const char *base;  /* the address of its folder there, if the method has them */
    struct arena *arena;
    struct deliver_receipt *receipt;
    struct diags *diags;
};

/* Something else has the name: says so. */
enum deliver_outcome sending_refuse(struct sending *sending);
enum deliver_outcome directory_send(struct sending *sending);
enum deliver_outcome post_send(struct sending *sending);
/* These three when nothing of the package's name is there, as far as one could look. */
enum deliver_outcome put_send(struct sending *sending);
enum deliver_outcome webdav_send(struct sending *sending);
enum deliver_outcome sftp_send(struct sending *sending);

/* ---- for methods that keep each file at an address: there.c ---- */
enum sending_state {
    STATE_ABSENT, /* no manifest, or the far side does not let us look */
    STATE_SAME,   /* all of it, as it is here */
    STATE_OTHER,  /* another package, or this one spoilt */
    STATE_FAILED  /* wire_fail says how */
};
enum sending_state sending_look(struct sending *sending, const char *base);
/*
 * Uploads every file, the manifest last, and reads each back where the far side allows it. SENT
 * when all are there; THERE when another program's manifest of the same package was first.
 */
enum deliver_outcome sending_fill(struct sending *sending, const char *base);
/*
 * After the last request failed, which was to give the package its place: it may stand there all
 * the same, when another program was faster or the answer was lost. THERE, or says what failed.
 */
enum deliver_outcome sending_settle(struct sending *sending);
/* The name a package has until it is whole: the same for the same package, so that a broken
   transfer is continued in its own folder. */
const char *sending_temp_name(struct sending *sending);

#endif
