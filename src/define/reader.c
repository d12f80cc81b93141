#include "reader.h"

#include <string.h>

#include "define_diags.h"
#include "expr.h"

enum { NAME_MOST = 120 }; /* bytes of a name */

const char *name_fault(const char *name)
{
    static const char *const reserved[] = {"本期", "上期", "同期", "序号", "下级", "真", "假"};
    if (!name[0])
        return "名称是空的";
    if (name[0] >= '0' && name[0] <= '9')
        return "名称不能以数字开头";
    if (strlen(name) > NAME_MOST)
        return "名称太长";
    for (size_t at = 0; name[at];) {
        const char *cursor = name + at;
        uint32_t codepoint = 0;
        bool good = text_next(&cursor, name + strlen(name), &codepoint);
        if (!good || !source_is_name(codepoint))
            return "名称只能用汉字、字母、数字和下划线";
        at = (size_t)(cursor - name);
    }
    for (size_t i = 0; i < BASE_COUNT(reserved); i++)
        if (strcmp(name, reserved[i]) == 0)
            return "这是语言里已有含义的词";
    return expr_is_keyword(name) ? "这是算式里已有含义的词" : NULL;
}

bool schema_name(struct reader *reader, struct names *seen, const struct yaml *child,
                 const char *what)
{
    const struct yaml *key = child->key;
    const char *fault = name_fault(key->text);
    if (!fault)
        return schema_first(reader, seen, child, what);
    diag_add(reader->diags, &DEF017, &key->place, DIAG_ARGS(key->text, fault));
    return false;
}

const char *schema_plain(struct reader *reader, const struct yaml *node)
{
    const char *text = schema_text(reader, node);
    if (!text)
        return NULL;
    const char *wide = strstr(text, "｛｛"), *open = strstr(text, "{{");
    if (!wide && !open)
        return text;
    diag_add(reader->diags, &DEF039, &node->place, DIAG_ARGS(node->key ? node->key->text : "这里"));
    return NULL;
}
