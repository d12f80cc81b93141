/* Signing. */
#include <openssl/err.h>
#include <openssl/pem.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "certificate.h"

enum { FLAGS = CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP };

/* Only what its owner alone can read, looked at through the very handle that is read. */
static BIO *open_private(const char *path, struct diags *diags)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        diag_add(diags, &SGN003, NULL, DIAG_ARGS(path));
        diag_detail(diags, "%s", strerror(errno));
        return NULL;
    }
    bool ours = fstat(fd, &info) == 0 && (info.st_uid == geteuid() || info.st_uid == 0);
    if (ours && (info.st_mode & 0077) == 0)
        return BIO_new_fd(fd, BIO_CLOSE);
    diag_add(diags, &SGN001, NULL, DIAG_ARGS(path));
    diag_hint(diags, ours ? "执行 chmod 600 %s；已经有别人读过的，换一个" : "%s 要属于自己", path);
    close(fd);
    return NULL;
}

static EVP_PKEY *read_key(const char *path, struct diags *diags)
{
    SIGN_BIO bio = open_private(path, diags);
    EVP_PKEY *key = bio ? PEM_read_bio_PrivateKey(bio, NULL, sign_no_passphrase, NULL) : NULL;
    if (bio && !key) {
        diag_add(diags, &SGN003, NULL, DIAG_ARGS(path));
        sign_reason(diags);
        diag_hint(diags, "私钥写成 PEM，不带口令，文件权限 600");
    }
    return key;
}

/* The digest that goes with the key; NULL: none that CMS and this room know. */
static const EVP_MD *digest_for(const EVP_PKEY *key)
{
    if (EVP_PKEY_is_a(key, "SM2"))
        return EVP_sm3();
    return EVP_PKEY_is_a(key, "RSA") || EVP_PKEY_is_a(key, "EC") ? EVP_sha256() : NULL;
}

/* OpenSSL 3.0 signs with SM2 but does not name the algorithm in the signer's part. */
static bool name_algorithm(CMS_SignerInfo *info, const EVP_PKEY *key)
{
    X509_ALGOR *algorithm = NULL;
    if (!EVP_PKEY_is_a(key, "SM2"))
        return true;
    CMS_SignerInfo_get0_algs(info, NULL, NULL, NULL, &algorithm);
    return X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_SM2_with_SM3), V_ASN1_UNDEF, NULL) == 1;
}

/* The moment is the caller's, not the clock's. */
static bool name_moment(CMS_SignerInfo *info, int64_t now)
{
    ASN1_TIME *moment = X509_time_adj_ex(NULL, 0, 0, &(time_t){(time_t)now});
    bool added = moment && CMS_signed_add1_attr_by_NID(info, NID_pkcs9_signingTime, moment->type,
                                                       moment, -1) == 1;
    ASN1_TIME_free(moment);
    return added;
}

static CMS_ContentInfo *sign(STACK_OF(X509) * certificates, EVP_PKEY *key,
                             struct sign_bytes content, int64_t now)
{
    const EVP_MD *digest = digest_for(key);
    SIGN_BIO data = BIO_new_mem_buf(content.bytes, (int)content.length);
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, data, FLAGS | CMS_PARTIAL);
    CMS_SignerInfo *info =
        digest && cms ? CMS_add1_signer(cms, sk_X509_value(certificates, 0), key, digest, FLAGS)
                      : NULL;
    bool good = info && name_algorithm(info, key) && name_moment(info, now);
    for (int i = 1; good && i < sk_X509_num(certificates); i++)
        good = CMS_add1_cert(cms, sk_X509_value(certificates, i)) == 1;
    if (good && CMS_final(cms, data, NULL, FLAGS) == 1)
        return cms;
    CMS_ContentInfo_free(cms);
    return NULL;
}

static const struct sign_bytes *written(struct arena *arena, CMS_ContentInfo *cms)
{
    unsigned char *der = NULL;
    int length = i2d_CMS_ContentInfo(cms, &der);
    if (length <= 0)
        return NULL;
    struct sign_bytes *made = arena_alloc(arena, sizeof *made);
    char *copy = arena_alloc(arena, (size_t)length);
    memcpy(copy, der, (size_t)length);
    OPENSSL_free(der);
    *made = (struct sign_bytes){copy, (size_t)length};
    return made;
}

static bool fits(const struct sign_signer *signer, X509 *certificate, EVP_PKEY *key, int64_t now,
                 struct diags *diags)
{
    struct arena *arena = arena_new();
    const char *invalid = sign_validity(arena, certificate, now);
    bool pair = X509_check_private_key(certificate, key) == 1;
    ERR_clear_error();
    if (!pair)
        diag_add(diags, &SGN004, NULL, DIAG_ARGS(signer->key, signer->certificate));
    else if (invalid)
        diag_add(diags, &SGN005, NULL, DIAG_ARGS(signer->certificate, invalid));
    arena_free(arena);
    return pair && !invalid;
}

const struct sign_bytes *sign_make(const struct sign_signer *signer, struct sign_bytes content,
                                   int64_t now, struct arena *arena, struct diags *diags)
{
    sign_begin();
    SIGN_LIST certificates = sign_certificates(signer->certificate, diags);
    SIGN_KEY key = read_key(signer->key, diags);
    if (!certificates || !key || !fits(signer, sk_X509_value(certificates, 0), key, now, diags))
        return NULL;
    SIGN_CMS cms = sign(certificates, key, content, now);
    const struct sign_bytes *made = cms ? written(arena, cms) : NULL;
    if (!made) {
        diag_add(diags, &SGN006, NULL, DIAG_ARGS(signer->key));
        sign_reason(diags);
        diag_hint(diags, "可以用 RSA、EC 和 SM2 的私钥");
    }
    return made;
}
