/* A request's arguments, and opening the frame for them. */
#include "engine_state.h"

#include "engine_diags.h"

#include <huibao/define.h>
#include <huibao/frame.h>

#include <string.h>

/* 名称=值, with a half-width or a full-width sign. */
static bool split(struct arena *arena, const char *text, struct frame_argument *ret_argument)
{
    static const char wide[] = "＝";
    const char *narrow = strchr(text, '='), *full = strstr(text, wide);
    const char *sign = full && (!narrow || full < narrow) ? full : narrow;
    if (!sign)
        return false;
    ret_argument->name = text_trim(arena, arena_strndup(arena, text, (size_t)(sign - text)));
    ret_argument->text = text_trim(arena, sign + (sign == full ? strlen(wide) : 1));
    return ret_argument->name[0] != '\0';
}

struct frame *engine_frame(struct engine *engine, const struct report *report,
                           const struct engine_request *request, struct arena *scratch,
                           struct diags *diags)
{
    size_t given = 0, count = 0;
    while (request->arguments && request->arguments[given])
        given++;
    struct frame_argument *arguments = arena_array(scratch, given, sizeof *arguments);
    for (size_t i = 0; i < given; i++) {
        struct frame_argument *argument = &arguments[count];
        const char *text = request->arguments[i];
        if (!split(scratch, text, argument)) {
            diag_add(diags, &ENG002, &PLACE_NONE, DIAG_ARGS(text));
            diag_hint(diags, "例如：-p 期=2026-10");
        } else {
            count++;
        }
    }
    if (count < given)
        return NULL;
    return frame_open(engine->database, report, arguments, count, &engine->world, diags);
}

const char *const *engine_each(struct engine *engine, const char *report, const char *param,
                               struct arena *arena, size_t *ret_count, struct diags *diags)
{
    *ret_count = 0;
    const struct report *found = engine_report_find(engine, report, diags);
    if (!found)
        return NULL;
    const struct define_param *wanted = define_param_find(found, param);
    if (!wanted || wanted->computed) {
        const char **names = NULL;
        size_t count = 0, capacity = 0;
        for (const struct define_param *each = found->params; each; each = each->next) {
            names = arena_grow(arena, names, count, &capacity, sizeof *names);
            if (!each->computed)
                names[count++] = each->name;
        }
        diag_add(diags, &ENG008, &PLACE_NONE, DIAG_ARGS(report, param));
        diag_hint_among(diags, param, names, count);
        return NULL;
    }
    const char *level = wanted->type == DEFINE_COMMUNITY  ? "社区"
                        : wanted->type == DEFINE_STREET   ? "街道"
                        : wanted->type == DEFINE_DISTRICT ? "区县"
                                                          : NULL;
    if (!level) {
        diag_add(diags, &ENG009, &PLACE_NONE, DIAG_ARGS(param));
        diag_hint(diags, "--each 后面写社区参数的名称，例如 --each 社区");
        return NULL;
    }
    struct store *store = engine_store(engine, STORE_READ, diags);
    if (!store)
        return NULL;
    const char *const *names = store_community_names(store, arena, level, ret_count, diags);
    if (!names || *ret_count > 0)
        return names;
    diag_add(diags, &ENG010, &PLACE_NONE, DIAG_ARGS(engine->database));
    diag_hint(diags, "先导入社区：huibao import 社区 文件.csv");
    return NULL;
}
