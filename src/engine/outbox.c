/* What a person orders about a unit, and what people are to be told. */
#include "outbox.h"

#include <string.h>

#include <huibao/deliver_targets.h>
#include <huibao/digest.h>

#include "engine_diags.h"
#include "log.h"

static struct outbox_unit *find(struct outbox *outbox, int64_t id)
{
    for (size_t u = 0; u < outbox->count; u++) {
        if (id > 0 && outbox->units[u].row.id == id)
            return &outbox->units[u];
    }
    return NULL;
}

/* Why the order makes no sense for the unit as it is: a word for the message, or NULL. */
static const char *refusal(const struct outbox_unit *unit, enum engine_outbox_order order)
{
    enum store_outbox_state state = unit->row.state;
    bool sent = state == STORE_OUTBOX_SENT || state == STORE_OUTBOX_ACCEPTED;
    if (order == ENGINE_OUTBOX_CANCEL)
        return sent || state == STORE_OUTBOX_CANCELLED ? "取消" : NULL;
    if (order == ENGINE_OUTBOX_RETRY)
        return sent ? "再发（要更正重报的用 --remake）" : NULL;
    return NULL;
}

static void follow(struct outbox *outbox, struct store_outbox_unit *row,
                   enum engine_outbox_order order, const char *reason)
{
    bool again = order == ENGINE_OUTBOX_REMAKE;
    row->words = order == ENGINE_OUTBOX_CANCEL ? reason : NULL;
    row->attempts = 0;
    row->next_at = 0;
    if (order == ENGINE_OUTBOX_CANCEL) {
        row->state = STORE_OUTBOX_CANCELLED;
        return;
    }
    if (again && row->manifest)
        row->generation++;
    if (again || !row->package) {
        row->state = STORE_OUTBOX_DUE;
        row->package = row->manifest = row->key = row->place = row->receipt = row->receipt_state =
            NULL;
        return;
    }
    row->state = STORE_OUTBOX_PACKED;
    row->packed_at = outbox->now;
}

/* What a person has seen to is told again when it comes again. Before the unit is changed: the next run
   tells what still stands. */
static bool forget_stuck(struct outbox *outbox, const struct outbox_unit *unit, struct diags *diags)
{
    static const enum store_outbox_state stuck[] = {STORE_OUTBOX_AUDIT, STORE_OUTBOX_UNMADE,
                                                    STORE_OUTBOX_REFUSED, STORE_OUTBOX_DEAD};
    bool good = true;
    for (size_t i = 0; i < BASE_COUNT(stuck) && good; i++)
        good = store_outbox_forget(outbox->store, unit->row.id, store_outbox_state_name(stuck[i]),
                                   diags);
    return good;
}

static bool change(struct outbox *outbox, struct outbox_unit *unit, enum engine_outbox_order order,
                   const char *reason, struct diags *diags)
{
    bool claimed = false, kept = false;
    const char *shown = outbox_show(outbox, unit).shown;
    if (outbox_is_busy(outbox, &unit->row)) {
        diag_add(diags, &ENG059, &PLACE_NONE, DIAG_ARGS(shown));
        return false;
    }
    if (!store_outbox_claim(outbox->store, &unit->row, 1, &claimed, diags) ||
        (claimed && !forget_stuck(outbox, unit, diags)))
        return false;
    if (claimed)
        follow(outbox, &unit->row, order, reason);
    if (claimed && !store_outbox_put(outbox->store, &unit->row, &kept, diags))
        return false;
    unit->row.owner = NULL;
    if (!kept)
        diag_add(diags, &ENG059, &PLACE_NONE, DIAG_ARGS(shown));
    return kept;
}

bool engine_outbox(struct engine *engine, int64_t id, enum engine_outbox_order order,
                   const char *reason, struct arena *arena, const struct engine_due **ret_unit,
                   struct diags *diags)
{
    static const char *const orders[] = {"retry", "remake", "cancel"};
    struct outbox outbox;
    struct diags *unsaid = diags_new(); /* mistakes in other definitions do not matter here */
    outbox_open(&outbox, engine, arena, STORE_WRITE, unsaid);
    diags_free(unsaid);
    struct outbox_unit *unit = outbox.store ? find(&outbox, id) : NULL;
    if (!unit) {
        diag_add(diags, &ENG057, &PLACE_NONE,
                 DIAG_ARGS(arena_printf(arena, "%lld", (long long)id)));
        diag_hint(diags, "huibao outbox 列出编号");
        return false;
    }
    struct engine_due before = outbox_show(&outbox, unit);
    if (before.lost && order != ENGINE_OUTBOX_CANCEL) {
        diag_add(diags, &ENG067, &PLACE_NONE, DIAG_ARGS(before.shown, before.lost));
        if (before.advice)
            diag_hint(diags, "%s", before.advice);
        return false;
    }
    const char *why = refusal(unit, order);
    if (why) {
        diag_add(diags, &ENG058, &PLACE_NONE, DIAG_ARGS(before.shown, before.word, why));
        return false;
    }
    if (!change(&outbox, unit, order, reason, diags))
        return false;
    log_outbox(engine, arena_printf(arena, "%s %s", before.report, before.shown), orders[order],
               diags);
    struct engine_due *after = arena_alloc(arena, sizeof *after);
    *after = outbox_show(&outbox, unit);
    *ret_unit = after;
    return true;
}

bool engine_outbox_news(struct engine *engine, struct arena *arena, struct engine_news *ret_news,
                        struct diags *diags)
{
    size_t count = 0;
    struct store *store = engine_store(engine, STORE_READ, diags);
    const struct store_outbox_event *events =
        store ? store_outbox_untold(store, arena, &count, diags) : NULL;
    if (!events)
        return false;
    const char **lines = arena_array(arena, count + 1, sizeof *lines);
    for (size_t i = 0; i < count; i++)
        lines[i] = events[i].text;
    *ret_news = (struct engine_news){lines, count, events};
    return true;
}

bool engine_notice(struct engine *engine, struct engine_notice *ret_notice, struct diags *diags)
{
    const char *path = engine->world.config;
    *ret_notice = (struct engine_notice){NULL, NULL};
    if (strcmp(path, WORLD_CONFIG) == 0 && !file_exists(path))
        return true;
    const struct deliver_config *config = engine_config(engine, diags);
    if (config)
        *ret_notice = (struct engine_notice){config->notice.command, config->notice.mail};
    return config != NULL;
}

const char *engine_mail_word(struct arena *arena, const char *text)
{
    return arena_printf(arena, "=?UTF-8?B?%s?=", digest_base64(arena, text, strlen(text)));
}

bool engine_outbox_heard(struct engine *engine, const struct engine_news *news, struct diags *diags)
{
    struct store *store = engine_store(engine, STORE_WRITE, diags);
    bool good = store != NULL;
    for (size_t i = 0; i < news->count && good; i++)
        good = store_outbox_told(store, &news->events[i], diags);
    return good;
}
