/* Targets over a network in the configuration file. */
#include "deliver_testing.h"

#include <huibao/deliver_targets.h>

#include "remote.h"

static const struct deliver_config *config_of(struct rig *rig, const char *keys)
{
    put(rig, "huibao.conf", arena_printf(rig->arena, "目标: {局: {%s}}\n", keys));
    return deliver_config_read(within(rig, "huibao.conf"), &rig->world, rig->arena, rig->diags);
}

TEST(a_target_over_https)
{
    struct rig rig;
    rig_init(&rig, "https");
    const struct deliver_config *config = config_of(
        &rig, "方式: 上传, 网址: 'https://b.example/上报//', 用户: u, 口令: 文件 p, "
              "证书: c.pem, 私钥: 文件 /k, 私钥口令: 凭据 kp, CA证书: ca.pem, 最长秒数: 9");
    CHECK_INT(diags_kept(rig.diags), 0);
    if (CHECK(config && config->targets->remote)) {
        const struct remote *remote = config->targets->remote;
        CHECK_INT(config->targets->method, DELIVER_PUT);
        CHECK_STR(remote->url, "https://b.example/上报");
        CHECK_STR(remote->password.path, within(&rig, "p"));
        CHECK_STR(remote->certificate, within(&rig, "c.pem"));
        CHECK_STR(remote->key.path, "/k");
        CHECK_STR(remote->key_password.credential, "kp");
        CHECK_STR(remote->ca, within(&rig, "ca.pem"));
        CHECK(!remote->token.what);
        CHECK_INT(remote->connect_seconds, 30);
        CHECK_INT(remote->max_seconds, 9);
    }
    config = config_of(&rig, "method: put, url: 'https://b.example', token: credential t, "
                             "token_header: X-Api-Key, connect_seconds: 1, stall_seconds: 2");
    if (CHECK(config && config->targets->remote)) {
        const struct remote *remote = config->targets->remote;
        CHECK_STR(remote->url, "https://b.example");
        CHECK_STR(remote->token.credential, "t");
        CHECK_STR(remote->token_header, "X-Api-Key");
        CHECK_INT(remote->connect_seconds + remote->stall_seconds, 3);
    }
    rig_done(&rig);
}

TEST(keys_of_the_wrong_kind_or_missing)
{
#define PUT_TO "方式: 上传, 网址: 'https://b.example', "
    static const struct {
        const char *keys, *code, *word;
    } cases[] = {
        {"方式: 上传", "DLV016", "网址"},
        {"方式: 表单, 网址: 'https://b.example', 可读: 同组", "DLV015", "可读"},
        {"方式: WebDAV, 网址: 'https://b.example/?a'", "DLV014", "?"},
        {"方式: WebDAV, 网址: 'https://b.example', 字段: {}", "DLV015", "字段"},
#define SFTP_TO "方式: SFTP, 网址: 'sftp://b.example/x', "
        {SFTP_TO "用户: u, 私钥: 文件 k", "DLV016", "已知主机"},
        {SFTP_TO "已知主机: h, 私钥: 文件 k", "DLV016", "用户"},
        {SFTP_TO "已知主机: h, 用户: u", "DLV016", "口令"},
        {SFTP_TO "已知主机: h, 用户: u, 私钥: 文件 p, 令牌: 文件 t", "DLV015", "令牌"},
        {SFTP_TO "已知主机: h, 用户: u, 口令: 文件 p, 证书: t", "DLV015", "证书"},
        {"方式: SFTP, 网址: 'https://b.example', 已知主机: h, 用户: u, 口令: 文件 p", "DLV014",
         "sftp://"},
#undef SFTP_TO
        {PUT_TO "已知主机: h", "DLV015", "已知主机"},
        {PUT_TO "回执: {回执号: a}", "DLV015", "回执"},
        {PUT_TO "字段: {社区: a}", "DLV015", "字段"},
        {"方式: 表单, 网址: 'https://b.example', 字段: {社区: ''}", "DLV013", "社区"},
        {"方式: 邮件, 网址: 'https://b.example'", "YML014", "邮件"},
        {"方式: 文件夹, 路径: x, 网址: 'https://b.example'", "DLV015", "网址"},
        {PUT_TO "路径: x", "DLV015", "路径"},
        {PUT_TO "可读: 同组", "DLV015", "可读"},
        {PUT_TO "用户: u", "DLV022", "口令"},
        {PUT_TO "口令: 文件 p", "DLV022", "用户"},
        {PUT_TO "令牌头: X-A", "DLV022", "令牌"},
        {PUT_TO "证书: c", "DLV022", "私钥"},
        {PUT_TO "私钥: 文件 k", "DLV022", "证书"},
        {PUT_TO "私钥口令: 文件 k", "DLV022", "私钥"},
        {PUT_TO "用户: u, 口令: 文件 p, 令牌: 文件 t", "DLV015", "口令"},
        {PUT_TO "令牌: 文件 t, 令牌头: 'A: b'", "YML013", "请求头"},
        {PUT_TO "CA证书: ''", "DLV013", "CA证书"},
        {PUT_TO "最长秒数: 0", "YML016", "最长秒数"},
        {"方式: 上传, 网址: ''", "DLV014", "完整"},
        {"方式: 上传, 网址: b.example/x", "DLV014", "完整"},
        {"方式: 上传, 网址: 'http://127.0.0.1/x'", "DLV014", "http://"},
        {"方式: 上传, 网址: 'ftp://b.example/x'", "DLV014", "https://"},
        {"方式: 上传, 网址: 'https://b.example/x?a=1'", "DLV014", "?"},
        {"方式: 上传, 网址: 'https://b.example/x#a'", "DLV014", "#"},
        {"方式: 上传, 网址: 'https://me@b.example/x'", "DLV014", "用户名"},
        {"方式: 上传, 网址: 'https://:pw@b.example/x'", "DLV014", "里面不能有"},
    };
#undef PUT_TO
    struct rig rig;
    rig_init(&rig, "wrong-keys");
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        CHECK(!config_of(&rig, cases[i].keys));
        const struct diag *diag = diags_kept(rig.diags) ? diags_at(rig.diags, 0) : NULL;
        CHECK_STR(diag ? diag->kind->code : cases[i].keys, cases[i].code);
        CHECK(diag && strstr(diag->message, cases[i].word) != NULL);
        CHECK(diag && diag->place.line == 1 && diag->place.column > 1);
        CHECK_INT(diags_kept(rig.diags), 1);
        diags_free(rig.diags);
        rig.diags = diags_new();
    }
    rig_done(&rig);
}

/* Who writes a secret where its place belongs is told so, and it is not repeated to anybody. */
TEST(secrets_do_not_stand_in_the_configuration)
{
    static const char *const wrong[] = {
        "口令: pa55word",         "口令: 文件",          "口令: '凭据 ../pa55word'",
        "口令: '凭据 .pa55word'", "口令: '密 pa55word'", "口令: ''",
    };
    struct rig rig;
    rig_init(&rig, "secrets");
    for (size_t i = 0; i < BASE_COUNT(wrong); i++) {
        CHECK(!config_of(&rig, arena_printf(rig.arena,
                                            "方式: 上传, 网址: 'https://b.example', 用户: u, %s",
                                            wrong[i])));
        const struct diag *diag = diags_kept(rig.diags) ? diags_at(rig.diags, 0) : NULL;
        CHECK(diag && diag->place.line == 1 && !diag->place.text && diag->hint);
        CHECK(diag && !strstr(diag->message, "pa55word"));
        expect_said(&rig, &DLV017);
    }
    CHECK(!config_of(&rig, "方式: 上传, 网址: 'https://me:pa55word@b.example'"));
    CHECK(!diags_at(rig.diags, 0)->place.text);
    expect_said(&rig, &DLV014);
    rig_done(&rig);
}
