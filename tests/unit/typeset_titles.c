/*
 * Titles measured against tests/titles/titles.txt, where a careful typist has marked the places at
 * which a line may end. Counts are printed; a change of rules shows in them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "tap.h"
#include "typeset_testing.h"
#include "words.h"

enum { PLACES = 512 };

struct marked { /* a title and its marks */
    char text[4 * PLACES];
    char mark[4 * PLACES]; /* by byte: '|' or '/' before it, or 0 */
};

struct score {
    size_t titles, faultless;       /* of more than one line; all lines end where marked */
    size_t phrases, words, wrong;   /* places where lines end */
    size_t rectangles, hourglasses; /* 上下长短一样的长方形, 沙漏形 */
};

static void read_marked(const char *line, size_t length, struct marked *ret)
{
    size_t at = 0;
    memset(ret, 0, sizeof *ret);
    for (size_t i = 0; i < length && at + 1 < sizeof ret->text; i++)
        if (line[i] == '|' || line[i] == '/')
            ret->mark[at] = line[i];
        else
            ret->text[at++] = line[i];
}

static void score_breaks(struct rig *rig, const struct marked *marked, struct score *score)
{
    const struct para *para = rig->para;
    size_t wrong = score->wrong;
    for (size_t l = 1; l < para->line_count; l++) {
        char mark = marked->mark[para->items[para->lines[l].first].text];
        score->phrases += mark == '|';
        score->words += mark == '/';
        score->wrong += mark == 0;
    }
    score->titles++;
    score->faultless += wrong == score->wrong;
}

static bool score_shape(const struct para *para, struct score *score)
{
    int32_t least = INT32_MAX, most = 0;
    bool hourglass = false;
    for (size_t l = 0; l < para->line_count; l++) {
        int32_t width = para->lines[l].width;
        least = width < least ? width : least;
        most = width > most ? width : most;
        if (l > 0 && l + 1 < para->line_count)
            hourglass = hourglass || (width + para->size / 2 < para->lines[l - 1].width &&
                                      width + para->size / 2 < para->lines[l + 1].width);
    }
    bool rectangle = most - least < para->size;
    score->rectangles += rectangle;
    score->hourglasses += hourglass;
    return !rectangle && !hourglass;
}

static void score_title(const char *line, size_t length, struct score *score)
{
    struct rig *rig = rig_new();
    struct marked marked;
    read_marked(line, length, &marked);
    const char *lines = rig_title(rig, marked.text);
    if (rig->para->line_count > 1) {
        size_t faultless = score->faultless;
        score_breaks(rig, &marked, score);
        bool shapely = score_shape(rig->para, score);
        const char *verdict = score->faultless == faultless ? "wrong" : shapely ? "good" : "shape";
        if (getenv("HUIBAO_TITLES") || score->faultless == faultless)
            printf("# %s: %s\n", verdict, lines);
        for (size_t l = 0; l < rig->para->line_count; l++)
            CHECK(rig->para->lines[l].width <= rig->style->text_width);
    }
    rig_free(rig);
}

/* The part of the list under [name]. */
static struct score score_part(const char *list, const char *name)
{
    struct score score = {0};
    const char *line = strstr(list, name);
    if (!CHECK(line != NULL))
        return score;
    for (line = strchr(line, '\n') + 1; *line && *line != '['; line++) {
        size_t length = strcspn(line, "\n");
        if (length)
            score_title(line, length, &score);
        line += length;
    }
    printf("# %s: %zu titles, %zu without fault; lines end at %zu phrases, %zu words, %zu wrong "
           "places; %zu rectangles, %zu hourglasses\n",
           name, score.titles, score.faultless, score.phrases, score.words, score.wrong,
           score.rectangles, score.hourglasses);
    return score;
}

TEST(titles_as_a_careful_typist_breaks_them)
{
    const char *root = getenv("HUIBAO_ROOT");
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    size_t length = 0;
    const char *path = arena_printf(arena, "%s/tests/titles/titles.txt", root ? root : ".");
    const char *list = file_read(arena, path, 1 << 20, &length, diags);
    if (CHECK(list != NULL)) {
        struct score seen = score_part(list, "[seen]");
        struct score unseen = score_part(list, "[unseen]");
        CHECK(seen.titles + unseen.titles >= 270);
        CHECK(seen.faultless >= 203);
        CHECK(unseen.faultless >= 28);
        CHECK_INT(seen.hourglasses + unseen.hourglasses, 0);
    }
    diags_free(diags);
    arena_free(arena);
}

TEST(the_list_of_words_is_sorted_and_found)
{
    size_t count;
    const char *const *words = typeset_words(&count);
    CHECK(count > 500);
    for (size_t i = 0; i < count; i++) {
        CHECK(i == 0 || strcmp(words[i - 1], words[i]) < 0);
        CHECK_INT(typeset_word_match(words[i], strlen(words[i])), strlen(words[i]));
    }
    CHECK_INT(typeset_word_match("社区工作者协会", strlen("社区工作者协会")), strlen("社区工作者"));
    CHECK_INT(typeset_word_match("社", strlen("社")), 0);
    CHECK_INT(typeset_word_match("𬱖", strlen("𬱖")), 0);
    CHECK_INT(typeset_word_match("", 0), 0);
}
