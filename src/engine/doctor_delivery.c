/* Whether what is due will get to where it goes: the configuration, the targets, the outbox. */
#include "doctor.h"

#include <string.h>

#include <huibao/deliver_targets.h>
#include <huibao/value.h>

#include "outbox.h"

enum { MOST_UNITS = 10 };

static const char *day_text(struct arena *arena, int32_t day)
{
    static const struct value_format iso = {VALUE_STYLE_DATE_ISO, -1, NULL};
    return value_show(arena, value_date(day), &iso);
}

/* ---- the configuration and its targets ---- */

static const char *good_words(struct arena *arena, const struct deliver_target *target,
                              const char *unseen)
{
    if (target->method == DELIVER_DIRECTORY)
        return "文件夹在，可以写入";
    if (unseen)
        return arena_printf(arena, "凭据 %s 由 systemd 给服务，在这里看不到", unseen);
    return "证书、口令等都读得出（没有连接对方）";
}

static void look_at_target(struct engine *engine, const struct deliver_config *config,
                           const char *name, struct findings *findings)
{
    struct arena *arena = findings->arena;
    struct diags *diags = diags_new();
    const char *unseen = NULL, *about = arena_printf(arena, "报送目标 %s", name);
    const struct deliver_target *target = deliver_target_find(config, name, diags);
    bool good = target && deliver_target_look(target, &engine->world, arena, &unseen, diags);
    const char *words = good ? good_words(arena, target, unseen) : NULL;
    if (good && findings->targets && !unseen)
        good = deliver_target_ask(target, arena, &words, diags);
    if (good)
        doctor_add(findings, true, about, words);
    doctor_add_diags(findings, about, diags);
    diags_free(diags);
}

static bool is_new(const struct engine_file *first, const struct engine_file *file)
{
    const char *target = file->report->deliver->target;
    for (const struct engine_file *f = first; f != file; f = f->next)
        if (f->report && f->report->deliver && strcmp(f->report->deliver->target, target) == 0)
            return false;
    return true;
}

/* Definitions that are wrong have no report here: engine_check has told of them. */
static size_t look_at_targets(struct engine *engine, const struct deliver_config *config,
                              struct findings *findings)
{
    size_t count = 0;
    for (const struct engine_file *file = engine->files; file; file = file->next) {
        if (!file->listed || !file->report || !file->report->deliver ||
            !is_new(engine->files, file))
            continue;
        count++;
        if (config)
            look_at_target(engine, config, file->report->deliver->target, findings);
    }
    return count;
}

static bool is_used(const struct engine *engine, const char *target)
{
    for (const struct engine_file *file = engine->files; file; file = file->next)
        if (file->listed && file->report && file->report->deliver &&
            strcmp(file->report->deliver->target, target) == 0)
            return true;
    return false;
}

/* Those that no definition names, when all are to be asked. */
static void look_at_others(struct engine *engine, const struct deliver_config *config,
                           struct findings *findings)
{
    const struct deliver_target *target = findings->targets ? config->targets : NULL;
    for (; target; target = target->next)
        if (!is_used(engine, target->name))
            look_at_target(engine, config, target->name, findings);
}

static void look_at_config(struct engine *engine, struct findings *findings)
{
    struct arena *arena = findings->arena;
    const char *path = engine->world.config;
    struct diags *diags = diags_new();
    bool needed = look_at_targets(engine, NULL, findings) > 0 || findings->targets;
    if (!needed && strcmp(path, WORLD_CONFIG) == 0 && !file_exists(path)) {
        diags_free(diags); /* nobody needs it */
        return;
    }
    const struct deliver_config *config = engine_config(engine, diags);
    size_t targets = 0;
    for (const struct deliver_target *t = config ? config->targets : NULL; t; t = t->next)
        targets++;
    if (config)
        doctor_add(findings, true, "配置文件",
                   arena_printf(arena, "%s 没有错误，报送目标 %zu 个", path, targets));
    doctor_add_diags(findings, "配置文件", diags);
    diags_free(diags);
    if (config) {
        look_at_targets(engine, config, findings);
        look_at_others(engine, config, findings);
    }
}

/* ---- what is due ---- */

static void add_unit(struct findings *findings, const struct engine_due *unit)
{
    struct arena *arena = findings->arena;
    struct buf text = {0};
    buf_printf(&text, "%s [%s] %s", unit->shown, unit->report, unit->word);
    if (unit->deadline)
        buf_printf(&text, "，期限 %s%s", unit->deadline, unit->late ? " 已过" : "");
    if (unit->words)
        buf_printf(&text, "（%s）", unit->words);
    if (unit->lost)
        buf_printf(&text, "。%s%s%s", unit->lost, unit->advice ? "：" : "",
                   unit->advice ? unit->advice : "");
    else if (unit->by_itself)
        buf_puts(&text, "。要人处理：改好以后 run-due 自动再报，不用 outbox retry");
    else if (unit->stuck)
        buf_printf(&text, "。要人处理：huibao outbox 看原因，处理后 huibao outbox retry %lld",
                   (long long)unit->id);
    else
        buf_puts(&text, unit->behind ? "。等前一期报出" : "。运行 huibao run-due");
    doctor_add(findings, false, "报送", arena_strdup(arena, text.data));
    buf_done(&text);
}

static bool is_next(const struct outbox_unit *unit, const struct outbox_unit *best)
{
    return !unit->over && !outbox_is_done(unit->row.state) &&
           (!best || period_last_day(unit->period) < period_last_day(best->period));
}

static void add_next(const struct outbox *outbox, const struct outbox_unit *unit,
                     struct findings *findings)
{
    struct arena *arena = findings->arena;
    struct engine_due next = outbox_show(outbox, unit);
    doctor_add(findings, true, "报送",
               arena_printf(arena, "下一个到期的是 %s [%s]，%s 起报%s%s，送到%s", next.shown,
                            next.report, day_text(arena, period_last_day(unit->period) + 1),
                            next.deadline ? "，期限 " : "", next.deadline ? next.deadline : "",
                            next.target));
}

static void look_at_units(const struct outbox *outbox, struct findings *findings)
{
    struct arena *arena = findings->arena;
    const struct outbox_unit *next = NULL;
    size_t open = 0, bad = 0, waiting = 0;
    for (size_t u = 0; u < outbox->count; u++) {
        const struct outbox_unit *unit = &outbox->units[u];
        struct engine_due shown = outbox_show(outbox, unit);
        bool wrong = shown.stuck || shown.late;
        bad += wrong;
        waiting += outbox_is_waiting(&unit->row);
        open += unit->over && !shown.done && !wrong;
        if (wrong && bad <= MOST_UNITS)
            add_unit(findings, &shown);
        if (is_next(unit, next))
            next = unit;
    }
    if (bad > MOST_UNITS)
        doctor_add(findings, false, "报送",
                   arena_printf(arena, "还有 %zu 项停住或过了期限：huibao due", bad - MOST_UNITS));
    if (open > 0)
        doctor_add(findings, true, "报送",
                   arena_printf(arena, "%zu 项待报，没有过期限：huibao run-due 会办", open));
    if (waiting > 0)
        doctor_add(findings, true, "报送",
                   arena_printf(arena, "%zu 项已经送到，对方还没有审（待处理）", waiting));
    if (next)
        add_next(outbox, next, findings);
}

static void look_at_outbox(struct engine *engine, bool definitions_good, struct findings *findings)
{
    struct outbox outbox;
    struct diags *diags = diags_new();
    outbox_open(&outbox, engine, findings->arena, STORE_READ, diags);
    look_at_units(&outbox, findings);
    if (definitions_good)
        doctor_add_diags(findings, "报送", diags);
    diags_free(diags);
}

void doctor_delivery(struct engine *engine, bool definitions_good, struct findings *findings)
{
    look_at_config(engine, findings);
    if (engine->store)
        look_at_outbox(engine, definitions_good, findings);
}
