#include "xlsx_samples.h"
#include "tap.h"

#include <huibao/value.h>
#include <huibao/xlsx.h>

#include <stdio.h>
#include <stdlib.h>

#define N value_null()
#define I(n) value_integer(n)
#define R(x) value_real(x)
#define T(s) value_text(s)
#define D(y, m, d) value_date(value_date_from_civil((struct value_civil){y, m, d}))

struct model *sample_model(const char *title)
{
    struct model *model = model_new();
    model->report_id = "sample";
    model->style = "gbt9704";
    model->community = "春晖社区";
    model->period = "2026年10月";
    model->title = model_text_plain(model->arena, title);
    return model;
}

static struct model_column *columns_of(struct arena *arena, const struct sample_column *columns,
                                       size_t count)
{
    struct model_column *made = arena_array(arena, count + 1, sizeof *made);
    for (size_t c = 0; c < count; c++) {
        made[c] = (struct model_column){.title = columns[c].title,
                                        .align = columns[c].align,
                                        .total = columns[c].total,
                                        .share_of = -1,
                                        .format = {.style = VALUE_STYLE_PLAIN, .decimals = -1}};
        if (columns[c].format && !value_format_parse(arena, columns[c].format, &made[c].format))
            abort();
    }
    return made;
}

static struct model_row *rows_of(struct arena *arena, const struct model_column *columns,
                                 size_t column_count, const struct value *values, size_t count)
{
    struct model_row *rows = arena_array(arena, count + 1, sizeof *rows);
    for (size_t r = 0; r < count; r++) {
        struct model_cell *cells = arena_array(arena, column_count + 1, sizeof *cells);
        for (size_t c = 0; c < column_count; c++) {
            cells[c].value = values[r * column_count + c];
            cells[c].text = value_show(arena, cells[c].value, &columns[c].format);
        }
        rows[r] = (struct model_row){.kind = MODEL_ROW_DATA, .cells = cells};
    }
    return rows;
}

struct model_table *sample_table(struct model *model, const char *caption,
                                 const struct sample_column *columns, size_t column_count,
                                 const struct value *values, size_t data_rows, size_t total_rows)
{
    struct model_table *table = arena_alloc(model->arena, sizeof *table);
    int number = 1;
    for (size_t b = 0; b < model->block_count; b++)
        number += model->blocks[b].kind == MODEL_TABLE;
    struct model_column *made = columns_of(model->arena, columns, column_count);
    struct model_row *rows =
        rows_of(model->arena, made, column_count, values, data_rows + total_rows);
    for (size_t r = data_rows; r < data_rows + total_rows; r++)
        rows[r].kind = MODEL_ROW_TOTAL;
    *table = (struct model_table){.name = "数据",
                                  .caption = caption,
                                  .number = caption ? number : 0,
                                  .columns = made,
                                  .column_count = column_count,
                                  .rows = rows,
                                  .row_count = data_rows + total_rows};
    struct model_block *block = model_add(model, MODEL_TABLE);
    block->table = table;
    block->file = "monthly-briefing.md";
    block->line = 20 + number;
    return table;
}

struct model_row *sample_rows(struct model_table *table)
{
    union { /* the tables of this file are made of memory that may be written */
        const struct model_row *given;
        struct model_row *writable;
    } rows = {.given = table->rows};
    return rows.writable;
}

struct model_cell *sample_cell(struct model_table *table, size_t row, size_t column)
{
    union {
        const struct model_cell *given;
        struct model_cell *writable;
    } cells = {.given = table->rows[row].cells};
    return &cells.writable[column];
}

static void add_disputes(struct model *model)
{
    static const struct sample_column columns[] = {
        {"类别", NULL, MODEL_ALIGN_LEFT, MODEL_TOTAL_NONE},
        {"受理（件）", "整数", MODEL_ALIGN_RIGHT, MODEL_TOTAL_SUM},
        {"调解成功（件）", NULL, MODEL_ALIGN_RIGHT, MODEL_TOTAL_SUM},
        {"成功率", "百分比 1", MODEL_ALIGN_DECIMAL, MODEL_TOTAL_NONE},
        {"占受理比重", "百分比 1", MODEL_ALIGN_DECIMAL, MODEL_TOTAL_SHARE},
        {"涉及金额", "万元 2", MODEL_ALIGN_DECIMAL, MODEL_TOTAL_SUM},
    };
    const struct value values[] = {
        T("邻里纠纷"),     I(17), I(16), R(94.1), R(47.2),  R(123400),
        T("物业纠纷"),     I(9),  I(7),  R(77.8), R(25.0),  R(56789.5),
        T("婚姻家庭纠纷"), I(6),  I(6),  R(100),  R(16.7),  N,
        T("房屋宅基地"),   I(4),  I(0),  R(0),    R(11.1),  R(1200000),
        T("合计"),         I(36), I(29), R(80.6), R(100.0), R(1380200),
    };
    struct model_table *table = sample_table(model, "矛盾纠纷分类情况", columns, 6, values, 4, 1);
    table->unit = "件、万元";
    table->note = "受理以登记日期为准；成功率不含正在调解的纠纷。";
}

static void add_agreements(struct model *model)
{
    static const struct sample_column columns[] = {
        {"共建单位", NULL, MODEL_ALIGN_LEFT, MODEL_TOTAL_NONE},
        {"项目", NULL, MODEL_ALIGN_LEFT, MODEL_TOTAL_NONE},
        {"签订日期", "日期", MODEL_ALIGN_CENTER, MODEL_TOTAL_NONE},
        {"完成时限", "年月", MODEL_ALIGN_CENTER, MODEL_TOTAL_NONE},
        {"完成日期", "短日期", MODEL_ALIGN_CENTER, MODEL_TOTAL_NONE},
        {"投入", "千分位 2", MODEL_ALIGN_RIGHT, MODEL_TOTAL_SUM},
    };
    const struct value values[] = {
        T("市第一人民医院"),
        T("义诊进社区"),
        D(2026, 1, 5),
        D(2026, 10, 1),
        D(2026, 9, 30),
        R(1234567.5),
        T("实验小学"),
        T("四点半课堂：每周二、周四下午在社区活动室辅导双职工家庭的孩子写作业，由学校派教师，社区志"
          "愿者协助"),
        D(2025, 12, 31),
        D(2026, 12, 1),
        N,
        R(800),
        T("=HYPERLINK(\"http://example.invalid\",\"领奖\")"),
        T("+86 138"),
        D(2024, 2, 29),
        D(2024, 2, 29),
        D(1900, 3, 1),
        I(-45),
        T("合计"),
        T(""),
        N,
        N,
        N,
        R(1235322.5),
    };
    struct model_table *table = sample_table(model, "共建协议履行情况", columns, 6, values, 3, 1);
    for (size_t c = 2; c <= 4; c++)
        sample_cell(table, 3, c)->text = "";
}

static void add_small_ones(struct model *model)
{
    static const struct sample_column two[] = {
        {"指标", NULL, MODEL_ALIGN_LEFT, MODEL_TOTAL_NONE},
        {"数量", NULL, MODEL_ALIGN_RIGHT, MODEL_TOTAL_NONE},
    };
    const struct value pairs[] = {T("常住人口"), I(4821), T("面积（平方千米）"), R(1.375)};
    sample_table(model, "矛盾纠纷分类情况", two, 2, pairs, 2, 0)->unit = "人";
    const struct value names[] = {T("第一党支部"), T("第二党支部")};
    sample_table(model, NULL, two, 1, names, 2, 0);
    sample_table(model, "逾期诉求", two, 2, NULL, 0, 0);
}

struct model *sample_monthly(void)
{
    struct model *model = sample_model("春晖社区2026年10月工作情况汇报");
    model_add(model, MODEL_HEADING)->text = model_text_plain(model->arena, "基本情况");
    add_disputes(model);
    add_agreements(model);
    add_small_ones(model);
    return model;
}

struct model *sample_wide(void)
{
    enum { COLUMNS = 14, ROWS = 70 };
    struct model *model = sample_model("春晖社区各网格走访、回访、采集、排查、化解情况统计表");
    struct sample_column columns[COLUMNS] = {{"网格", NULL, MODEL_ALIGN_LEFT, MODEL_TOTAL_NONE}};
    struct value *values = arena_array(model->arena, (size_t)COLUMNS * (ROWS + 1), sizeof *values);
    for (size_t c = 1; c < COLUMNS; c++) {
        const char *title = arena_printf(model->arena, "第%zu类服务事项受理（件次）", c);
        columns[c] = (struct sample_column){title, "千分位", MODEL_ALIGN_RIGHT, MODEL_TOTAL_SUM};
        values[(size_t)ROWS * COLUMNS + c] = I(0);
    }
    for (size_t r = 0; r < ROWS; r++) {
        values[r * COLUMNS] = T(arena_printf(model->arena, "春晖社区第%zu网格", r + 1));
        for (size_t c = 1; c < COLUMNS; c++) {
            values[r * COLUMNS + c] = I((int64_t)(r * 37 + c * 101) % 1500);
            values[(size_t)ROWS * COLUMNS + c].integer += values[r * COLUMNS + c].integer;
        }
    }
    values[(size_t)ROWS * COLUMNS] = T("合计");
    sample_table(model, "各网格服务事项受理情况", columns, COLUMNS, values, ROWS, 1)->unit = "件次";
    return model;
}

struct model *sample_hostile(void)
{
    static const struct sample_column columns[] = {
        {"原文", NULL, MODEL_ALIGN_LEFT, MODEL_TOTAL_NONE},
        {"数", NULL, MODEL_ALIGN_RIGHT, MODEL_TOTAL_NONE},
    };
    const struct value values[] = {
        T("=1+1"),
        I(1),
        T("+1"),
        I(2),
        T("-1"),
        I(3),
        T("@SUM(A1)"),
        I(4),
        T("{=A1}"),
        I(5),
        T("007"),
        I(0),
        T("110101199003070011"),
        R(0.1),
        T("<b>&\"'</b>"),
        R(-2.5),
        T("_x0041_"),
        R(1e15),
        T("a\x01"
          "b\x1f"
          "c\x7f"),
        I(INT64_MAX),
        T("\xEF\xBF\xBE|\xEF\xBF\xBF"),
        R(123456789.123),
        T("𠮷野家的邻居"),
        N,
        T("  前后空格  "),
        I(-7),
        T("https://example.invalid/"),
        I(8),
        T("第一行\n第二行"),
        R(0.30000000000000004),
    };
    struct model *model = sample_model("<测试> & “引号”");
    model->community = "\"春晖\" <社区> & 'A'";
    sample_table(model, "一/二：三*四?[五]\\六:七", columns, 2, values, BASE_COUNT(values) / 2, 0);
    sample_table(model, "2026", columns, 2, values, 2, 0);
    sample_table(model, "'单引号'", columns, 2, values, 2, 0);
    return model;
}

struct model *sample_none(void)
{
    struct model *model = sample_model("春晖社区关于视察接待的说明");
    struct model_block *block = model_add(model, MODEL_PARAGRAPH);
    block->text = model_text_plain(model->arena, "没有表格。");
    return model;
}

/* Totals above, between and below, shares, and columns of numerals in words. */
struct model *sample_totals(void)
{
    static const struct sample_column columns[] = {
        {"项目", NULL, MODEL_ALIGN_LEFT, MODEL_TOTAL_NONE},
        {"金额（元）", "小数 2", MODEL_ALIGN_DECIMAL, MODEL_TOTAL_SUM},
        {"占比", "百分比 2", MODEL_ALIGN_DECIMAL, MODEL_TOTAL_SHARE},
        {"大写", "大写", MODEL_ALIGN_LEFT, MODEL_TOTAL_SUM},
    };
    const struct value values[] = {
        T("合计"), R(0.6), R(100),  R(0.6), T("甲"),  R(0.1), R(16.67),  R(0.1),  T("乙"), R(0.2),
        R(33.33),  R(0.2), T("丙"), R(0.3), R(50.00), R(0.3), T("总计"), R(0.60), R(100),  R(0.6),
    };
    struct model *model = sample_model("专项资金使用情况");
    struct model_table *table = sample_table(model, "专项资金", columns, 4, values, 5, 0);
    sample_rows(table)[0].kind = MODEL_ROW_TOTAL;
    sample_rows(table)[4].kind = MODEL_ROW_TOTAL;
    return model;
}

struct model *sample_long(size_t count)
{
    static const struct sample_column columns[] = {
        {"编号", NULL, MODEL_ALIGN_LEFT, MODEL_TOTAL_NONE},
        {"受理日期", "日期", MODEL_ALIGN_CENTER, MODEL_TOTAL_NONE},
        {"类别", NULL, MODEL_ALIGN_LEFT, MODEL_TOTAL_NONE},
        {"事项", NULL, MODEL_ALIGN_LEFT, MODEL_TOTAL_NONE},
        {"网格", NULL, MODEL_ALIGN_LEFT, MODEL_TOTAL_NONE},
        {"人数", "整数", MODEL_ALIGN_RIGHT, MODEL_TOTAL_SUM},
        {"金额", "小数 1", MODEL_ALIGN_DECIMAL, MODEL_TOTAL_SUM},
        {"结果", NULL, MODEL_ALIGN_CENTER, MODEL_TOTAL_NONE},
    };
    static const char *const kinds[] = {"邻里", "物业", "婚姻家庭", "损害赔偿"};
    struct model *model = sample_model("春晖社区服务事项明细");
    struct value *values = arena_array(model->arena, (count + 1) * 8, sizeof *values);
    int64_t people = 0, tenths = 0;
    for (size_t r = 0; r < count; r++) {
        struct value *row = &values[r * 8];
        row[0] = T(arena_printf(model->arena, "FW%07zu", r + 1));
        row[1] = value_date(20000 + (int32_t)(r % 700));
        row[2] = T(kinds[r % 4]);
        row[3] = T("代办养老保险资格认证");
        row[4] = T(arena_printf(model->arena, "第%zu网格", r % 12 + 1));
        row[5] = I((int64_t)(r % 9));
        row[6] = R((double)(r % 1000) / 10);
        row[7] = T("办结");
        people += (int64_t)(r % 9);
        tenths += (int64_t)(r % 1000);
    }
    struct value *total = &values[count * 8];
    for (size_t c = 1; c < 8; c++)
        total[c] = T("");
    total[0] = T("合计");
    total[5] = I(people);
    total[6] = R((double)tenths / 10);
    sample_table(model, "服务事项明细", columns, 8, values, count, 1);
    return model;
}

struct model *sample_file(const char *name)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    const char *root = getenv("HUIBAO_ROOT");
    const char *path =
        arena_printf(arena, "%s/tests/golden/xlsx/%s.model", root ? root : ".", name);
    size_t length = 0;
    const char *text = file_read(arena, path, 1 << 20, &length, diags);
    struct model *model = text ? model_read(path, text, length, diags) : NULL;
    if (!CHECK(model != NULL) || !CHECK_INT(diags_kept(diags), 0))
        model = sample_none();
    diags_free(diags);
    arena_free(arena);
    return model;
}

struct model *sample_groups(size_t groups)
{
    enum { ROWS = 100 };
    struct diags *diags = diags_new();
    struct buf text = {0};
    int64_t sum = 0;
    buf_puts(&text,
             "model 1\ntitle 春晖街道走访明细\ntable 走访\ncaption 走访明细\nhead 1 3-5 | 走访\n"
             "column 网格 | left\ncolumn 楼栋 | left\ncolumn 日期 | left\ncolumn 方式 | left\n"
             "column 户数 | right | format integer | total sum\n");
    for (size_t g = 0; g < groups; g++) {
        int64_t part = 0;
        buf_printf(&text, "group 第%zu社区\n", g + 1);
        for (size_t r = 0; r < ROWS; r++) {
            int64_t number = (int64_t)((g * 7 + r * 3) % 11);
            part += number;
            if (r % 2 == 0)
                buf_printf(&text, "row 第%zu网格 @ rows 2 | ", r / 2 + 1);
            else
                buf_puts(&text, "row @ covered | ");
            buf_printf(&text, "%zu栋 | 10月%zu日 | 上门 | %d = %d\n", r + 1, r % 31 + 1,
                       (int)number, (int)number);
        }
        buf_printf(&text, "subtotal 小计 @ columns 4|@ covered|@ covered|@ covered| %d = %d\n",
                   (int)part, (int)part);
        sum += part;
    }
    buf_printf(&text, "total 合计 @ columns 4|@ covered|@ covered|@ covered| %d = %d\n", (int)sum,
               (int)sum);
    struct model *model = model_read("分组.model", text.data, text.length, diags);
    CHECK(model != NULL);
    diags_free(diags);
    buf_done(&text);
    return model ? model : sample_none();
}

struct world sample_world(void)
{
    struct world world;
    world_init(&world);
    world.now = INT64_C(1793664000); /* 2026-11-03 */
    return world;
}

bool sample_write(const struct model *model, const char *name, struct diags *diags)
{
    struct world world = sample_world();
    return xlsx_write(model, tap_path(name), &world, diags);
}

static char *all_of(struct arena *arena, FILE *file, size_t *ret_length)
{
    struct buf out = {0};
    char block[65536];
    for (size_t got = fread(block, 1, sizeof block, file); got > 0;
         got = fread(block, 1, sizeof block, file))
        buf_append(&out, block, got);
    buf_append(&out, "", 0);
    char *text = buf_copy(&out, arena);
    *ret_length = out.length;
    buf_done(&out);
    return text;
}

char *sample_part(struct arena *arena, const char *name, const char *part)
{
    static const char program[] =
        "import sys,zipfile;"
        "sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))";
    size_t length = 0;
    FILE *pipe = popen(arena_printf(arena, "/usr/bin/python3 -c '%s' '%s' '%s' 2>/dev/null",
                                    program, tap_path(name), part),
                       "r");
    char *text = pipe ? all_of(arena, pipe, &length) : arena_strdup(arena, "");
    if (pipe)
        pclose(pipe);
    return text;
}

char *sample_bytes(struct arena *arena, const char *path, size_t *ret_length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        abort();
    char *bytes = all_of(arena, file, ret_length);
    fclose(file);
    return bytes;
}
