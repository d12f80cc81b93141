#include "source_files.h"

#include <string.h>

#include <huibao/frame_trace.h>

enum {
    COLUMN_KIND,
    COLUMN_BATCH,
    COLUMN_FILE,
    COLUMN_AT,
    COLUMN_ROWS,
    COLUMN_KEPT,
    COLUMN_USERS,
    COLUMNS
};

static struct source_kind *kind_of(struct source_files *files, const char *kind)
{
    for (size_t i = 0; i < files->count; i++) {
        if (strcmp(files->kinds[i].kind, kind) == 0)
            return &files->kinds[i];
    }
    files->kinds = arena_grow(files->composer->arena, files->kinds, files->count, &files->capacity,
                              sizeof *files->kinds);
    struct source_kind *added = &files->kinds[files->count++];
    *added = (struct source_kind){.kind = kind};
    return added;
}

void source_files_use(struct source_files *files, const struct define_dataset *dataset,
                      const char *name)
{
    size_t count = 0;
    const char *const *kinds = frame_kinds(files->composer->frame, dataset, &count);
    for (size_t i = 0; i < count; i++) {
        struct source_kind *kind = kind_of(files, kinds[i]);
        if (kind->last && strcmp(kind->last, name) == 0)
            continue;
        kind->last = name;
        buf_printf(&kind->users, "%s%s", kind->users.length ? "、" : "", name);
    }
}

/* ---- the table ---- */

struct listing {
    struct arena *arena;
    struct model_row *rows;
    size_t count, capacity;
};

static struct model_cell text_cell(struct arena *arena, const char *text)
{
    const char *clean = *text ? compose_clean(arena, text) : "—";
    return (struct model_cell){.value = value_text(clean), .text = clean};
}

static struct model_cell number_cell(struct arena *arena, int64_t number)
{
    return (struct model_cell){.value = value_integer(number),
                               .text = arena_printf(arena, "%lld", (long long)number)};
}

static struct model_cell *add_row(struct listing *listing)
{
    struct model_cell *cells = arena_array(listing->arena, COLUMNS, sizeof *cells);
    for (size_t c = 0; c < COLUMNS; c++)
        cells[c] = (struct model_cell){.value = value_null(), .text = "—"};
    listing->rows = arena_grow(listing->arena, listing->rows, listing->count, &listing->capacity,
                               sizeof *listing->rows);
    listing->rows[listing->count++] = (struct model_row){.kind = MODEL_ROW_DATA, .cells = cells};
    return cells;
}

/* What is said of all batches of a kind stands once, over all its rows. */
static void set_common(struct listing *listing, struct model_cell *first, size_t column,
                       size_t count, const char *text)
{
    first[column] = text_cell(listing->arena, text);
    first[column].rows = count > 1 ? (uint32_t)count : 0;
}

static void add_kind(struct listing *listing, const struct source_kind *kind,
                     const struct frame_import *imports, size_t count)
{
    static const struct model_cell covered = {.text = "", .covered = true};
    struct arena *arena = listing->arena;
    const char *users = kind->users.length ? kind->users.data : "";
    for (size_t i = 0; i < count; i++) {
        struct model_cell *cells = add_row(listing);
        cells[COLUMN_BATCH] = number_cell(arena, imports[i].batch);
        cells[COLUMN_FILE] = text_cell(arena, imports[i].file);
        cells[COLUMN_AT] = text_cell(arena, imports[i].at);
        cells[COLUMN_ROWS] = number_cell(arena, imports[i].rows);
        cells[COLUMN_KEPT] = number_cell(arena, imports[i].kept);
        cells[COLUMN_KIND] = cells[COLUMN_USERS] = covered;
        if (i > 0)
            continue;
        set_common(listing, cells, COLUMN_KIND, count, kind->kind);
        set_common(listing, cells, COLUMN_USERS, count, users);
    }
    if (count > 0)
        return;
    struct model_cell *cells = add_row(listing);
    cells[COLUMN_KIND] = text_cell(arena, kind->kind);
    cells[COLUMN_FILE] = text_cell(arena, imports ? "没有导入过" : "导入的经过读不出来");
    cells[COLUMN_USERS] = text_cell(arena, users);
}

#define NUMBERS(heading)                                                                           \
    {                                                                                              \
        .title = heading, .align = MODEL_ALIGN_RIGHT, .share_of = -1, .format = {                  \
            VALUE_STYLE_INTEGER,                                                                   \
            0,                                                                                     \
            NULL                                                                                   \
        }                                                                                          \
    }

static void add_table(struct source_files *files, const struct listing *listing, const char *file)
{
    static const struct model_column columns[COLUMNS] = {
        [COLUMN_KIND] = {.title = "记录", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [COLUMN_BATCH] = NUMBERS("批次"),
        [COLUMN_FILE] = {.title = "来源文件", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [COLUMN_AT] = {.title = "导入时间", .align = MODEL_ALIGN_CENTER, .share_of = -1},
        [COLUMN_ROWS] = NUMBERS("文件行数"),
        [COLUMN_KEPT] = NUMBERS("现存记录"),
        [COLUMN_USERS] = {.title = "用于", .align = MODEL_ALIGN_LEFT, .share_of = -1},
    };
    struct model_table *table = arena_alloc(listing->arena, sizeof *table);
    table->name = "来源文件";
    table->caption = "来源文件";
    table->note = "现存记录是全库里仍照这一批写着的；后来被别的批次更正的，算在更正它的那一批里。";
    table->columns = columns;
    table->column_count = COLUMNS;
    table->rows = listing->rows;
    table->row_count = listing->count;
    model_add_companion(files->composer->model, table)->file = file;
}

void source_files_finish(struct source_files *files, const char *file)
{
    struct listing listing = {.arena = files->composer->arena};
    for (size_t i = 0; i < files->count; i++) {
        size_t count = 0;
        const struct frame_import *imports =
            frame_imports(files->composer->frame, files->kinds[i].kind, &count);
        add_kind(&listing, &files->kinds[i], imports, count);
        buf_done(&files->kinds[i].users);
    }
    if (listing.count)
        add_table(files, &listing, file);
}
