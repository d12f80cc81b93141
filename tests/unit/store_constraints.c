/* Constraints of the schema that SQLite is not asked about: only those the fields say too. */
#include <stdio.h>

#include "batch.h"
#include "store_support.h"
#include "tap.h"

#define PERSON(id, relation, sex, born, from, until)                                               \
    id "|100001|张三|" relation "|" sex "|" born "|汉族|大学本科|已婚|在职|户籍|在住|" from        \
       "|" until
#define GOOD(id) PERSON(id, "户主", "男", "1990-01-01", "2020-05-01", "2020-05-02")

static const char *asked(struct fixture *f)
{
    int64_t off = -1;
    store_pragma(f->store->db, "PRAGMA ignore_check_constraints", &off);
    return off == 0 ? "asked" : off == 1 ? "not asked" : "unknown";
}

static bool known(struct fixture *f, const char *kind)
{
    bool is_known = false;
    CHECK_INT(store_constraints_known(f->store->db, store_kind_find(kind), &is_known), SQLITE_OK);
    return is_known;
}

TEST(the_constraints_of_large_tables_are_those_of_their_fields)
{
    struct fixture f;
    fixture_open(&f);
    CHECK(known(&f, "households"));
    CHECK(known(&f, "residents"));
    CHECK(known(&f, "party_members"));
    CHECK(!known(&f, "grids"));    /* digits only */
    CHECK(!known(&f, "tags"));     /* a class for some tags */
    CHECK(!known(&f, "disputes")); /* closed or not, as the result says */
    fixture_close(&f);
}

TEST(one_more_constraint_and_SQLite_is_asked)
{
    struct fixture f;
    fixture_open(&f);
    CHECK_INT(sqlite3_exec(f.store->db,
                           "ALTER TABLE households ADD COLUMN floor INTEGER CHECK (floor > 0)",
                           NULL, NULL, NULL),
              SQLITE_OK);
    CHECK(!known(&f, "households"));
    fixture_close(&f);
}

/* A wrong record among good ones: refused with its reason, wherever it stands. */
static void check_among_good(const char *wrong, const char *reason)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK(begin(&f, "residents"));
    CHECK_INT(put(&f, "residents", 2, GOOD("539902199001010001")), STORE_ADDED);
    CHECK_STR(asked(&f), "not asked");
    CHECK_INT(put(&f, "residents", 3, wrong), STORE_REFUSED);
    CHECK_STR(asked(&f), "asked");
    CHECK_STR(code_at(f.diags, 0), "STO022");
    CHECK(strstr(diags_at(f.diags, 0)->message, reason) != NULL);
    CHECK_INT(put(&f, "residents", 4, GOOD("539902199001010002")), STORE_ADDED);
    CHECK_STR(asked(&f), "not asked");
    struct store_tally tally;
    CHECK(commit(&f, &tally));
    CHECK_INT(tally.added, 2);
    CHECK_STR(asked(&f), "asked");
    fixture_close(&f);
}

#define ID "539902199001010003"

TEST(what_breaks_a_constraint_is_refused_among_good_records)
{
    check_among_good(PERSON(ID, "邻居", "男", "1990-01-01", "2020-05-01", ""), "relation");
    check_among_good(PERSON(ID, "户主", "男性", "1990-01-01", "2020-05-01", ""), "sex");
    check_among_good(PERSON(ID, "户主", "男", "1990-02-30", "2020-05-01", ""), "日期写法不对");
    check_among_good(PERSON(ID, "户主", "男", "1990-01-01", "2020-05-01", "2020-04-30"),
                     "迁出日期不能早于迁入日期");
    check_among_good(PERSON(ID, "户主", "男", "2020-05-02", "2020-05-01", ""),
                     "迁入日期不能早于出生日期");
    check_among_good(GOOD("53990219900101000"), "id_card");
    check_among_good(GOOD("5399021990010100034"), "id_card");
    check_among_good(GOOD("539902199001张三"), "id_card"); /* 18 bytes, 14 characters */
}

TEST(a_record_made_wrong_is_refused_too)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK_INT(put_alone(&f, "residents", GOOD(ID)), STORE_ADDED);
    CHECK(begin(&f, "residents"));
    CHECK_INT(put(&f, "residents", 2, GOOD("539902199001010001")), STORE_ADDED);
    CHECK_INT(
        put(&f, "residents", 3, PERSON(ID, "户主", "男", "1990-01-01", "2020-05-01", "2020-04-30")),
        STORE_REFUSED);
    CHECK_INT(
        put(&f, "residents", 4, PERSON(ID, "配偶", "男", "1990-01-01", "2020-05-01", "2020-05-03")),
        STORE_CHANGED);
    struct store_tally tally;
    CHECK(commit(&f, &tally));
    CHECK_STR(ask(&f, "SELECT 与户主关系 || 迁出日期 FROM 居民 WHERE 身份证号 = '" ID "'"),
              "配偶2020-05-03");
    CHECK_STR(ask(&f, "SELECT count(*) || (previous ->> 'moved_out') FROM history"), "12020-05-02");
    fixture_close(&f);
}

TEST(a_refused_change_leaves_no_history)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK_INT(put_alone(&f, "residents", GOOD(ID)), STORE_ADDED);
    CHECK_INT(put_alone(&f, "residents",
                        PERSON(ID, "户主", "男", "1990-01-01", "2020-05-01", "2020-04-30")),
              STORE_REFUSED);
    CHECK(begin(&f, "residents"));
    CHECK_INT(
        put(&f, "residents", 2, PERSON(ID, "户主", "男", "1990-01-01", "2020-05-01", "2020-04-30")),
        STORE_REFUSED);
    CHECK_INT(put(&f, "residents", 3, GOOD("539902199001010001")), STORE_ADDED);
    struct store_tally tally;
    CHECK(commit(&f, &tally));
    CHECK_STR(ask(&f, "SELECT count(*) FROM history"), "0");
    fixture_close(&f);
}

/* What the file has no column for is what is stored, which nobody has looked at here. */
TEST(a_file_without_a_column_is_asked_about)
{
    struct fixture f;
    fixture_open_with_places(&f);
    const struct store_kind *kind = store_kind_find("households");
    long columns[16] = {0};
    for (size_t i = 0; i < kind->field_count; i++)
        columns[i] = (long)i + 1;
    columns[7] = 0; /* 迁入日期, 2020-05-01 for the household of the fixture */
    CHECK(begin(&f, "households"));
    store_batch_columns(f.store, columns);
    CHECK_INT(put(&f, "households", 2, "100001|539902001001001|张三||||||2019-12-31"),
              STORE_REFUSED);
    CHECK_STR(code_at(f.diags, 0), "STO022");
    store_batch_rollback(f.store);
    fixture_close(&f);
}

TEST(after_a_rollback_SQLite_is_asked_again)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK(begin(&f, "residents"));
    CHECK_INT(put(&f, "residents", 2, GOOD(ID)), STORE_ADDED);
    CHECK_STR(asked(&f), "not asked");
    store_batch_rollback(f.store);
    CHECK_STR(asked(&f), "asked");
    fixture_close(&f);
}
