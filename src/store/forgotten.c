/* Who has been forgotten, by salted hashes: their records go on without them. */
#include "forgotten.h"

#include <huibao/digest.h>
#include <huibao/store_forget.h>

#include <stdlib.h>
#include <string.h>

/* ---- what goes ---- */

static const struct {
    const char *kind, *column;
    enum forgotten_how how;
} columns[] = {
    {"residents", "id_card", FORGOTTEN_TOKEN},     {"residents", "name", FORGOTTEN_NAME},
    {"residents", "born_on", FORGOTTEN_MONTH},     {"party_members", "name", FORGOTTEN_NAME},
    {"party_members", "born_on", FORGOTTEN_MONTH}, {"units", "liaison", FORGOTTEN_EMPTY},
    {"units", "telephone", FORGOTTEN_EMPTY},       {"households", "head", FORGOTTEN_NAME},
};

enum forgotten_how forgotten_how(const struct store_kind *kind, const char *column)
{
    for (size_t i = 0; i < BASE_COUNT(columns); i++) {
        if (strcmp(columns[i].kind, kind->name) == 0 && strcmp(columns[i].column, column) == 0)
            return columns[i].how;
    }
    return FORGOTTEN_STAYS;
}

/* A household has another head one day, a unit another liaison. */
const char *forgotten_named(const struct store_kind *kind)
{
    if (strcmp(kind->name, "households") == 0)
        return "head";
    return strcmp(kind->name, "units") == 0 ? "liaison" : NULL;
}

bool store_can_forget(const struct store_kind *kind)
{
    return strcmp(kind->name, "residents") == 0 || strcmp(kind->name, "party_members") == 0 ||
           strcmp(kind->name, "units") == 0;
}

/* ---- looking up ---- */

struct entry {
    const char *hash, *token;
};

struct forgotten {
    struct arena *arena;
    const char *salt;
    struct entry *entries; /* by hash */
    size_t count, capacity;
    struct value *values; /* of the record at hand */
    size_t value_count;
};

int forgotten_read(struct store *store, struct arena *arena, struct forgotten **ret_forgotten)
{
    STORE_STATEMENT statement = NULL;
    struct forgotten *forgotten = NULL;
    int status = sqlite3_prepare_v2(
        store->db, "SELECT hash, token, salt FROM forgotten ORDER BY hash", -1, &statement, NULL);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        status = SQLITE_OK;
        if (!forgotten) {
            forgotten = arena_alloc(arena, sizeof *forgotten);
            forgotten->arena = arena;
            forgotten->salt = arena_strdup(arena, (const char *)sqlite3_column_text(statement, 2));
        }
        const char *token = (const char *)sqlite3_column_text(statement, 1);
        forgotten->entries = arena_grow(arena, forgotten->entries, forgotten->count,
                                        &forgotten->capacity, sizeof *forgotten->entries);
        forgotten->entries[forgotten->count++] =
            (struct entry){arena_strdup(arena, (const char *)sqlite3_column_text(statement, 0)),
                           token ? arena_strdup(arena, token) : NULL};
    }
    if (status != SQLITE_DONE)
        return status;
    *ret_forgotten = forgotten;
    return SQLITE_OK;
}

const char *forgotten_hash(struct arena *arena, const char *salt, const struct store_kind *kind,
                           const char *key, const char *name)
{
    struct digest *digest = digest_new(arena);
    digest_add_text(digest, salt);
    digest_add_text(digest, kind->name);
    digest_add_text(digest, key);
    if (name)
        digest_add_text(digest, name);
    return digest_take(digest);
}

static int compare_hash(const void *key, const void *entry)
{
    return strcmp(key, ((const struct entry *)entry)->hash);
}

static const struct entry *find(const struct forgotten *forgotten, const struct store_kind *kind,
                                const char *key, const char *name)
{
    struct arena *arena = arena_new();
    const char *hash = forgotten_hash(arena, forgotten->salt, kind, key, name);
    const struct entry *entry = bsearch(hash, forgotten->entries, forgotten->count,
                                        sizeof *forgotten->entries, compare_hash);
    arena_free(arena);
    return entry;
}

/* ---- leaving out ---- */

static struct value *own_values(struct forgotten *forgotten, const struct store_kind *kind,
                                const struct value *values)
{
    if (forgotten->value_count < kind->field_count) {
        forgotten->values =
            arena_array(forgotten->arena, kind->field_count, sizeof *forgotten->values);
        forgotten->value_count = kind->field_count;
    }
    memcpy(forgotten->values, values, kind->field_count * sizeof *values);
    return forgotten->values;
}

static struct value left(struct value value, enum forgotten_how how, const char *token)
{
    if (how == FORGOTTEN_EMPTY)
        return value_null();
    if (value.kind == VALUE_NULL || how == FORGOTTEN_STAYS)
        return value;
    if (how == FORGOTTEN_TOKEN)
        return value_text(token);
    if (how == FORGOTTEN_MONTH && value.kind == VALUE_DATE) {
        struct value_civil day = value_date_to_civil(value.date);
        int32_t first = value.date - (day.day - 1);
        return value_date(first);
    }
    return value_text(STORE_FORGOTTEN);
}

static const char *text_of(const struct store_kind *kind, const struct value *values,
                           const char *column)
{
    for (size_t i = 0; column && i < kind->field_count; i++) {
        if (strcmp(kind->fields[i].column, column) == 0 && values[i].kind == VALUE_TEXT)
            return values[i].text;
    }
    return NULL;
}

/* A record that refers to a resident finds them under the number they have now. */
static const struct value *refer_anew(struct forgotten *forgotten, const struct store_kind *kind,
                                      const struct value *values)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        const struct store_kind *parent = kind->fields[i].type == STORE_REFERENCE
                                              ? store_kind_find(kind->fields[i].refers_to)
                                              : NULL;
        if (!parent || strcmp(parent->name, "residents") != 0 || values[i].kind != VALUE_TEXT)
            continue;
        const struct entry *entry = find(forgotten, parent, values[i].text, NULL);
        if (!entry || !entry->token)
            continue;
        struct value *own = own_values(forgotten, kind, values);
        own[i] = value_text(entry->token);
        return own;
    }
    return values;
}

const struct value *forgotten_left_out(struct forgotten *forgotten, const struct store_kind *kind,
                                       const struct value *values)
{
    if (!forgotten)
        return values;
    const char *named = forgotten_named(kind);
    bool people = store_can_forget(kind) || named;
    const char *key = text_of(kind, values, store_kind_key(kind)->column);
    const char *name = text_of(kind, values, named);
    if (!people || !key || (named && !name))
        return refer_anew(forgotten, kind, values);
    const struct entry *entry = find(forgotten, kind, key, name);
    if (!entry)
        return values;
    struct value *own = own_values(forgotten, kind, values);
    for (size_t i = 0; i < kind->field_count; i++)
        own[i] = left(own[i], forgotten_how(kind, kind->fields[i].column), entry->token);
    return own;
}
