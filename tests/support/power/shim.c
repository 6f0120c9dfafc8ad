/*
 * Writes down, in order, everything a program does to the files below POWER_DIR and everything it sends over the
 * network, into POWER_JOURNAL. A test rebuilds from it what a disk would hold if the power had gone at any point.
 * Loaded with LD_PRELOAD. A record: kind (1 byte), length of the path (4), offset (8), length of the data (4), path, data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, TRUNCATE = 2, SYNC = 3, UNLINK = 4, RENAME = 5, CREATE = 6, SENT = 7 };
enum { MOST_FILES = 4096, LONGEST_PATH = 1024 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char paths[MOST_FILES][LONGEST_PATH];
static const char *folder;
static int journal = -1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  folder = getenv("POWER_DIR");
  const char *path = getenv("POWER_JOURNAL");
  if (folder != NULL && path != NULL) journal = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) { return journal >= 0 && path != NULL && strncmp(path, folder, strlen(folder)) == 0; }
static const char *path_of(int fd) { return fd >= 0 && fd < MOST_FILES && paths[fd][0] != 0 ? paths[fd] : NULL; }

static void put(const void *bytes, size_t length) {
  const char *from = bytes;
  while (length > 0) {
    ssize_t done = REAL(write)(journal, from, length);
    if (done <= 0) abort();
    from += done;
    length -= (size_t)done;
  }
}

static void note(uint8_t kind, const char *path, uint64_t offset, const void *data, uint32_t length) {
  uint32_t path_length = (uint32_t)strlen(path);
  pthread_mutex_lock(&lock);
  put(&kind, 1);
  put(&path_length, 4);
  put(&offset, 8);
  put(&length, 4);
  put(path, path_length);
  put(data, length);
  pthread_mutex_unlock(&lock);
}

static int is_socket(int fd) {
  struct stat about;
  return fstat(fd, &about) == 0 && S_ISSOCK(about.st_mode);
}

/* Sent things are noted before they leave: whoever hears of them hears it after the note. */
static void note_sent(int fd, const struct iovec *parts, int count) {
  if (journal < 0 || !is_socket(fd)) return;
  size_t length = 0;
  for (int part = 0; part < count; part += 1) length += parts[part].iov_len;
  char *whole = malloc(length + 1);
  size_t at = 0;
  for (int part = 0; part < count; part += 1) {
    memcpy(whole + at, parts[part].iov_base, parts[part].iov_len);
    at += parts[part].iov_len;
  }
  note(SENT, "", 0, whole, (uint32_t)length);
  free(whole);
}

static int opened(int fd, const char *path, int existed) {
  if (fd < 0 || fd >= MOST_FILES) return fd;
  paths[fd][0] = 0;
  if (!is_ours(path)) return fd;
  strncpy(paths[fd], path, LONGEST_PATH - 1);
  if (!existed) note(CREATE, path, 0, "", 0);
  return fd;
}

#define OPEN(name)                                                             \
  int name(const char *path, int flags, ...) {                                 \
    va_list rest;                                                              \
    va_start(rest, flags);                                                     \
    mode_t mode = va_arg(rest, mode_t);                                        \
    va_end(rest);                                                              \
    int existed = access(path, F_OK) == 0;                                     \
    int fd = REAL(name)(path, flags, mode);                                    \
    if (fd >= 0 && existed && (flags & O_TRUNC) && is_ours(path)) note(TRUNCATE, path, 0, "", 0); \
    return opened(fd, path, existed);                                          \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  if (fd >= 0 && fd < MOST_FILES) paths[fd][0] = 0;
  return REAL(close)(fd);
}

ssize_t write(int fd, const void *data, size_t length) {
  const char *path = path_of(fd);
  if (path == NULL) {
    struct iovec one = {(void *)data, length};
    note_sent(fd, &one, 1);
    return REAL(write)(fd, data, length);
  }
  off_t at = lseek(fd, 0, SEEK_CUR);
  ssize_t done = REAL(write)(fd, data, length);
  if (done > 0) note(WRITE, path, (uint64_t)at, data, (uint32_t)done);
  return done;
}

#define PWRITE(name, off)                                                      \
  ssize_t name(int fd, const void *data, size_t length, off at) {              \
    ssize_t done = REAL(name)(fd, data, length, at);                           \
    const char *path = path_of(fd);                                            \
    if (done > 0 && path != NULL) note(WRITE, path, (uint64_t)at, data, (uint32_t)done); \
    return done;                                                               \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (path_of(fd) != NULL) abort();
  note_sent(fd, parts, count);
  return REAL(writev)(fd, parts, count);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
  note_sent(fd, message->msg_iov, (int)message->msg_iovlen);
  return REAL(sendmsg)(fd, message, flags);
}

#define TRUNC(name, off)                                                       \
  int name(int fd, off length) {                                               \
    int done = REAL(name)(fd, length);                                         \
    const char *path = path_of(fd);                                            \
    if (done == 0 && path != NULL) note(TRUNCATE, path, (uint64_t)length, "", 0); \
    return done;                                                               \
  }
TRUNC(ftruncate, off_t)
TRUNC(ftruncate64, off64_t)

#define FLUSH(name)                                                            \
  int name(int fd) {                                                           \
    int done = REAL(name)(fd);                                                 \
    const char *path = path_of(fd);                                            \
    if (done == 0 && path != NULL) note(SYNC, path, 0, "", 0);                 \
    return done;                                                               \
  }
FLUSH(fsync)
FLUSH(fdatasync)

int unlink(const char *path) {
  int done = REAL(unlink)(path);
  if (done == 0 && is_ours(path)) note(UNLINK, path, 0, "", 0);
  return done;
}

int rename(const char *from, const char *to) {
  int done = REAL(rename)(from, to);
  if (done == 0 && is_ours(to)) note(RENAME, from, 0, to, (uint32_t)strlen(to));
  return done;
}
