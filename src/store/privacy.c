/* The views' columns that show who somebody is. */
#include <string.h>

#include "private.h"

static const struct {
    const char *column;
    enum store_privacy privacy;
} columns[] = {
    {"户主", STORE_PRIVATE_NAME},      {"姓名", STORE_PRIVATE_NAME},
    {"网格员", STORE_STAFF_NAME},      {"联络员", STORE_PRIVATE_NAME},
    {"责任人", STORE_STAFF_NAME},      {"调解员", STORE_STAFF_NAME},
    {"承办人", STORE_STAFF_NAME},      {"身份证号", STORE_PRIVATE_ID},
    {"联系电话", STORE_PRIVATE_PHONE}, {"出生日期", STORE_PRIVATE_BIRTH},
};

enum store_privacy store_privacy(const char *column)
{
    for (size_t i = 0; i < BASE_COUNT(columns); i++) {
        if (strcmp(columns[i].column, column) == 0)
            return columns[i].privacy;
    }
    return STORE_PUBLIC;
}
