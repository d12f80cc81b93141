/* huibao.conf: where packages are sent, read as strictly as definitions. */
#include <huibao/base.h>
#include <huibao/deliver.h>
#include <huibao/deliver_targets.h>
#include <huibao/yaml.h>

#include "config_days.h"
#include "config_notify.h"
#include "deliver_diags.h"
#include "remote.h"

#include <string.h>

enum config_key {
    CONFIG_TARGETS,
    CONFIG_SIGNATURE,
    CONFIG_DAYS,
    CONFIG_NOTIFY,
    CONFIG_KEEP,
    CONFIG_KEYS
};
enum signature_key { SIGNATURE_CERTIFICATE, SIGNATURE_KEY, SIGNATURE_KEYS };
enum target_key { /* after those of remote targets, which come first */
                  TARGET_METHOD = REMOTE_KEYS,
                  TARGET_PATH,
                  TARGET_ACCESS,
                  TARGET_KEYS
};

static const struct key config_keys[] = {
    {{"targets", "目标", CONFIG_TARGETS, NULL}, KEY_MAP, false, false},
    {{"signature", "签名", CONFIG_SIGNATURE, NULL}, KEY_MAP, false, false},
    {{"holidays", "节假日", CONFIG_DAYS, NULL}, KEY_MAP, false, false},
    {{"notify", "通知", CONFIG_NOTIFY, NULL}, KEY_MAP, false, false},
    {{"keep", "保留", CONFIG_KEEP, NULL}, KEY_TEXT, false, false},
};
static const struct schema config_schema = {"配置文件", config_keys, BASE_COUNT(config_keys)};

static const struct key signature_keys[] = {
    {{"certificate", "证书", SIGNATURE_CERTIFICATE, NULL}, KEY_TEXT, true, false},
    {{"key", "私钥", SIGNATURE_KEY, NULL}, KEY_TEXT, true, false},
};
static const struct schema signature_schema = {"签名", signature_keys, BASE_COUNT(signature_keys)};

static const struct key target_keys[] = {
    {{"method", "方式", TARGET_METHOD, NULL}, KEY_TEXT, true, false},
    {{"path", "路径", TARGET_PATH, NULL}, KEY_TEXT, false, false},
    {{"access", "可读", TARGET_ACCESS, NULL}, KEY_TEXT, false, false},
    {{"url", "网址", REMOTE_URL, NULL}, KEY_TEXT, false, false},
    {{"user", "用户", REMOTE_USER, NULL}, KEY_TEXT, false, false},
    {{"password", "口令", REMOTE_PASSWORD, NULL}, KEY_TEXT, false, false},
    {{"token", "令牌", REMOTE_TOKEN, NULL}, KEY_TEXT, false, false},
    {{"token_header", "令牌头", REMOTE_TOKEN_HEADER, NULL}, KEY_TEXT, false, false},
    {{"certificate", "证书", REMOTE_CERTIFICATE, NULL}, KEY_TEXT, false, false},
    {{"key", "私钥", REMOTE_KEY, NULL}, KEY_TEXT, false, false},
    {{"key_password", "私钥口令", REMOTE_KEY_PASSWORD, NULL}, KEY_TEXT, false, false},
    {{"ca", "CA证书", REMOTE_CA, NULL}, KEY_TEXT, false, false},
    {{"proxy", "代理", REMOTE_PROXY, NULL}, KEY_TEXT, false, false},
    {{"proxy_user", "代理用户", REMOTE_PROXY_USER, NULL}, KEY_TEXT, false, false},
    {{"proxy_password", "代理口令", REMOTE_PROXY_PASSWORD, NULL}, KEY_TEXT, false, false},
    {{"known_hosts", "已知主机", REMOTE_KNOWN_HOSTS, NULL}, KEY_TEXT, false, false},
    {{"fields", "字段", REMOTE_FIELDS, NULL}, KEY_MAP, false, false},
    {{"receipt", "回执", REMOTE_RECEIPT, NULL}, KEY_MAP, false, false},
    {{"connect_seconds", "连接秒数", REMOTE_CONNECT_SECONDS, NULL}, KEY_INTEGER, false, false},
    {{"stall_seconds", "停顿秒数", REMOTE_STALL_SECONDS, NULL}, KEY_INTEGER, false, false},
    {{"max_seconds", "最长秒数", REMOTE_MAX_SECONDS, NULL}, KEY_INTEGER, false, false},
};
static const struct schema target_schema = {"报送目标", target_keys, BASE_COUNT(target_keys)};

static const struct word method_words[] = {
    {"directory", "文件夹", DELIVER_DIRECTORY, NULL},
    {"put", "上传", DELIVER_PUT, NULL},
    {"post", "表单", DELIVER_POST, NULL},
    {"webdav", "WebDAV", DELIVER_WEBDAV, NULL},
    {"sftp", "SFTP", DELIVER_SFTP, NULL},
};
static const struct word_list methods = {method_words, BASE_COUNT(method_words)};

static const struct word access_words[] = {
    {"owner", "本人", DELIVER_OWNER, NULL},
    {"group", "同组", DELIVER_GROUP, NULL},
    {"all", "所有人", DELIVER_ALL, NULL},
};
static const struct word_list accesses = {access_words, BASE_COUNT(access_words)};

const char *config_path_text(const struct reader *reader, const char *path)
{
    const char *file = reader->source->name;
    const char *slash = strrchr(file, '/');
    if (path[0] == '/' || !slash)
        return path;
    return arena_printf(reader->arena, "%.*s/%s", (int)(slash - file), file, path);
}

const char *config_path(struct reader *reader, const struct yaml *node)
{
    const char *path = schema_text(reader, node);
    if (!path || path[0])
        return path ? config_path_text(reader, path) : NULL;
    diag_add(reader->diags, &DLV013, &node->place, DIAG_ARGS(node->key->text));
    return NULL;
}

/* The keys that folders alone have, or have with some others. */
static void read_folder(struct reader *reader, const struct yaml *node,
                        const struct yaml *const *values, struct deliver_target *target)
{
    int access = DELIVER_OWNER;
    bool folder = target->method == DELIVER_DIRECTORY;
    if (folder && !values[TARGET_PATH])
        schema_missing(reader, &node->place, target_schema.where, "路径");
    if (!folder && values[TARGET_PATH])
        diag_add(reader->diags, &DLV015, &values[TARGET_PATH]->key->place,
                 DIAG_ARGS(schema_text(reader, values[TARGET_METHOD]), "路径"));
    if (!folder && target->method != DELIVER_SFTP && values[TARGET_ACCESS])
        diag_add(reader->diags, &DLV015, &values[TARGET_ACCESS]->key->place,
                 DIAG_ARGS(schema_text(reader, values[TARGET_METHOD]), "可读"));
    schema_word(reader, values[TARGET_ACCESS], &accesses, &access);
    target->access = (enum deliver_access)access;
    target->path = folder ? config_path(reader, values[TARGET_PATH]) : NULL;
}

static const struct deliver_signer *read_signer(struct reader *reader, const struct yaml *node)
{
    const struct yaml *values[SIGNATURE_KEYS] = {NULL};
    struct deliver_signer *signer = arena_alloc(reader->arena, sizeof *signer);
    schema_read(reader, &signature_schema, node, values);
    if (values[SIGNATURE_CERTIFICATE])
        signer->certificate = config_path(reader, values[SIGNATURE_CERTIFICATE]);
    if (values[SIGNATURE_KEY])
        signer->key = config_path(reader, values[SIGNATURE_KEY]);
    return signer;
}

static void read_target(struct reader *reader, const struct yaml *node,
                        struct deliver_target *target)
{
    const struct yaml *values[TARGET_KEYS] = {NULL};
    int method = -1;
    if (node->kind != YAML_MAP) {
        schema_misfit(reader, node, NULL, "一组“键: 值”");
        return;
    }
    schema_read(reader, &target_schema, node, values);
    schema_word(reader, values[TARGET_METHOD], &methods, &method);
    if (method < 0) /* what the other keys mean is not known then */
        return;
    target->method = (enum deliver_method)method;
    read_folder(reader, node, values, target);
    target->remote = remote_read(reader, node, target->method, values);
}

static void read_targets(struct reader *reader, const struct yaml *map,
                         struct deliver_config *config)
{
    struct names *seen = names_new(reader->arena);
    struct deliver_target **tail = &config->targets;
    for (const struct yaml *node = map ? map->first : NULL; node; node = node->next) {
        if (!schema_first(reader, seen, node, "报送目标"))
            continue;
        struct deliver_target *target = arena_alloc(reader->arena, sizeof *target);
        target->name = node->key->text;
        diag_context_push(reader->diags, "报送目标“%s”", target->name);
        read_target(reader, node, target);
        diag_context_pop(reader->diags);
        *tail = target;
        tail = &target->next;
    }
}

/* 24个月, 2年, 24 months, 2 years: in months; 0: nothing is said, or with a diagnostic. */
static int read_keep(struct reader *reader, const struct yaml *node)
{
    static const struct {
        const char *word;
        int months;
    } units[] = {{"个月", 1},  {"月", 1},     {"年", 12},  {"months", 1},
                 {"month", 1}, {"years", 12}, {"year", 12}};
    enum { MOST_DIGITS = 3 };
    const char *text = schema_text(reader, node);
    size_t digits = text ? strspn(text, "0123456789") : 0;
    int count = 0;
    for (size_t i = 0; i < digits && digits <= MOST_DIGITS; i++)
        count = count * 10 + (text[i] - '0');
    for (size_t i = 0; count && i < BASE_COUNT(units); i++)
        if (strcmp(text + digits + strspn(text + digits, " "), units[i].word) == 0)
            return count * units[i].months;
    if (text)
        diag_add(reader->diags, &DLV014, &node->place,
                 DIAG_ARGS(node->key->text, "写成 24个月 或 2年"));
    return 0;
}

const struct deliver_config *deliver_config_read(const char *path, const struct world *world,
                                                 struct arena *arena, struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR), length = 0;
    const char *text = file_read(arena, path, world->max_file_bytes, &length, diags);
    if (!text) {
        diag_hint(diags, "报送目标写在配置文件里，用 --config 指出它；样子见 samples/huibao.conf");
        return NULL;
    }
    struct source *source = yaml_source(arena, path, text, length, diags);
    const struct yaml *root = source ? yaml_read(source, 0, source->length, diags) : NULL;
    if (!root)
        return NULL;
    const struct yaml *values[CONFIG_KEYS] = {NULL};
    struct reader reader = {.arena = arena, .source = source, .diags = diags};
    struct deliver_config *config = arena_alloc(arena, sizeof *config);
    config->file = path;
    schema_read(&reader, &config_schema, root, values);
    read_targets(&reader, values[CONFIG_TARGETS], config);
    config->notice = config_notify_read(&reader, values[CONFIG_NOTIFY]);
    config->years = config_days_read(&reader, values[CONFIG_DAYS]);
    config->keep_months = read_keep(&reader, values[CONFIG_KEEP]);
    if (values[CONFIG_SIGNATURE])
        config->signer = read_signer(&reader, values[CONFIG_SIGNATURE]);
    return diags_count(diags, DIAG_ERROR) == errors ? config : NULL;
}

const struct deliver_target *deliver_target_find(const struct deliver_config *config,
                                                 const char *name, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct names *known = names_new(arena);
    const struct deliver_target *target = config->targets;
    for (; target && strcmp(target->name, name) != 0; target = target->next)
        names_put(known, target->name, known);
    if (!target) {
        size_t count = 0;
        const char *const *candidates = names_list(known, &count);
        diag_add(diags, &DLV010, NULL, DIAG_ARGS(config->file, name));
        if (count == 0)
            diag_hint(diags, "还没有写报送目标；样子见 samples/huibao.conf");
        else
            diag_hint_nearest(diags, name, candidates, count);
    }
    arena_free(arena);
    return target;
}
