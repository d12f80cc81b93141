#include "explain.h"

#include <stdlib.h>
#include <string.h>

const char *explain_value(struct arena *arena, struct value value)
{
    static const struct value_format iso = {VALUE_STYLE_DATE_ISO, -1, NULL},
                                     plain = {VALUE_STYLE_PLAIN, -1, NULL};
    if (value.kind == VALUE_NULL)
        return "（没有值）";
    if (value.kind != VALUE_REAL)
        return arena_strdup(arena,
                            value_show(arena, value, value.kind == VALUE_DATE ? &iso : &plain));
    char *digits = NULL;
    for (int precision = 15; precision <= 17; precision++) {
        digits = arena_printf(arena, "%.*g", precision, value.real);
        if (strtod(digits, NULL) == value.real)
            break;
    }
    return digits;
}

static const char *quoted(struct arena *arena, struct value value)
{
    const char *shown = explain_value(arena, value);
    bool text = value.kind == VALUE_TEXT || value.kind == VALUE_DATE;
    return text ? arena_printf(arena, "'%s'", shown) : value.kind == VALUE_NULL ? "NULL" : shown;
}

/* ---- how it is printed ---- */

static const char *rounding_of(struct arena *arena, const struct value_format *format)
{
    int decimals = format->decimals;
    const char *in = "";
    switch (format->style) {
    case VALUE_STYLE_INTEGER:
    case VALUE_STYLE_HAN:
        decimals = 0;
        break;
    case VALUE_STYLE_PERCENT:
        decimals = decimals < 0 ? 1 : decimals;
        break;
    case VALUE_STYLE_WAN:
    case VALUE_STYLE_YI:
        in = format->style == VALUE_STYLE_WAN ? "以万为单位，" : "以亿为单位，";
        decimals = decimals < 0 ? 2 : decimals;
        break;
    case VALUE_STYLE_DECIMAL:
    case VALUE_STYLE_CAPITAL:
        decimals = decimals < 0 ? 2 : decimals;
        break;
    case VALUE_STYLE_ROUGH:
    case VALUE_STYLE_ABOUT:
    case VALUE_STYLE_OVER:
    case VALUE_STYLE_NEARLY:
    case VALUE_STYLE_AT_LEAST:
    case VALUE_STYLE_BELOW:
    case VALUE_STYLE_PLAIN:
    case VALUE_STYLE_GROUPED:
    case VALUE_STYLE_DATE:
    case VALUE_STYLE_DATE_HAN:
    case VALUE_STYLE_DATE_ISO:
    case VALUE_STYLE_YEAR_MONTH:
    case VALUE_STYLE_YEAR:
    case VALUE_STYLE_MONTH:
        break;
    }
    if (decimals < 0)
        return "不舍入";
    return decimals == 0 ? arena_printf(arena, "%s四舍五入到整数", in)
                         : arena_printf(arena, "%s四舍五入到%d位小数", in, decimals);
}

static void take_indicator(struct arena *arena, const struct define_indicator *indicator,
                           struct value value, struct engine_source *source)
{
    source->kind = indicator->expr ? "算出的指标" : "指标";
    source->means = indicator->means;
    source->unit = indicator->unit;
    source->file = indicator->place.file;
    source->line = indicator->place.line;
    if (indicator->expr)
        source->formula = indicator->expr->sql;
    if (value_is_number(value))
        source->rounding = rounding_of(arena, &indicator->format);
    if (value_format_fits(&indicator->format, value.kind))
        source->after = arena_strdup(arena, value_show(arena, value, &indicator->format));
}

static void take_param(struct arena *arena, const struct frame_scalar *scalar,
                       struct engine_source *source)
{
    const struct define_param *param = scalar->param;
    source->kind = "参数";
    source->means = param->label;
    source->file = param->place.file;
    source->line = param->place.line;
    if (scalar->is_period)
        source->after = arena_strdup(arena, period_show(arena, scalar->period));
}

/* ---- records ---- */

static const struct engine_record *copy_records(struct arena *arena,
                                                const struct frame_records *records)
{
    struct engine_record *copies = arena_array(arena, records->count, sizeof *copies);
    for (size_t i = 0; i < records->count; i++) {
        const struct frame_record *record = &records->items[i];
        const char **cells = arena_array(arena, records->column_count, sizeof *cells);
        for (size_t c = 0; c < records->column_count; c++)
            cells[c] =
                record->cells[c].kind == VALUE_NULL ? "" : explain_value(arena, record->cells[c]);
        copies[i] = (struct engine_record){cells, record->batch, record->line,
                                           arena_strdup(arena, record->file),
                                           arena_strdup(arena, record->imported_at)};
    }
    return copies;
}

static void take_records(struct arena *arena, const struct frame_records *records,
                         struct engine_source *source)
{
    if (records->reason) {
        source->unlisted = arena_strdup(arena, records->reason);
        return;
    }
    const char **columns = arena_array(arena, records->column_count, sizeof *columns);
    for (size_t c = 0; c < records->column_count; c++)
        columns[c] = arena_strdup(arena, records->columns[c]);
    source->what = records->what;
    source->list_sql = arena_strdup(arena, records->sql);
    source->given = records->given;
    source->columns = columns;
    source->column_count = records->column_count;
    source->records = copy_records(arena, records);
    source->record_count = records->count;
    source->record_total = records->total;
}

static void take_query(struct arena *arena, struct frame *frame, const struct frame_trace *trace,
                       const struct engine_question *question, struct engine_source *source)
{
    const struct define_dataset *dataset = trace->dataset;
    struct engine_binding *bindings = arena_array(arena, trace->binding_count, sizeof *bindings);
    for (size_t i = 0; i < trace->binding_count; i++)
        bindings[i] = (struct engine_binding){arena_strdup(arena, trace->bindings[i].name),
                                              quoted(arena, trace->bindings[i].value)};
    source->dataset = dataset->name;
    source->sql = arena_strdup(arena, trace->sql);
    source->sql_file = dataset->sql_place.file;
    source->sql_line = dataset->sql_place.line;
    source->bindings = bindings;
    source->binding_count = trace->binding_count;
    if (question->without_records)
        return;
    struct frame_records_request request = {question->most, question->unmasked};
    struct frame_records records = frame_trace_records(frame, trace, &request);
    take_records(arena, &records, source);
}

/* ---- the whole ---- */

static const char *period_of_trace(struct arena *arena, const struct frame *frame,
                                   const struct frame_trace *trace)
{
    struct period period;
    if (!frame_period(frame, DEFINE_CURRENT, &period))
        return NULL;
    for (unsigned i = 0; i < trace->years; i++)
        period = period_last_year(period);
    for (unsigned i = 0; i < trace->back; i++)
        period = period_previous(period);
    return arena_strdup(arena, period_show(arena, period));
}

struct engine_source *explain_source(struct arena *arena, struct frame *frame,
                                     const struct frame_trace *trace,
                                     const struct engine_question *question)
{
    struct engine_source *source = arena_alloc(arena, sizeof *source);
    struct value value = trace->scalar.value;
    source->name = arena_strdup(arena, trace->name);
    source->kind = "表格的一格";
    source->period = period_of_trace(arena, frame, trace);
    source->before = explain_value(arena, value);
    source->again = trace->again;
    if (trace->scalar.indicator)
        take_indicator(arena, trace->scalar.indicator, value, source);
    else if (trace->scalar.param)
        take_param(arena, &trace->scalar, source);
    if (trace->dataset && !trace->again)
        take_query(arena, frame, trace, question, source);
    const struct engine_source **end = &source->parts;
    for (const struct frame_trace *part = trace->parts; part; part = part->next) {
        struct engine_source *made = explain_source(arena, frame, part, question);
        *end = made;
        end = &made->next;
    }
    return source;
}
