/* The audit log: listing, verifying, and what the engine itself writes into it. */
#include "log.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/deliver.h>
#include <huibao/digest.h>
#include <huibao/engine_log.h>
#include <huibao/engine_send.h>
#include <huibao/store_log.h>

#include "engine_diags.h"

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

/* ---- writing ---- */

static int64_t add(struct engine *engine, const struct store_log_new *entry, struct diags *diags)
{
    struct diags *tried = diags_new();
    struct store *store = engine_store(engine, STORE_WRITE, tried);
    int64_t number = 0;
    if (!store || !store_log_add(store, entry, &number, tried))
        diag_add(diags, &ENG042, &PLACE_NONE,
                 DIAG_ARGS(diags_kept(tried) ? diags_at(tried, 0)->message : ""));
    diags_free(tried);
    return number;
}

bool log_access(struct engine *engine, const char *subject, const char *command,
                struct diags *diags)
{
    const struct store_log_detail details[] = {{.key = "command", .text = command}};
    const struct store_log_new entry = {STORE_LOG_ACCESS, subject, details, BASE_COUNT(details)};
    struct diags *tried = diags_new();
    struct store *store = engine_store(engine, STORE_WRITE, tried);
    bool written = store && store_log_add(store, &entry, NULL, tried);
    if (!written) {
        diag_add(diags, &ENG043, &PLACE_NONE,
                 DIAG_ARGS(diags_kept(tried) ? diags_at(tried, 0)->message : ""));
        diag_hint(diags, "数据库要能写；只看打码的不用登记，去掉 --unmasked 或 -o");
    }
    diags_free(tried);
    return written;
}

void log_outbox(struct engine *engine, const char *subject, const char *order, struct diags *diags)
{
    const struct store_log_detail details[] = {{.key = "order", .text = order}};
    const struct store_log_new entry = {STORE_LOG_OUTBOX, subject, details, BASE_COUNT(details)};
    add(engine, &entry, diags);
}

const char *log_subject(struct arena *arena, const struct engine_facts *facts)
{
    const char *report = facts->report ? facts->report : facts->file;
    const char *const parts[] = {report, facts->community, facts->period};
    const char *text = "";
    for (size_t i = 0; i < BASE_COUNT(parts); i++)
        if (parts[i] && parts[i][0])
            text = arena_printf(arena, "%s%s%s", text, text[0] ? " " : "", parts[i]);
    return text;
}

bool log_end(struct engine *engine, struct arena *arena, const char **ret_end, struct diags *diags)
{
    struct store_log_head head;
    struct store *store = engine_store(engine, STORE_READ, diags);
    if (!store || !store_log_head(store, &head, diags))
        return false;
    *ret_end =
        head.number ? arena_printf(arena, "%lld:%s", (long long)head.number, head.hash) : NULL;
    return true;
}

static const char *manifest_hash(struct arena *arena, const char *folder)
{
    struct diags *unused = diags_new();
    const char *hash = "";
    digest_file(arena, arena_printf(arena, "%s/" DELIVER_MANIFEST, folder), &hash, NULL, unused);
    diags_free(unused);
    return hash;
}

int64_t log_package(struct engine *engine, const char *folder, const struct engine_made *made,
                    struct diags *diags)
{
    struct arena *arena = arena_new();
    const struct store_log_detail details[] = {
        {.key = "manifest", .text = manifest_hash(arena, folder)},
        {.key = "render", .number = made->render},
    };
    const struct store_log_new entry = {STORE_LOG_PACKAGE, log_subject(arena, &made->facts),
                                        details, BASE_COUNT(details)};
    int64_t number = add(engine, &entry, diags);
    arena_free(arena);
    return number;
}

void log_failure(struct engine *engine, int64_t entry, const struct engine_facts *facts,
                 struct diags *diags)
{
    struct arena *arena = arena_new();
    const struct store_log_detail details[] = {{.key = "entry", .number = entry}};
    const struct store_log_new failure = {STORE_LOG_FAILURE, log_subject(arena, facts), details,
                                          BASE_COUNT(details)};
    if (entry)
        add(engine, &failure, diags);
    arena_free(arena);
}

static const char *sending_subject(struct arena *arena, const struct log_sending *sending)
{
    const struct deliver_manifest *manifest = sending->manifest;
    struct engine_facts facts = {
        .report = manifest->report, .community = manifest->community, .period = manifest->period};
    return arena_printf(arena, "%s → %s", log_subject(arena, &facts), sending->target);
}

void log_sending_begins(struct engine *engine, struct log_sending *sending, struct diags *diags)
{
    if (!sending->manifest || !file_exists(engine->database))
        return;
    struct arena *arena = arena_new();
    const struct store_log_detail details[] = {
        {.key = "manifest", .text = manifest_hash(arena, sending->package)},
        {.key = "target", .text = sending->target},
    };
    const struct store_log_new entry = {STORE_LOG_DELIVERY, sending_subject(arena, sending),
                                        details, BASE_COUNT(details)};
    sending->entry = add(engine, &entry, diags);
    arena_free(arena);
}

/* What the far side says in words is not kept: it may hold names. */
void log_sending_ended(struct engine *engine, const struct log_sending *sending,
                       const struct engine_receipt *receipt, struct diags *diags)
{
    static const char *const outcomes[] = {[ENGINE_SENT_REFUSED] = "refused",
                                           [ENGINE_SENT_LATER] = "later",
                                           [ENGINE_SENT] = "sent",
                                           [ENGINE_SENT_THERE] = "there"};
    if (!sending->entry)
        return;
    struct arena *arena = arena_new();
    bool answered =
        receipt->state || receipt->outcome == ENGINE_SENT || receipt->outcome == ENGINE_SENT_THERE;
    const struct store_log_detail details[] = {
        {.key = "entry", .number = sending->entry},
        {.key = "outcome", .text = outcomes[receipt->outcome]},
        {.key = "receipt", .text = receipt->number ? receipt->number : ""},
        {.key = "state", .text = receipt->state ? receipt->state : ""},
    };
    const struct store_log_new entry = {answered ? STORE_LOG_RECEIPT : STORE_LOG_FAILURE,
                                        sending_subject(arena, sending), details,
                                        BASE_COUNT(details)};
    add(engine, &entry, diags);
    arena_free(arena);
}
