/* Mappings of columns: saved under a name for a kind, listed, found, deleted. */
#include <huibao/store_mappings.h>
#include <string.h>

#include "store_support.h"
#include "tap.h"

static const struct store_mapping_column police[] = {
    {"公民姓名", "姓名"}, {"门牌 编号", "户号"}, {"备注", NULL}};

static struct store_mapping mapping_of(const char *name, const char *kind, size_t columns)
{
    return (struct store_mapping){
        .name = name, .kind = store_kind_find(kind), .columns = police, .column_count = columns};
}

static bool save(struct fixture *f, const char *name, const char *kind, size_t columns)
{
    struct store_mapping mapping = mapping_of(name, kind, columns);
    return store_mapping_save(f->store, &mapping, f->diags);
}

static const struct store_mapping *found(struct fixture *f, const char *name, const char *kind)
{
    return store_mapping_find(f->store, f->arena, name, store_kind_find(kind), f->diags);
}

TEST(a_mapping_is_kept_as_it_was_said)
{
    struct fixture f;
    fixture_open(&f);
    CHECK(save(&f, "派出所人口表", "residents", 3));
    const struct store_mapping *mapping = found(&f, "派出所人口表", "residents");
    if (CHECK(mapping != NULL) && CHECK_INT(mapping->column_count, 3)) {
        CHECK_STR(mapping->kind->name, "residents");
        CHECK_STR(mapping->columns[1].title, "门牌 编号");
        CHECK_STR(mapping->columns[1].field, "户号");
        CHECK_STR(mapping->columns[2].title, "备注");
        CHECK(mapping->columns[2].field == NULL);
        CHECK_INT(strlen(mapping->saved_at), strlen("2026-11-03 08:30:00"));
    }
    CHECK_INT(diags_kept(f.diags), 0);
    fixture_close(&f);
}

TEST(saved_again_it_is_replaced_and_unchanged_it_keeps_its_time)
{
    struct fixture f;
    fixture_open(&f);
    f.world.now = 1795478400;
    CHECK(save(&f, "表", "residents", 3));
    const char *first = found(&f, "表", "residents")->saved_at;
    f.world.now += 86400;
    CHECK(save(&f, "表", "residents", 3));
    CHECK_STR(found(&f, "表", "residents")->saved_at, first);
    CHECK(save(&f, "表", "residents", 1));
    CHECK(strcmp(found(&f, "表", "residents")->saved_at, first) > 0);
    CHECK_INT(found(&f, "表", "residents")->column_count, 1);
    CHECK_STR(ask(&f, "SELECT count(*) FROM mapping_columns"), "1");
    fixture_close(&f);
}

TEST(one_name_for_two_kinds)
{
    struct fixture f;
    fixture_open(&f);
    size_t count = 0;
    CHECK(save(&f, "表", "residents", 2));
    CHECK(save(&f, "表", "households", 1));
    CHECK(save(&f, "另一张", "residents", 3));
    const struct store_mapping *all = store_mappings(f.store, f.arena, &count, f.diags);
    if (CHECK_INT(count, 3)) {
        CHECK_STR(all[0].name, "另一张");
        CHECK_STR(all[1].kind->name, "households");
        CHECK_INT(all[1].column_count, 1);
        CHECK_STR(all[2].kind->name, "residents");
    }
    CHECK(store_mapping_delete(f.store, "表", f.diags));
    CHECK_STR(ask(&f, "SELECT count(*) FROM mappings"), "1");
    CHECK_STR(ask(&f, "SELECT count(*) FROM mapping_columns"), "3");
    CHECK_INT(diags_kept(f.diags), 0);
    fixture_close(&f);
}

static void refused(struct fixture *f, const char *code, const char *hint)
{
    CHECK_STR(code_at(f->diags, 0), code);
    const struct diag *diag = diags_at(f->diags, 0);
    CHECK(diag && diag->hint && strstr(diag->hint, hint));
    fixture_forget(f);
}

TEST(STO070_STO071_a_name_that_was_not_saved)
{
    struct fixture f;
    fixture_open(&f);
    CHECK(!found(&f, "派出所人口表", "residents"));
    refused(&f, "STO070", "还没有保存过");
    CHECK(!store_mapping_delete(f.store, "派出所人口表", f.diags));
    refused(&f, "STO070", "还没有保存过");
    CHECK(save(&f, "派出所人口表", "residents", 2));
    CHECK(!found(&f, "派出所人囗表", "residents"));
    refused(&f, "STO070", "是不是“派出所人口表”？");
    CHECK(!found(&f, "名册", "residents"));
    refused(&f, "STO070", "huibao mappings");
    CHECK(!store_mapping_delete(f.store, "派出所人囗表", f.diags));
    refused(&f, "STO070", "是不是“派出所人口表”？");
    CHECK(!found(&f, "派出所人口表", "households"));
    refused(&f, "STO071", "huibao import 住户");
    CHECK(found(&f, "派出所人口表", "residents") != NULL);
    fixture_close(&f);
}

TEST(a_mapping_that_the_database_refuses_leaves_the_old_one)
{
    struct fixture f;
    fixture_open(&f);
    CHECK(save(&f, "表", "residents", 3));
    CHECK(!save(&f, " ", "residents", 3));
    CHECK_STR(code_at(f.diags, 0), "STO015");
    fixture_forget(&f);
    meddle(f.path, "CREATE TRIGGER t BEFORE INSERT ON mapping_columns WHEN NEW.position = 1"
                   " BEGIN SELECT raise(ABORT, '不行'); END");
    CHECK(!save(&f, "表", "residents", 2));
    CHECK_STR(code_at(f.diags, 0), "STO015");
    CHECK_INT(found(&f, "表", "residents")->column_count, 3);
    meddle(f.path, "UPDATE mappings SET kind = 'nothing'; ");
    fixture_close(&f);
}
