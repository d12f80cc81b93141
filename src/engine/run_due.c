/* Making and sending what is due. Every step is a row changed under a claim, so that it can stop anywhere. */
#include "outbox.h"

#include <string.h>

#include <huibao/deliver.h>
#include <huibao/deliver_targets.h>
#include <huibao/digest.h>
#include <huibao/engine_send.h>

#include "engine_diags.h"

enum {
    LEASE = 4 * 3600,        /* seconds; a process of this machine that is gone loses it at once */
    FIRST_WAIT = 300,        /* before the second attempt; each time twice as long */
    MOST_WAIT = 6 * 3600,    /* up to this */
    KEEP_TRYING = 3 * 86400, /* after packing, or until the deadline, whichever is later */
    LEAST_ATTEMPTS = 10,     /* before giving up, so that a clock that jumps gives nothing up */
};

struct running {
    struct outbox *outbox;
    struct engine_run_due *run;
    struct diags *diags;
};

/* ---- claims ---- */

/* The lease begins now, not when the run began: a run over many units may last longer than a lease. */
static bool claim(struct running *running, struct outbox_unit *unit)
{
    struct outbox *outbox = running->outbox;
    bool claimed = false;
    outbox->now += world_pass(&outbox->engine->world);
    if (outbox_is_busy(outbox, &unit->row))
        return false;
    return store_outbox_claim(outbox->store, &unit->row, LEASE, &claimed, running->diags) &&
           claimed;
}

static bool put(struct running *running, struct outbox_unit *unit)
{
    bool kept = false;
    bool done = store_outbox_put(running->outbox->store, &unit->row, &kept, running->diags) && kept;
    unit->row.owner = NULL;
    return done;
}

/* ---- events ---- */

static void tell(struct running *running, const struct outbox_unit *unit, const char *kind,
                 const char *subject, const char *text)
{
    struct engine_due shown = outbox_show(running->outbox, unit);
    struct store_outbox_event event = {
        .unit = unit->row.id,
        .kind = kind,
        .subject = subject,
        .text = arena_printf(running->outbox->arena, "%s（%s，%s）：%s", shown.shown, shown.report,
                             shown.word, text),
    };
    store_outbox_tell(running->outbox->store, &event, running->diags);
}

static void tell_stuck(struct running *running, const struct outbox_unit *unit)
{
    const char *state = store_outbox_state_name(unit->row.state);
    const char *words = unit->row.words ? unit->row.words : "";
    tell(running, unit, state, words, words);
    running->run->stuck++;
}

static void pass_on(struct running *running, const struct diags *said)
{
    for (size_t i = 0; i < diags_kept(said); i++)
        diag_copy(running->diags, diags_at(said, i));
}

/* ---- making ---- */

static const char *first_error(struct arena *arena, const struct diags *diags)
{
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        if (diag->kind->severity == DIAG_ERROR)
            return arena_printf(arena, "%s：%s", diag->kind->code, diag->message);
    }
    return "没有说明原因";
}

/* Only checks stand against it: the figures must be corrected or explained. */
static bool is_audit(const struct diags *diags)
{
    bool audit = false;
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        if (diag->kind->severity == DIAG_ERROR && strcmp(diag->kind->code, "CMP011") != 0)
            return false;
        audit |= diag->kind->severity == DIAG_ERROR;
    }
    return audit;
}

static const char *const *arguments_of(struct arena *arena, const struct outbox_unit *unit)
{
    const struct define_schedule *schedule = unit->report->schedule;
    size_t count = 3;
    for (const struct define_argument *a = schedule->arguments; a; a = a->next)
        count++;
    const char **arguments = arena_array(arena, count, sizeof *arguments);
    count = 0;
    arguments[count++] = arena_printf(arena, "%s=%s", schedule->period->name, unit->row.period);
    if (schedule->community)
        arguments[count++] =
            arena_printf(arena, "%s=%s", schedule->community->name, unit->row.community);
    for (const struct define_argument *a = schedule->arguments; a; a = a->next)
        arguments[count++] = arena_printf(arena, "%s=%s", a->name, a->text);
    return arguments;
}

/* A second one would be refused under the name of the first. */
static const char *name_of(struct arena *arena, const struct outbox_unit *unit)
{
    const char *name = unit->report->deliver->name;
    if (unit->row.generation == 1)
        return name;
    return arena_printf(arena, "%s（第%lld次）", name ? name : "{标题}",
                        (long long)unit->row.generation);
}

/* The same for the same unit, however it is sent; another once it is made anew. */
static const char *key_of(struct arena *arena, const struct outbox_unit *unit)
{
    struct digest *digest = digest_new(arena);
    digest_add_text(digest, unit->row.report);
    digest_add_text(digest, unit->row.community);
    digest_add_text(digest, unit->row.period);
    digest_add_text(digest, unit->row.manifest);
    return digest_take(digest);
}

static bool make_package(struct running *running, struct outbox_unit *unit, struct diags *said)
{
    struct outbox *outbox = running->outbox;
    struct arena *arena = outbox->arena;
    const struct define_deliver *deliver = unit->report->deliver;
    const char *place =
        arena_printf(arena, "%lld.%lld", (long long)unit->row.id, (long long)unit->row.fence);
    const char *folder = NULL, *hash = NULL;
    struct engine_request request = {
        .report = unit->row.report,
        .arguments = arguments_of(arena, unit),
        .formats = (deliver->pdf ? ENGINE_PDF : 0u) | (deliver->xlsx ? ENGINE_XLSX : 0u) |
                   (deliver->csv ? ENGINE_CSV : 0u),
        .out_dir = arena_printf(arena, "%s/%s", outbox->folder, place),
        .file_name = name_of(arena, unit),
    };
    if (!engine_has_target(outbox->engine, unit->row.target, said) ||
        !engine_package(outbox->engine, &request, arena, &folder, said) ||
        !digest_file(arena, arena_printf(arena, "%s/" DELIVER_MANIFEST, folder), &hash, NULL, said))
        return false;
    unit->row.package = folder + strlen(outbox->folder) + 1;
    unit->row.manifest = hash;
    unit->row.key = key_of(arena, unit);
    return true;
}

/* What was said is passed on, unless it is the same as the last time: a run every hour need not repeat it. */
static void make(struct running *running, struct outbox_unit *unit)
{
    struct outbox *outbox = running->outbox;
    struct diags *said = diags_new();
    const char *before = unit->row.words ? unit->row.words : "";
    diag_context_push(said, "报送“%s%s”", unit->row.community, unit->row.period);
    bool made = make_package(running, unit, said);
    unit->row.words = made ? NULL : first_error(outbox->arena, said);
    unit->row.state = made             ? STORE_OUTBOX_PACKED
                      : is_audit(said) ? STORE_OUTBOX_AUDIT
                                       : STORE_OUTBOX_UNMADE;
    unit->row.packed_at = unit->row.next_at = made ? outbox->now : 0;
    unit->row.attempts = 0;
    if (made || strcmp(before, unit->row.words) != 0)
        pass_on(running, said);
    else
        diag_add(running->diags, &ENG055, &PLACE_NONE,
                 DIAG_ARGS(outbox_show(outbox, unit).shown, unit->row.words));
    diags_free(said);
    bool kept = put(running, unit);
    running->run->made += made && kept;
    if (kept && !made)
        tell_stuck(running, unit);
}

/* ---- sending ---- */

/* Twice as long each time, up to a limit, and up to a fourth longer, so that not all come at once. The
   chance comes from the unit and the attempt. */
static int64_t wait_of(const struct store_outbox_unit *row)
{
    int64_t wait = FIRST_WAIT;
    for (int64_t i = 1; i < row->attempts && wait < MOST_WAIT; i++)
        wait *= 2;
    wait = wait < MOST_WAIT ? wait : MOST_WAIT;
    uint64_t chance = (uint64_t)row->id * 2654435761u + (uint64_t)row->attempts * 40503u;
    return wait + (int64_t)(chance % (uint64_t)(wait / 4));
}

static bool is_over(const struct outbox *outbox, const struct outbox_unit *unit)
{
    int64_t until = unit->row.packed_at + KEEP_TRYING, deadline = outbox_deadline_end(unit);
    if (deadline > until)
        until = deadline;
    return outbox->now > until && unit->row.attempts >= LEAST_ATTEMPTS;
}

/* The words of engine_receipt as they are kept. */
static const char *receipt_state(const char *state)
{
    static const char *const kept[][2] = {
        {"已接收", "accepted"}, {"已退回", "refused"}, {"待处理", "waiting"}};
    for (size_t i = 0; state && i < BASE_COUNT(kept); i++)
        if (strcmp(kept[i][0], state) == 0)
            return kept[i][1];
    return NULL;
}

static void take_receipt(struct running *running, struct outbox_unit *unit,
                         const struct engine_receipt *receipt, const struct diags *said)
{
    struct store_outbox_unit *row = &unit->row;
    struct arena *arena = running->outbox->arena;
    row->attempts++;
    row->place = receipt->place;
    row->receipt = receipt->number;
    row->receipt_state = receipt_state(receipt->state);
    row->words = receipt->words;
    if (receipt->outcome == ENGINE_SENT || receipt->outcome == ENGINE_SENT_THERE) {
        row->state = !receipt->state                         ? STORE_OUTBOX_SENT
                     : strcmp(receipt->state, "已接收") == 0 ? STORE_OUTBOX_ACCEPTED
                     : strcmp(receipt->state, "已退回") == 0 ? STORE_OUTBOX_REFUSED
                                                             : STORE_OUTBOX_SENT;
        return;
    }
    if (!row->words || diags_count(said, DIAG_ERROR))
        row->words = first_error(arena, said);
    if (receipt->state && strcmp(receipt->state, "已退回") == 0) {
        row->state = STORE_OUTBOX_REFUSED;
    } else if (receipt->outcome == ENGINE_SENT_REFUSED) {
        row->state = STORE_OUTBOX_REFUSED;
    } else {
        int64_t asked = receipt->retry_after < MOST_WAIT ? receipt->retry_after : MOST_WAIT;
        int64_t wait = wait_of(row);
        row->next_at = running->outbox->now + (asked > wait ? asked : wait);
        if (is_over(running->outbox, unit))
            row->state = STORE_OUTBOX_DEAD;
    }
}

/* Its own words about a package that cannot be sent as it is: once, whatever verifying said. */
static void tell_damage(struct running *running, const struct outbox_unit *unit,
                        const struct diag_kind *kind, const char *why)
{
    diag_add(running->diags, kind, &PLACE_NONE,
             DIAG_ARGS(outbox_show(running->outbox, unit).shown, why));
}

/*
 * The far side had no part in it. Whoever looks first what stands there sends another one of the same name
 * only if nothing does; over a form nobody can look, so that one which may have gone is a person's.
 */
static void replace(struct running *running, struct outbox_unit *unit, const char *why)
{
    struct outbox *outbox = running->outbox;
    struct store_outbox_unit *row = &unit->row;
    const struct deliver_config *config = engine_config(outbox->engine, running->diags);
    const struct deliver_target *target =
        config ? deliver_target_find(config, row->target, running->diags) : NULL;
    if (target && target->method == DELIVER_POST && outbox_was_tried(row)) {
        tell_damage(running, unit, &ENG065, why);
        diag_hint(
            running->diags,
            "先问对方：没有收到，用 huibao outbox retry %lld --remake 重新做；收到了，用 huibao "
            "outbox cancel %lld --reason 对方已收到",
            (long long)row->id, (long long)row->id);
        row->state = STORE_OUTBOX_DEAD;
        row->words =
            arena_printf(outbox->arena, "报送包坏了，以前发过，先问对方收到没有（%s）", why);
        return;
    }
    tell_damage(running, unit, &ENG064, why);
    row->state = STORE_OUTBOX_DUE;
    row->package = row->manifest = row->key = NULL;
    row->words = arena_printf(outbox->arena, "报送包坏了，重新做（%s）", why);
}

static void hand_over(struct running *running, struct outbox_unit *unit, struct diags *said)
{
    struct outbox *outbox = running->outbox;
    struct engine_receipt receipt = {.outcome = ENGINE_SENT_LATER};
    switch (outbox_look(outbox, &unit->row, said)) {
    case OUTBOX_DAMAGED:
        replace(running, unit, first_error(outbox->arena, said));
        return;
    case OUTBOX_WHOLE:
        engine_send(outbox->engine, outbox_package(outbox, &unit->row), unit->row.target,
                    outbox->arena, &receipt, said);
        break;
    case OUTBOX_UNREADABLE:
        break;
    }
    take_receipt(running, unit, &receipt, said);
    if (unit->row.state != STORE_OUTBOX_PACKED) /* else it goes again, and the row says why */
        pass_on(running, said);
}

static void send(struct running *running, struct outbox_unit *unit)
{
    struct outbox *outbox = running->outbox;
    struct diags *said = diags_new();
    diag_context_push(said, "报送“%s%s”", unit->row.community, unit->row.period);
    if (engine_has_target(outbox->engine, unit->row.target, said)) {
        hand_over(running, unit, said);
    } else { /* nobody was asked: it goes when the configuration is right */
        unit->row.words = first_error(outbox->arena, said);
        pass_on(running, said);
    }
    diags_free(said);
    bool kept = put(running, unit), done = outbox_is_done(unit->row.state);
    running->run->sent += kept && done;
    if (kept && (unit->row.state == STORE_OUTBOX_REFUSED || unit->row.state == STORE_OUTBOX_DEAD))
        tell_stuck(running, unit);
}

/* A moment further ahead than any wait is of a clock that has been put back since. */
static bool is_time(const struct outbox *outbox, const struct store_outbox_unit *row)
{
    return row->next_at <= outbox->now || row->next_at > outbox->now + 2 * MOST_WAIT;
}

/* ---- one unit ---- */

static bool is_to_make(enum store_outbox_state state)
{
    return state == STORE_OUTBOX_DUE || state == STORE_OUTBOX_AUDIT || state == STORE_OUTBOX_UNMADE;
}

static void tell_late(struct running *running, const struct outbox_unit *unit, const char *deadline)
{
    tell(running, unit, "late", deadline,
         arena_printf(running->outbox->arena, "过了期限 %s 还没有送到", deadline));
}

/* Nobody knows how to make it any more, or whether it should still go: a person decides. */
static void tell_lost(struct running *running, const struct outbox_unit *unit)
{
    struct engine_due shown = outbox_show(running->outbox, unit);
    if (shown.done || unit->lost == OUTBOX_UNREAD) /* the definition's mistakes are told */
        return;
    tell(running, unit, "lost", unit->row.changed_at,
         arena_printf(running->outbox->arena, "%s，还没有报出", shown.lost));
    running->run->stuck++;
    if (shown.late)
        tell_late(running, unit, shown.deadline);
}

static void remind(struct running *running, const struct outbox_unit *unit)
{
    struct outbox *outbox = running->outbox;
    int32_t today = world_today(&outbox->engine->world);
    struct engine_due shown = outbox_show(outbox, unit);
    if (!unit->deadline || outbox_is_done(unit->row.state) || !unit->row.id)
        return;
    if (shown.late)
        tell_late(running, unit, shown.deadline);
    const struct define_reminder *r = unit->report->deliver->reminders;
    for (; r && !shown.late; r = r->next) {
        int32_t day = 0;
        int year = 0;
        const struct deliver_config *config =
            r->before.working ? engine_config(outbox->engine, running->diags) : NULL;
        if (period_count(config ? engine_calendar(outbox->engine, config) : NULL, unit->deadline,
                         r->before, true, &day, &year) &&
            today >= day)
            tell(running, unit, "reminder", r->text,
                 arena_printf(outbox->arena, "期限是 %s，还没有送到", shown.deadline));
    }
}

static bool make_if_due(struct running *running, struct outbox_unit *unit)
{
    if (!is_to_make(unit->row.state) || !claim(running, unit))
        return false;
    make(running, unit);
    return true;
}

static bool send_if_packed(struct running *running, struct outbox_unit *unit)
{
    if (unit->row.state != STORE_OUTBOX_PACKED || !is_time(running->outbox, &unit->row) ||
        !claim(running, unit))
        return false;
    send(running, unit);
    return true;
}

static void work(struct running *running, struct outbox_unit *unit)
{
    struct outbox *outbox = running->outbox;
    if (unit->row.state == STORE_OUTBOX_REFUSED || unit->row.state == STORE_OUTBOX_DEAD)
        tell_stuck(running, unit); /* once; a run that was ended may not have */
    bool worked = make_if_due(running, unit);
    worked |= send_if_packed(running, unit);
    if (worked && unit->row.state == STORE_OUTBOX_DUE && make_if_due(running, unit))
        send_if_packed(running, unit); /* its package was damaged here */
    remind(running, unit);
    running->run->tried += worked;
    if (worked && running->run->worked) {
        struct engine_due shown = outbox_show(outbox, unit);
        running->run->worked(running->run->context, &shown);
    }
}

/* ---- the clock ---- */

/* Periods that end in a future that is none must not be reported: such a leap is believed when it is there
   at the next run, too. */
static bool clock_is_right(struct running *running)
{
    struct outbox *outbox = running->outbox;
    bool right = true;
    int64_t days = 0;
    if (!store_outbox_clock(outbox->store, outbox->now, &right, &days, running->diags))
        return false;
    if (!right) {
        diag_add(running->diags, &ENG056, &PLACE_NONE,
                 DIAG_ARGS(arena_printf(outbox->arena, "%lld", (long long)days)));
        diag_hint(running->diags, "请核对电脑的日期；没有错的话，再运行一次就照办");
    }
    return right;
}

/* First the row, and with it the log, says that there is none; the sweep then takes it away, in this run or the next. */
static void expire(struct running *running)
{
    struct outbox *outbox = running->outbox;
    const struct deliver_config *config =
        outbox->count ? engine_config(outbox->engine, running->diags) : NULL;
    for (size_t u = 0; config && u < outbox->count; u++) {
        struct outbox_unit *unit = &outbox->units[u];
        if (!outbox_is_expired(outbox, &unit->row, config->keep_months) || !claim(running, unit))
            continue;
        unit->row.package = NULL;
        running->run->expired += put(running, unit);
    }
}

/* Rows for what is due and has none, which the units then take. */
static bool add_rows(struct outbox *outbox, struct diags *diags)
{
    bool good = true;
    for (size_t u = 0; u < outbox->count && good; u++) {
        struct outbox_unit *unit = &outbox->units[u];
        unit->row.deadline = unit->lost ? unit->row.deadline : outbox_deadline_end(unit);
        if (unit->over && !unit->row.id)
            good = store_outbox_add(outbox->store, &unit->row, diags);
    }
    return good && outbox_reread(outbox, diags);
}

bool engine_run_due(struct engine *engine, struct engine_run_due *run, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct outbox outbox;
    struct running running = {&outbox, run, diags};
    run->made = run->sent = run->stuck = run->tried = run->late = run->waiting = run->expired = 0;
    bool good = outbox_open(&outbox, engine, arena, STORE_WRITE, diags);
    run->opened = outbox.store != NULL;
    /* Nothing could be sent without it: what is due stays due, and that is told once. */
    bool ready = outbox.store && (outbox.count == 0 || engine_config(engine, diags)) &&
                 clock_is_right(&running) && add_rows(&outbox, diags);
    if (ready) {
        expire(&running);
        outbox_sweep(&outbox);
    }
    for (size_t u = 0; ready && u < outbox.count; u++) {
        struct outbox_unit *unit = &outbox.units[u];
        /* It waits for an earlier period, whatever became of that one just now. */
        unit->behind = outbox_is_behind(&outbox, unit);
        if (unit->lost)
            tell_lost(&running, unit);
        else if (unit->over && !unit->behind)
            work(&running, unit);
        else if (unit->over)
            remind(&running, unit);
        run->late += outbox_show(&outbox, unit).late;
        run->waiting += unit->over && !unit->lost &&
                        (unit->row.state == STORE_OUTBOX_PACKED || unit->behind) &&
                        !outbox_is_done(unit->row.state);
    }
    arena_free(arena);
    return good && ready;
}
