/* Rows of a detail: the workbook is that of the same rows in the tree, byte for byte. */
#include "limited.h"
#include "tap.h"
#include "xlsx_diags.h"
#include "xlsx_samples.h"

#include <huibao/model_detail.h>
#include <huibao/xlsx.h>

#include <string.h>

static struct model *read_model(const char *text)
{
    struct diags *diags = diags_new();
    struct model *model = model_read("手写.model", text, strlen(text), diags);
    CHECK(model != NULL);
    CHECK_INT(diags_kept(diags), 0);
    diags_free(diags);
    return model ? model : sample_none();
}

static const char *text_of(const struct model *model)
{
    struct buf dump = {0};
    model_dump(model, &dump);
    const char *text = buf_copy(&dump, model->arena);
    buf_done(&dump);
    return text;
}

/* The same model with the rows of its first table on disk. */
static struct model *detailed(struct model *model)
{
    const char *text = text_of(model), *row = strstr(text, "  row ");
    CHECK(row != NULL);
    if (!row)
        return sample_none();
    struct model *other =
        read_model(arena_printf(model->arena, "%.*s  detail\n%s", (int)(row - text), text, row));
    CHECK(other->blocks[0].table->detail != NULL);
    return other;
}

static const char *written(const struct model *model, size_t limit, size_t *ret_length)
{
    struct world world = sample_world();
    struct diags *diags = diags_new();
    CHECK(xlsx_write_limited(model, tap_path("detail.xlsx"), &world, limit, diags));
    for (size_t i = 0; i < diags_kept(diags); i++)
        CHECK(diags_at(diags, i)->kind == &XLS002);
    diags_free(diags);
    diags = diags_new();
    const char *bytes =
        file_read(model->arena, tap_path("detail.xlsx"), 1 << 28, ret_length, diags);
    diags_free(diags);
    return bytes ? bytes : "";
}

static void same_workbook(struct model *model, size_t limit)
{
    struct model *other = detailed(model);
    size_t length = 0, other_length = 0;
    const char *bytes = written(model, limit, &length);
    const char *other_bytes = written(other, limit, &other_length);
    CHECK_INT(other_length, length);
    CHECK(other_length == length && memcmp(bytes, other_bytes, length) == 0);
    model_free(other);
}

TEST(a_detail_makes_the_same_workbook)
{
    struct model *model = sample_long(100);
    static const size_t limits[] = {1000, 105, 104, 44, 30, 11};
    for (size_t i = 0; i < BASE_COUNT(limits); i++)
        same_workbook(model, limits[i]);
    model_free(model);
    model = sample_long(30000); /* rows go to disk on this side too */
    same_workbook(model, 1048576);
    same_workbook(model, 7000);
    model_free(model);
}

TEST(a_detail_of_every_kind_of_value)
{
    struct model *model =
        read_model("model 1\ntitle 明细\ntable 表\ncaption 甲\ncolumn 字\ncolumn 数 | right | "
                   "format grouped 2 "
                   "| unit 元 | total sum\ncolumn 日 | center | format date-iso\ncolumn 率 | right "
                   "| format percent 1\n"
                   "row \\=1+1 | 1,234.50元 = 1234.5 | 2026-10-01 = 2026-10-01 | 12.5% = 12.5\n"
                   "row 很长很长很长很长很长很长很长很长很长很长很长很长很长很长的一句 | — = null "
                   "| — = null | 0.0% = 0.0\n"
                   "row  | 0.10元 = 0.1 | 1850-01-01 = 1850-01-01 | — = null\n"
                   "total 合计 | 1,234.60元 = 1234.6 | — = null | — = null\n"
                   "table 二\ncolumn 甲\nrow 子\n");
    struct model *other = detailed(model);
    size_t length = 0, other_length = 0;
    struct world world = sample_world();
    struct diags *diags = diags_new(), *other_diags = diags_new();
    CHECK(xlsx_write(model, tap_path("a.xlsx"), &world, diags));
    CHECK(xlsx_write(other, tap_path("b.xlsx"), &world, other_diags));
    const char *bytes = file_read(model->arena, tap_path("a.xlsx"), 1 << 28, &length, diags);
    const char *again = file_read(model->arena, tap_path("b.xlsx"), 1 << 28, &other_length, diags);
    CHECK_INT(length, other_length);
    CHECK(length == other_length && memcmp(bytes, again, length) == 0);
    CHECK_INT(diags_kept(other_diags), 1); /* the day before Excel's first */
    CHECK(diags_kept(other_diags) == 1 && diags_at(other_diags, 0)->kind == &XLS006);
    const char *sheet = sample_part(model->arena, "b.xlsx", "xl/worksheets/sheet2.xml");
    CHECK(strstr(sheet, "<f>SUM(B4:B6)</f><v>1234.6</v>"));
    diags_free(diags);
    diags_free(other_diags);
    model_free(other);
    model_free(model);
}

/* The total is not what the rows give: no formula, and it is said. */
TEST(XLS005_in_a_detail)
{
    struct model *model = read_model(
        "model 1\ntitle 明细\ntable 表\ncolumn 字\ncolumn 数 | right | format plain 0 | total sum\n"
        "detail\nrow 子 | 1 = 1\nrow 丑 | 2 = 2\ntotal 合计 | 4 = 4\n");
    struct world world = sample_world();
    struct diags *diags = diags_new();
    CHECK(xlsx_write(model, tap_path("c.xlsx"), &world, diags));
    CHECK_INT(diags_kept(diags), 1);
    CHECK(diags_kept(diags) == 1 && diags_at(diags, 0)->kind == &XLS005);
    CHECK(!strstr(sample_part(model->arena, "c.xlsx", "xl/worksheets/sheet1.xml"), "<f>"));
    diags_free(diags);
    model_free(model);
}
