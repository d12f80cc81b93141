/* The outbox's rows: one for each unit, only the holder of its fence changes it, all is logged. */
#include <huibao/store_outbox.h>

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <huibao/store_log.h>

#include "store_support.h"
#include "tap.h"

enum { HOUR = 3600 };

static const struct store_outbox_unit october = {.report = "月报",
                                                 .community = "春晖社区",
                                                 .period = "2026-10",
                                                 .target = "区民政局",
                                                 .deadline = 1793894399};

static struct store_outbox_unit first(struct fixture *f)
{
    size_t count = 0;
    const struct store_outbox_unit *units =
        store_outbox_units(f->store, f->arena, &count, f->diags);
    CHECK(units && count > 0);
    return units && count ? units[0] : (struct store_outbox_unit){0};
}

static bool claim(struct fixture *f, struct store_outbox_unit *unit)
{
    bool claimed = false;
    CHECK(store_outbox_claim(f->store, unit, HOUR, &claimed, f->diags));
    return claimed;
}

static bool put_unit(struct fixture *f, const struct store_outbox_unit *unit)
{
    bool kept = false;
    CHECK(store_outbox_put(f->store, unit, &kept, f->diags));
    return kept;
}

static void pack(struct store_outbox_unit *unit, const char *key)
{
    unit->state = STORE_OUTBOX_PACKED;
    unit->package = "1.1/十月";
    unit->manifest = "ab";
    unit->key = key;
}

TEST(a_unit_has_one_row_whoever_adds_it)
{
    struct fixture f;
    size_t count = 0;
    fixture_open(&f);
    CHECK(store_outbox_units(f.store, f.arena, &count, f.diags) && count == 0);
    CHECK(store_outbox_add(f.store, &october, f.diags));
    CHECK(store_outbox_add(f.store, &october, f.diags));
    struct store_outbox_unit other = october;
    other.period = "2026-09";
    CHECK(store_outbox_add(f.store, &other, f.diags));
    CHECK(store_outbox_units(f.store, f.arena, &count, f.diags));
    CHECK_INT(count, 2);
    struct store_outbox_unit unit = first(&f);
    CHECK_STR(unit.period, "2026-09");
    CHECK_STR(unit.target, "区民政局");
    CHECK_INT(unit.deadline, october.deadline);
    CHECK_INT(unit.state, STORE_OUTBOX_DUE);
    CHECK_INT(unit.generation, 1);
    CHECK(!unit.owner && !unit.package && !unit.receipt && !unit.key);
    CHECK_STR(ask(&f, "SELECT count(*) FROM log WHERE kind = 'delivery'"), "2");
    fixture_close(&f);
}

TEST(what_is_put_is_read_back)
{
    struct fixture f;
    fixture_open(&f);
    CHECK(store_outbox_add(f.store, &october, f.diags));
    struct store_outbox_unit unit = first(&f);
    CHECK(claim(&f, &unit));
    pack(&unit, "k1");
    unit.target = "街道";
    unit.deadline = 7;
    unit.generation = 2;
    unit.packed_at = 3;
    unit.next_at = 5;
    unit.attempts = 4;
    unit.place = "/报送/十月";
    unit.receipt = "HZ-1";
    unit.receipt_state = "waiting";
    unit.words = "没有接上";
    CHECK(put_unit(&f, &unit));
    struct store_outbox_unit now = first(&f);
    CHECK_INT(now.state, STORE_OUTBOX_PACKED);
    CHECK_STR(now.package, "1.1/十月");
    CHECK_STR(now.manifest, "ab");
    CHECK_STR(now.key, "k1");
    CHECK_STR(now.target, "街道");
    CHECK_STR(now.place, "/报送/十月");
    CHECK_STR(now.receipt, "HZ-1");
    CHECK_STR(now.receipt_state, "waiting");
    CHECK_STR(now.words, "没有接上");
    CHECK(now.deadline == 7 && now.generation == 2 && now.packed_at == 3 && now.next_at == 5 &&
          now.attempts == 4 && !now.owner && now.lease_until == 0);
    CHECK(!put_unit(&f, &unit)); /* the claim ended */
    fixture_close(&f);
}

TEST(every_change_is_an_entry_of_the_log)
{
    struct fixture f;
    struct store_log_head head;
    fixture_open(&f);
    CHECK(store_outbox_add(f.store, &october, f.diags));
    struct store_outbox_unit unit = first(&f);
    CHECK(claim(&f, &unit));
    pack(&unit, "k1");
    unit.words = "张三说不要";
    CHECK(put_unit(&f, &unit));
    CHECK_STR(ask(&f, "SELECT group_concat(details ->> 'act' || ' ' || (details ->> 'state'), ', ')"
                      " FROM log WHERE kind = 'delivery'"),
              "add due, claim due, put packed");
    CHECK_STR(ask(&f, "SELECT subject FROM log ORDER BY number DESC"),
              "月报 春晖社区 2026-10 → 区民政局");
    CHECK_STR(ask(&f, "SELECT count(*) FROM log WHERE instr(details, '张三')"), "0");
    CHECK(store_log_verify(f.store, 0, NULL, &head, f.diags));
    meddle(f.path, "CREATE TRIGGER full BEFORE INSERT ON log BEGIN SELECT raise(ABORT, 'full');"
                   " END");
    unit = first(&f);
    bool claimed = true;
    CHECK(!store_outbox_claim(f.store, &unit, HOUR, &claimed, f.diags));
    CHECK_INT(first(&f).fence, 1); /* neither the act nor its entry */
    fixture_close(&f);
}

TEST(of_two_who_read_the_same_unit_one_may_work_on_it)
{
    struct fixture f;
    fixture_open(&f);
    f.world.clock = 1000;
    CHECK(store_outbox_add(f.store, &october, f.diags));
    struct store_outbox_unit mine = first(&f), yours = mine;
    CHECK(claim(&f, &mine));
    CHECK(!claim(&f, &yours));
    CHECK_INT(first(&f).lease_until, 1000 + HOUR);
    yours = first(&f);
    CHECK(!claim(&f, &yours)); /* read after it was claimed: this process lives */
    pack(&mine, "k1");
    CHECK(put_unit(&f, &mine));
    CHECK(!claim(&f, &yours)); /* read before it was packed */
    yours = first(&f);
    CHECK(claim(&f, &yours));
    fixture_close(&f);
}

TEST(what_a_late_owner_writes_is_dropped)
{
    struct fixture f;
    fixture_open(&f);
    f.world.clock = 1000;
    CHECK(store_outbox_add(f.store, &october, f.diags));
    struct store_outbox_unit slow = first(&f);
    CHECK(claim(&f, &slow));
    f.world.clock += HOUR; /* the lease is over: somebody else takes it */
    struct store_outbox_unit next = first(&f);
    CHECK(claim(&f, &next));
    slow.state = STORE_OUTBOX_DEAD;
    CHECK(!put_unit(&f, &slow));
    CHECK_INT(first(&f).state, STORE_OUTBOX_DUE);
    next.state = STORE_OUTBOX_SENT;
    CHECK(put_unit(&f, &next));
    CHECK_INT(first(&f).state, STORE_OUTBOX_SENT);
    fixture_close(&f);
}

/* A process of this machine that is gone by now. */
static const char *gone_owner(struct fixture *f)
{
    int ends[2];
    char name[512] = "";
    struct arena *arena = f->arena;
    CHECK(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        const char *owner = store_outbox_owner(arena, &f->world);
        _exit(write(ends[1], owner, strlen(owner)) > 0 ? 0 : 1);
    }
    waitpid(child, NULL, 0);
    ssize_t length = read(ends[0], name, sizeof name - 1);
    close(ends[0]);
    close(ends[1]);
    CHECK(length > 0);
    return arena_strndup(arena, name, length > 0 ? (size_t)length : 0);
}

TEST(a_process_that_is_gone_holds_nothing)
{
    struct fixture f;
    fixture_open(&f);
    f.world.clock = 1000;
    memcpy(f.world.host, "pc1", 4);
    const char *mine = store_outbox_owner(f.arena, &f.world), *gone = gone_owner(&f);
    CHECK(store_outbox_owner_holds(mine, 2000, &f.world));
    CHECK(!store_outbox_owner_holds(mine, 1000, &f.world)); /* its lease is over */
    CHECK(!store_outbox_owner_holds(NULL, 2000, &f.world));
    CHECK(!store_outbox_owner_holds(gone, 2000, &f.world));
    /* The same number, another process. */
    const char *other = arena_printf(f.arena, "%s1", mine);
    CHECK(!store_outbox_owner_holds(other, 2000, &f.world));
    /* Before this machine was started anew, if it has an id to be known by. */
    const char *machine = arena_strndup(f.arena, mine, strcspn(mine, " "));
    const char *restarted =
        arena_printf(f.arena, "%s 00000000-0000-4000-8000-000000000000 4026531836 1 1", machine);
    CHECK(store_outbox_owner_holds(restarted, 2000, &f.world) == !strchr(machine, '#'));
    /* Another machine of the same name; one of which no id is known. */
    CHECK(store_outbox_owner_holds("pc1#0123 00000000-0000 4026531836 1 1", 2000, &f.world));
    CHECK(store_outbox_owner_holds("pc1 00000000-0000 4026531836 1 1", 2000, &f.world));
    /* The same number in another container of this machine is another process. */
    const char *start = strchr(mine, ' '), *space = strchr(start + 1, ' ');
    CHECK(store_outbox_owner_holds(
        arena_printf(f.arena, "%.*s 1%s", (int)(space - mine), mine, strchr(space + 1, ' ')), 2000,
        &f.world));
    /* Elsewhere nothing is known but the lease. */
    CHECK(store_outbox_owner_holds("pc10 00000000-0000 4026531836 1 1", 2000, &f.world));
    CHECK(store_outbox_owner_holds("pc2", 2000, &f.world));
    CHECK(store_outbox_owner_holds("pc1 1 1", 2000, &f.world)); /* it could not read its start */
    CHECK(!store_outbox_owner_holds("pc2", 999, &f.world));
    fixture_close(&f);
}

TEST(a_unit_that_is_packed_has_a_package_and_a_key_of_its_own)
{
    struct fixture f;
    bool kept = true;
    fixture_open(&f);
    struct store_outbox_unit other = october;
    other.period = "2026-09";
    CHECK(store_outbox_add(f.store, &october, f.diags));
    struct store_outbox_unit unit = first(&f);
    CHECK(claim(&f, &unit));
    unit.state = STORE_OUTBOX_PACKED;
    CHECK(!store_outbox_put(f.store, &unit, &kept, f.diags));
    pack(&unit, "k1");
    CHECK(put_unit(&f, &unit));
    CHECK(store_outbox_add(f.store, &other, f.diags));
    unit = first(&f);
    CHECK_STR(unit.period, "2026-09");
    CHECK(claim(&f, &unit));
    pack(&unit, "k1");
    CHECK(!store_outbox_put(f.store, &unit, &kept, f.diags));
    CHECK(kept);
    CHECK_INT(diags_count(f.diags, DIAG_ERROR), 2);
    pack(&unit, "k2");
    CHECK(put_unit(&f, &unit)); /* it is still claimed */
    fixture_close(&f);
}

TEST(an_event_is_told_once_until_it_is_over)
{
    struct fixture f;
    size_t count = 0;
    fixture_open(&f);
    CHECK(store_outbox_add(f.store, &october, f.diags));
    struct store_outbox_event late = {first(&f).id, "late", "2026-11-05", "过了期限还没有送到"};
    CHECK(store_outbox_tell(f.store, &late, f.diags));
    CHECK(store_outbox_tell(f.store, &late, f.diags));
    const struct store_outbox_event *events =
        store_outbox_untold(f.store, f.arena, &count, f.diags);
    if (CHECK(events && count == 1)) {
        CHECK_STR(events[0].text, late.text);
        CHECK_STR(events[0].kind, late.kind);
        CHECK(store_outbox_told(f.store, &events[0], f.diags));
    }
    CHECK(store_outbox_tell(f.store, &late, f.diags)); /* known already */
    CHECK(store_outbox_untold(f.store, f.arena, &count, f.diags) && count == 0);
    CHECK(store_outbox_forget(f.store, late.unit, "late", f.diags));
    CHECK(store_outbox_tell(f.store, &late, f.diags));
    CHECK(store_outbox_untold(f.store, f.arena, &count, f.diags) && count == 1);
    struct store_outbox_event nobody = late;
    nobody.unit = 77;
    CHECK(!store_outbox_tell(f.store, &nobody, f.diags));
    fixture_close(&f);
}

TEST(a_damaged_database_is_told)
{
    struct fixture f;
    size_t count = 7;
    fixture_open(&f);
    CHECK(store_outbox_add(f.store, &october, f.diags));
    struct store_outbox_unit unit = first(&f);
    meddle(f.path, "DROP TABLE outbox_events; DROP TABLE outbox");
    const struct store_outbox_event event = {unit.id, "late", "", ""};
    bool flag = true;
    CHECK(!store_outbox_add(f.store, &october, f.diags));
    CHECK(!store_outbox_claim(f.store, &unit, HOUR, &flag, f.diags));
    CHECK(!store_outbox_put(f.store, &unit, &flag, f.diags));
    CHECK(!store_outbox_units(f.store, f.arena, &count, f.diags));
    CHECK(!store_outbox_tell(f.store, &event, f.diags));
    CHECK(!store_outbox_told(f.store, &event, f.diags));
    CHECK(!store_outbox_forget(f.store, 1, "late", f.diags));
    CHECK(!store_outbox_untold(f.store, f.arena, &count, f.diags));
    meddle(f.path, "DROP TABLE outbox_clock");
    int64_t days = 7;
    CHECK(!store_outbox_clock(f.store, 1, &flag, &days, f.diags));
    CHECK(flag && count == 7 && days == 7 && unit.fence == 0);
    CHECK_INT(diags_count(f.diags, DIAG_ERROR), 9);
    fixture_close(&f);
}

TEST(every_state_is_kept_under_its_name)
{
    CHECK_STR(store_outbox_state_name(STORE_OUTBOX_DUE), "due");
    CHECK_STR(store_outbox_state_name(STORE_OUTBOX_CANCELLED), "cancelled");
    CHECK_INT(STORE_OUTBOX_STATES, 9);
}

TEST(a_clock_that_leaps_ahead_is_believed_the_second_time)
{
    const int64_t day = 86400, start = 1793678400;
    struct fixture f;
    bool right = false;
    int64_t days = 0;
    fixture_open(&f);
    CHECK(store_outbox_clock(f.store, start, &right, &days, f.diags) && right);
    CHECK(store_outbox_clock(f.store, start + 30 * day, &right, &days, f.diags) && right);
    CHECK(store_outbox_clock(f.store, start + 400 * day, &right, &days, f.diags) && !right);
    CHECK_INT(days, 370);
    CHECK(store_outbox_clock(f.store, start + 31 * day, &right, &days, f.diags) &&
          right); /* put back */
    CHECK(store_outbox_clock(f.store, start + 400 * day, &right, &days, f.diags) && !right);
    CHECK(store_outbox_clock(f.store, start + 400 * day + 3600, &right, &days, f.diags) && right);
    CHECK(store_outbox_clock(f.store, start, &right, &days, f.diags) &&
          right); /* back: nothing is due */
    fixture_close(&f);
}
