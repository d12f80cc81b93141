#include "read.h"

#include <string.h>

#include "measure.h"
#include "style_diags.h"

/* ---- values ---- */

static const char *wanted(const struct style_file *file, const struct field *field)
{
    static const char *const words[] = {
        [FIELD_LENGTH] = "带单位的长度（如 28mm、2.8cm、16pt）",
        [FIELD_SIZE] = "字号（如 三号、小四、16pt）",
        [FIELD_PITCH] = "带单位的长度（如 28pt）",
        [FIELD_ZI] = "字数（如 2字）",
        [FIELD_LINES] = "行数（如 1行）",
        [FIELD_COUNT] = "一个整数",
        [FIELD_AUTO] = "一个整数",
        [FIELD_COLOR] = "颜色（黑、红、灰、蓝，或 '#E60012'）",
        [FIELD_ROLE] = "字体",
        [FIELD_WORD] = "词",
        [FIELD_FLAG] = "词",
        [FIELD_OTHER] = "内容",
    };
    bool word = field->kind == FIELD_PITCH || field->kind == FIELD_AUTO;
    return word ? arena_printf(file->reader.arena, "%s或%s", words[field->kind],
                               field->words->words[0].chinese)
                : words[field->kind];
}

static void add_misread(struct style_file *file, const struct field *field, const struct yaml *node)
{
    const char *text = node->kind == YAML_SCALAR ? node->text : "";
    struct diags *diags = file->reader.diags;
    diag_add(diags, &STY003, &node->place,
             DIAG_ARGS(node->key->text, wanted(file, field), text[0] ? text : "空的"));
    bool number = text[0] && !text[strspn(text, "0123456789.")];
    if (field->kind == FIELD_COLOR)
        diag_hint(diags, "# 在 YAML 里是注释，带 # 的颜色要放在引号里");
    else if (number && field->kind == FIELD_SIZE)
        diag_hint(diags, "写明单位：%spt，或用 三号、小四 这样的字号", text);
    else if (number && (field->kind == FIELD_LENGTH || field->kind == FIELD_PITCH))
        diag_hint(diags, "写明单位：%smm 或 %spt", text, text);
}

static bool is_length(enum field_kind kind)
{
    return kind == FIELD_LENGTH || kind == FIELD_SIZE || kind == FIELD_PITCH;
}

static bool in_range(struct style_file *file, const struct field *field, const struct yaml *node,
                     int32_t value)
{
    if (value >= field->from && value <= field->to)
        return true;
    struct arena *arena = file->reader.arena;
    bool points = field->kind != FIELD_LENGTH;
    const char *low = arena_printf(arena, "%d", (int)field->from);
    const char *high = arena_printf(arena, "%d", (int)field->to);
    if (is_length(field->kind)) {
        low = points ? measure_show_pt(arena, field->from) : measure_show_mm(arena, field->from);
        high = points ? measure_show_pt(arena, field->to) : measure_show_mm(arena, field->to);
    }
    diag_add(file->reader.diags, &STY004, &node->place,
             DIAG_ARGS(node->key->text, low, high, node->text));
    return false;
}

/* Reads a number of the field's kind; false if the text is none. */
static bool read_number(const struct field *field, const char *text, int32_t *ret_value)
{
    switch (field->kind) {
    case FIELD_LENGTH:
    case FIELD_PITCH:
        return measure_length(text, ret_value);
    case FIELD_SIZE:
        return measure_size(text, ret_value);
    case FIELD_ZI:
        return measure_count(text, "字", ret_value);
    case FIELD_LINES:
        return measure_count(text, "行", ret_value);
    case FIELD_COUNT:
    case FIELD_AUTO:
        return measure_count(text, "", ret_value);
    case FIELD_COLOR:
    case FIELD_ROLE:
    case FIELD_WORD:
    case FIELD_FLAG:
    case FIELD_OTHER:
        break;
    }
    return false;
}

static void read_measure(struct style_file *file, const struct field *field,
                         const struct yaml *node, char *target)
{
    const char *text = schema_text(&file->reader, node);
    const char *plain = text_halfwidth(file->reader.arena, text);
    const struct word_list *words = field->words;
    const struct word *word = words ? word_find(words->words, words->count, text) : NULL;
    int32_t value = 0;
    if (!word && !read_number(field, plain, &value)) {
        add_misread(file, field, node);
        return;
    }
    if (word || in_range(file, field, node, value))
        memcpy(target, &value, sizeof value);
}

static void read_color(struct style_file *file, const struct field *field, const struct yaml *node,
                       char *target)
{
    uint32_t color = 0;
    const char *text = node->kind == YAML_SCALAR ? schema_text(&file->reader, node) : "";
    if (measure_color(text_halfwidth(file->reader.arena, text), &color))
        memcpy(target, &color, sizeof color);
    else
        add_misread(file, field, node);
}

static void read_role(struct style_file *file, const struct yaml *node, char *target)
{
    const struct style_set *set = file->set;
    const char *text = schema_text(&file->reader, node);
    struct buf all = {0};
    for (size_t i = 0; i < set->role_count; i++) {
        if (strcmp(set->roles[i], text) == 0) {
            const char *role = set->roles[i];
            memcpy(target, &role, sizeof role);
            buf_done(&all);
            return;
        }
        buf_printf(&all, "%s%s", i ? "、" : "", set->roles[i]);
    }
    diag_add(file->reader.diags, &STY005, &node->place, DIAG_ARGS(text, all.data ? all.data : "—"));
    hint_nearest(file->reader.diags, text, set->roles, set->role_count);
    buf_done(&all);
}

static void read_word(struct style_file *file, const struct field *field, const struct yaml *node,
                      char *target)
{
    int value = -1;
    schema_word(&file->reader, node, field->words, &value);
    bool flag = value > 0;
    if (value >= 0 && field->kind == FIELD_FLAG)
        memcpy(target, &flag, sizeof flag);
    else if (value >= 0)
        memcpy(target, &value, sizeof value);
}

static void read_field(struct style_file *file, const struct field *field, const struct yaml *node,
                       char *base)
{
    char *target = base + field->offset;
    switch (field->kind) {
    case FIELD_LENGTH:
    case FIELD_SIZE:
    case FIELD_PITCH:
    case FIELD_ZI:
    case FIELD_LINES:
    case FIELD_COUNT:
    case FIELD_AUTO:
        read_measure(file, field, node, target);
        return;
    case FIELD_COLOR:
        read_color(file, field, node, target);
        return;
    case FIELD_ROLE:
        read_role(file, node, target);
        return;
    case FIELD_WORD:
    case FIELD_FLAG:
        read_word(file, field, node, target);
        return;
    case FIELD_OTHER:
        return;
    }
}

static void read_values(struct style_file *file, const struct group *group,
                        const struct yaml **values, void *base)
{
    for (size_t i = 0; i < group->schema.count; i++)
        if (values[i])
            read_field(file, &group->fields[i], values[i], base);
}

/* Fills `base` (a struct style or style_text) from a map; `values` receives the map's values. */
static void read_group(struct style_file *file, const struct group *group, const struct yaml *map,
                       void *base, const struct yaml **values)
{
    if (!map)
        return;
    schema_read(&file->reader, &group->schema, map, values);
    read_values(file, group, values, base);
}

/* ---- the page ---- */

static void read_paper(struct style_file *file, const struct yaml *node)
{
    struct style *style = &file->style;
    const struct yaml *values[PAPER_KEYS] = {0};
    if (!node)
        return;
    if (node->kind == YAML_MAP) {
        read_group(file, &group_paper, node, style, values);
        return;
    }
    int paper = -1;
    if (node->kind == YAML_LIST || !node->text[0])
        schema_misfit(&file->reader, node, NULL, "A4 这样的名称，或 {宽: 210mm, 高: 297mm}");
    else
        schema_word(&file->reader, node, &words_paper, &paper);
    if (paper < 0)
        return;
    style->paper_width = paper_sizes[paper][0];
    style->paper_height = paper_sizes[paper][1];
}

/* The margin beyond the text area makes the area's size; both at once would be two truths. */
static void read_far_margin(struct style_file *file, const struct yaml *margin,
                            const struct yaml *area, int32_t room, int32_t *ret_size)
{
    static const struct field far_margin = {FIELD_LENGTH, 0, 0, MM(200), NULL};
    if (!margin)
        return;
    if (area) {
        diag_add(file->reader.diags, &STY010, &margin->key->place,
                 DIAG_ARGS(arena_printf(file->reader.arena, "页边的“%s”", margin->key->text),
                           arena_printf(file->reader.arena, "版心的“%s”", area->key->text)));
        return;
    }
    int32_t width = -1;
    read_measure(file, &far_margin, margin, (char *)&width);
    if (width >= 0)
        *ret_size = room - width;
}

static void read_page(struct style_file *file)
{
    struct style *style = &file->style;
    const struct yaml *margins[MARGIN_KEYS] = {0}, *area[AREA_KEYS] = {0};
    read_paper(file, file->values[TOP_PAPER]);
    read_group(file, &group_margins, file->values[TOP_MARGINS], style, margins);
    read_group(file, &group_area, file->values[TOP_AREA], style, area);
    read_far_margin(file, margins[MARGIN_RIGHT], area[AREA_WIDTH],
                    style->paper_width - style->margin_left, &style->text_width);
    read_far_margin(file, margins[MARGIN_BOTTOM], area[AREA_HEIGHT],
                    style->paper_height - style->margin_top, &style->text_height);
}

/* ---- the rest ---- */

static void read_groups(struct style_file *file)
{
    static const struct {
        int key;
        const struct group *group;
    } groups[] = {{TOP_NUMBER, &group_number},
                  {TOP_TABLES, &group_tables},
                  {TOP_LETTERHEAD, &group_letterhead},
                  {TOP_IMPRINT, &group_imprint}};
    for (size_t i = 0; i < BASE_COUNT(groups); i++) {
        const struct yaml *values[TOP_KEYS] = {0}; /* more than any group has */
        read_group(file, groups[i].group, file->values[groups[i].key], &file->style, values);
    }
}

/* Keys that this element does not listen to, refused: they would do nothing. */
static void drop_deaf(struct style_file *file, enum style_element element,
                      const struct yaml **values)
{
    struct buf all = {0};
    for (size_t key = 0; key < STYLE_KEY_COUNT; key++)
        if (style_listens(element, (enum style_key)key))
            buf_printf(&all, "%s%s", all.length ? "、" : "",
                       group_text.schema.keys[key].word.chinese);
    for (size_t key = 0; key < STYLE_KEY_COUNT; key++) {
        if (!values[key] || style_listens(element, (enum style_key)key))
            continue;
        diag_add(file->reader.diags, &STY007, &values[key]->key->place,
                 DIAG_ARGS(style_element_name(element), values[key]->key->text));
        diag_hint(file->reader.diags, "它可以写：%s", all.data);
        values[key] = NULL;
    }
    buf_done(&all);
}

static void read_elements(struct style_file *file)
{
    if (!file->values[TOP_ELEMENTS])
        return;
    schema_read(&file->reader, &schema_elements, file->values[TOP_ELEMENTS], file->texts);
    for (size_t i = 0; i < STYLE_ELEMENT_COUNT; i++) {
        const struct yaml *values[STYLE_KEY_COUNT] = {0};
        if (!file->texts[i])
            continue;
        diag_context_push(file->reader.diags, "要素“%s”", file->texts[i]->key->text);
        schema_read(&file->reader, &group_text.schema, file->texts[i], values);
        drop_deaf(file, (enum style_element)i, values);
        read_values(file, &group_text, values, &file->style.text[i]);
        diag_context_pop(file->reader.diags);
    }
}

/* What is as large as the body stays so when the body's size changes. */
static void follow_size(struct style *style, int32_t old)
{
    for (size_t i = 0; i < STYLE_ELEMENT_COUNT; i++)
        if (style->text[i].size == old)
            style->text[i].size = style->em;
}

static void read_top(struct style_file *file, const struct yaml *root)
{
    struct style *style = &file->style;
    const struct yaml *base = file->values[TOP_BASE];
    const char *from = base ? schema_text(&file->reader, base) : NULL;
    file->entry->base = from; /* before it is looked for: a circle shows its way */
    const struct style *start =
        from ? style_set_base(file->set, from, &base->place, file->reader.diags) : NULL;
    *style = *(start ? start : style_builtin("gbt9704"));
    style->name = file->entry->name;
    file->entry->summary = schema_text(&file->reader, file->values[TOP_SUMMARY]);
    file->place = root->place;
    int32_t em = style->em;
    for (size_t i = 0; i < TOP_KEYS; i++)
        if (file->values[i])
            read_field(file, &group_top.fields[i], file->values[i], (char *)style);
    follow_size(style, em);
    read_page(file);
    read_groups(file);
    read_elements(file);
}

bool style_file_read(struct style_set *set, struct style_entry *entry, const char *text,
                     size_t length, struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR);
    const char *name = entry->path ? entry->path : entry->name;
    struct source *source = yaml_source(set->arena, name, text, length, diags);
    const struct yaml *root = source ? yaml_read(source, 0, source->length, diags) : NULL;
    if (!root)
        return false;
    struct style_file *file = arena_alloc(set->arena, sizeof *file);
    *file = (struct style_file){
        .set = set, .reader = {set->arena, source, diags, NULL}, .entry = entry};
    schema_read(&file->reader, &group_top.schema, root, file->values);
    read_top(file, root);
    if (diags_count(diags, DIAG_ERROR) == errors)
        style_file_solve(file);
    if (diags_count(diags, DIAG_ERROR) != errors)
        return false;
    entry->style = &file->style;
    return true;
}
