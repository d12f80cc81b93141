/* Receipts: JSON is YAML, so the strict reader of definitions reads them too. */
#include "receipt.h"

#include <huibao/base.h>
#include <huibao/yaml.h>

#include <string.h>

#include "deliver_diags.h"
#include "wire.h"

enum receipt_key {
    RECEIPT_NUMBER,
    RECEIPT_STATE,
    RECEIPT_WORDS,
    RECEIPT_ACCEPTED,
    RECEIPT_REFUSED,
    RECEIPT_WAITING,
    RECEIPT_KEYS
};
static const struct key keys[] = {
    {{"number", "回执号", RECEIPT_NUMBER, NULL}, KEY_TEXT, false, false},
    {{"state", "状态", RECEIPT_STATE, NULL}, KEY_TEXT, false, false},
    {{"words", "说明", RECEIPT_WORDS, NULL}, KEY_TEXT, false, false},
    {{"accepted", "已接收", RECEIPT_ACCEPTED, NULL}, KEY_LIST, false, false},
    {{"refused", "已退回", RECEIPT_REFUSED, NULL}, KEY_LIST, false, false},
    {{"waiting", "待处理", RECEIPT_WAITING, NULL}, KEY_LIST, false, false},
};
static const struct schema schema = {"回执", keys, BASE_COUNT(keys)};

/* ---- the rules ---- */

static struct receipt_words read_words(struct reader *reader, const struct yaml *list,
                                       struct names *seen)
{
    size_t count = 0;
    for (const struct yaml *node = list ? list->first : NULL; node; node = node->next)
        count++;
    const char **words = arena_array(reader->arena, count, sizeof *words);
    struct receipt_words result = {.words = words};
    for (const struct yaml *node = list ? list->first : NULL; node; node = node->next) {
        if (node->kind != YAML_SCALAR) {
            schema_misfit(reader, node, list->key->text, "文字");
            continue;
        }
        const char *word = schema_text(reader, node);
        char *mark = arena_strdup(reader->arena, word);
        if (names_put(seen, word, mark) != mark)
            diag_add(reader->diags, &DLV021, &node->place, DIAG_ARGS(word));
        words[result.count++] = word;
    }
    return result;
}

const struct receipt_rules *receipt_rules_read(struct reader *reader, const struct yaml *node)
{
    const struct yaml *values[RECEIPT_KEYS] = {NULL};
    struct receipt_rules *rules = arena_alloc(reader->arena, sizeof *rules);
    struct names *seen = names_new(reader->arena);
    schema_read(reader, &schema, node, values);
    rules->number = schema_text(reader, values[RECEIPT_NUMBER]);
    rules->state = schema_text(reader, values[RECEIPT_STATE]);
    rules->words = schema_text(reader, values[RECEIPT_WORDS]);
    rules->accepted = read_words(reader, values[RECEIPT_ACCEPTED], seen);
    rules->refused = read_words(reader, values[RECEIPT_REFUSED], seen);
    rules->waiting = read_words(reader, values[RECEIPT_WAITING], seen);
    if (rules->state && !rules->accepted.count)
        schema_missing(reader, &node->place, schema.where, "已接收");
    bool words = rules->accepted.count || rules->refused.count || rules->waiting.count;
    if (!rules->state && (words || !rules->number))
        schema_missing(reader, &node->place, schema.where, words ? "状态" : "回执号");
    return rules;
}

/* ---- an answer ---- */

/* The scalar at a path such as data.receipt.no, or NULL; a plain null is nothing. */
static const char *field(struct arena *arena, const struct yaml *root, const char *path)
{
    const struct yaml *node = root;
    while (path && node) {
        size_t length = strcspn(path, ".");
        const char *name = arena_strndup(arena, path, length);
        path = path[length] ? path + length + 1 : NULL;
        const struct yaml *child = node->kind == YAML_MAP ? node->first : NULL;
        while (child && strcmp(child->key->text, name) != 0)
            child = child->next;
        node = child;
    }
    if (!node || node->kind != YAML_SCALAR)
        return NULL;
    bool nothing = node->plain && (!node->text[0] || strcmp(node->text, "null") == 0);
    return nothing ? NULL : node->text;
}

static bool among(const struct receipt_words *words, const char *text)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->words[i], text) == 0)
            return true;
    return false;
}

static bool read_state(const struct receipt_rules *rules, const struct yaml *root,
                       struct arena *arena, struct deliver_receipt *receipt, const char **ret_why)
{
    const char *state = field(arena, root, rules->state);
    if (!state) {
        *ret_why = arena_printf(arena, "没有“%s”", rules->state);
        return false;
    }
    state = text_trim(arena, state);
    if (among(&rules->accepted, state))
        receipt->state = DELIVER_ACCEPTED;
    else if (among(&rules->refused, state))
        receipt->state = DELIVER_NOT_ACCEPTED;
    else if (among(&rules->waiting, state))
        receipt->state = DELIVER_WAITING;
    else
        *ret_why = arena_printf(arena, "“%s”是“%s”，配置里没有这个词", rules->state,
                                wire_line(arena, state, strlen(state)));
    return receipt->state != DELIVER_NO_RECEIPT;
}

/* A list or a single word would be YAML, too. */
static bool is_object(const char *answer, size_t length)
{
    static const char before[] = " \t\r\n\xEF\xBB\xBF";
    size_t i = 0;
    while (i < length && memchr(before, answer[i], sizeof before - 1))
        i++;
    return i < length && answer[i] == '{';
}

bool receipt_read(const struct receipt_rules *rules, const char *answer, size_t length,
                  struct arena *arena, struct deliver_receipt *receipt, const char **ret_why)
{
    struct diags *unsaid = diags_new();
    struct source *source = yaml_source(arena, "", answer, length, unsaid);
    const struct yaml *root =
        source && is_object(answer, length) ? yaml_read(source, 0, source->length, unsaid) : NULL;
    diags_free(unsaid);
    if (!root) {
        *ret_why = "不是 JSON 对象";
        return false;
    }
    const char *number = rules->number ? field(arena, root, rules->number) : NULL;
    const char *words = rules->words ? field(arena, root, rules->words) : NULL;
    receipt->number = number ? wire_line(arena, number, strlen(number)) : NULL;
    receipt->words = words ? wire_line(arena, words, strlen(words)) : NULL;
    if (rules->state)
        return read_state(rules, root, arena, receipt, ret_why);
    if (!number)
        *ret_why = arena_printf(arena, "没有“%s”", rules->number);
    receipt->state = number ? DELIVER_ACCEPTED : DELIVER_NO_RECEIPT;
    return number != NULL;
}
