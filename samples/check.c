/* The consistency rules, asserted on the files as a reader finds them. */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_MAX = 40 };

struct ruling {
    struct evidence *evidence;
    struct table *communities, *grids, *households, *residents, *units;
    const struct table *table; /* the one being judged */
    const char *key;           /* of the row being judged */
};

static void hold(struct ruling *ruling, bool holds, const char *rule)
{
    if (holds) {
        return;
    }
    if (ruling->evidence->failures < SHOWN_MAX) {
        fprintf(stderr, "check: %s %s: %s\n", ruling->table->kind, ruling->key, rule);
    }
    ruling->evidence->failures++;
}

static bool one_of(const char *value, const char *list)
{
    return list_index(list, value) >= 0;
}

static bool happened(int day)
{
    return day >= DAY_OLDEST && day <= DAY_END;
}

/* A day that is open or happened. */
static bool possible(int day)
{
    return day == DAY_OPEN || happened(day);
}

static char **community_find(const struct ruling *ruling, const char *code_or_name)
{
    char **row = table_find(ruling->communities, code_or_name);
    for (size_t i = 0; row == NULL && i < ruling->communities->count; i++) {
        if (strcmp(ruling->communities->rows[i][1], code_or_name) == 0) {
            row = ruling->communities->rows[i];
        }
    }
    return row;
}

static void check_keys(struct ruling *ruling)
{
    /* tags and quantities have keys of several columns; their repeats are looked for there */
    for (size_t i = 1; i < ruling->table->count; i++) {
        ruling->key = ruling->table->rows[i][0];
        hold(ruling, strcmp(ruling->table->rows[i - 1][0], ruling->key) != 0, "key repeated");
    }
}

static void check_community(struct ruling *ruling, char **row)
{
    hold(ruling, strlen(row[0]) == 12, "code has not 12 digits");
    hold(ruling, one_of(row[2], "区县,街道,社区"), "level");
    bool top = strcmp(row[2], "区县") == 0;
    hold(ruling, top ? row[3][0] == '\0' : table_find(ruling->communities, row[3]) != NULL,
         "parent does not exist");
}

static void check_grid(struct ruling *ruling, char **row)
{
    char **community = community_find(ruling, row[1]);
    hold(ruling, community != NULL, "community does not exist");
    hold(ruling, strlen(row[0]) == 15, "code has not 15 digits");
    hold(ruling, community != NULL && strncmp(community[0], row[0], 12) == 0,
         "code of another community");
    hold(ruling, happened(day_parse(row[4])), "founding day");
    hold(ruling, possible(day_parse(row[5])), "closing day");
    hold(ruling, day_parse(row[5]) > day_parse(row[4]), "closed before founded");
}

static void check_household(struct ruling *ruling, char **row)
{
    char **grid = table_find(ruling->grids, row[1]);
    int in = day_parse(row[7]);
    int out = day_parse(row[8]);
    hold(ruling, grid != NULL, "grid does not exist");
    hold(ruling, happened(in) && possible(out) && out > in, "days of moving");
    hold(ruling, grid == NULL || int_min(out, DAY_END) <= day_parse(grid[5]),
         "stays in a grid that is gone");
    hold(ruling, row[2][0] != '\0' && row[3][0] != '\0' && row[6][0] != '\0', "empty cell");
}

static void check_identity(struct ruling *ruling, const char *id, int born, const char *sex)
{
    bool digits = strlen(id) == 18 && strspn(id, "0123456789") >= 17;
    hold(ruling, digits && id_check_digit(id) == id[17], "check digit");
    if (!digits) {
        return;
    }
    struct civil c = civil_of(born);
    char birthday[32];
    snprintf(birthday, sizeof(birthday), "%04d%02d%02d", c.year, c.month, c.day);
    hold(ruling, strncmp(id + 6, birthday, 8) == 0, "birthday differs from the number's");
    bool male = (id[16] - '0') % 2 == 1;
    hold(ruling, strcmp(sex, male ? "男" : "女") == 0, "sex differs from the number's");
    hold(ruling, strncmp(id + 2, "99", 2) == 0, "region might exist");
}

static void check_age(struct ruling *ruling, char **row, int age)
{
    bool married = one_of(row[8], "已婚,丧偶,离婚");
    hold(ruling, one_of(row[8], "未婚,已婚,丧偶,离婚"), "marital status");
    hold(ruling, !married || age >= 20, "married too young");
    bool preschool = strcmp(row[9], "学龄前") == 0;
    hold(ruling, preschool == (strcmp(row[7], "学龄前") == 0), "preschool in one column only");
    hold(ruling, !preschool || age <= 6, "too old for preschool");
    hold(ruling, preschool || age >= 6, "too young for school");
    hold(ruling, age >= 18 || preschool || strcmp(row[9], "在校学生") == 0, "child at work");
    hold(ruling, strcmp(row[9], "离退休") != 0 || age >= 50, "retired too young");
    hold(ruling, !one_of(row[7], "研究生,大学本科,大学专科") || age >= 18, "degree too young");
}

static void check_resident(struct ruling *ruling, char **row)
{
    char **household = table_find(ruling->households, row[1]);
    int born = day_parse(row[5]);
    int in = day_parse(row[12]);
    int out = day_parse(row[13]);
    hold(ruling, household != NULL, "household does not exist");
    hold(ruling, happened(born) && happened(in) && possible(out), "day");
    hold(ruling, born <= in && in < out, "days out of order");
    check_identity(ruling, row[0], born, row[4]);
    check_age(ruling, row, age_on(born, DAY_END));
    hold(ruling, one_of(row[3], "户主,配偶,子,女,父母,祖父母,孙子女,兄弟姐妹,其他"), "relation");
    hold(ruling, one_of(row[10], "户籍,流动,境外") && one_of(row[11], "在住,外出"), "category");
    if (household == NULL) {
        return;
    }
    hold(ruling, in >= day_parse(household[7]) && out <= day_parse(household[8]),
         "stays longer than the household");
    bool head = strcmp(row[3], "户主") == 0;
    hold(ruling, !head || strcmp(household[2], row[2]) == 0, "household names another head");
    hold(ruling, !head || (in == day_parse(household[7]) && out == day_parse(household[8])),
         "head does not stay as long as the household");
    hold(ruling, !head || age_on(born, in) >= 18, "head was a child");
}

static int compare_households(const void *left, const void *right)
{
    char **a = *(char **const *)left;
    char **b = *(char **const *)right;
    int order = strcmp(a[1], b[1]);
    /* the head first */
    return order != 0 ? order : strcmp(b[3], "户主") == 0 ? 1 : strcmp(a[3], "户主") == 0 ? -1 : 0;
}

static void check_kin(struct ruling *ruling, char **head, char **row)
{
    int years = age_on(day_parse(head[5]), DAY_END) - age_on(day_parse(row[5]), DAY_END);
    if (one_of(row[3], "子,女")) {
        hold(ruling, years >= 18, "child nearly as old as the head");
        hold(ruling, strcmp(row[3], "子") != 0 || strcmp(row[4], "男") == 0, "son is no man");
        hold(ruling, strcmp(row[3], "女") != 0 || strcmp(row[4], "女") == 0,
             "daughter is no woman");
    } else if (strcmp(row[3], "父母") == 0) {
        hold(ruling, years <= -18, "parent nearly as young as the head");
    } else if (strcmp(row[3], "孙子女") == 0) {
        hold(ruling, years >= 36, "grandchild too old");
    } else if (strcmp(row[3], "配偶") == 0) {
        hold(ruling, strcmp(row[4], head[4]) != 0 && strcmp(row[8], "已婚") == 0, "spouse");
    }
}

/* Exactly one head in every household, and the family's ages fit. */
static void check_families(struct ruling *ruling)
{
    struct table *residents = ruling->residents;
    qsort(residents->rows, residents->count, sizeof(*residents->rows), compare_households);
    size_t heads = 0;
    char **head = NULL;
    for (size_t i = 0; i < residents->count; i++) {
        char **row = residents->rows[i];
        ruling->key = row[0];
        if (strcmp(row[3], "户主") == 0) {
            hold(ruling, head == NULL || strcmp(head[1], row[1]) != 0, "second head");
            head = row;
            heads++;
        } else if (head == NULL || strcmp(head[1], row[1]) != 0) {
            hold(ruling, false, "household without a head");
        } else {
            check_kin(ruling, head, row);
        }
    }
    ruling->key = "all";
    hold(ruling, heads == ruling->households->count, "a household has no head");
    table_sort(residents);
}

static void check_tag(struct ruling *ruling, char **row)
{
    char **person = table_find(ruling->residents, row[0]);
    int start = day_parse(row[3]);
    int end = day_parse(row[4]);
    hold(ruling, person != NULL, "resident does not exist");
    hold(ruling, happened(start) && possible(end) && end > start, "days");
    if (person == NULL) {
        return;
    }
    int age = age_on(day_parse(person[5]), start);
    hold(ruling, day_parse(person[5]) < start, "starts before birth");
    hold(ruling, start >= day_parse(person[12]) && end <= day_parse(person[13]),
         "outside the stay");
    const char *class = age >= 60 ? "老年人" : age >= 18 ? "成年人" : "未成年人";
    bool allowance = strcmp(row[1], "低保") == 0;
    bool disabled = strcmp(row[1], "残疾") == 0;
    hold(ruling, !allowance || strcmp(row[2], class) == 0, "class does not fit the age");
    hold(ruling, !disabled || one_of(row[2], "一级,二级,三级,四级"), "grade");
    hold(ruling, allowance || disabled || row[2][0] == '\0', "class where none belongs");
    hold(ruling, !one_of(row[1], "空巢老人,独居老人,留守老人,特困") || age >= 60, "too young");
    hold(ruling, strcmp(row[1], "留守儿童") != 0 || age < 16, "too old");
}

static void check_party(struct ruling *ruling, char **row)
{
    int born = day_parse(row[5]);
    int joined = day_parse(row[11]);
    int came = day_parse(row[12]);
    int left = day_parse(row[13]);
    hold(ruling, community_find(ruling, row[1]) != NULL, "community does not exist");
    hold(ruling, happened(joined) && age_on(born, joined) >= 18, "joined as a child");
    hold(ruling, happened(came) && came >= joined && possible(left) && left > came, "days");
    hold(ruling, one_of(row[8], "正式,预备"), "type");
    bool recent = joined > DAY_END - YEAR_DAYS;
    hold(ruling, recent == (strcmp(row[8], "预备") == 0), "probation is one year");
    hold(ruling, one_of(row[9], "在册,在职报到,流动,离退休,口袋党员"), "management");
    hold(ruling, one_of(row[10], "协管,接管,共管,双管,托管,"), "class");
}

static void check_unit(struct ruling *ruling, char **row)
{
    bool shaped = strlen(row[0]) == 18;
    hold(ruling, shaped && credit_check_digit(row[0]) == row[0][17], "check character");
    hold(ruling, shaped && organisation_check_digit(row[0] + 8) == row[0][16],
         "GB 11714 character");
    hold(ruling, community_find(ruling, row[1]) != NULL, "community does not exist");
    hold(ruling, one_of(row[3], "机关,事业单位,企业,社会团体,民办非企业,基金会,其他"), "type");
    hold(ruling, one_of(row[4], "中央,省,州市,县市,街道,镇,乡,居委会,村委会,其他"), "affiliation");
    hold(ruling, strncmp(row[8], "0000-", 5) == 0, "telephone might exist");
    int from = day_parse(row[10]);
    int until = day_parse(row[11]);
    hold(ruling, happened(from) && possible(until) && until > from, "days");
}

static void check_agreement(struct ruling *ruling, char **row)
{
    char **unit = table_find(ruling->units, row[1]);
    int from = day_parse(row[5]);
    int done = day_parse(row[7]);
    hold(ruling, unit != NULL, "unit does not exist");
    hold(ruling,
         one_of(row[3], "思想工作联做,社区治安联防,公益事业联办,计划生育联管,文明社区联建,"
                        "党员教育联抓,贫困对象联帮"),
         "class");
    hold(ruling, happened(from) && possible(done) && done >= from, "days");
    hold(ruling, day_parse(row[6]) >= from, "due before signed");
    hold(ruling, unit == NULL || (from >= day_parse(unit[10]) && from < day_parse(unit[11])),
         "signed outside the unit's term");
}

static void check_place(struct ruling *ruling, char **row, int day)
{
    char **community = community_find(ruling, row[1]);
    hold(ruling, community != NULL, "community does not exist");
    hold(ruling, day >= DAY_WINDOW && day <= DAY_END, "accepted outside the window");
    if (row[2][0] == '\0') {
        return;
    }
    char **grid = table_find(ruling->grids, row[2]);
    hold(ruling, grid != NULL, "grid does not exist");
    hold(ruling, community == NULL || strncmp(row[2], community[0], 12) == 0,
         "grid of another community");
    hold(ruling, grid == NULL || (day >= day_parse(grid[4]) && day < day_parse(grid[5])),
         "grid did not exist that day");
}

static void check_dispute(struct ruling *ruling, char **row)
{
    int day = day_parse(row[3]);
    int closed = day_parse(row[11]);
    bool open = strcmp(row[6], "正在调解") == 0;
    check_place(ruling, row, day);
    hold(ruling,
         one_of(row[4], "婚姻家庭,邻里,房屋宅基地,合同,生产经营,损害赔偿,山林土地,征地拆迁,"
                        "环境污染,劳动争议,消费,医疗,道路交通,物业,其他"),
         "class");
    hold(ruling, one_of(row[5], "主动排查,依申请,法院移送,检察院移送,公安移送,信访移送,其他移送"),
         "source");
    hold(ruling, one_of(row[6], "调解成功,调解不成,正在调解,移送"), "result");
    hold(ruling, open == (closed == DAY_OPEN), "closed exactly when decided");
    hold(ruling, closed >= day && possible(closed), "closed before accepted");
    hold(ruling, one_of(row[7], "口头,书面,"), "form");
    hold(ruling, row[7][0] == '\0' || strcmp(row[6], "调解成功") == 0, "agreement without success");
    hold(ruling, atoi(row[8]) >= 2, "a dispute needs two parties");
}

static void check_service(struct ruling *ruling, char **row)
{
    int day = day_parse(row[3]);
    int closed = day_parse(row[9]);
    bool open = strcmp(row[10], "在办") == 0;
    check_place(ruling, row, day);
    hold(ruling, one_of(row[4], "信箱,专线电话,网上,窗口"), "channel");
    hold(ruling, one_of(row[5], "行政事务,公共服务,涉法涉诉,维稳信访"), "class");
    hold(ruling, day_parse(row[8]) >= day, "due before accepted");
    hold(ruling, one_of(row[10], "办结,在办,移送,退回"), "result");
    hold(ruling, open == (closed == DAY_OPEN), "closed exactly when decided");
    hold(ruling, closed >= day && possible(closed), "closed before accepted");
    hold(ruling, one_of(row[11], open ? "" : "满意,基本满意,不满意,未评价"), "opinion");
    hold(ruling, one_of(row[12], "是,否"), "called back");
}

static void check_quantity(struct ruling *ruling, char **row)
{
    hold(ruling, community_find(ruling, row[0]) != NULL, "community does not exist");
    hold(ruling, strspn(row[3], "0123456789.") == strlen(row[3]) && row[3][0] != '\0', "number");
    hold(ruling, row[4][0] != '\0', "unit missing");
}

/* The street's stated quantities are the sums of its communities'. */
static void check_sums(struct ruling *ruling)
{
    const struct table *table = ruling->table;
    for (size_t i = 0; i < table->count; i++) {
        char **whole = table->rows[i];
        if (strcmp(whole[0], "望澜街道") != 0) {
            continue;
        }
        /* in hundredths, since areas have two decimals */
        long sum = 0;
        for (size_t j = 0; j < table->count; j++) {
            char **part = table->rows[j];
            bool same = strcmp(part[1], whole[1]) == 0 && strcmp(part[2], whole[2]) == 0;
            sum += j != i && same ? (long)(strtod(part[3], NULL) * 100.0 + 0.5) : 0;
        }
        ruling->key = whole[2];
        hold(ruling, sum == (long)(strtod(whole[3], NULL) * 100.0 + 0.5), "sum of the communities");
    }
}

/* Nobody moves in before the last household has left; a home's households stand together. */
static void check_homes(struct ruling *ruling)
{
    for (size_t i = 1; i < ruling->households->count; i++) {
        char **before = ruling->households->rows[i - 1];
        char **row = ruling->households->rows[i];
        bool same = strcmp(before[1], row[1]) == 0;
        for (int column = 3; column <= 6; column++) {
            same = same && strcmp(before[column], row[column]) == 0;
        }
        ruling->key = row[0];
        hold(ruling, !same || day_parse(row[7]) >= day_parse(before[8]),
             "two households in one home");
    }
}

static int compare_cells(const void *left, const void *right)
{
    char **a = *(char **const *)left;
    char **b = *(char **const *)right;
    int order = 0;
    for (int i = 0; order == 0 && i < 4; i++) {
        order = strcmp(a[i], b[i]);
    }
    return order;
}

/* Keys of several columns: tags by person, tag and start; quantities by place, period, name. */
static void check_wide_keys(struct ruling *ruling, struct table *table, int last)
{
    qsort(table->rows, table->count, sizeof(*table->rows), compare_cells);
    for (size_t i = 1; i < table->count; i++) {
        char **a = table->rows[i - 1];
        char **b = table->rows[i];
        ruling->key = b[0];
        bool same =
            strcmp(a[0], b[0]) == 0 && strcmp(a[1], b[1]) == 0 && strcmp(a[last], b[last]) == 0;
        hold(ruling, !same, "key repeated");
    }
}

struct law {
    const char *kind;
    void (*check)(struct ruling *ruling, char **row);
    int wide_key; /* the key's last column when it has three, 0 when it has one */
    size_t at_least, at_most;
};

static const struct law laws[TABLE_KINDS] = {
    {"communities", check_community, 0, 8, 8},
    {"grids", check_grid, 0, 24, 40},
    {"households", check_household, 0, 7600, 8400},
    {"residents", check_resident, 0, 16800, 18200},
    {"tags", check_tag, 3, 500, 2500},
    {"party_members", check_party, 0, 400, 520},
    {"units", check_unit, 0, 85, 99},
    {"agreements", check_agreement, 0, 150, 320},
    {"disputes", check_dispute, 0, 700, 1600},
    {"services", check_service, 0, 1500, 3000},
    {"quantities", check_quantity, 2, 1500, 2500},
};

bool evidence_hold(struct evidence *evidence)
{
    for (int i = 0; i < TABLE_KINDS; i++) {
        table_sort(&evidence->tables[i]);
    }
    struct ruling ruling = {
        .evidence = evidence,
        .communities = evidence_table(evidence, "communities"),
        .grids = evidence_table(evidence, "grids"),
        .households = evidence_table(evidence, "households"),
        .residents = evidence_table(evidence, "residents"),
        .units = evidence_table(evidence, "units"),
    };
    for (int i = 0; i < TABLE_KINDS; i++) {
        const struct law *law = &laws[i];
        struct table *table = evidence_table(evidence, law->kind);
        ruling.table = table;
        ruling.key = "all";
        hold(&ruling, table->count >= law->at_least && table->count <= law->at_most,
             "number of rows");
        if (law->wide_key > 0) {
            check_wide_keys(&ruling, table, law->wide_key);
        } else {
            check_keys(&ruling);
        }
        for (size_t row = 0; row < table->count; row++) {
            ruling.key = table->rows[row][0];
            law->check(&ruling, table->rows[row]);
        }
    }
    check_sums(&ruling); /* the last table judged is quantities */
    ruling.table = ruling.households;
    check_homes(&ruling);
    ruling.table = ruling.residents;
    check_families(&ruling);
    if (evidence->failures > 0) {
        fprintf(stderr, "check: %d rules broken\n", evidence->failures);
    }
    return evidence->failures == 0;
}
