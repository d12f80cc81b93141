/* The audit log: listing and verifying. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/digest.h>
#include <huibao/engine_log.h>
#include <huibao/store_log.h>

#include "engine_diags.h"
#include "engine_state.h"

static bool find_kind(const struct engine_log_query *query, const char **ret_kind,
                      struct arena *arena, struct diags *diags)
{
    enum store_log_kind kind;
    *ret_kind = NULL;
    if (!query->kind)
        return true;
    if (store_log_kind_find(query->kind, &kind)) {
        *ret_kind = store_log_kind_name(kind);
        return true;
    }
    const char **words = arena_array(arena, (size_t)2 * STORE_LOG_KINDS, sizeof *words);
    struct buf list = {0};
    for (size_t i = 0; i < STORE_LOG_KINDS; i++) {
        words[2 * i] = store_log_kind_name((enum store_log_kind)i);
        words[2 * i + 1] = store_log_kind_chinese((enum store_log_kind)i);
        buf_printf(&list, "%s%s（%s）", i ? "、" : "", words[2 * i + 1], words[2 * i]);
    }
    diag_add(diags, &ENG040, &PLACE_NONE, DIAG_ARGS(query->kind));
    const char *nearest = text_nearest(query->kind, words, (size_t)2 * STORE_LOG_KINDS);
    if (nearest)
        diag_hint(diags, "是不是“%s”？有这些：%s", nearest, list.data);
    else
        diag_hint(diags, "有这些：%s", list.data);
    buf_done(&list);
    return false;
}

const struct engine_log_entry *engine_log(struct engine *engine,
                                          const struct engine_log_query *query, struct arena *arena,
                                          size_t *ret_count, struct diags *diags)
{
    struct store_log_query asked = {.since = query->since, .most = query->most};
    if (!find_kind(query, &asked.kind, arena, diags))
        return NULL;
    struct store *store = engine_store(engine, STORE_READ, diags);
    size_t count = 0;
    const struct store_log_entry *list =
        store ? store_log_entries(store, arena, &asked, &count, diags) : NULL;
    if (!list)
        return NULL;
    struct engine_log_entry *shown = arena_array(arena, count, sizeof *shown);
    for (size_t i = 0; i < count; i++) {
        enum store_log_kind kind;
        bool known = store_log_kind_find(list[i].kind, &kind);
        shown[i] = (struct engine_log_entry){
            .number = list[i].number,
            .at = list[i].at,
            .who = list[i].who,
            .kind = list[i].kind,
            .chinese = known ? store_log_kind_chinese(kind) : list[i].kind,
            .subject = list[i].subject,
            .details = list[i].details,
            .previous = list[i].previous,
            .hash = list[i].hash,
        };
    }
    *ret_count = count;
    return shown;
}

/* 12:5f3c…, as it was printed. */
static bool read_end(const char *text, struct store_log_head *ret_head)
{
    char *after = NULL;
    errno = 0;
    long long number = strtoll(text, &after, 10);
    if (errno || number <= 0 || after == text || *after != ':' || !digest_is_hex(after + 1))
        return false;
    ret_head->number = number;
    memcpy(ret_head->hash, after + 1, sizeof ret_head->hash);
    return true;
}

bool engine_log_verify(struct engine *engine, const char *kept, struct arena *arena,
                       const char **ret_end, struct diags *diags)
{
    struct store_log_head given, head;
    if (kept && !read_end(kept, &given)) {
        diag_add(diags, &ENG041, &PLACE_NONE, DIAG_ARGS(kept));
        diag_hint(diags, "写法：序号、冒号、64 位指纹，与 huibao log --verify 印出的一样");
        return false;
    }
    struct store *store = engine_store(engine, STORE_READ, diags);
    if (!store || !store_log_verify(store, 0, kept ? &given : NULL, &head, diags))
        return false;
    *ret_end = arena_printf(arena, "%lld:%s", (long long)head.number, head.hash);
    return true;
}
