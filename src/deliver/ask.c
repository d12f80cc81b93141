/* Whether a target over a network can be reached, and lets us in: nothing is sent. */
#include <huibao/base.h>

#include "deliver_diags.h"
#include "remote.h"
#include "wire.h"

enum {
    MOST_SECONDS = 15,
    MULTI_STATUS = 207,
    UNAUTHORIZED = 401,
    NOT_FOUND = 404,
    NOT_IMPLEMENTED = 501
};

static bool no_folder(struct wire *wire)
{
    diag_add(wire->diags, &DLV011, NULL,
             DIAG_ARGS(wire->target->name, wire->target->remote->shown));
    diag_hint(wire->diags, "看配置里的网址对不对；对的话，请对方先建好这个文件夹");
    return false;
}

static bool ask_sftp(struct wire *wire, const char *folder, const char **ret_words)
{
    if (wire_list(wire, folder)) {
        *ret_words = "登录成功，文件夹在（能不能写，要送了才知道）";
        return true;
    }
    if (wire->answer.code == CURLE_REMOTE_FILE_NOT_FOUND)
        return no_folder(wire);
    wire_fail(wire);
    return false;
}

/* An address that takes files or forms need not show anything: only these say that nothing would come of it. */
static bool is_bad(const struct wire_answer *answer)
{
    return answer->code != CURLE_OK || answer->status == UNAUTHORIZED ||
           (answer->status >= 500 && answer->status != NOT_IMPLEMENTED) ||
           (answer->status >= 300 && answer->status < 400);
}

static bool ask_https(struct wire *wire, const char *folder, const char **ret_words)
{
    enum deliver_method method = wire->target->method;
    const char *url = wire->target->remote->url;
    bool dav = method == DELIVER_WEBDAV;
    if (dav)
        wire_header(wire, "Depth", "0");
    bool done = dav ? wire_request(wire, "PROPFIND", folder)
                    : wire_head(wire, method == DELIVER_POST ? url : folder);
    const struct wire_answer *answer = &wire->answer;
    if (dav && answer->code == CURLE_OK && answer->status == NOT_FOUND)
        return no_folder(wire);
    if (!done && is_bad(answer)) {
        wire_fail(wire);
        return false;
    }
    bool there = dav && answer->status == MULTI_STATUS;
    *ret_words = there ? "接通了，证书可信，文件夹在（能不能写，要送了才知道）"
                       : arena_printf(wire->arena,
                                      "接通了，证书可信，对方回答 HTTP %d（收不收，要送了才知道）",
                                      answer->status);
    return true;
}

bool deliver_target_ask(const struct deliver_target *target, struct arena *arena,
                        const char **ret_words, struct diags *diags)
{
    if (!target->remote) {
        *ret_words = "文件夹在，可以写入";
        return true;
    }
    struct wire *wire = wire_open(target, "", arena, diags);
    if (!wire)
        return false;
    wire->most_seconds = MOST_SECONDS;
    const char *folder = arena_printf(arena, "%s/", target->remote->url);
    bool good = target->method == DELIVER_SFTP ? ask_sftp(wire, folder, ret_words)
                                               : ask_https(wire, folder, ret_words);
    wire_close(wire);
    return good;
}
