/* The keys of a target that is reached over a network. */
#include <huibao/base.h>

#include <curl/curl.h>
#include <string.h>

#include "deliver_diags.h"
#include "remote.h"

enum { /* sets of methods */
       PUT = 1 << DELIVER_PUT,
       POST = 1 << DELIVER_POST,
       DAV = 1 << DELIVER_WEBDAV,
       SFTP = 1 << DELIVER_SFTP,
       HTTP = PUT | POST | DAV,
       NET = HTTP | SFTP
};

/* Which methods a key is for, and which need it. Indexed by enum remote_key. */
static const struct {
    const char *name;
    unsigned allowed, needed;
} rules[] = {
    [REMOTE_URL] = {"网址", NET, NET},
    [REMOTE_USER] = {"用户", NET, SFTP},
    [REMOTE_PASSWORD] = {"口令", NET, 0},
    [REMOTE_TOKEN] = {"令牌", HTTP, 0},
    [REMOTE_TOKEN_HEADER] = {"令牌头", HTTP, 0},
    [REMOTE_CERTIFICATE] = {"证书", HTTP, 0},
    [REMOTE_KEY] = {"私钥", NET, 0},
    [REMOTE_KEY_PASSWORD] = {"私钥口令", NET, 0},
    [REMOTE_CA] = {"CA证书", HTTP, 0},
    [REMOTE_PROXY] = {"代理", HTTP, 0},
    [REMOTE_PROXY_USER] = {"代理用户", HTTP, 0},
    [REMOTE_PROXY_PASSWORD] = {"代理口令", HTTP, 0},
    [REMOTE_KNOWN_HOSTS] = {"已知主机", SFTP, SFTP},
    [REMOTE_FIELDS] = {"字段", POST, 0},
    [REMOTE_RECEIPT] = {"回执", POST, 0},
    [REMOTE_CONNECT_SECONDS] = {"连接秒数", NET, 0},
    [REMOTE_STALL_SECONDS] = {"停顿秒数", NET, 0},
    [REMOTE_MAX_SECONDS] = {"最长秒数", NET, 0},
};

static const char *const method_names[] = {[DELIVER_DIRECTORY] = "文件夹",
                                           [DELIVER_PUT] = "上传",
                                           [DELIVER_POST] = "表单",
                                           [DELIVER_WEBDAV] = "WebDAV",
                                           [DELIVER_SFTP] = "SFTP"};

static const struct key field_keys[] = {
    {{"report", "报表", FIELD_REPORT, NULL}, KEY_TEXT, false, false},
    {{"title", "标题", FIELD_TITLE, NULL}, KEY_TEXT, false, false},
    {{"community", "社区", FIELD_COMMUNITY, NULL}, KEY_TEXT, false, false},
    {{"community_code", "社区编码", FIELD_CODE, NULL}, KEY_TEXT, false, false},
    {{"period", "期", FIELD_PERIOD, NULL}, KEY_TEXT, false, false},
    {{"made_at", "生成时间", FIELD_MADE_AT, NULL}, KEY_TEXT, false, false},
    {{"manifest", "清单", FIELD_MANIFEST, NULL}, KEY_TEXT, false, false},
    {{"signature", "签名", FIELD_SIGNATURE, NULL}, KEY_TEXT, false, false},
    {{"file", "文件", FIELD_FILE, NULL}, KEY_TEXT, false, false},
};
static const struct schema field_schema = {"字段", field_keys, BASE_COUNT(field_keys)};

static void misplaced(struct reader *reader, enum deliver_method method,
                      const struct yaml *const *values, const struct yaml *node)
{
    for (int key = 0; key < REMOTE_KEYS; key++) {
        unsigned bit = 1U << method;
        if (values[key] && !(rules[key].allowed & bit))
            diag_add(reader->diags, &DLV015, &values[key]->key->place,
                     DIAG_ARGS(method_names[method], rules[key].name));
        if (!values[key] && (rules[key].needed & bit))
            diag_add(reader->diags, &DLV016, &node->place,
                     DIAG_ARGS(method_names[method], rules[key].name));
    }
}

/* ---- addresses ---- */

/* Why an address cannot be used, or NULL. Its parts are judged by libcurl, which will use them. */
static const char *address_fault(const char *text, const char *scheme, bool query)
{
    const bool proxy = strcmp(scheme, "http") == 0;
    const struct {
        CURLUPart part;
        const char *why;
    } unwanted[] = {{CURLUPART_USER, proxy ? "里面不能有用户名，写在“代理用户”里"
                                           : "里面不能有用户名，写在“用户”里"},
                    {CURLUPART_PASSWORD, "里面不能有口令"},
                    {CURLUPART_FRAGMENT, "里面不能有 #"},
                    {CURLUPART_QUERY, "里面不能有 ?"}};
    CURLU *url = curl_url();
    char *part = NULL;
    const char *why = NULL;
    if (curl_url_set(url, CURLUPART_URL, text, 0) || curl_url_get(url, CURLUPART_HOST, &part, 0) ||
        !part[0])
        why = "不是完整的网址";
    curl_free(part);
    for (size_t i = 0; !why && i < BASE_COUNT(unwanted) - query; i++) {
        part = NULL;
        if (!curl_url_get(url, unwanted[i].part, &part, 0))
            why = unwanted[i].why;
        curl_free(part);
    }
    part = NULL;
    if (!why && !curl_url_get(url, CURLUPART_SCHEME, &part, 0) && strcmp(part, scheme) != 0)
        why = proxy                          ? "要以 http:// 开头"
              : strcmp(scheme, "https") == 0 ? "要以 https:// 开头；不加密的 http:// 不用"
                                             : "要以 sftp:// 开头";
    curl_free(part);
    curl_url_cleanup(url);
    return why;
}

/* The text itself is not shown when it may hold a password. */
static void read_url(struct reader *reader, const struct yaml *node, enum deliver_method method,
                     struct remote *remote)
{
    const char *text = schema_text(reader, node);
    if (!text)
        return;
    const char *fault =
        address_fault(text, method == DELIVER_SFTP ? "sftp" : "https", method == DELIVER_POST);
    if (fault) {
        struct place place = node->place;
        place.text = NULL;
        diag_add(reader->diags, &DLV014, &place, DIAG_ARGS(rules[REMOTE_URL].name, fault));
        return;
    }
    size_t length = strlen(text);
    while (method != DELIVER_POST && length && text[length - 1] == '/')
        length--;
    remote->url = arena_strndup(reader->arena, text, length);
    remote->shown = arena_strndup(reader->arena, remote->url, strcspn(remote->url, "?"));
}

/* What goes through it is encrypted for the target, so it need not be. */
static const char *read_proxy(struct reader *reader, const struct yaml *node)
{
    const char *text = schema_text(reader, node);
    const char *fault = text ? address_fault(text, "http", false) : NULL;
    if (!fault)
        return text;
    struct place place = node->place;
    place.text = NULL; /* it may hold a password */
    diag_add(reader->diags, &DLV014, &place, DIAG_ARGS(rules[REMOTE_PROXY].name, fault));
    return NULL;
}

/* ---- the rest ---- */

static void read_secrets(struct reader *reader, const struct yaml *const *values,
                         struct remote *remote)
{
    const struct {
        enum remote_key key;
        struct secret_place *place;
    } secrets[] = {{REMOTE_PASSWORD, &remote->password},
                   {REMOTE_TOKEN, &remote->token},
                   {REMOTE_KEY, &remote->key},
                   {REMOTE_KEY_PASSWORD, &remote->key_password},
                   {REMOTE_PROXY_PASSWORD, &remote->proxy_password}};
    for (size_t i = 0; i < BASE_COUNT(secrets); i++)
        if (values[secrets[i].key])
            secret_place_read(reader, values[secrets[i].key], rules[secrets[i].key].name,
                              secrets[i].place);
}

static bool is_header_name(const char *text)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return text[0] && strspn(text, letters) == strlen(text);
}

/* What one key needs of another. */
static void check_together(struct reader *reader, enum deliver_method method,
                           const struct yaml *const *values)
{
    static const struct {
        unsigned methods;
        enum remote_key key, needs;
    } pairs[] = {
        {HTTP, REMOTE_PASSWORD, REMOTE_USER},
        {HTTP, REMOTE_USER, REMOTE_PASSWORD},
        {HTTP, REMOTE_TOKEN_HEADER, REMOTE_TOKEN},
        {HTTP, REMOTE_CERTIFICATE, REMOTE_KEY},
        {HTTP, REMOTE_KEY, REMOTE_CERTIFICATE},
        {NET, REMOTE_KEY_PASSWORD, REMOTE_KEY},
        {HTTP, REMOTE_PROXY_USER, REMOTE_PROXY},
        {HTTP, REMOTE_PROXY_USER, REMOTE_PROXY_PASSWORD},
        {HTTP, REMOTE_PROXY_PASSWORD, REMOTE_PROXY_USER},
    };
    for (size_t i = 0; i < BASE_COUNT(pairs); i++)
        if ((pairs[i].methods & 1U << method) && values[pairs[i].key] && !values[pairs[i].needs])
            diag_add(reader->diags, &DLV022, &values[pairs[i].key]->key->place,
                     DIAG_ARGS(rules[pairs[i].key].name, rules[pairs[i].needs].name));
    if (values[REMOTE_TOKEN] && values[REMOTE_PASSWORD] && !values[REMOTE_TOKEN_HEADER])
        diag_add(reader->diags, &DLV015, &values[REMOTE_PASSWORD]->key->place,
                 DIAG_ARGS("令牌", rules[REMOTE_PASSWORD].name));
    if (method == DELIVER_SFTP && !values[REMOTE_KEY] && !values[REMOTE_PASSWORD])
        diag_add(reader->diags, &DLV016, &values[REMOTE_URL]->key->place,
                 DIAG_ARGS(method_names[method], "私钥”或“口令"));
}

static void read_fields(struct reader *reader, const struct yaml *node, struct remote *remote)
{
    const struct yaml *values[FIELDS] = {NULL};
    for (int i = 0; i < FIELDS; i++)
        remote->fields[i] = field_keys[i].word.english;
    if (!node)
        return;
    schema_read(reader, &field_schema, node, values);
    for (int i = 0; i < FIELDS; i++) {
        const char *name = schema_text(reader, values[i]);
        if (name && !name[0])
            diag_add(reader->diags, &DLV013, &values[i]->place, DIAG_ARGS(values[i]->key->text));
        remote->fields[i] = name ? name : remote->fields[i];
    }
}

static void read_seconds(struct reader *reader, const struct yaml *const *values,
                         struct remote *remote)
{
    enum { DAY = 86400, HOUR = 3600 };
    remote->connect_seconds = 30;
    remote->stall_seconds = 120;
    remote->max_seconds = HOUR;
    if (values[REMOTE_CONNECT_SECONDS])
        schema_integer(reader, values[REMOTE_CONNECT_SECONDS], 1, HOUR, &remote->connect_seconds);
    if (values[REMOTE_STALL_SECONDS])
        schema_integer(reader, values[REMOTE_STALL_SECONDS], 1, HOUR, &remote->stall_seconds);
    if (values[REMOTE_MAX_SECONDS])
        schema_integer(reader, values[REMOTE_MAX_SECONDS], 1, DAY, &remote->max_seconds);
}

const struct remote *remote_read(struct reader *reader, const struct yaml *node,
                                 enum deliver_method method, const struct yaml *const *values)
{
    misplaced(reader, method, values, node);
    if (method == DELIVER_DIRECTORY)
        return NULL;
    struct remote *remote = arena_alloc(reader->arena, sizeof *remote);
    read_url(reader, values[REMOTE_URL], method, remote);
    remote->user = schema_text(reader, values[REMOTE_USER]);
    remote->proxy = read_proxy(reader, values[REMOTE_PROXY]);
    remote->proxy_user = schema_text(reader, values[REMOTE_PROXY_USER]);
    read_secrets(reader, values, remote);
    remote->token_header = schema_text(reader, values[REMOTE_TOKEN_HEADER]);
    if (remote->token_header && !is_header_name(remote->token_header))
        schema_misfit(reader, values[REMOTE_TOKEN_HEADER], NULL,
                      "请求头的名称（英文字母、数字和 -）");
    remote->certificate = config_path(reader, values[REMOTE_CERTIFICATE]);
    remote->ca = config_path(reader, values[REMOTE_CA]);
    remote->known_hosts = config_path(reader, values[REMOTE_KNOWN_HOSTS]);
    read_seconds(reader, values, remote);
    read_fields(reader, values[REMOTE_FIELDS], remote);
    if (values[REMOTE_RECEIPT])
        remote->receipt = receipt_rules_read(reader, values[REMOTE_RECEIPT]);
    if (values[REMOTE_URL])
        check_together(reader, method, values);
    return remote;
}
