/* Whether a target can be sent to, as far as that shows here: nothing is sent, nobody is asked. */
#include <stdlib.h>

#include <huibao/base.h>

#include "deliver_diags.h"
#include "remote.h"

struct looking {
    const struct deliver_target *target;
    const struct world *world;
    struct arena *arena;
    const char *unseen;
    struct diags *diags;
};

/* As a sending would begin: a folder without a name, and away again. */
static bool look_at_folder(const struct looking *looking)
{
    const struct deliver_target *target = looking->target;
    if (!file_is_directory(target->path)) {
        diag_add(looking->diags, &DLV011, NULL, DIAG_ARGS(target->name, target->path));
        diag_hint(looking->diags, "它要先建好；如果是网络上的共享，看它是不是已经挂上");
        return false;
    }
    struct outdir *folder = outdir_open(target->path, looking->diags);
    outdir_abort(folder);
    return folder != NULL;
}

static bool look_at_secret(struct looking *looking, const struct secret_place *place, bool text)
{
    struct secret secret = {0};
    if (!place->what)
        return true;
    if (place->credential && !getenv("CREDENTIALS_DIRECTORY")) { /* only the service sees it */
        looking->unseen = looking->unseen ? arena_printf(looking->arena, "%s、%s", looking->unseen,
                                                         place->credential)
                                          : place->credential;
        return true;
    }
    if (!text)
        return secret_file(place, looking->arena, looking->diags) != NULL;
    bool good = secret_read(place, looking->arena, &secret, looking->diags);
    if (good)
        secret_done(&secret);
    return good;
}

static bool look_at_file(const struct looking *looking, const char *path)
{
    return !path || file_read(looking->arena, path, looking->world->max_file_bytes, NULL,
                              looking->diags) != NULL;
}

bool deliver_target_look(const struct deliver_target *target, const struct world *world,
                         struct arena *arena, const char **ret_unseen, struct diags *diags)
{
    struct looking looking = {.target = target, .world = world, .arena = arena, .diags = diags};
    const struct remote *remote = target->remote;
    if (!remote)
        return look_at_folder(&looking);
    bool good = look_at_secret(&looking, &remote->password, true);
    good &= look_at_secret(&looking, &remote->token, true);
    good &= look_at_secret(&looking, &remote->key_password, true);
    good &= look_at_secret(&looking, &remote->proxy_password, true);
    good &= look_at_secret(&looking, &remote->key, false);
    good &= look_at_file(&looking, remote->certificate);
    good &= look_at_file(&looking, remote->ca);
    good &= look_at_file(&looking, remote->known_hosts);
    if (good)
        *ret_unseen = looking.unseen;
    return good;
}
