#include <huibao/yaml.h>

#include <string.h>

bool word_is(const struct word *word, const char *text)
{
    if (strcmp(word->english, text) == 0 || (word->chinese && strcmp(word->chinese, text) == 0))
        return true;
    for (const char *const *other = word->others; other && *other; other++)
        if (strcmp(*other, text) == 0)
            return true;
    return false;
}

const struct word *word_find(const struct word *words, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (word_is(&words[i], text))
            return &words[i];
    return NULL;
}

const char *word_choices(struct arena *arena, const struct word_list *words)
{
    struct buf out = {0};
    for (size_t i = 0; i < words->count; i++)
        buf_printf(&out, "%s%s（%s）", i ? "、" : "", words->words[i].chinese,
                   words->words[i].english);
    char *text = buf_copy(&out, arena);
    buf_done(&out);
    return text;
}

static const char *const yes[] = {"yes", NULL}, *const no[] = {"no", NULL};
static const struct word bool_words[] = {{"true", "是", true, yes}, {"false", "否", false, no}};
const struct word_list words_bool = {bool_words, BASE_COUNT(bool_words)};
