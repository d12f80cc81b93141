#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base_diags.h"
#include "file.h"
#include "memory.h"

/* The reasons users meet, in their language; NULL: another one. */
static const char *reason(int error)
{
    static const struct {
        int error;
        const char *text;
    } reasons[] = {
        {ENOENT, "没有这个文件或文件夹"},
        {EACCES, "没有权限"},
        {EPERM, "没有权限"},
        {ENOSPC, "磁盘已满"},
        {EDQUOT, "磁盘配额已满"},
        {EROFS, "磁盘是只读的"},
        {ENOTDIR, "路径中有一段不是文件夹"},
        {EISDIR, "它是文件夹"},
        {EEXIST, "同名文件已存在"},
        {ENAMETOOLONG, "文件名太长"},
        {EIO, "磁盘读写错误"},
        {EMFILE, "打开的文件太多"},
        {EFBIG, "文件超过大小限制"},
        {ETXTBSY, "文件正被使用"},
        {ELOOP, "符号链接绕成了圈"},
    };
    for (size_t i = 0; i < BASE_COUNT(reasons); i++)
        if (reasons[i].error == error)
            return reasons[i].text;
    return NULL;
}

enum { NAMES_LOOKED_AT = 1000 };

/* The file in the same folder that was probably meant: 纠纷.csv for 纠分.csv. */
static bool hint_neighbour(struct diags *diags, const char *path)
{
    struct arena *arena = arena_new();
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *folder = slash == path ? "/"
                         : slash       ? arena_strndup(arena, path, (size_t)(slash - path))
                                       : ".";
    DIR *handle = opendir(folder);
    const char **names = arena_array(arena, NAMES_LOOKED_AT, sizeof *names);
    size_t count = 0;
    for (struct dirent *entry; handle && count < NAMES_LOOKED_AT && (entry = readdir(handle));)
        if (entry->d_name[0] != '.')
            names[count++] = arena_strdup(arena, entry->d_name);
    if (handle)
        closedir(handle);
    const char *nearest = text_nearest(name, names, count);
    if (nearest)
        diag_hint(diags, "是不是“%.*s%s”？", (int)(name - path), path, nearest);
    arena_free(arena);
    return nearest != NULL;
}

static void hint_failed(struct diags *diags, const struct diag_kind *kind, const char *path,
                        int error)
{
    bool reading = kind == &BAS001;
    if (error == ENOENT && reading && !hint_neighbour(diags, path))
        diag_hint(diags, "请核对文件名和它所在的文件夹");
    else if (error == ENOENT && kind == &BAS006)
        diag_hint(diags, "请先建好它所在的文件夹");
    else if (error == EACCES || error == EPERM)
        diag_hint(diags, reading ? "请让有权限的人放开它，或拷贝一份出来"
                                 : "请换一个可以写的位置，或让有权限的人放开它");
    else if (error == ENOSPC || error == EDQUOT)
        diag_hint(diags, "请清理磁盘，或换一个位置");
    else if (error == EROFS)
        diag_hint(diags, "请换一个可以写的位置");
    else if (error == EISDIR)
        diag_hint(diags, "请写出文件夹里某个文件的名字");
    else if (error == ENOTDIR)
        diag_hint(diags, "请核对路径");
}

void base_file_failed(struct diags *diags, const struct diag_kind *kind, const char *path,
                      int error)
{
    const char *known = reason(error);
    diag_add(diags, kind, NULL, DIAG_ARGS(path, known ? known : "系统报告了错误"));
    if (!known)
        diag_detail(diags, "%s", strerror(error));
    hint_failed(diags, kind, path, error);
}

int file_open_input(const char *path, struct diags *diags)
{
    /* Not blocking: opening a named pipe must not wait for a writer before it is refused. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0) {
        base_file_failed(diags, &BAS001, path, errno);
    } else if (S_ISDIR(status.st_mode)) {
        diag_add(diags, &BAS002, NULL, DIAG_ARGS(path));
        diag_hint(diags, "请写出文件夹里某个文件的名字");
    } else if (!S_ISREG(status.st_mode)) {
        diag_add(diags, &BAS003, NULL, DIAG_ARGS(path));
        diag_hint(diags, "请先把内容存成文件");
    } else {
        return fd;
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

bool file_each_block(const char *path, void (*fn)(void *context, const void *bytes, size_t length),
                     void *context, struct diags *diags)
{
    int fd = file_open_input(path, diags);
    if (fd < 0)
        return false;
    char block[65536];
    ssize_t got = 1;
    while (got > 0 || (got < 0 && errno == EINTR)) {
        got = read(fd, block, sizeof block);
        if (got > 0)
            fn(context, block, (size_t)got);
    }
    if (got < 0)
        base_file_failed(diags, &BAS005, path, errno);
    close(fd);
    return got == 0;
}

static bool read_all(int fd, size_t limit, struct buf *out, bool *ret_too_long)
{
    char block[65536];
    *ret_too_long = false;
    for (;;) {
        ssize_t got = read(fd, block, sizeof block);
        if (got == 0)
            return true;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        *ret_too_long = out->length + (size_t)got > limit;
        if (*ret_too_long)
            return false;
        buf_append(out, block, (size_t)got);
    }
}

char *file_read(struct arena *arena, const char *path, size_t limit, size_t *ret_length,
                struct diags *diags)
{
    int fd = file_open_input(path, diags);
    if (fd < 0)
        return NULL;
    struct stat status;
    struct buf content = {0};
    bool too_long = fstat(fd, &status) == 0 && (uint64_t)status.st_size > limit;
    char *text = NULL;
    if (!too_long && read_all(fd, limit, &content, &too_long)) {
        text = buf_copy(&content, arena);
        if (ret_length)
            *ret_length = content.length;
    } else if (too_long) {
        const char *size = arena_printf(arena, "%lld", (long long)status.st_size);
        const char *most = arena_printf(arena, "%zu", limit);
        diag_add(diags, &BAS004, NULL, DIAG_ARGS(path, size, most));
        diag_hint(diags, "这类文件一般只有几万字节，请确认没有选错文件");
    } else {
        base_file_failed(diags, &BAS005, path, errno);
    }
    buf_done(&content);
    close(fd);
    return text;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

bool file_is_regular(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISREG(status.st_mode);
}

bool file_is_directory(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_is_taken(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

bool file_make_dirs(const char *path, struct diags *diags)
{
    struct arena *arena = arena_new();
    char *partial = arena_strdup(arena, path);
    bool made = true;
    for (char *p = partial + 1; made; p++) {
        if (*p != '/' && *p != '\0')
            continue;
        char ending = *p;
        *p = '\0';
        struct stat status;
        made = mkdir(partial, 0777) == 0 ||
               (errno == EEXIST && stat(partial, &status) == 0 && S_ISDIR(status.st_mode));
        int error = made ? 0 : errno == EEXIST ? ENOTDIR : errno;
        if (!made)
            base_file_failed(diags, &BAS008, path, error);
        *p = ending;
        if (ending == '\0')
            break;
    }
    arena_free(arena);
    return made;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ends_with(const char *text, const char *suffix)
{
    size_t length = strlen(text), tail = strlen(suffix);
    return length > tail && strcmp(text + length - tail, suffix) == 0;
}

static const char *const *list(struct arena *arena, const char *directory, const char *suffix,
                               size_t *ret_count, struct diags *diags)
{
    DIR *handle = opendir(directory);
    if (!handle) {
        base_file_failed(diags, &BAS009, directory, errno);
        return NULL;
    }
    const char **names = arena_array(arena, 1, sizeof *names);
    size_t count = 0, capacity = 1;
    for (struct dirent *entry = readdir(handle); entry; entry = readdir(handle)) {
        const char *name = entry->d_name;
        bool wanted = suffix ? name[0] != '.' && ends_with(name, suffix)
                             : strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
        if (!wanted)
            continue;
        /* One more than needed, so that the array always has room for its closing NULL. */
        names = arena_grow(arena, names, count + 1, &capacity, sizeof *names);
        names[count++] = arena_strdup(arena, name);
    }
    closedir(handle);
    qsort(names, count, sizeof *names, compare_names);
    *ret_count = count;
    return names;
}

const char *const *file_list(struct arena *arena, const char *directory, const char *suffix,
                             size_t *ret_count, struct diags *diags)
{
    return list(arena, directory, suffix, ret_count, diags);
}

const char *const *file_entries(struct arena *arena, const char *directory, size_t *ret_count,
                                struct diags *diags)
{
    return list(arena, directory, NULL, ret_count, diags);
}

/* ---- output files ---- */

struct outfile {
    struct arena *arena;
    const char *path;
    const char *temp;
    int fd;
    int error; /* the first failure */
};

struct outfile *outfile_open(const char *path, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct outfile *file = arena_alloc(arena, sizeof *file);
    const char *slash = strrchr(path, '/');
    int directory = slash ? (int)(slash - path) + 1 : 0;
    char *temp = arena_printf(arena, "%.*s.huibao-XXXXXX", directory, path);
    struct stat status;
    *file = (struct outfile){.arena = arena, .path = arena_strdup(arena, path), .temp = temp};
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        base_file_failed(diags, &BAS006, path, EISDIR);
        arena_free(arena);
        return NULL;
    }
    file->fd = mkostemp(temp, O_CLOEXEC); /* 0600 */
    if (file->fd < 0) {
        base_file_failed(diags, &BAS006, path, errno);
        arena_free(arena);
        return NULL;
    }
    return file;
}

const char *outfile_temp(const struct outfile *file)
{
    return file->temp;
}

bool outfile_write(struct outfile *file, const void *bytes, size_t length)
{
    const char *from = bytes;
    while (length > 0 && !file->error) {
        ssize_t written = write(file->fd, from, length);
        if (written < 0 && errno != EINTR)
            file->error = errno;
        if (written <= 0)
            continue;
        from += written;
        length -= (size_t)written;
    }
    return !file->error;
}

bool base_sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    /* Some file systems cannot sync a folder and say EINVAL: nothing more can be done there. */
    bool synced = fsync(fd) == 0 || errno == EINVAL;
    close(fd);
    return synced;
}

/* A rename is only safe on disk when the folder itself has been written out. */
static bool sync_parent(struct outfile *file)
{
    const char *slash = strrchr(file->path, '/');
    return base_sync_folder(
        slash ? arena_strndup(file->arena, file->path, (size_t)(slash - file->path) + 1) : ".");
}

bool outfile_commit(struct outfile *file, struct diags *diags)
{
    if (!file->error && fsync(file->fd) != 0 && errno != EINVAL)
        file->error = errno;
    if (close(file->fd) != 0 && !file->error)
        file->error = errno;
    if (!file->error && rename(file->temp, file->path) != 0)
        file->error = errno;
    if (file->error)
        unlink(file->temp);
    else if (!sync_parent(file))
        file->error = errno;
    bool done = !file->error;
    if (!done)
        base_file_failed(diags, &BAS007, file->path, file->error);
    arena_free(file->arena);
    return done;
}

void outfile_abort(struct outfile *file)
{
    if (!file)
        return;
    close(file->fd);
    unlink(file->temp);
    arena_free(file->arena);
}
