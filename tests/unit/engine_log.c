/* The audit log as the engine lists and verifies it. */
#include "engine_testing.h"

#include <huibao/digest.h>
#include <huibao/engine_log.h>

struct made {
    struct arena *arena;
    struct diags *diags;
    struct engine *engine;
};

static struct made start(const char *database)
{
    struct made m = {arena_new(), diags_new(), NULL};
    m.engine = testing_loaded(database, m.diags);
    return m;
}

static void finish(struct made *m)
{
    engine_free(m->engine);
    diags_free(m->diags);
    arena_free(m->arena);
}

static size_t count(struct made *m, struct engine_log_query query)
{
    size_t count = 99;
    CHECK(engine_log(m->engine, &query, m->arena, &count, m->diags) != NULL);
    return count;
}

TEST(entries_have_their_kind_in_both_languages)
{
    struct made m = start("log1.db");
    struct engine_log_query query = {.kind = "导入", .most = 1};
    size_t found = 0;
    const struct engine_log_entry *list = engine_log(m.engine, &query, m.arena, &found, m.diags);
    if (CHECK(list != NULL) && CHECK_INT(found, 1)) {
        CHECK_INT(list->number, 3);
        CHECK_STR(list->kind, "import");
        CHECK_STR(list->chinese, "导入");
        CHECK(strstr(list->subject, "第 2 批") != NULL);
        CHECK(digest_is_hex(list->hash) && digest_is_hex(list->previous));
    }
    CHECK_INT(count(&m, (struct engine_log_query){0}), 3);
    CHECK_INT(count(&m, (struct engine_log_query){.kind = "import"}), 2);
    CHECK_INT(count(&m, (struct engine_log_query){.since = "9999"}), 0);
    finish(&m);
}

TEST(ENG040_a_kind_that_is_none)
{
    struct made m = start("log2.db");
    struct engine_log_query query = {.kind = "回折"};
    size_t found = 0;
    CHECK(engine_log(m.engine, &query, m.arena, &found, m.diags) == NULL);
    const struct diag *diag = testing_find(m.diags, "ENG040");
    if (CHECK(diag != NULL))
        CHECK(strstr(diag->hint, "是不是“回执”？有这些：建库（init）、") != NULL);
    finish(&m);
}

TEST(ENG041_an_end_that_is_none_and_one_that_stands)
{
    struct made m = start("log3.db");
    const char *end = NULL, *again = NULL;
    CHECK(engine_log_verify(m.engine, NULL, m.arena, &end, m.diags));
    CHECK(strncmp(end, "3:", 2) == 0 && digest_is_hex(end + 2));
    CHECK(engine_log_verify(m.engine, end, m.arena, &again, m.diags));
    CHECK_STR(again, end);
    CHECK_INT(diags_kept(m.diags), 0);
    const char *const wrong[] = {"",
                                 "3",
                                 end + 2,
                                 arena_printf(m.arena, "-%s", end),
                                 arena_printf(m.arena, "0:%s", end + 2),
                                 arena_printf(m.arena, "%sa", end),
                                 arena_printf(m.arena, "99999999999999999999%s", end + 1),
                                 arena_strndup(m.arena, end, strlen(end) - 1)};
    for (size_t i = 0; i < BASE_COUNT(wrong); i++) {
        CHECK(!engine_log_verify(m.engine, wrong[i], m.arena, &again, m.diags));
        CHECK_INT(diags_count(m.diags, DIAG_ERROR), i + 1);
    }
    CHECK(testing_find(m.diags, "ENG041") != NULL);
    finish(&m);
}
