/* dump ∘ read ∘ dump is dump: for one written out by hand and for many random models. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <huibao/base.h>
#include <huibao/model.h>

#include "tap.h"

/* A small generator of our own, so that a failing seed can be repeated anywhere. */
struct dice {
    uint64_t state;
};

static uint32_t roll(struct dice *dice, uint32_t sides)
{
    dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(dice->state >> 33) % sides;
}

static const char *random_text(struct dice *dice, struct arena *arena)
{
    static const char *const pieces[] = {
        "受理", " ", "12", "|", "=", "@", "\\", "\n", "\t", "\x01", "\x7f",  "　",
        "𠮷",   "-", "# ", "—", "",  "a", "\r", "\"", ":",  "\\s",  "text ", "null"};
    char *text = arena_strdup(arena, "");
    for (uint32_t n = roll(dice, 6); n > 0; n--)
        text = arena_printf(arena, "%s%s", text, pieces[roll(dice, BASE_COUNT(pieces))]);
    return text;
}

static struct value random_value(struct dice *dice, struct arena *arena)
{
    static const double reals[] = {0.1,  -0.0, 1e300,   5e-324,   DBL_MAX,
                                   12.5, 100,  1.0 / 3, HUGE_VAL, -HUGE_VAL};
    switch (roll(dice, 6)) {
    case 0:
        return value_null();
    case 1:
        return value_integer(roll(dice, 2) ? INT64_MIN : (int64_t)roll(dice, 1000) - 500);
    case 2:
        return value_real(reals[roll(dice, BASE_COUNT(reals))]);
    case 3:
        return value_date(roll(dice, 4)   ? (int32_t)roll(dice, 40000)
                          : roll(dice, 2) ? INT32_MAX
                                          : INT32_MIN);
    case 4:
        return value_real((double)roll(dice, 1000000) / (1 + roll(dice, 1000)));
    default:
        return value_text(random_text(dice, arena));
    }
}

static const char *maybe(struct dice *dice, const char *text)
{
    return roll(dice, 3) ? text : NULL;
}

static struct model_text random_spans(struct dice *dice, struct arena *arena)
{
    size_t count = roll(dice, 4);
    struct model_span *spans = arena_array(arena, count, sizeof *spans);
    for (size_t i = 0; i < count; i++) {
        spans[i].text = random_text(dice, arena);
        spans[i].source = maybe(dice, random_text(dice, arena));
        spans[i].value = random_value(dice, arena);
    }
    return (struct model_text){.spans = spans, .count = count};
}

static const struct model_table *random_table(struct dice *dice, struct arena *arena)
{
    struct model_table *table = arena_alloc(arena, sizeof *table);
    size_t columns = 1 + roll(dice, 4), rows = roll(dice, 5);
    struct model_column *column = arena_array(arena, columns, sizeof *column);
    for (size_t i = 0; i < columns; i++) {
        column[i] = (struct model_column){
            .title = random_text(dice, arena),
            .align = (enum model_align)roll(dice, 4),
            .width_zi = (int)roll(dice, 20),
            .format = {(enum value_style)roll(dice, VALUE_STYLE_MONTH + 1), (int)roll(dice, 5) - 1,
                       maybe(dice, random_text(dice, arena))},
            .total = (enum model_total)roll(dice, 3),
            .share_of = (int)roll(dice, (uint32_t)columns + 1) - 1,
        };
    }
    struct model_row *row = arena_array(arena, rows, sizeof *row);
    for (size_t r = 0; r < rows; r++) {
        struct model_cell *cells = arena_array(arena, columns, sizeof *cells);
        for (size_t i = 0; i < columns; i++)
            cells[i] = (struct model_cell){.value = random_value(dice, arena),
                                           .text = random_text(dice, arena)};
        row[r] = (struct model_row){.kind = roll(dice, 2) ? MODEL_ROW_TOTAL : MODEL_ROW_DATA,
                                    .cells = cells};
    }
    *table = (struct model_table){.name = random_text(dice, arena),
                                  .caption = maybe(dice, random_text(dice, arena)),
                                  .number = (int)roll(dice, 3),
                                  .unit = maybe(dice, random_text(dice, arena)),
                                  .note = maybe(dice, random_text(dice, arena)),
                                  .columns = column,
                                  .column_count = columns,
                                  .rows = row,
                                  .row_count = rows};
    return table;
}

static struct model *random_model(uint64_t seed)
{
    struct dice dice = {seed * 2 + 1};
    struct model *model = model_new();
    struct arena *arena = model->arena;
    model->report_id = maybe(&dice, random_text(&dice, arena));
    model->style = maybe(&dice, random_text(&dice, arena));
    model->community = maybe(&dice, random_text(&dice, arena));
    model->period = maybe(&dice, random_text(&dice, arena));
    model->title = random_spans(&dice, arena);
    model->salutation = random_spans(&dice, arena);
    for (uint32_t n = roll(&dice, 6); n > 0; n--) {
        struct model_block *block = model_add(model, (enum model_block_kind)roll(&dice, 3));
        block->level = 1 + (int)roll(&dice, 4);
        block->label = random_text(&dice, arena);
        block->file = maybe(&dice, random_text(&dice, arena));
        block->line = roll(&dice, 1000);
        if (block->kind == MODEL_TABLE)
            block->table = random_table(&dice, arena);
        else
            block->text = random_spans(&dice, arena);
    }
    if (roll(&dice, 2)) {
        struct model_signature *signature = arena_alloc(arena, sizeof *signature);
        signature->organ = random_text(&dice, arena);
        signature->date = random_text(&dice, arena);
        model->signature = signature;
    }
    return model;
}

static bool same_value(struct value a, struct value b)
{
    return value_equal(a, b);
}

static bool same_text(const char *a, const char *b)
{
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

static bool same_spans(const struct model_text *a, const struct model_text *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = same_text(a->spans[i].text, b->spans[i].text) &&
               same_text(a->spans[i].source, b->spans[i].source) &&
               same_value(a->spans[i].value, b->spans[i].value);
    return same;
}

static bool same_table(const struct model_table *a, const struct model_table *b)
{
    bool same = a->column_count == b->column_count && a->row_count == b->row_count &&
                a->number == b->number && same_text(a->caption, b->caption) &&
                same_text(a->name, b->name) && same_text(a->unit, b->unit) &&
                same_text(a->note, b->note);
    for (size_t i = 0; same && i < a->column_count; i++) {
        const struct model_column *x = &a->columns[i], *y = &b->columns[i];
        same = same_text(x->title, y->title) && x->align == y->align &&
               x->width_zi == y->width_zi && x->total == y->total && x->share_of == y->share_of &&
               x->format.style == y->format.style && x->format.decimals == y->format.decimals &&
               same_text(x->format.unit, y->format.unit);
    }
    for (size_t r = 0; same && r < a->row_count; r++) {
        same = a->rows[r].kind == b->rows[r].kind;
        for (size_t i = 0; same && i < a->column_count; i++)
            same = same_text(a->rows[r].cells[i].text, b->rows[r].cells[i].text) &&
                   same_value(a->rows[r].cells[i].value, b->rows[r].cells[i].value);
    }
    return same;
}

static bool same_blocks(const struct model *a, const struct model *b)
{
    bool same = a->block_count == b->block_count;
    for (size_t i = 0; same && i < a->block_count; i++) {
        const struct model_block *x = &a->blocks[i], *y = &b->blocks[i];
        same =
            x->kind == y->kind && same_text(x->file, y->file) && (!x->file || x->line == y->line);
        if (same && x->kind == MODEL_TABLE)
            same = same_table(x->table, y->table);
        else if (same)
            same = same_spans(&x->text, &y->text) &&
                   (x->kind != MODEL_HEADING ||
                    (x->level == y->level && same_text(x->label, y->label)));
    }
    return same;
}

static bool round_trips(const struct model *model)
{
    struct diags *diags = diags_new();
    struct buf first = {0}, second = {0};
    model_dump(model, &first);
    struct model *again = model_read("随机.model", first.data, first.length, diags);
    bool same = again != NULL;
    if (again) {
        model_dump(again, &second);
        same = strcmp(first.data, second.data) == 0 && same_blocks(model, again) &&
               same_spans(&model->title, &again->title);
    } else {
        diags_print(diags, &second);
    }
    if (!same)
        printf("# ---- first\n%s\n# ---- second\n%s\n", first.data, second.data);
    model_free(again);
    diags_free(diags);
    buf_done(&first);
    buf_done(&second);
    return same;
}

TEST(random_models_survive_dump_and_read)
{
    for (uint64_t seed = 0; seed < 2000; seed++) {
        struct model *model = random_model(seed);
        bool same = round_trips(model);
        CHECK(same);
        model_free(model);
        if (!same) {
            printf("# seed %llu\n", (unsigned long long)seed);
            break;
        }
    }
}

TEST(the_example_of_the_readme_reads_and_dumps_as_it_is_written)
{
    const char *root = getenv("HUIBAO_ROOT");
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    size_t length = 0;
    char *readme =
        file_read(arena, arena_printf(arena, "%s/src/model/README.md", root ? root : "."), 1 << 20,
                  &length, diags);
    CHECK(readme != NULL);
    const char *begin = readme ? strstr(readme, "model 1\n") : NULL;
    const char *end = begin ? strstr(begin, "```") : NULL;
    CHECK(end != NULL);
    if (end) {
        char *text = arena_strndup(arena, begin, (size_t)(end - begin));
        struct model *model = model_read("README.md", text, strlen(text), diags);
        struct buf dump = {0};
        if (CHECK(model != NULL)) {
            model_dump(model, &dump);
            CHECK_STR(dump.data, text);
        }
        model_free(model);
        buf_done(&dump);
    }
    diags_free(diags);
    arena_free(arena);
}
