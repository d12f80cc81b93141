/* The record of renders. */
#include <string.h>

#include <huibao/store_log.h>
#include <huibao/store_renders.h>

#include "store_support.h"
#include "tap.h"

static const struct store_render_file files[] = {{"out/b.xlsx", "22"}, {"out/a.pdf", "11"}};

static struct store_render render_of(const char *report, const char *arguments, bool closed)
{
    return (struct store_render){.made_by = "王书记",
                                 .report = report,
                                 .arguments = arguments,
                                 .closed = closed,
                                 .definition = "d1",
                                 .dictionary = "d2",
                                 .style = "gbt9704",
                                 .purpose = "publish",
                                 .data = "d3",
                                 .version = "0.1",
                                 .files = files,
                                 .file_count = BASE_COUNT(files)};
}

static const struct store_printed printed[] = {{"调解受理", "2"}, {"表.列[\"甲\"\n]", "—"}};

static struct store *opened(const char *name, const struct world *world, struct diags *diags)
{
    const char *path = tap_path(name);
    CHECK_INT(store_init(path, world, diags), STORE_INIT_CREATED);
    struct store *store = store_open(path, STORE_WRITE, world, diags);
    CHECK(store != NULL);
    return store;
}

TEST(a_render_is_kept_with_files_and_figures)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    world_init(&world);
    world.now = 1793678400;
    struct store *store = opened("renders1.db", &world, diags);
    struct store_render render = render_of("月报", "{\"期\":\"2026-10\"}", true);
    CHECK(store_render_add(store, &render, printed, BASE_COUNT(printed), diags));
    struct store_render_query all = {0};
    size_t count = 0;
    const struct store_render *list = store_renders(store, arena, &all, &count, diags);
    if (CHECK_INT(count, 1)) {
        CHECK_STR(list[0].made_at, "2026-11-03 12:00:00");
        CHECK_STR(list[0].made_by, "王书记");
        CHECK(list[0].closed);
        CHECK_STR(list[0].style, "gbt9704");
        CHECK_STR(list[0].purpose, "publish");
        CHECK_INT(list[0].last_batch, 0);
        CHECK_INT(list[0].file_count, 2);
        CHECK_STR(list[0].files[0].name, "out/a.pdf");
        CHECK_STR(list[0].files[0].sha256, "11");
        const struct store_printed *kept =
            store_render_printed(store, arena, list[0].id, &count, diags);
        CHECK_INT(count, 2);
        CHECK_STR(kept[0].name, "调解受理");
        CHECK_STR(kept[1].name, printed[1].name);
        CHECK_STR(kept[1].text, "—");
    }
    CHECK_INT(diags_kept(diags), 0);
    store_close(store);
    diags_free(diags);
    arena_free(arena);
}

static const char *last_entry(struct store *store, struct arena *arena, struct diags *diags)
{
    struct store_log_query query = {.most = 1};
    size_t count = 0;
    const struct store_log_entry *list = store_log_entries(store, arena, &query, &count, diags);
    return list && count ? arena_printf(arena, "%s %s %s", list->kind, list->subject, list->details)
                         : "";
}

TEST(the_log_tells_of_a_render_in_its_transaction_and_of_one_that_was_dropped)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    world_init(&world);
    struct store *store = opened("renders4.db", &world, diags);
    struct store_render preview = render_of("月报", "{}", false), render = preview;
    CHECK(store_render_add(store, &preview, NULL, 0, diags));
    CHECK(strncmp(last_entry(store, arena, diags), "init ", 5) == 0);
    render.about = "月报 春晖社区";
    CHECK(store_render_add(store, &render, printed, BASE_COUNT(printed), diags));
    CHECK_INT(render.id, 2);
    CHECK_STR(last_entry(store, arena, diags),
              "render 月报 春晖社区 {\"data\":\"d3\",\"definition\":\"d1\",\"dictionary\":\"d2\","
              "\"files\":[\"22\",\"11\"],\"purpose\":\"publish\",\"render\":2}");
    CHECK(store_render_drop(store, &render, diags));
    CHECK(store_render_drop(store, &preview, diags));
    CHECK_STR(last_entry(store, arena, diags), "failure 月报 春晖社区 {\"render\":2}");
    struct store_render_query all = {0};
    size_t count = 9;
    CHECK(store_renders(store, arena, &all, &count, diags) != NULL);
    CHECK_INT(count, 0);
    store_close(store);
    diags_free(diags);
    arena_free(arena);
}

TEST(a_render_that_the_log_does_not_take_is_not_kept)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    world_init(&world);
    struct store *store = opened("renders5.db", &world, diags);
    meddle(tap_path("renders5.db"), "DROP TRIGGER log_head_stays; DELETE FROM log_head");
    struct store_render render = render_of("月报", "{}", false);
    render.about = "月报";
    CHECK(!store_render_add(store, &render, printed, BASE_COUNT(printed), diags));
    CHECK(diags_count(diags, DIAG_ERROR) > 0);
    struct store_render_query all = {0};
    size_t count = 9;
    CHECK(store_renders(store, arena, &all, &count, diags) != NULL);
    CHECK_INT(count, 0);
    store_close(store);
    diags_free(diags);
    arena_free(arena);
}

TEST(renders_are_found_by_report_arguments_and_closed_period)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    world_init(&world);
    struct store *store = opened("renders2.db", &world, diags);
    static const struct {
        const char *report, *arguments;
        bool closed;
    } made[] = {{"甲", "{\"期\":\"1\"}", false},
                {"甲", "{\"期\":\"1\"}", true},
                {"甲", "{\"期\":\"2\"}", true},
                {"乙", "{\"期\":\"1\"}", true},
                {"甲", "{\"期\":\"1\"}", false}};
    for (size_t i = 0; i < BASE_COUNT(made); i++) {
        struct store_render render = render_of(made[i].report, made[i].arguments, made[i].closed);
        CHECK(store_render_add(store, &render, NULL, 0, diags));
    }
    struct store_render_query query = {.report = "甲", .arguments = "{\"期\":\"1\"}"};
    size_t count = 0;
    const struct store_render *list = store_renders(store, arena, &query, &count, diags);
    CHECK_INT(count, 3);
    CHECK_INT(list[0].id, 5);
    query.closed = true;
    list = store_renders(store, arena, &query, &count, diags);
    CHECK_INT(count, 1);
    CHECK_INT(list[0].id, 2);
    struct store_render_query two = {.most = 2}, one = {.id = 4}, none = {.id = 9};
    store_renders(store, arena, &two, &count, diags);
    CHECK_INT(count, 2);
    list = store_renders(store, arena, &one, &count, diags);
    CHECK_INT(count, 1);
    CHECK_STR(list[0].report, "乙");
    store_renders(store, arena, &none, &count, diags);
    CHECK_INT(count, 0);
    store_close(store);
    diags_free(diags);
    arena_free(arena);
}

TEST(a_store_that_only_reads_refuses)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    world_init(&world);
    store_close(opened("renders3.db", &world, diags));
    struct store *store = store_open(tap_path("renders3.db"), STORE_READ, &world, diags);
    struct store_render render = render_of("甲", "{}", false);
    CHECK(!store_render_add(store, &render, NULL, 0, diags));
    CHECK_INT(diags_count(diags, DIAG_ERROR), 1);
    size_t count = 9;
    struct store_render_query all = {0};
    CHECK(store_renders(store, arena, &all, &count, diags) != NULL);
    CHECK_INT(count, 0);
    store_close(store);
    diags_free(diags);
    arena_free(arena);
}

TEST(previews_are_left_out_of_the_official_ones)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    world_init(&world);
    struct store *store = opened("renders-purpose.db", &world, diags);
    static const char *const purposes[] = {"upload", "", "preview"};
    for (size_t i = 0; i < BASE_COUNT(purposes); i++) {
        struct store_render render = render_of("月报", "{}", true);
        render.purpose = purposes[i];
        CHECK(store_render_add(store, &render, printed, BASE_COUNT(printed), diags));
    }
    struct store_render_query query = {.official = true};
    size_t count = 0;
    const struct store_render *list = store_renders(store, arena, &query, &count, diags);
    if (CHECK_INT(count, 2)) {
        CHECK_STR(list[0].purpose, "");
        CHECK_STR(list[1].purpose, "upload");
    }
    store_close(store);
    diags_free(diags);
    arena_free(arena);
}
