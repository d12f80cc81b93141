/*
 * The dictionary's own 审核: each rule holds for figures that are right and fails for figures that are
 * not. A rule is tried on a dictionary made of constants, since the queries themselves cannot be
 * made to count wrongly. A rule without figures here fails the test.
 */
#include <stdlib.h>

#include <huibao/define_check.h>

#include "compose_case.h"

struct figures { /* name=value, parted by spaces; later ones come before earlier ones of a name */
    const char *id, *good, *bad;
};

static const struct figures all[] = {
    {"C01", "协议总数=10 已完成协议=5 履行中协议=3 逾期协议=2", "逾期协议=3"},
    {"C02", "有联络员的单位数=4 共建单位数=4", "有联络员的单位数=5"},
    {"C03",
     "共建单位数=167 机关共建单位=1 事业单位共建单位=4 企业共建单位=162 社会团体共建单位=0 "
     "民办非企业共建单位=0 基金会共建单位=0 其他共建单位=0",
     "共建单位数=166"},
    {"C04", "合计(共建单位分类.单位数)=16 共建单位数=16", "共建单位数=15"},
    {"C05", "合计(共建协议分类.签订)=36 协议总数=36", "协议总数=37"},
    {"C06", "完成=3 逾期=1 签订=4", "签订=3"},
    {"C07", "行数(逾期协议清单)=2 逾期协议=2", "逾期协议=3"},
    {"D01", "调解成功=5 调解受理=5", "调解成功=6"},
    {"D02", "调解受理=14 调解成功=5 调解不成=1 正在调解=6 纠纷移送=2", "正在调解=7"},
    {"D03", "调解受理=14 主动排查纠纷=7 依申请纠纷=5 接受移送纠纷=2", "依申请纠纷=4"},
    {"D04", "首位纠纷件数=5 调解受理=5", "首位纠纷件数=6"},
    {"D05", "期末未结纠纷=9 正在调解=8 跨期未结纠纷=1", "跨期未结纠纷=0"},
    {"D06", "期末未结纠纷=9 期初未结纠纷=4 调解受理=14 本期办结纠纷=9", "期初未结纠纷=5"},
    {"D07",
     "调解受理=15 婚姻家庭纠纷=1 邻里纠纷=1 房屋宅基地纠纷=1 合同纠纷=1 生产经营纠纷=1 "
     "损害赔偿纠纷=1 "
     "山林土地纠纷=1 征地拆迁纠纷=1 环境污染纠纷=1 劳动争议纠纷=1 消费纠纷=1 医疗纠纷=1 "
     "道路交通纠纷=1 "
     "物业纠纷=1 其他纠纷=1",
     "其他纠纷=0"},
    {"D08", "合计(纠纷分类.受理)=14 调解受理=14", "调解受理=13"},
    {"D09", "受理=7 成功=4 不成或移送=1 在调=2", "在调=3"},
    {"G01", "合计(网格一览.户数)=1411 户数=1411", "户数=1410"},
    {"G02", "合计(网格一览.常住人口)=3030 常住人口=3030", "常住人口=3031"},
    {"G03", "合计(网格一览.受理纠纷)=14 调解受理=14", "调解受理=15"},
    {"G04", "合计(网格一览.受理服务)=13 服务受理=13", "服务受理=12"},
    {"G05", "已配网格员的网格数=6 网格数=6", "已配网格员的网格数=7"},
    {"H01", "居民总数=3 户数=3", "户数=4"},
    {"H02", "户数=100 户均人口=6", "户均人口=6.1"},
    {"H03", "居民总数=10 户籍人口=7 流动人口=2 境外人员=1", "流动人口=3"},
    {"H04", "低保人数=22 常住人口=22", "低保人数=23"},
    {"H05", "低保户数=14 低保人数=14", "低保户数=15"},
    {"H06", "流入人口=5 常住人口=10 户籍人口=4 在住境外人员=1", "流入人口=4"},
    {"H07", "常住男性=5 常住女性=4 常住人口=9", "常住女性=5"},
    {"H08", "居民总数=110 上期.居民总数=100", "居民总数=111"},
    {"H09", "减少低保人数=0", "减少低保人数=-1"},
    {"P01", "党员总数=69 正式党员=68 预备党员=1", "预备党员=2"},
    {"P02", "五管党员=46 协管党员=9 接管党员=6 共管党员=12 双管党员=17 托管党员=2", "托管党员=1"},
    {"P03", "登记党员=86 五管党员=46 未列入五管的党员=40", "未列入五管的党员=41"},
    {"P04", "协管党员=9 流动党员=9", "协管党员=10"},
    {"P05", "双管党员=17 在职报到党员=17", "双管党员=18"},
    {"P06", "合计(党支部一览.党员数)=69 党员总数=69", "党员总数=86"}, /* 在职报到 counted too */
    {"P07", "预备党员数=1 女党员数=8 党员数=8", "预备党员数=9"},
    {"Q01", "隐患整改=23 隐患排查=23", "隐患整改=24"},
    {"Q02", "走访户数=369 户数=369", "走访户数=370"},
    {"Q03", "低保资金=0.1 低保人数=22", "低保资金=0"},
    {"S01", "服务受理=13 服务办结=10 服务在办=1 服务移送=1 服务退回=1", "服务在办=0"},
    {"S02", "服务受理=13 窗口受理=9 电话受理=3 网上受理=1 信箱受理=0", "信箱受理=1"},
    {"S03", "按时办结服务=13 应办结服务=13", "按时办结服务=14"},
    {"S04", "评价满意服务=11 评价不满意服务=1 已评价服务=12", "评价不满意服务=0"},
    {"S05", "合计(服务分类.受理)=13 服务受理=13", "服务受理=14"},
    {"S06", "受理=13 办结=10 移送退回=2 在办=1", "办结=11"},
    {"S07", "行数(超期服务清单)=3 超期未办服务=3", "超期未办服务=2"},
};

/* The value given for a name, the last one if it is given twice; NULL: none. */
static const char *figure(struct arena *arena, const char *given, const char *name)
{
    const char *found = NULL;
    size_t length = strlen(name);
    for (const char *at = given; *at; at += strcspn(at, " "), at += strspn(at, " "))
        if (strncmp(at, name, length) == 0 && at[length] == '=')
            found = arena_strndup(arena, at + length + 1, strcspn(at + length + 1, " "));
    if (!CHECK(found != NULL))
        printf("# no figure for %s in %s\n", name, given);
    return found ? found : "NULL";
}

struct trial {
    struct arena *arena;
    const struct define_check *check;
    const char *given;
    struct buf scalars, names, data, body;
};

static bool is_known(const struct trial *trial, const char *name)
{
    char *line = arena_printf(trial->arena, "    %s: {}\n", name);
    return trial->names.data && strstr(trial->names.data, line);
}

static void add_scalar(struct trial *trial, const char *name)
{
    if (is_known(trial, name))
        return;
    const char *now = figure(trial->arena, trial->given, name), *before = now;
    if (strstr(trial->given, arena_printf(trial->arena, "上期.%s=", name)))
        before = figure(trial->arena, trial->given, arena_printf(trial->arena, "上期.%s", name));
    buf_printf(&trial->scalars, "%sCASE :期 WHEN '2026-10' THEN %s ELSE %s END AS %s",
               trial->scalars.length ? ", " : "SELECT ", now, before, name);
    buf_printf(&trial->names, "    %s: {}\n", name);
    buf_printf(&trial->body, "{{%s}}", name);
}

/* A dataset with one row for the sum of a column, or with as many rows as are counted. */
static void add_aggregate(struct trial *trial, const struct define_name *name)
{
    const struct define_aggregate *aggregate = name->aggregate;
    const char *value = figure(trial->arena, trial->given, name->name);
    const char *column = aggregate->column ? aggregate->column : "项";
    int rows = aggregate->kind == DEFINE_COUNT ? atoi(value) : 1;
    buf_printf(&trial->data, "%s:\n  sql: SELECT %s AS %s", aggregate->data, value, column);
    for (int i = 1; i < rows; i++)
        buf_printf(&trial->data, " UNION ALL SELECT %d", i);
    buf_puts(&trial->data, "\n");
    buf_printf(&trial->body, "\n\n```table\ndata: %s\ncolumns: [%s]\n```\n\n", aggregate->data,
               column);
}

static void add_row(struct trial *trial)
{
    const struct define_expr *rule = &trial->check->rule;
    buf_printf(&trial->data, "%s:\n  sql: SELECT '甲' AS 名", trial->check->each);
    for (size_t i = 0; i < rule->name_count; i++) {
        const char *name = rule->names[i].name;
        char *column = arena_printf(trial->arena, " AS %s,", name);
        if (trial->names.data && strstr(trial->names.data, column))
            continue;
        buf_puts(&trial->names, column);
        buf_printf(&trial->data, ", %s AS %s", figure(trial->arena, trial->given, name), name);
    }
    buf_puts(&trial->data, "\n");
    buf_printf(&trial->body, "\n\n```table\ndata: %s\ncolumns: [名]\n```\n", trial->check->each);
}

static char *without_quotes(struct arena *arena, const char *sql)
{
    struct buf plain = {0};
    for (; *sql; sql++)
        if (*sql != '"')
            buf_putc(&plain, *sql);
    char *copy = buf_copy(&plain, arena);
    buf_done(&plain);
    return copy;
}

static char *make_dictionary(struct trial *trial)
{
    const struct define_check *check = trial->check;
    for (size_t i = 0; !check->each && i < check->rule.name_count; i++) {
        const struct define_name *name = &check->rule.names[i];
        if (name->aggregate)
            add_aggregate(trial, name);
        else
            add_scalar(trial, name->name);
    }
    if (check->each)
        add_row(trial);
    struct buf text = {0};
    if (trial->scalars.length)
        buf_printf(&text, "数:\n  sql: |\n    %s\n  indicators:\n%s", trial->scalars.data,
                   trial->names.data);
    buf_printf(&text, "%schecks:\n  - id: %s\n    says: 不对\n    rule: >-\n      %s\n",
               trial->data.data ? trial->data.data : "", check->id,
               without_quotes(trial->arena, check->rule.sql));
    if (check->each)
        buf_printf(&text, "    each: %s\n", check->each);
    if (check->tolerance > 0)
        buf_printf(&text, "    tolerance: %g%s\n", check->tolerance,
                   check->tolerance_percent ? "%" : "");
    char *copy = buf_copy(&text, trial->arena);
    buf_done(&text);
    return copy;
}

/* Whether the rule fails for the figures, and nothing else is said. */
static bool fails(const struct define_check *check, const char *given)
{
    struct trial trial = {.arena = arena_new(), .check = check, .given = given};
    char *dictionary = make_dictionary(&trial);
    char *report = arena_printf(
        trial.arena,
        "---\nid: t\ntitle: '{{期}}'\nparams: {期: {type: month, default: 2026-10}}\n---\n%s\n",
        trial.body.data);
    struct composed made = compose_text_case(NULL, dictionary, report, DEFINE_PREVIEW);
    const char *codes = fixture_codes(made.c.arena, made.c.diags);
    bool failed = strcmp(codes, "CMP010") == 0;
    if (!CHECK(failed || !codes[0]))
        case_say(&made.c);
    composed_close(&made);
    buf_done(&trial.scalars);
    buf_done(&trial.names);
    buf_done(&trial.data);
    buf_done(&trial.body);
    arena_free(trial.arena);
    return failed;
}

static const struct figures *figures_of(const char *id)
{
    for (size_t i = 0; i < BASE_COUNT(all); i++)
        if (strcmp(all[i].id, id) == 0)
            return &all[i];
    printf("# no figures for the rule %s\n", id);
    return NULL;
}

TEST(each_rule_of_the_dictionary_can_fail)
{
    const char *root = getenv("HUIBAO_ROOT");
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world = fixture_world();
    char *path = arena_printf(arena, "%s/report-templates/indicators", root ? root : ".");
    const struct dictionary *dictionary = define_dictionary(arena, path, &world, diags);
    size_t rules = 0;
    CHECK(dictionary != NULL);
    for (const struct define_check *c = dictionary ? dictionary->checks : NULL; c; c = c->next) {
        const struct figures *figures = figures_of(c->id);
        rules++;
        if (!CHECK(figures != NULL))
            continue;
        char *bad = arena_printf(arena, "%s %s", figures->good, figures->bad);
        if (!CHECK(!fails(c, figures->good)) || !CHECK(fails(c, bad)))
            printf("# in the rule %s\n", c->id);
    }
    CHECK_INT(rules, BASE_COUNT(all));
    diags_free(diags);
    arena_free(arena);
}
