/* The language's words: both names of each, and none of them twice where they meet. */
#include "define_testing.h"

#include "reader.h"

static void check_apart(const struct word *a, const struct word *b)
{
    CHECK(!word_is(a, b->english));
    CHECK(!b->chinese || !word_is(a, b->chinese));
    for (const char *const *other = b->others; other && *other; other++)
        CHECK(!word_is(a, *other));
}

TEST(each_key_has_two_names_of_its_own)
{
    const struct schema *schemas[] = {
        &schema_report,    &schema_param,  &schema_dataset, &schema_indicator,  &schema_check,
        &schema_signature, &schema_table,  &schema_column,  &schema_letterhead, &schema_imprint,
        &schema_chart,     &schema_series, &schema_form,    &schema_cross};
    for (size_t s = 0; s < BASE_COUNT(schemas); s++) {
        CHECK(schemas[s]->where);
        for (size_t i = 0; i < schemas[s]->count; i++) {
            const struct word *word = &schemas[s]->keys[i].word;
            CHECK(word->english && word->chinese);
            for (size_t k = 0; k < schemas[s]->count; k++)
                if (k != i)
                    check_apart(word, &schemas[s]->keys[k].word);
        }
    }
}

TEST(each_word_has_two_names_of_its_own)
{
    const struct word_list *lists[] = {&words_type,          &words_verdict, &words_total,
                                       &words_align,         &words_bool,    &words_fallback_period,
                                       &words_fallback_date, &words_day,     &words_open,
                                       &words_close,         &words_bare,    &words_comparison,
                                       &words_block,         &words_chart,   &words_first,
                                       &words_same,          &words_list,    &words_aggregate,
                                       &words_children,      &words_shift,   &words_manner};
    for (size_t l = 0; l < BASE_COUNT(lists); l++)
        for (size_t i = 0; i < lists[l]->count; i++) {
            CHECK(lists[l]->words[i].english && lists[l]->words[i].chinese);
            for (size_t k = 0; k < lists[l]->count; k++)
                if (k != i)
                    check_apart(&lists[l]->words[i], &lists[l]->words[k]);
        }
}

TEST(names_that_mean_something_are_kept_for_it)
{
    CHECK(!name_fault("调解受理"));
    CHECK(!name_fault("六十岁以上"));
    CHECK(!name_fault("a_1"));
    CHECK(name_fault(""));
    CHECK(name_fault("60岁"));
    CHECK(name_fault("上期"));
    CHECK(name_fault("序号"));
    CHECK(name_fault("Null"));
    CHECK(name_fault("或"));
    CHECK(name_fault("甲 乙"));
    CHECK(name_fault("甲，乙"));
    CHECK(name_fault("甲.乙"));
}
