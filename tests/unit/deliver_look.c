/* Looking at a target without sending. */
#include "deliver_testing.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "remote.h"

static bool looks_good(struct rig *rig, const struct deliver_target *target,
                       const char **ret_unseen)
{
    return deliver_target_look(target, &rig->world, rig->arena, ret_unseen, rig->diags);
}

TEST(a_folder_is_there_and_is_left_as_it_was)
{
    struct rig rig;
    rig_init(&rig, "look");
    const char *unseen = NULL;
    struct deliver_target target = {
        .name = "局", .method = DELIVER_DIRECTORY, .path = within(&rig, "to")};
    CHECK(!looks_good(&rig, &target, &unseen));
    expect_said(&rig, &DLV011);
    CHECK_INT(access(target.path, F_OK), -1);
    mkdir(target.path, 0700);
    CHECK(looks_good(&rig, &target, &unseen));
    CHECK_INT(rmdir(target.path), 0); /* empty */
    target.path = "/proc";            /* takes nothing, not even from root */
    CHECK(!looks_good(&rig, &target, &unseen));
    CHECK_INT(diags_kept(rig.diags), 1);
    rig_done(&rig);
}

TEST(all_that_is_wrong_with_the_secrets_is_told)
{
    struct rig rig;
    rig_init(&rig, "looks");
    const char *unseen = NULL;
    struct remote remote = {.password = {.what = "口令", .path = within(&rig, "p")},
                            .key = {.what = "私钥", .path = within(&rig, "k")},
                            .ca = within(&rig, "ca")};
    const struct deliver_target target = {.name = "局", .method = DELIVER_PUT, .remote = &remote};
    CHECK(!looks_good(&rig, &target, &unseen));
    CHECK_INT(diags_kept(rig.diags), 3);
    diags_free(rig.diags);
    rig.diags = diags_new();
    put(&rig, "p", "x\n");
    put(&rig, "k", "x\n");
    put(&rig, "ca", "x\n");
    chmod(remote.password.path, 0600);
    chmod(remote.key.path, 0640);
    CHECK(!looks_good(&rig, &target, &unseen));
    expect_said(&rig, &DLV019);
    chmod(remote.key.path, 0600);
    CHECK(looks_good(&rig, &target, &unseen));
    CHECK(!unseen);
    rig_done(&rig);
}

TEST(a_credential_is_seen_by_its_service_only)
{
    struct rig rig;
    rig_init(&rig, "credential");
    const char *unseen = NULL;
    struct remote remote = {.password = {.what = "口令", .credential = "a"},
                            .token = {.what = "令牌", .credential = "b"}};
    const struct deliver_target target = {.name = "局", .method = DELIVER_PUT, .remote = &remote};
    unsetenv("CREDENTIALS_DIRECTORY");
    CHECK(looks_good(&rig, &target, &unseen));
    CHECK_STR(unseen, "a、b");
    setenv("CREDENTIALS_DIRECTORY", rig.folder, 1);
    CHECK(!looks_good(&rig, &target, &unseen));
    CHECK_INT(diags_kept(rig.diags), 2);
    unsetenv("CREDENTIALS_DIRECTORY");
    rig_done(&rig);
}
