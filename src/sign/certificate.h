/* What signing and checking share. Functions that take part in cleanup attributes take a pointer to
   the variable. */
#ifndef SIGN_CERTIFICATE_H
#define SIGN_CERTIFICATE_H

#include <huibao/base.h>
#include <huibao/sign.h>

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "sign_diags.h"

void sign_bio_done(BIO **bio);
void sign_cms_done(CMS_ContentInfo **cms);
void sign_key_done(EVP_PKEY **key);
void sign_list_done(STACK_OF(X509) * *list);
#define SIGN_BIO __attribute__((cleanup(sign_bio_done))) BIO *
#define SIGN_CMS __attribute__((cleanup(sign_cms_done))) CMS_ContentInfo *
#define SIGN_KEY __attribute__((cleanup(sign_key_done))) EVP_PKEY *
#define SIGN_LIST __attribute__((cleanup(sign_list_done))) STACK_OF(X509) *

/* Before anything else: OpenSSL without the configuration file of the machine, no errors left. */
void sign_begin(void);
/* The last diagnostic's detail: what OpenSSL said, if it said anything; then nothing is left. */
void sign_reason(struct diags *diags);
/* For OpenSSL: no passphrase is asked for, above all not on the terminal. */
int sign_no_passphrase(char *buffer, int size, int writing, void *context);
/* All certificates of a file in PEM, at least one; NULL with SGN002 or one of base. */
STACK_OF(X509) * sign_certificates(const char *path, struct diags *diags);
/* CN=…,O=… as UTF-8. */
const char *sign_name(struct arena *arena, const X509_NAME *name);
/* 已于 2026-11-01 过期, 从 2027-01-01 起才有效; NULL: it is valid then. */
const char *sign_validity(struct arena *arena, const X509 *certificate, int64_t now);

#endif
