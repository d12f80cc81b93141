/*
 * Every number of a report followed to its records: each indicator, each cell of each table of data.
 *   build/debug/tests/explain_all DATABASE TEMPLATES REPORT NOW own|all N name=value …
 * own: the report's own data; all: the dictionary's too. N: of each column of a table every N-th row. One line each, between tabs: 'listed', the name,
 * the row, the count of records and what they are; or 'unlisted', name, row and the reason. A list is held
 * against its number: there are as many records, or a column of theirs adds up to it or holds it; and each
 * has its batch, file and line. Else the line begins with 'WRONG'.
 *
 * Then every number that is printed: it has a name of its own, which is answered with what is printed; what
 * is made of other cells (合计, 小计, shares, formulas, crosstabs) is made of them again. One line each:
 * 'printed', the name, the text. Of cells of the data every fourth N-th is asked for.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/compose.h>
#include <huibao/define.h>
#include <huibao/engine_trace.h>
#include <huibao/frame_trace.h>
#include <huibao/model.h>

enum { MOST_ARGUMENTS = 10 };

static const struct frame_records_request all = {1000000, false};

static bool close_to(double a, double b)
{
    return fabs(a - b) <= 1e-9 * (fabs(a) + fabs(b));
}

/* A column of the records that adds up to the number, or that has it in every record. */
static bool adds_up(const struct frame_records *records, double number)
{
    for (size_t c = 0; c < records->column_count; c++) {
        double sum = 0;
        size_t same = 0;
        for (size_t r = 0; r < records->count; r++) {
            struct value cell = records->items[r].cells[c];
            double is = value_is_number(cell) ? value_as_real(cell) : 0;
            sum += is;
            same += value_is_number(cell) && close_to(is, number);
        }
        if (close_to(sum, number) || (records->count > 0 && same == records->count))
            return true;
    }
    return false;
}

static bool all_placed(const struct frame_records *records)
{
    for (size_t r = 0; r < records->count; r++) {
        if (records->items[r].batch <= 0 || records->items[r].line <= 0 ||
            !records->items[r].file[0])
            return false;
    }
    return true;
}

/* Of what is counted one by one, and from the query itself. */
static bool agrees(const struct frame_records *records, struct value value)
{
    double number = value.kind == VALUE_NULL ? 0 : value_as_real(value);
    if (!all_placed(records))
        return false;
    if (records->given || strcmp(records->what, "计入的记录") != 0)
        return true;
    return close_to(number, (double)records->total) || adds_up(records, number);
}

static void tell(struct frame *frame, const struct frame_trace *trace)
{
    struct frame_records records = frame_trace_records(frame, trace, &all);
    if (records.reason)
        printf("unlisted\t%s\t%zu\t%s\n", trace->name, trace->row + 1, records.reason);
    else
        printf("%s\t%s\t%zu\t%zu\t%s%s\n",
               agrees(&records, trace->scalar.value) ? "listed" : "WRONG", trace->name,
               trace->row + 1, records.total, records.what, records.given ? "（明细）" : "");
}

static void tell_table(struct frame *frame, const struct define_dataset *dataset, size_t every)
{
    struct diags *diags = diags_new();
    const struct frame_table *table = frame_table(frame, dataset, diags);
    for (size_t r = 0; table && r < table->row_count; r++) {
        for (size_t c = 0; c < table->column_count; c++) {
            if (every > 1 && table->row_count >= every && (r + c) % every != 0)
                continue;
            const struct frame_trace *trace =
                frame_trace_cell(frame, dataset, table->columns[c], r, diags);
            if (trace && value_is_number(trace->scalar.value))
                tell(frame, trace);
        }
    }
    diags_free(diags);
}

static void tell_tables(struct frame *frame, const struct define_dataset *dataset, size_t every)
{
    for (; dataset; dataset = dataset->next) {
        if (!dataset->scalar)
            tell_table(frame, dataset, every);
    }
}

static bool is_own(const struct report *report, const struct define_dataset *dataset)
{
    const struct define_dataset *own = report->data;
    while (own && own != dataset)
        own = own->next;
    return own != NULL;
}

static void tell_indicators(struct frame *frame, const struct report *report, bool more)
{
    struct diags *diags = diags_new();
    for (const struct define_indicator *indicator = report->dictionary->indicators; indicator;
         indicator = indicator->next) {
        if (!more && !is_own(report, indicator->dataset))
            continue;
        const struct define_name name = {.name = indicator->name};
        const struct frame_trace *trace =
            indicator->dataset ? frame_trace_name(frame, &name, diags) : NULL;
        if (trace && value_is_number(trace->scalar.value))
            tell(frame, trace);
    }
    diags_free(diags);
}

/* ---- what is printed ---- */

/* Numbers in the cells of a table, but not those that number its rows. */
static size_t count_numbers(const struct model_table *table)
{
    size_t count = 0;
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < table->column_count; c++)
            count += strcmp(table->columns[c].title, "序号") != 0 &&
                     table->rows[r].kind != MODEL_ROW_GROUP &&
                     value_is_number(table->rows[r].cells[c].value);
    }
    return count;
}

/* Points with a number; of charts without a number of their own none is listed. */
static size_t count_points(const struct model_chart *chart)
{
    size_t count = 0;
    for (size_t s = 0; s < chart->series_count && chart->number > 0; s++) {
        for (size_t c = 0; c < chart->category_count; c++)
            count += value_is_number(chart->series[s].points[c].value);
    }
    return count;
}

/* How many numbers a block prints that must have a name. */
static size_t count_block(const struct model_block *block)
{
    return block->kind == MODEL_TABLE   ? count_numbers(block->table)
           : block->kind == MODEL_CHART ? count_points(block->chart)
                                        : 0;
}

/* Each number of the tables and charts has a name, and no two have the same. */
static void tell_nameless(const struct model *model, const struct engine_names *names)
{
    for (size_t i = 0; i < model->block_count; i++) {
        const struct model_block *block = &model->blocks[i];
        size_t named = 0;
        bool numbers = block->kind == MODEL_TABLE || block->kind == MODEL_CHART;
        for (size_t n = 0; n < names->count && numbers; n++)
            named += names->items[n].table && names->items[n].line == block->line &&
                     strcmp(names->items[n].file, block->file) == 0;
        if (numbers && named != count_block(block))
            printf("WRONG\t%s:%ld\t%zu numbers, %zu names\n", block->file, block->line,
                   count_block(block), named);
    }
    for (size_t n = 0; n < names->count; n++) {
        for (size_t m = 0; m < n; m++)
            if (strcmp(names->items[m].name, names->items[n].name) == 0)
                printf("WRONG\t%s\ttwo numbers have this name\n", names->items[n].name);
    }
}

/* What is wrong with an answer, or NULL: made again it is the same, and it ends in records. */
static const char *fault_of(const struct engine_source *source)
{
    bool made = source->kind && strcmp(source->kind, "表格里算出的一格") == 0;
    if (source->differs)
        return "made again it is another";
    if (made && (!source->recomputed || !source->parts))
        return "made of nothing";
    if (source->dataset && !source->sql)
        return "no query";
    for (const struct engine_source *part = source->parts; part; part = part->next) {
        const char *fault = fault_of(part);
        if (fault)
            return fault;
    }
    return NULL;
}

static void tell_printed(struct engine *engine, const struct engine_request *request,
                         const struct engine_named *named, bool records)
{
    const struct engine_question question = {
        .request = request, .name = named->name, .most = 1, .without_records = !records};
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct engine_answer answer;
    bool good = engine_explain(engine, &question, arena, &answer, diags);
    const char *fault = good                ? fault_of(answer.source)
                        : diags_kept(diags) ? diags_at(diags, 0)->message
                                            : "no answer";
    if (!fault && answer.use_count == 0)
        fault = "printed nowhere";
    if (!fault && named->table &&
        (!answer.source->after || strcmp(answer.source->after, named->text)))
        fault = "another text";
    printf("%s\t%s\t%s\n", fault ? "WRONG" : "printed", named->name, fault ? fault : named->text);
    diags_free(diags);
    arena_free(arena);
}

static void tell_all_printed(const char *database, const struct world *world,
                             const struct engine_request *request, struct report *report,
                             struct frame *frame, size_t every)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct engine *engine = engine_new(world, database);
    struct engine_names names = {0};
    struct model *model = compose_report(report, frame, DEFINE_PREVIEW, world, diags);
    if (model && engine_explain_names(engine, request, arena, &names, diags))
        tell_nameless(model, &names);
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.items[i].name;
        bool sum = strstr(name, "计]") || strstr(name, ".合计[") || strchr(name, '%');
        if (sum || i % (4 * every) == 0) /* records of cells are gone through above */
            tell_printed(engine, request, &names.items[i], i % (8 * every) == 0);
    }
    if (names.count == 0)
        printf("WRONG\t\tno names\n");
    model_free(model);
    engine_free(engine);
    diags_free(diags);
    arena_free(arena);
}

static size_t read_arguments(struct arena *arena, int argc, char **argv,
                             struct frame_argument *arguments)
{
    size_t count = 0;
    for (int i = 7; i < argc && count < MOST_ARGUMENTS; i++) {
        const char *equals = strchr(argv[i], '=');
        if (equals)
            arguments[count++] = (struct frame_argument){
                arena_strndup(arena, argv[i], (size_t)(equals - argv[i])), equals + 1};
    }
    return count;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    struct frame_argument arguments[MOST_ARGUMENTS];
    if (argc < 7)
        return 2;
    world_init(&world);
    world.now = strtoll(argv[4], NULL, 10);
    world.templates_dir = argv[2];
    struct dictionary *dictionary =
        define_dictionary(arena, arena_printf(arena, "%s/indicators", argv[2]), &world, diags);
    struct report *report =
        dictionary ? define_report(arena, arena_printf(arena, "%s/%s.md", argv[2], argv[3]),
                                   dictionary, &world, diags)
                   : NULL;
    size_t count = read_arguments(arena, argc, argv, arguments);
    struct frame *frame =
        report ? frame_open(argv[1], report, arguments, count, &world, diags) : NULL;
    if (frame) {
        size_t every = strtoul(argv[6], NULL, 10);
        bool more = strcmp(argv[5], "all") == 0;
        tell_tables(frame, report->data, every);
        if (more)
            tell_tables(frame, dictionary->datasets, every);
        tell_indicators(frame, report, more);
        const struct engine_request request = {.report = argv[3],
                                               .arguments = (const char *const *)argv + 7};
        tell_all_printed(argv[1], &world, &request, report, frame, every);
    }
    bool good = frame != NULL;
    struct buf said = {0};
    diags_print(diags, &said);
    if (said.length)
        fputs(said.data, stderr);
    buf_done(&said);
    frame_close(frame);
    diags_free(diags);
    arena_free(arena);
    return good ? 0 : 1;
}
