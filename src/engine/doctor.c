/* What is wrong with this installation, in findings a community secretary can act on. */
#include "doctor.h"

#include "engine_diags.h"

#include <huibao/define.h>
#include <huibao/fonts.h>
#include <huibao/frame.h>
#include <huibao/store_log.h>
#include <huibao/value.h>

void doctor_add(struct findings *findings, bool good, const char *about, const char *finding)
{
    findings->items = arena_grow(findings->arena, findings->items, findings->count,
                                 &findings->capacity, sizeof *findings->items);
    findings->items[findings->count++] =
        (struct engine_finding){good, false, about, arena_strdup(findings->arena, finding)};
    findings->bad += !good;
}

void doctor_add_diags(struct findings *findings, const char *about, const struct diags *diags)
{
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        bool warning = diag->kind->severity == DIAG_WARNING;
        if (diag->kind->severity == DIAG_NOTE)
            continue;
        struct buf text = {0};
        if (diag->place.file && diag->place.line > 0)
            buf_printf(&text, "%s:%ld: ", diag->place.file, diag->place.line);
        else if (diag->place.file)
            buf_printf(&text, "%s: ", diag->place.file);
        buf_puts(&text, diag->message);
        if (diag->detail)
            buf_printf(&text, "（%s）", diag->detail);
        if (diag->hint)
            buf_printf(&text, "。%s", diag->hint);
        doctor_add(findings, warning, about, text.data);
        findings->items[findings->count - 1].warning = warning;
        buf_done(&text);
    }
}

/* ---- database ----------------------------------------------------------------------------- */

static void look_at_counts(struct findings *findings, struct store *store)
{
    size_t count = 0;
    const struct store_kind *kinds = store_kinds(&count);
    struct buf text = {0};
    for (size_t i = 0; i < count; i++) {
        int64_t rows = 0;
        if (store_count(store, &kinds[i], &rows))
            buf_printf(&text, "%s%s %lld", text.length ? "，" : "", kinds[i].chinese,
                       (long long)rows);
        else
            doctor_add(findings, false, "记录",
                       arena_printf(findings->arena, "%s的条数读不出来", kinds[i].chinese));
    }
    if (text.data)
        doctor_add(findings, true, "记录", text.data);
    buf_done(&text);
}

/*
 * The last batch is asked for as any report would ask: through the authors' view 导入批次.
 */
static const char last_batch[] = "---\n"
                                 "id: doctor\n"
                                 "title: 最近一次导入\n"
                                 "data:\n"
                                 "  批次: {sql: 'SELECT 种类, 文件, 时间, 行数 FROM 导入批次"
                                 " ORDER BY 批次 DESC LIMIT 1'}\n"
                                 "---\n"
                                 "```table\n"
                                 "data: 批次\n"
                                 "columns: [{title: 种类, value: 种类}, {title: 文件, value: 文件},"
                                 " {title: 时间, value: 时间}, {title: 行数, value: 行数}]\n"
                                 "```\n";

static void look_at_last_batch(struct engine *engine, struct findings *findings,
                               struct diags *diags)
{
    struct arena *arena = arena_new();
    struct dictionary *none = define_dictionary_text(arena, "doctor", "", 0, &engine->world, diags);
    struct report *report =
        none ? define_report_text(arena, "doctor", last_batch, sizeof last_batch - 1, none,
                                  &engine->world, diags)
             : NULL;
    struct frame *frame =
        report ? frame_open(engine->database, report, NULL, 0, &engine->world, diags) : NULL;
    const struct frame_table *table = frame ? frame_table(frame, report->data, diags) : NULL;
    if (table && table->row_count == 0) {
        doctor_add(findings, true, "最近导入", "还没有导入过数据：huibao import 种类 文件");
    } else if (table) {
        const struct value_format plain = {.style = VALUE_STYLE_PLAIN, .decimals = -1};
        struct buf text = {0};
        for (size_t i = 0; i < table->column_count; i++)
            buf_printf(&text, "%s%s", i ? "，" : "", value_show(arena, table->cells[i], &plain));
        buf_puts(&text, " 行");
        doctor_add(findings, true, "最近导入", text.data);
        buf_done(&text);
    }
    frame_close(frame);
    arena_free(arena);
}

static void look_at_log(struct findings *findings, struct store *store, struct diags *diags)
{
    struct store_log_head head;
    if (store_log_verify(store, 0, NULL, &head, diags))
        doctor_add(findings, true, "日志",
                   arena_printf(findings->arena, "完好，%lld 条", (long long)head.number));
}

static void look_at_database(struct engine *engine, struct findings *findings)
{
    struct diags *diags = diags_new();
    struct store *store = engine_store(engine, STORE_READ, diags);
    if (store && store_verify(store, diags)) {
        doctor_add(findings, true, "数据库",
                   arena_printf(findings->arena, "%s 完好，结构版本 %d", engine->database,
                                store_schema_version()));
        look_at_counts(findings, store);
        look_at_log(findings, store, diags);
        look_at_last_batch(engine, findings, diags);
        doctor_clock(engine, findings, store, diags);
    }
    doctor_add_diags(findings, "数据库", diags);
    diags_free(diags);
}

/* ---- definitions -------------------------------------------------------------------------- */

static bool look_at_definitions(struct engine *engine, struct findings *findings)
{
    struct diags *diags = diags_new();
    const char *directory = engine->world.templates_dir;
    size_t checked = 0;
    bool good = engine_check(engine, NULL, &checked, diags);
    if (good) {
        doctor_add(findings, true, "报表定义",
                   arena_printf(findings->arena, "%s：%zu 个报表，都没有错误", directory, checked));
    } else if (!file_exists(directory)) {
        doctor_add(findings, false, "报表定义",
                   arena_printf(findings->arena,
                                "没有文件夹 %s。用 --templates 指出报表定义所在的文件夹",
                                directory));
    } else {
        doctor_add(findings, false, "报表定义",
                   arena_printf(findings->arena, "%s：有 %zu 处错误。运行 huibao check 逐处查看",
                                directory, diags_count(diags, DIAG_ERROR)));
    }
    diags_free(diags);
    return good;
}

/* ---- fonts -------------------------------------------------------------------------------- */

static void look_at_role(struct fonts *fonts, const char *name, struct findings *findings,
                         struct diags *diags)
{
    struct fonts_coverage coverage = {0};
    if (!fonts_cover(fonts, fonts_role(name), &coverage, diags))
        return;
    struct buf text = {0};
    buf_printf(&text, "%s：通用规范汉字 %zu 个，首选字体有 %zu 个，后备字体补 %zu 个", name,
               coverage.total, coverage.first, coverage.fallback);
    if (coverage.missing)
        buf_printf(&text, "，缺 %zu 个（%s 等）。把缺字的字体放进字体文件夹", coverage.missing,
                   coverage.missing_sample);
    doctor_add(findings, coverage.missing == 0, "字体", text.data);
    buf_done(&text);
}

static void look_at_fonts(struct engine *engine, struct findings *findings)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = engine_fonts(engine, diags);
    if (fonts) {
        doctor_add(findings, true, "字体",
                   arena_printf(findings->arena, "%s：共 %zu 个字体", engine->world.fonts_dir,
                                fonts_face_count(fonts)));
        size_t count = 0;
        const char *const *roles = fonts_role_names(&count);
        for (size_t i = 0; i < count; i++)
            look_at_role(fonts, roles[i], findings, diags);
    }
    doctor_add_diags(findings, "字体", diags);
    diags_free(diags);
}

bool engine_doctor(struct engine *engine, struct engine_checkup *checkup, struct arena *arena,
                   struct diags *diags)
{
    struct findings findings = {.arena = arena, .targets = checkup->targets};
    look_at_database(engine, &findings);
    bool good = look_at_definitions(engine, &findings);
    doctor_delivery(engine, good, &findings);
    look_at_fonts(engine, &findings);
    checkup->findings = findings.items;
    checkup->count = findings.count;
    if (findings.bad == 0)
        return true;
    diag_add(diags, &ENG011, &PLACE_NONE, DIAG_ARGS(arena_printf(arena, "%zu", findings.bad)));
    diag_hint(diags, "按上面打叉的各条处理后，再运行 huibao doctor");
    return false;
}
