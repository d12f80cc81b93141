/* One cell: from what people type to a typed value. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cells.h"

#define MOST_DIGITS "18"       /* import_decimal_parse() */
#define MOST_EXACT_DIGITS "15" /* of an amount of money, or of what a double holds exactly */

/* 539902****0291: a long number wherever it stands in the text, as in 身份证5399…. */
static const char *without_numbers(const struct cell *cell)
{
    enum { LONG = 15, BEFORE = 6, BEHIND = 4 };
    char *text = arena_strdup(cell->run->scratch, cell->text);
    for (char *p = text; *p;) {
        size_t digits = strspn(p, "0123456789");
        for (size_t i = BEFORE; digits >= LONG && i < digits - BEHIND; i++)
            p[i] = '*';
        p += digits ? digits : 1;
    }
    return text;
}

bool cell_add(const struct cell *cell, const struct diag_kind *kind)
{
    /* A number with a wrong digit is still somebody's; the place tells which line to look at. */
    const char *shown = value_mask_id(cell->run->scratch, cell->text);
    if (shown == cell->text && cell->field->type != STORE_CREDIT_CODE)
        shown = without_numbers(cell);
    return import_add(cell->run, kind, cell->place, DIAG_ARGS(cell->field->name, shown));
}

void cell_hint(const struct cell *cell, const char *text)
{
    diag_hint(cell->run->diags, "%s", text);
}

bool cell_skip_any(const char **cursor, const char *const *marks)
{
    for (; *marks; marks++) {
        size_t length = strlen(*marks);
        if (strncmp(*cursor, *marks, length) == 0) {
            *cursor += length;
            return true;
        }
    }
    return false;
}

/* ---- numbers ---- */

static void hint_number(const struct cell *cell)
{
    size_t number = strspn(cell->text, "+-0123456789.,");
    if (number > 0 && cell->text[number] != '\0')
        cell_hint(cell, "只写数字，不要带单位或说明");
    else
        cell_hint(cell, "请写成 1234 这样的数字；没有就留空");
}

/* What could not be read as a number: too many digits of one, or something else (`kind`). */
static void add_number(const struct cell *cell, const struct diag_kind *kind, const char *most)
{
    size_t digits = 0;
    for (const char *p = cell->text; *p; p++)
        digits += *p >= '0' && *p <= '9';
    bool number = cell->text[strspn(cell->text, "+-0123456789.,")] == '\0';
    if (number && digits > strtoul(most, NULL, 10)) {
        if (import_add(cell->run, &IMP048, cell->place,
                       DIAG_ARGS(cell->field->name, cell->text, most)))
            cell_hint(cell, "请核对是不是多写了几位");
    } else if (cell_add(cell, kind)) {
        hint_number(cell);
    }
}

/* The measure word behind a count says nothing that the field's name does not say: 36户. */
static const char *without_measure(const struct cell *cell)
{
    static const char *const words[] = {"户", "人", "名", "个", "件", "起", "次",
                                        "家", "份", "处", "条", "场", "位"};
    const char *text = cell->text;
    size_t digits = strspn(text, "0123456789,");
    for (size_t i = 0; digits > 0 && i < BASE_COUNT(words); i++)
        if (strcmp(text + digits, words[i]) == 0)
            return arena_strndup(cell->run->scratch, text, digits);
    return text;
}

static bool read_integer(const struct cell *cell, struct value *ret_value)
{
    struct import_decimal decimal;
    if (!import_decimal_parse(without_measure(cell), &decimal) || decimal.decimals > 0) {
        add_number(cell, &IMP035, MOST_DIGITS);
        return false;
    }
    if (decimal.digits < cell->field->min) {
        const char *least = arena_printf(cell->run->scratch, "%lld", (long long)cell->field->min);
        import_add(cell->run, &IMP036, cell->place,
                   DIAG_ARGS(cell->field->name, cell->text, least));
        return false;
    }
    *ret_value = value_integer(decimal.digits);
    return true;
}

/* Its unit is cut off the text: 元 for none, 万元 and 万 for ten thousands. */
static int64_t money_unit(const struct cell *cell, const char **text)
{
    static const struct {
        const char *name;
        int64_t yuan;
    } units[] = {{"万元", 10000}, {"万", 10000}, {"元整", 1}, {"元", 1}, {"圆", 1}};
    size_t length = strlen(*text);
    for (size_t i = 0; i < BASE_COUNT(units); i++) {
        size_t unit = strlen(units[i].name);
        if (length <= unit || strcmp(*text + length - unit, units[i].name) != 0)
            continue;
        *text = arena_strndup(cell->run->scratch, *text, length - unit);
        return units[i].yuan;
    }
    return 1;
}

/* ¥1,234.50, 1234.5元 and 1.2万元 as well; the result is in fen, and nothing is rounded. */
static bool read_money(const struct cell *cell, struct value *ret_value)
{
    static const char *const signs[] = {"¥", "￥", NULL};
    struct import_decimal decimal;
    const char *text = cell->text;
    cell_skip_any(&text, signs);
    int64_t fen = money_unit(cell, &text) * 100; /* of one whole */
    bool good = import_decimal_parse(text, &decimal);
    for (int i = 0; good && i < decimal.decimals; i++, fen /= 10)
        good = fen % 10 == 0;
    if (!good || decimal.digits > INT64_MAX / 1000 / (fen > 100 ? 10000 : 1)) {
        add_number(cell, &IMP037, MOST_EXACT_DIGITS);
        return false;
    }
    if (decimal.digits < 0) {
        import_add(cell->run, &IMP036, cell->place, DIAG_ARGS(cell->field->name, cell->text, "0"));
        return false;
    }
    *ret_value = value_integer(decimal.digits * fen);
    return true;
}

/* 35.6% is 35.6 where the record's unit is %, and nothing else. */
static const char *without_percent(const struct cell *cell)
{
    const struct import_run *run = cell->run;
    const char *unit = "";
    for (size_t i = 0; i < run->kind->field_count; i++)
        if (strcmp(run->kind->fields[i].name, "单位") == 0 && run->columns[i] > 0 &&
            (size_t)run->columns[i] <= run->record->count)
            unit = run->record->cells[run->columns[i] - 1];
    unit = text_halfwidth(run->scratch, text_trim(run->scratch, unit));
    size_t length = strlen(cell->text);
    return length > 1 && cell->text[length - 1] == '%' && strcmp(unit, "%") == 0
               ? arena_strndup(run->scratch, cell->text, length - 1)
               : cell->text;
}

static void add_percent(const struct cell *cell)
{
    if (cell_add(cell, &IMP038))
        cell_hint(cell, "百分数的单位写 %，如数值 35.6、单位 %；是比值的，写成 0.356，在 Excel "
                        "里把这一格设为“常规”");
}

static bool read_number(const struct cell *cell, struct value *ret_value)
{
    struct import_decimal decimal;
    const char *text = without_percent(cell);
    if (text[strlen(text) - 1] == '%') {
        add_percent(cell);
        return false;
    }
    /* 15 digits and powers of ten up to 10^22 are exact in a double, so one division rounds once. */
    if (!import_decimal_parse(text, &decimal) ||
        (decimal.decimals > 0 && llabs((long long)decimal.digits) > 999999999999999)) {
        add_number(cell, &IMP038, strchr(cell->text, '.') ? MOST_EXACT_DIGITS : MOST_DIGITS);
        return false;
    }
    if (decimal.digits < 0) {
        import_add(cell->run, &IMP036, cell->place, DIAG_ARGS(cell->field->name, cell->text, "0"));
        return false;
    }
    if (decimal.decimals == 0) {
        *ret_value = value_integer(decimal.digits);
        return true;
    }
    double scale = 1;
    for (int i = 0; i < decimal.decimals; i++)
        scale *= 10;
    *ret_value = value_real((double)decimal.digits / scale);
    return true;
}

/* ---- words ---- */

static bool is_one_of(const char *text, const char *const *words)
{
    while (*words && strcmp(*words, text) != 0)
        words++;
    return *words != NULL;
}

static bool read_boolean(const struct cell *cell, struct value *ret_value)
{
    static const char *const yeses[] = {"是", "有", "√", "✓",    "✔",    "☑",
                                        "Y",  "y",  "1", "TRUE", "true", NULL};
    static const char *const noes[] = {"否", "无", "×", "✗",     "✘",     "X", "x",
                                       "N",  "n",  "0", "FALSE", "false", NULL};
    bool yes = is_one_of(cell->text, yeses);
    if (!yes && !is_one_of(cell->text, noes)) {
        if (cell_add(cell, &IMP039))
            cell_hint(cell, "不知道就留空");
        return false;
    }
    *ret_value = value_integer(yes);
    return true;
}

static const char *code_named(const struct cell *cell, const char *name)
{
    const char *const *code = cell->field->codes;
    while (*code && strcmp(*code, name) != 0)
        code++;
    return *code;
}

static const char *code_meant(const struct cell *cell)
{
    const char *code = code_named(cell, cell->text);
    if (!code)
        code = import_code_meant(cell->run->names, cell->run->kind, cell->field, cell->text,
                                 cell->run->scratch);
    if (!code && strcmp(cell->field->name, "民族") == 0) /* 汉 */
        code = code_named(cell, arena_printf(cell->run->scratch, "%s族", cell->text));
    return code;
}

#define FEW_CODES 15

static void hint_codes(const struct cell *cell)
{
    size_t count = 0;
    while (cell->field->codes[count])
        count++;
    const char *near = text_nearest(cell->text, cell->field->codes, count);
    if (count > FEW_CODES) {
        if (near)
            diag_hint(cell->run->diags, "是不是“%s”？", near);
        return;
    }
    struct buf list = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&list, "%s%s", i > 0 ? "、" : "", cell->field->codes[i]);
    if (near)
        diag_hint(cell->run->diags, "是不是“%s”？可以写：%s", near, list.data);
    else
        diag_hint(cell->run->diags, "可以写：%s", list.data);
    buf_done(&list);
}

static bool read_code(const struct cell *cell, struct value *ret_value)
{
    const char *code = code_meant(cell);
    if (!code) {
        if (cell_add(cell, &IMP034))
            hint_codes(cell);
        return false;
    }
    *ret_value = value_text(code);
    return true;
}

/* ---- numbers of things and people ---- */

static bool refuse_scientific(const struct cell *cell)
{
    if (!import_looks_scientific(cell->text))
        return false;
    /* Fifteen of a person's eighteen digits would tell as much as all of them. */
    const char *exponent = strpbrk(cell->text, "Ee");
    const char *shown = exponent - cell->text <= 6
                            ? cell->text
                            : arena_printf(cell->run->scratch, "%.4s…%s", cell->text, exponent);
    if (import_add(cell->run, &IMP046, cell->place, DIAG_ARGS(cell->field->name, shown)))
        cell_hint(cell,
                  "请在 Excel 里先把这一列设为“文本”，再从原始材料重新填写号码，保存后再导入");
    return true;
}

/* 200001.0, which programs make of numbers they take for quantities. */
static const char *without_fraction(const struct cell *cell)
{
    size_t digits = strspn(cell->text, "0123456789");
    const char *rest = cell->text + digits;
    return digits > 0 && *rest == '.' && rest[1] == '0' && rest[1 + strspn(rest + 1, "0")] == '\0'
               ? arena_strndup(cell->run->scratch, cell->text, digits)
               : cell->text;
}

static const char *upper(struct arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);
    for (char *p = copy; *p; p++)
        if (*p >= 'a' && *p <= 'z')
            *p = (char)(*p - 'a' + 'A');
    return copy;
}

static bool read_identifier(const struct cell *cell, struct value *ret_value)
{
    if (refuse_scientific(cell))
        return false;
    *ret_value = value_text(without_fraction(cell));
    return true;
}

static bool read_id_card(const struct cell *cell, struct value *ret_value)
{
    const char *text = upper(cell->run->scratch, cell->text);
    if (refuse_scientific(cell))
        return false;
    if (!value_id_card_shape(text)) {
        if (cell_add(cell, &IMP042))
            cell_hint(cell, strlen(text) == 15
                                ? "15 位的旧号已停用，请填 18 位的"
                                : "应当是 17 位数字加一位数字或 X，第 7 至 14 位是出生日期");
        return false;
    }
    if (!value_id_card_check(text)) {
        if (cell_add(cell, &IMP043))
            cell_hint(cell, strcmp(text + 15, "000") == 0
                                ? "末三位是 000，多半被 Excel 改过；请把这一列设为“文本”后重新填写"
                                : "请对照证件核对每一位");
        return false;
    }
    *ret_value = value_text(text);
    return true;
}

static bool read_credit_code(const struct cell *cell, struct value *ret_value)
{
    const char *text = upper(cell->run->scratch, cell->text);
    if (refuse_scientific(cell))
        return false;
    if (!import_credit_code_shape(text)) {
        if (cell_add(cell, &IMP044))
            cell_hint(cell, "由 18 位数字和大写字母组成，没有字母 I、O、S、V、Z");
        return false;
    }
    if (!import_credit_code_check(text)) {
        if (cell_add(cell, &IMP045))
            cell_hint(cell, "请对照证照核对每一位");
        return false;
    }
    *ret_value = value_text(text);
    return true;
}

static bool read_area_code(const struct cell *cell, struct value *ret_value)
{
    if (refuse_scientific(cell))
        return false;
    const char *text = without_fraction(cell);
    size_t length = strlen(text);
    if (length != (size_t)cell->field->length || strspn(text, "0123456789") != length) {
        import_add(cell->run, &IMP041, cell->place,
                   DIAG_ARGS(cell->field->name, cell->text,
                             arena_printf(cell->run->scratch, "%d", cell->field->length)));
        return false;
    }
    *ret_value = value_text(text);
    return true;
}

static bool read_text(const struct cell *cell, struct value *ret_value)
{
    *ret_value = value_text(cell->text);
    return true;
}

static bool read_as(const struct cell *cell, enum store_field_type type, struct value *ret_value);

/* A reference is written as the key it refers to; a community or a grid may also be called by its name. */
static bool read_reference(const struct cell *cell, struct value *ret_value)
{
    const struct store_kind *parent = store_kind_find(cell->field->refers_to);
    const struct store_field *key = parent->fields;
    while (!key->key)
        key++;
    bool numeric = strspn(cell->text, "0123456789.") == strlen(cell->text);
    bool named = strcmp(parent->name, "communities") == 0 || strcmp(parent->name, "grids") == 0;
    if (named && !numeric && !import_looks_scientific(cell->text))
        return read_text(cell, ret_value);
    struct store_field as_key = *key;
    as_key.name = cell->field->name;
    struct cell referred = {cell->run, &as_key, cell->place, cell->text};
    return read_as(&referred, key->type, ret_value);
}

static bool read_as(const struct cell *cell, enum store_field_type type, struct value *ret_value)
{
    typedef bool reader(const struct cell *, struct value *);
    static reader *const readers[] = {
        [STORE_TEXT] = read_text,
        [STORE_IDENTIFIER] = read_identifier,
        [STORE_INTEGER] = read_integer,
        [STORE_MONEY] = read_money,
        [STORE_NUMBER] = read_number,
        [STORE_DATE] = cell_read_date,
        [STORE_BOOLEAN] = read_boolean,
        [STORE_CODE] = read_code,
        [STORE_REFERENCE] = read_reference,
        [STORE_ID_CARD] = read_id_card,
        [STORE_CREDIT_CODE] = read_credit_code,
        [STORE_AREA_CODE] = read_area_code,
        [STORE_PERIOD] = cell_read_period,
    };
    return readers[type](cell, ret_value);
}

/* ---- all cells ---- */

/* Line breaks and tabs may stand in a cell; other control characters come from broken exports. */
static bool refuse_control(const struct cell *cell)
{
    for (const char *p = cell->text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if ((c >= ' ' && c != 0x7F) || c == '\t' || c == '\n' || c == '\r')
            continue;
        const char *code = arena_printf(cell->run->scratch, "U+%04X", c);
        if (import_add(cell->run, &IMP047, cell->place, DIAG_ARGS(cell->field->name, code)))
            cell_hint(cell, "请删去这一格重新输入");
        return true;
    }
    return false;
}

/* What Excel and LibreOffice write for a formula that came to nothing. */
static bool refuse_error_value(const struct cell *cell)
{
    static const char *const values[] = {"#N/A",   "#DIV/0!",       "#REF!",  "#VALUE!",
                                         "#NAME?", "#NUM!",         "#NULL!", "#SPILL!",
                                         "#CALC!", "#GETTING_DATA", NULL};
    bool office = strncmp(cell->text, "Err:5", 5) == 0 && strlen(cell->text) == 7;
    if (!office && (*cell->text != '#' || !is_one_of(cell->text, values)))
        return false;
    if (import_add(cell->run, &IMP068, cell->place, DIAG_ARGS(cell->field->name, cell->text)))
        cell_hint(cell, "请改好公式，或者把这一格改成要填的内容；没有就清空");
    return true;
}

bool import_cell_read(struct import_run *run, size_t field, const char *cell,
                      const struct place *place, struct value *ret_value)
{
    struct cell it = {run, &run->kind->fields[field], place, cell};
    bool plain = import_clean_is_plain(cell);
    if (!plain)
        it.text = import_clean(run->scratch, it.field, cell);
    if (*it.text == '\0') {
        *ret_value = value_null();
        bool wanted = import_is_wanted(run, field);
        if (wanted)
            import_add(run, &IMP030, place, DIAG_ARGS(it.field->name));
        return !wanted;
    }
    return (plain || !refuse_control(&it)) && !refuse_error_value(&it) &&
           read_as(&it, it.field->type, ret_value);
}
