/* What can be imported: the kinds, and for `huibao help 纠纷` the columns of a kind's files. */
#include "engine_state.h"

#include <huibao/import.h>

const struct engine_kind *engine_kinds(struct engine *engine, size_t *ret_count)
{
    const struct store_kind *kinds = store_kinds(ret_count);
    struct engine_kind *list = arena_array(engine->arena, *ret_count, sizeof *list);
    for (size_t i = 0; i < *ret_count; i++)
        list[i] = (struct engine_kind){kinds[i].name, kinds[i].chinese};
    return list;
}

static const char *reference_form(const struct store_field *field, struct arena *arena)
{
    const struct store_kind *parent = store_kind_find(field->refers_to);
    const struct store_field *key = parent->fields;
    while (!key->key)
        key++;
    bool named = parent == store_kind_find("communities") || parent == store_kind_find("grids");
    return arena_printf(arena, "%s的%s%s，要先导入%s", parent->chinese, key->name,
                        named ? "或名称" : "", parent->chinese);
}

static const char *date_form(const struct store_field *field, struct arena *arena)
{
    const char *from =
        field->not_before ? arena_printf(arena, "，不早于%s", field->not_before) : "";
    return field->ahead ? arena_printf(arena, "日期%s，最多到今天以后 %d 天", from, field->ahead)
                        : arena_printf(arena, "日期%s，不晚于今天", from);
}

static const char *form_of(const struct store_field *field, struct arena *arena)
{
    static const char *const plain[] = {
        [STORE_TEXT] = "文字",
        [STORE_IDENTIFIER] = "编号",
        [STORE_MONEY] = "金额，以元计，最多两位小数",
        [STORE_NUMBER] = "数，不小于 0",
        [STORE_BOOLEAN] = "是、否",
        [STORE_CODE] = "用语",
        [STORE_ID_CARD] = "18 位身份证号，核对末位",
        [STORE_CREDIT_CODE] = "18 位代码，核对末位",
        [STORE_PERIOD] = "年或年月，如 2026、2026-10",
    };
    if (field->type == STORE_REFERENCE)
        return reference_form(field, arena);
    if (field->type == STORE_DATE)
        return date_form(field, arena);
    if (field->type == STORE_INTEGER)
        return arena_printf(arena, "整数，不小于 %lld", (long long)field->min);
    if (field->type == STORE_AREA_CODE)
        return arena_printf(arena, "%d 位数字", field->length);
    return plain[field->type];
}

static const char *const *ended(struct arena *arena, const char *const *list, size_t count)
{
    const char **copy = arena_array(arena, count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = list[i];
    copy[count] = NULL;
    return copy;
}

const struct engine_kind_fields *engine_kind_fields(struct engine *engine, const char *kind,
                                                    struct arena *arena, struct diags *diags)
{
    const struct store_kind *found = store_kind_find(kind);
    if (!found)
        return NULL;
    const struct import_names *names = NULL;
    engine_synonyms(engine, &names, diags);
    struct engine_field *fields = arena_array(arena, found->field_count, sizeof *fields);
    for (size_t i = 0; i < found->field_count; i++) {
        const struct store_field *field = &found->fields[i];
        size_t count = 0;
        const char *const *titles = import_titles_of(names, found, field, arena, &count);
        fields[i] = (struct engine_field){
            .name = field->name,
            .form = form_of(field, arena),
            .required = field->required,
            .key = field->key,
            .words = field->type == STORE_CODE ? field->codes : NULL,
            .titles = ended(arena, titles, count),
        };
    }
    struct engine_kind_fields *result = arena_alloc(arena, sizeof *result);
    *result = (struct engine_kind_fields){
        {found->name, found->chinese},
        fields,
        found->field_count,
    };
    return result;
}
