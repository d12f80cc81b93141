/* The whole line: definition, data, model, pages, files. */
#include "engine_state.h"

#include "audit.h"
#include "engine_diags.h"
#include "log.h"
#include "renders.h"

#include <huibao/compose.h>
#include <huibao/csv.h>
#include <huibao/define.h>
#include <huibao/draw.h>
#include <huibao/frame.h>
#include <huibao/model_detail.h>
#include <huibao/page.h>
#include <huibao/period.h>
#include <huibao/typeset.h>
#include <huibao/xlsx.h>

#include <assert.h>
#include <string.h>

#define DEFAULT_DPI 144

struct output {
    struct outfile *file; /* holds the place beside the final name; NULL once committed */
    const char *path;
    enum engine_format format;
    size_t page;                     /* PNG */
    const struct model_table *table; /* CSV */
};

struct job { /* one render or dump, from the inside */
    struct engine *engine;
    const struct engine_request *request;
    struct diags *diags;
    struct arena *scratch;
    const struct report *report;
    struct frame *frame;
    struct model *model;
    struct pages *pages;
    struct fonts *fonts;
    struct engine_facts facts;
    const char *name; /* of the files, without suffix */
    struct output *outputs;
    size_t output_count;
    int64_t render;    /* its number in the record; 0: none */
    const char *about; /* as its entry in the log says; NULL: it has none */
};

static void job_init(struct job *job, struct engine *engine, const struct engine_request *request,
                     struct diags *diags)
{
    *job =
        (struct job){.engine = engine, .request = request, .diags = diags, .scratch = arena_new()};
    engine->times = (struct engine_times){0};
}

static void job_done(struct job *job)
{
    for (size_t i = 0; i < job->output_count; i++)
        outfile_abort(job->outputs[i].file);
    pages_free(job->pages);
    model_free(job->model);
    frame_close(job->frame);
    arena_free(job->scratch);
}

/* Adds the time since *since to *total and starts anew. */
static void lap(uint64_t *since, uint64_t *total)
{
    uint64_t now = world_ticks();
    *total += now - *since;
    *since = now;
}

static bool job_define(struct job *job)
{
    uint64_t since = world_ticks();
    job->report = engine_report_find(job->engine, job->request->report, job->diags);
    lap(&since, &job->engine->times.define);
    return job->report != NULL;
}

/* Datasets run when compose first asks for them, so their time is part of compose's. */
static bool job_compose(struct job *job, enum define_stage stage)
{
    struct engine *engine = job->engine;
    uint64_t since = world_ticks();
    job->frame = engine_frame(engine, job->report, job->request, job->scratch, job->diags);
    lap(&since, &engine->times.data);
    if (!job->frame)
        return false;
    struct compose_task task = {.stage = stage,
                                .with_audit = job->request->with_audit,
                                .with_sources = job->request->with_sources};
    if (!audit_explanations(engine, job->report, job->frame, job->scratch, &task, job->diags))
        return false;
    job->model = compose_audited(job->report, job->frame, &task, &engine->world, job->diags);
    lap(&since, &engine->times.compose);
    return job->model != NULL;
}

/* What it is, for names and manifests. */
static void job_describe(struct job *job)
{
    const struct model *model = job->model;
    struct period period;
    job->facts = (struct engine_facts){.report = job->report->id,
                                       .file = job->report->file,
                                       .title = model_text_flat(job->scratch, &model->title),
                                       .community = model->community};
    if (frame_period(job->frame, DEFINE_CURRENT, &period))
        job->facts.period = period_key(job->scratch, period);
}

bool engine_facts_code(struct engine *engine, struct engine_facts *facts, struct arena *arena,
                       struct diags *diags)
{
    if (!facts->community || facts->code)
        return true;
    struct store *store = engine_store(engine, STORE_READ, diags);
    facts->code = store ? store_community_code(store, arena, facts->community, diags) : NULL;
    return facts->code != NULL;
}

/* What it finds are warnings: the report is made all the same. */
static bool job_proofread(struct job *job)
{
    diag_context_push(job->diags, "报表“%s”", job->report->id ? job->report->id : "");
    engine_proof_model(job->model, job->report, job->diags);
    diag_context_pop(job->diags);
    return true;
}

static bool job_typeset(struct job *job, bool measured)
{
    struct engine *engine = job->engine;
    const char *named = job->request->style;
    const struct style *style = named ? engine_named_style(engine, named, job->diags)
                                      : engine_report_style(engine, job->report, job->diags);
    job->fonts = style ? engine_fonts(engine, job->diags) : NULL;
    if (!job->fonts)
        return false;
    uint64_t since = world_ticks();
    job->pages = (measured ? typeset_model_measured : typeset_model)(job->model, style, job->fonts,
                                                                     &engine->world, job->diags);
    lap(&since, &engine->times.typeset);
    return job->pages != NULL;
}

/* ---- files -------------------------------------------------------------------------------- */

/* `name` without a suffix the user wrote although it is added anyway: 汇报.pdf. */
static const char *without_suffix(struct arena *arena, const char *name)
{
    static const char *const suffixes[] = {".pdf", ".xlsx", ".png", ".csv",
                                           ".PDF", ".XLSX", ".PNG", ".CSV"};
    size_t length = strlen(name);
    for (size_t i = 0; i < BASE_COUNT(suffixes); i++) {
        size_t tail = strlen(suffixes[i]);
        if (length > tail && strcmp(name + length - tail, suffixes[i]) == 0)
            return arena_strndup(arena, name, length - tail);
    }
    return name;
}

static const char *file_name(struct job *job)
{
    const struct engine_request *request = job->request;
    job_describe(job);
    const char *name = job->facts.title;
    bool filled = request->file_name && strchr(request->file_name, '{');
    if (filled && !engine_facts_code(job->engine, &job->facts, job->scratch, job->diags))
        return NULL;
    if (request->file_name)
        name = engine_name_fill(job->scratch, without_suffix(job->scratch, request->file_name),
                                &job->facts, job->diags);
    if (!name)
        return NULL;
    bool coded = job->facts.code && strstr(name, job->facts.code);
    if (request->distinct && !coded && !strstr(name, request->distinct))
        name = arena_printf(job->scratch, "%s-%s", request->distinct, name);
    return engine_file_name(job->scratch, name);
}

static bool add_output(struct job *job, enum engine_format format, size_t page, const char *path)
{
    struct outfile *file = outfile_open(path, job->diags);
    if (file)
        job->outputs[job->output_count++] = (struct output){file, path, format, page, NULL};
    return file != NULL;
}

/* ---- CSV: a file for each table ---- */

static size_t count_tables(const struct model *model)
{
    size_t count = 0;
    for (size_t b = 0; b < model->block_count; b++)
        count += model->blocks[b].kind == MODEL_TABLE;
    return count;
}

static bool is_taken(const struct job *job, const char *path)
{
    for (size_t i = 0; i < job->output_count; i++)
        if (strcmp(job->outputs[i].path, path) == 0)
            return true;
    return false;
}

/* 汇报-矛盾纠纷分类.csv, and 汇报-矛盾纠纷分类（2）.csv for another one of that name. */
static const char *csv_path(struct job *job, const char *directory, const struct model_table *table)
{
    struct arena *arena = job->scratch;
    bool captioned = table->caption && *table->caption;
    const char *title = captioned ? table->caption : table->name ? table->name : "表";
    const char *name = engine_file_name(arena, arena_printf(arena, "%s-%s", job->name, title));
    const char *path = arena_printf(arena, "%s/%s.csv", directory, name);
    for (int n = 2; is_taken(job, path); n++)
        path = arena_printf(arena, "%s/%s（%d）.csv", directory, name, n);
    return path;
}

static bool open_csv(struct job *job, const char *directory)
{
    bool good = true;
    for (size_t b = 0; good && b < job->model->block_count; b++) {
        const struct model_block *block = &job->model->blocks[b];
        if (block->kind != MODEL_TABLE)
            continue;
        good = add_output(job, ENGINE_CSV, 0, csv_path(job, directory, block->table));
        if (good)
            job->outputs[job->output_count - 1].table = block->table;
    }
    return good;
}

/* Whether a definition has a table anywhere, though this period may have nothing for it. */
static bool has_table(const struct define_block *blocks)
{
    bool has = false;
    for (; blocks && !has; blocks = blocks->next) {
        has = blocks->kind == DEFINE_TABLE;
        for (const struct define_branch *b = blocks->branches; b && !has; b = b->next)
            has = has_table(b->blocks);
    }
    return has;
}

/* Claims a place for every file, so that an unwritable directory is known before the work. */
static bool open_outputs(struct job *job)
{
    const struct engine_request *request = job->request;
    const char *name = file_name(job);
    if (!name)
        return false;
    if (!name[0]) {
        diag_add(job->diags, &ENG012, &PLACE_NONE, NULL);
        diag_hint(job->diags, "用 --name 给出文件名，或给报表写上标题");
        return false;
    }
    job->name = name;
    if (request->folder_in && !outdir_is_free(request->folder_in, name, job->diags)) {
        diag_hint(job->diags, "用 --name 另取名称，或先把它移走");
        return false;
    }
    const char *directory = request->out_dir && request->out_dir[0] ? request->out_dir : ".";
    if (!file_make_dirs(directory, job->diags)) {
        if (file_exists(directory))
            diag_hint(job->diags, "-o 后面写文件夹；文件名用 --name");
        return false;
    }
    size_t pages = request->formats & ENGINE_PNG ? job->pages->count : 0;
    bool csv = request->formats & ENGINE_CSV;
    size_t tables = csv ? count_tables(job->model) : 0;
    if (csv && !tables && (request->formats == ENGINE_CSV || !has_table(job->report->blocks))) {
        diag_add(job->diags, &ENG033, &PLACE_NONE, DIAG_ARGS(job->report->id));
        return false;
    }
    if (csv && !tables) { /* the others are whole without it */
        diag_add(job->diags, &ENG063, &PLACE_NONE, DIAG_ARGS(job->report->id));
        csv = false;
    }
    job->outputs = arena_array(job->scratch, pages + tables + 2, sizeof *job->outputs);
    size_t length = strlen(directory);
    while (length > 0 && directory[length - 1] == '/')
        length--;
    directory = arena_strndup(job->scratch, directory, length);
    const char *stem = arena_printf(job->scratch, "%s/%s", directory, name);
    bool good = true;
    if (request->formats & ENGINE_PDF)
        good &= add_output(job, ENGINE_PDF, 0, arena_printf(job->scratch, "%s.pdf", stem));
    if (good && request->formats & ENGINE_XLSX)
        good &= add_output(job, ENGINE_XLSX, 0, arena_printf(job->scratch, "%s.xlsx", stem));
    for (size_t i = 0; good && i < pages; i++)
        good &=
            add_output(job, ENGINE_PNG, i, arena_printf(job->scratch, "%s-%zu.png", stem, i + 1));
    return good && (!csv || open_csv(job, directory));
}

/* A refused write is told by committing the file, which that discards. */
static bool write_csv(struct job *job, struct output *output)
{
    struct outfile *file = output->file;
    if (csv_table_write(output->table, job->request->bom, file))
        return true;
    output->file = NULL;
    return outfile_commit(file, job->diags);
}

static bool write_output(struct job *job, struct output *output)
{
    const char *temp = outfile_temp(output->file);
    int dpi = job->request->dpi ? job->request->dpi : DEFAULT_DPI;
    switch (output->format) {
    case ENGINE_PDF:
        return draw_pdf(job->pages, job->fonts, temp, job->diags);
    case ENGINE_PNG:
        return draw_png(job->pages, output->page, job->fonts, dpi, temp, job->diags);
    case ENGINE_XLSX:
        return xlsx_write(job->model, temp, &job->engine->world, job->diags);
    case ENGINE_CSV:
        return write_csv(job, output);
    }
    return false;
}

static bool write_outputs(struct job *job)
{
    struct engine_times *times = &job->engine->times;
    bool good = true;
    for (size_t i = 0; good && i < job->output_count; i++) {
        struct output *output = &job->outputs[i];
        uint64_t since = world_ticks();
        diag_context_push(job->diags, "文件“%s”", output->path);
        good = write_output(job, output);
        diag_context_pop(job->diags);
        lap(&since, output->format == ENGINE_XLSX ? &times->xlsx : &times->draw);
    }
    return good;
}

static bool commit_outputs(struct job *job)
{
    for (size_t i = 0; i < job->output_count; i++) {
        struct outfile *file = job->outputs[i].file;
        job->outputs[i].file = NULL;
        if (!outfile_commit(file, job->diags))
            return false;
    }
    return true;
}

static const char *const *list_paths(const struct job *job, struct arena *arena)
{
    const char **paths = arena_array(arena, job->output_count + 1, sizeof *paths);
    for (size_t i = 0; i < job->output_count; i++)
        paths[i] = arena_strdup(arena, job->outputs[i].path);
    return paths;
}

static enum define_stage stage_of(enum engine_purpose purpose)
{
    switch (purpose) {
    case ENGINE_PREVIEW:
        return DEFINE_PREVIEW;
    case ENGINE_UPLOAD:
        return DEFINE_UPLOAD;
    case ENGINE_PUBLISH:
        break;
    }
    return DEFINE_PUBLISH;
}

static struct engine_made what_was_made(const struct job *job, struct arena *arena)
{
    const struct engine_facts *facts = &job->facts;
    return (struct engine_made){
        .facts = {.report = arena_strdup(arena, facts->report),
                  .file = arena_strdup(arena, facts->file),
                  .title = arena_strdup(arena, facts->title),
                  .community = facts->community ? arena_strdup(arena, facts->community) : NULL,
                  .code = facts->code ? arena_strdup(arena, facts->code) : NULL,
                  .period = facts->period ? arena_strdup(arena, facts->period) : NULL},
        .render = job->render,
        .name = arena_strdup(arena, job->name),
        .paths = list_paths(job, arena)};
}

/* Files that are written, and have their names in a moment: so there is no file that the log does
   not tell of. What a package is made of is known by its names: the folder gets its own only later. */
static void job_record(struct job *job)
{
    const struct engine_request *request = job->request;
    const char **paths = arena_array(job->scratch, job->output_count + 1, sizeof *paths);
    const char **names = arena_array(job->scratch, job->output_count + 1, sizeof *names);
    for (size_t i = 0; i < job->output_count; i++) {
        const char *path = job->outputs[i].path, *slash = strrchr(path, '/');
        paths[i] = outfile_temp(job->outputs[i].file);
        names[i] = request->purpose == ENGINE_UPLOAD && slash ? slash + 1 : path;
    }
    bool logged = request->purpose != ENGINE_PREVIEW;
    struct render_state state = {.report = job->report,
                                 .frame = job->frame,
                                 .model = job->model,
                                 .style = request->style ? request->style : job->report->style,
                                 .purpose = request->purpose,
                                 .about = logged ? log_subject(job->scratch, &job->facts) : NULL};
    renders_tell_revision(job->engine, &state, job->diags);
    job->about = state.about;
    job->render = renders_add(job->engine, &state, paths, names, job->diags);
}

static bool job_publish(struct job *job)
{
    job_record(job);
    if (commit_outputs(job))
        return true;
    renders_drop(job->engine, job->render, job->about, job->diags);
    return false;
}

/* Whoever makes but pages is told of rows that are not on them. */
static bool job_tell_details(struct job *job)
{
    const struct model *model = job->model;
    bool told = job->request->formats & (ENGINE_XLSX | ENGINE_CSV);
    for (size_t b = 0; !told && b < model->block_count; b++) {
        const struct model_table *table = model->blocks[b].table;
        if (model->blocks[b].kind != MODEL_TABLE || !table->detail)
            continue;
        struct place place = {.file = model->blocks[b].file, .line = model->blocks[b].line};
        size_t rows = model_detail_count(table->detail);
        diag_add(job->diags, &ENG072, &place,
                 DIAG_ARGS(table->caption ? table->caption : table->name,
                           arena_printf(job->scratch, "%zu", rows)));
        diag_hint(job->diags, "要这些行的，加上 -f xlsx 或 -f csv");
    }
    return true;
}

bool engine_make(struct engine *engine, const struct engine_request *request, struct arena *arena,
                 struct engine_made *ret_made, struct diags *diags)
{
    struct job job;
    job_init(&job, engine, request, diags);
    bool needs_pages = request->formats & (ENGINE_PDF | ENGINE_PNG);
    bool done = job_define(&job) && job_compose(&job, stage_of(request->purpose)) &&
                job_proofread(&job) && job_tell_details(&job) &&
                (!needs_pages || job_typeset(&job, false)) && open_outputs(&job) &&
                write_outputs(&job) && job_publish(&job);
    if (done)
        *ret_made = what_was_made(&job, arena);
    assert(done || diags_count(diags, DIAG_ERROR) > 0);
    job_done(&job);
    return done;
}

bool engine_render(struct engine *engine, const struct engine_request *request, struct arena *arena,
                   const char *const **ret_paths, struct diags *diags)
{
    struct engine_made made;
    if (!engine_make(engine, request, arena, &made, diags))
        return false;
    *ret_paths = made.paths;
    return true;
}

static void dump_pages(const struct job *job, enum engine_stage stage, struct buf *out)
{
    if (stage == ENGINE_STAGE_PAGES)
        pages_dump(job->pages, job->fonts, out);
    else if (stage == ENGINE_STAGE_LINES)
        pages_dump_lines(job->pages, out);
    else
        pages_dump_lines_json(job->pages, out);
}

bool engine_dump(struct engine *engine, const struct engine_request *request,
                 enum engine_stage stage, struct buf *out, struct diags *diags)
{
    struct job job;
    job_init(&job, engine, request, diags);
    bool done = job_define(&job);
    if (done && stage == ENGINE_STAGE_DEFINITION)
        define_dump(job.report, out);
    else if (done)
        done = job_compose(&job, DEFINE_PREVIEW);
    if (job.frame && stage == ENGINE_STAGE_DATA)
        frame_dump(job.frame, out);
    if (done && stage == ENGINE_STAGE_MODEL)
        model_dump(job.model, out);
    if (done && stage >= ENGINE_STAGE_PAGES) {
        done = job_typeset(&job, stage > ENGINE_STAGE_PAGES);
        if (done)
            dump_pages(&job, stage, out);
    }
    assert(done || diags_count(diags, DIAG_ERROR) > 0);
    job_done(&job);
    return done;
}
