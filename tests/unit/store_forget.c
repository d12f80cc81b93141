/* Forgetting a person: nothing of them is left, no figure changes, and files do not bring them back. */
#include <huibao/store_forget.h>
#include <huibao/store_log.h>

#include <stdlib.h>
#include <string.h>

#include "store_support.h"
#include "tap.h"

#define ZHANG ID_ZHANG "|100001|张三|户主|男|1990-01-17|汉族||||户籍|在住|2020-05-01|"
#define LI ID_LI "|100001|李小四|配偶|女|1985-05-05|汉族||||户籍|在住|2020-05-01|"
#define MEMBER "D001|539902001001|王建国|第一支部|男|1960-07-20|||正式|在册||1985-01-01|2020-01-01|"

static void populate(struct fixture *f)
{
    fixture_open_with_places(f);
    CHECK_INT(put_alone(f, "residents", ZHANG), STORE_ADDED);
    CHECK_INT(put_alone(f, "residents", LI), STORE_ADDED);
    CHECK_INT(put_alone(f, "party_members", MEMBER), STORE_ADDED);
}

static bool forget(struct fixture *f, const char *kind, const char *key)
{
    struct store_forgetting forgetting = {.kind = store_kind_find(kind), .key = key};
    return store_forget(f->store, &forgetting, f->diags);
}

/* Whether a text stands anywhere in the file or in its log of writes. */
static bool file_holds(struct fixture *f, const char *text)
{
    static const char *const suffixes[] = {"", "-wal"};
    bool holds = false;
    for (size_t i = 0; i < BASE_COUNT(suffixes); i++) {
        const char *path = arena_printf(f->arena, "%s%s", f->path, suffixes[i]);
        struct diags *unused = diags_new();
        size_t length = 0;
        const char *bytes =
            file_exists(path) ? file_read(f->arena, path, 1u << 26, &length, unused) : NULL;
        holds |= bytes && memmem(bytes, length, text, strlen(text)) != NULL;
        diags_free(unused);
    }
    return holds;
}

static const char people[] =
    "SELECT group_concat(name || substr(id_card, 1, 3) || born_on || sex, ' ') FROM "
    "(SELECT * FROM residents ORDER BY id)";

TEST(nothing_of_a_person_is_left_but_what_is_counted)
{
    struct fixture f;
    populate(&f);
    put_alone(&f, "residents",
              ID_ZHANG "|100001|张三丰|户主|男|1990-01-17|汉族||||户籍|外出|2020-05-01|");
    put_alone(&f, "residents", ZHANG);
    CHECK(file_holds(&f, ID_ZHANG) && file_holds(&f, "张三"));
    CHECK(forget(&f, "residents", ID_ZHANG));
    CHECK_INT(diags_kept(f.diags), 0);
    CHECK_STR(ask(&f, people), "已删除已删除1990-01-01男 李小四5391985-05-05女");
    CHECK_STR(ask(&f, "SELECT head FROM households"), "已删除");
    CHECK(!file_holds(&f, ID_ZHANG));
    CHECK(!file_holds(&f, "张三"));
    CHECK(file_holds(&f, "李小四"));
    CHECK_STR(ask(&f, "SELECT length(id_card) FROM residents WHERE name = '已删除'"), "18");
    CHECK_STR(ask(&f, "SELECT kind || subject FROM log ORDER BY number DESC LIMIT 1"),
              "forgetting居民");
    struct store_log_head head;
    CHECK(store_log_verify(f.store, 0, NULL, &head, f.diags));
    fixture_close(&f);
}

TEST(a_file_goes_on_updating_the_record_without_the_person)
{
    struct fixture f;
    populate(&f);
    CHECK(forget(&f, "residents", ID_ZHANG));
    CHECK_INT(put_alone(&f, "residents", ZHANG), STORE_SAME);
    CHECK_INT(put_alone(&f, "residents",
                        ID_ZHANG "|100001|张三|户主|男|1990-01-17|汉族||||户籍|外出|2020-05-01|"),
              STORE_CHANGED);
    CHECK_STR(ask(&f, "SELECT count(*) || presence || name FROM residents WHERE name = '已删除'"),
              "1外出已删除");
    CHECK_INT(put_alone(&f, "tags", ID_ZHANG "|独居老人||2026-01-01|"), STORE_ADDED);
    CHECK_STR(ask(&f,
                  "SELECT count(*) FROM tags JOIN residents r ON r.id = resident_id WHERE r.name = "
                  "'已删除'"),
              "1");
    CHECK_INT(put_alone(&f, "households", HOUSEHOLD), STORE_SAME);
    CHECK_INT(
        put_alone(&f, "households", "100001|539902001001001|李小四|春晖苑|3栋|1|301|2020-05-01|"),
        STORE_CHANGED);
    CHECK_STR(ask(&f, "SELECT head FROM households"), "李小四");
    CHECK(!file_holds(&f, ID_ZHANG));
    fixture_close(&f);
}

TEST(a_batch_with_somebody_forgotten_can_still_be_undone)
{
    struct fixture f;
    populate(&f);
    CHECK_INT(put_alone(&f, "residents",
                        ID_ZHANG "|100001|张三|户主|男|1990-01-17|汉族||||户籍|外出|2020-05-01|"),
              STORE_CHANGED);
    struct store_tally tally = {0};
    int64_t batch = atoll(ask(&f, "SELECT max(id) FROM batches"));
    CHECK(forget(&f, "residents", ID_ZHANG));
    CHECK(store_batch_undo(f.store, batch, &tally, f.diags));
    CHECK_INT(tally.changed, 1);
    CHECK_STR(ask(&f, people), "已删除已删除1990-01-01男 李小四5391985-05-05女");
    CHECK_STR(ask(&f, "SELECT presence FROM residents WHERE name = '已删除'"), "在住");
    fixture_close(&f);
}

TEST(members_and_liaisons_too)
{
    static const char unit[] =
        "91539902MA6ABCDE08|539902001001|青山机械厂|企业|其他|||何伟|13800001234||2026-01-01|";
    struct fixture f;
    populate(&f);
    CHECK_INT(put_alone(&f, "units", unit), STORE_ADDED);
    CHECK(forget(&f, "party_members", "D001"));
    CHECK(forget(&f, "units", "91539902MA6ABCDE08"));
    CHECK_STR(ask(&f, "SELECT number || name || born_on FROM party_members"),
              "D001已删除1960-07-01");
    CHECK_STR(ask(&f, "SELECT (liaison IS NULL) || (telephone IS NULL) || name FROM units"),
              "11青山机械厂");
    CHECK(!file_holds(&f, "王建国") && !file_holds(&f, "何伟") && !file_holds(&f, "13800001234"));
    CHECK_INT(put_alone(&f, "party_members", MEMBER), STORE_SAME);
    CHECK_INT(put_alone(&f, "units", unit), STORE_SAME);
    CHECK_INT(put_alone(&f, "units",
                        "91539902MA6ABCDE08|539902001001|青山机械厂|企业|其他|||周正|13900005678||"
                        "2026-01-01|"),
              STORE_CHANGED); /* another person */
    CHECK_STR(ask(&f, "SELECT liaison FROM units"), "周正");
    fixture_close(&f);
}

TEST(who_is_not_there_and_who_must_be_kept)
{
    struct fixture f;
    populate(&f);
    CHECK(!forget(&f, "residents", "539902199001019999"));
    CHECK_STR(code_at(f.diags, 0), "STO060");
    fixture_forget(&f);
    CHECK_INT(put_alone(&f, "tags", ID_LI "|低保|成年人|2026-01-01|"), STORE_ADDED);
    CHECK(!forget(&f, "residents", ID_LI));
    CHECK_STR(code_at(f.diags, 0), "STO062");
    CHECK(strstr(diags_at(f.diags, 0)->message, "低保") != NULL);
    CHECK(strstr(diags_at(f.diags, 0)->message, ID_LI) == NULL);
    fixture_forget(&f);
    CHECK_STR(ask(&f, people), "张三5391990-01-17男 李小四5391985-05-05女");
    CHECK_INT(put_alone(&f, "tags", ID_LI "|低保|成年人|2026-01-01|2026-06-30"), STORE_CHANGED);
    CHECK(forget(&f, "residents", ID_LI));
    CHECK(forget(&f, "residents", ID_LI)); /* again: nothing to do */
    CHECK_STR(code_at(f.diags, 0), "STO061");
    fixture_close(&f);
}

TEST(trying_changes_nothing_and_lifting_lets_them_come_back)
{
    struct fixture f;
    populate(&f);
    struct store_forgetting trial = {
        .kind = store_kind_find("residents"), .key = ID_ZHANG, .dry_run = true};
    CHECK(store_forget(f.store, &trial, f.diags));
    CHECK_INT(trial.households, 1);
    CHECK_STR(ask(&f, people), "张三5391990-01-17男 李小四5391985-05-05女");
    CHECK_STR(ask(&f, "SELECT count(*) FROM forgotten"), "0");
    CHECK(!store_forget_lift(f.store, trial.kind, ID_ZHANG, f.diags));
    CHECK_STR(code_at(f.diags, 0), "STO064");
    fixture_forget(&f);
    CHECK(forget(&f, "residents", ID_ZHANG));
    CHECK(store_forget_lift(f.store, trial.kind, ID_ZHANG, f.diags));
    CHECK_STR(ask(&f, "SELECT count(*) FROM forgotten"), "0");
    CHECK_INT(put_alone(&f, "residents", ZHANG), STORE_CHANGED);
    CHECK_STR(ask(&f, people), "张三5391990-01-17男 李小四5391985-05-05女");
    fixture_close(&f);
}

TEST(what_renders_printed_and_explanations_say_is_scrubbed)
{
    struct fixture f;
    populate(&f);
    meddle(
        f.path,
        "INSERT INTO renders (made_at, made_by, report, arguments, closed, definition, dictionary, "
        "style, data, version, last_batch, printed) VALUES ('', '', 'r', '{}', 0, '', '', '', '', "
        "'', 0, "
        "'[[\"名册.数[张三]\",\"1\"],[\"首位\",\"张三\"],[\"句\",\"张三丰收\"],[\"号\",\"" ID_ZHANG
        "\"]]')");
    meddle(f.path,
           "INSERT INTO explanations (report, community, period, check_id, figures, because, "
           "explained_by, explained_at) VALUES ('r', '', '', 'A', '1', '漏了张三一人', '李', '')");
    CHECK(forget(&f, "residents", ID_ZHANG));
    CHECK_STR(ask(&f, "SELECT printed FROM renders"),
              "[[\"名册.数[已删除]\",\"1\"],[\"首位\",\"已删除\"],[\"句\",\"张三丰收\"],[\"号\","
              "\"已删除\"]]");
    CHECK_STR(ask(&f, "SELECT because FROM explanations"), "漏了已删除一人");
    fixture_close(&f);
}

TEST(while_somebody_reads_the_old_bytes_stay_and_that_is_told)
{
    struct fixture f;
    populate(&f);
    sqlite3 *reader = NULL;
    sqlite3_open_v2(f.path, &reader, SQLITE_OPEN_READONLY, NULL);
    sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM residents", NULL, NULL, NULL);
    CHECK(forget(&f, "residents", ID_ZHANG));
    CHECK_STR(code_at(f.diags, 0), "STO063");
    sqlite3_exec(reader, "COMMIT", NULL, NULL, NULL);
    sqlite3_close(reader);
    fixture_forget(&f);
    CHECK(forget(&f, "residents", ID_ZHANG)); /* the same command again cleans the file */
    CHECK_STR(code_at(f.diags, 0), "STO061");
    CHECK(!file_holds(&f, ID_ZHANG));
    fixture_close(&f);
}
