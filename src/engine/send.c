/* Sending packages to the targets of the configuration file. */
#include "engine_state.h"

#include "log.h"

#include <huibao/deliver.h>
#include <huibao/deliver_targets.h>
#include <huibao/engine_send.h>

const struct deliver_config *engine_config(struct engine *engine, struct diags *diags)
{
    if (!engine->config_read)
        engine->config =
            deliver_config_read(engine->world.config, &engine->world, engine->arena, diags);
    engine->config_read = true;
    return engine->config;
}

static const struct deliver_target *find_target(struct engine *engine, const char *name,
                                                struct diags *diags)
{
    const struct deliver_config *config = engine_config(engine, diags);
    return config ? deliver_target_find(config, name, diags) : NULL;
}

bool engine_has_target(struct engine *engine, const char *target, struct diags *diags)
{
    return find_target(engine, target, diags) != NULL;
}

/* What is no package is not sent, which deliver_send tells. */
static void begin(struct engine *engine, struct log_sending *sending, struct arena *arena,
                  struct diags *diags)
{
    struct diags *unsaid = diags_new();
    sending->manifest = deliver_manifest_read(sending->package, &engine->world, arena, unsaid);
    diags_free(unsaid);
    log_sending_begins(engine, sending, diags);
}

bool engine_send(struct engine *engine, const char *package, const char *target,
                 struct arena *arena, struct engine_receipt *ret_receipt, struct diags *diags)
{
    static const enum engine_sent outcomes[] = {[DELIVER_REFUSED] = ENGINE_SENT_REFUSED,
                                                [DELIVER_LATER] = ENGINE_SENT_LATER,
                                                [DELIVER_SENT] = ENGINE_SENT,
                                                [DELIVER_THERE] = ENGINE_SENT_THERE};
    static const char *const states[] = {[DELIVER_NO_RECEIPT] = NULL,
                                         [DELIVER_ACCEPTED] = "已接收",
                                         [DELIVER_NOT_ACCEPTED] = "已退回",
                                         [DELIVER_WAITING] = "待处理"};
    const struct deliver_target *found = find_target(engine, target, diags);
    struct deliver_receipt receipt = {0};
    struct log_sending sending = {.package = package, .target = target};
    if (found)
        begin(engine, &sending, arena, diags);
    enum deliver_outcome outcome =
        found ? deliver_send(package, found, NULL, &engine->world, arena, &receipt, diags)
              : DELIVER_REFUSED;
    *ret_receipt = (struct engine_receipt){.outcome = outcomes[outcome],
                                           .place = receipt.place,
                                           .number = receipt.number,
                                           .words = receipt.words,
                                           .state = states[receipt.state],
                                           .status = receipt.status,
                                           .retry_after = receipt.retry_after};
    log_sending_ended(engine, &sending, ret_receipt, diags);
    return outcome == DELIVER_SENT || outcome == DELIVER_THERE;
}
