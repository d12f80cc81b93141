/*
 * 审核: rules about what the report prints. The report's own are always judged; one of the dictionary is
 * when everything it mentions comes from data the report uses, so a report is never stopped by, nor
 * made to fetch, what it does not print. A rule that misses a value is not judged.
 */
#include <math.h>
#include <string.h>

#include "agree.h"
#include "check_words.h"
#include "compose_diags.h"
#include "findings.h"

enum { ROWS_SHOWN = 3 }; /* rows that are named in the message of a rule about rows */

/* ---- one rule, or one row of it ---- */

static bool compares(const struct define_check *check, double left, double right)
{
    double noise = fmax(fabs(left), fabs(right)) * 1e-9; /* of sums of decimals */
    double apart = left - right, room = check_room(check, right);
    switch (check->relation) {
    case DEFINE_EQUAL:
        return fabs(apart) <= room + noise;
    case DEFINE_UNEQUAL:
        return fabs(apart) > room + noise;
    case DEFINE_LESS:
        return apart < room - noise;
    case DEFINE_AT_MOST:
        return apart <= room + noise;
    case DEFINE_MORE:
        return apart > noise - room;
    case DEFINE_AT_LEAST:
        return apart >= -room - noise;
    case DEFINE_NO_RELATION:
        break;
    }
    return false;
}

/* Numbers are compared here, with their tolerance; anything else as SQL does it. */
static bool judge(struct checking *checking, enum audit_outcome *ret_outcome)
{
    const struct define_check *check = checking->check;
    struct value result;
    if (check->relation != DEFINE_NO_RELATION) {
        if (!checking_value(checking, check->left.sql, &checking->left) ||
            !checking_value(checking, check->right.sql, &checking->right))
            return false;
        if (value_is_number(checking->left) && value_is_number(checking->right)) {
            bool holds =
                compares(check, value_as_real(checking->left), value_as_real(checking->right));
            *ret_outcome = holds ? AUDIT_PASSED : AUDIT_FAILED;
            return true;
        }
    }
    if (!checking_value(checking, check->rule.sql, &result))
        return false;
    bool fails = !(value_as_real(result) < 0 || value_as_real(result) > 0);
    *ret_outcome = !value_is_number(result) ? AUDIT_UNJUDGED : fails ? AUDIT_FAILED : AUDIT_PASSED;
    return true;
}

static void judge_one(struct composer *composer, const struct define_check *check,
                      struct audit_line *line)
{
    struct checking checking = {.composer = composer, .check = check};
    if (!judge(&checking, &line->outcome)) {
        line->outcome = AUDIT_UNJUDGED;
        line->why = "取数出错";
        return;
    }
    if (line->outcome == AUDIT_UNJUDGED) {
        line->why = check_words_missing(&checking);
        return;
    }
    line->values = check_words(&checking, line->outcome == AUDIT_PASSED);
    if (value_is_number(checking.left) && value_is_number(checking.right)) {
        line->left = checking.left;
        line->right = checking.right;
    }
    const char *differ = line->outcome == AUDIT_PASSED ? agree_words(composer, check) : NULL;
    if (!differ)
        return;
    line->outcome = AUDIT_FAILED;
    line->values = differ;
}

/* ---- each row ---- */

/* 第 3 行 邻里 */
static const char *row_name(struct composer *composer, const struct frame_cursor *row)
{
    struct arena *arena = composer->audit->arena;
    const struct value *cells = &row->table->cells[row->row * row->table->column_count];
    const char *name = "";
    for (size_t c = 0; c < row->table->column_count && !*name; c++)
        if (cells[c].kind == VALUE_TEXT)
            name = arena_printf(arena, " %s", compose_clean(arena, cells[c].text));
    return arena_printf(arena, "第 %zu 行%s", row->row + 1, name);
}

struct tally {
    size_t passed, failed;
    size_t *rows; /* that fail */
    size_t row_capacity;
    struct buf words;
    const char *missing; /* why the first unjudged row was */
};

static void judge_row(struct checking *checking, struct tally *tally)
{
    struct arena *arena = checking->composer->audit->arena;
    enum audit_outcome outcome = AUDIT_UNJUDGED;
    if (!judge(checking, &outcome))
        return;
    if (outcome == AUDIT_UNJUDGED && !tally->missing)
        tally->missing = arena_printf(arena, "%s：%s", row_name(checking->composer, checking->row),
                                      check_words_missing(checking));
    tally->passed += outcome == AUDIT_PASSED;
    if (outcome != AUDIT_FAILED)
        return;
    tally->rows =
        arena_grow(arena, tally->rows, tally->failed, &tally->row_capacity, sizeof *tally->rows);
    tally->rows[tally->failed] = checking->row->row;
    if (tally->failed++ < ROWS_SHOWN)
        buf_printf(&tally->words, "%s%s：%s", tally->words.length ? "；" : "",
                   row_name(checking->composer, checking->row), check_words(checking, false));
}

static void judge_rows(struct composer *composer, const struct define_check *check,
                       struct audit_line *line, struct tally *tally)
{
    struct arena *arena = composer->audit->arena;
    const struct define_dataset *each = define_dataset_find(composer->report, check->each);
    const struct frame_table *table =
        each ? frame_table(composer->frame, each, composer->diags) : NULL;
    struct frame_cursor row = {.table = table};
    struct checking checking = {.composer = composer, .check = check, .row = &row};
    for (; table && row.row < table->row_count; row.row++)
        judge_row(&checking, tally);
    if (tally->failed > ROWS_SHOWN)
        buf_printf(&tally->words, "；共 %zu 行", tally->failed);
    line->outcome = tally->failed ? AUDIT_FAILED : tally->passed ? AUDIT_PASSED : AUDIT_UNJUDGED;
    if (tally->failed)
        line->values = buf_copy(&tally->words, arena);
    else if (tally->passed)
        line->values = arena_printf(arena, "%zu 行都成立", tally->passed);
    else
        line->why = tally->missing ? tally->missing : table ? "没有一行数据" : "取数出错";
    buf_done(&tally->words);
}

/* The cells that show what fails, each row by itself. */
static void mark(struct composer *composer, const struct audit_line *line,
                 const struct tally *tally)
{
    const struct define_check *check = line->check;
    struct arena *arena = composer->audit->arena;
    bool blocks = check->verdict[DEFINE_PUBLISH] == DEFINE_BLOCK ||
                  check->verdict[DEFINE_UPLOAD] == DEFINE_BLOCK;
    if (line->outcome != AUDIT_FAILED ||
        (check->verdict[composer->task->stage] == DEFINE_OFF && !blocks))
        return;
    if (!check->each)
        findings_add(composer, line, NULL, line->values);
    for (size_t i = 0; i < tally->failed && i < FINDINGS_ROWS; i++) {
        const struct define_dataset *each = define_dataset_find(composer->report, check->each);
        struct frame_cursor row = {frame_table(composer->frame, each, composer->diags),
                                   tally->rows[i]};
        struct checking checking = {.composer = composer, .check = check, .row = &row};
        enum audit_outcome outcome;
        judge(&checking, &outcome); /* for both sides' values */
        findings_add(
            composer, line, &row,
            arena_printf(arena, "%s：%s", row_name(composer, &row), check_words(&checking, false)));
    }
}

/* ---- what follows ---- */

/* One that was given for other figures counts for nothing, but is mentioned. */
static const struct audit_explanation *explanation_of(const struct composer *composer,
                                                      const char *id)
{
    const struct compose_task *task = composer->task;
    for (size_t i = 0; i < task->explanation_count; i++)
        if (strcmp(task->explanations[i].check, id) == 0)
            return &task->explanations[i];
    return NULL;
}

static void tell(struct composer *composer, const struct define_check *check,
                 const struct audit_line *line)
{
    enum define_verdict verdict = check->verdict[composer->task->stage];
    if (line->outcome != AUDIT_FAILED || composer->task->audit_only || verdict == DEFINE_OFF)
        return;
    bool stops = verdict == DEFINE_BLOCK && !line->explained;
    diag_add(composer->diags, stops ? &CMP011 : &CMP010, &check->rule.place,
             DIAG_ARGS(line->id, line->says, line->values));
    const char *printed = check_words_printed(composer, check);
    const struct audit_explanation *given = explanation_of(composer, check->id);
    if (given && !line->explained)
        diag_hint(composer->diags, "%s的说明是针对“%s”作的，数已经变了，要重新说明", given->who,
                  given->figures);
    else if (line->explained)
        diag_hint(composer->diags, "已说明：%s（%s，%s）", line->explained->because,
                  line->explained->who, line->explained->at);
    else if (printed)
        diag_hint(composer->diags, "%s", printed);
}

/* A preview of what could not be published or uploaded so. */
static void stamp(struct composer *composer, const struct define_check *check,
                  const struct audit_line *line)
{
    bool blocks = check->verdict[DEFINE_PUBLISH] == DEFINE_BLOCK ||
                  check->verdict[DEFINE_UPLOAD] == DEFINE_BLOCK;
    if (composer->task->stage == DEFINE_PREVIEW && line->outcome == AUDIT_FAILED && blocks &&
        !line->explained)
        composer->model->stamp = "未通过审核";
}

/* ---- all of them ---- */

struct audit_lines {
    struct audit_line *items;
    size_t count, capacity;
};

static void add_line(struct composer *composer, const struct define_check *check,
                     struct audit_lines *lines)
{
    struct arena *arena = composer->audit->arena;
    struct audit_line line = {.check = check,
                              .id = check->id,
                              .rule = check->rule.sql,
                              .says = check->says ? check->says : check->rule.sql,
                              .place = check->rule.place,
                              .values = ""};
    memcpy(line.verdict, check->verdict, sizeof line.verdict);
    struct tally tally = {0};
    if (check->each)
        judge_rows(composer, check, &line, &tally);
    else
        judge_one(composer, check, &line);
    const struct audit_explanation *given = explanation_of(composer, check->id);
    if (line.outcome == AUDIT_FAILED && given && strcmp(given->figures, line.values) == 0)
        line.explained = given;
    mark(composer, &line, &tally);
    tell(composer, check, &line);
    stamp(composer, check, &line);
    lines->items =
        arena_grow(arena, lines->items, lines->count, &lines->capacity, sizeof *lines->items);
    lines->items[lines->count++] = line;
}

static bool needs_period(const struct define_expr *expr)
{
    bool needs = false;
    for (size_t i = 0; i < expr->name_count; i++)
        needs = needs || expr->names[i].shift != DEFINE_CURRENT;
    return needs;
}

static bool is_off(const struct define_check *check)
{
    bool off = true;
    for (int stage = 0; stage < DEFINE_STAGE_COUNT; stage++)
        off = off && check->verdict[stage] == DEFINE_OFF;
    return off;
}

void compose_checks(struct composer *composer)
{
    const struct report *report = composer->report;
    const struct dictionary *dictionary = report->dictionary;
    struct audit_lines lines = {0};
    struct used used;
    struct period period;
    bool has_period = frame_period(composer->frame, DEFINE_CURRENT, &period);
    used_collect(&used, composer->arena, report);
    for (const struct define_check *c = report->checks; c; c = c->next)
        if (!is_off(c))
            add_line(composer, c, &lines);
    for (const struct define_check *c = dictionary ? dictionary->checks : NULL; c; c = c->next) {
        bool fits = used_covers(&used, c) && (has_period || !needs_period(&c->rule));
        if (fits && !is_off(c))
            add_line(composer, c, &lines);
    }
    composer->audit->lines = lines.items;
    composer->audit->count = lines.count;
}
