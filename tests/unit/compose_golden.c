/*
 * Reports over the fixture's database against the models and data that are kept in tests/golden:
 * a stage is tested if its expectation file exists. HUIBAO_BLESS=1 writes them anew.
 */
#include "compose_case.h"

static char *golden_path(struct arena *arena, const char *folder, const char *name,
                         const char *suffix)
{
    const char *root = getenv("HUIBAO_ROOT");
    return arena_printf(arena, "%s/tests/golden/%s/%s%s", root ? root : ".", folder, name, suffix);
}

/* The expectation is the same, is written (blessed), or does not exist. */
static void compare(struct arena *arena, const char *path, const struct buf *got)
{
    struct diags *diags = diags_new();
    size_t length = 0;
    const char *text = got->data ? got->data : "";
    if (getenv("HUIBAO_BLESS") && file_exists(path))
        tap_write(path, text, got->length);
    const char *want = file_exists(path) ? file_read(arena, path, 1 << 20, &length, diags) : NULL;
    if (want && !CHECK(strcmp(want, text) == 0))
        printf("# %s differs; what came out:\n%s\n", path, text);
    diags_free(diags);
}

static void say_as_comments(const struct diags *diags, struct buf *out)
{
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        const char *file = diag->place.file ? diag->place.file : "";
        const char *slash = strrchr(file, '/');
        buf_printf(out, "# %s %s:%ld %s\n", diag->kind->code, slash ? slash + 1 : file,
                   diag->place.line, diag->message);
    }
}

static void check_report(const char *database, const struct dictionary *dictionary,
                         const char *name, struct frame_case *c)
{
    size_t length = 0;
    char *text = file_read(c->arena, golden_path(c->arena, "model", name, ".md"), 1 << 20, &length,
                           c->diags);
    char *file = arena_printf(c->arena, "%s.md", name);
    if (text)
        c->report =
            define_report_text(c->arena, file, text, length, dictionary, &c->world, c->diags);
    if (c->report)
        CHECK(frame_check(c->report, &c->world, c->diags));
    case_open(c, database);
    struct buf model_text = {0}, data_text = {0};
    struct model *model =
        c->frame ? compose_report(c->report, c->frame, DEFINE_PREVIEW, &c->world, c->diags) : NULL;
    if (CHECK(model != NULL)) {
        say_as_comments(c->diags, &model_text);
        model_dump(model, &model_text);
        frame_dump(c->frame, &data_text);
        compare(c->arena, golden_path(c->arena, "model", name, ".model"), &model_text);
        compare(c->arena, golden_path(c->arena, "data", name, ".data"), &data_text);
    } else {
        case_say(c);
    }
    model_free(model);
    buf_done(&model_text);
    buf_done(&data_text);
}

TEST(golden_reports)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world = fixture_world();
    size_t count = 0;
    const char *database = fixture_database("golden.db");
    const struct dictionary *dictionary =
        define_dictionary(arena, golden_path(arena, "model", "indicators", ""), &world, diags);
    const char *const *names =
        file_list(arena, golden_path(arena, "model", "", ""), ".md", &count, diags);
    size_t checked = 0;
    for (size_t i = 0; dictionary && names && i < count; i++) {
        const char *slash = strrchr(names[i], '/');
        const char *base = slash ? slash + 1 : names[i];
        if (strcmp(base, "README.md") == 0)
            continue;
        struct frame_case c = {arena_new(), diags_new(), world, NULL, NULL, NULL};
        check_report(database, dictionary, arena_strndup(arena, base, strlen(base) - 3), &c);
        case_close(&c);
        checked++;
    }
    CHECK(checked >= 2);
    CHECK_INT(diags_kept(diags), 0);
    diags_free(diags);
    arena_free(arena);
}

/* The same inputs give the same bytes. */
TEST(composing_twice_gives_the_same_model)
{
    struct composed made[2];
    const char *database = fixture_database("twice.db");
    for (int i = 0; i < 2; i++)
        made[i] = compose_text_case(
            database, NULL,
            "---\nid: t\ntitle: '{{社区}}{{期}}'\n" CASE_PARAMS
            "data:\n  甲: {sql: 'SELECT 类别, count(*) AS 数 FROM 纠纷 GROUP BY 1 ORDER BY "
            "1'}\n---\n"
            "```table\ndata: 甲\ncolumns: [{title: 类, value: 类别}, {title: 数, value: "
            "数}]\n```\n",
            DEFINE_PREVIEW);
    CHECK_STR(made[0].dump.data, made[1].dump.data);
    composed_close(&made[0]);
    composed_close(&made[1]);
}
