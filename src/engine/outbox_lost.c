/*
 * Rows that no definition accounts for any more: deleted, renamed, without a schedule, or of a community or period
 * that is no longer in it. What was promised there is still open, so they are shown until somebody decides.
 */
#include "outbox.h"

#include <string.h>

static struct period period_from(const char *key)
{
    static const enum period_kind kinds[] = {PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF,
                                             PERIOD_YEAR};
    struct period period = {PERIOD_MONTH, 0};
    for (size_t i = 0; i < BASE_COUNT(kinds); i++)
        if (period_parse(key, kinds[i], &period))
            break;
    return period;
}

static enum outbox_lost why(const struct outbox *outbox, const char *id)
{
    bool wrong = !outbox->read;
    for (const struct engine_file *file = outbox->engine->files; file; file = file->next) {
        if (!file->listed)
            continue;
        if (file->report && strcmp(engine_report_id(file), id) == 0)
            return file->report->schedule ? OUTBOX_OUTSIDE : OUTBOX_UNSCHEDULED;
        wrong |= !file->report;
    }
    return wrong ? OUTBOX_UNREAD : OUTBOX_DELETED;
}

struct outbox_unit outbox_lost(const struct outbox *outbox, const struct store_outbox_unit *row)
{
    return (struct outbox_unit){
        .lost = why(outbox, row->report),
        .period = period_from(row->period),
        .over = true,
        .row = *row,
        .deadline = outbox_deadline_day(row->deadline),
    };
}

const char *outbox_lost_words(enum outbox_lost lost)
{
    static const char *const words[] = {
        [OUTBOX_UNREAD] = "报表定义有错误，或者已经删去",
        [OUTBOX_DELETED] = "报表定义已经删去，或改了编号",
        [OUTBOX_UNSCHEDULED] = "报表定义里没有“定时”了",
        [OUTBOX_OUTSIDE] = "这个社区或这一期不在“定时”里了",
    };
    return words[lost];
}

const char *outbox_advice(const struct outbox *outbox, const struct outbox_unit *unit)
{
    const struct store_outbox_unit *row = &unit->row;
    if (unit->lost == OUTBOX_NOT_LOST || outbox_is_done(row->state))
        return NULL;
    if (unit->lost == OUTBOX_UNREAD)
        return "改好定义以后自动再报";
    const char *cancel =
        arena_printf(outbox->arena,
                     "不会再自动报。还要报的改回定义；不再报的 huibao outbox cancel "
                     "%lld --reason 原因",
                     (long long)row->id);
    if (!row->package)
        return cancel;
    return arena_printf(outbox->arena, "%s；包还在，也可以先送：huibao send --to %s %s", cancel,
                        row->target, outbox_package(outbox, row));
}
