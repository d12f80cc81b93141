/* The views' columns that show who somebody is. */
#include <string.h>

#include <huibao/store_forget.h>
#include <huibao/value.h>

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

const char *store_masked(struct arena *arena, enum store_privacy privacy, const char *text)
{
    const char *shown = text;
    if (strncmp(text, STORE_FORGOTTEN, strlen(STORE_FORGOTTEN)) == 0)
        return privacy == STORE_PUBLIC ? text : STORE_FORGOTTEN;
    switch (privacy) {
    case STORE_STAFF_NAME:
    case STORE_PRIVATE_NAME:
        return value_mask_name(arena, text);
    case STORE_PRIVATE_ID:
    case STORE_PRIVATE_PHONE:
        shown = value_mask_id(arena, text);
        if (shown == text && privacy == STORE_PRIVATE_PHONE)
            shown = value_mask_phone(arena, text);
        return shown;
    case STORE_PRIVATE_BIRTH: /* so that its form can be checked */
    case STORE_PUBLIC:
        break;
    }
    return shown;
}
