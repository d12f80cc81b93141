/*
 * deliver, its second contract: the targets of huibao.conf, and sending packages to them.
 *
 * Protocol  deliver_config_read, deliver_target_find, then deliver_send as often as it takes:
 *           sending the same package again never makes a second one of it.
 * Lifetime  everything belongs to the arena given; a target to that of its configuration.
 * Failure   diagnostics DLV…, those of base and, for the configuration, of yaml. The outcome of a
 *           sending says whether trying again can help; the diagnostics say why.
 * Limits    a configuration of world->max_file_bytes.
 */
#ifndef HUIBAO_DELIVER_TARGETS_H
#define HUIBAO_DELIVER_TARGETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct deliver_signer;
struct diags;
struct remote;
struct world;

enum deliver_method {
    DELIVER_DIRECTORY,
    DELIVER_PUT,    /* HTTPS: each file at its own address */
    DELIVER_POST,   /* HTTPS: all files in one form */
    DELIVER_WEBDAV, /* over HTTPS */
    DELIVER_SFTP
};
enum deliver_access { DELIVER_OWNER, DELIVER_GROUP, DELIVER_ALL }; /* who may read what arrived */

struct deliver_target {
    const char *name;
    enum deliver_method method;
    const char *path;            /* of DIRECTORY */
    enum deliver_access access;  /* of DIRECTORY and SFTP */
    const struct remote *remote; /* the room's own: address, credentials; NULL of DIRECTORY */
    struct deliver_target *next;
};
struct deliver_year { /* 节假日 of a year */
    int year;
    const int32_t *off,
        *on; /* days since 1970: 放假; 上班 though it is a weekend. In order, each once */
    size_t off_count, on_count;
    struct deliver_year *next;
};
struct deliver_notice {         /* 通知: each NULL-terminated, or NULL */
    const char *const *command; /* a program and its arguments; it gets the text on its stdin */
    const char *const *mail;    /* addresses */
};
struct deliver_config {
    const char *file;
    struct deliver_notice notice;
    const struct deliver_year *years;    /* NULL: no holidays are known */
    const struct deliver_signer *signer; /* of packages; NULL: they are not signed */
    int keep_months; /* packages that arrived are kept here for so long; 0: for ever */
    struct deliver_target *targets; /* as written */
};

/* huibao.conf; NULL with all its mistakes. Relative paths in it start at its own folder. */
const struct deliver_config *deliver_config_read(const char *path, const struct world *world,
                                                 struct arena *arena, struct diags *diags);
/* NULL with a diagnostic and the nearest name. */
const struct deliver_target *deliver_target_find(const struct deliver_config *config,
                                                 const char *name, struct diags *diags);

/*
 * Whether the target could be sent to, as far as that shows from here: its folder is there and takes
 * something new, its secrets and certificates can be read and nobody else reads the secrets. Nothing is
 * sent and nobody is asked. *ret_unseen: names of systemd's credentials, which only its service can
 * see; NULL: none. False with all that is wrong.
 */
bool deliver_target_look(const struct deliver_target *target, const struct world *world,
                         struct arena *arena, const char **ret_unseen, struct diags *diags);

/*
 * Asks the far side, at most for fifteen seconds, and sends nothing: SFTP logs in and looks at the folder, WebDAV looks at the
 * folder, the others of HTTPS get their address's head. *ret_words: what that showed, of one that is good. False with what
 * is wrong. A folder is not asked again.
 */
bool deliver_target_ask(const struct deliver_target *target, struct arena *arena,
                        const char **ret_words, struct diags *diags);

enum deliver_outcome {
    DELIVER_REFUSED, /* trying again cannot help: the far side said no, the name is taken, the
                        configuration or the package is wrong */
    DELIVER_LATER,   /* may succeed later: no answer, busy, network, disk full there */
    DELIVER_SENT,    /* handed over, and checked as far as the protocol allows */
    DELIVER_THERE,   /* the very same package was there already */
};
enum deliver_state { /* by the configured fields of the far side's answer */
                     DELIVER_NO_RECEIPT,
                     DELIVER_ACCEPTED,
                     DELIVER_NOT_ACCEPTED,
                     DELIVER_WAITING
};
struct deliver_receipt {
    const char *place;  /* where it stands, no secret in it; NULL */
    const char *number; /* 回执号; NULL */
    const char *words;  /* what the far side said; NULL */
    enum deliver_state state;
    int status;          /* of HTTP; 0: none */
    int64_t retry_after; /* seconds asked for; 0: not said */
};
/*
 * Sends a whole package. What arrives is read back and compared where the protocol allows, before
 * it gets its name there; a place that holds anything else is refused. A target's folder that is
 * missing is not made (it may be a share that is not mounted).
 * key: the idempotency key shown to the far side, where its protocol has a place for one; NULL: one
 * made of the manifest. It is printable ASCII.
 * ret_receipt is written whatever the outcome. REFUSED and LATER come with at least one error.
 */
enum deliver_outcome deliver_send(const char *package, const struct deliver_target *target,
                                  const char *key, const struct world *world, struct arena *arena,
                                  struct deliver_receipt *ret_receipt, struct diags *diags);

#endif
