/* When a report is due, and where it goes. */
#include "deliver.h"

#include <string.h>

#include <huibao/define_deliver.h>

#include "define_diags.h"
#include "param.h"
#include "scope.h"

enum { SPAN_MOST = 366 };

/* ---- 期后 3 个工作日, 提前 2 日 ---- */

struct span_words {                           /* what may stand around the days */
    const char *const *before, *const *after; /* NULL-terminated */
    int least;
};

static const char *skip_any(const char *p, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (strncmp(p, words[i], strlen(words[i])) == 0)
            return p + strlen(words[i]);
    return p;
}

/* Without spaces and in half-width, so that 期后 ５ 日 is 期后5日. */
static const char *squeeze(struct arena *arena, const char *text)
{
    char *plain = text_halfwidth(arena, text), *to = plain;
    for (const char *p = plain; *p; p++)
        if (*p != ' ')
            *to++ = *p;
    *to = '\0';
    return plain;
}

static bool parse_span(struct arena *arena, const char *text, const struct span_words *around,
                       struct period_span *ret_span)
{
    static const char *const working[] = {"个工作日", "工作日", "workingdays", "workingday", NULL};
    static const char *const days[] = {"日", "天", "days", "day", NULL};
    const char *p = skip_any(squeeze(arena, text), around->before);
    int count = 0;
    const char *digits = p;
    for (; *p >= '0' && *p <= '9' && count <= SPAN_MOST; p++)
        count = count * 10 + (*p - '0');
    const char *unit = p;
    p = skip_any(unit, working);
    bool is_working = p != unit;
    if (!is_working)
        p = skip_any(unit, days);
    if (unit == digits || p == unit || *skip_any(p, around->after) || count > SPAN_MOST ||
        count < around->least)
        return false;
    *ret_span = (struct period_span){count, is_working};
    return true;
}

static void read_deadline(struct reader *reader, const struct yaml *node,
                          struct define_deliver *deliver)
{
    static const char *const before[] = {"期后", "期末后", NULL};
    static const char *const after[] = {"内", "after", NULL};
    static const struct span_words words = {before, after, 1};
    const char *text = schema_plain(reader, node);
    if (!text)
        return;
    deliver->deadline_text = text;
    deliver->has_deadline = parse_span(reader->arena, text, &words, &deliver->deadline);
    if (!deliver->has_deadline) {
        diag_add(reader->diags, &DEF160, &node->place, DIAG_ARGS(node->key->text, text));
        diag_hint(reader->diags, "写 期后 5 日 或 期后 3 个工作日 这样，最多 366 日");
    }
}

static struct define_reminder *read_reminder(struct reader *reader, const struct yaml *node)
{
    static const char *const before[] = {"提前", "期限前", NULL};
    static const char *const after[] = {"前", "before", NULL};
    static const struct span_words words = {before, after, 0};
    if (node->kind != YAML_SCALAR) {
        schema_misfit(reader, node, "提醒", "文字，如 提前 2 日");
        return NULL;
    }
    struct define_reminder *reminder = arena_alloc(reader->arena, sizeof *reminder);
    reminder->text = schema_plain(reader, node);
    if (reminder->text && parse_span(reader->arena, reminder->text, &words, &reminder->before))
        return reminder;
    if (reminder->text) {
        diag_add(reader->diags, &DEF160, &node->place, DIAG_ARGS("提醒", reminder->text));
        diag_hint(reader->diags, "写 提前 2 日 或 提前 1 个工作日 这样；当天写 提前 0 日");
    }
    return NULL;
}

/* One text, or a list of them. */
static const struct yaml *items_of(const struct yaml *node)
{
    return node && node->kind == YAML_LIST ? node->first : node;
}

static void read_reminders(struct reader *reader, const struct yaml *node,
                           struct define_deliver *deliver)
{
    struct define_reminder **tail = &deliver->reminders;
    bool list = node && node->kind == YAML_LIST;
    for (const struct yaml *item = items_of(node); item; item = list ? item->next : NULL) {
        *tail = read_reminder(reader, item);
        if (*tail)
            tail = &(*tail)->next;
    }
    if (node && !deliver->deadline_text)
        diag_add(reader->diags, &DEF113, &node->key->place, DIAG_ARGS(node->key->text, "期限"));
}

/* ---- 报送 ---- */

static void read_formats(struct reader *reader, const struct yaml *node,
                         struct define_deliver *deliver)
{
    bool *const wanted[] = {&deliver->pdf, &deliver->xlsx, &deliver->csv};
    bool list = node && node->kind == YAML_LIST;
    deliver->pdf = deliver->xlsx = !node;
    if (list && !node->first)
        diag_add(reader->diags, &DEF070, &node->place, DIAG_ARGS("“格式”"));
    for (const struct yaml *item = items_of(node); item; item = list ? item->next : NULL) {
        int format = -1;
        if (item->kind != YAML_SCALAR)
            schema_misfit(reader, item, "格式", "PDF、XLSX 或 CSV");
        else
            schema_word(reader, item, &words_delivered, &format);
        if (format >= 0)
            *wanted[format] = true;
    }
}

/* Each {…} of a name: known, and something the report has. */
static void check_name(struct reader *reader, const struct yaml *node, const char *name,
                       const struct define_schedule *schedule)
{
    for (const char *p = strchr(name, '{'); p; p = strchr(p + 1, '{')) {
        const char *end = strchr(p, '}');
        const char *inner =
            end ? arena_strndup(reader->arena, p + 1, (size_t)(end - p) - 1) : p + 1;
        const struct word *word = word_find(words_name.words, words_name.count, inner);
        if (end && word && (word->id == NAME_ANY || !schedule || schedule->community))
            continue;
        diag_add(reader->diags, &DEF165, &node->place,
                 DIAG_ARGS(end ? arena_printf(reader->arena, "{%s}", inner) : p));
        diag_hint(reader->diags, "可以用 {标题}、{报表}、{期}；报表有社区参数的，"
                                 "还有 {社区}、{社区编码}");
    }
}

static struct define_deliver *read_deliver(struct reader *reader, const struct yaml *map,
                                           const struct define_schedule *schedule)
{
    const struct yaml *values[DELIVER_KEYS] = {0};
    struct define_deliver *deliver = arena_alloc(reader->arena, sizeof *deliver);
    schema_read(reader, &schema_deliver, map, values);
    deliver->target = schema_plain(reader, values[DELIVER_TARGET]);
    deliver->target_place = values[DELIVER_TARGET] ? values[DELIVER_TARGET]->place : map->place;
    if (deliver->target && !deliver->target[0])
        diag_add(reader->diags, &DEF070, &values[DELIVER_TARGET]->place, DIAG_ARGS("“目标”"));
    read_deadline(reader, values[DELIVER_DEADLINE], deliver);
    read_reminders(reader, values[DELIVER_REMINDERS], deliver);
    read_formats(reader, values[DELIVER_FORMATS], deliver);
    deliver->name = schema_plain(reader, values[DELIVER_NAME]);
    if (deliver->name && !deliver->name[0])
        diag_add(reader->diags, &DEF070, &values[DELIVER_NAME]->place, DIAG_ARGS("“名称”"));
    else if (deliver->name)
        check_name(reader, values[DELIVER_NAME], deliver->name, schedule);
    return deliver;
}

/* ---- 定时 ---- */

struct scheduling {
    struct reader *reader;
    const struct yaml *map;
    const struct yaml *values[SCHEDULE_KEYS];
    const struct report *report;
    struct define_schedule *schedule;
};

static enum define_type type_of(enum period_kind kind)
{
    switch (kind) {
    case PERIOD_QUARTER:
        return DEFINE_QUARTER;
    case PERIOD_HALF:
        return DEFINE_HALF;
    case PERIOD_YEAR:
        return DEFINE_YEAR;
    case PERIOD_DAY:
    case PERIOD_MONTH:
        break;
    }
    return DEFINE_MONTH;
}

static void find_period(struct scheduling *s)
{
    struct define_schedule *schedule = s->schedule;
    size_t count = 0;
    for (const struct define_param *p = s->report->params; p; p = p->next) {
        if (p->type != type_of(schedule->every))
            continue;
        schedule->period = count++ ? schedule->period : p;
    }
    if (count == 1 || s->reader->scope->params_lost)
        return;
    diag_add(s->reader->diags, &DEF161, &s->values[SCHEDULE_EVERY]->place,
             DIAG_ARGS(s->values[SCHEDULE_EVERY]->text, period_kind_word(schedule->every),
                       arena_printf(s->reader->arena, "%zu", count)));
}

static void read_from(struct scheduling *s)
{
    const struct yaml *node = s->values[SCHEDULE_FROM];
    const char *text = schema_plain(s->reader, node);
    if (!text || period_parse(text, s->schedule->every, &s->schedule->from))
        return;
    diag_add(s->reader->diags, &DEF162, &node->place,
             DIAG_ARGS(node->key->text, text, period_kind_word(s->schedule->every)));
    diag_hint(s->reader->diags, "例如：%s", period_example(s->schedule->every));
}

static bool is_place(enum define_type type)
{
    return type == DEFINE_COMMUNITY || type == DEFINE_STREET || type == DEFINE_DISTRICT;
}

static size_t count_items(const struct yaml *node)
{
    size_t count = 0;
    bool list = node->kind == YAML_LIST;
    for (const struct yaml *item = items_of(node); item; item = list ? item->next : NULL)
        count++;
    return count;
}

static void read_community(struct scheduling *s, const struct yaml *item, struct names *seen,
                           const char **names)
{
    struct define_schedule *schedule = s->schedule;
    if (item->kind != YAML_SCALAR) {
        schema_misfit(s->reader, item, "社区", "全部，或社区的名称");
        return;
    }
    const char *text = schema_plain(s->reader, item);
    bool alone = s->values[SCHEDULE_COMMUNITIES] == item;
    if (text && !text[0])
        diag_add(s->reader->diags, &DEF070, &item->place, DIAG_ARGS("“社区”里的一项"));
    else if (text && names_get(seen, text))
        diag_add(s->reader->diags, &DEF166, &item->place, DIAG_ARGS(text));
    else if (text && alone && word_find(words_all.words, words_all.count, text))
        schedule->all = true;
    else if (text)
        names[schedule->community_count++] =
            names_put(seen, text, arena_strdup(s->reader->arena, text));
}

static void read_communities(struct scheduling *s)
{
    const struct yaml *node = s->values[SCHEDULE_COMMUNITIES];
    struct define_schedule *schedule = s->schedule;
    for (const struct define_param *p = s->report->params; p && !schedule->community; p = p->next)
        if (is_place(p->type))
            schedule->community = p;
    if (schedule->community && !node)
        schema_missing(s->reader, &s->map->key->place, "定时", "社区");
    if (!schedule->community && node && !s->reader->scope->params_lost)
        diag_add(s->reader->diags, &DEF163, &node->key->place, DIAG_ARGS(node->key->text));
    if (!node)
        return;
    const char **names = arena_array(s->reader->arena, count_items(node) + 1, sizeof *names);
    struct names *seen = names_new(s->reader->arena);
    bool list = node->kind == YAML_LIST;
    for (const struct yaml *item = items_of(node); item; item = list ? item->next : NULL)
        read_community(s, item, seen, names);
    if (list && !node->first)
        diag_add(s->reader->diags, &DEF070, &node->place, DIAG_ARGS("“社区”"));
    schedule->communities = names;
}

/* Why a parameter cannot be given a value here, or NULL. */
static const char *argument_fault(const struct scheduling *s, const struct define_param *param,
                                  const char *text)
{
    if (!param)
        return "不是本报表的参数";
    if (param == s->schedule->period)
        return "由“周期”给出";
    if (param == s->schedule->community)
        return "由“社区”给出";
    return param_takes(param, text) ? NULL : "不能是这个值";
}

static void read_arguments(struct scheduling *s)
{
    const struct yaml *map = s->values[SCHEDULE_PARAMS];
    struct names *seen = names_new(s->reader->arena);
    struct define_argument **tail = &s->schedule->arguments;
    for (const struct yaml *node = map ? map->first : NULL; node; node = node->next) {
        if (!schema_first(s->reader, seen, node, "参数"))
            continue;
        const char *text = node->kind == YAML_SCALAR ? schema_plain(s->reader, node) : NULL;
        const struct define_param *param = define_param_find(s->report, node->key->text);
        const char *fault = argument_fault(s, param, text ? text : "");
        if (node->kind != YAML_SCALAR)
            schema_misfit(s->reader, node, NULL, "文字");
        else if (text && fault && !s->reader->scope->params_lost)
            diag_add(s->reader->diags, &DEF164, param ? &node->place : &node->key->place,
                     DIAG_ARGS(node->key->text, fault));
        struct define_argument *argument = arena_alloc(s->reader->arena, sizeof *argument);
        *argument = (struct define_argument){node->key->text, text ? text : "", NULL};
        *tail = argument;
        tail = &argument->next;
    }
    for (const struct define_param *p = s->report->params; p; p = p->next)
        if (p->required && !p->fallback && p != s->schedule->period &&
            p != s->schedule->community && !names_get(seen, p->name))
            diag_add(s->reader->diags, &DEF167, &s->map->key->place, DIAG_ARGS(p->name));
}

static struct define_schedule *read_schedule(struct reader *reader, const struct yaml *map,
                                             const struct report *report)
{
    struct scheduling s = {.reader = reader,
                           .map = map,
                           .report = report,
                           .schedule = arena_alloc(reader->arena, sizeof *s.schedule)};
    int every = -1;
    s.schedule->place = map->key->place;
    schema_read(reader, &schema_schedule, map, s.values);
    schema_word(reader, s.values[SCHEDULE_EVERY], &words_every, &every);
    if (every >= 0) {
        s.schedule->every = (enum period_kind)every;
        find_period(&s);
        read_from(&s);
    }
    read_communities(&s);
    if (every >= 0)
        read_arguments(&s);
    return s.schedule;
}

void deliver_read(struct reader *reader, const struct yaml *schedule, const struct yaml *deliver,
                  struct report *report)
{
    const struct yaml *alone = schedule && !deliver   ? schedule
                               : deliver && !schedule ? deliver
                                                      : NULL;
    if (schedule) {
        diag_context_push(reader->diags, "定时");
        report->schedule = read_schedule(reader, schedule, report);
        diag_context_pop(reader->diags);
    }
    if (deliver) {
        diag_context_push(reader->diags, "报送");
        report->deliver = read_deliver(reader, deliver, report->schedule);
        diag_context_pop(reader->diags);
    }
    if (alone)
        diag_add(reader->diags, &DEF113, &alone->key->place,
                 DIAG_ARGS(alone->key->text, alone == schedule ? "报送" : "定时"));
}

/* ---- as text ---- */

static const char *word_of(const struct word *words, size_t count, int id)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].id == id)
            return words[i].english;
    return "";
}

static void dump_span(struct buf *out, const char *key, struct period_span span)
{
    buf_printf(out, "  %s %d %s\n", key, span.count, span.working ? "working" : "days");
}

void deliver_dump(const struct report *report, struct buf *out)
{
    const struct define_schedule *schedule = report->schedule;
    const struct define_deliver *deliver = report->deliver;
    if (!schedule || !deliver)
        return;
    struct arena *arena = arena_new();
    buf_printf(out, "schedule %s from %s\n",
               word_of(words_every.words, words_every.count, (int)schedule->every),
               period_key(arena, schedule->from));
    if (schedule->all)
        buf_puts(out, "  all\n");
    for (size_t i = 0; i < schedule->community_count; i++)
        buf_printf(out, "  community %s\n", schedule->communities[i]);
    for (const struct define_argument *a = schedule->arguments; a; a = a->next)
        buf_printf(out, "  param %s=%s\n", a->name, a->text);
    buf_printf(out, "deliver %s\n  formats%s%s%s\n", deliver->target, deliver->pdf ? " pdf" : "",
               deliver->xlsx ? " xlsx" : "", deliver->csv ? " csv" : "");
    if (deliver->has_deadline)
        dump_span(out, "deadline", deliver->deadline);
    for (const struct define_reminder *r = deliver->reminders; r; r = r->next)
        dump_span(out, "reminder", r->before);
    if (deliver->name)
        buf_printf(out, "  name %s\n", deliver->name);
    arena_free(arena);
}
