/* What a target that is not a folder is made of: read by config_remote.c, used by wire.c. */
#ifndef DELIVER_REMOTE_H
#define DELIVER_REMOTE_H

#include <huibao/deliver_targets.h>
#include <huibao/yaml.h>

#include "receipt.h"
#include "secret.h"

enum remote_key {
    REMOTE_URL,
    REMOTE_USER,
    REMOTE_PASSWORD,
    REMOTE_TOKEN,
    REMOTE_TOKEN_HEADER,
    REMOTE_CERTIFICATE,
    REMOTE_KEY,
    REMOTE_KEY_PASSWORD,
    REMOTE_CA,
    REMOTE_PROXY,
    REMOTE_PROXY_USER,
    REMOTE_PROXY_PASSWORD,
    REMOTE_KNOWN_HOSTS,
    REMOTE_FIELDS,
    REMOTE_RECEIPT,
    REMOTE_CONNECT_SECONDS,
    REMOTE_STALL_SECONDS,
    REMOTE_MAX_SECONDS,
    REMOTE_KEYS
};

enum remote_field { /* parts of a form */
                    FIELD_REPORT,
                    FIELD_TITLE,
                    FIELD_COMMUNITY,
                    FIELD_CODE,
                    FIELD_PERIOD,
                    FIELD_MADE_AT,
                    FIELD_MANIFEST,
                    FIELD_SIGNATURE,
                    FIELD_FILE,
                    FIELDS
};

struct remote {
    const char *url;   /* without a slash at its end, as written otherwise */
    const char *shown; /* the same for messages: without its query */
    const char *user;
    const char *proxy, *proxy_user; /* NULL: none; never those of the environment */
    struct secret_place password, token, key_password, proxy_password,
        key;                  /* where they are; the key's is a file */
    const char *token_header; /* NULL: Authorization: Bearer */
    const char *certificate, *ca, *known_hosts;
    const char *fields[FIELDS];
    const struct receipt_rules *receipt; /* NULL: the status alone counts */
    int connect_seconds, stall_seconds, max_seconds;
};

/* The values of a target's keys, of which those of the method are read and others refused. */
const struct remote *remote_read(struct reader *reader, const struct yaml *node,
                                 enum deliver_method method, const struct yaml *const *values);
/* A relative path starts where the configuration file is. NULL for an empty one, with a diagnostic. */
const char *config_path(struct reader *reader, const struct yaml *node);
const char *config_path_text(const struct reader *reader, const char *path);

#endif
