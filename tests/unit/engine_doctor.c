/* What the doctor says of the computer's time. */
#include "engine_testing.h"

/* The finding about the time; NULL when there is none. */
static const struct engine_finding *about_time(struct engine *engine, struct arena *arena,
                                               struct diags *diags)
{
    struct engine_checkup checkup = {.targets = false};
    engine_doctor(engine, &checkup, arena, diags);
    for (size_t i = 0; i < checkup.count; i++)
        if (strcmp(checkup.findings[i].about, "时间") == 0)
            return &checkup.findings[i];
    return NULL;
}

TEST(the_doctor_compares_the_real_time_with_the_log)
{
    static const struct {
        int64_t earlier;
        bool good;
        const char *says;
    } cases[] = {{0, true, "不早于"},
                 {200, true, "不早于"}, /* another computer may be that much behind */
                 {90 * 60, false, " 分钟"},
                 {5 * 3600 + 1800, false, "早 5 小时"},
                 {40 * 86400 + 43200, false, "早 40 天"}};
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    engine_free(testing_loaded("clock.db", diags));
    struct world after;
    world_init(&after);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world world = testing_world();
        world.clock = after.clock - cases[i].earlier;
        struct engine *engine = engine_new(&world, tap_path("clock.db"));
        const struct engine_finding *finding = about_time(engine, arena, diags);
        if (CHECK(finding)) {
            CHECK_INT(finding->good, cases[i].good);
            CHECK(strstr(finding->finding, cases[i].says));
            CHECK(cases[i].good || strstr(finding->finding, "日志的末一条"));
        }
        engine_free(engine);
    }
    arena_free(arena);
    diags_free(diags);
}
