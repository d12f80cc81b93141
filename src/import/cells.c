/* One cell: from what people type to a typed value. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "private.h"

#define EARLIEST (-25567) /* 1900-01-01 */
#define FIRST_YEAR "1900" /* of a period */
#define LAST_YEAR "2200"
#define MOST_DIGITS "18"       /* import_decimal_parse() */
#define MOST_EXACT_DIGITS "15" /* of an amount of money, or of what a double holds exactly */

struct cell {
    struct import_run *run;
    const struct store_field *field;
    const struct place *place;
    const char *text; /* trimmed; half-width where that is harmless */
};

static bool add(const struct cell *cell, const struct diag_kind *kind)
{
    /* A number with a wrong digit is still somebody's; the place tells which line to look at. */
    const char *shown = value_mask_id(cell->run->scratch, cell->text);
    return import_add(cell->run, kind, cell->place, DIAG_ARGS(cell->field->name, shown));
}

static void hint(const struct cell *cell, const char *text)
{
    diag_hint(cell->run->diags, "%s", text);
}

/* ---- dates and periods ---- */

static const char *iso(struct arena *arena, int32_t date)
{
    static const struct value_format format = {VALUE_STYLE_DATE_ISO, -1, NULL};
    return value_show(arena, value_date(date), &format);
}

/* 2026-01-05 14:30:00 as systems export it: the day is what is kept. */
static const char *without_time(struct arena *arena, const char *text)
{
    size_t day = strcspn(text, " T");
    if (text[day] == '\0')
        return text;
    const char *time = text + day + 1 + strspn(text + day + 1, " ");
    bool is_time = strspn(time, "0123456789:.") == strlen(time) && strchr(time, ':');
    return is_time ? arena_strndup(arena, text, day) : text;
}

/* The number Excel keeps for a day (1900 date system): 46027 is 2026-01-05. */
static bool excel_serial(const char *text, int32_t *ret_date)
{
    if (strlen(text) != 5 || strspn(text, "0123456789") != 5)
        return false;
    *ret_date = (int32_t)strtol(text, NULL, 10) - 25569; /* 1970-01-01 */
    return true;
}

static int digits_at(const char **cursor, size_t most)
{
    size_t length = strspn(*cursor, "0123456789");
    if (length == 0 || length > most)
        return -1;
    int number = (int)strtol(*cursor, NULL, 10);
    *cursor += length;
    return number;
}

static bool skip_any(const char **cursor, const char *const *marks)
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

/* 2026, 2026年, 2026-10, 2026.10, 2026/10, 2026年10月, 202610; month 0 is a whole year. */
static bool parse_period(const char *text, int *ret_year, int *ret_month)
{
    static const char *const year_ends[] = {"年", "-", "/", ".", NULL};
    static const char *const month_ends[] = {"月份", "月", NULL};
    const char *p = text;
    if (strlen(text) == 6 && strspn(text, "0123456789") == 6) {
        *ret_year = (int)(strtol(text, NULL, 10) / 100);
        *ret_month = (int)(strtol(text, NULL, 10) % 100);
        return *ret_month >= 1 && *ret_month <= 12;
    }
    *ret_month = 0;
    *ret_year = digits_at(&p, 4);
    if (*ret_year < 0 || *p == '\0')
        return *p == '\0';
    bool han = strncmp(p, "年", strlen("年")) == 0;
    if (!skip_any(&p, year_ends))
        return false;
    if (*p == '\0' || strcmp(p, "度") == 0)
        return han;
    *ret_month = digits_at(&p, 2);
    skip_any(&p, month_ends);
    return *p == '\0' && *ret_month >= 1 && *ret_month <= 12;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* 2026 年 1 月 5 日, 2026—1—5: without spaces except between digits, the hyphen for longer dashes. */
static const char *plain_date(struct arena *arena, const char *text)
{
    static const char *const dashes[] = {"—", "–", "−", "―", NULL};
    char *out = arena_alloc(arena, strlen(text) + 1), *to = out;
    while (*text) {
        if (skip_any(&text, dashes))
            *to++ = '-';
        else if (*text == ' ' && !(to > out && is_digit(to[-1]) && is_digit(text[1])))
            text++;
        else
            *to++ = *text++;
    }
    *to = '\0';
    return out;
}

/* What was left out of a date, or is of another calendar. */
static void hint_date(const struct cell *cell)
{
    const char *text = cell->text;
    int year, month;
    size_t digits = strspn(text, "0123456789");
    const char *rest = text + digits;
    if (strncmp(text, "民国", strlen("民国")) == 0)
        hint(cell, "请换成公历，如民国 115 年写 2026 年");
    else if (digits == 4 && parse_period(text, &year, &month))
        hint(cell, month ? "没有写是哪一天；请补上，如 2026年1月5日"
                         : "没有写月和日；请补上，如 2026年1月5日");
    else if (digits > 0 && digits <= 2 && strncmp(rest, "月", strlen("月")) == 0)
        hint(cell, "没有写是哪一年；请补上，如 2026年1月5日");
    else if (digits == 2 && *rest &&
             (strchr("-/.", *rest) || strncmp(rest, "年", strlen("年")) == 0))
        hint(cell, "年份要写四位，如 2026-01-05");
    else
        hint(cell, "请写成 2026-01-05、2026/1/5、2026.1.5 或 2026年1月5日；没有就留空");
}

/* Once for a file: what the file cannot tell is which of Excel's two calendars the number is of. */
static void tell_serial(const struct cell *cell, int32_t date)
{
    struct import_run *run = cell->run;
    if (run->serials_told)
        return;
    run->serials_told = true;
    diag_add(run->file_diags, &IMP059, cell->place,
             DIAG_ARGS(cell->field->name, cell->text, iso(run->scratch, date)));
    diag_hint(run->file_diags,
              "差四年零一天的，是原来的工作簿用了 1904 年日期系统（旧的苹果电脑）："
              "请把这一列设成日期格式，另存后再导入");
}

static bool read_date(const struct cell *cell, struct value *ret_value)
{
    struct arena *arena = cell->run->scratch;
    const char *text = without_time(arena, cell->text);
    int32_t date, latest = world_today(cell->run->world) + cell->field->ahead;
    if (excel_serial(text, &date))
        tell_serial(cell, date);
    else if (!value_date_parse(text, &date) && !value_date_parse(plain_date(arena, text), &date)) {
        if (add(cell, &IMP031))
            hint_date(cell);
        return false;
    }
    if (date > latest) {
        if (import_add(cell->run, &IMP032, cell->place,
                       DIAG_ARGS(cell->field->name, cell->text, iso(arena, latest))))
            hint(cell, "请核对年份，以及电脑的日期是否正确");
        return false;
    }
    if (date < EARLIEST) {
        if (import_add(cell->run, &IMP033, cell->place,
                       DIAG_ARGS(cell->field->name, cell->text, iso(arena, EARLIEST))))
            hint(cell, "请核对年份");
        return false;
    }
    *ret_value = value_date(date);
    return true;
}

static bool read_period(const struct cell *cell, struct value *ret_value)
{
    int year, month;
    int32_t date;
    bool good = parse_period(cell->text, &year, &month);
    /* Excel turns 2026-10 into the first of that month. */
    if (!good && value_date_parse(without_time(cell->run->scratch, cell->text), &date)) {
        struct value_civil civil = value_date_to_civil(date);
        good = civil.day == 1;
        year = civil.year;
        month = civil.month;
    }
    good = good && year >= 1000; /* 26-10 */
    bool in_range = good && year >= atoi(FIRST_YEAR) && year <= atoi(LAST_YEAR);
    if (!in_range) {
        if (import_add(cell->run, good ? &IMP049 : &IMP040, cell->place,
                       DIAG_ARGS(cell->field->name, cell->text, FIRST_YEAR, LAST_YEAR)))
            hint(cell, "请写成 2026-10 或 2026年10月，全年的写成 2026");
        return false;
    }
    *ret_value =
        value_text(month == 0 ? arena_printf(cell->run->scratch, "%04d", year)
                              : arena_printf(cell->run->scratch, "%04d-%02d", year, month));
    return true;
}

/* ---- numbers ---- */

static void hint_number(const struct cell *cell)
{
    size_t number = strspn(cell->text, "+-0123456789.,");
    if (number > 0 && cell->text[number] != '\0')
        hint(cell, "只写数字，不要带单位或说明");
    else
        hint(cell, "请写成 1234 这样的数字；没有就留空");
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
            hint(cell, "请核对是不是多写了几位");
    } else if (add(cell, kind)) {
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
    } units[] = {{"万元", 10000}, {"万", 10000}, {"元", 1}, {"圆", 1}};
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
    skip_any(&text, signs);
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

static bool read_number(const struct cell *cell, struct value *ret_value)
{
    struct import_decimal decimal;
    /* 15 digits and powers of ten up to 10^22 are exact in a double, so one division rounds once. */
    if (!import_decimal_parse(cell->text, &decimal) ||
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
    static const char *const yeses[] = {"是", "有", "√", "✓", "✔", "☑", "Y", "y", "1", NULL};
    static const char *const noes[] = {"否", "无", "×", "✗", "✘", "X", "x", "N", "n", "0", NULL};
    bool yes = is_one_of(cell->text, yeses);
    if (!yes && !is_one_of(cell->text, noes)) {
        if (add(cell, &IMP039))
            hint(cell, "不知道就留空");
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
        if (add(cell, &IMP034))
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
    if (add(cell, &IMP046))
        hint(cell, "请在 Excel 里先把这一列设为“文本”，再从原始材料重新填写号码，然后另存为 CSV");
    return true;
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
    *ret_value = value_text(cell->text);
    return true;
}

static bool read_id_card(const struct cell *cell, struct value *ret_value)
{
    const char *text = upper(cell->run->scratch, cell->text);
    if (refuse_scientific(cell))
        return false;
    if (!value_id_card_shape(text)) {
        if (add(cell, &IMP042))
            hint(cell, strlen(text) == 15
                           ? "15 位的旧号已停用，请填 18 位的"
                           : "应当是 17 位数字加一位数字或 X，第 7 至 14 位是出生日期");
        return false;
    }
    if (!value_id_card_check(text)) {
        if (add(cell, &IMP043))
            hint(cell, strcmp(text + 15, "000") == 0
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
        if (add(cell, &IMP044))
            hint(cell, "由 18 位数字和大写字母组成，没有字母 I、O、S、V、Z");
        return false;
    }
    if (!import_credit_code_check(text)) {
        if (add(cell, &IMP045))
            hint(cell, "请对照证照核对每一位");
        return false;
    }
    *ret_value = value_text(text);
    return true;
}

static bool read_area_code(const struct cell *cell, struct value *ret_value)
{
    if (refuse_scientific(cell))
        return false;
    size_t length = strlen(cell->text);
    if (length != (size_t)cell->field->length || strspn(cell->text, "0123456789") != length) {
        import_add(cell->run, &IMP041, cell->place,
                   DIAG_ARGS(cell->field->name, cell->text,
                             arena_printf(cell->run->scratch, "%d", cell->field->length)));
        return false;
    }
    *ret_value = value_text(cell->text);
    return true;
}

static bool read_text(const struct cell *cell, struct value *ret_value)
{
    *ret_value = value_text(cell->text);
    return true;
}

static bool read_as(const struct cell *cell, enum store_field_type type, struct value *ret_value);

/* A reference is written as the key it refers to; a community may also be called by its name. */
static bool read_reference(const struct cell *cell, struct value *ret_value)
{
    const struct store_kind *parent = store_kind_find(cell->field->refers_to);
    const struct store_field *key = parent->fields;
    while (!key->key)
        key++;
    bool numeric = strspn(cell->text, "0123456789") == strlen(cell->text);
    if (strcmp(parent->name, "communities") == 0 && !numeric &&
        !import_looks_scientific(cell->text))
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
        [STORE_DATE] = read_date,
        [STORE_BOOLEAN] = read_boolean,
        [STORE_CODE] = read_code,
        [STORE_REFERENCE] = read_reference,
        [STORE_ID_CARD] = read_id_card,
        [STORE_CREDIT_CODE] = read_credit_code,
        [STORE_AREA_CODE] = read_area_code,
        [STORE_PERIOD] = read_period,
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
            hint(cell, "请删去这一格重新输入");
        return true;
    }
    return false;
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
    return (plain || !refuse_control(&it)) && read_as(&it, it.field->type, ret_value);
}
