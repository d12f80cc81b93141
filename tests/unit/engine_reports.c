/* Finding, listing and checking definitions; kinds and records. */
#include "engine_testing.h"

#include <unistd.h>

TEST(records_come_in_and_are_counted)
{
    struct diags *diags = diags_new();
    struct engine *engine = testing_loaded("records.db", diags);
    struct engine_import import = {0};
    CHECK(engine_import(engine, "disputes", tap_path("disputes.csv"), &import, diags));
    CHECK_INT(import.rows, 3);
    CHECK_INT(import.same, 3);
    CHECK_INT(import.added + import.changed, 0);
    CHECK(import.encoding != NULL);
    CHECK_INT(engine_init(engine, diags), ENGINE_INIT_CURRENT);
    CHECK_INT(diags_count(diags, DIAG_ERROR), 0);
    testing_show(diags);
    engine_free(engine);
    diags_free(diags);
}

TEST(an_unknown_kind_is_said_with_the_nearest)
{
    testing_files();
    struct diags *diags = diags_new();
    struct engine *engine = testing_engine("none.db");
    struct engine_import import = {0};
    CHECK(!engine_import(engine, "dispute", tap_path("disputes.csv"), &import, diags));
    CHECK(!engine_import(engine, "完全不对的", tap_path("disputes.csv"), &import, diags));
    CHECK_INT(diags_kept(diags), 2);
    CHECK_INT(diags_exit_status(diags), 2);
    const struct diag *diag = testing_find(diags, "ENG006");
    if (CHECK(diag != NULL)) {
        CHECK_STR(diag->message, "没有“dispute”这种数据");
        CHECK(strstr(diag->hint, "是不是“disputes”？") != NULL);
        CHECK(strstr(diag->hint, "纠纷（disputes）") != NULL);
    }
    size_t count = 0;
    const struct engine_kind *kinds = engine_kinds(engine, &count);
    CHECK_INT(count, 11);
    CHECK_STR(kinds[0].name, "communities");
    CHECK_STR(kinds[0].chinese, "社区");
    engine_free(engine);
    diags_free(diags);
}

TEST(reports_are_listed_with_their_parameters)
{
    testing_files();
    testing_report("t/b.md", "b", "标题", TESTING_BODY);
    testing_text("t/README.md", "# 不是报表\n");
    struct diags *diags = diags_new();
    struct engine *engine = testing_engine("none.db");
    size_t count = 0;
    const struct engine_report *reports = engine_reports(engine, &count, diags);
    testing_show(diags);
    if (CHECK_INT(count, 2), count == 2) {
        CHECK_STR(reports[0].id, "b");
        CHECK_STR(reports[1].id, "monthly");
        CHECK_STR(reports[1].summary, "……汇报");
        CHECK_STR(reports[1].params, "社区（必填） 期（默认：上期）");
        CHECK_STR(reports[1].file, tap_path("t/monthly.md"));
    }
    unlink(tap_path("t/b.md"));
    unlink(tap_path("t/README.md"));
    engine_free(engine);
    diags_free(diags);
}

/* Checks one name; the number of reports checked. */
static size_t check_one(const char *name, struct diags *diags)
{
    struct engine *engine = testing_engine("none.db");
    size_t checked = 99;
    engine_check(engine, name, &checked, diags);
    engine_free(engine);
    return checked;
}

TEST(a_report_is_found_by_id_file_name_and_path)
{
    testing_files();
    testing_report("t/file.md", "other-id", "标题", TESTING_BODY);
    testing_report("elsewhere.md", "far", "标题", TESTING_BODY);
    struct diags *diags = diags_new();
    CHECK_INT(check_one("monthly", diags), 1);
    CHECK_INT(check_one("other-id", diags), 1);
    CHECK_INT(check_one("file", diags), 1);
    CHECK_INT(check_one(tap_path("elsewhere.md"), diags), 1);
    CHECK_INT(check_one(NULL, diags), 2);
    CHECK_INT(diags_count(diags, DIAG_NOTE), 0);
    testing_show(diags);
    unlink(tap_path("t/file.md"));
    diags_free(diags);
}

TEST(an_unknown_report_is_said_with_the_nearest)
{
    testing_files();
    struct diags *diags = diags_new();
    CHECK_INT(check_one("monthli", diags), 0);
    CHECK_INT(check_one("zzzzzzzzzzzz", diags), 0);
    CHECK_INT(diags_kept(diags), 2);
    CHECK_INT(diags_exit_status(diags), 1);
    if (diags_kept(diags) == 2) {
        CHECK_STR(diags_at(diags, 0)->kind->code, "ENG001");
        CHECK_STR(diags_at(diags, 0)->message, "没有报表“monthli”");
        CHECK_STR(diags_at(diags, 0)->hint, "是不是“monthly”？");
        CHECK(strstr(diags_at(diags, 1)->hint, "monthly") != NULL);
    }
    CHECK_INT(check_one(tap_path("missing.md"), diags), 0);
    const struct diag *last = diags_at(diags, diags_kept(diags) - 1);
    CHECK(strcmp(last->kind->code, "ENG001") == 0 && strstr(last->hint, "没有这个定义文件"));
    CHECK_INT(diags_exit_status(diags), 1);
    diags_free(diags);
}

TEST(two_reports_of_one_id_are_a_mistake)
{
    testing_files();
    testing_report("t/again.md", "monthly", "标题", TESTING_BODY);
    struct diags *diags = diags_new();
    CHECK_INT(check_one(NULL, diags), 2);
    const struct diag *diag = testing_find(diags, "ENG003");
    if (CHECK(diag != NULL)) {
        CHECK_STR(diag->place.file, tap_path("t/monthly.md"));
        CHECK(strstr(diag->message, "again.md") != NULL);
    }
    diags_free(diags);
    diags = diags_new(); /* neither of them is taken by its id; a path says which is meant */
    CHECK_INT(check_one("monthly", diags), 1);
    CHECK(testing_find(diags, "ENG003") != NULL);
    diags_free(diags);
    diags = diags_new();
    CHECK_INT(check_one(tap_path("t/again.md"), diags), 1);
    CHECK_INT(diags_kept(diags), 0);
    unlink(tap_path("t/again.md"));
    diags_free(diags);
}

TEST(a_bad_dictionary_is_listed_once)
{
    testing_files();
    testing_text("t/indicators/错.yaml", "纠纷二: {sqll: 1}\n");
    struct diags *diags = diags_new();
    struct engine *engine = testing_engine("none.db");
    size_t checked = 99, count = 99;
    CHECK(!engine_check(engine, "monthly", &checked, diags));
    size_t first = diags_kept(diags);
    CHECK(first > 0 && !testing_find(diags, "ENG004") && testing_find(diags, "ENG070"));
    CHECK(!engine_check(engine, "monthly", &checked, diags));
    CHECK_INT(diags_kept(diags), first);
    CHECK(engine_reports(engine, &count, diags) == NULL && count == 0);
    CHECK_INT(diags_kept(diags), first + 1);
    const struct diag *diag = testing_find(diags, "ENG004");
    CHECK(diag && strcmp(diag->message, "指标字典有错误，全部报表没有处理") == 0);
    CHECK(!engine_check(engine, NULL, &checked, diags)); /* the reports are checked all the same */
    CHECK_INT(checked, 1);
    CHECK_INT(diags_kept(diags), first + 1);
    unlink(tap_path("t/indicators/错.yaml"));
    engine_free(engine);
    diags_free(diags);
}

TEST(a_folder_without_reports_is_said)
{
    mkdir(tap_path("empty"), 0700);
    struct world world = testing_world();
    struct diags *diags = diags_new();
    world.templates_dir = tap_path("empty");
    struct engine *engine = engine_new(&world, "none.db");
    size_t checked = 99;
    CHECK(!engine_check(engine, NULL, &checked, diags));
    CHECK_INT(checked, 0);
    CHECK(testing_find(diags, "ENG005") != NULL);
    engine_free(engine);
    world.templates_dir = tap_path("nowhere");
    engine = engine_new(&world, "none.db");
    CHECK(!engine_check(engine, "monthly", &checked, diags));
    CHECK_INT(diags_exit_status(diags), 3);
    const struct diag *last = diags_at(diags, diags_kept(diags) - 1);
    CHECK_STR(last->kind->code, "BAS009");
    CHECK(last->hint && strstr(last->hint, "--templates"));
    engine_free(engine);
    diags_free(diags);
}

TEST(an_unknown_style_is_said_with_the_nearest)
{
    testing_files();
    testing_text("styled.md",
                 "---\nid: s\ntitle: 标题\nstyle: gbt9705\n---\n# 一\n\n本月没有情况。\n");
    struct diags *diags = diags_new();
    CHECK_INT(check_one(tap_path("styled.md"), diags), 1);
    const struct diag *diag = testing_find(diags, "STY001");
    if (CHECK(diag != NULL)) {
        CHECK_STR(diag->place.file, tap_path("styled.md"));
        CHECK_INT(diag->place.line, 4);
        CHECK_STR(diag->hint, "是不是“gbt9704”？现有的版式：gbt9704");
    }
    diags_free(diags);
}

TEST(an_unknown_style_is_told_with_the_other_mistakes)
{
    testing_files();
    testing_text("styled.md",
                 "---\nid: s\ntitle: 标题\nstyle: gbt9705\n---\n# 一\n\n有{{没有的}}。\n");
    struct diags *diags = diags_new();
    CHECK_INT(check_one(tap_path("styled.md"), diags), 1);
    CHECK_INT(diags_kept(diags), 2);
    CHECK(testing_find(diags, "STY001") != NULL);
    CHECK(testing_find(diags, "DEF040") != NULL);
    diags_free(diags);
    diags = diags_new(); /* none is named: nothing to tell of it */
    testing_text("styled.md", "---\nid: s\ntitle: 标题\n---\n# 一\n\n有{{没有的}}。\n");
    CHECK_INT(check_one(tap_path("styled.md"), diags), 1);
    CHECK_INT(diags_kept(diags), 1);
    diags_free(diags);
}

TEST(styles_of_the_templates_are_found_listed_and_checked)
{
    testing_files();
    mkdir(tap_path("t/styles"), 0700);
    testing_text("t/styles/内部.yaml", "说明: 内部材料\n基于: gbt9704\n行距: 28pt\n");
    testing_text("styled.md",
                 "---\nid: s\ntitle: 标题\nstyle: 内部\n---\n# 一\n\n本月没有情况。\n");
    struct diags *diags = diags_new();
    CHECK_INT(check_one(tap_path("styled.md"), diags), 1);
    CHECK_INT(diags_kept(diags), 0);
    struct engine *engine = testing_engine("none.db");
    size_t count = 0;
    const struct engine_style *styles = engine_styles(engine, &count, diags);
    if (CHECK_INT(count, 2)) {
        CHECK_STR(styles[0].name, "gbt9704");
        CHECK(!styles[0].file);
        CHECK_STR(styles[1].name, "内部");
        CHECK_STR(styles[1].summary, "内部材料");
        CHECK_STR(styles[1].base, "gbt9704");
    }
    engine_free(engine);
    testing_text("t/styles/坏.yaml", "行距: 28\n");
    engine = testing_engine("none.db");
    CHECK(!engine_check(engine, NULL, &count, diags));
    CHECK_INT(count, 1);
    CHECK(testing_find(diags, "STY003"));
    CHECK_INT(diags_count(diags, DIAG_ERROR), 1);
    engine_free(engine);
    diags_free(diags);
    remove(tap_path("t/styles/坏.yaml"));
    remove(tap_path("t/styles/内部.yaml"));
}

/* The office's own names are used; without the folder a note, once; a mistake stops the import. */
TEST(ENG034_synonyms_of_the_templates_are_used)
{
    static const char renamed[] = "小区号,名称,级别,上级编码\n539902000000,栖云区,区县,\n";
    struct diags *diags = diags_new();
    testing_files();
    testing_text("renamed.csv", renamed);
    testing_text("t/synonyms/本单位.yaml", "列名: {社区: {社区编码: 小区号}}\n");
    remove(tap_path("synonyms.db"));
    struct engine *engine = testing_engine("synonyms.db");
    struct engine_import import = {0};
    CHECK_INT(engine_init(engine, diags), ENGINE_INIT_CREATED);
    CHECK(engine_import(engine, "社区", tap_path("renamed.csv"), &import, diags));
    CHECK_INT(diags_kept(diags), 0);
    engine_free(engine);

    testing_text("t/synonyms/本单位.yaml", "列名: {社区: {编马: 小区号}}\n");
    engine = testing_engine("synonyms.db");
    CHECK(!engine_import(engine, "社区", tap_path("communities.csv"), &import, diags));
    CHECK(import.hopeless && testing_find(diags, "IMP061"));
    size_t checked = 0;
    CHECK(!engine_check(engine, NULL, &checked, diags));
    CHECK_INT(diags_count(diags, DIAG_ERROR), 1);
    engine_free(engine);
    diags_free(diags);

    diags = diags_new();
    remove(tap_path("t/synonyms/本单位.yaml"));
    rmdir(tap_path("t/synonyms"));
    engine = testing_engine("synonyms.db");
    CHECK(engine_import(engine, "社区", tap_path("communities.csv"), &import, diags));
    CHECK(engine_import(engine, "社区", tap_path("communities.csv"), &import, diags));
    const struct diag *diag = testing_find(diags, "ENG034");
    CHECK(diag && strstr(diag->message, "/synonyms"));
    CHECK_INT(diags_kept(diags), 1);
    engine_free(engine);
    diags_free(diags);
}

TEST(the_own_catalogue_is_listed)
{
    size_t count = 0;
    const struct diag_kind *const *own = engine_diags(&count);
    CHECK(count > 30);
    CHECK_STR(own[0]->code, "ENG001");
}

static void count_code(void *context, const struct diag_kind *kind)
{
    size_t *seen = context;
    (*seen)++;
    CHECK(strlen(kind->code) == 6 && kind->text[0] != '\0');
}

TEST(the_catalogues_of_all_rooms_are_walked)
{
    size_t seen = 0;
    engine_each_diag(count_code, &seen);
    CHECK(seen > 100);
}
