/*
 * 审核附表: every check of the report with its result, figures and explanation, as an attachment; and in full,
 * with the rule, its stages and both sides as numbers, as a companion of the document.
 */
#include "annex.h"

#include <string.h>

#include "check_words.h"

enum { COLUMN_ID, COLUMN_SAYS, COLUMN_RESULT, COLUMN_FIGURES, COLUMN_BECAUSE, COLUMNS };
enum {
    FULL_ID,
    FULL_SAYS,
    FULL_RULE,
    FULL_STAGES,
    FULL_LEFT,
    FULL_RELATION,
    FULL_RIGHT,
    FULL_APART,
    FULL_ROOM,
    FULL_RESULT,
    FULL_FIGURES,
    FULL_BECAUSE,
    FULL_COLUMNS
};

static struct model_cell text_cell(struct arena *arena, const char *text)
{
    const char *clean = compose_clean(arena, text);
    return (struct model_cell){.value = value_text(clean), .text = clean};
}

static const char *result_of(const struct audit_line *line)
{
    static const char *const results[] = {"通过", "未通过", "未判断"};
    return line->explained ? "已说明" : results[line->outcome];
}

const char *annex_because(struct arena *arena, const struct audit_explanation *given)
{
    return arena_printf(arena, "%s（%s，%s）", given->because, given->who, given->at);
}

static const char *because_of(struct arena *arena, const struct audit_line *line)
{
    return line->explained ? annex_because(arena, line->explained) : "—";
}

const char *audit_stages(struct arena *arena, const struct audit_line *line)
{
    static const char *const stages[] = {"预览", "出版", "上报"};
    static const char *const verdicts[] = {"不查", "提示", "阻断"};
    const char *text = "";
    for (int stage = 0; stage < DEFINE_STAGE_COUNT; stage++)
        text = arena_printf(arena, "%s%s%s%s", text, stage ? "，" : "", stages[stage],
                            verdicts[line->verdict[stage]]);
    return text;
}

/* ---- the attachment ---- */

static const struct model_cell *row_cells(struct arena *arena, const struct audit_line *line)
{
    struct model_cell *cells = arena_array(arena, COLUMNS, sizeof *cells);
    cells[COLUMN_ID] = text_cell(arena, line->id);
    cells[COLUMN_SAYS] = text_cell(arena, line->says);
    cells[COLUMN_RESULT] = text_cell(arena, result_of(line));
    cells[COLUMN_FIGURES] = text_cell(arena, line->why ? line->why : line->values);
    cells[COLUMN_BECAUSE] = text_cell(arena, because_of(arena, line));
    return cells;
}

typedef const struct model_cell *make_cells(struct arena *arena, const struct audit_line *line);

static struct model_table *make_table(struct composer *composer, make_cells *make)
{
    struct arena *arena = composer->arena;
    const struct audit *audit = composer->audit;
    struct model_table *table = arena_alloc(arena, sizeof *table);
    struct model_row *rows = arena_array(arena, audit->count, sizeof *rows);
    for (size_t i = 0; i < audit->count; i++)
        rows[i] =
            (struct model_row){.kind = MODEL_ROW_DATA, .cells = make(arena, &audit->lines[i])};
    table->rows = rows;
    table->row_count = audit->count;
    return table;
}

static void add_attachment(struct composer *composer, const char *file)
{
    static const struct model_column columns[COLUMNS] = {
        [COLUMN_ID] = {.title = "编号", .align = MODEL_ALIGN_CENTER, .share_of = -1},
        [COLUMN_SAYS] = {.title = "审核关系", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [COLUMN_RESULT] = {.title = "结果", .align = MODEL_ALIGN_CENTER, .share_of = -1},
        [COLUMN_FIGURES] = {.title = "数值", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [COLUMN_BECAUSE] = {.title = "说明", .align = MODEL_ALIGN_LEFT, .share_of = -1},
    };
    struct model_table *table = make_table(composer, row_cells);
    table->name = "审核情况";
    table->columns = columns;
    table->column_count = COLUMNS;
    table->brief = true;
    struct model_block *title = model_add(composer->model, MODEL_ATTACHMENT);
    title->text = model_text_plain(composer->arena, "审核情况表");
    title->file = file;
    struct model_block *block = model_add(composer->model, MODEL_TABLE);
    block->table = table;
    block->file = file;
}

/* ---- the companion ---- */

static struct model_cell number_cell(struct arena *arena, struct value value)
{
    if (!value_is_number(value))
        return (struct model_cell){.value = value_null(), .text = "—"};
    struct value shown = check_shown(value);
    return (struct model_cell){.value = shown, .text = check_show_plain(arena, value)};
}

static const char *room_of(struct arena *arena, const struct define_check *check)
{
    if (!(check->tolerance > 0))
        return "—";
    return arena_printf(arena, "%s%s", check_show_plain(arena, value_real(check->tolerance)),
                        check->tolerance_percent ? "%" : "");
}

/* The rule as its author wrote it: 合计(数据.列) is one name of its SQL, in quotes. */
static const char *rule_of(struct arena *arena, const struct define_check *check)
{
    struct buf text = {0};
    for (const char *at = check->rule.sql; *at;) {
        const char *name = NULL;
        for (size_t i = 0; *at == '"' && i < check->rule.name_count; i++) {
            const struct define_name *own = &check->rule.names[i];
            size_t length = strlen(own->name);
            if (own->aggregate && strncmp(at + 1, own->name, length) == 0 && at[1 + length] == '"')
                name = own->name;
        }
        buf_puts(&text, name ? name : "");
        if (!name)
            buf_putc(&text, *at);
        at += name ? strlen(name) + 2 : 1;
    }
    const char *rule = text.length ? buf_copy(&text, arena) : "";
    buf_done(&text);
    return rule;
}

static const struct model_cell *full_cells(struct arena *arena, const struct audit_line *line)
{
    struct model_cell *cells = arena_array(arena, FULL_COLUMNS, sizeof *cells);
    const struct define_check *check = line->check;
    bool compared = value_is_number(line->left);
    cells[FULL_ID] = text_cell(arena, line->id);
    cells[FULL_SAYS] = text_cell(arena, line->says);
    cells[FULL_RULE] = text_cell(arena, rule_of(arena, check));
    cells[FULL_STAGES] = text_cell(arena, audit_stages(arena, line));
    cells[FULL_LEFT] = number_cell(arena, line->left);
    cells[FULL_RELATION] = text_cell(arena, compared ? check_sign(check, true) : "—");
    cells[FULL_RIGHT] = number_cell(arena, line->right);
    cells[FULL_APART] =
        number_cell(arena, compared ? check_apart(line->left, line->right) : value_null());
    cells[FULL_ROOM] = text_cell(arena, room_of(arena, check));
    cells[FULL_RESULT] = text_cell(arena, result_of(line));
    cells[FULL_FIGURES] = text_cell(arena, line->why ? line->why : line->values);
    cells[FULL_BECAUSE] = text_cell(arena, because_of(arena, line));
    return cells;
}

static void add_companion(struct composer *composer, const char *file)
{
    static const struct model_column columns[FULL_COLUMNS] = {
        [FULL_ID] = {.title = "编号", .align = MODEL_ALIGN_CENTER, .share_of = -1},
        [FULL_SAYS] = {.title = "审核关系", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [FULL_RULE] = {.title = "规则", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [FULL_STAGES] = {.title = "阶段", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [FULL_LEFT] = {.title = "左边", .align = MODEL_ALIGN_RIGHT, .share_of = -1},
        [FULL_RELATION] = {.title = "应", .align = MODEL_ALIGN_CENTER, .share_of = -1},
        [FULL_RIGHT] = {.title = "右边", .align = MODEL_ALIGN_RIGHT, .share_of = -1},
        [FULL_APART] = {.title = "差", .align = MODEL_ALIGN_RIGHT, .share_of = -1},
        [FULL_ROOM] = {.title = "容差", .align = MODEL_ALIGN_RIGHT, .share_of = -1},
        [FULL_RESULT] = {.title = "结果", .align = MODEL_ALIGN_CENTER, .share_of = -1},
        [FULL_FIGURES] = {.title = "数值", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [FULL_BECAUSE] = {.title = "说明", .align = MODEL_ALIGN_LEFT, .share_of = -1},
    };
    struct model_table *table = make_table(composer, full_cells);
    table->name = "审核";
    table->caption = "审核";
    table->columns = columns;
    table->column_count = FULL_COLUMNS;
    table->landscape = true;
    model_add_companion(composer->model, table)->file = file;
}

void annex_add(struct composer *composer)
{
    bool printed = composer->report->audit_annex;
    if (composer->audit->count == 0 || !(printed || composer->task->with_audit))
        return;
    const char *file = arena_strdup(composer->arena, composer->report->file);
    if (printed)
        add_attachment(composer, file);
    add_companion(composer, file);
}
