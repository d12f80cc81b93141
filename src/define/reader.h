/* What the readers of this room share beyond the yaml room's: the language's names and plain texts. */
#ifndef DEFINE_READER_H
#define DEFINE_READER_H

#include <huibao/define.h>
#include <huibao/yaml.h>

#include "words.h"

/* A key that names a thing: reports bad names and the second of a name; true if usable. */
bool schema_name(struct reader *reader, struct names *seen, const struct yaml *child,
                 const char *what);
/* A text without placeholders, copied; NULL if the node is NULL. */
const char *schema_plain(struct reader *reader, const struct yaml *node);

/* Why a name cannot be used, or NULL if it can. */
const char *name_fault(const char *name);

#endif
