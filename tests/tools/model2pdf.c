/*
 * A model in its text form to PDF or PNG, to look at what typeset does with it:
 *   build/debug/tests/model2pdf FILE.model OUT.pdf [--style NAME] [--fonts DIRECTORY]
 *   build/debug/tests/model2pdf FILE.model OUT.png …        each page: OUT-1.png, OUT-2.png …
 *   build/debug/tests/model2pdf FILE.model OUT.pages …      the dump of the pages
 * Styles are read from report-templates/styles unless --styles DIRECTORY says another folder.
 * Diagnostics go to stderr; the exit status is 1 when the model has errors.
 */
#include <stdio.h>
#include <string.h>

#include <huibao/base.h>
#include <huibao/draw.h>
#include <huibao/fonts.h>
#include <huibao/model.h>
#include <huibao/page.h>
#include <huibao/style.h>
#include <huibao/typeset.h>

#define DPI 90
#define INPUT_MAX ((size_t)1 << 28)

struct job {
    const char *in, *out, *style, *fonts;
    const char *styles; /* the folder of their files */
    struct arena *arena;
    struct world world;
    struct diags *diags;
};

static bool job_options(struct job *job, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        bool more = i + 1 < argc;
        if (strcmp(argv[i], "--style") == 0 && more)
            job->style = argv[++i];
        else if (strcmp(argv[i], "--fonts") == 0 && more)
            job->fonts = argv[++i];
        else if (strcmp(argv[i], "--styles") == 0 && more)
            job->styles = argv[++i];
        else if (!job->in)
            job->in = argv[i];
        else if (!job->out)
            job->out = argv[i];
        else
            return false;
    }
    return job->out != NULL;
}

static const struct style *job_style(struct job *job, const char *name)
{
    size_t count = 0;
    const char *const *roles = fonts_role_names(&count);
    struct style_set *set = style_set_new(job->arena, job->styles, roles, count, &job->world);
    struct place asked = {.file = job->in};
    return style_set_find(set, name ? name : "gbt9704", &asked, job->diags);
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

static bool job_write(struct job *job, const struct pages *pages, struct fonts *fonts)
{
    if (ends_with(job->out, ".pages")) {
        struct buf dump = {0};
        pages_dump(pages, fonts, &dump);
        FILE *file = fopen(job->out, "wb");
        bool done = file && fwrite(dump.data, 1, dump.length, file) == dump.length;
        done = file && fclose(file) == 0 && done;
        buf_done(&dump);
        return done;
    }
    if (!ends_with(job->out, ".png"))
        return draw_pdf(pages, fonts, job->out, job->diags);
    char *base = arena_strndup(job->arena, job->out, strlen(job->out) - strlen(".png"));
    bool done = true;
    for (size_t p = 0; p < pages->count && done; p++)
        done = draw_png(pages, p, fonts, DPI, arena_printf(job->arena, "%s-%zu.png", base, p + 1),
                        job->diags);
    return done;
}

static bool job_run(struct job *job)
{
    size_t length = 0;
    char *text = file_read(job->arena, job->in, INPUT_MAX, &length, job->diags);
    struct model *model = text ? model_read(job->in, text, length, job->diags) : NULL;
    if (!model)
        return false;
    const struct style *style = job_style(job, job->style ? job->style : model->style);
    struct fonts *fonts = style ? fonts_open(job->fonts, &job->world, job->diags) : NULL;
    struct pages *pages =
        fonts ? typeset_model(model, style, fonts, &job->world, job->diags) : NULL;
    bool done = pages && job_write(job, pages, fonts);
    pages_free(pages);
    fonts_close(fonts);
    model_free(model);
    return done;
}

int main(int argc, char **argv)
{
    struct job job = {.fonts = "fonts", .styles = "report-templates/styles"};
    if (!job_options(&job, argc, argv)) {
        fputs("model2pdf FILE.model OUT.pdf|OUT.png|OUT.pages [--style NAME] [--styles DIR]"
              " [--fonts DIR]\n",
              stderr);
        return 2;
    }
    job.arena = arena_new();
    job.diags = diags_new();
    world_init(&job.world);
    job.world.now = 1793664000; /* 2026-11-03 in China: the same bytes every time */
    bool done = job_run(&job);
    struct buf said = {0};
    diags_print(job.diags, &said);
    fputs(said.data ? said.data : "", stderr);
    buf_done(&said);
    diags_free(job.diags);
    arena_free(job.arena);
    return done ? 0 : 1;
}
