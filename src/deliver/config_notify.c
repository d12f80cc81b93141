/* 通知: whom to tell when a delivery needs somebody. */
#include "config_notify.h"

#include <string.h>

#include "deliver_diags.h"

enum notify_key { NOTIFY_COMMAND, NOTIFY_MAIL, NOTIFY_KEYS };

static const struct key notify_keys[] = {
    {{"command", "命令", NOTIFY_COMMAND, NULL}, KEY_ANY, false, false},
    {{"mail", "邮件", NOTIFY_MAIL, NULL}, KEY_ANY, false, false},
};
static const struct schema notify_schema = {"通知", notify_keys, BASE_COUNT(notify_keys)};

/* A text, or a list of texts; NULL-terminated, NULL for nothing. */
static const char *const *read_list(struct reader *reader, const struct yaml *node)
{
    bool list = node && node->kind == YAML_LIST;
    size_t count = 0, kept = 0;
    if (!node)
        return NULL;
    const struct yaml *first = list ? node->first : node;
    for (const struct yaml *item = first; item; item = list ? item->next : NULL)
        count++;
    const char **texts = arena_array(reader->arena, count + 1, sizeof *texts);
    for (const struct yaml *item = first; item; item = list ? item->next : NULL) {
        const char *text = item->kind == YAML_SCALAR ? schema_text(reader, item) : NULL;
        if (item->kind != YAML_SCALAR)
            schema_misfit(reader, item, node->key->text, "文字，或文字的列表");
        else if (text && !text[0])
            diag_add(reader->diags, &DLV013, &item->place, DIAG_ARGS(node->key->text));
        else if (text)
            texts[kept++] = text;
    }
    return kept ? texts : NULL;
}

/* An address is written into the head of a letter: one line, one @, nothing that would end it. */
static bool is_address(const char *text)
{
    const char *at = strchr(text, '@');
    return at && at > text && at[1] && !strchr(at + 1, '@') && !strpbrk(text, " \t\r\n,;<>\"");
}

struct deliver_notice config_notify_read(struct reader *reader, const struct yaml *node)
{
    struct deliver_notice notice = {NULL, NULL};
    const struct yaml *values[NOTIFY_KEYS] = {NULL};
    if (!node)
        return notice;
    schema_read(reader, &notify_schema, node, values);
    notice.command = read_list(reader, values[NOTIFY_COMMAND]);
    notice.mail = read_list(reader, values[NOTIFY_MAIL]);
    for (size_t i = 0; notice.mail && notice.mail[i]; i++)
        if (!is_address(notice.mail[i]))
            diag_add(reader->diags, &DLV045, &values[NOTIFY_MAIL]->place,
                     DIAG_ARGS(notice.mail[i]));
    return notice;
}
