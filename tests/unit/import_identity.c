/* Check characters, and decimal numbers. */
#include <stdio.h>

#include "private.h"
#include "tap.h"

TEST(credit_codes)
{
    static const char *const good[] = {"91350100M000100Y43", "911100007109279199",
                                       "91539902MA6ABCDE1M", "12539902MB0000001R"};
    for (size_t i = 0; i < 4; i++)
        CHECK(import_credit_code_shape(good[i]) && import_credit_code_check(good[i]));
    CHECK(!import_credit_code_check("91350100M000100Y44"));
    CHECK(!import_credit_code_check("91350100M000100Y34"));
    CHECK(!import_credit_code_shape("91350100M000100I43"));
    CHECK(!import_credit_code_shape("91350100M000100y43"));
    CHECK(!import_credit_code_shape("91350100M000100Y4"));
    CHECK(!import_credit_code_shape("91350100M000100Y433"));
}

TEST(what_excel_leaves_of_a_long_number)
{
    CHECK(import_looks_scientific("4.20E+17") && import_looks_scientific("4.20101E+17"));
    CHECK(import_looks_scientific("5E+11") && import_looks_scientific("5.39902e14"));
    CHECK(!import_looks_scientific("E+17") && !import_looks_scientific("42E") &&
          !import_looks_scientific("42E+1x") && !import_looks_scientific("420101") &&
          !import_looks_scientific("2E-1-301") && !import_looks_scientific(""));
}

static void check_decimal(const char *text, long long digits, int decimals)
{
    struct import_decimal decimal = {-7, -7};
    CHECK(import_decimal_parse(text, &decimal));
    CHECK_INT(decimal.digits, digits);
    CHECK_INT(decimal.decimals, decimals);
}

TEST(decimals)
{
    check_decimal("0", 0, 0);
    check_decimal("007", 7, 0);
    check_decimal("-12.50", -125, 1);
    check_decimal("+3", 3, 0);
    check_decimal("1,234,567.89", 123456789, 2);
    check_decimal("12,345", 12345, 0);
    check_decimal("1.000", 1, 0);
    check_decimal("999999999999999999", 999999999999999999, 0);
    static const char *const bad[] = {
        "",      "-",      ".5",    "5.",      "1,23", "1234,567",
        ",123",  "1,,234", "1.2.3", "1.2,345", "12人", "1e5",
        "0x10",  "1 2",    "--1",   "１",      "nan",  "1000000000000000000",
        "1,234,"};
    struct import_decimal untouched = {-7, -7};
    for (size_t i = 0; i < BASE_COUNT(bad); i++)
        if (!CHECK(!import_decimal_parse(bad[i], &untouched)))
            printf("# %s\n", bad[i]);
    CHECK_INT(untouched.digits, -7);
}
