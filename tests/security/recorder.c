/* Put before libc by LD_PRELOAD: writes down what a program does to the files below some folders, or lets it
 * fail. Must never keep silent about a way to write that it does not know: it stops the program then.
 *
 * FOCAL_WATCHED: folders, parted by colons. FOCAL_RECORD: the file that is written to; without it nothing is.
 * Whatever goes to standard output is written down too, as what the program acknowledged by then. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096
#define REAL(type, name, ...) static type (*real_##name)(__VA_ARGS__)

REAL(int, open, const char *, int, ...);
REAL(int, close, int);
REAL(ssize_t, write, int, const void *, size_t);
REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
REAL(int, ftruncate, int, off_t);
REAL(int, fsync, int);
REAL(int, rename, const char *, const char *);
REAL(int, unlink, const char *);
REAL(int, mkdir, const char *, mode_t);
REAL(void *, mmap, void *, size_t, int, int, int, off_t);
REAL(ssize_t, sendfile, int, int, off_t *, size_t);
REAL(ssize_t, copy_file_range, int, off_t *, int, off_t *, size_t, unsigned);

struct entry {
    char what;
    uint64_t node, at, length;
} __attribute__((packed));

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char *watched[16];
static char *held[FILES]; /* the path behind each open descriptor below the folders */
static int record = -1;
static long counted, first;
static int fault, forever;

static void stop(const char *why)
{
    dprintf(2, "recorder: %s\n", why);
    abort();
}

__attribute__((constructor)) static void begin(void)
{
    real_open = dlsym(RTLD_NEXT, "open");
    real_close = dlsym(RTLD_NEXT, "close");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_rename = dlsym(RTLD_NEXT, "rename");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_mkdir = dlsym(RTLD_NEXT, "mkdir");
    real_mmap = dlsym(RTLD_NEXT, "mmap");
    real_sendfile = dlsym(RTLD_NEXT, "sendfile");
    real_copy_file_range = dlsym(RTLD_NEXT, "copy_file_range");
    char *folders = getenv("FOCAL_WATCHED"), *file = getenv("FOCAL_RECORD");
    if (!folders || sizeof(off_t) != 8)
        stop("nothing is watched");
    folders = strdup(folders);
    int number = 0;
    for (char *one = strtok(folders, ":"); one && number < 15; one = strtok(NULL, ":"))
        watched[number++] = one;
    if (file && (record = real_open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) < 0)
        stop("the record cannot be written");
}

static void be_ready(void)
{
    if (!real_open) /* a library may write before our turn to begin */
        begin();
}

static int is_watched(const char *path)
{
    be_ready();
    for (int i = 0; path && watched[i]; i++) {
        size_t length = strlen(watched[i]);
        if (!strncmp(path, watched[i], length) && (path[length] == '/' || !path[length]))
            return 1;
    }
    return 0;
}

static int is_held(int file)
{
    be_ready();
    return file >= 0 && file < FILES && held[file];
}

static uint64_t node_of(int file)
{
    struct stat found;
    return fstat(file, &found) ? 0 : found.st_ino;
}

static void put(const void *data, size_t length)
{
    for (const char *at = data; length;) {
        ssize_t done = real_write(record, at, length);
        if (done <= 0)
            stop("the record cannot be written");
        at += done;
        length -= done;
    }
}

static void tell(char what, uint64_t node, uint64_t at, const void *data, size_t length)
{
    struct entry one = {what, node, at, length};
    if (record < 0)
        return;
    pthread_mutex_lock(&turn);
    put(&one, sizeof one);
    put(data, length);
    pthread_mutex_unlock(&turn);
}

static void tell_name(char what, const char *path)
{
    tell(what, 0, 0, path, strlen(path));
}

/* Let the operations from this number on fail, or that one alone; 0 lets none fail. Says how many there were. */
long focal_fail(long at, int error, int is_forever)
{
    long before = counted;
    counted = 0;
    first = at;
    fault = error;
    forever = is_forever;
    return before;
}

static int fails(void)
{
    counted++;
    if (!first || counted < first || (counted > first && !forever))
        return 0;
    errno = fault;
    return 1;
}

static int open_file(const char *path, int flags, mode_t mode)
{
    if (!is_watched(path))
        return real_open(path, flags, mode);
    int is_new = (flags & O_CREAT) && access(path, F_OK), is_cut = (flags & O_TRUNC) && !is_new;
    if ((is_new || is_cut) && fails())
        return -1;
    int file = real_open(path, flags, mode);
    if (file < 0)
        return file;
    if (file >= FILES)
        stop("too many files are open");
    free(held[file]);
    held[file] = strdup(path);
    if (is_new)
        tell('C', node_of(file), 0, path, strlen(path));
    if (is_cut)
        tell('T', node_of(file), 0, "", 0);
    return file;
}

#define WITH_MODE                                                                                            \
    mode_t mode = 0;                                                                                         \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                                     \
        va_list more;                                                                                        \
        va_start(more, flags);                                                                               \
        mode = va_arg(more, mode_t);                                                                         \
        va_end(more);                                                                                        \
    }

int open(const char *path, int flags, ...)
{
    WITH_MODE
    return open_file(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    WITH_MODE
    return open_file(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    WITH_MODE
    if (folder == AT_FDCWD || path[0] == '/')
        return open_file(path, flags, mode);
    if (is_held(folder) && (flags & (O_WRONLY | O_RDWR)))
        stop("openat");
    int (*real_openat)(int, const char *, int, ...) = dlsym(RTLD_NEXT, "openat");
    return real_openat(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    WITH_MODE
    return openat(folder, path, flags, mode);
}

int close(int file)
{
    if (is_held(file)) {
        free(held[file]);
        held[file] = NULL;
    }
    return real_close(file);
}

static ssize_t write_at(int file, const void *data, size_t length, off_t at, int moves)
{
    if (!is_held(file))
        return moves ? real_write(file, data, length) : real_pwrite(file, data, length, at);
    int is_failing = fails(), error = errno;
    size_t wanted = is_failing ? length / 2 : length; /* a write that fails leaves half of itself */
    ssize_t done = moves ? real_write(file, data, wanted) : real_pwrite(file, data, wanted, at);
    if (done > 0)
        tell('W', node_of(file), at, data, done);
    if (!is_failing)
        return done;
    if (moves)
        lseek(file, at, SEEK_SET);
    errno = error;
    return -1;
}

ssize_t write(int file, const void *data, size_t length)
{
    if (file == 1)
        tell('A', 0, 0, data, length);
    if (!is_held(file))
        return real_write(file, data, length);
    off_t at = fcntl(file, F_GETFL) & O_APPEND ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
    return write_at(file, data, length, at, 1);
}

ssize_t pwrite(int file, const void *data, size_t length, off_t at)
{
    return write_at(file, data, length, at, 0);
}

ssize_t pwrite64(int file, const void *data, size_t length, off_t at)
{
    return write_at(file, data, length, at, 0);
}

int ftruncate(int file, off_t size)
{
    if (!is_held(file))
        return real_ftruncate(file, size);
    if (fails())
        return -1;
    int done = real_ftruncate(file, size);
    if (!done)
        tell('T', node_of(file), size, "", 0);
    return done;
}

int ftruncate64(int file, off_t size)
{
    return ftruncate(file, size);
}

int fsync(int file)
{
    if (!is_held(file))
        return real_fsync(file);
    if (fails())
        return -1;
    int done = real_fsync(file);
    struct stat found;
    if (done || fstat(file, &found))
        return done;
    if (S_ISDIR(found.st_mode))
        tell_name('D', held[file]);
    else
        tell('S', found.st_ino, 0, "", 0);
    return done;
}

int fdatasync(int file)
{
    return fsync(file);
}

int rename(const char *from, const char *to)
{
    if (!is_watched(from) && !is_watched(to))
        return real_rename(from, to);
    if (fails())
        return -1;
    char both[8192];
    int length = snprintf(both, sizeof both, "%s\n%s", from, to);
    int done = real_rename(from, to);
    if (!done)
        tell('R', 0, 0, both, length);
    return done;
}

int unlink(const char *path)
{
    if (!is_watched(path))
        return real_unlink(path);
    if (!access(path, F_OK) && fails())
        return -1;
    int done = real_unlink(path);
    if (!done)
        tell_name('U', path);
    return done;
}

int mkdir(const char *path, mode_t mode)
{
    if (!is_watched(path))
        return real_mkdir(path, mode);
    if (access(path, F_OK) && fails())
        return -1;
    int done = real_mkdir(path, mode);
    if (!done)
        tell_name('M', path);
    return done;
}

/* Ways around write(): who asks for them is told that they do not go here, and takes the plain way. */
ssize_t sendfile(int to, int from, off_t *at, size_t length)
{
    if (!is_held(to))
        return real_sendfile(to, from, at, length);
    errno = EINVAL;
    return -1;
}

ssize_t sendfile64(int to, int from, off_t *at, size_t length)
{
    return sendfile(to, from, at, length);
}

ssize_t copy_file_range(int from, off_t *from_at, int to, off_t *to_at, size_t length, unsigned flags)
{
    if (!is_held(to))
        return real_copy_file_range(from, from_at, to, to_at, length, flags);
    errno = EXDEV;
    return -1;
}

/* The index of a log that is only read: made anew by each reading, whatever a cut leaves of it. */
static int is_index(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && !strcmp(path + length - 4, "-shm");
}

void *mmap(void *where, size_t length, int guard, int flags, int file, off_t at)
{
    if ((flags & MAP_SHARED) && (guard & PROT_WRITE) && is_held(file) && !is_index(held[file]))
        stop("mmap");
    return real_mmap(where, length, guard, flags, file, at);
}

void *mmap64(void *where, size_t length, int guard, int flags, int file, off_t at)
{
    return mmap(where, length, guard, flags, file, at);
}

/* The program writes by none of these; should it begin to, the recorder must learn them first. */
#define UNKNOWN(type, name, is_ours, words, ...)                                                             \
    type name(__VA_ARGS__)                                                                                   \
    {                                                                                                        \
        type (*real)(__VA_ARGS__) = dlsym(RTLD_NEXT, #name);                                                 \
        if (record >= 0 && (is_ours))                                                                        \
            stop(#name);                                                                                     \
        return real words;                                                                                   \
    }

UNKNOWN(ssize_t, writev, is_held(file), (file, parts, count), int file, const struct iovec *parts, int count)
UNKNOWN(ssize_t, pwritev, is_held(file), (file, parts, count, at), int file, const struct iovec *parts,
        int count, off_t at)
UNKNOWN(ssize_t, pwritev64, is_held(file), (file, parts, count, at), int file, const struct iovec *parts,
        int count, off_t at)
UNKNOWN(int, fallocate, is_held(file), (file, mode, at, length), int file, int mode, off_t at, off_t length)
UNKNOWN(int, posix_fallocate, is_held(file), (file, at, length), int file, off_t at, off_t length)
UNKNOWN(int, posix_fallocate64, is_held(file), (file, at, length), int file, off_t at, off_t length)
UNKNOWN(int, link, is_watched(to), (from, to), const char *from, const char *to)
UNKNOWN(int, symlink, is_watched(to), (from, to), const char *from, const char *to)
UNKNOWN(int, truncate, is_watched(path), (path, size), const char *path, off_t size)
UNKNOWN(int, truncate64, is_watched(path), (path, size), const char *path, off_t size)
UNKNOWN(int, rmdir, is_watched(path), (path), const char *path)
UNKNOWN(int, renameat, is_watched(from) || is_watched(to), (there, from, here, to), int there,
        const char *from, int here, const char *to)
UNKNOWN(int, unlinkat, is_watched(path) || is_held(folder), (folder, path, flags), int folder,
        const char *path, int flags)
UNKNOWN(int, mkdirat, is_watched(path) || is_held(folder), (folder, path, mode), int folder,
        const char *path, mode_t mode)
UNKNOWN(int, creat, is_watched(path), (path, mode), const char *path, mode_t mode)
UNKNOWN(int, dup, is_held(file), (file), int file)
