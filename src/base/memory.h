/* Memory of the base room itself: what running out of it means. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

#include <huibao/base.h>

_Noreturn void base_out_of_memory(void);
void *base_realloc(void *old, size_t size); /* never NULL */
char *base_vprintf(struct arena *arena, const char *format, va_list args) BASE_PRINTF(2, 0);

#endif
