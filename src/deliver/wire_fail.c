/*
 * Why a request failed, in the words of the people who must do something about it; and whether it
 * may succeed later by itself.
 *
 * A certificate that cannot be trusted is LATER: it is most often one that has run out, and is
 * renewed over there. Nothing was sent, and nothing will be until it is right. A host key of SSH
 * does not run out: a wrong one is REFUSED until somebody has looked.
 */
#include <string.h>

#include "deliver_diags.h"
#include "remote.h"
#include "wire.h"

enum { LINE_MAX_POINTS = 300 };

static const char *network_words(CURLcode code)
{
    static const struct {
        CURLcode code;
        const char *words;
    } known[] = {
        {CURLE_COULDNT_RESOLVE_HOST, "找不到这台主机"},
        {CURLE_COULDNT_RESOLVE_PROXY, "找不到这台主机"},
        {CURLE_COULDNT_CONNECT, "连接不上"},
        {CURLE_OPERATION_TIMEDOUT, "等得太久，没有传完"},
        {CURLE_GOT_NOTHING, "对方没有回答就断开了"},
        {CURLE_SEND_ERROR, "传到一半断开了"},
        {CURLE_RECV_ERROR, "还没有回答完就断开了"},
        {CURLE_PARTIAL_FILE, "还没有回答完就断开了"},
        {CURLE_SSL_CONNECT_ERROR, "加密的连接没有建成"},
        {CURLE_SSH, "对方的 SSH 没有照做"},
        {CURLE_READ_ERROR, "本机的文件读不出"},
    };
    for (size_t i = 0; i < BASE_COUNT(known); i++)
        if (known[i].code == code)
            return known[i].words;
    return "传送出错";
}

static enum deliver_outcome say(struct wire *wire, const struct diag_kind *kind, const char *words,
                                enum deliver_outcome outcome)
{
    diag_add(wire->diags, kind, NULL, DIAG_ARGS(wire->target->name, words));
    if (wire->answer.error[0])
        diag_detail(wire->diags, "%s", wire->answer.error);
    return outcome;
}

static enum deliver_outcome untrusted(struct wire *wire)
{
    if (wire->target->method == DELIVER_SFTP) {
        say(wire, &DLV032, wire->target->remote->known_hosts, DELIVER_REFUSED);
        diag_hint(wire->diags, "向对方核实主机密钥的指纹，再用 ssh-keyscan 取来写进这个文件；"
                               "没有核实前不送");
        return DELIVER_REFUSED;
    }
    say(wire, &DLV024, "没有送出任何东西", DELIVER_LATER);
    diag_hint(wire->diags, "看证书是不是过期了，主机名对不对，时钟准不准；对方用自己的 CA 时，"
                           "把它的证书写在“CA证书”里");
    return DELIVER_LATER;
}

/* The proxy's own fault, before anything of ours was asked of the far side. */
static bool is_of_proxy(const struct wire *wire)
{
    const struct wire_answer *answer = &wire->answer;
    bool there = answer->proxy >= 200 && answer->proxy < 300;
    return wire->target->remote->proxy && !there &&
           (answer->proxy || answer->code == CURLE_COULDNT_RESOLVE_PROXY ||
            answer->code == CURLE_COULDNT_CONNECT);
}

static enum deliver_outcome fail_proxy(struct wire *wire)
{
    enum { PROXY_AUTHENTICATION_REQUIRED = 407 };
    int status = wire->answer.proxy;
    if (status == PROXY_AUTHENTICATION_REQUIRED) {
        say(wire, &DLV034, "代理要身份", DELIVER_REFUSED);
        diag_hint(wire->diags, "看配置里的“代理用户”和放“代理口令”的文件是不是最新的");
        return DELIVER_REFUSED;
    }
    say(wire, &DLV034,
        status ? arena_printf(wire->arena, "HTTP %d", status) : network_words(wire->answer.code),
        DELIVER_LATER);
    diag_hint(wire->diags, "%s",
              status ? "代理不许去那里，或者那里连接不上：问管代理的人，核对网址"
                     : "看配置里的“代理”对不对，代理开着没有");
    return DELIVER_LATER;
}

static enum deliver_outcome fail_transport(struct wire *wire)
{
    if (is_of_proxy(wire))
        return fail_proxy(wire);
    switch ((int)wire->answer.code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        return untrusted(wire);
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
        return say(wire, &DLV033, "看配置里的“证书”“私钥”“CA证书”", DELIVER_REFUSED);
    case CURLE_LOGIN_DENIED:
        say(wire, &DLV025, "登录不上", DELIVER_REFUSED);
        diag_hint(wire->diags, "看配置里的用户、放口令的文件是不是最新的，对方有没有登记这个私钥");
        return DELIVER_REFUSED;
    case CURLE_REMOTE_ACCESS_DENIED:
        say(wire, &DLV026, "没有写的权限", DELIVER_REFUSED);
        diag_hint(wire->diags, "看网址对不对，请对方给这个用户开写的权限");
        return DELIVER_REFUSED;
    case CURLE_QUOTE_ERROR: /* SFTP: the rename that gives a package its name */
        say(wire, &DLV026, "改不了名", DELIVER_REFUSED);
        diag_hint(wire->diags, "请对方看这个用户在那里的权限");
        return DELIVER_REFUSED;
    case CURLE_REMOTE_DISK_FULL:
        say(wire, &DLV027, "磁盘已满", DELIVER_LATER);
        diag_hint(wire->diags, "请对方腾出地方，过一会儿再送");
        return DELIVER_LATER;
    case CURLE_SSH: /* of a file, too, when its disk is full */
        say(wire, &DLV023, network_words(CURLE_SSH), DELIVER_LATER);
        diag_hint(wire->diags, "请对方看那里的磁盘是不是满了；过一会儿再送");
        return DELIVER_LATER;
    default:
        say(wire, &DLV023, network_words(wire->answer.code), DELIVER_LATER);
        diag_hint(wire->diags, "看网络通不通、配置里的网址对不对；过一会儿再送");
        return DELIVER_LATER;
    }
}

static enum deliver_outcome redirected(struct wire *wire)
{
    int status = wire->answer.status;
    const char *where = wire->answer.location;
    bool plain = where && strncmp(where, "http:", strlen("http:")) == 0;
    say(wire, &DLV028, where ? where : "没有说哪里", DELIVER_LATER);
    if (plain)
        diag_hint(wire->diags, "那里不加密，不会去送；请对方改正，或向对方问明 https:// 的网址");
    else
        diag_hint(wire->diags, "不会跟着去，身份也没有给那里；确实搬了家，就改配置里的网址");
    return plain || status == 301 || status == 308 ? DELIVER_REFUSED : DELIVER_LATER;
}

/* What to do about a status that is an error. */
static const char *advice(const struct wire *wire, int status)
{
    const struct remote *remote = wire->target->remote;
    bool shown = remote->password.what || remote->token.what || remote->certificate;
    if (status == 401 && !shown)
        return "对方要身份：在配置里写“用户”和“口令”、“令牌”，或者“证书”和“私钥”";
    if (status == 401)
        return "看配置里的用户和放口令、令牌的文件是不是最新的，证书有没有过期";
    if (status == 403)
        return "身份对方认得，但不许写这里：看网址对不对，请对方给这个用户开写的权限";
    if (status == 409 && wire->target->method != DELIVER_PUT)
        return "同一份可能正由别的程序送着，或者对方还在处理上一次送的，过一会儿再送";
    if (status == 404 || status == 405 || status == 409)
        return "看配置里的网址对不对，那里收不收上传的文件";
    if (status == 413)
        return "报送包太大，请对方放宽限制";
    return status >= 500 || status == 429 ? "过一会儿再送" : "按对方说的改正，再送";
}

/*
 * 409 to a form: the same key is being worked on (draft-ietf-httpapi-idempotency-key-header, 2.7).
 * 409 to a file in a WebDAV folder that was just made: another program has moved the folder.
 */
static bool is_temporary(const struct wire *wire, int status)
{
    bool working = status == 409 && wire->target->method != DELIVER_PUT;
    return status >= 500 || status == 408 || status == 425 || status == 429 || working;
}

enum deliver_outcome wire_fail(struct wire *wire)
{
    const struct wire_answer *answer = &wire->answer;
    int status = answer->status;
    if (answer->code != CURLE_OK)
        return fail_transport(wire);
    if (status >= 300 && status < 400)
        return redirected(wire);
    const char *words = arena_printf(wire->arena, "HTTP %d", status);
    enum deliver_outcome outcome;
    if (is_temporary(wire, status))
        outcome = say(wire, &DLV027, words, DELIVER_LATER);
    else
        outcome = say(wire, status == 401 ? &DLV025 : &DLV026, words, DELIVER_REFUSED);
    /* pages for browsers say little; a refused name and password may stand in the answer, encoded */
    if (answer->body.length && answer->body.data[0] != '<' && status != 401)
        diag_detail(wire->diags, "%s",
                    wire_line(wire->arena, answer->body.data, answer->body.length));
    diag_hint(wire->diags, "%s", advice(wire, status));
    return outcome;
}

const char *wire_line(struct arena *arena, const char *text, size_t length)
{
    struct buf line = {0};
    const char *cursor = text, *end = text + length;
    bool space = false;
    size_t points = 0;
    buf_puts(&line, "");
    while (cursor < end && points < LINE_MAX_POINTS) {
        uint32_t point = 0;
        bool good = text_next(&cursor, end, &point);
        if (!good || point <= ' ' || source_is_hidden(point)) {
            space = true;
            continue;
        }
        if (space && line.length)
            buf_putc(&line, ' ');
        space = false;
        buf_put_codepoint(&line, point);
        points++;
    }
    if (cursor < end)
        buf_puts(&line, "…");
    const char *copy = buf_copy(&line, arena);
    buf_done(&line);
    return copy;
}
