/* Numbers of identity cards. */
#include <huibao/value.h>

#include <stdio.h>

#include "tap.h"

TEST(id_cards_of_the_standard)
{
    /* GB 11643-1999, annex A: its own two examples. */
    CHECK(value_id_card_shape("11010519491231002X") && value_id_card_check("11010519491231002X"));
    CHECK(value_id_card_shape("440524188001010014") && value_id_card_check("440524188001010014"));
    CHECK(!value_id_card_shape("11010519491331002X")); /* month 13 */
    CHECK(!value_id_card_shape("110105194902300020")); /* 30 February */
    CHECK(!value_id_card_shape("11010519491231002"));
    CHECK(!value_id_card_shape("1101051949123100211"));
    CHECK(!value_id_card_shape("1101051949123100A1"));
    CHECK(!value_id_card_shape("11010519491231002Y"));
    CHECK(!value_id_card_shape(""));
    struct value_civil born = value_date_to_civil(value_id_card_birth("11010519491231002X"));
    CHECK(born.year == 1949 && born.month == 12 && born.day == 31);
}

/* Every single wrong digit and every swap of neighbours is found, as ISO 7064 promises. */
TEST(id_cards_catch_single_errors_and_swaps)
{
    const char *good = "11010519491231002X";
    for (int at = 0; at < 17; at++) {
        for (char c = '0'; c <= '9'; c++) {
            char bad[19];
            snprintf(bad, sizeof bad, "%s", good);
            if (bad[at] == c)
                continue;
            bad[at] = c;
            CHECK(!value_id_card_check(bad));
        }
        char swapped[19];
        snprintf(swapped, sizeof swapped, "%s", good);
        swapped[at] = good[at + 1];
        swapped[at + 1] = good[at];
        if (at < 16 && good[at] != good[at + 1])
            CHECK(!value_id_card_check(swapped));
    }
}
