/* Two sources compared: what is in one, in both, different, twice. */
#include <string.h>

#include "pair.h"

struct compare {
    struct store_pair *pair;
    store_on_finding *on_finding;
    void *context;
    struct store_pair_tally *tally;
    const char **fields[STORE_SIDES];
    const char *today; /* 2026-11-24 */
    size_t end;        /* the field that says when a record is over; field_count: none */
};

/* Columns of the kinds that say until when a record holds. */
static size_t end_field(const struct store_kind *kind)
{
    static const char *const ends[] = {"moved_out", "ended_on", "transferred_out", "abolished_on"};
    for (size_t i = 0; i < kind->field_count; i++)
        for (size_t e = 0; e < BASE_COUNT(ends); e++)
            if (strcmp(kind->fields[i].column, ends[e]) == 0)
                return i;
    return kind->field_count;
}

static const char *text_at(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text ? text : "";
}

static void read_fields(struct compare *compare, int side, sqlite3_stmt *row, int first)
{
    for (size_t i = 0; i < compare->pair->kind->field_count; i++)
        compare->fields[side][i] = text_at(row, first + (int)i);
}

/* ---- what becomes of a row of each query ---- */

typedef void on_row(struct compare *compare, sqlite3_stmt *row, int side);

/* place, fields of side 0; place, fields of side 1 */
static void take_both(struct compare *compare, sqlite3_stmt *row, int side)
{
    (void)side;
    struct store_pair *pair = compare->pair;
    int second = 1 + (int)pair->kind->field_count;
    read_fields(compare, 0, row, 1);
    read_fields(compare, 1, row, second + 1);
    bool different = false;
    for (size_t i = 0; i < pair->kind->field_count; i++) {
        pair->differs[i] = pair->compared[i] &&
                           !store_pair_same_text(compare->fields[0][i], compare->fields[1][i]);
        pair->differing[i] += pair->differs[i];
        different = different || pair->differs[i];
    }
    compare->tally->same += !different;
    compare->tally->different += different;
    if (!different || !compare->on_finding)
        return;
    struct store_finding finding = {.kind = STORE_DIFFERS,
                                    .fields = {compare->fields[0], compare->fields[1]},
                                    .places = {text_at(row, 0), text_at(row, second)},
                                    .differs = pair->differs};
    compare->on_finding(compare->context, &finding);
}

static void tell_one(struct compare *compare, enum store_finding_kind kind, int side,
                     const char *const *places)
{
    if (!compare->on_finding)
        return;
    struct store_finding finding = {
        .kind = kind, .places = {places[0], places[1]}, .differs = compare->pair->differs};
    finding.fields[side] = compare->fields[side];
    compare->on_finding(compare->context, &finding);
}

/* place, fields */
static void take_only(struct compare *compare, sqlite3_stmt *row, int side)
{
    read_fields(compare, side, row, 1);
    const char *end =
        compare->end < compare->pair->kind->field_count ? compare->fields[side][compare->end] : "";
    if (*end && strcmp(end, compare->today) <= 0) {
        compare->tally->ended[side]++;
        return;
    }
    compare->tally->only[side]++;
    const char *places[STORE_SIDES] = {"", ""};
    places[side] = text_at(row, 0);
    tell_one(compare, side == 0 ? STORE_ONLY_FIRST : STORE_ONLY_SECOND, side, places);
}

/* place, first, fields */
static void take_twice(struct compare *compare, sqlite3_stmt *row, int side)
{
    read_fields(compare, side, row, 2);
    const char *const places[] = {text_at(row, 0), text_at(row, 1)};
    tell_one(compare, side == 0 ? STORE_TWICE_FIRST : STORE_TWICE_SECOND, side, places);
}

/* ---- the queries ---- */

static const char *columns_of(struct store_pair *pair, const char *table)
{
    struct buf list = {0};
    for (size_t i = 0; i < pair->kind->field_count; i++)
        buf_printf(&list, ", %s.f%zu", table, i);
    const char *text = buf_copy(&list, pair->arena);
    buf_done(&list);
    return text;
}

static int each_row(struct compare *compare, const char *sql, int side, on_row *take)
{
    STORE_STATEMENT row = NULL;
    int status = sqlite3_prepare_v2(compare->pair->db, sql, -1, &row, NULL);
    while (status == SQLITE_OK && (status = sqlite3_step(row)) == SQLITE_ROW) {
        take(compare, row, side);
        status = SQLITE_OK;
    }
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

static int each_only(struct compare *compare, int side)
{
    struct store_pair *pair = compare->pair;
    return each_row(compare,
                    arena_printf(pair->arena,
                                 "SELECT a.place%s FROM side%d a WHERE NOT EXISTS"
                                 " (SELECT 1 FROM side%d b WHERE b.key = a.key) ORDER BY a.line",
                                 columns_of(pair, "a"), side, 1 - side),
                    side, take_only);
}

static int run_all(struct compare *compare)
{
    struct store_pair *pair = compare->pair;
    /* CROSS JOIN: SQLite then reads side 0 in its order and looks side 1 up. */
    int status = each_row(compare,
                          arena_printf(pair->arena,
                                       "SELECT a.place%s, b.place%s FROM side0 a CROSS JOIN side1 b"
                                       " ON b.key = a.key ORDER BY a.line",
                                       columns_of(pair, "a"), columns_of(pair, "b")),
                          0, take_both);
    for (int side = 0; side < STORE_SIDES && status == SQLITE_OK; side++)
        status = each_only(compare, side);
    for (int side = 0; side < STORE_SIDES && status == SQLITE_OK; side++)
        status = each_row(compare,
                          arena_printf(pair->arena,
                                       "SELECT t.place, t.first%s FROM twice%d t ORDER BY t.line",
                                       columns_of(pair, "t"), side),
                          side, take_twice);
    return status;
}

bool store_pair_compare(struct store_pair *pair, store_on_finding *on_finding, void *context,
                        struct store_pair_tally *ret_tally, struct diags *diags)
{
    struct store_pair_tally tally = {.differing = pair->differing, .compared = pair->compared};
    size_t count = pair->kind->field_count;
    struct value_civil day = value_date_to_civil(world_today(pair->world));
    struct compare compare = {
        .pair = pair,
        .on_finding = on_finding,
        .context = context,
        .tally = &tally,
        .today = arena_printf(pair->arena, "%04d-%02d-%02d", day.year, day.month, day.day),
        .end = end_field(pair->kind)};
    for (int side = 0; side < STORE_SIDES; side++) {
        compare.fields[side] = arena_array(pair->arena, count, sizeof *compare.fields[side]);
        tally.records[side] = pair->sides[side].records;
        tally.twice[side] = pair->sides[side].second_ones;
    }
    for (size_t i = 0; i < count; i++)
        pair->compared[i] = !pair->by[i] && pair->sides[0].has[i] && pair->sides[1].has[i];
    if (store_pair_failed(pair, run_all(&compare), diags))
        return false;
    *ret_tally = tally;
    return true;
}
