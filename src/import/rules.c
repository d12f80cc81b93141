/* What must hold between the cells of one record, as data; the order of dates is the fields' own. */
#include <string.h>

#include "private.h"

struct rule;
typedef bool rule_check(struct import_run *run, const struct import_rule *it, long line);

/* `field` is where the mistake is shown; `word` is a code of `other`. */
struct rule {
    const char *kind;
    rule_check *check;
    const char *field, *other, *word;
};

static rule_check not_before, empty_exactly_when, birth_as_in_id, sex_as_in_id, tag_class;

static const struct rule rules[] = {
    {"residents", birth_as_in_id, "出生日期", "身份证号", NULL},
    {"residents", sex_as_in_id, "性别", "身份证号", NULL},
    {"tags", tag_class, "类别", "标签", NULL},
    {"disputes", empty_exactly_when, "办结日期", "结果", "正在调解"},
    {"services", empty_exactly_when, "办结日期", "结果", "在办"},
};

static const struct rule dates_in_order = {.check = not_before};

/* A rule of the file's kind, with the places of its fields. */
struct import_rule {
    const struct rule *rule;
    size_t field, other;
};

static size_t index_of(const struct store_kind *kind, const char *name)
{
    size_t i = 0;
    while (strcmp(kind->fields[i].name, name) != 0)
        i++;
    return i;
}

void import_rules_prepare(struct import_run *run)
{
    const struct store_kind *kind = run->kind;
    size_t most = BASE_COUNT(rules) + kind->field_count;
    struct import_rule *own = arena_array(run->arena, most, sizeof *own);
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].not_before)
            own[run->rule_count++] = (struct import_rule){
                &dates_in_order, i, index_of(kind, kind->fields[i].not_before)};
    for (size_t i = 0; i < BASE_COUNT(rules); i++)
        if (strcmp(rules[i].kind, kind->name) == 0)
            own[run->rule_count++] = (struct import_rule){&rules[i], index_of(kind, rules[i].field),
                                                          index_of(kind, rules[i].other)};
    run->rules = own;
}

static struct place place_of(const struct import_run *run, const struct import_rule *it, long line)
{
    return (struct place){run->path, line, run->columns[it->field], 0, NULL};
}

static bool not_before(struct import_run *run, const struct import_rule *it, long line)
{
    const struct value *later = &run->values[it->field], *earlier = &run->values[it->other];
    if (later->kind != VALUE_DATE || earlier->kind != VALUE_DATE || later->date >= earlier->date)
        return true;
    struct place place = place_of(run, it, line);
    const struct store_field *field = &run->kind->fields[it->field];
    const struct store_field *other = &run->kind->fields[it->other];
    import_add(run, &IMP050, &place,
               DIAG_ARGS(field->name, import_date_shown(run->scratch, field, later->date),
                         other->name, import_date_shown(run->scratch, other, earlier->date)));
    return false;
}

/* A column the file does not have says nothing: then the stored date counts, and the database checks. */
static bool empty_exactly_when(struct import_run *run, const struct import_rule *it, long line)
{
    const struct value *value = &run->values[it->field], *code = &run->values[it->other];
    struct place place = place_of(run, it, line);
    if (code->kind != VALUE_TEXT || place.column == 0)
        return true;
    bool open = strcmp(code->text, it->rule->word) == 0;
    if (open == (value->kind == VALUE_NULL))
        return true;
    if (import_add(run, open ? &IMP051 : &IMP052, &place,
                   DIAG_ARGS(it->rule->field, it->rule->other, code->text)))
        diag_hint(run->diags, "请核对这一行的%s和%s", it->rule->other, it->rule->field);
    return false;
}

/* 年、月、日: which parts of two dates differ; the days themselves are nobody else's business. */
static const char *parts_apart(struct arena *arena, int32_t one, int32_t two)
{
    struct value_civil a = value_date_to_civil(one), b = value_date_to_civil(two);
    const char *parts[] = {a.year != b.year ? "年" : NULL, a.month != b.month ? "月" : NULL,
                           a.day != b.day ? "日" : NULL};
    const char *text = "";
    for (size_t i = 0; i < BASE_COUNT(parts); i++)
        if (parts[i])
            text = arena_printf(arena, "%s%s%s", text, *text ? "、" : "", parts[i]);
    return text;
}

static bool birth_as_in_id(struct import_run *run, const struct import_rule *it, long line)
{
    const struct value *born = &run->values[it->field], *id = &run->values[it->other];
    if (born->kind != VALUE_DATE || id->kind != VALUE_TEXT ||
        value_id_card_birth(id->text) == born->date)
        return true;
    struct place place = place_of(run, it, line);
    if (import_add(run, &IMP053, &place,
                   DIAG_ARGS(it->rule->field,
                             parts_apart(run->scratch, born->date, value_id_card_birth(id->text)))))
        diag_hint(run->diags, "请对照证件核对，两处应当一致");
    return false;
}

/* GB 11643: the 17th digit is odd for men. Only a warning: a changed entry keeps its old number. */
static bool sex_as_in_id(struct import_run *run, const struct import_rule *it, long line)
{
    const struct value *sex = &run->values[it->field], *id = &run->values[it->other];
    if (sex->kind != VALUE_TEXT || id->kind != VALUE_TEXT)
        return true;
    const char *in_id = (id->text[16] - '0') % 2 == 1 ? "男" : "女";
    bool said = strcmp(sex->text, "男") == 0 || strcmp(sex->text, "女") == 0;
    if (!said || strcmp(sex->text, in_id) == 0)
        return true;
    struct place place = place_of(run, it, line);
    if (import_add(run, &IMP054, &place, DIAG_ARGS(sex->text, in_id)))
        diag_hint(run->diags, "请对照证件核对");
    return true;
}

static bool is_one_of(const char *text, const char *const *words)
{
    while (*words && strcmp(*words, text) != 0)
        words++;
    return *words != NULL;
}

static bool tag_class(struct import_run *run, const struct import_rule *it, long line)
{
    static const char *const ages[] = {"老年人", "成年人", "未成年人", NULL};
    static const char *const grades[] = {"一级", "二级", "三级", "四级", NULL};
    static const char *const none[] = {NULL};
    const struct value *class = &run->values[it->field], *tag = &run->values[it->other];
    if (class->kind != VALUE_TEXT || tag->kind != VALUE_TEXT)
        return true;
    const char *const *allowed = strcmp(tag->text, "低保") == 0   ? ages
                                 : strcmp(tag->text, "残疾") == 0 ? grades
                                                                  : none;
    if (is_one_of(class->text, allowed))
        return true;
    struct place place = place_of(run, it, line);
    if (import_add(run, &IMP055, &place, DIAG_ARGS(tag->text, class->text)))
        diag_hint(run->diags, allowed == ages ? "低保写：老年人、成年人、未成年人"
                              : allowed == grades ? "残疾写：一级、二级、三级、四级"
                                                  : "这个标签不分类别，请留空");
    return false;
}

bool import_rules_check(struct import_run *run, long line)
{
    bool good = true;
    for (size_t i = 0; i < run->rule_count; i++)
        good = run->rules[i].rule->check(run, &run->rules[i], line) && good;
    return good;
}
