/* Addresses, answers as one line, and servers that are not there or say nothing. */
#include "deliver_testing.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "remote.h"
#include "wire.h"

TEST(names_are_encoded_in_addresses)
{
    struct rig rig;
    rig_init(&rig, "wire-url");
    const struct remote remote = {.url = "https://b.example/a"};
    const struct deliver_target target = {.name = "局", .method = DELIVER_PUT, .remote = &remote};
    struct wire *wire = wire_open(&target, "key", rig.arena, rig.diags);
    if (CHECK(wire != NULL)) {
        CHECK_STR(wire_url(wire, remote.url, "汇 报?#%.pdf"),
                  "https://b.example/a/%E6%B1%87%20%E6%8A%A5%3F%23%25.pdf");
    }
    wire_close(wire);
    rig_done(&rig);
}

TEST(an_answer_is_shown_on_one_line)
{
    struct rig rig;
    rig_init(&rig, "wire-line");
    CHECK_STR(wire_line(rig.arena, "", 0), "");
    CHECK_STR(wire_line(rig.arena, " a\r\n\x1B[31m红\xFF\x00z ", 15), "a [31m红 z");
    struct buf text = {0};
    for (int i = 0; i < 301; i++)
        buf_puts(&text, "字");
    const char *line = wire_line(rig.arena, text.data, text.length);
    CHECK_INT(strlen(line), 301 * 3); /* 300 and the mark that some is missing */
    CHECK_STR(line + 900, "…");
    CHECK_STR(wire_line(rig.arena, text.data, 900), arena_strndup(rig.arena, text.data, 900));
    buf_done(&text);
    rig_done(&rig);
}

static enum deliver_outcome send_to_port(struct rig *rig, int port)
{
    struct remote remote = {.url = arena_printf(rig->arena, "https://127.0.0.1:%d", port),
                            .connect_seconds = 1,
                            .stall_seconds = 1,
                            .max_seconds = 5};
    const struct deliver_target target = {.name = "局", .method = DELIVER_PUT, .remote = &remote};
    struct deliver_receipt receipt = {.status = -1};
    enum deliver_outcome outcome =
        deliver_send(rig->folder, &target, NULL, &rig->world, rig->arena, &receipt, rig->diags);
    CHECK_INT(receipt.status, 0);
    CHECK(!receipt.place);
    return outcome;
}

TEST(no_server_and_a_silent_one_are_later)
{
    struct rig rig;
    rig_package(&rig, "silent");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(bind(listener, (struct sockaddr *)&address, sizeof address) == 0);
    CHECK(getsockname(listener, (struct sockaddr *)&address, &length) == 0);
    CHECK_INT(send_to_port(&rig, ntohs(address.sin_port)), DELIVER_LATER); /* nobody listens yet */
    CHECK(strstr(diags_at(rig.diags, 0)->message, "连接不上") != NULL);
    expect_said(&rig, &DLV023);
    CHECK(listen(listener, 1) == 0);
    CHECK_INT(send_to_port(&rig, ntohs(address.sin_port)), DELIVER_LATER);
    CHECK(strstr(diags_at(rig.diags, 0)->message, "等得太久") != NULL);
    expect_said(&rig, &DLV023);
    close(listener);
    rig_done(&rig);
}

TEST(paths_in_commands_are_quoted)
{
    struct rig rig;
    rig_init(&rig, "wire-quoted");
    const struct remote remote = {.url = "sftp://b.example/a"};
    const struct deliver_target target = {.name = "局", .method = DELIVER_SFTP, .remote = &remote};
    struct wire *wire = wire_open(&target, "key", rig.arena, rig.diags);
    if (CHECK(wire != NULL)) {
        CHECK_STR(wire_quoted(wire, "sftp://b.example/a%20%22b%5C/%E6%B1%87"),
                  "\"/a \\\"b\\\\/汇\"");
        CHECK_STR(wire_quoted(wire, "sftp://b.example/~/a"), "\"a\"");
        CHECK_STR(wire_quoted(wire, "sftp://b.example/"), "\"/\"");
    }
    wire_close(wire);
    rig_done(&rig);
}
