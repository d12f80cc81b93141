#include "agree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/define_table.h>

#include "check_words.h"

struct printed {
    const char *text;       /* 1.3万元 */
    long line;              /* in the definition */
    double number, quantum; /* what it says, and what one unit of its last digit is worth */
};

/* Reads a number as it is printed; false when it is none (—, 壹万元) or a rough one (210余). */
static bool read_printed(const char *text, struct printed *ret_printed)
{
    struct buf digits = {0};
    const char *at = text;
    double decimals = 0, scale = 1;
    bool point = false;
    for (; *at && strchr("-0123456789.,", *at); at++) {
        if (*at == ',')
            continue;
        decimals += point;
        point = point || *at == '.';
        buf_putc(&digits, *at);
    }
    bool good = digits.length && digits.data[digits.length - 1] != '-';
    if (strncmp(at, "万", strlen("万")) == 0)
        scale = 1e4;
    else if (strncmp(at, "亿", strlen("亿")) == 0)
        scale = 1e8;
    good = good && !strstr(at, "余") && !strstr(at, "以上");
    if (good) {
        ret_printed->text = text;
        ret_printed->number = strtod(digits.data, NULL) * scale;
        ret_printed->quantum = scale * pow(10, -decimals);
    }
    buf_done(&digits);
    return good;
}

struct search {
    struct composer *composer;
    const struct define_name *name;
    const char *source; /* how a span names it */
    struct printed *found;
    size_t count, capacity;
};

static void keep(struct search *search, const struct model_block *block, const char *text)
{
    struct printed printed = {.line = block->line};
    if (!read_printed(text, &printed))
        return;
    search->found = arena_grow(search->composer->arena, search->found, search->count,
                               &search->capacity, sizeof *search->found);
    search->found[search->count++] = printed;
}

static void search_text(struct search *search, const struct model_block *block)
{
    for (size_t i = 0; i < block->text.count; i++) {
        const struct model_span *span = &block->text.spans[i];
        if (span->source && strcmp(span->source, search->source) == 0)
            keep(search, block, span->text);
    }
}

/* The printed sum of a column: its cell in the row of 合计. */
static void search_table(struct search *search, const struct model_block *block)
{
    const struct model_table *table = block->table;
    const struct define_table *define = compose_made_from(search->composer, table);
    const struct model_row *last = table->row_count ? &table->rows[table->row_count - 1] : NULL;
    if (!define || define->cross || !last || last->kind != MODEL_ROW_TOTAL)
        return;
    for (size_t c = 0; c < define->leaf_count; c++) {
        const char *value = define->leaves[c]->value;
        if (!value || strcmp(value, search->name->aggregate->column) != 0 ||
            table->columns[c].total != MODEL_TOTAL_SUM)
            continue;
        keep(search, block, last->cells[c].text);
    }
}

static struct search search_for(struct composer *composer, const struct define_name *name)
{
    struct search search = {.composer = composer, .name = name};
    search.source = check_name(composer->arena, name);
    bool sum = name->aggregate && name->aggregate->kind == DEFINE_SUM &&
               name->shift == DEFINE_CURRENT; /* no table prints what was */
    for (size_t i = 0; i < composer->model->block_count; i++) {
        const struct model_block *block = &composer->model->blocks[i];
        search_text(&search, block);
        if (sum && block->table && strcmp(block->table->name, name->aggregate->data) == 0)
            search_table(&search, block);
    }
    return search;
}

/* The finer one, rounded as the coarser is, is the same, or within the rule's tolerance of it. */
static bool agree(const struct define_check *check, const struct printed *a,
                  const struct printed *b)
{
    double coarse = a->quantum > b->quantum ? a->quantum : b->quantum;
    double fine = a->quantum > b->quantum ? b->quantum : a->quantum;
    bool same = coarse - fine < fine / 2;
    double room = same ? fine / 1000 : coarse / 2 + fine / 1000;
    return fabs(a->number - b->number) <= room + check_room(check, b->number);
}

static const char *words_of(struct composer *composer, const struct search *left,
                            const struct printed *a, const struct search *right,
                            const struct printed *b)
{
    return arena_printf(composer->audit->arena,
                        "印出的数不一致：第 %ld 行的 %s 印作 %s，第 %ld 行的 %s 印作 %s", a->line,
                        left->source, a->text, b->line, right->source, b->text);
}

const char *agree_words(struct composer *composer, const struct define_check *check)
{
    bool sole = check->relation == DEFINE_EQUAL && !check->left.terms->next &&
                !check->right.terms->next && check->left.terms->name && check->right.terms->name;
    if (!sole)
        return NULL;
    struct search left = search_for(composer, check->left.terms->name);
    struct search right = search_for(composer, check->right.terms->name);
    for (size_t i = 0; right.count && i < left.count; i++)
        if (!agree(check, &left.found[i], &right.found[0]))
            return words_of(composer, &left, &left.found[i], &right, &right.found[0]);
    for (size_t i = 1; left.count && i < right.count; i++)
        if (!agree(check, &left.found[0], &right.found[i]))
            return words_of(composer, &left, &left.found[0], &right, &right.found[i]);
    return NULL;
}
