/*
 * sign: detached signatures of bytes, as CMS (RFC 5652) that other people's tools make and check:
 * openssl cms -sign / -verify -binary -inform DER.
 *
 * Owns      signing with a key in a file, and the check of a signature. RSA and ECDSA with SHA-256,
 *           SM2 with SM3 (with OpenSSL's user identity for SM2, the empty one).
 * Protocol  each call stands alone.
 * Lifetime  what is returned belongs to the arena given; no key stays in memory after the call.
 * Failure   diagnostics SGN…, those of base about files.
 * Limits    keys without a passphrase. Nothing is fetched: no lists of revoked certificates, no OCSP.
 *           The moment of a signature is what its signer says.
 */
#ifndef HUIBAO_SIGN_H
#define HUIBAO_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag_kind;
struct diags;

struct sign_bytes {
    const void *bytes;
    size_t length;
};

struct sign_signer {         /* files in PEM */
    const char *certificate; /* and after it those up to the receiver's CA, if there are any */
    const char *key;         /* readable by nobody but its owner */
};
/* `now`: the moment of the signature, for which the certificate must be valid. The same RSA key,
   content and moment give the same bytes. NULL with diagnostics. */
const struct sign_bytes *sign_make(const struct sign_signer *signer, struct sign_bytes content,
                                   int64_t now, struct arena *arena, struct diags *diags);

struct sign_claim {
    struct sign_bytes content, signature;
    const char *name; /* of the signature's file, for messages */
    const char *ca;   /* a file in PEM with the certificates one trusts; NULL: it is not asked whose
                         certificate it is */
    int64_t now;      /* the moment for which certificates must be valid */
};
struct sign_by {
    const char *names; /* of the signers, as their certificates have them: CN=…,O=… */
    const char *issuers;
    bool trusted; /* by `ca`; false when there was none */
};
/* Whether all its signers signed just this content, and whether `ca` stands for them. NULL with
   diagnostics when not. */
const struct sign_by *sign_check(const struct sign_claim *claim, struct arena *arena,
                                 struct diags *diags);
const struct diag_kind *const *sign_diags(size_t *ret_count);

#endif
