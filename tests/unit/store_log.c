/* The audit log: what goes in, and that whatever is done to it afterwards is noticed. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <huibao/store_log.h>

#include "private.h"
#include "store_support.h"
#include "tap.h"

static const char guards_off[] = "DROP TRIGGER log_stays; DROP TRIGGER log_remains;"
                                 "DROP TRIGGER log_head_grows; DROP TRIGGER log_grows;"
                                 "DROP TRIGGER log_head_stays; DROP TRIGGER log_grown;";

static bool add(struct fixture *f, const char *subject)
{
    static const char *const files[] = {"11", "22", NULL};
    const struct store_log_detail details[] = {{.key = "report", .text = "月\"报"},
                                               {.key = "files", .list = files},
                                               {.key = "batch", .number = -3}};
    struct store_log_new entry = {STORE_LOG_DELIVERY, subject, details, BASE_COUNT(details)};
    return store_log_add(f->store, &entry, NULL, f->diags);
}

static bool verify(struct fixture *f, int64_t last, const struct store_log_head *kept)
{
    struct store_log_head head;
    fixture_forget(f);
    bool holds = store_log_verify(f->store, last, kept, &head, f->diags);
    CHECK_INT(diags_kept(f->diags), holds ? 0 : 1);
    return holds;
}

/* The database with five entries (the first is init's), its guards off and changed by `sql`. */
static void tampered(const char *sql, const char *code, const char *says)
{
    struct fixture f;
    fixture_open(&f);
    for (int i = 0; i < 4; i++)
        CHECK(add(&f, "甲"));
    CHECK(verify(&f, 0, NULL));
    meddle(f.path, arena_printf(f.arena, "%s%s", guards_off, sql));
    CHECK(!verify(&f, 0, NULL));
    CHECK_STR(code_at(f.diags, 0), code);
    if (!CHECK(strstr(diags_at(f.diags, 0)->message, says) != NULL))
        printf("# %s\n", diags_at(f.diags, 0)->message);
    fixture_close(&f);
}

TEST(an_entry_has_who_when_what_in_one_form)
{
    struct fixture f;
    fixture_open(&f);
    f.world.clock = 1793678400;
    f.world.user = "wang";
    memcpy(f.world.host, "pc1", 4);
    CHECK(add(&f, "月报 春晖社区"));
    struct store_log_query query = {.most = 1};
    size_t count = 0;
    const struct store_log_entry *list =
        store_log_entries(f.store, f.arena, &query, &count, f.diags);
    if (CHECK_INT(count, 1)) {
        CHECK_INT(list->number, 2);
        CHECK_STR(list->at, "2026-11-03 12:00:00");
        CHECK_STR(list->who, "wang@pc1");
        CHECK_STR(list->kind, "delivery");
        CHECK_STR(list->subject, "月报 春晖社区");
        CHECK_STR(list->details,
                  "{\"batch\":-3,\"files\":[\"11\",\"22\"],\"report\":\"月\\\"报\"}");
        CHECK_STR(list->previous, ask(&f, "SELECT hash FROM log WHERE number = 1"));
        CHECK_STR(list->hash, ask(&f, "SELECT hash FROM log_head"));
    }
    fixture_close(&f);
}

TEST(acts_and_their_entries_are_one_transaction)
{
    struct fixture f;
    struct store_tally tally;
    fixture_open(&f);
    CHECK_STR(ask(&f, "SELECT kind || ' ' || count(*) FROM log"), "init 1");
    CHECK(begin(&f, "communities"));
    put(&f, "communities", 2, "539902001000|望澜街道|街道|");
    store_batch_rollback(f.store);
    CHECK_STR(ask(&f, "SELECT count(*) FROM log"), "1");
    CHECK_INT(put_alone(&f, "communities", "539902001000|望澜街道|街道|"), STORE_ADDED);
    CHECK_STR(ask(&f, "SELECT kind || subject || details FROM log WHERE number = 2"),
              "import第 1 批 社区{\"added\":1,\"batch\":1,\"changed\":0,\"kind\":\"communities\","
              "\"rows\":1}");
    CHECK_INT(put_alone(&f, "communities", "539902001000|望澜街道|街道|"), STORE_SAME);
    CHECK_STR(ask(&f, "SELECT count(*) FROM log"), "2");
    CHECK(store_batch_undo(f.store, 1, &tally, f.diags));
    CHECK_STR(ask(&f, "SELECT kind FROM log WHERE number = 3"), "undo");
    struct store_explanation why = {
        .report = "r", .check = "c", .because = "王小明迁入", .by = "李"};
    CHECK(store_explain(f.store, &why, f.diags));
    bool stood = false;
    CHECK(store_explanation_withdraw(f.store, &why, &stood, f.diags));
    CHECK(store_explanation_withdraw(f.store, &why, &stood, f.diags));
    CHECK(!stood);
    CHECK_STR(ask(&f, "SELECT group_concat(kind) FROM log WHERE number > 3"),
              "explanation,withdrawal");
    CHECK_STR(ask(&f, "SELECT count(*) FROM log WHERE details LIKE '%王小明%'"), "0");
    CHECK(verify(&f, 0, NULL));
    fixture_close(&f);
}

TEST(other_programs_cannot_change_it_by_mistake)
{
    struct fixture f;
    fixture_open(&f);
    CHECK(add(&f, "甲"));
    static const char *const refused[] = {
        "UPDATE log SET who = 'x'",
        "DELETE FROM log",
        "DELETE FROM log WHERE number = 2",
        "INSERT OR REPLACE INTO log SELECT 1, at, who, kind, subject, details, previous, hash FROM "
        "log WHERE number = 2",
        "INSERT INTO log SELECT 9, at, who, kind, subject, details, previous, hash FROM log WHERE "
        "number = 2",
        "UPDATE log_head SET number = 1",
        "DELETE FROM log_head",
        "INSERT OR REPLACE INTO log_head VALUES (2, 7, 'x')"};
    for (size_t i = 0; i < BASE_COUNT(refused); i++)
        if (!CHECK(sqlite3_exec(f.store->db, refused[i], NULL, NULL, NULL) != SQLITE_OK))
            printf("# %s\n", refused[i]);
    CHECK(verify(&f, 0, NULL));
    fixture_close(&f);
}

TEST(STO050_the_first_entry_that_does_not_fit_is_told)
{
    tampered("UPDATE log SET who = 'x' WHERE number = 3", "STO050", "第 3 条");
    tampered("UPDATE log SET at = '2020-01-01 00:00:00' WHERE number = 2", "STO050",
             "第 2 条（2020-01-01 00:00:00）");
    tampered("DELETE FROM log WHERE number = 3", "STO050", "第 3 条，那一条不见了");
    tampered("DELETE FROM log WHERE number = 1", "STO050", "第 1 条，那一条不见了");
    tampered("UPDATE log SET previous = hash WHERE number = 4", "STO050", "上一条");
}

TEST(STO051_a_tail_cut_off_and_guards_taken_away)
{
    tampered("DELETE FROM log WHERE number = 5", "STO051", "应当有 5 条，最后一条却是第 4 条");
    tampered("DELETE FROM log", "STO051", "最后一条却是第 0 条");
    tampered("", "STO051", "触发器");
}

TEST(a_head_kept_elsewhere_notices_a_new_chain)
{
    struct fixture f;
    struct store_log_head kept, later;
    fixture_open(&f);
    CHECK(add(&f, "甲") && add(&f, "乙"));
    CHECK(store_log_head(f.store, &kept, f.diags));
    CHECK(add(&f, "丙"));
    CHECK(store_log_head(f.store, &later, f.diags));
    CHECK(verify(&f, 0, &kept) && verify(&f, 0, &later));
    later.number = 9;
    CHECK(!verify(&f, 0, &later));
    CHECK_STR(code_at(f.diags, 0), "STO051");
    kept.hash[0] = kept.hash[0] == 'a' ? 'b' : 'a';
    CHECK(!verify(&f, 0, &kept));
    CHECK_STR(code_at(f.diags, 0), "STO050");
    fixture_close(&f);
}

TEST(the_last_entries_alone_can_be_looked_at)
{
    struct fixture f;
    fixture_open(&f);
    for (int i = 0; i < 6; i++)
        CHECK(add(&f, "甲"));
    char *sql =
        arena_printf(f.arena, "DROP TRIGGER log_stays; UPDATE log SET who = 'x' WHERE number = 2;"
                              "CREATE TRIGGER log_stays BEFORE UPDATE ON log BEGIN SELECT 1; END");
    meddle(f.path, sql);
    CHECK(verify(&f, 4, NULL));
    CHECK(!verify(&f, 0, NULL));
    fixture_close(&f);
}

TEST(processes_that_write_at_once_make_one_chain)
{
    enum { PROCESSES = 4, EACH = 25 };
    struct fixture f;
    fixture_open(&f);
    fflush(stdout);
    for (int p = 0; p < PROCESSES; p++) {
        if (fork() != 0)
            continue;
        struct fixture child = f;
        bool good = true;
        child.store = store_open(f.path, STORE_WRITE, &f.world, f.diags);
        for (int i = 0; child.store && i < EACH; i++)
            good &= add(&child, "甲");
        store_close(child.store);
        _exit(child.store && good ? 0 : 1);
    }
    for (int p = 0; p < PROCESSES; p++) {
        int status = -1;
        CHECK(wait(&status) > 0 && status == 0);
    }
    CHECK(verify(&f, 0, NULL));
    CHECK_STR(ask(&f, "SELECT count(*) FROM log"), "101");
    fixture_close(&f);
}

TEST(entries_are_found_by_time_kind_and_subject)
{
    struct fixture f;
    fixture_open(&f);
    f.world.clock = 1700000000;
    CHECK(add(&f, "月报 甲") && add(&f, "季报 乙"));
    f.world.clock = 1793678400;
    CHECK(add(&f, "月报 丙"));
    static const struct {
        struct store_log_query query;
        size_t count;
    } cases[] = {{{.kind = "delivery"}, 3},
                 {{.kind = "import"}, 0},
                 {{.kind = "delivery", .since = "2026-11"}, 1},
                 {{.subject = "月报"}, 2},
                 {{.subject = "月报", .most = 1}, 1}};
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        size_t count = 99;
        CHECK(store_log_entries(f.store, f.arena, &cases[i].query, &count, f.diags) != NULL);
        CHECK_INT(count, cases[i].count);
    }
    enum store_log_kind kind;
    CHECK(store_log_kind_find("报送", &kind) && kind == STORE_LOG_DELIVERY);
    CHECK(store_log_kind_find("delivery", &kind) && !store_log_kind_find("x", &kind));
    fixture_close(&f);
}
