/* Secrets in files: read when they are ours alone, zeroed afterwards. */
#include "deliver_testing.h"

#include <stdlib.h>
#include <unistd.h>

#include "secret.h"

static bool reads(struct rig *rig, const char *text, size_t length, const char *want)
{
    const struct secret_place place = {.what = "口令", .path = within(rig, "secret")};
    struct secret secret = {0};
    unlink(place.path);
    tap_write(place.path, text, length);
    chmod(place.path, 0600);
    if (!secret_read(&place, rig->arena, &secret, rig->diags))
        return false;
    CHECK_STR(secret.text, want);
    CHECK_INT(secret.length, strlen(want));
    secret_done(&secret);
    CHECK(!secret.text && !secret.length);
    return true;
}

TEST(a_secret_is_one_line)
{
    static char longest[16384 + 2];
    struct rig rig;
    rig_init(&rig, "line");
    CHECK(reads(&rig, "a b密", 6, "a b密"));
    CHECK(reads(&rig, "x\n", 2, "x"));
    CHECK(reads(&rig, "x\r\n", 3, "x"));
    memset(longest, 'x', sizeof longest - 1);
    longest[16384] = '\0';
    CHECK(reads(&rig, longest, 16384, longest));
    CHECK_INT(diags_kept(rig.diags), 0);
    static const struct {
        const char *text;
        size_t length;
    } wrong[] = {{"", 0}, {"\n", 1}, {"a\nb", 3}, {"a\n\n", 3}, {"a\0b", 3}, {"\t", 1}};
    for (size_t i = 0; i < BASE_COUNT(wrong); i++) {
        CHECK(!reads(&rig, wrong[i].text, wrong[i].length, ""));
        expect_said(&rig, &DLV020);
    }
    longest[16384] = 'x';
    CHECK(!reads(&rig, longest, 16385, ""));
    expect_said(&rig, &DLV020);
    rig_done(&rig);
}

TEST(nobody_else_may_read_it)
{
    static const mode_t wrong[] = {0640, 0604, 0620, 0602, 0601};
    struct rig rig;
    rig_init(&rig, "mode");
    put(&rig, "s", "x\n");
    const struct secret_place place = {.what = "令牌", .path = within(&rig, "s")};
    struct secret secret = {0};
    for (size_t i = 0; i < BASE_COUNT(wrong); i++) {
        chmod(place.path, wrong[i]);
        CHECK(!secret_read(&place, rig.arena, &secret, rig.diags));
        CHECK(strstr(diags_at(rig.diags, 0)->hint, "chmod 600") != NULL);
        expect_said(&rig, &DLV019);
        CHECK(!secret_file(&place, rig.arena, rig.diags));
        expect_said(&rig, &DLV019);
    }
    chmod(place.path, 0400);
    CHECK(secret_read(&place, rig.arena, &secret, rig.diags));
    secret_done(&secret);
    CHECK_STR(secret_file(&place, rig.arena, rig.diags), place.path);
    rig_done(&rig);
}

TEST(credentials_of_systemd)
{
    struct rig rig;
    rig_init(&rig, "credentials");
    put(&rig, "bureau", "x\n");
    chmod(within(&rig, "bureau"), 0440); /* as systemd leaves it */
    const struct secret_place place = {.what = "令牌", .credential = "bureau"};
    struct secret secret = {0};
    unsetenv("CREDENTIALS_DIRECTORY");
    CHECK(!secret_read(&place, rig.arena, &secret, rig.diags));
    expect_said(&rig, &DLV018);
    setenv("CREDENTIALS_DIRECTORY", rig.folder, 1);
    CHECK(secret_read(&place, rig.arena, &secret, rig.diags));
    CHECK_STR(secret.text, "x");
    secret_done(&secret);
    chmod(within(&rig, "bureau"), 0444);
    CHECK(!secret_read(&place, rig.arena, &secret, rig.diags));
    expect_said(&rig, &DLV019);
    unsetenv("CREDENTIALS_DIRECTORY");
    rig_done(&rig);
}

TEST(what_is_no_file_is_no_secret)
{
    struct rig rig;
    rig_init(&rig, "nofile");
    struct secret_place place = {.what = "口令", .path = within(&rig, "none")};
    struct secret secret = {0};
    CHECK(!secret_read(&place, rig.arena, &secret, rig.diags));
    expect_said(&rig, &DLV018);
    place.path = rig.folder;
    CHECK(!secret_read(&place, rig.arena, &secret, rig.diags));
    expect_said(&rig, &DLV018);
    CHECK(mkfifo(within(&rig, "pipe"), 0600) == 0); /* opening it must not wait for a writer */
    place.path = within(&rig, "pipe");
    CHECK(!secret_read(&place, rig.arena, &secret, rig.diags));
    expect_said(&rig, &DLV018);
    rig_done(&rig);
}
