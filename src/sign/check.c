/* Checking a signature. */
#include <openssl/cmserr.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <limits.h>
#include <string.h>

#include "certificate.h"

/* Weaker digests can be given two contents. */
enum { LEAST_DIGEST = 32 };

static void store_done(X509_STORE **store)
{
    X509_STORE_free(*store);
}

static void context_done(X509_STORE_CTX **context)
{
    X509_STORE_CTX_free(*context);
}

static bool digests_are_strong(CMS_ContentInfo *cms)
{
    STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(cms);
    for (int i = 0; i < sk_CMS_SignerInfo_num(infos); i++) {
        X509_ALGOR *algorithm = NULL;
        CMS_SignerInfo_get0_algs(sk_CMS_SignerInfo_value(infos, i), NULL, NULL, &algorithm, NULL);
        const EVP_MD *digest = EVP_get_digestbyobj(algorithm->algorithm);
        if (!digest || EVP_MD_get_size(digest) < LEAST_DIGEST)
            return false;
    }
    return sk_CMS_SignerInfo_num(infos) > 0;
}

static CMS_ContentInfo *refuse(const struct sign_claim *claim, CMS_ContentInfo *cms,
                               struct diags *diags, const char *why)
{
    diag_add(diags, &SGN007, NULL, DIAG_ARGS(claim->name));
    sign_reason(diags);
    diag_hint(diags, "%s", why);
    CMS_ContentInfo_free(cms);
    return NULL;
}

/* A detached signature in DER, nothing after it. */
static CMS_ContentInfo *read_signature(const struct sign_claim *claim, struct diags *diags)
{
    const unsigned char *at = claim->signature.bytes, *end = at + claim->signature.length;
    bool fits = claim->signature.length <= LONG_MAX && claim->content.length <= INT_MAX;
    CMS_ContentInfo *cms = fits ? d2i_CMS_ContentInfo(NULL, &at, end - at) : NULL;
    if (!cms || at != end)
        return refuse(claim, cms, diags, "它应是 DER 编码的 CMS 签名");
    if (OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed || CMS_is_detached(cms) != 1)
        return refuse(claim, cms, diags, "它应是不带内容的 CMS 签名（detached）");
    if (!digests_are_strong(cms))
        return refuse(claim, cms, diags, "摘要要 SHA-256、SM3 或更强的");
    return cms;
}

static bool holds(const struct sign_claim *claim, CMS_ContentInfo *cms, struct diags *diags)
{
    /* Behind a buffer: of a BIO that is memory itself CMS_verify makes a copy, which it loses when the
       signature's digest cannot be set up. */
    BIO *bytes = BIO_new_mem_buf(claim->content.bytes, (int)claim->content.length);
    SIGN_BIO content = BIO_push(BIO_new(BIO_f_buffer()), bytes);
    SIGN_BIO sink = BIO_new(BIO_s_null());
    if (CMS_verify(cms, NULL, NULL, content, sink, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1)
        return true;
    unsigned long error = ERR_peek_last_error();
    bool nobody = ERR_GET_LIB(error) == ERR_LIB_CMS &&
                  ERR_GET_REASON(error) == CMS_R_SIGNER_CERTIFICATE_NOT_FOUND;
    diag_add(diags, nobody ? &SGN007 : &SGN008, NULL, DIAG_ARGS(claim->name));
    sign_reason(diags);
    if (nobody)
        diag_hint(diags, "签名里要带着签名人的证书");
    return false;
}

/* Why OpenSSL does not trust a certificate; the certificate that is meant may stand above it. */
static const char *why_not(struct arena *arena, X509_STORE_CTX *context, int64_t now)
{
    X509 *meant = X509_STORE_CTX_get_current_cert(context);
    const char *invalid = meant ? sign_validity(arena, meant, now) : NULL;
    switch (X509_STORE_CTX_get_error(context)) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return invalid ? invalid : "不在有效期内";
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return "它不是所给的机构签发的";
    case X509_V_ERR_INVALID_PURPOSE:
        return "它不是用来签名的";
    default:
        return arena_printf(arena, "OpenSSL：%s",
                            X509_verify_cert_error_string(X509_STORE_CTX_get_error(context)));
    }
}

static bool is_trusted(const struct sign_claim *claim, X509_STORE *store, X509 *signer,
                       STACK_OF(X509) * others, struct diags *diags)
{
    struct arena *arena = arena_new();
    __attribute__((cleanup(context_done))) X509_STORE_CTX *context = X509_STORE_CTX_new();
    bool ready = X509_STORE_CTX_init(context, store, signer, others) == 1;
    X509_VERIFY_PARAM *rules = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_time(rules, (time_t)claim->now);
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
    ready = ready && X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SMIME_SIGN) == 1;
    bool trusted = ready && X509_verify_cert(context) == 1;
    if (!trusted) {
        const char *name = sign_name(arena, X509_get_subject_name(signer));
        diag_add(diags, &SGN009, NULL, DIAG_ARGS(name, why_not(arena, context, claim->now)));
        diag_detail(diags, "签发者 %s", sign_name(arena, X509_get_issuer_name(signer)));
    }
    ERR_clear_error();
    arena_free(arena);
    return trusted;
}

static bool are_trusted(const struct sign_claim *claim, CMS_ContentInfo *cms,
                        STACK_OF(X509) * signers, struct diags *diags)
{
    if (!claim->ca)
        return true;
    SIGN_LIST anchors = sign_certificates(claim->ca, diags);
    if (!anchors)
        return false;
    __attribute__((cleanup(store_done))) X509_STORE *store = X509_STORE_new();
    SIGN_LIST others = CMS_get1_certs(cms);
    bool good = true;
    for (int i = 0; i < sk_X509_num(anchors); i++)
        X509_STORE_add_cert(store, sk_X509_value(anchors, i));
    for (int i = 0; i < sk_X509_num(signers); i++)
        good &= is_trusted(claim, store, sk_X509_value(signers, i), others, diags);
    return good;
}

static const struct sign_by *who(struct arena *arena, STACK_OF(X509) * signers, bool trusted)
{
    struct sign_by *by = arena_alloc(arena, sizeof *by);
    *by = (struct sign_by){"", "", trusted};
    for (int i = 0; i < sk_X509_num(signers); i++) {
        const X509 *signer = sk_X509_value(signers, i);
        const char *between = i ? "；" : "";
        by->names = arena_printf(arena, "%s%s%s", by->names, between,
                                 sign_name(arena, X509_get_subject_name(signer)));
        by->issuers = arena_printf(arena, "%s%s%s", by->issuers, between,
                                   sign_name(arena, X509_get_issuer_name(signer)));
    }
    return by;
}

const struct sign_by *sign_check(const struct sign_claim *claim, struct arena *arena,
                                 struct diags *diags)
{
    sign_begin();
    SIGN_CMS cms = read_signature(claim, diags);
    if (!cms || !holds(claim, cms, diags))
        return NULL;
    STACK_OF(X509) *signers =
        CMS_get0_signers(cms); /* the list is ours, the certificates are not */
    bool good = signers && are_trusted(claim, cms, signers, diags);
    const struct sign_by *by = good ? who(arena, signers, claim->ca != NULL) : NULL;
    sk_X509_free(signers);
    return by;
}
