#include "pairs.h"

#include <string.h>

#include "define_diags.h"
#include "scope.h"

struct pair {
    enum tag_kind open, close;
    const char *open_english, *open_chinese, *close_english, *close_chinese;
};

static const struct pair pairs[] = {
    {TAG_IF, TAG_END_IF, "{{#if}}", "{{#如果}}", "{{/if}}", "{{/如果}}"},
    {TAG_EACH, TAG_END_EACH, "{{#each}}", "{{#逐个}}", "{{/each}}", "{{/逐个}}"},
    {TAG_LIST, TAG_END_LIST, "{{#list}}", "{{#列举}}", "{{/list}}", "{{/列举}}"},
    {TAG_LANDSCAPE, TAG_END_LANDSCAPE, "{{#landscape}}", "{{#横排}}", "{{/landscape}}",
     "{{/横排}}"},
};

/* An else is told of as if it were a condition's. */
static const struct pair *find(enum tag_kind kind)
{
    for (size_t i = 0; i < BASE_COUNT(pairs); i++)
        if (pairs[i].open == kind || pairs[i].close == kind)
            return &pairs[i];
    return &pairs[0];
}

static bool is_else(const struct tag *tag)
{
    return tag->kind == TAG_ELSE || tag->kind == TAG_ELSE_IF;
}

/* Written with an English control word. */
static bool is_english(const struct tag *tag)
{
    const char *word = tag->shown + strcspn(tag->shown, "abcdefghijklmnopqrstuvwxyz");
    const char *han = tag->shown;
    while (*han && ((unsigned char)*han < 0x80 || (unsigned char)*han == 0xEF))
        han += (unsigned char)*han == 0xEF ? 3 : 1;
    return *word && word < han;
}

bool pair_fits(const struct tag *open, const struct tag *tag)
{
    if (is_else(tag))
        return open->kind != TAG_LANDSCAPE;
    return find(open->kind)->close == tag->kind;
}

bool pair_ends(const struct tag *tag)
{
    return !is_else(tag);
}

const char *pair_end(const struct tag *open)
{
    const struct pair *pair = find(open->kind);
    return is_english(open) ? pair->close_english : pair->close_chinese;
}

const char *pair_open(const struct tag *tag)
{
    const struct pair *pair = find(tag->kind);
    return is_english(tag) ? pair->open_english : pair->open_chinese;
}

void pair_follow(struct scope *scope, const struct tag *tag)
{
    switch (tag->kind) {
    case TAG_IF:
        scope_open(scope, SCOPE_IF, NULL);
        break;
    case TAG_EACH:
        scope_open(scope, SCOPE_EACH, tag->each);
        break;
    case TAG_LIST:
        scope_open(scope, SCOPE_LIST, NULL);
        break;
    case TAG_ELSE:
    case TAG_ELSE_IF:
        scope_else(scope);
        break;
    case TAG_END_IF:
        scope_close(scope, SCOPE_IF);
        break;
    case TAG_END_EACH:
        scope_close(scope, SCOPE_EACH);
        break;
    case TAG_END_LIST:
        scope_close(scope, SCOPE_LIST);
        break;
    case TAG_VALUE:
    case TAG_PAGE:
    case TAG_LANDSCAPE:
    case TAG_END_LANDSCAPE:
    case TAG_ATTACHMENT:
    case TAG_INCLUDE:
    case TAG_BROKEN:
        break;
    }
}

void pair_check_else(struct reader *reader, const struct tag *open, const struct tag *tag,
                     bool after_else)
{
    if (after_else) {
        diag_add(reader->diags, &DEF037, &tag->place, DIAG_ARGS(tag->shown));
    } else if (tag->kind == TAG_ELSE_IF && open->kind != TAG_IF) {
        diag_add(reader->diags, &DEF124, &tag->place, DIAG_ARGS(tag->shown, open->shown));
        diag_hint(reader->diags, "写作 {{else}}（{{否则}}）：什么也没有印出时印它后面的");
    }
}
