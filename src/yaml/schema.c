#include <huibao/yaml.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "yaml_diags.h"

enum { HINTS_MOST = 500, NAME_MOST = 120 }; /* messages kept by base; bytes of a name */

static bool share_character(const char *a, const char *b)
{
    for (const char *c = a; *c;) {
        const char *start = c;
        uint32_t codepoint = 0;
        text_next(&c, a + strlen(a), &codepoint);
        if (memmem(b, strlen(b), start, (size_t)(c - start)))
            return true;
    }
    return false;
}

/* True if one character was typed for another: 期出 for 期初. */
static bool one_replaced(const char *a, const char *b)
{
    const char *a_end = a + strlen(a), *b_end = b + strlen(b);
    size_t same = 0, other = 0;
    while (a < a_end && b < b_end) {
        uint32_t left = 0, right = 0;
        text_next(&a, a_end, &left);
        text_next(&b, b_end, &right);
        same += left == right;
        other += left != right;
    }
    return a == a_end && b == b_end && same && other == 1;
}

const char *name_nearest(const char *name, const char *const *candidates, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (one_replaced(name, candidates[i]))
            return candidates[i];
    const char *near = strlen(name) <= NAME_MOST ? text_nearest(name, candidates, count) : NULL;
    return near && share_character(name, near) ? near : NULL;
}

void hint_nearest(struct diags *diags, const char *name, const char *const *candidates,
                  size_t count)
{
    if (diags_count(diags, DIAG_NOTE) > HINTS_MOST)
        return;
    const char *near = name_nearest(name, candidates, count);
    if (near)
        diag_hint_nearest(diags, name, &near, 1);
}

/* ---- keys ---- */

static const char *kind_word(const struct yaml *node)
{
    switch (node->kind) {
    case YAML_MAP:
        return "一组“键: 值”";
    case YAML_LIST:
        return "列表";
    case YAML_SCALAR:
        break;
    }
    return node->plain && !node->text[0] ? "空的" : "文字";
}

static const char *shape_word(enum key_shape shape)
{
    static const char *const words[] = {
        [KEY_TEXT] = "文字",       [KEY_INTEGER] = "整数",     [KEY_NUMBER] = "数",
        [KEY_BOOL] = "“是”或“否”", [KEY_MAP] = "一组“键: 值”", [KEY_LIST] = "列表",
        [KEY_ANY] = "内容"};
    return words[shape];
}

void schema_misfit(struct reader *reader, const struct yaml *node, const char *what,
                   const char *wanted)
{
    diag_add(reader->diags, &YML013, &node->place,
             DIAG_ARGS(what ? what : node->key->text, wanted, kind_word(node)));
}

void schema_missing(struct reader *reader, const struct place *place, const char *where,
                    const char *key)
{
    diag_add(reader->diags, &YML012, place, DIAG_ARGS(where, key));
}

void schema_later(struct reader *reader, const struct place *place, const char *name)
{
    diag_add(reader->diags, &YML015, place, DIAG_ARGS(name));
}

static bool has_shape(const struct yaml *node, enum key_shape shape)
{
    switch (shape) {
    case KEY_MAP:
        return node->kind == YAML_MAP;
    case KEY_LIST:
        return node->kind == YAML_LIST;
    case KEY_ANY:
        return true;
    case KEY_TEXT:
    case KEY_INTEGER:
    case KEY_NUMBER:
    case KEY_BOOL:
        break;
    }
    return node->kind == YAML_SCALAR && (node->text[0] || !node->plain);
}

static const struct key *find_key(const struct schema *schema, const char *text)
{
    for (size_t i = 0; i < schema->count; i++)
        if (word_is(&schema->keys[i].word, text))
            return &schema->keys[i];
    return NULL;
}

/* Says what hides a known key: a wide space before it, or a colon without a space behind it. */
static bool hint_form(struct reader *reader, const struct schema *schema, const char *text,
                      const struct key **ret_meant)
{
    const char *trimmed = text_trim(reader->arena, text);
    if (strcmp(trimmed, text) != 0) {
        diag_hint(reader->diags, "“%s”前后有全角空格或别的空白，缩进只能用半角空格", trimmed);
        return true;
    }
    const char *colon = strstr(text, ":"), *wide = strstr(text, "：");
    if (!colon || (wide && wide < colon))
        colon = wide;
    const char *key = colon ? arena_strndup(reader->arena, text, (size_t)(colon - text)) : NULL;
    *ret_meant = key ? find_key(schema, key) : NULL;
    if (!*ret_meant)
        return false;
    diag_hint(reader->diags, "“%s”后面要用英文冒号加一个空格（: ）%s", key,
              strstr(colon, "，") ? "，各项之间用英文逗号加一个空格（, ）" : "");
    return true;
}

/* Returns the key that was meant where only the form is wrong, or NULL. */
static const struct key *add_unknown_key(struct reader *reader, const struct schema *schema,
                                         const struct yaml *key)
{
    const struct key *meant = NULL;
    const char **candidates = arena_array(reader->arena, 2 * schema->count, sizeof *candidates);
    size_t count = 0;
    for (size_t i = 0; i < schema->count; i++) {
        if (schema->keys[i].later)
            continue;
        candidates[count++] = schema->keys[i].word.english;
        candidates[count++] = schema->keys[i].word.chinese;
    }
    diag_add(reader->diags, &YML010, &key->place, DIAG_ARGS(schema->where, key->text));
    if (!hint_form(reader, schema, key->text, &meant))
        hint_nearest(reader->diags, key->text, candidates, count);
    return meant;
}

/* True when the key was not seen before; remembers it. */
static bool first_time(struct reader *reader, const struct yaml **seen, const struct key *key,
                       const struct yaml *child)
{
    if (*seen) {
        const char *line = arena_printf(reader->arena, "%ld", (*seen)->place.line);
        diag_add(reader->diags, &YML011, &child->key->place,
                 DIAG_ARGS(child->key->text, line, (*seen)->text));
        if (strcmp((*seen)->text, child->key->text) != 0)
            diag_hint(reader->diags, "“%s”和“%s”是同一个键的两种写法，留一个", key->word.chinese,
                      key->word.english);
        else
            diag_hint(reader->diags, "删去其中一处");
        return false;
    }
    *seen = child->key;
    return true;
}

static void read_child(struct reader *reader, const struct schema *schema, const struct yaml *child,
                       const struct yaml **seen, const struct yaml **ret_values)
{
    const struct key *key = find_key(schema, child->key->text);
    if (!key) {
        const struct key *meant = add_unknown_key(reader, schema, child->key);
        if (meant && !seen[meant - schema->keys])
            seen[meant - schema->keys] = child->key; /* one mistake, one message */
        return;
    }
    if (!first_time(reader, &seen[key - schema->keys], key, child))
        return;
    if (key->later) {
        schema_later(reader, &child->key->place, child->key->text);
        return;
    }
    if (has_shape(child, key->shape)) {
        ret_values[key->word.id] = child;
        return;
    }
    schema_misfit(reader, child, NULL, shape_word(key->shape));
    bool dashes = key->shape == KEY_LIST && child->kind == YAML_SCALAR &&
                  (child->text[0] == '-' || strncmp(child->text, "－", 3) == 0);
    if (dashes)
        diag_hint(reader->diags, "列表的每一行以英文的 - 加一个空格开头");
    if (child->kind == YAML_MAP && key->shape == KEY_TEXT)
        diag_hint(reader->diags, "以 {{ 开头的文字要放在单引号里，如 '{{名称}}情况'");
}

void schema_read(struct reader *reader, const struct schema *schema, const struct yaml *map,
                 const struct yaml **ret_values)
{
    const struct yaml **seen = arena_array(reader->arena, schema->count, sizeof *seen);
    for (const struct yaml *child = map->first; child; child = child->next)
        read_child(reader, schema, child, seen, ret_values);
    for (size_t i = 0; i < schema->count; i++) {
        if (!schema->keys[i].required || seen[i])
            continue;
        const struct place *place = map->key ? &map->key->place : &map->place;
        schema_missing(reader, place, schema->where, schema->keys[i].word.chinese);
        diag_hint(reader->diags, "补上“%s: …”（也可写作 %s）", schema->keys[i].word.chinese,
                  schema->keys[i].word.english);
    }
}

/* ---- names ---- */

bool schema_first(struct reader *reader, struct names *seen, const struct yaml *child,
                  const char *what)
{
    const struct yaml *key = child->key;
    struct yaml *copy = arena_alloc(reader->arena, sizeof *copy);
    *copy = *key;
    const struct yaml *first = names_put(seen, key->text, copy);
    if (first == copy)
        return true;
    const char *line = arena_printf(reader->arena, "%ld", first->place.line);
    diag_add(reader->diags, &YML011, &key->place, DIAG_ARGS(key->text, line, first->text));
    diag_hint(reader->diags, "两个%s不能同名", what);
    return false;
}

/* ---- values ---- */

const char *schema_text(const struct reader *reader, const struct yaml *node)
{
    return node ? text_trim(reader->arena, node->text) : NULL;
}

void schema_word(struct reader *reader, const struct yaml *node, const struct word_list *words,
                 int *ret_id)
{
    const char *text = schema_text(reader, node);
    if (!text)
        return;
    const struct word *word = word_find(words->words, words->count, text);
    if (word) {
        *ret_id = word->id;
        return;
    }
    const char **candidates = arena_array(reader->arena, 2 * words->count, sizeof *candidates);
    for (size_t i = 0; i < words->count; i++) {
        candidates[2 * i] = words->words[i].english;
        candidates[2 * i + 1] = words->words[i].chinese;
    }
    diag_add(reader->diags, &YML014, &node->place,
             DIAG_ARGS(node->key->text, text, word_choices(reader->arena, words)));
    hint_nearest(reader->diags, text, candidates, 2 * words->count);
}

void schema_bool(struct reader *reader, const struct yaml *node, bool *ret_value)
{
    int id = *ret_value;
    schema_word(reader, node, &words_bool, &id);
    *ret_value = id != 0;
}

/* A decimal number (no hexadecimal, no words); false if the text is none. */
static bool parse_number(const char *text, double *ret_value)
{
    size_t length = strspn(text, "0123456789.+-");
    if (!length || text[length])
        return false;
    char *end = NULL;
    *ret_value = strtod(text, &end);
    return end && !*end && isfinite(*ret_value);
}

void schema_number(struct reader *reader, const struct yaml *node, double *ret_value)
{
    if (!node)
        return;
    double value = 0;
    if (parse_number(text_halfwidth(reader->arena, node->text), &value))
        *ret_value = value;
    else
        schema_misfit(reader, node, NULL, shape_word(KEY_NUMBER));
}

void schema_integer(struct reader *reader, const struct yaml *node, int from, int to,
                    int *ret_value)
{
    if (!node)
        return;
    double value = 0;
    bool number = parse_number(text_halfwidth(reader->arena, node->text), &value);
    if (!number || floor(value) < value) {
        diag_add(
            reader->diags, &YML013, &node->place,
            DIAG_ARGS(node->key->text, shape_word(KEY_INTEGER), number ? "小数" : kind_word(node)));
    } else if (value < from || value > to) {
        const char *low = arena_printf(reader->arena, "%d", from);
        const char *high = arena_printf(reader->arena, "%d", to);
        diag_add(reader->diags, &YML016, &node->place,
                 DIAG_ARGS(node->key->text, low, high, node->text));
    } else {
        *ret_value = (int)value;
    }
}
