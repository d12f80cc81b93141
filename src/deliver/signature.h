/* The signature beside a manifest. */
#ifndef DELIVER_SIGNATURE_H
#define DELIVER_SIGNATURE_H

#include <huibao/deliver.h>

/* What is wrong with the signature is in diags; by whom it is goes into the manifest. */
void signature_check(const struct deliver_question *question, struct arena *arena,
                     struct deliver_manifest *manifest, struct diags *diags);
/* Both packages have the same one, or none. */
bool signature_same(const char *folder, const char *other, const struct world *world,
                    struct arena *arena);

#endif
