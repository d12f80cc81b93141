/* A small world for the engine's unit tests: definitions, records and where the faces are. */
#ifndef ENGINE_TESTING_H
#define ENGINE_TESTING_H

#include <huibao/base.h>
#include <huibao/engine.h>

#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static inline void testing_text(const char *name, const char *text)
{
    tap_write(tap_path(name), text, strlen(text));
}

static const char testing_dictionary[] =
    "纠纷:\n"
    "  sql: |\n"
    "    SELECT count(*) AS 调解受理,\n"
    "           count(*) FILTER (WHERE 结果 = '调解成功') AS 调解成功\n"
    "    FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 BETWEEN :期初 AND :期末\n"
    "  indicators:\n"
    "    调解受理: {unit: 件}\n"
    "    调解成功: {unit: 件}\n";

/* A report with the given id, title and one paragraph. */
static inline void testing_report(const char *file, const char *id, const char *title,
                                  const char *body)
{
    struct buf text = {0};
    buf_printf(&text,
               "---\nid: %s\ntitle: '%s'\nstyle: gbt9704\nparams:\n"
               "  社区: {type: community, required: true}\n"
               "  期: {type: month, default: last}\n"
               "---\n# 矛盾纠纷\n\n%s\n",
               id, title, body);
    testing_text(file, text.data);
    buf_done(&text);
}

#define TESTING_BODY "{{社区}}{{期|年月}}受理矛盾纠纷{{调解受理}}，调解成功{{调解成功}}。"

static const char testing_communities[] = "社区编码,名称,级别,上级编码\n"
                                          "539902000000,栖云区,区县,\n"
                                          "539902001000,望澜街道,街道,539902000000\n"
                                          "539902001001,春晖社区,社区,539902001000\n"
                                          "539902001002,桂苑社区,社区,539902001000\n";

static const char testing_disputes[] =
    "纠纷编号,社区编码,受理日期,类别,来源,结果,当事人数,办结日期\n"
    "JF001,春晖社区,2026-10-08,邻里,依申请,调解成功,2,2026-10-09\n"
    "JF002,春晖社区,2026-10-18,物业,依申请,调解不成,2,2026-10-29\n"
    "JF003,桂苑社区,2026-10-18,物业,依申请,正在调解,2,\n";

/* Fresh files below tap_dir(): t/ (definitions), t/indicators, t/synonyms (empty), and no database. */
static inline void testing_files(void)
{
    mkdir(tap_path("t"), 0700);
    mkdir(tap_path("t/indicators"), 0700);
    mkdir(tap_path("t/synonyms"), 0700);
    testing_text("t/indicators/纠纷.yaml", testing_dictionary);
    testing_report("t/monthly.md", "monthly", "{{社区}}{{期|年月}}汇报", TESTING_BODY);
    testing_text("communities.csv", testing_communities);
    testing_text("disputes.csv", testing_disputes);
}

static inline struct world testing_world(void)
{
    static char fonts[4096];
    const char *root = getenv("HUIBAO_ROOT");
    const char *set = getenv("HUIBAO_FONTS");
    snprintf(fonts, sizeof fonts, "%s%s%s",
             set    ? set
             : root ? root
                    : "",
             !set && root ? "/" : "", set ? "" : "fonts");
    struct world world;
    world_init(&world);
    world.templates_dir = tap_path("t");
    world.fonts_dir = fonts;
    CHECK(engine_time_parse("2026-11-03T08:30", &world.now));
    return world;
}

static inline struct engine *testing_engine(const char *database)
{
    struct world world = testing_world();
    return engine_new(&world, tap_path(database));
}

/* An engine on a new database with the records above. */
static inline struct engine *testing_loaded(const char *database, struct diags *diags)
{
    testing_files();
    remove(tap_path(database));
    struct engine *engine = testing_engine(database);
    CHECK_INT(engine_init(engine, diags), ENGINE_INIT_CREATED);
    struct engine_import import = {0};
    CHECK(engine_import(engine, "communities", tap_path("communities.csv"), &import, diags));
    CHECK(engine_import(engine, "纠纷", tap_path("disputes.csv"), &import, diags));
    return engine;
}

/* The first diagnostic with this code, or NULL. */
static inline const struct diag *testing_find(const struct diags *diags, const char *code)
{
    for (size_t i = 0; i < diags_kept(diags); i++)
        if (strcmp(diags_at(diags, i)->kind->code, code) == 0)
            return diags_at(diags, i);
    return NULL;
}

/* For a test that expected none: what was said. */
static inline void testing_show(const struct diags *diags)
{
    struct buf text = {0};
    diags_print(diags, &text);
    if (text.length)
        printf("# %s", text.data);
    buf_done(&text);
}

#endif
