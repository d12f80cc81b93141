/* The configuration file, and sending to folders. */
#include "deliver_testing.h"

#include <huibao/deliver_targets.h>

#include <sys/wait.h>
#include <unistd.h>

static const struct deliver_config *config_of(struct rig *rig, const char *text)
{
    put(rig, "huibao.conf", text);
    return deliver_config_read(within(rig, "huibao.conf"), &rig->world, rig->arena, rig->diags);
}

TEST(targets_are_read_in_either_language)
{
    struct rig rig;
    rig_init(&rig, "conf");
    const struct deliver_config *config =
        config_of(&rig, "目标:\n"
                        "  区民政局: {方式: 文件夹, 路径: 报送/区, 可读: 同组}\n"
                        "  street: {method: directory, path: /mnt/street}\n");
    if (CHECK(config && config->targets && config->targets->next)) {
        CHECK_STR(config->targets->name, "区民政局");
        CHECK_STR(config->targets->path, within(&rig, "报送/区"));
        CHECK_INT(config->targets->access, DELIVER_GROUP);
        CHECK_STR(config->targets->next->path, "/mnt/street");
        CHECK_INT(config->targets->next->access, DELIVER_OWNER);
        CHECK(deliver_target_find(config, "street", rig.diags) == config->targets->next);
        CHECK_INT(diags_kept(rig.diags), 0);
        CHECK(!deliver_target_find(config, "区民政", rig.diags));
        CHECK_STR(diags_at(rig.diags, 0)->hint, "是不是“区民政局”？");
        expect_said(&rig, &DLV010);
    }
    config = config_of(&rig, "# 还没有\n");
    CHECK(config && !config->targets);
    CHECK(config && !deliver_target_find(config, "区", rig.diags));
    expect_said(&rig, &DLV010);
    rig_done(&rig);
}

TEST(the_configuration_is_read_strictly)
{
    static const struct {
        const char *text, *code;
    } cases[] = {
        {"目的: {}\n", "YML010"},
        {"目标: {a: {方式: 文件夹, 路径: x, 权限: y}}\n", "YML010"},
        {"目标: {a: {方式: 文件夹, 路径: x}}\ntargets: {}\n", "YML011"},
        {"目标:\n  a: {方式: 文件夹, 路径: x}\n  a: {方式: 文件夹, 路径: y}\n", "YML011"},
        {"目标: {a: {方式: 文件夹}}\n", "YML012"},
        {"目标: {a: {路径: x}}\n", "YML012"},
        {"目标: [a]\n", "YML013"},
        {"目标: {a: x}\n", "YML013"},
        {"目标: {a: {方式: 文件夹, 路径: ''}}\n", "DLV013"},
        {"目标: {a: {方式: 邮件, 路径: x}}\n", "YML014"},
        {"目标: {a: {方式: 文件夹, 路径: x, 可读: 谁}}\n", "YML014"},
    };
    struct rig rig;
    rig_init(&rig, "strict-conf");
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        CHECK(!config_of(&rig, cases[i].text));
        const struct diag *diag = diags_kept(rig.diags) ? diags_at(rig.diags, 0) : NULL;
        CHECK_STR(diag ? diag->kind->code : "", cases[i].code);
        CHECK(diag && diag->place.line >= 1);
        CHECK_INT(diags_kept(rig.diags), 1);
        diags_free(rig.diags);
        rig.diags = diags_new();
    }
    CHECK(!deliver_config_read(within(&rig, "none"), &rig.world, rig.arena, rig.diags));
    CHECK(strstr(diags_at(rig.diags, 0)->hint, "--config") != NULL);
    rig_done(&rig);
}

/* ---- sending ---- */

static struct deliver_target target_of(const char *name)
{
    mkdir(tap_path(name), 0700);
    return (struct deliver_target){.name = "区民政局", .path = tap_path(name)};
}

static enum deliver_outcome send_to(struct rig *rig, const struct deliver_target *target,
                                    const char **ret_place)
{
    struct deliver_receipt receipt = {.status = -1};
    enum deliver_outcome outcome =
        deliver_send(rig->folder, target, NULL, &rig->world, rig->arena, &receipt, rig->diags);
    CHECK_INT(receipt.status, 0);
    CHECK_INT(receipt.state, DELIVER_NO_RECEIPT);
    CHECK((receipt.place != NULL) == (outcome >= DELIVER_SENT));
    *ret_place = receipt.place;
    return outcome;
}

static bool whole(struct rig *rig, const char *folder)
{
    const struct deliver_manifest *manifest = NULL;
    return deliver_verify(folder, &rig->world, rig->arena, &manifest, rig->diags);
}

static size_t entries_in(struct rig *rig, const char *folder)
{
    size_t count = 0;
    file_entries(rig->arena, folder, &count, rig->diags);
    return count;
}

TEST(what_is_sent_twice_is_there_once)
{
    struct rig rig;
    rig_package(&rig, "十月");
    struct deliver_target target = target_of("bureau");
    const char *place = NULL;
    CHECK_INT(send_to(&rig, &target, &place), DELIVER_SENT);
    CHECK_STR(place, tap_path("bureau/十月"));
    CHECK(whole(&rig, place));
    place = NULL;
    rig.folder = arena_printf(rig.arena, "%s/", rig.folder); /* as a shell completes it */
    CHECK_INT(send_to(&rig, &target, &place), DELIVER_THERE);
    CHECK_STR(place, tap_path("bureau/十月"));
    CHECK_INT(entries_in(&rig, target.path), 1);
    CHECK_INT(diags_kept(rig.diags), 0);
    rig_done(&rig);
}

TEST(who_may_read_it_is_the_targets_affair)
{
    static const mode_t files[] = {0600, 0640, 0644}, folders[] = {0700, 0750, 0755};
    struct rig rig;
    rig_package(&rig, "access");
    for (int access = DELIVER_OWNER; access <= DELIVER_ALL; access++) {
        struct deliver_target target = target_of(arena_printf(rig.arena, "read%d", access));
        const char *place = NULL;
        struct stat folder, file;
        target.access = (enum deliver_access)access;
        CHECK_INT(send_to(&rig, &target, &place), DELIVER_SENT);
        if (!CHECK(place && stat(place, &folder) == 0))
            continue;
        CHECK_INT(folder.st_mode & 0777, folders[access]);
        CHECK(stat(arena_printf(rig.arena, "%s/汇报.pdf", place), &file) == 0);
        CHECK_INT(file.st_mode & 0777, files[access]);
    }
    rig_done(&rig);
}

TEST(what_stands_there_is_kept)
{
    struct rig rig;
    rig_package(&rig, "kept");
    struct deliver_target target = target_of("holder");
    const char *place = NULL;
    mkdir(tap_path("holder/kept"), 0700); /* an empty folder is something too */
    CHECK_INT(send_to(&rig, &target, &place), DELIVER_REFUSED);
    expect_said(&rig, &DLV012);
    rmdir(tap_path("holder/kept"));
    CHECK_INT(send_to(&rig, &target, &place), DELIVER_SENT);
    tap_write(tap_path("holder/kept/汇报.pdf"), "abx", 3); /* and then it was spoilt there */
    CHECK_INT(send_to(&rig, &target, &place), DELIVER_REFUSED);
    expect_said(&rig, &DLV012);
    CHECK_STR(file_read(rig.arena, tap_path("holder/kept/汇报.pdf"), 9, NULL, rig.diags), "abx");
    tap_write(tap_path("holder/kept/汇报.pdf"), "abc", 3);
    rig.manifest.report = "other"; /* another package of the same name */
    unlink(within(&rig, DELIVER_MANIFEST));
    CHECK(deliver_seal(rig.folder, &rig.manifest, rig.arena, rig.diags));
    CHECK_INT(send_to(&rig, &target, &place), DELIVER_REFUSED);
    expect_said(&rig, &DLV012);
    CHECK_INT(entries_in(&rig, target.path), 1);
    rig_done(&rig);
}

TEST(what_is_not_whole_is_not_sent)
{
    struct rig rig;
    rig_package(&rig, "spoilt");
    struct deliver_target target = target_of("clean");
    const char *place = NULL;
    put(&rig, "汇报.pdf", "abx");
    CHECK_INT(send_to(&rig, &target, &place), DELIVER_REFUSED);
    expect_said(&rig, &DLV004);
    CHECK(place == NULL);
    CHECK_INT(entries_in(&rig, target.path), 0);
    rig_done(&rig);
}

TEST(a_share_that_is_not_mounted_is_not_made)
{
    struct rig rig;
    rig_package(&rig, "lost");
    struct deliver_target target = {.name = "街道", .path = tap_path("no-mount")};
    const char *place = NULL;
    CHECK_INT(send_to(&rig, &target, &place), DELIVER_LATER);
    CHECK_INT(diags_exit_status(rig.diags), 3);
    expect_said(&rig, &DLV011);
    CHECK(!file_exists(target.path));
    target.path = within(&rig, "汇报.pdf");
    CHECK_INT(send_to(&rig, &target, &place), DELIVER_LATER);
    expect_said(&rig, &DLV011);
    rig_done(&rig);
}

/* Eight processes send the same package at the same moment: one sends, the others find it there. */
TEST(of_many_at_once_one_sends)
{
    enum { PROCESSES = 8, ROUNDS = 20 };
    struct rig rig;
    rig_package(&rig, "race");
    for (int round = 0; round < ROUNDS; round++) {
        struct deliver_target target = target_of(arena_printf(rig.arena, "race%d", round));
        int sent = 0, there = 0, gate[2];
        CHECK(pipe(gate) == 0);
        for (int i = 0; i < PROCESSES; i++) {
            if (fork() != 0)
                continue;
            char byte;
            const char *place = NULL;
            close(gate[1]);
            (void)!read(gate[0], &byte, 1); /* all wait for the gate to open */
            _exit((int)send_to(&rig, &target, &place));
        }
        close(gate[0]);
        close(gate[1]);
        for (int i = 0; i < PROCESSES; i++) {
            int status = 0;
            wait(&status);
            sent += WIFEXITED(status) && WEXITSTATUS(status) == DELIVER_SENT;
            there += WIFEXITED(status) && WEXITSTATUS(status) == DELIVER_THERE;
        }
        CHECK_INT(sent, 1);
        CHECK_INT(there, PROCESSES - 1);
        CHECK_INT(entries_in(&rig, target.path), 1);
        CHECK(whole(&rig, arena_printf(rig.arena, "%s/race", target.path)));
    }
    rig_done(&rig);
}
