/* Reading a manifest: JSON is YAML, so the strict reader of definitions reads it too. */
#include <huibao/base.h>
#include <huibao/deliver.h>
#include <huibao/digest.h>

#include "deliver_diags.h"
#include "manifest.h"

#include <stdlib.h>
#include <string.h>

static const struct key keys[] = {
    {{"format", "格式", MANIFEST_FORMAT, NULL}, KEY_TEXT, true, false},
    {{"report", "报表", MANIFEST_REPORT, NULL}, KEY_TEXT, true, false},
    {{"title", "标题", MANIFEST_TITLE, NULL}, KEY_TEXT, true, false},
    {{"community", "社区", MANIFEST_COMMUNITY, NULL}, KEY_TEXT, false, false},
    {{"community_code", "社区编码", MANIFEST_CODE, NULL}, KEY_TEXT, false, false},
    {{"period", "期", MANIFEST_PERIOD, NULL}, KEY_TEXT, false, false},
    {{"made_at", "生成时间", MANIFEST_MADE_AT, NULL}, KEY_TEXT, true, false},
    {{"engine", "程序", MANIFEST_ENGINE, NULL}, KEY_TEXT, true, false},
    {{"definition_sha256", "定义校验值", MANIFEST_DEFINITION, NULL}, KEY_TEXT, true, false},
    {{"dictionary_sha256", "字典校验值", MANIFEST_DICTIONARY, NULL}, KEY_TEXT, true, false},
    {{"log_end", "日志末尾", MANIFEST_LOG_END, NULL}, KEY_TEXT, false, false},
    {{"files", "文件", MANIFEST_FILES, NULL}, KEY_LIST, true, false},
};
const struct schema manifest_keys = {"清单", keys, BASE_COUNT(keys)};

static const struct key file_keys[] = {
    {{"name", "名称", FILE_NAME, NULL}, KEY_TEXT, true, false},
    {{"bytes", "字节", FILE_BYTES, NULL}, KEY_TEXT, true, false},
    {{"sha256", "校验值", FILE_SHA256, NULL}, KEY_TEXT, true, false},
};
const struct schema manifest_file_keys = {"清单的文件", file_keys, BASE_COUNT(file_keys)};

static const char *const hex_wanted = "64 位小写十六进制数";

static void refuse(struct reader *reader, const struct yaml *node, const char *of,
                   const char *wanted)
{
    diag_add(reader->diags, &DLV008, &node->place, DIAG_ARGS(of, node->key->text, wanted));
}

static const char *read_text(const struct yaml *node)
{
    return node ? node->text : NULL;
}

static const char *read_hex(struct reader *reader, const struct yaml *node, const char *of)
{
    if (node && !digest_is_hex(node->text))
        refuse(reader, node, of, hex_wanted);
    return read_text(node);
}

/* 12:5f3c…: a number of at most 19 digits and a hash. */
static const char *read_log_end(struct reader *reader, const struct yaml *node, const char *of)
{
    size_t digits = node ? strspn(node->text, "0123456789") : 0;
    bool right = digits >= 1 && digits <= 19 && node->text[digits] == ':' &&
                 digest_is_hex(node->text + digits + 1);
    if (node && !right)
        refuse(reader, node, of, "序号、冒号和 64 位小写十六进制数");
    return read_text(node);
}

/* Digits only; 19 of them always fit. */
static uint64_t read_bytes(struct reader *reader, const struct yaml *node, const char *of)
{
    if (!node)
        return 0;
    size_t length = strlen(node->text);
    if (length > 19 || strspn(node->text, "0123456789") != length)
        refuse(reader, node, of, "字节数");
    return strtoull(node->text, NULL, 10);
}

/* A name that stays in its folder, and stands only once. */
static void check_name(struct reader *reader, struct names *seen, const struct yaml *node)
{
    const char *name = node->text;
    char *mark = arena_strdup(reader->arena, name);
    bool bad = !name[0] || strchr(name, '/') || strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
               strcmp(name, DELIVER_MANIFEST) == 0 || strcmp(name, DELIVER_SIGNATURE) == 0;
    bool twice = names_put(seen, name, mark) != mark;
    if (!bad && !twice)
        return;
    diag_add(reader->diags, &DLV006, &node->place, DIAG_ARGS(name));
    diag_hint(reader->diags, twice ? "它写了两次" : "清单只列报送包文件夹里的文件");
}

static void read_file(struct reader *reader, const struct yaml *node, struct names *seen,
                      struct deliver_file *ret_file)
{
    const struct yaml *values[FILE_KEYS] = {NULL};
    if (node->kind != YAML_MAP) {
        schema_misfit(reader, node, manifest_file_keys.where, "一组“键: 值”");
        return;
    }
    schema_read(reader, &manifest_file_keys, node, values);
    const char *name = read_text(values[FILE_NAME]);
    if (name)
        check_name(reader, seen, values[FILE_NAME]);
    const char *of = name ? name : manifest_file_keys.where;
    *ret_file = (struct deliver_file){.name = name,
                                      .bytes = read_bytes(reader, values[FILE_BYTES], of),
                                      .sha256 = read_hex(reader, values[FILE_SHA256], of)};
}

static void read_files(struct reader *reader, const struct yaml *list,
                       struct deliver_manifest *manifest)
{
    size_t count = 0;
    for (const struct yaml *node = list ? list->first : NULL; node; node = node->next)
        count++;
    struct deliver_file *files = arena_array(reader->arena, count, sizeof *files);
    struct names *seen = names_new(reader->arena);
    count = 0;
    for (const struct yaml *node = list ? list->first : NULL; node; node = node->next)
        read_file(reader, node, seen, &files[count++]);
    manifest->files = files;
    manifest->file_count = count;
}

/* A later version may hold keys unknown here, so the version is looked at before all others. */
static bool version_known(struct reader *reader, const struct yaml *root)
{
    for (const struct yaml *child = root->first; child; child = child->next) {
        bool is_format =
            child->kind == YAML_SCALAR && word_is(&keys[MANIFEST_FORMAT].word, child->key->text);
        if (is_format && strcmp(child->text, MANIFEST_VERSION) != 0) {
            diag_add(reader->diags, &DLV007, &child->place, DIAG_ARGS(child->text));
            diag_hint(reader->diags, "用新版本的 huibao 核对");
            return false;
        }
    }
    return true;
}

static void read_manifest(struct reader *reader, const struct yaml *root,
                          struct deliver_manifest *manifest)
{
    const struct yaml *values[MANIFEST_KEYS] = {NULL};
    if (!version_known(reader, root))
        return;
    schema_read(reader, &manifest_keys, root, values);
    const char *of = manifest_keys.where;
    manifest->report = read_text(values[MANIFEST_REPORT]);
    manifest->title = read_text(values[MANIFEST_TITLE]);
    manifest->community = read_text(values[MANIFEST_COMMUNITY]);
    manifest->code = read_text(values[MANIFEST_CODE]);
    manifest->period = read_text(values[MANIFEST_PERIOD]);
    manifest->made_at = read_text(values[MANIFEST_MADE_AT]);
    manifest->engine = read_text(values[MANIFEST_ENGINE]);
    manifest->definition = read_hex(reader, values[MANIFEST_DEFINITION], of);
    manifest->dictionary = read_hex(reader, values[MANIFEST_DICTIONARY], of);
    manifest->log_end = read_log_end(reader, values[MANIFEST_LOG_END], of);
    read_files(reader, values[MANIFEST_FILES], manifest);
}

const struct deliver_manifest *deliver_manifest_read(const char *folder, const struct world *world,
                                                     struct arena *arena, struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR), length = 0;
    const char *path = arena_printf(arena, "%s/%s", folder, DELIVER_MANIFEST);
    if (!file_is_regular(path)) {
        diag_add(diags, &DLV005, NULL, DIAG_ARGS(folder));
        if (file_exists(folder))
            diag_hint(diags, "写出报送包的文件夹，里面有 manifest.json 和它列出的文件");
        else
            diag_hint(diags, "没有这个文件夹，请核对名称");
        return NULL;
    }
    const char *text = file_read(arena, path, world->max_file_bytes, &length, diags);
    struct source *source = text ? yaml_source(arena, path, text, length, diags) : NULL;
    struct yaml *root = source ? yaml_read(source, 0, source->length, diags) : NULL;
    struct deliver_manifest *manifest = arena_alloc(arena, sizeof *manifest);
    if (root) {
        struct reader reader = {.arena = arena, .source = source, .diags = diags};
        read_manifest(&reader, root, manifest);
    }
    return root && diags_count(diags, DIAG_ERROR) == errors ? manifest : NULL;
}
