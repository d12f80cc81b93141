/*
 * One connection to a target over libcurl: the only file that talks to the network, and so the one
 * place where certificates are verified, credentials shown and limits set.
 *
 * Redirects are never followed, so that credentials go to the configured host and nowhere else.
 */
#ifndef DELIVER_WIRE_H
#define DELIVER_WIRE_H

#include <huibao/base.h>
#include <huibao/deliver.h>
#include <huibao/deliver_targets.h>

#include <curl/curl.h>

#include "secret.h"

enum { WIRE_ANSWER_MAX = 256 * 1024 };

struct wire_answer { /* to the last request */
    CURLcode code;
    int status;      /* of HTTP; 0: none */
    int proxy;       /* the proxy's, to our asking for a tunnel; 0: none */
    struct buf body; /* without our secrets, should the far side repeat them */
    bool cut;        /* it was longer than WIRE_ANSWER_MAX */
    int64_t retry_after;
    const char *location; /* where it sends us, without a query; NULL */
    char error[CURL_ERROR_SIZE];
};

struct wire {
    const struct deliver_target *target;
    const char *key; /* of idempotency */
    struct arena *arena;
    struct diags *diags;
    CURL *curl;
    struct secret password, token, key_password, proxy_password;
    const char *key_file;
    struct curl_slist *headers; /* of the next request */
    struct wire_answer answer;
    const struct deliver_file *wanted; /* what the answer is compared with; NULL: it is kept */
    struct digest *digest;
    uint64_t received; /* bytes compared */
    int most_seconds;  /* of one request, if that is less than what is configured; 0: that */
};

/* Reads the credentials. NULL with diagnostics, after which trying again would not help. */
struct wire *wire_open(const struct deliver_target *target, const char *key, struct arena *arena,
                       struct diags *diags);
void wire_close(struct wire *wire); /* NULL is allowed */

/* base/name, the name percent-encoded. */
const char *wire_url(struct wire *wire, const char *base, const char *name);
/* For the next request only. */
void wire_header(struct wire *wire, const char *name, const char *value);
/* Each is one request: true when it was answered by 2xx. */
bool wire_request(struct wire *wire, const char *method, const char *url); /* without a body */
bool wire_head(struct wire *wire, const char *url);
bool wire_upload(struct wire *wire, const char *url, const char *path, uint64_t bytes);

/* SFTP: commands done in order until one fails; those that begin with * may fail. */
bool wire_commands(struct wire *wire, const char *const *commands, size_t count);
const char *wire_quoted(struct wire *wire, const char *url); /* an address's path, for commands */
/* The names in a folder, whose address ends in a slash: in the answer, one a line. */
bool wire_list(struct wire *wire, const char *url);
/* The whole of a form, made by curl_mime_init(wire->curl). */
bool wire_form(struct wire *wire, const char *url, curl_mime *form);

enum wire_found {
    WIRE_ABSENT,     /* there is no such file */
    WIRE_SAME,       /* exactly these bytes */
    WIRE_OTHER,      /* others */
    WIRE_UNREADABLE, /* the far side does not let us read */
    WIRE_FAILED      /* wire_fail says how */
};
/* Fetches a file and compares it; nothing of it is kept. */
enum wire_found wire_compare(struct wire *wire, const char *url, const struct deliver_file *file);
/* Says why the last request failed; REFUSED or LATER. */
enum deliver_outcome wire_fail(struct wire *wire);
/* `text` on one line, cut at a few hundred characters, without control characters. */
const char *wire_line(struct arena *arena, const char *text, size_t length);

#endif
