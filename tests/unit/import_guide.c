/* The authors' guide says what may be typed and what becomes of it: each writing of its table is
   imported and compared. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import_support.h"
#include "tap.h"

#define TABLE_HEAD "| 哪一项 | 表里写的 | 存成 |\n"

/* A file whose one record is right but for the cell of the item; how what was stored is asked. */
static const struct item {
    const char *name, *kind, *before, *after, *asked;
} items[] = {
    {"网格的成立日期", "grids", "网格编码,社区编码,名称,成立日期\n539902001001009,春晖社区,九,\"",
     "\"\n", "SELECT 成立日期 FROM 网格 WHERE 网格编码 = '539902001001009'"},
    {"住户的户主", "households",
     "户号,网格编码,迁入日期,户主\n900001,539902001001001,2020-01-01,\"", "\"\n",
     "SELECT 户主 FROM 住户 WHERE 户号 = '900001'"},
    {"居民的身份证号", "residents",
     "户号,姓名,与户主关系,性别,出生日期,人员类别,居住状态,迁入日期,身份证号\n"
     "100001,张三,本人,男,1990-01-01,户籍,在住,2020-01-01,\"",
     "\"\n", "SELECT 身份证号 FROM 居民"},
    {"居民的性别", "residents",
     "身份证号,户号,姓名,与户主关系,出生日期,人员类别,居住状态,迁入日期,性别\n" ID_ZHANG
     ",100001,张三,本人,1990-01-01,户籍,在住,2020-01-01,\"",
     "\"\n", "SELECT 性别 FROM 居民"},
    {"居民的文化程度", "residents",
     "身份证号,户号,姓名,与户主关系,性别,出生日期,人员类别,居住状态,迁入日期,文化程度\n" ID_ZHANG
     ",100001,张三,本人,男,1990-01-01,户籍,在住,2020-01-01,\"",
     "\"\n", "SELECT 文化程度 FROM 居民"},
    {"纠纷的当事人数", "disputes",
     "纠纷编号,社区编码,受理日期,类别,来源,结果,当事人数\n"
     "J900,春晖社区,2026-10-01,邻里,依申请,正在调解,\"",
     "\"\n", "SELECT 当事人数 FROM 纠纷 WHERE 纠纷编号 = 'J900'"},
    {"数量的期", "quantities", "社区编码,名称,数值,单位,期\n春晖社区,活动,1,次,\"", "\"\n",
     "SELECT 期 FROM 数量"},
};

static const struct item *item_named(const char *name)
{
    for (size_t i = 0; i < BASE_COUNT(items); i++)
        if (strcmp(items[i].name, name) == 0)
            return &items[i];
    return NULL;
}

/* One writing, in a database of its own: a record that is stored already would be corrected. */
static void try(const struct item *item, const char *written, const char *stored)
{
    struct desk desk;
    desk_open(&desk);
    const char *text = arena_printf(desk.arena, "%s%s%s", item->before, written, item->after);
    bool loaded = take(&desk, item->kind, text);
    bool right = *stored == 'I' ? CHECK(!loaded) && CHECK(diags_kept(desk.diags) == 1) &&
                                      CHECK_STR(diags_at(desk.diags, 0)->kind->code, stored)
                                : CHECK(loaded) && CHECK_STR(ask(&desk, item->asked), stored);
    if (!right)
        printf("# %s: %s, %s\n", item->name, written, message(&desk, 0));
    desk_close(&desk);
}

/* The next text in backticks; NULL at the cell's end. */
static const char *next_quoted(struct arena *arena, const char **at)
{
    const char *open = strchr(*at, '`');
    const char *close = open ? strchr(open + 1, '`') : NULL;
    if (!close)
        return NULL;
    *at = close + 1;
    return arena_strndup(arena, open + 1, (size_t)(close - open - 1));
}

/* | item | `one` `another` | `stored` (or the code of the refusal) | */
static size_t try_row(struct arena *arena, const char *line)
{
    char *cells[3];
    char *rest = arena_strdup(arena, line + 1);
    for (size_t i = 0; i < BASE_COUNT(cells); i++) {
        char *bar = strchr(rest, '|');
        if (!CHECK(bar != NULL))
            return 0;
        *bar = '\0';
        cells[i] = rest;
        rest = bar + 1;
    }
    const struct item *item = item_named(text_trim(arena, cells[0]));
    const char *at = cells[2], *stored = next_quoted(arena, &at), *written;
    size_t count = 0;
    if (!CHECK(item != NULL) || !CHECK(stored != NULL)) {
        printf("# %s\n", line);
        return 0;
    }
    for (at = cells[1]; (written = next_quoted(arena, &at)) != NULL; count++)
        try(item, written, stored);
    CHECK(count > 0);
    return count;
}

TEST(the_guide_tells_what_becomes_of_a_cell)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    world_init(&world);
    const char *root = getenv("HUIBAO_ROOT");
    const char *path = arena_printf(arena, "%s/report-templates/README.md", root ? root : ".");
    size_t length = 0, writings = 0;
    char *text = file_read(arena, path, world.max_file_bytes, &length, diags);
    char *line = text ? strstr(text, TABLE_HEAD) : NULL;
    if (CHECK(line != NULL)) {
        line = strchr(line + strlen(TABLE_HEAD), '\n') + 1; /* past |---| */
        for (char *end; *line == '|' && (end = strchr(line, '\n')); line = end + 1)
            writings += try_row(arena, arena_strndup(arena, line, (size_t)(end - line)));
    }
    CHECK(writings > 30);
    diags_free(diags);
    arena_free(arena);
}
