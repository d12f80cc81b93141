/* Requests over libcurl. */
#include "wire.h"

#include <huibao/digest.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "deliver_diags.h"
#include "remote.h"

/* ---- opening ---- */

static bool read_secrets(struct wire *wire, const struct remote *remote)
{
    const struct {
        const struct secret_place *place;
        struct secret *secret;
    } secrets[] = {{&remote->password, &wire->password},
                   {&remote->token, &wire->token},
                   {&remote->key_password, &wire->key_password},
                   {&remote->proxy_password, &wire->proxy_password}};
    bool all = true;
    for (size_t i = 0; i < BASE_COUNT(secrets); i++)
        if (secrets[i].place->what &&
            !secret_read(secrets[i].place, wire->arena, secrets[i].secret, wire->diags))
            all = false;
    if (remote->key.what) {
        wire->key_file = secret_file(&remote->key, wire->arena, wire->diags);
        all = all && wire->key_file;
    }
    return all;
}

struct wire *wire_open(const struct deliver_target *target, const char *key, struct arena *arena,
                       struct diags *diags)
{
    struct wire *wire = arena_alloc(arena, sizeof *wire);
    *wire = (struct wire){.target = target, .key = key, .arena = arena, .diags = diags};
    curl_global_init(CURL_GLOBAL_DEFAULT); /* counted; undone by wire_close */
    wire->curl = curl_easy_init();
    wire->digest = digest_new(arena);
    if (!wire->curl) { /* libcurl fails here for want of memory only */
        diag_add(diags, &DLV023, NULL, DIAG_ARGS(target->name, "libcurl"));
        wire_close(wire);
        return NULL;
    }
    diag_context_push(diags, "报送目标“%s”", target->name);
    bool ready = read_secrets(wire, target->remote);
    diag_context_pop(diags);
    if (ready)
        return wire;
    wire_close(wire);
    return NULL;
}

static void drop_headers(struct wire *wire)
{
    for (struct curl_slist *header = wire->headers; header; header = header->next)
        secret_wipe(header->data, strlen(header->data)); /* one may hold the token */
    curl_slist_free_all(wire->headers);
    wire->headers = NULL;
}

void wire_close(struct wire *wire)
{
    if (!wire)
        return;
    drop_headers(wire);
    curl_easy_cleanup(wire->curl);
    curl_global_cleanup();
    secret_done(&wire->password);
    secret_done(&wire->token);
    secret_done(&wire->key_password);
    secret_done(&wire->proxy_password);
    buf_done(&wire->answer.body);
}

const char *wire_url(struct wire *wire, const char *base, const char *name)
{
    char *escaped = curl_easy_escape(wire->curl, name, 0);
    const char *url = arena_printf(wire->arena, "%s/%s", base, escaped ? escaped : "");
    curl_free(escaped);
    return url;
}

void wire_header(struct wire *wire, const char *name, const char *value)
{
    size_t length = strlen(name) + strlen(value) + 3;
    char *line = calloc(1, length);
    if (!line)
        abort();
    stpcpy(stpcpy(stpcpy(line, name), ": "), value);
    wire->headers = curl_slist_append(wire->headers, line);
    secret_wipe(line, length);
    free(line);
}

/* ---- one request ---- */

static bool is_sftp(const struct wire *wire)
{
    return wire->target->method == DELIVER_SFTP;
}

/* The far side may repeat what we sent; our secrets do not go into messages that way. */
static void mask(struct buf *body, const struct secret *secret)
{
    char *at = body->data;
    size_t left = body->length;
    while (at && secret->length && (at = memmem(at, left, secret->text, secret->length))) {
        memset(at, '*', secret->length);
        left = body->length - (size_t)(at - body->data);
    }
}

static size_t take(char *bytes, size_t one, size_t length, void *context)
{
    struct wire *wire = context;
    long status = 0;
    (void)one; /* 1, says libcurl */
    curl_easy_getinfo(wire->curl, CURLINFO_RESPONSE_CODE, &status);
    if (wire->wanted && (is_sftp(wire) || status == 200)) {
        wire->received += length;
        digest_add(wire->digest, bytes, length);
        return wire->received > wire->wanted->bytes ? 0 : length;
    }
    if (wire->answer.body.length + length > WIRE_ANSWER_MAX) {
        wire->answer.cut = true;
        return 0;
    }
    buf_append(&wire->answer.body, bytes, length);
    return length;
}

static void set_security(struct wire *wire, const struct remote *remote)
{
    CURL *curl = wire->curl;
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, is_sftp(wire) ? "sftp" : "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(curl, CURLOPT_PROXY, remote->proxy ? remote->proxy : "");
    curl_easy_setopt(curl, CURLOPT_NOPROXY, ""); /* neither from the environment */
    if (remote->ca) {                            /* this one alone, not those of the system too */
        curl_easy_setopt(curl, CURLOPT_CAINFO, remote->ca);
        curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
    }
}

static void set_credentials(struct wire *wire, const struct remote *remote)
{
    CURL *curl = wire->curl;
    if (remote->user)
        curl_easy_setopt(curl, CURLOPT_USERNAME, remote->user);
    if (wire->proxy_password.text) {
        curl_easy_setopt(curl, CURLOPT_PROXYUSERNAME, remote->proxy_user);
        curl_easy_setopt(curl, CURLOPT_PROXYPASSWORD, wire->proxy_password.text);
    }
    if (wire->password.text)
        curl_easy_setopt(curl, CURLOPT_PASSWORD, wire->password.text);
    /* without one OpenSSL would ask at the terminal */
    curl_easy_setopt(curl, CURLOPT_KEYPASSWD,
                     wire->key_password.text ? wire->key_password.text : "");
    if (is_sftp(wire)) {
        long password = CURLSSH_AUTH_PASSWORD | CURLSSH_AUTH_KEYBOARD;
        curl_easy_setopt(curl, CURLOPT_SSH_AUTH_TYPES,
                         wire->key_file ? (long)CURLSSH_AUTH_PUBLICKEY : password);
        curl_easy_setopt(curl, CURLOPT_SSH_PRIVATE_KEYFILE, wire->key_file);
        curl_easy_setopt(curl, CURLOPT_SSH_KNOWNHOSTS, remote->known_hosts);
        curl_easy_setopt(curl, CURLOPT_NEW_FILE_PERMS, 0600L);
        curl_easy_setopt(curl, CURLOPT_NEW_DIRECTORY_PERMS, 0700L);
        return;
    }
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
    if (wire->token.text && remote->token_header) {
        wire_header(wire, remote->token_header, wire->token.text);
    } else if (wire->token.text) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
        curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, wire->token.text);
    }
    if (remote->certificate) {
        curl_easy_setopt(curl, CURLOPT_SSLCERT, remote->certificate);
        curl_easy_setopt(curl, CURLOPT_SSLKEY, wire->key_file);
    }
}

static long limit(const struct wire *wire, int seconds)
{
    return wire->most_seconds && wire->most_seconds < seconds ? wire->most_seconds : seconds;
}

/* Makes the handle new, but for its open connection. */
static void start(struct wire *wire, const char *url)
{
    enum { STALL_BYTES = 16 }; /* a second; less counts as standing still */
    const struct remote *remote = wire->target->remote;
    CURL *curl = wire->curl;
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "huibao/" HUIBAO_VERSION);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, wire->answer.error);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, limit(wire, remote->connect_seconds));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, limit(wire, remote->max_seconds));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)remote->stall_seconds);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, wire);
    set_security(wire, remote);
    set_credentials(wire, remote);
}

static void look_at_answer(struct wire *wire)
{
    struct wire_answer *answer = &wire->answer;
    long status = 0, proxy = 0;
    curl_off_t wait = 0;
    char *location = NULL;
    curl_easy_getinfo(wire->curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(wire->curl, CURLINFO_RETRY_AFTER, &wait);
    curl_easy_getinfo(wire->curl, CURLINFO_REDIRECT_URL, &location);
    curl_easy_getinfo(wire->curl, CURLINFO_HTTP_CONNECTCODE, &proxy);
    answer->proxy = (int)proxy;
    answer->status = is_sftp(wire) ? 0 : (int)status;
    answer->retry_after = wait > 0 ? wait : 0;
    if (location)
        answer->location = wire_line(wire->arena, location, strcspn(location, "?#"));
    if (answer->code == CURLE_WRITE_ERROR && answer->cut)
        answer->code = CURLE_OK; /* it answered, at greater length than we read */
    mask(&answer->body, &wire->password);
    mask(&answer->body, &wire->token);
    mask(&answer->body, &wire->proxy_password);
}

static bool perform(struct wire *wire)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    struct wire_answer *answer = &wire->answer;
    buf_clear(&answer->body);
    *answer = (struct wire_answer){.body = answer->body};
    wire->received = 0;
    digest_take(wire->digest);
    curl_easy_setopt(wire->curl, CURLOPT_HTTPHEADER, wire->headers);
    sigaction(SIGPIPE, &ignore, &before); /* OpenSSL writes to sockets that may be closed */
    answer->code = curl_easy_perform(wire->curl);
    sigaction(SIGPIPE, &before, NULL);
    curl_easy_setopt(wire->curl, CURLOPT_HTTPHEADER, NULL);
    drop_headers(wire);
    look_at_answer(wire);
    bool answered = is_sftp(wire) || (answer->status >= 200 && answer->status < 300);
    return answer->code == CURLE_OK && answered;
}

bool wire_request(struct wire *wire, const char *method, const char *url)
{
    start(wire, url);
    curl_easy_setopt(wire->curl, CURLOPT_CUSTOMREQUEST, method);
    return perform(wire);
}

bool wire_head(struct wire *wire, const char *url)
{
    start(wire, url);
    curl_easy_setopt(wire->curl, CURLOPT_NOBODY, 1L);
    return perform(wire);
}

static size_t read_block(char *bytes, size_t one, size_t length, void *context)
{
    ssize_t got = read(*(const int *)context, bytes, one * length);
    return got < 0 ? CURL_READFUNC_ABORT : (size_t)got;
}

static int seek_to(void *context, curl_off_t offset, int origin)
{
    return lseek(*(const int *)context, offset, origin) < 0 ? CURL_SEEKFUNC_FAIL : CURL_SEEKFUNC_OK;
}

bool wire_upload(struct wire *wire, const char *url, const char *path, uint64_t bytes)
{
    int file = file_open_input(path, wire->diags);
    if (file < 0) {
        wire->answer.code = CURLE_READ_ERROR;
        return false;
    }
    start(wire, url);
    curl_easy_setopt(wire->curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(wire->curl, CURLOPT_READFUNCTION, read_block);
    curl_easy_setopt(wire->curl, CURLOPT_READDATA, &file);
    curl_easy_setopt(wire->curl, CURLOPT_SEEKFUNCTION, seek_to);
    curl_easy_setopt(wire->curl, CURLOPT_SEEKDATA, &file);
    curl_easy_setopt(wire->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)bytes);
    if (!is_sftp(wire)) {
        wire_header(wire, "Idempotency-Key", wire->key);
        wire_header(wire, "Content-Type", "application/octet-stream");
    }
    bool done = perform(wire);
    close(file);
    return done;
}

const char *wire_quoted(struct wire *wire, const char *url)
{
    static const char home[] = "/~/"; /* as libcurl reads addresses; commands start there anyway */
    CURLU *parts = curl_url();
    struct buf quoted = {0};
    char *path = NULL;
    if (!curl_url_set(parts, CURLUPART_URL, url, 0))
        curl_url_get(parts, CURLUPART_PATH, &path, CURLU_URLDECODE);
    const char *from = path ? path : "";
    if (strncmp(from, home, strlen(home)) == 0)
        from += strlen(home);
    buf_putc(&quoted, '"');
    for (; *from; from++) {
        if (*from == '"' || *from == '\\')
            buf_putc(&quoted, '\\');
        buf_putc(&quoted, *from);
    }
    buf_putc(&quoted, '"');
    const char *copy = buf_copy(&quoted, wire->arena);
    buf_done(&quoted);
    curl_free(path);
    curl_url_cleanup(parts);
    return copy;
}

bool wire_commands(struct wire *wire, const char *const *commands, size_t count)
{
    struct curl_slist *list = NULL;
    start(wire, arena_printf(wire->arena, "%s/", wire->target->remote->url));
    for (size_t i = 0; i < count; i++)
        list = curl_slist_append(list, commands[i]);
    curl_easy_setopt(wire->curl, CURLOPT_QUOTE, list);
    curl_easy_setopt(wire->curl, CURLOPT_NOBODY, 1L);
    bool done = perform(wire);
    curl_easy_setopt(wire->curl, CURLOPT_QUOTE, NULL);
    curl_slist_free_all(list);
    return done;
}

bool wire_list(struct wire *wire, const char *url)
{
    start(wire, url);
    curl_easy_setopt(wire->curl, CURLOPT_DIRLISTONLY, 1L);
    return perform(wire);
}

bool wire_form(struct wire *wire, const char *url, curl_mime *form)
{
    start(wire, url);
    curl_easy_setopt(wire->curl, CURLOPT_MIMEPOST, form);
    wire_header(wire, "Idempotency-Key", wire->key);
    return perform(wire);
}

enum wire_found wire_compare(struct wire *wire, const char *url, const struct deliver_file *file)
{
    wire->wanted = file;
    start(wire, url);
    bool done = perform(wire);
    wire->wanted = NULL;
    if (wire->received > file->bytes)
        return WIRE_OTHER;
    int status = wire->answer.status;
    bool answered = wire->answer.code == CURLE_OK;
    if (wire->answer.code == CURLE_REMOTE_FILE_NOT_FOUND ||
        (answered && (status == 404 || status == 410)))
        return WIRE_ABSENT;
    if (wire->answer.code == CURLE_REMOTE_ACCESS_DENIED)
        return WIRE_UNREADABLE;
    if (answered && (status == 403 || status == 405 || status == 501))
        return WIRE_UNREADABLE;
    if (!done)
        return WIRE_FAILED;
    bool same =
        wire->received == file->bytes && strcmp(digest_take(wire->digest), file->sha256) == 0;
    return same ? WIRE_SAME : WIRE_OTHER;
}
