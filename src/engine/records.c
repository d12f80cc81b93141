/* Records in: importing one file. */
#include "engine_state.h"

#include "engine_diags.h"
#include "log.h"
#include "mappings.h"

#include <huibao/import.h>
#include <huibao/value.h>

static void unknown_kind(struct engine *engine, const char *name, const char *path,
                         struct diags *diags)
{
    size_t count = 0;
    const struct store_kind *kinds = store_kinds(&count);
    const char **words = arena_array(engine->arena, 2 * count, sizeof *words);
    struct buf list = {0};
    for (size_t i = 0; i < count; i++) {
        words[2 * i] = kinds[i].name;
        words[2 * i + 1] = kinds[i].chinese;
        buf_printf(&list, "%s%s（%s）", i ? "、" : "", kinds[i].chinese, kinds[i].name);
    }
    diag_add(diags, &ENG006, &PLACE_NONE, DIAG_ARGS(name));
    const char *nearest = text_nearest(name, words, 2 * count);
    if (store_kind_find(path) && file_exists(name))
        diag_hint(diags, "种类写在前面：huibao import %s %s", path, name);
    else if (nearest)
        diag_hint(diags, "是不是“%s”？可以导入：%s", nearest, list.data);
    else
        diag_hint(diags, "可以导入：%s", list.data);
    buf_done(&list);
}

/* What a kind of mistake is called without the case at hand: “…”写的是“…”，不是日期. */
static const char *general_text(struct arena *arena, const char *text)
{
    struct buf out = {0};
    for (const char *at = text; *at; at++) {
        bool argument = at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}';
        if (argument)
            buf_puts(&out, "…");
        else
            buf_putc(&out, *at);
        at += argument ? 2 : 0;
    }
    const char *copy = buf_copy(&out, arena);
    buf_done(&out);
    return copy;
}

static void take_result(struct engine *engine, const struct import_result *result,
                        struct engine_import *import)
{
    import->rows = result->rows;
    import->added = result->added;
    import->changed = result->changed;
    import->same = result->same;
    import->batch = result->batch;
    import->rejected = result->rejected;
    import->rejects = result->rejects;
    import->encoding = result->encoding;
    struct engine_mistake *mistakes =
        arena_array(engine->arena, result->mistake_count, sizeof *mistakes);
    for (size_t i = 0; i < result->mistake_count; i++) {
        const struct diag_kind *kind = result->mistakes[i].kind;
        mistakes[i] = (struct engine_mistake){kind->code, general_text(engine->arena, kind->text),
                                              result->mistakes[i].count};
    }
    import->mistakes = mistakes;
    import->mistake_count = result->mistake_count;
}

static const char *reason_of(enum import_column_use use)
{
    static const char *const reasons[] = {
        [IMPORT_COLUMN_TAKEN] = NULL,
        [IMPORT_COLUMN_SKIPPED] = "不导入",
        [IMPORT_COLUMN_UNKNOWN] = "不认得这一列",
        [IMPORT_COLUMN_UNTITLED] = "没有标题",
        [IMPORT_COLUMN_TWICE] = "与前面的一列重复",
    };
    return reasons[use];
}

static const char *source_of(const struct import_column *column)
{
    static const char *const sources[] = {
        [IMPORT_BY_NAME] = "标准列名",
        [IMPORT_BY_SYNONYM] = "别名文件",
        [IMPORT_AS_SAID] = "命令行",
        [IMPORT_AS_SAVED] = "保存的对应关系",
    };
    bool named = column->source == IMPORT_AS_SAID || column->source == IMPORT_AS_SAVED;
    return named || column->use == IMPORT_COLUMN_TAKEN ? sources[column->source] : NULL;
}

static void take_preview(struct arena *arena, const struct import_preview *from,
                         struct engine_preview *to)
{
    struct engine_column *columns = arena_array(arena, from->column_count + 1, sizeof *columns);
    const char **missing = arena_array(arena, from->missing_count + 1, sizeof *missing);
    struct engine_preview_row *rows = arena_array(arena, from->row_count + 1, sizeof *rows);
    for (size_t i = 0; i < from->column_count; i++) {
        const struct import_column *column = &from->columns[i];
        columns[i] =
            (struct engine_column){column->title, column->field ? column->field->name : NULL,
                                   reason_of(column->use), source_of(column)};
    }
    for (size_t i = 0; i < from->missing_count; i++)
        missing[i] = from->missing[i]->name;
    for (size_t i = 0; i < from->row_count; i++)
        rows[i] = (struct engine_preview_row){from->rows[i].line, from->rows[i].cells};
    *to = (struct engine_preview){columns, from->column_count, missing, from->missing_count,
                                  rows,    from->row_count};
}

static void pass_change(void *context, const struct store_change *change)
{
    const struct engine_import *import = context;
    struct engine_change_of passed = {change->line, change->key, change->field, change->before,
                                      change->after};
    struct arena *arena = arena_new();
    if (!import->unmasked) {
        enum store_privacy privacy = store_privacy(change->field);
        passed.key = value_mask_id(arena, change->key);
        passed.before = store_masked(arena, privacy, change->before);
        passed.after = store_masked(arena, privacy, change->after);
    }
    import->change(import->change_context, &passed);
    arena_free(arena);
}

const struct store_kind *engine_kind_find(struct engine *engine, const char *name, const char *path,
                                          struct diags *diags)
{
    const struct store_kind *found = store_kind_find(name);
    if (!found)
        unknown_kind(engine, name, path, diags);
    return found;
}

bool engine_import(struct engine *engine, const char *kind, const char *path,
                   struct engine_import *import, struct diags *diags)
{
    const struct store_kind *found = engine_kind_find(engine, kind, path, diags);
    if (!found) {
        import->hopeless = true;
        return false;
    }
    struct store *store = engine_store(engine, STORE_WRITE, diags);
    const struct import_names *names = NULL;
    bool unlogged = store && import->change && import->unmasked &&
                    !log_access(engine, found->chinese, "import --changes", diags);
    import->hopeless = !store || unlogged || !engine_synonyms(engine, &names, diags);
    if (import->hopeless)
        return false;
    struct import_preview preview = {0};
    struct import_options options = {.dry_run = import->dry_run,
                                     .partial = import->partial,
                                     .rejects = import->reject_to,
                                     .arena = engine->arena,
                                     .preview = import->look ? &preview : NULL,
                                     .change = import->change ? pass_change : NULL,
                                     .change_context = import,
                                     .names = names,
                                     .sheet = import->sheet,
                                     .maps = import->maps,
                                     .ignored = import->ignored,
                                     .progress = import->progress,
                                     .progress_context = import->progress_context};
    import->hopeless = !mapping_take(engine, found, import, &options, diags);
    if (import->hopeless)
        return false;
    struct import_result result = {0};
    bool done = import_file(store, found, path, &options, &engine->world, &result, diags);
    take_result(engine, &result, import);
    import->mapping_saved = done && mapping_keep(engine, found, import, &result, diags);
    take_preview(engine->arena, &preview, &import->preview);
    return done;
}

const struct engine_batch *engine_batches(struct engine *engine, size_t most, struct arena *arena,
                                          size_t *ret_count, struct diags *diags)
{
    struct store *store = engine_store(engine, STORE_READ, diags);
    size_t count = 0;
    const struct store_batch_info *list =
        store ? store_batches(store, arena, most, &count, diags) : NULL;
    if (!list)
        return NULL;
    struct engine_batch *batches = arena_array(arena, count, sizeof *batches);
    for (size_t i = 0; i < count; i++)
        batches[i] = (struct engine_batch){list[i].id,          list[i].rows,     list[i].added,
                                           list[i].changed,     list[i].kind,     list[i].file,
                                           list[i].imported_at, list[i].undone_at};
    *ret_count = count;
    return batches;
}

bool engine_undo(struct engine *engine, int64_t batch, int64_t *ret_removed, int64_t *ret_restored,
                 struct diags *diags)
{
    struct store *store = engine_store(engine, STORE_WRITE, diags);
    struct store_tally tally = {0};
    if (!store || !store_batch_undo(store, batch, &tally, diags))
        return false;
    *ret_removed = tally.added;
    *ret_restored = tally.changed;
    return true;
}
