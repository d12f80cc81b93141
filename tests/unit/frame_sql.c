/* SQL that is wrong or refused: the code, the place within the text, the hint. */
#include <fcntl.h>
#include <unistd.h>

#include "frame_case.h"
#include "state.h"

/* Runs one hand-made dataset of a report with 社区 and 期; the table, or NULL. */
static const struct frame_table *run(struct frame_case *c, const char *database,
                                     struct define_dataset *dataset)
{
    static const char text[] = "---\nid: t\ntitle: '{{社区}}{{期}}'\n" CASE_PARAMS "---\n正文。\n";
    *c = case_define(NULL, text);
    case_open(c, database);
    return c->frame ? frame_table(c->frame, dataset, c->diags) : NULL;
}

struct sql_case {
    const char *sql, *code;
    long line, column; /* of the text, which stands at 10:1 */
    const char *hint;  /* a word of it, or NULL */
};

static void check_refused(const char *database, const struct sql_case *want)
{
    struct frame_case c;
    struct define_dataset dataset = case_dataset("试", want->sql);
    CHECK(run(&c, database, &dataset) == NULL);
    if (!case_said_at(&c, want->code, "手写.md", want->line, want->column))
        printf("# in: %s\n", want->sql);
    if (want->hint)
        case_hint_has(&c, want->hint);
    CHECK(diags_kept(c.diags) && strstr(diags_at(c.diags, 0)->context, "数据集“试”"));
    CHECK(frame_table(c.frame, &dataset, c.diags) == NULL);
    CHECK_INT(diags_kept(c.diags), 1); /* told once */
    case_close(&c);
}

TEST(wrong_sql_is_told_in_chinese_at_its_place)
{
    static const struct sql_case cases[] = {
        {"SELECT 受里日期 FROM 纠纷", "FRM010", 10, 8, "受理日期"},
        {"SELECT 类别,\n  a.结里 FROM 纠纷 a", "FRM010", 11, 3, "结果"},
        {"SELECT \"没有\" FROM 纠纷", "FRM010", 10, 8, NULL},
        {"SELECT 受理时间 FROM 纠纷", "FRM010", 10, 8, "受理日期"},
        {"SELECT 1 FROM 纠份", "FRM011", 10, 15, "纠纷"},
        {"SELECT 类别 FROM disputes", "FRM011", 10, 16, "纠纷"},
        {"SELECT a.类别\nFROM 社区 b JOIN  party_members a", "FRM011", 11, 17, "党员"},
        {"SELECT 1\nFROM 纠纷\nWHER 类别 = 1", "FRM012", 12, 6, NULL},
        {"SELECT 'x", "FRM012", 10, 8, NULL},
        {"SELECT 1 FROM", "FRM013", 10, 1, NULL},
        {"SELECT cuont(*) FROM 纠纷", "FRM014", 10, 8, "count"},
        {"SELECT 社区 FROM 纠纷, 社区", "FRM015", 10, 8, NULL},
        {"SELECT 1 FROM 纠纷 WHERE count(*) > 1", "FRM016", 10, 24, NULL},
        {"SELECT (SELECT 1, 2)", "FRM017", 10, 1, NULL},
        {"SELECT length()", "FRM018", 10, 8, NULL},
    };
    const char *database = fixture_database("wrong.db");
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        check_refused(database, &cases[i]);
}

TEST(only_select_of_views_with_known_functions_passes)
{
    static const struct sql_case cases[] = {
        {"INSERT INTO disputes (id) VALUES (1)", "FRM020", 10, 1, NULL},
        {"UPDATE disputes SET result = 'x'", "FRM020", 10, 1, NULL},
        {"DELETE FROM disputes", "FRM020", 10, 1, NULL},
        {"WITH x AS (SELECT 1) DELETE FROM disputes", "FRM020", 10, 1, NULL},
        {"ATTACH '/tmp/x.db' AS x", "FRM020", 10, 1, NULL},
        {"REPLACE INTO disputes SELECT * FROM disputes", "FRM020", 10, 1, NULL},
        {"WITH 甲 AS (SELECT 1) DELETE FROM disputes RETURNING 1", "FRM020", 10, 1, NULL},
        {"SELECT sqlite_version()", "FRM014", 10, 8, NULL},
        {"SELECT zeroblob(1000000000)", "FRM014", 10, 8, NULL},
        {"SELECT readfile('/etc/passwd')", "FRM014", 10, 8, NULL},
        {"DETACH main", "FRM020", 10, 1, NULL},
        {"PRAGMA writable_schema = 1", "FRM020", 10, 1, NULL},
        {"CREATE TABLE x (a)", "FRM020", 10, 1, NULL},
        {"CREATE TEMP VIEW x AS SELECT 1", "FRM020", 10, 1, NULL},
        {"DROP VIEW 纠纷", "FRM020", 10, 1, NULL},
        {"BEGIN", "FRM020", 10, 1, NULL},
        {"SAVEPOINT x", "FRM020", 10, 1, NULL},
        {"VACUUM INTO '/tmp/huibao-stolen.db'", "FRM020", 10, 1, NULL},
        {"EXPLAIN SELECT 1", "FRM020", 10, 1, NULL},
        {"ANALYZE", "FRM020", 10, 1, NULL},
        {"SELECT number FROM disputes", "FRM021", 10, 20, "纠纷"},
        {"SELECT count(*) FROM disputes", "FRM021", 10, 22, NULL},
        {"SELECT * FROM sqlite_master", "FRM021", 10, 15, NULL},
        {"SELECT count(*) FROM sqlite_master", "FRM021", 10, 22, NULL},
        {"WITH x AS (SELECT number FROM disputes) SELECT * FROM x", "FRM021", 10, 31, NULL},
        {"SELECT * FROM pragma_table_info('disputes')", "FRM021", 10, 15, NULL},
        {"SELECT * FROM json_each('[1]')", "FRM021", 10, 1, NULL},
        {"SELECT load_extension('/tmp/x.so')", "FRM014", 10, 8, "count"},
        {"SELECT random()", "FRM014", 10, 8, NULL},
        {"SELECT hex(类别) FROM 纠纷", "FRM014", 10, 8, NULL},
        {"SELECT 1; SELECT 2", "FRM022", 10, 10, NULL},
        {"SELECT 1; DROP VIEW 纠纷", "FRM022", 10, 10, NULL},
        {"", "FRM023", 10, 1, NULL},
        {" -- 只有注释\n", "FRM023", 10, 1, NULL},
        {"SELECT date('now')", "FRM024", 10, 13, ":期末"},
        {"SELECT date ( )", "FRM024", 10, 8, NULL},
        {"SELECT julianday()", "FRM024", 10, 8, NULL},
        {"SELECT current_timestamp", "FRM024", 10, 8, NULL},
        {"SELECT :起初", "FRM025", 10, 8, "期初"},
        {"SELECT ?", "FRM026", 10, 8, NULL},
        {"SELECT @期", "FRM026", 10, 8, NULL},
        {"SELECT ?1", "FRM026", 10, 8, NULL},
        {"SELECT 类别, 结果 AS 类别 FROM 纠纷", "FRM033", 10, 1, "AS"},
        {"SELECT CAST('x' AS BLOB) AS 块", "FRM034", 10, 1, NULL},
        {"SELECT 9e999 AS 大", "FRM034", 10, 1, NULL},
        {"SELECT CAST(x'ff41' AS TEXT) AS 乱", "FRM034", 10, 1, NULL},
        {"SELECT CAST(x'410042' AS TEXT) AS 零", "FRM034", 10, 1, NULL},
        {"SELECT sum(a) FROM (SELECT 9223372036854775807 AS a UNION ALL SELECT 1)", "FRM038", 10, 1,
         NULL},
    };
    const char *database = fixture_database("refused.db");
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        check_refused(database, &cases[i]);
    CHECK(access("/tmp/huibao-stolen.db", F_OK) != 0);
}

/* Eighteen levels took SQLite 830 MB and two seconds to prepare. */
TEST(FRM039_no_WITH_doubles_without_end)
{
    struct buf sql = {0};
    buf_puts(&sql, "WITH 甲1 AS (SELECT 1 AS 数)");
    for (int i = 2; i <= 40; i++)
        buf_printf(&sql, ",\n甲%d AS (SELECT a.数 FROM 甲%d AS a, 甲%d AS b)", i, i - 1, i - 1);
    buf_puts(&sql, "\nSELECT 数 FROM 甲40");
    const struct sql_case refused = {sql.data, "FRM039", 23, 1, "拆成几个数据"};
    check_refused(fixture_database("wide.db"), &refused);
    buf_done(&sql);
}

/* Within a WITH of a view's name SQLite reports the tables beneath as read by the view. */
TEST(FRM029_no_WITH_hides_a_view)
{
    static const struct sql_case cases[] = {
        {"WITH 居民 AS (SELECT name AS 甲 FROM residents) SELECT 甲 FROM 居民", "FRM029", 10, 6,
         "换一个"},
        {"WITH \"居民\"(甲) AS MATERIALIZED (SELECT name FROM residents) SELECT 甲 FROM \"居民\"",
         "FRM029", 10, 7, NULL},
        {"WITH [居民] (甲, 乙) AS NOT MATERIALIZED (SELECT name, 1 FROM residents) SELECT 甲 FROM "
         "居民",
         "FRM029", 10, 7, NULL},
        {"WITH `居民` AS (SELECT name AS 甲 FROM residents) SELECT 甲 FROM 居民", "FRM029", 10, 7,
         NULL},
        {"WITH '居民' AS (SELECT name AS 甲 FROM residents) SELECT 甲 FROM 居民", "FRM029", 10, 7,
         NULL},
        {"WITH [\"] AS (SELECT 1), 居民 AS (SELECT name AS 甲 FROM residents) SELECT 甲 FROM 居民 "
         "-- \"",
         "FRM029", 10, 25, NULL},
        {"WITH `'` AS (SELECT 1), 居民 AS (SELECT name AS 甲 FROM residents) SELECT 甲 FROM 居民 "
         "-- '",
         "FRM029", 10, 25, NULL},
        {"WITH /* ' */ 居民 /* ( */ AS -- '\n(SELECT name AS 甲 FROM residents) SELECT 甲 FROM "
         "居民",
         "FRM029", 10, 14, NULL},
        {"SELECT * FROM (WITH 居民 AS (SELECT name AS 甲 FROM residents) SELECT 甲 FROM 居民)",
         "FRM029", 10, 21, NULL},
        {"WITH RECURSIVE 甲 AS (SELECT 1), 居民(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM 居民)"
         " SELECT 1",
         "FRM029", 10, 33, NULL},
        /* other ways to the tables */
        {"SELECT 居民.甲 FROM (SELECT name AS 甲 FROM residents) AS 居民", "FRM021", 10, 41, NULL},
        {"WITH 甲 AS (SELECT name AS 乙 FROM residents) SELECT 乙 FROM 甲", "FRM021", 10, 34, NULL},
        {"WITH main AS (SELECT name AS 乙 FROM residents) SELECT 乙 FROM main", "FRM021", 10, 37,
         NULL},
        {"SELECT (SELECT name FROM residents LIMIT 1) AS 甲 FROM 居民", "FRM021", 10, 26, NULL},
        {"SELECT 1 AS 甲 FROM 居民 WHERE 姓名 IN (SELECT name FROM residents)", "FRM021", 10, 53,
         NULL},
    };
    const char *database = fixture_database("with.db");
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        check_refused(database, &cases[i]);
}

TEST(useful_sql_passes)
{
    static const char *const sql[] = {
        "SELECT 1;",
        "SELECT 1 -- 注释\n;  /* 完 */ ",
        "SELECT count(*) FROM 社区",
        "SELECT 上级 FROM 社区 WHERE 街道 LIKE '和平%'",
        "WITH 月 AS (SELECT 类别 FROM 纠纷) SELECT count(*) FROM 月",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12) SELECT i "
        "FROM n",
        "SELECT 类别, count(*) AS 件数, rank() OVER (ORDER BY count(*) DESC) AS 名次 FROM 纠纷 "
        "WHERE 社区 = :社区 AND 受理日期 BETWEEN :期初 AND :期末 GROUP BY 类别",
        "SELECT count(*) FILTER (WHERE 结果 = '调解成功') AS 成功 FROM 纠纷",
        "SELECT coalesce(sum(涉及金额), 0) AS 金额 FROM 纠纷",
        "SELECT julianday(:期末) - julianday(受理日期) AS 天数 FROM 纠纷",
        "SELECT CASE WHEN 办结日期 <= :期末 THEN 结果 ELSE '正在调解' END AS 状态 FROM 纠纷",
        "SELECT 志.数值 FROM 数量 志 JOIN 社区 s ON s.社区 = 志.社区 WHERE 志.期 = :期",
        "SELECT substr(出生日期, 1, 4) AS 年 FROM 居民 UNION SELECT '无'",
        "VALUES (1)",
    };
    const char *database = fixture_database("useful.db");
    for (size_t i = 0; i < BASE_COUNT(sql); i++) {
        struct frame_case c;
        struct define_dataset dataset = case_dataset("试", sql[i]);
        if (!CHECK(run(&c, database, &dataset) != NULL)) {
            printf("# in: %s\n", sql[i]);
            case_say(&c);
        }
        case_close(&c);
    }
}

/* Runs with limits of its own; the table, or NULL. */
static bool run_limited(struct frame_case *c, struct define_dataset *dataset, uint32_t max_ms,
                        size_t max_rows)
{
    static const char text[] = "---\nid: t\ntitle: 标题\n---\n正文。\n";
    *c = case_define(NULL, text);
    c->world.max_sql_ms = max_ms;
    c->world.max_rows = max_rows;
    case_open(c, fixture_database(arena_printf(c->arena, "limit-%s.db", dataset->name)));
    return c->frame && frame_table(c->frame, dataset, c->diags);
}

TEST(FRM035_endless_queries_stop_in_time)
{
    static const char *const sql[] = {
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
        "SELECT count(*) FROM n a, n b, n c, n d",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
        "SELECT a.i FROM n a, n b, n c ORDER BY b.i + c.i DESC LIMIT 1",
    };
    for (size_t i = 0; i < BASE_COUNT(sql); i++) {
        struct frame_case c;
        char name[] = "endless-0";
        name[8] = (char)('0' + i);
        struct define_dataset dataset = case_dataset(name, sql[i]);
        uint64_t before = world_ticks();
        CHECK(!run_limited(&c, &dataset, 200, 1000000));
        CHECK((world_ticks() - before) / 1000000 < 5000);
        case_said_at(&c, "FRM035", "手写.md", 10, 1);
        case_close(&c);
    }
}

TEST(FRM036_too_many_rows_and_just_enough)
{
    static const char sql[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                              "WHERE i < 100) SELECT i FROM n";
    struct frame_case c;
    struct define_dataset dataset = case_dataset("rows", sql);
    CHECK(!run_limited(&c, &dataset, 5000, 99));
    case_said_at(&c, "FRM036", "手写.md", 10, 1);
    case_close(&c);
    struct define_dataset again = case_dataset("rows2", sql);
    CHECK(run_limited(&c, &again, 5000, 100));
    case_close(&c);
}

struct counting {
    size_t columns, rows, most;
};

static bool count_columns(void *context, const char *const *columns, size_t count)
{
    CHECK_STR(columns[0], "i");
    ((struct counting *)context)->columns = count;
    return true;
}

static bool count_row(void *context, const struct value *cells)
{
    struct counting *counting = context;
    return cells[0].integer == (int64_t)++counting->rows && counting->rows < counting->most;
}

/* More bytes than a frame may keep: they are not kept. */
TEST(rows_that_are_handed_on)
{
    static const char many[] =
        "WITH RECURSIVE n(i, t) AS (SELECT 1, 'xxxxxxxxxxxxxxxx' UNION ALL SELECT i + 1, t || t "
        "FROM n WHERE i < 13), m(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < 5000) "
        "SELECT m.i, n.t FROM m, n WHERE n.i = 13";
    struct frame_case c = case_define(NULL, "---\nid: t\ntitle: 标题\n---\n正文。\n");
    case_open(&c, fixture_database("streams.db"));
    struct define_dataset dataset = case_dataset("流", many);
    struct counting counting = {.most = 6000};
    struct frame_taker taker = {count_columns, count_row, &counting};
    CHECK(frame_stream(c.frame, &dataset, &taker, c.diags));
    CHECK_INT(counting.rows, 5000);
    CHECK_INT(counting.columns, 2);
    struct buf dump = {0};
    frame_dump(c.frame, &dump);
    CHECK(strstr(dump.data, "stream 流 (5000)\n  columns i | t\n"));
    buf_done(&dump);
    counting = (struct counting){.most = 100}; /* the taker has enough */
    CHECK(!frame_stream(c.frame, &dataset, &taker, c.diags));
    CHECK_INT(counting.rows, 100);
    case_said(&c, "");
    case_close(&c);
}

TEST(FRM036_in_rows_that_are_handed_on)
{
    static const char many[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                               "WHERE i < 100) SELECT i FROM n";
    struct frame_case c = case_define(NULL, "---\nid: t\ntitle: 标题\n---\n正文。\n");
    c.world.max_rows = 99;
    case_open(&c, fixture_database("streams36.db"));
    struct define_dataset dataset = case_dataset("流", many);
    struct counting counting = {.most = 6000};
    struct frame_taker taker = {count_columns, count_row, &counting};
    CHECK(!frame_stream(c.frame, &dataset, &taker, c.diags));
    case_said_at(&c, "FRM036", "手写.md", 10, 1);
    case_close(&c);
}

TEST(FRM037_too_much_text)
{
    static const char sql[] =
        "WITH RECURSIVE n(i, t) AS (SELECT 1, 'xxxxxxxxxxxxxxxx' UNION ALL SELECT i + 1, t || t "
        "FROM n "
        "WHERE i < 20), m(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < 100) "
        "SELECT m.i, n.t FROM m, n WHERE n.i = 19";
    struct frame_case c;
    struct define_dataset dataset = case_dataset("bytes", sql);
    CHECK(!run_limited(&c, &dataset, 20000, 1000000));
    case_said_at(&c, "FRM037", "手写.md", 10, 1);
    case_close(&c);
}

/* Overwrites the first page of a table with rubbish. */
static void damage(const char *database, const char *table)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    off_t page = 0, size = 4096;
    char rubbish[4096];
    CHECK_INT(sqlite3_open(database, &db), SQLITE_OK);
    sqlite3_prepare_v2(
        db, "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = ?", -1,
        &statement, NULL);
    sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC);
    if (CHECK_INT(sqlite3_step(statement), SQLITE_ROW)) {
        page = (off_t)sqlite3_column_int64(statement, 0);
        size = (off_t)sqlite3_column_int64(statement, 1);
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    memset(rubbish, 0x5a, sizeof rubbish);
    int file = open(database, O_RDWR);
    CHECK_INT(pwrite(file, rubbish, 1024, (page - 1) * size), 1024);
    close(file);
}

TEST(FRM040_a_damaged_database)
{
    const char *database = fixture_database("damaged.db");
    damage(database, "disputes");
    struct frame_case c = case_define(NULL, "---\nid: t\ntitle: 标题\n---\n正文。\n");
    case_open(&c, database);
    struct define_dataset dataset = case_dataset("试", "SELECT 纠纷编号, 社区, 调解员 FROM 纠纷");
    CHECK(c.frame && frame_table(c.frame, &dataset, c.diags) == NULL);
    case_said_at(&c, "FRM040", "手写.md", 10, 1);
    CHECK_INT(diags_exit_status(c.diags), 3);
    case_close(&c);
}

TEST(places_in_yaml_texts_are_exact_to_the_column)
{
    static const char text[] =
        "---\nid: t\ntitle: 标题\ndata:\n"
        "  甲:\n    sql: |\n      SELECT 类别,\n             受里日期\n      FROM 纠纷\n"
        "  乙: {sql: 'SELECT 类别, 受里日期 FROM 纠纷'}\n"
        "  丙:\n    sql: >\n      SELECT 类别,\n      受里日期 FROM 纠纷\n"
        "---\n"
        "```table\ndata: 甲\ncolumns: [{title: 类别, value: 类别}]\n```\n\n"
        "```table\ndata: 乙\ncolumns: [{title: 类别, value: 类别}]\n```\n\n"
        "```table\ndata: 丙\ncolumns: [{title: 类别, value: 类别}]\n```\n";
    struct frame_case c = case_define(NULL, text);
    CHECK(c.report && !frame_check(c.report, &c.world, c.diags));
    if (case_said(&c, "FRM010 FRM010 FRM010")) {
        const struct place *block = &diags_at(c.diags, 0)->place;
        CHECK_INT(block->line, 8);
        CHECK_INT(block->column, 14);
        CHECK_STR(block->text, "             受里日期");
        CHECK_INT(block->length, 4);
        const struct place *flow = &diags_at(c.diags, 1)->place;
        CHECK_INT(flow->line, 10);
        CHECK_INT(flow->column, 24);
        CHECK_INT(diags_at(c.diags, 2)->place.line, 13); /* folded: its first line */
    }
    case_close(&c);
}
