/* Certificates: reading, names, validity; and the manners OpenSSL needs. */
#include "certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <string.h>
#include <time.h>

void sign_bio_done(BIO **bio)
{
    BIO_free_all(*bio);
}

void sign_cms_done(CMS_ContentInfo **cms)
{
    CMS_ContentInfo_free(*cms);
}

void sign_key_done(EVP_PKEY **key)
{
    EVP_PKEY_free(*key);
}

void sign_list_done(STACK_OF(X509) * *list)
{
    sk_X509_pop_free(*list, X509_free);
}

void sign_begin(void)
{
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
    ERR_clear_error();
}

/* The last one of the queue is the outermost: what the whole came to. */
void sign_reason(struct diags *diags)
{
    const char *data = "", *reason = NULL;
    int flags = 0;
    unsigned long error = ERR_peek_last_error_all(NULL, NULL, NULL, &data, &flags);
    if (error)
        reason = ERR_reason_error_string(error);
    if (reason)
        diag_detail(diags, "OpenSSL：%s%s%s", reason, flags & ERR_TXT_STRING && data[0] ? "，" : "",
                    flags & ERR_TXT_STRING ? data : "");
    ERR_clear_error();
}

int sign_no_passphrase(char *buffer, int size, int writing, void *context)
{
    (void)buffer, (void)size, (void)writing, (void)context;
    return -1;
}

static STACK_OF(X509) * read_all(BIO *bio)
{
    STACK_OF(X509) *list = sk_X509_new_null();
    X509 *one = PEM_read_bio_X509(bio, NULL, sign_no_passphrase, NULL);
    for (; one; one = PEM_read_bio_X509(bio, NULL, sign_no_passphrase, NULL))
        sk_X509_push(list, one);
    unsigned long error = ERR_peek_last_error();
    bool end = ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
    if (end && sk_X509_num(list) > 0) {
        ERR_clear_error();
        return list;
    }
    sk_X509_pop_free(list, X509_free);
    return NULL;
}

STACK_OF(X509) * sign_certificates(const char *path, struct diags *diags)
{
    enum { MOST = 4 << 20 };
    struct arena *arena = arena_new();
    size_t length = 0;
    const char *text = file_read(arena, path, MOST, &length, diags);
    STACK_OF(X509) *list = NULL;
    if (text) {
        SIGN_BIO bio = BIO_new_mem_buf(text, (int)length);
        list = read_all(bio);
    }
    if (text && !list) {
        diag_add(diags, &SGN002, NULL, DIAG_ARGS(path));
        sign_reason(diags);
        diag_hint(diags, "证书写成 PEM：-----BEGIN CERTIFICATE----- 开头的文本");
    }
    arena_free(arena);
    return list;
}

const char *sign_name(struct arena *arena, const X509_NAME *name)
{
    enum { FLAGS = (int)(XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) };
    SIGN_BIO bio = BIO_new(BIO_s_mem());
    char *text = NULL;
    size_t bad = 0;
    int length = X509_NAME_print_ex(bio, name, 0, FLAGS);
    long kept = BIO_get_mem_data(bio, &text);
    bool good = length > 0 && kept > 0 && text_is_utf8(text, (size_t)kept, &bad);
    return good ? arena_strndup(arena, text, (size_t)kept) : "（名称读不出）";
}

static const char *day(struct arena *arena, const ASN1_TIME *moment)
{
    struct tm civil = {0};
    if (!ASN1_TIME_to_tm(moment, &civil))
        return "（日期读不出）";
    time_t china = timegm(&civil) + 8 * 3600;
    gmtime_r(&china, &civil);
    return arena_printf(arena, "%04d-%02d-%02d", civil.tm_year + 1900, civil.tm_mon + 1,
                        civil.tm_mday);
}

const char *sign_validity(struct arena *arena, const X509 *certificate, int64_t now)
{
    time_t moment = (time_t)now;
    const ASN1_TIME *from = X509_get0_notBefore(certificate);
    const ASN1_TIME *until = X509_get0_notAfter(certificate);
    if (X509_cmp_time(until, &moment) < 0)
        return arena_printf(arena, "%s 已经过期", day(arena, until));
    if (X509_cmp_time(from, &moment) > 0)
        return arena_printf(arena, "从 %s 起才有效", day(arena, from));
    return NULL;
}
