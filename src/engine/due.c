/* Which units there are and how they stand: schedules of the definitions beside rows of the store. */
#include "outbox.h"

#include <stdlib.h>
#include <string.h>

#include <huibao/define.h>
#include <huibao/deliver_targets.h>
#include <huibao/value.h>

#include "engine_diags.h"

enum { MOST_PERIODS = 1200, SECONDS_A_DAY = 86400, CHINA = 8 * 3600 };

bool outbox_is_done(enum store_outbox_state state)
{
    return state == STORE_OUTBOX_SENT || state == STORE_OUTBOX_ACCEPTED ||
           state == STORE_OUTBOX_CANCELLED;
}

bool outbox_is_busy(const struct outbox *outbox, const struct store_outbox_unit *row)
{
    return row->owner &&
           store_outbox_owner_holds(row->owner, row->lease_until, &outbox->engine->world);
}

/* ---- units of one report ---- */

static struct outbox_unit *add_unit(struct outbox *outbox, const struct report *report,
                                    const char *community, struct period period)
{
    outbox->units = arena_grow(outbox->arena, outbox->units, outbox->count, &outbox->capacity,
                               sizeof *outbox->units);
    struct outbox_unit *unit = &outbox->units[outbox->count++];
    *unit = (struct outbox_unit){
        .report = report,
        .period = period,
        .over = period_last_day(period) < world_today(&outbox->engine->world),
        .row = {.report = report->id,
                .community = community,
                .period = period_key(outbox->arena, period),
                .target = report->deliver->target,
                .generation = 1},
    };
    return unit;
}

/* The day by which it must be there. A year whose holidays are not known is told once for a report. */
static int32_t deadline_of(struct outbox *outbox, const struct report *report, struct period period,
                           int *told, struct diags *diags)
{
    const struct define_deliver *deliver = report->deliver;
    const struct deliver_config *config = NULL;
    int32_t day = 0;
    int year = 0;
    if (!deliver->has_deadline)
        return 0;
    if (deliver->deadline.working)
        config = engine_config(outbox->engine, diags);
    const struct period_calendar *calendar =
        config ? engine_calendar(outbox->engine, config) : NULL;
    if (period_count(calendar, period_last_day(period), deliver->deadline, false, &day, &year))
        return day;
    if (config && *told != year) {
        *told = year;
        diag_add(diags, &ENG052, &report->deliver->target_place,
                 DIAG_ARGS(arena_printf(outbox->arena, "%d", year), deliver->deadline_text));
        diag_hint(diags, "在 %s 的“节假日”里写上 %d 年：{放假: [%d-01-01], 上班: []}", config->file,
                  year, year);
    }
    return 0;
}

static void add_periods(struct outbox *outbox, const struct report *report, const char *community,
                        int *told, struct diags *diags)
{
    int32_t today = world_today(&outbox->engine->world);
    struct period period = report->schedule->from;
    for (int i = 0; i < MOST_PERIODS && period_first_day(period) <= today; i++) {
        struct outbox_unit *unit = add_unit(outbox, report, community, period);
        unit->deadline = deadline_of(outbox, report, period, told, diags);
        period = period_next(period);
    }
}

static const char *level_of(const struct define_param *param)
{
    return param->type == DEFINE_COMMUNITY ? "社区"
           : param->type == DEFINE_STREET  ? "街道"
                                           : "区县";
}

/* The name of one that is written by name or code; NULL with a diagnostic. */
static const char *place_of(struct outbox *outbox, const struct report *report, const char *text,
                            const char *const *names, size_t count, struct diags *diags)
{
    struct diags *unused = diags_new();
    const char *found = NULL;
    for (size_t i = 0; i < count && !found; i++) {
        const char *code = store_community_code(outbox->store, outbox->arena, names[i], unused);
        if (strcmp(names[i], text) == 0 || (code && strcmp(code, text) == 0))
            found = names[i];
    }
    diags_free(unused);
    if (found)
        return found;
    diag_add(diags, &ENG053, &report->schedule->place,
             DIAG_ARGS(level_of(report->schedule->community), text));
    diag_hint_among(diags, text, names, count);
    return NULL;
}

static bool add_report(struct outbox *outbox, const struct report *report, struct diags *diags)
{
    const struct define_schedule *schedule = report->schedule;
    size_t count = 0;
    int told = 0;
    bool good = true;
    if (!schedule->community) {
        add_periods(outbox, report, "", &told, diags);
        return true;
    }
    const char *const *names = store_community_names(outbox->store, outbox->arena,
                                                     level_of(schedule->community), &count, diags);
    for (size_t i = 0; names && schedule->all && i < count; i++)
        add_periods(outbox, report, names[i], &told, diags);
    for (size_t i = 0; names && !schedule->all && i < schedule->community_count; i++) {
        const char *name = place_of(outbox, report, schedule->communities[i], names, count, diags);
        good &= name != NULL;
        if (name)
            add_periods(outbox, report, name, &told, diags);
    }
    return names && good;
}

/* ---- all of them ---- */

static int compare_rows(const struct store_outbox_unit *a, const struct store_outbox_unit *b)
{
    int order = strcmp(a->report, b->report);
    order = order ? order : strcmp(a->community, b->community);
    return order ? order : strcmp(a->period, b->period);
}

static int compare_units(const void *left, const void *right)
{
    const struct outbox_unit *a = left, *b = right;
    return compare_rows(&a->row, &b->row);
}

static bool same_series(const struct store_outbox_unit *a, const struct store_outbox_unit *b)
{
    return strcmp(a->report, b->report) == 0 && strcmp(a->community, b->community) == 0;
}

bool outbox_is_behind(const struct outbox *outbox, const struct outbox_unit *unit)
{
    size_t u = (size_t)(unit - outbox->units);
    while (u > 0 && outbox->units[u - 1].lost)
        u--;
    if (u == 0 || unit->lost)
        return false;
    const struct outbox_unit *before = &outbox->units[u - 1];
    return same_series(&unit->row, &before->row) &&
           (before->behind || (before->over && !outbox_is_done(before->row.state)));
}

int32_t outbox_deadline_day(int64_t end)
{
    return end ? (int32_t)((end + CHINA) / SECONDS_A_DAY - 1) : 0;
}

int64_t outbox_deadline_end(const struct outbox_unit *unit)
{
    return unit->deadline ? ((int64_t)unit->deadline + 1) * SECONDS_A_DAY - CHINA : 0;
}

static void take_row(struct outbox_unit *unit, const struct store_outbox_unit *row)
{
    const char *target = unit->row.target;
    unit->row = *row;
    if (!unit->lost && !outbox_is_done(row->state)) /* what the definition says by now */
        unit->row.target = target;
}

static void sort(struct outbox *outbox)
{
    if (outbox->count)
        qsort(outbox->units, outbox->count, sizeof *outbox->units, compare_units);
}

/* Both lists are in the same order; rows without a unit get one. */
static void take_rows(struct outbox *outbox, const struct store_outbox_unit *rows, size_t count)
{
    size_t u = 0, known = outbox->count;
    for (size_t r = 0; r < count; r++) {
        while (u < known && compare_rows(&outbox->units[u].row, &rows[r]) < 0)
            u++;
        if (u < known && compare_rows(&outbox->units[u].row, &rows[r]) == 0) {
            take_row(&outbox->units[u], &rows[r]);
            continue;
        }
        outbox->units = arena_grow(outbox->arena, outbox->units, outbox->count, &outbox->capacity,
                                   sizeof *outbox->units);
        outbox->units[outbox->count++] = outbox_lost(outbox, &rows[r]);
    }
    sort(outbox);
    for (u = 0; u < outbox->count; u++)
        outbox->units[u].behind = outbox_is_behind(outbox, &outbox->units[u]);
}

bool outbox_reread(struct outbox *outbox, struct diags *diags)
{
    size_t count = 0;
    const struct store_outbox_unit *rows =
        outbox->store ? store_outbox_units(outbox->store, outbox->arena, &count, diags) : NULL;
    if (rows)
        take_rows(outbox, rows, count);
    return rows != NULL;
}

static bool add_reports(struct outbox *outbox, struct diags *diags)
{
    struct engine *engine = outbox->engine;
    bool good = outbox->read = engine_files(engine, diags);
    for (struct engine_file *file = good ? engine->files : NULL; file; file = file->next) {
        const struct report *report = file->listed ? engine_file_report(engine, file, diags) : NULL;
        good &= report != NULL || !file->listed;
        if (report && report->schedule)
            good &= add_report(outbox, report, diags);
    }
    return good;
}

bool outbox_open(struct outbox *outbox, struct engine *engine, struct arena *arena,
                 enum store_mode mode, struct diags *diags)
{
    *outbox = (struct outbox){.engine = engine, .arena = arena, .now = engine->world.now};
    outbox->store = engine_store(engine, mode, diags);
    outbox->folder = arena_printf(arena, "%s.outbox", engine->database);
    if (!outbox->store)
        return false;
    bool good = add_reports(outbox, diags);
    sort(outbox);
    return outbox_reread(outbox, diags) && good;
}

/* ---- for others ---- */

static const char *day_text(struct arena *arena, int32_t day)
{
    static const struct value_format iso = {VALUE_STYLE_DATE_ISO, -1, NULL};
    return value_show(arena, value_date(day), &iso);
}

static const char *moment_text(struct arena *arena, int64_t seconds)
{
    struct world then = {.now = seconds};
    int64_t of_day = (seconds + CHINA) % SECONDS_A_DAY;
    return arena_printf(arena, "%s %02d:%02d", day_text(arena, world_today(&then)),
                        (int)(of_day / 3600), (int)(of_day / 60 % 60));
}

static const char *const words[] = {
    [STORE_OUTBOX_DUE] = "待报",        [STORE_OUTBOX_AUDIT] = "审核未过",
    [STORE_OUTBOX_UNMADE] = "未做成",   [STORE_OUTBOX_PACKED] = "待发",
    [STORE_OUTBOX_SENT] = "已发",       [STORE_OUTBOX_ACCEPTED] = "已接收",
    [STORE_OUTBOX_REFUSED] = "被退回",  [STORE_OUTBOX_DEAD] = "已停发",
    [STORE_OUTBOX_CANCELLED] = "已取消"};

bool outbox_is_waiting(const struct store_outbox_unit *row)
{
    return row->state == STORE_OUTBOX_SENT && row->receipt_state &&
           strcmp(row->receipt_state, "waiting") == 0;
}

static const char *word_of(const struct outbox_unit *unit)
{
    if (!unit->over)
        return "未到期";
    return outbox_is_waiting(&unit->row) ? "待处理" : words[unit->row.state];
}

struct engine_due outbox_show(const struct outbox *outbox, const struct outbox_unit *unit)
{
    const struct store_outbox_unit *row = &unit->row;
    struct arena *arena = outbox->arena;
    bool done = outbox_is_done(row->state), packed = row->state == STORE_OUTBOX_PACKED;
    bool remade = row->state == STORE_OUTBOX_AUDIT || row->state == STORE_OUTBOX_UNMADE;
    return (struct engine_due){
        .id = row->id,
        .report = row->report,
        .community = row->community,
        .period = row->period,
        .shown = arena_printf(arena, "%s%s", row->community, period_show(arena, unit->period)),
        .lost = outbox_lost_words(unit->lost),
        .advice = outbox_advice(outbox, unit),
        .state = unit->over ? store_outbox_state_name(row->state) : "waiting",
        .word = word_of(unit),
        .target = row->target,
        .deadline = unit->deadline ? day_text(arena, unit->deadline) : NULL,
        .done = done,
        .stuck = remade || row->state == STORE_OUTBOX_REFUSED || row->state == STORE_OUTBOX_DEAD ||
                 (unit->lost && !done),
        .by_itself = remade && !unit->lost,
        .late = unit->over && !done && unit->deadline &&
                world_today(&outbox->engine->world) > unit->deadline,
        .behind = unit->behind && !done,
        .busy = outbox_is_busy(outbox, row),
        .attempts = row->attempts,
        .next = packed && row->next_at > outbox->now ? moment_text(arena, row->next_at) : NULL,
        .package = outbox_package(outbox, row),
        .place = row->place,
        .receipt = row->receipt,
        .receipt_state = row->receipt_state,
        .words = row->words,
        .changed_at = row->changed_at,
    };
}

/* Of its report and community, as far as their definition has them. */
static bool is_newest(const struct outbox *outbox, size_t u)
{
    const struct outbox_unit *unit = &outbox->units[u];
    size_t next = u + 1;
    while (next < outbox->count && outbox->units[next].lost)
        next++;
    return !unit->lost &&
           (next == outbox->count || !same_series(&unit->row, &outbox->units[next].row) ||
            !outbox->units[next].over);
}

const struct engine_due *engine_due(struct engine *engine, bool all, struct arena *arena,
                                    size_t *ret_count, struct diags *diags)
{
    struct outbox outbox;
    if (!outbox_open(&outbox, engine, arena, STORE_READ, diags) && outbox.count == 0)
        return NULL;
    struct engine_due *list = arena_array(arena, outbox.count + 1, sizeof *list);
    size_t count = 0;
    for (size_t u = 0; u < outbox.count; u++) {
        const struct outbox_unit *unit = &outbox.units[u];
        if (all || is_newest(&outbox, u) || !outbox_is_done(unit->row.state))
            list[count++] = outbox_show(&outbox, unit);
    }
    *ret_count = count;
    return list;
}
