/* What is taken within a drawing, and whether a label may stand on a place. */
#include "chart.h"

#include <huibao/base.h>

static void space_add(struct chart_space *space, const struct chart_obstacle *obstacle)
{
    if (space->count == space->capacity)
        space->taken = arena_grow(space->arena, space->taken, space->count, &space->capacity,
                                  sizeof *space->taken);
    space->taken[space->count++] = *obstacle;
}

void typeset_chart_take(struct chart_space *space, const struct chart_box *box)
{
    space_add(space, &(struct chart_obstacle){.box = *box});
}

void typeset_chart_take_line(struct chart_space *space, const struct chart_box *ends)
{
    space_add(space, &(struct chart_obstacle){.line = true, .box = *ends});
}

static bool boxes_meet(const struct chart_box *a, const struct chart_box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

/* On which side of the line through the ends a point lies. */
static int side(const struct chart_box *ends, int32_t x, int32_t y)
{
    int64_t cross = (int64_t)(ends->right - ends->left) * (y - ends->top) -
                    (int64_t)(ends->bottom - ends->top) * (x - ends->left);
    return (cross > 0) - (cross < 0);
}

/* A line meets a box if their extents do and the box's corners are not all on one side of it. */
static bool line_meets(const struct chart_box *ends, const struct chart_box *box)
{
    struct chart_box extent = *ends;
    if (extent.left > extent.right) {
        extent.left = ends->right;
        extent.right = ends->left;
    }
    if (extent.top > extent.bottom) {
        extent.top = ends->bottom;
        extent.bottom = ends->top;
    }
    extent.right++;
    extent.bottom++;
    if (!boxes_meet(&extent, box))
        return false;
    int sum = side(ends, box->left, box->top) + side(ends, box->right, box->top) +
              side(ends, box->left, box->bottom) + side(ends, box->right, box->bottom);
    return sum > -4 && sum < 4;
}

bool typeset_chart_is_free(const struct chart_space *space, const struct chart_box *box)
{
    const struct chart_box *bounds = &space->bounds;
    if (box->left < bounds->left || box->right > bounds->right || box->top < bounds->top ||
        box->bottom > bounds->bottom)
        return false;
    for (size_t i = 0; i < space->count; i++) {
        const struct chart_obstacle *taken = &space->taken[i];
        if (taken->line ? line_meets(&taken->box, box) : boxes_meet(&taken->box, box))
            return false;
    }
    return true;
}

struct cluster { /* slots that touch: [first, end) */
    size_t first, end;
    int64_t wish; /* sum of the tops its slots would give it */
    int32_t height, top;
};

static void cluster_place(struct cluster *cluster, int32_t top, int32_t bottom)
{
    int64_t wish = cluster->wish / (int64_t)(cluster->end - cluster->first);
    if (wish > bottom - cluster->height)
        wish = bottom - cluster->height;
    cluster->top = wish < top ? top : (int32_t)wish;
}

/* Each slot of b would have it begin below what a holds. */
static void cluster_join(struct cluster *a, const struct cluster *b)
{
    a->wish += b->wish - (int64_t)a->height * (int64_t)(b->end - b->first);
    a->height += b->height;
    a->end = b->end;
}

bool typeset_chart_spread(struct chart_slot *slots, size_t count, int32_t top, int32_t bottom)
{
    struct arena *arena = arena_new();
    struct cluster *clusters = arena_array(arena, count + 1, sizeof *clusters);
    size_t used = 0;
    int64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        struct cluster next = {i, i + 1, slots[i].wish - slots[i].height / 2, slots[i].height, 0};
        total += slots[i].height;
        cluster_place(&next, top, bottom);
        while (used && clusters[used - 1].top + clusters[used - 1].height > next.top) {
            struct cluster joined = clusters[--used];
            cluster_join(&joined, &next);
            cluster_place(&joined, top, bottom);
            next = joined;
        }
        clusters[used++] = next;
    }
    for (size_t k = 0; k < used; k++) {
        int32_t y = clusters[k].top;
        for (size_t i = clusters[k].first; i < clusters[k].end; i++) {
            slots[i].top = y;
            y += slots[i].height;
        }
    }
    arena_free(arena);
    return total <= bottom - top;
}
