/*
 * Fuzzing the reader of receipts, which come from outside. Whatever comes, reading ends; what could
 * not be read says why and has no state; what could has one, and its words are printable.
 */
#include <stdint.h>
#include <stdlib.h>

#include <huibao/base.h>

#include "receipt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_printable(const char *text)
{
    for (; text && *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            return false;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const good[] = {"OK", "1"}, *const bad[] = {"退回"};
    const struct receipt_rules rules = {.number = "data.no",
                                        .state = "data.state",
                                        .words = "msg",
                                        .accepted = {good, 2},
                                        .refused = {bad, 1}};
    struct arena *arena = arena_new();
    struct deliver_receipt receipt = {0};
    const char *why = NULL;
    bool read = receipt_read(&rules, (const char *)data, size, arena, &receipt, &why);
    if (read != (receipt.state != DELIVER_NO_RECEIPT) || read != (why == NULL))
        abort();
    if (!is_printable(receipt.number) || !is_printable(receipt.words) || !is_printable(why))
        abort();
    arena_free(arena);
    return 0;
}
