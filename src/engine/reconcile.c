/* Two sources compared: files through the import's pipeline, the records through the store. */
#include <huibao/engine_reconcile.h>

#include <string.h>

#include <huibao/import.h>
#include <huibao/store_pair.h>

#include "engine_diags.h"
#include "engine_state.h"
#include "log.h"
#include "mappings.h"
#include "mismatches.h"

struct job {
    struct engine *engine;
    struct engine_reconciling *task;
    struct arena *arena;
    struct diags *diags;
    const struct store_kind *kind;
    bool *by;
    struct store *records; /* NULL: two files, and no database beside them */
    struct store_pair *pair;
    struct outfile *file;
    bool book;
    struct mismatches *mismatches;
    const char *unmapped; /* the mapping that is not there; NULL */
};

/* ---- what is asked ---- */

static bool add_by(struct job *job, const char *name)
{
    const struct store_kind *kind = job->kind;
    const char **names = arena_array(job->arena, kind->field_count, sizeof *names);
    for (size_t i = 0; i < kind->field_count; i++) {
        names[i] = kind->fields[i].name;
        if (strcmp(names[i], name) == 0) {
            job->by[i] = true;
            return true;
        }
    }
    diag_add(job->diags, &ENG048, &PLACE_NONE, DIAG_ARGS(kind->chinese, name));
    diag_hint_among(job->diags, name, names, kind->field_count);
    return false;
}

static const char *list_fields(struct job *job, const bool *chosen)
{
    struct buf list = {0};
    for (size_t i = 0; i < job->kind->field_count; i++)
        if (chosen[i])
            buf_printf(&list, "%s%s", list.length ? "、" : "", job->kind->fields[i].name);
    const char *text = buf_copy(&list, job->arena);
    buf_done(&list);
    return text;
}

static bool choose_by(struct job *job)
{
    const char *const *names = job->task->by;
    bool good = true;
    job->by = arena_array(job->arena, job->kind->field_count, sizeof *job->by);
    for (size_t i = 0; names && names[i]; i++)
        good = add_by(job, names[i]) && good;
    for (size_t i = 0; i < job->kind->field_count && !(names && names[0]); i++)
        job->by[i] = job->kind->fields[i].key;
    job->task->matched_by = list_fields(job, job->by);
    return good;
}

static bool ends_with(const char *name, const char *tail)
{
    size_t length = strlen(name), own = strlen(tail);
    return length > own && strcmp(name + length - own, tail) == 0;
}

/* A file that cannot be written is known before the work. */
static bool open_out(struct job *job)
{
    const char *out = job->task->out;
    if (!out)
        return true;
    job->book = ends_with(out, ".xlsx") || ends_with(out, ".XLSX");
    if (!job->book && !ends_with(out, ".csv") && !ends_with(out, ".CSV")) {
        diag_add(job->diags, &ENG047, &PLACE_NONE, DIAG_ARGS(out));
        diag_hint(job->diags, "-o 后面写文件名，以 .csv 或 .xlsx 结尾");
        return false;
    }
    job->file = outfile_open(out, job->diags);
    return job->file != NULL;
}

/* With two files the database only tells communities' names; without it they are compared as written. */
static bool open_records(struct job *job)
{
    bool against = !job->task->sides[1].path;
    struct diags *quiet = diags_new();
    struct diags *told = against ? job->diags : quiet;
    job->records = engine_store(job->engine, STORE_READ, told);
    bool good = !against || job->records;
    /* A table of people from the records is an export, masked as it is. */
    bool shows = job->task->unmasked || job->task->out;
    if (good && against && shows) {
        const char *how = job->task->unmasked ? "reconcile --unmasked" : "reconcile -o";
        good = log_access(job->engine, job->kind->chinese, how, job->diags);
        job->records = engine_store(job->engine, STORE_READ, told); /* writing opened it anew */
    }
    diags_free(quiet);
    return good;
}

/* ---- filling the sides ---- */

struct filling {
    struct job *job;
    int side;
};

static void take_columns(void *context, const long *columns)
{
    struct filling *filling = context;
    store_pair_columns(filling->job->pair, filling->side, columns);
}

static bool take_record(void *context, const struct value *values, const struct place *place,
                        struct diags *diags)
{
    struct filling *filling = context;
    return store_pair_put(filling->job->pair, filling->side, values, place->line, diags);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool fill_file(struct job *job, int side, const struct import_names *names)
{
    struct engine_reconciling *task = job->task;
    struct engine_side *own = &task->sides[side];
    struct filling filling = {job, side};
    struct import_sink sink = {&filling, job->by, take_columns, take_record};
    struct import_options options = {.sink = &sink,
                                     .partial = task->partial,
                                     .arena = job->arena,
                                     .names = names,
                                     .sheet = own->sheet,
                                     .maps = own->maps,
                                     .ignored = own->ignored,
                                     .progress = task->progress,
                                     .progress_context = task->progress_context};
    const struct engine_import saved = {.as = own->as};
    if (own->as && job->unmapped && strcmp(own->as, job->unmapped) == 0)
        return false; /* told of the other file */
    if (!mapping_take(job->engine, job->kind, &saved, &options, job->diags)) {
        job->unmapped = own->as;
        return false;
    }
    struct import_result result = {0};
    bool good = import_file(job->records, job->kind, own->path, &options, &job->engine->world,
                            &result, job->diags);
    own->rejected = result.rejected;
    if (good && own->rejected) {
        const char *count = arena_printf(job->arena, "%lld", (long long)own->rejected);
        diag_add(job->diags, &ENG050, &PLACE_NONE, DIAG_ARGS(own->path, count));
    }
    return good;
}

static bool find_community(struct job *job)
{
    const char *name = job->task->community;
    size_t count = 0;
    if (!name)
        return true;
    const char *const *names =
        store_community_names(job->records, job->arena, "社区", &count, job->diags);
    for (size_t i = 0; names && i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    if (names) {
        diag_add(job->diags, &ENG060, &PLACE_NONE, DIAG_ARGS(name));
        if (count)
            diag_hint_among(job->diags, name, names, count);
        else
            diag_hint(job->diags, "还没有导入社区：huibao import 社区 文件");
    }
    return false;
}

static bool fill(struct job *job)
{
    const struct import_names *names = NULL;
    if (!engine_synonyms(job->engine, &names, job->diags))
        return false;
    job->pair = store_pair_new(job->kind, job->by, job->records, &job->engine->world, job->diags);
    bool good = job->pair != NULL;
    if (good && !job->task->sides[1].path)
        good =
            find_community(job) && store_pair_records(job->pair, job->task->community, job->diags);
    if (!good)
        return false;
    for (int side = 0; side < ENGINE_SIDES; side++)
        if (job->task->sides[side].path)
            good = fill_file(job, side, names) && good;
    return good;
}

/* ---- comparing ---- */

static void take_tally(struct job *job, const struct store_pair_tally *tally)
{
    struct engine_reconciling *task = job->task;
    size_t count = job->kind->field_count;
    struct engine_differing *list = arena_array(job->arena, count, sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (tally->differing[i])
            list[task->differing_count++] =
                (struct engine_differing){job->kind->fields[i].name, tally->differing[i]};
    task->differing = list;
    task->same = tally->same;
    task->different = tally->different;
    task->compared = list_fields(job, tally->compared);
    for (int side = 0; side < ENGINE_SIDES; side++) {
        struct engine_side *own = &task->sides[side];
        own->records = tally->records[side];
        own->twice = tally->twice[side];
        own->only = tally->only[side];
        own->ended = tally->ended[side];
    }
}

static bool compare(struct job *job)
{
    const char *const names[] = {arena_printf(job->arena, "甲：%s", job->task->sides[0].name),
                                 arena_printf(job->arena, "乙：%s", job->task->sides[1].name)};
    const struct mismatches_of of = {job->kind, job->by, names, job->task->unmasked};
    job->mismatches = job->file ? mismatches_new(&of) : NULL;
    struct store_pair_tally tally = {0};
    if (!store_pair_compare(job->pair, job->file ? mismatches_add : NULL, job->mismatches, &tally,
                            job->diags))
        return false;
    take_tally(job, &tally);
    if (!*job->task->compared) {
        diag_add(job->diags, &ENG049, &PLACE_NONE, DIAG_ARGS(job->task->matched_by));
        diag_hint(job->diags, "标题是别的写法的用 --map 说明是哪一项");
        return false;
    }
    if (!job->file)
        return true;
    struct outfile *file = job->file;
    job->file = NULL;
    diag_context_push(job->diags, "文件“%s”", job->task->out);
    bool written =
        mismatches_write(job->mismatches, &job->engine->world, file, job->book, job->diags);
    diag_context_pop(job->diags);
    return written;
}

bool engine_reconcile(struct engine *engine, struct engine_reconciling *task, struct arena *arena,
                      struct diags *diags)
{
    struct job job = {.engine = engine, .task = task, .arena = arena, .diags = diags};
    job.kind = engine_kind_find(engine, task->kind, task->sides[0].path, diags);
    if (!job.kind)
        return false;
    task->chinese = job.kind->chinese;
    const char *records = task->community ? arena_printf(arena, "数据库里%s的记录", task->community)
                                          : "数据库里的记录";
    for (int side = 0; side < ENGINE_SIDES; side++)
        task->sides[side].name =
            task->sides[side].path ? base_name(task->sides[side].path) : records;
    bool done =
        choose_by(&job) && open_records(&job) && open_out(&job) && fill(&job) && compare(&job);
    outfile_abort(job.file);
    mismatches_free(job.mismatches);
    store_pair_free(job.pair);
    return done;
}
