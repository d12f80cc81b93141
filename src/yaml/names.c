#include <huibao/yaml.h>

#include <string.h>

struct names {
    struct arena *arena;
    const char **keys; /* in order of arrival */
    void **values;
    size_t count;
    size_t key_capacity, value_capacity;
    size_t *slots; /* index + 1 into keys, or 0; a power of two of them */
    size_t slot_count;
};

struct names *names_new(struct arena *arena)
{
    struct names *names = arena_alloc(arena, sizeof *names);
    names->arena = arena;
    names->slot_count = 16;
    names->slots = arena_array(arena, names->slot_count, sizeof *names->slots);
    return names;
}

static size_t hash(const char *name)
{
    uint64_t sum = 14695981039346656037u; /* FNV-1a */
    for (; *name; name++)
        sum = (sum ^ (unsigned char)*name) * 1099511628211u;
    return (size_t)(sum ^ (sum >> 32));
}

/* The slot that holds a name, or the empty one where it belongs. */
static size_t find_slot(const struct names *names, const char *name)
{
    size_t slot = hash(name) & (names->slot_count - 1);
    while (names->slots[slot] && strcmp(names->keys[names->slots[slot] - 1], name) != 0)
        slot = (slot + 1) & (names->slot_count - 1);
    return slot;
}

static void grow_slots(struct names *names)
{
    names->slot_count *= 2;
    names->slots = arena_array(names->arena, names->slot_count, sizeof *names->slots);
    for (size_t i = 0; i < names->count; i++)
        names->slots[find_slot(names, names->keys[i])] = i + 1;
}

void *names_get(const struct names *names, const char *name)
{
    size_t slot = find_slot(names, name);
    return names->slots[slot] ? names->values[names->slots[slot] - 1] : NULL;
}

void *names_put(struct names *names, const char *name, void *value)
{
    void *present = names_get(names, name);
    if (present)
        return present;
    if (2 * (names->count + 1) > names->slot_count)
        grow_slots(names);
    names->keys = arena_grow(names->arena, names->keys, names->count, &names->key_capacity,
                             sizeof *names->keys);
    names->values = arena_grow(names->arena, names->values, names->count, &names->value_capacity,
                               sizeof *names->values);
    names->keys[names->count] = arena_strdup(names->arena, name);
    names->values[names->count] = value;
    size_t slot = find_slot(names, name);
    names->slots[slot] = ++names->count;
    return value;
}

const char *const *names_list(const struct names *names, size_t *ret_count)
{
    *ret_count = names->count;
    return names->keys;
}
