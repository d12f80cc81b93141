/*
 * 来源附表: every indicator and table that the document prints, with its meaning, its data and the last
 * import of the records it reads. An attachment behind all others, which being a table is a sheet of the
 * workbook as well; or a companion. All imported files are another companion.
 */
#include "sources.h"

#include <string.h>

#include <huibao/frame_trace.h>

#include "source_files.h"

enum { COLUMN_NUMBER, COLUMN_NAME, COLUMN_MEANS, COLUMN_DATA, COLUMN_IMPORT, COLUMNS };
enum { MOST_DEPTH = 100 }; /* of formulas within formulas, as in the frame */

struct lister {
    struct composer *composer;
    struct source_files files;
    struct model_row *rows;
    size_t count, capacity;
    const void **seen; /* indicators and datasets that have their row */
    size_t seen_count, seen_capacity;
};

static bool see(struct lister *lister, const void *what)
{
    for (size_t i = 0; i < lister->seen_count; i++) {
        if (lister->seen[i] == what)
            return false;
    }
    lister->seen = arena_grow(lister->composer->arena, lister->seen, lister->seen_count,
                              &lister->seen_capacity, sizeof *lister->seen);
    lister->seen[lister->seen_count++] = what;
    return true;
}

static struct model_cell text_cell(struct arena *arena, const char *text)
{
    const char *clean = text && text[0] ? compose_clean(arena, text) : "—";
    return (struct model_cell){.value = value_text(clean), .text = clean};
}

static void add_row(struct lister *lister, const char *name, const char *means, const char *data,
                    const char *import)
{
    struct arena *arena = lister->composer->arena;
    struct model_cell *cells = arena_array(arena, COLUMNS, sizeof *cells);
    int64_t number = (int64_t)lister->count + 1;
    cells[COLUMN_NUMBER] = (struct model_cell){
        .value = value_integer(number), .text = arena_printf(arena, "%lld", (long long)number)};
    cells[COLUMN_NAME] = text_cell(arena, name);
    cells[COLUMN_MEANS] = text_cell(arena, means);
    cells[COLUMN_DATA] = text_cell(arena, data);
    cells[COLUMN_IMPORT] = text_cell(arena, import);
    lister->rows =
        arena_grow(arena, lister->rows, lister->count, &lister->capacity, sizeof *lister->rows);
    lister->rows[lister->count++] = (struct model_row){.kind = MODEL_ROW_DATA, .cells = cells};
}

/* ---- the last import ---- */

/* Of all that a formula is made of: the later of two texts that begin with their time. */
static const char *last_import(struct lister *lister, const struct define_indicator *indicator,
                               int depth)
{
    const struct composer *composer = lister->composer;
    if (indicator->dataset)
        return frame_last_import(composer->frame, indicator->dataset);
    const char *last = NULL;
    for (size_t i = 0; indicator->expr && depth < MOST_DEPTH && i < indicator->expr->name_count;
         i++) {
        const struct define_indicator *part =
            define_indicator_find(composer->report->dictionary, indicator->expr->names[i].name);
        const char *import = part ? last_import(lister, part, depth + 1) : NULL;
        if (import && (!last || strcmp(import, last) > 0))
            last = import;
    }
    return last;
}

/* The records that an indicator is made of, in the end. */
static void use_files(struct lister *lister, const struct define_indicator *indicator,
                      const char *name, int depth)
{
    if (indicator->dataset)
        source_files_use(&lister->files, indicator->dataset, name);
    for (size_t i = 0; indicator->expr && depth < MOST_DEPTH && i < indicator->expr->name_count;
         i++) {
        const struct define_indicator *part = define_indicator_find(
            lister->composer->report->dictionary, indicator->expr->names[i].name);
        if (part)
            use_files(lister, part, name, depth + 1);
    }
}

/* ---- what is printed ---- */

/* 上期.调解受理, 调解受理|环比: the indicator's own name. */
static const char *own_name(struct arena *arena, const char *source)
{
    static const char *const shifts[] = {"上期.", "同期."};
    for (size_t i = 0; i < BASE_COUNT(shifts); i++) {
        if (strncmp(source, shifts[i], strlen(shifts[i])) == 0)
            source += strlen(shifts[i]);
    }
    return arena_strndup(arena, source, strcspn(source, "|"));
}

static void list_text(struct lister *lister, const struct model_text *text)
{
    struct composer *composer = lister->composer;
    for (size_t i = 0; i < text->count; i++) {
        const char *source = text->spans[i].source;
        const char *name = source ? own_name(composer->arena, source) : NULL;
        const struct define_indicator *indicator =
            name && !define_param_find(composer->report, name)
                ? define_indicator_find(composer->report->dictionary, name)
                : NULL;
        if (!indicator || !see(lister, indicator))
            continue;
        const char *data = indicator->dataset
                               ? indicator->dataset->name
                               : arena_printf(composer->arena, "算式：%s", indicator->expr->sql);
        add_row(lister, name, indicator->means, data, last_import(lister, indicator, 0));
        use_files(lister, indicator, name, 0);
    }
}

/* A dataset by the name that a table or chart has of it. */
static const struct define_dataset *find_dataset(const struct report *report, const char *name)
{
    const struct define_dataset *lists[] = {
        report->data, report->dictionary ? report->dictionary->datasets : NULL};
    for (size_t i = 0; i < BASE_COUNT(lists); i++) {
        for (const struct define_dataset *d = lists[i]; d; d = d->next) {
            if (strcmp(d->name, name) == 0)
                return d;
        }
    }
    return NULL;
}

static void list_data(struct lister *lister, const char *kind, const char *name,
                      const char *caption)
{
    const struct composer *composer = lister->composer;
    const struct define_dataset *dataset = find_dataset(composer->report, name);
    const char *called = caption ? caption : name;
    if (!dataset || !see(lister, dataset))
        return;
    add_row(lister, called, kind, dataset->name, frame_last_import(composer->frame, dataset));
    source_files_use(&lister->files, dataset, called);
}

static void list_printed(struct lister *lister)
{
    const struct model *model = lister->composer->model;
    list_text(lister, &model->title);
    list_text(lister, &model->salutation);
    for (size_t i = 0; i < model->block_count; i++) {
        const struct model_block *block = &model->blocks[i];
        list_text(lister, &block->text);
        if (block->kind == MODEL_TABLE)
            list_data(lister, "表中各数", block->table->name, block->table->caption);
        if (block->kind == MODEL_CHART)
            list_data(lister, "图中各数", block->chart->name, block->chart->caption);
    }
}

/* The attachment's title stands above it; a companion has its own. */
static const struct model_table *make_table(const struct lister *lister, const char *caption)
{
    static const struct model_column columns[COLUMNS] = {
        [COLUMN_NUMBER] = {.title = "序号", .align = MODEL_ALIGN_CENTER, .share_of = -1},
        [COLUMN_NAME] = {.title = "指标", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [COLUMN_MEANS] = {.title = "含义", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [COLUMN_DATA] = {.title = "数据", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [COLUMN_IMPORT] = {.title = "最近导入", .align = MODEL_ALIGN_LEFT, .share_of = -1},
    };
    struct model_table *table = arena_alloc(lister->composer->arena, sizeof *table);
    table->name = "数据来源";
    table->caption = caption;
    table->columns = columns;
    table->column_count = COLUMNS;
    table->rows = lister->rows;
    table->row_count = lister->count;
    return table;
}

static void add_attachment(struct composer *composer, const struct model_table *table,
                           const char *file)
{
    struct model_block *title = model_add(composer->model, MODEL_ATTACHMENT);
    title->text = model_text_plain(composer->arena, "数据来源");
    title->file = file;
    struct model_block *block = model_add(composer->model, MODEL_TABLE);
    block->table = table;
    block->file = file;
}

void sources_add(struct composer *composer)
{
    bool printed = composer->report->sources_annex;
    struct lister lister = {.composer = composer, .files = {.composer = composer}};
    if (!printed && !composer->task->with_sources)
        return;
    list_printed(&lister);
    if (lister.count == 0)
        return;
    const char *file = arena_strdup(composer->arena, composer->report->file);
    if (printed)
        add_attachment(composer, make_table(&lister, NULL), file);
    else
        model_add_companion(composer->model, make_table(&lister, "数据来源"))->file = file;
    source_files_finish(&lister.files, file);
}
