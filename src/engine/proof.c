/* Proofreading: of files people have written, and of the reports composed here. */
#include "engine_state.h"

#include "engine_diags.h"

#include <huibao/define_front.h>
#include <huibao/model.h>
#include <huibao/proof.h>

#include <string.h>

/* ---- files ---- */

static bool rules_exist(const char *const *off, struct diags *diags)
{
    bool all = true;
    for (; off && *off; off++) {
        if (proof_rule_exists(*off))
            continue;
        diag_add(diags, &ENG013, &PLACE_NONE, DIAG_ARGS(*off));
        diag_hint(diags, "编号在每条消息里，如 PRF003；huibao help PRF003 说明它查什么");
        all = false;
    }
    return all;
}

static void refuse(const char *path, const char *bytes, size_t length, struct diags *diags)
{
    bool office = (length > 2 && memcmp(bytes, "PK", 2) == 0) ||
                  (length > 4 && memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0) ||
                  (length > 4 && memcmp(bytes, "%PDF", 4) == 0);
    diag_add(diags, &ENG014, &(struct place){.file = path}, DIAG_ARGS(path));
    diag_hint(diags, office ? "在 Word 或 WPS 里另存为“纯文本”，再校对那个文件"
                            : "校对 UTF-8、GB 18030 或 UTF-16 的文本文件");
}

/* The file's text in UTF-8, or NULL with a diagnostic. */
static const char *read_text(struct arena *arena, const char *path, const struct world *world,
                             size_t *ret_length, struct diags *diags)
{
    size_t length = 0, bad = 0;
    uint64_t offset = 0;
    const char *bytes = file_read(arena, path, world->max_file_bytes, &length, diags);
    if (!bytes)
        return NULL;
    enum text_encoding encoding = text_detect(bytes, length, true, &bad);
    bool wide = encoding == TEXT_UTF16LE || encoding == TEXT_UTF16BE;
    bool binary = encoding == TEXT_UNKNOWN || (!wide && memchr(bytes, 0, length));
    struct buf text = {0};
    if (binary ||
        !text_decode(text_decoder_new(arena, encoding), bytes, length, true, &text, &offset)) {
        refuse(path, bytes, length, diags);
        buf_done(&text);
        return NULL;
    }
    *ret_length = text.length;
    const char *copy = buf_copy(&text, arena);
    buf_done(&text);
    return copy;
}

bool engine_proof(struct engine *engine, const char *path, const char *const *off,
                  size_t *ret_findings, struct diags *diags)
{
    if (!rules_exist(off, diags))
        return false;
    struct arena *arena = arena_new();
    size_t length = 0, count = 0;
    const char *text = read_text(arena, path, &engine->world, &length, diags);
    const struct proof_part *parts =
        text ? proof_read_text(arena, path, text, length, &count) : NULL;
    if (text && count == 0)
        diag_add(diags, &ENG015, &(struct place){.file = path}, DIAG_ARGS(path));
    if (count) {
        size_t before = diags_count(diags, DIAG_NOTE);
        struct proof_options options = {off};
        proof_check(parts, count, &options, diags);
        *ret_findings = diags_count(diags, DIAG_NOTE) - before;
    }
    arena_free(arena);
    return count > 0;
}

/* ---- composed reports ---- */

struct collecting {
    struct arena *arena;
    struct proof_part *parts;
    size_t count;
};

static void add(struct collecting *into, enum proof_kind kind, const char *text,
                const struct model_block *block)
{
    if (!text || !*text)
        return;
    struct proof_part *part = &into->parts[into->count++];
    *part = (struct proof_part){.kind = kind, .text = text};
    if (block) {
        part->level = block->level;
        part->place = (struct place){.file = block->file, .line = block->line};
    }
}

static void add_block(struct collecting *into, const struct model_block *block)
{
    const char *text = model_text_flat(into->arena, &block->text);
    switch (block->kind) {
    case MODEL_HEADING:
        add(into, PROOF_HEADING,
            arena_printf(into->arena, "%s%s", block->label ? block->label : "", text), block);
        break;
    case MODEL_PARAGRAPH:
        add(into, PROOF_PARAGRAPH, text, block);
        break;
    case MODEL_ATTACHMENT:
        add(into, PROOF_TITLE, text, block);
        break;
    case MODEL_TABLE:
        /* A section is not empty when it holds a table. */
        add(into, PROOF_OTHER, block->table->caption ? block->table->caption : block->table->name,
            block);
        break;
    case MODEL_CHART:
        add(into, PROOF_OTHER, block->chart->caption ? block->chart->caption : block->chart->name,
            block);
        break;
    case MODEL_PAGE_BREAK:
    case MODEL_LANDSCAPE:
    case MODEL_PORTRAIT:
        break;
    }
}

/* What the definition switches off, names and numbers when it shows them for a reason, and notes:
   they are left to whoever asks for them, since a report is rendered every month. */
static const char *const *rules_off(struct arena *arena, const struct report *report)
{
    static const char *const notes[] = {"PRF023", "PRF025"};
    static const char *const persons[] = {"PRF015", "PRF016"};
    size_t count = report->personal ? BASE_COUNT(persons) : 0;
    for (const struct define_waiver *w = report->waivers; w; w = w->next)
        count++;
    const char **off = arena_array(arena, count + BASE_COUNT(notes) + 1, sizeof *off);
    count = 0;
    for (size_t i = 0; i < BASE_COUNT(notes); i++)
        off[count++] = notes[i];
    for (size_t i = 0; report->personal && i < BASE_COUNT(persons); i++)
        off[count++] = persons[i];
    for (const struct define_waiver *w = report->waivers; w; w = w->next)
        off[count++] = w->code;
    return off;
}

void engine_proof_model(const struct model *model, const struct report *report, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct collecting into = {.arena = arena};
    into.parts = arena_array(arena, model->block_count + 1, sizeof *into.parts);
    add(&into, PROOF_TITLE, model_text_flat(arena, &model->title), NULL);
    for (size_t i = 0; i < model->block_count; i++)
        add_block(&into, &model->blocks[i]);
    struct proof_options options = {rules_off(arena, report)};
    proof_check(into.parts, into.count, &options, diags);
    arena_free(arena);
}
