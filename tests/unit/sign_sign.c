/* Signatures in one process: every kind of key, and bytes that are none. Certificates are made here. */
#include <huibao/sign.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sign_diags.h"
#include "tap.h"

enum { NOW = 1795017600, DAY = 86400 };

struct party { /* who signs, with files of that name */
    EVP_PKEY *key;
    X509 *certificate;
    struct sign_signer signer;
};

struct rig {
    struct arena *arena;
    struct diags *diags;
};

static struct rig start(void)
{
    return (struct rig){arena_new(), diags_new()};
}

static void finish(struct rig *rig)
{
    diags_free(rig->diags);
    arena_free(rig->arena);
}

static void expect_said(struct rig *rig, const struct diag_kind *kind)
{
    const struct diag *diag = diags_kept(rig->diags) == 1 ? diags_at(rig->diags, 0) : NULL;
    if (!CHECK(diag && diag->kind == kind) && diag)
        printf("# %s %s\n", diag->kind->code, diag->message);
    diags_free(rig->diags);
    rig->diags = diags_new();
}

static EVP_PKEY *new_key(const char *kind)
{
    if (strcmp(kind, "RSA") == 0)
        return EVP_RSA_gen(2048);
    return strcmp(kind, "EC") == 0 ? EVP_EC_gen("P-256") : EVP_PKEY_Q_keygen(NULL, NULL, kind);
}

static void extend(X509 *certificate, int nid, const char *value)
{
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, NULL, nid, value);
    CHECK(extension && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

static void put_files(struct party *party, struct rig *rig, const char *name)
{
    const char *certificate = arena_strdup(rig->arena, tap_path(name));
    const char *key = arena_printf(rig->arena, "%s.key", certificate);
    FILE *file = fopen(certificate, "w");
    CHECK(file && PEM_write_X509(file, party->certificate) == 1);
    fclose(file);
    file = fopen(key, "w");
    CHECK(file && PEM_write_PrivateKey(file, party->key, NULL, NULL, 0, NULL, NULL) == 1);
    fclose(file);
    chmod(key, 0600);
    party->signer = (struct sign_signer){certificate, key};
}

/* Valid from the day before NOW to the day after; certified by `issuer`, or by itself. */
static struct party party_new(struct rig *rig, const char *kind, const char *name,
                              const struct party *issuer)
{
    struct party party = {.key = new_key(kind), .certificate = X509_new()};
    X509_NAME *subject = X509_get_subject_name(party.certificate);
    bool sm2 = EVP_PKEY_is_a(issuer ? issuer->key : party.key, "SM2");
    bool plain = EVP_PKEY_is_a(issuer ? issuer->key : party.key, "ED25519");
    time_t from = NOW - DAY, until = NOW + DAY;
    X509_set_version(party.certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(party.certificate), issuer ? 2 : 1);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1,
                               0);
    X509_set_issuer_name(party.certificate,
                         issuer ? X509_get_subject_name(issuer->certificate) : subject);
    ASN1_TIME_set(X509_getm_notBefore(party.certificate), from);
    ASN1_TIME_set(X509_getm_notAfter(party.certificate), until);
    X509_set_pubkey(party.certificate, party.key);
    extend(party.certificate, NID_basic_constraints, issuer ? "CA:FALSE" : "critical,CA:TRUE");
    CHECK(X509_sign(party.certificate, issuer ? issuer->key : party.key,
                    plain ? NULL
                    : sm2 ? EVP_sm3()
                          : EVP_sha256()) > 0);
    put_files(&party, rig, name);
    return party;
}

static void party_done(struct party *party)
{
    EVP_PKEY_free(party->key);
    X509_free(party->certificate);
}

static const struct sign_bytes content = {"清单\0清单", 13};

static const struct sign_by *check(struct rig *rig, struct sign_bytes signature, const char *ca)
{
    struct sign_claim claim = {content, signature, "x.p7s", ca, NOW};
    return sign_check(&claim, rig->arena, rig->diags);
}

TEST(each_kind_of_key_signs_and_is_known_again)
{
    static const char *const kinds[] = {"RSA", "EC", "SM2"};
    for (size_t i = 0; i < BASE_COUNT(kinds); i++) {
        struct rig rig = start();
        struct party ca = party_new(&rig, kinds[i], arena_printf(rig.arena, "CA-%zu", i), NULL);
        struct party one = party_new(&rig, kinds[i], arena_printf(rig.arena, "一-%zu", i), &ca);
        struct party two = party_new(&rig, "EC", arena_printf(rig.arena, "二-%zu", i), NULL);
        const struct sign_bytes *made = sign_make(&one.signer, content, NOW, rig.arena, rig.diags);
        if (CHECK(made != NULL)) {
            const struct sign_by *by = check(&rig, *made, NULL);
            CHECK(by && !by->trusted);
            by = check(&rig, *made, ca.signer.certificate);
            CHECK(by && by->trusted);
            CHECK_STR(by ? by->names : "", arena_printf(rig.arena, "CN=一-%zu", i));
            CHECK_STR(by ? by->issuers : "", arena_printf(rig.arena, "CN=CA-%zu", i));
            CHECK_INT(diags_kept(rig.diags), 0);
            CHECK(!check(&rig, *made, two.signer.certificate));
            expect_said(&rig, &SGN009);
        }
        party_done(&two);
        party_done(&one);
        party_done(&ca);
        finish(&rig);
    }
}

TEST(the_same_key_content_and_moment_give_the_same_bytes)
{
    struct rig rig = start();
    struct party one = party_new(&rig, "RSA", "same", NULL);
    const struct sign_bytes *made[3] = {NULL};
    for (int i = 0; i < 3; i++) {
        made[i] = sign_make(&one.signer, content, NOW + i / 2, rig.arena, rig.diags);
        if (!CHECK(made[i] != NULL))
            return;
    }
    CHECK(made[0]->length == made[1]->length &&
          memcmp(made[0]->bytes, made[1]->bytes, made[0]->length) == 0);
    CHECK(made[0]->length != made[2]->length ||
          memcmp(made[0]->bytes, made[2]->bytes, made[0]->length) != 0);
    party_done(&one);
    finish(&rig);
}

/* Whatever is cut off or changed: told, or (where the change touches nothing that is signed, such as
   the order of a set) of the same signer; never another name. */
TEST(bytes_from_outside)
{
    struct rig rig = start();
    struct party one = party_new(&rig, "EC", "outside", NULL);
    const struct sign_bytes *made = sign_make(&one.signer, content, NOW, rig.arena, rig.diags);
    if (!CHECK(made != NULL))
        return;
    for (size_t length = 0; length < made->length; length++) {
        struct sign_bytes cut = {made->bytes, length};
        CHECK(!check(&rig, cut, one.signer.certificate));
        expect_said(&rig, &SGN007);
    }
    unsigned char *changed = arena_alloc(rig.arena, made->length);
    size_t told = 0;
    for (size_t i = 0; i < made->length; i++) {
        memcpy(changed, made->bytes, made->length);
        changed[i] ^= 1;
        struct sign_bytes bytes = {changed, made->length};
        const struct sign_by *by = check(&rig, bytes, one.signer.certificate);
        CHECK(by ? strcmp(by->names, "CN=outside") == 0 : diags_count(rig.diags, DIAG_ERROR) > 0);
        told += !by;
        diags_free(rig.diags);
        rig.diags = diags_new();
    }
    CHECK(told > made->length * 8 / 10);
    printf("# %zu of %zu changed bytes are told\n", told, made->length);
    party_done(&one);
    finish(&rig);
}

TEST(other_content_and_no_content)
{
    static const struct sign_bytes others[] = {{"清单\0清单", 12}, {"清单\0清章", 13}, {"", 0}};
    struct rig rig = start();
    struct party one = party_new(&rig, "EC", "content", NULL);
    const struct sign_bytes *made = sign_make(&one.signer, content, NOW, rig.arena, rig.diags);
    for (size_t i = 0; made && i < BASE_COUNT(others); i++) {
        struct sign_claim claim = {others[i], *made, "x", NULL, NOW};
        CHECK(!sign_check(&claim, rig.arena, rig.diags));
        expect_said(&rig, &SGN008);
    }
    made = sign_make(&one.signer, others[2], NOW, rig.arena, rig.diags);
    struct sign_claim empty = {others[2], made ? *made : others[2], "x", NULL, NOW};
    CHECK(sign_check(&empty, rig.arena, rig.diags) != NULL);
    party_done(&one);
    finish(&rig);
}

static void refuses(struct rig *rig, const char *certificate, const char *key, int64_t now,
                    const struct diag_kind *kind)
{
    struct sign_signer signer = {certificate, key};
    CHECK(!sign_make(&signer, content, now, rig->arena, rig->diags));
    expect_said(rig, kind);
}

TEST(what_does_not_sign)
{
    struct rig rig = start();
    struct party one = party_new(&rig, "EC", "one", NULL), two = party_new(&rig, "EC", "two", NULL),
                 other = party_new(&rig, "ED25519", "ed", NULL);
    const char *pem = one.signer.certificate, *key = one.signer.key;
    refuses(&rig, pem, two.signer.key, NOW, &SGN004);
    refuses(&rig, pem, pem, NOW, &SGN001); /* 0644 */
    refuses(&rig, key, key, NOW, &SGN002);
    refuses(&rig, pem, tap_path("not-there"), NOW, &SGN003);
    refuses(&rig, pem, key, NOW + 2 * DAY, &SGN005);
    refuses(&rig, pem, key, NOW - 2 * DAY, &SGN005);
    refuses(&rig, other.signer.certificate, other.signer.key, NOW, &SGN006);
    chmod(pem, 0600);
    refuses(&rig, pem, pem, NOW, &SGN003); /* no key in it */
    chmod(key, 0604);
    refuses(&rig, pem, key, NOW, &SGN001);
    party_done(&one);
    party_done(&two);
    party_done(&other);
    finish(&rig);
}
