/* Secrets, read where they stand and zeroed after use. */
#include "secret.h"

#include <huibao/base.h>
#include <huibao/yaml.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "deliver_diags.h"
#include "remote.h"

enum { SECRET_BYTES_MAX = 16384 };

static const struct word place_words[] = {
    {"file", "文件", 0, NULL},
    {"credential", "凭据", 1, NULL},
};

void secret_wipe(void *bytes, size_t length)
{
    explicit_bzero(bytes, length);
}

void secret_done(struct secret *secret)
{
    if (secret->text)
        secret_wipe(secret->text, secret->length);
    free(secret->text);
    *secret = (struct secret){0};
}

/* Names of credentials are file names of one folder. */
static bool is_credential(const char *name)
{
    return name[0] && name[0] != '.' && !strchr(name, '/');
}

bool secret_place_read(struct reader *reader, const struct yaml *node, const char *what,
                       struct secret_place *ret_place)
{
    const char *text = schema_text(reader, node);
    size_t first = strcspn(text, " \t");
    const char *rest = text_trim(reader->arena, text + first);
    const struct word *word =
        word_find(place_words, BASE_COUNT(place_words), arena_strndup(reader->arena, text, first));
    bool right = word && rest[0] && (word->id == 0 || is_credential(rest));
    if (!right) { /* the text is not shown: it may be the secret itself */
        struct place place = node->place;
        place.text = NULL;
        diag_add(reader->diags, &DLV017, &place, DIAG_ARGS(what));
        diag_hint(reader->diags, "秘密不写在配置文件里；写成“文件 路径”（文件权限 0600），"
                                 "或“凭据 名称”（systemd 的 LoadCredential）");
        return false;
    }
    *ret_place = (struct secret_place){.what = what};
    if (word->id == 0)
        ret_place->path = config_path_text(reader, rest);
    else
        ret_place->credential = rest;
    return true;
}

static const char *path_of(const struct secret_place *place, struct arena *arena,
                           struct diags *diags)
{
    if (place->path)
        return place->path;
    const char *folder = getenv("CREDENTIALS_DIRECTORY");
    if (folder && folder[0] == '/')
        return arena_printf(arena, "%s/%s", folder, place->credential);
    diag_add(diags, &DLV018, NULL, DIAG_ARGS(place->what, place->credential));
    diag_detail(diags, "CREDENTIALS_DIRECTORY");
    diag_hint(diags, "凭据由 systemd 给服务；手工运行时用“文件 路径”");
    return NULL;
}

/*
 * systemd owns credentials by root and lets its service read them by an access list, whose mask
 * shows as the group's right to read: for those 0440 is private.
 */
static bool is_private(const struct stat *info, bool credential)
{
    mode_t foreign = credential ? 0037 : 0077;
    return (info->st_mode & foreign) == 0 && (info->st_uid == geteuid() || info->st_uid == 0);
}

static int open_private(const struct secret_place *place, const char *path, struct diags *diags)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat info;
    bool opened = file >= 0 && fstat(file, &info) == 0;
    int error = errno;
    if (opened && S_ISREG(info.st_mode) && is_private(&info, place->credential != NULL))
        return file;
    if (!opened || !S_ISREG(info.st_mode)) {
        diag_add(diags, &DLV018, NULL, DIAG_ARGS(place->what, path));
        diag_detail(diags, "%s", opened ? "不是普通文件" : strerror(error));
    } else {
        diag_add(diags, &DLV019, NULL, DIAG_ARGS(path, place->what));
        diag_hint(diags, "它要属于运行 huibao 的用户，别人不能读写：chmod 600 %s", path);
    }
    if (file >= 0)
        close(file);
    return -1;
}

const char *secret_file(const struct secret_place *place, struct arena *arena, struct diags *diags)
{
    const char *path = path_of(place, arena, diags);
    int file = path ? open_private(place, path, diags) : -1;
    if (file < 0)
        return NULL;
    close(file);
    return path;
}

static bool is_one_line(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7F)
            return false;
    return length > 0;
}

bool secret_read(const struct secret_place *place, struct arena *arena, struct secret *ret_secret,
                 struct diags *diags)
{
    const char *path = path_of(place, arena, diags);
    int file = path ? open_private(place, path, diags) : -1;
    if (file < 0)
        return false;
    struct secret secret = {.text = calloc(1, SECRET_BYTES_MAX + 2),
                            .length = SECRET_BYTES_MAX + 1};
    size_t length = 0;
    ssize_t got = 1;
    while (secret.text && got > 0 && length < secret.length) {
        got = read(file, secret.text + length, secret.length - length);
        length += got > 0 ? (size_t)got : 0;
    }
    close(file);
    bool ends = length > 0 && length <= SECRET_BYTES_MAX;
    if (ends && secret.text[length - 1] == '\n')
        length--;
    if (ends && length > 0 && secret.text[length - 1] == '\r')
        length--;
    if (got >= 0 && ends && is_one_line(secret.text, length)) {
        secret.text[length] = '\0';
        secret.length = length;
        *ret_secret = secret;
        return true;
    }
    secret_done(&secret);
    diag_add(diags, got < 0 ? &DLV018 : &DLV020, NULL, DIAG_ARGS(place->what, path));
    return false;
}
