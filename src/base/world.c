#include <huibao/base.h>

#include <pwd.h>
#include <time.h>
#include <unistd.h>

#define SECONDS_PER_DAY 86400
#define CHINA_OFFSET (8 * 3600) /* one time zone, no summer time; TZ is never asked */

void world_init(struct world *world)
{
    struct passwd *who = getpwuid(geteuid());
    *world = (struct world){
        .now = (int64_t)time(NULL),
        .templates_dir = "report-templates",
        .fonts_dir = "fonts",
        .config = WORLD_CONFIG,
        .user = who ? who->pw_name : "",
        .clock = (int64_t)time(NULL),
        .max_file_bytes = (size_t)4 << 20,
        .max_line_bytes = (size_t)1 << 20,
        .max_rows = 2000000, /* two sheets of Excel */
        .max_sql_ms = 30000,
        .max_trace_ksteps = 200000, /* a few seconds */
        .max_pages = 10000,
    };
    if (gethostname(world->host, sizeof world->host - 1) != 0) /* the rest of it is zero */
        world->host[0] = '\0';
}

int64_t world_pass(struct world *world)
{
    int64_t before = world->clock;
    world->clock = (int64_t)time(NULL);
    return world->clock - before;
}

int32_t world_today(const struct world *world)
{
    int64_t local = world->now + CHINA_OFFSET;
    int64_t days = local / SECONDS_PER_DAY;
    return (int32_t)(local % SECONDS_PER_DAY < 0 ? days - 1 : days);
}

uint64_t world_ticks(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}
