// Wraps the default VFS: each call goes through to it unless it is the one that is to fail.
//
// There is one fault at a time, for the files of one folder, so that tests that run beside it in the process notice
// nothing.
#include "fault_vfs.h"

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

typedef struct {
  sqlite3_file base;
  const char *path;
  // The file of the underlying VFS follows.
} fault_file;

static sqlite3_vfs vfs;
static sqlite3_vfs *real_vfs;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[4096];
static int calls;
static int failing_call;
static enum fault_kind kind;

static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)((fault_file *)file + 1); }

// Counts a call and decides whether it fails. A full disk stays full, but lets go of what is deleted or cut off.
static int fails(const char *path, int needs_space) {
  pthread_mutex_lock(&lock);
  int result = 0;
  if (folder[0] != 0 && path != NULL && strncmp(path, folder, strlen(folder)) == 0) {
    calls++;
    if (failing_call > 0 && kind == FAULT_IO_ERROR) result = calls == failing_call;
    if (failing_call > 0 && kind != FAULT_IO_ERROR) result = needs_space && calls >= failing_call;
  }
  pthread_mutex_unlock(&lock);
  return result;
}

static const char *path_of(sqlite3_file *file) { return ((fault_file *)file)->path; }

static int file_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  return real(file)->pMethods->xRead(real(file), bytes, count, offset);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  if (fails(path_of(file), 1)) {
    if (kind == FAULT_IO_ERROR) return SQLITE_IOERR_WRITE;
    if (kind == FAULT_SHORT_WRITE) real(file)->pMethods->xWrite(real(file), bytes, count / 2, offset);
    return SQLITE_FULL;
  }
  return real(file)->pMethods->xWrite(real(file), bytes, count, offset);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  if (fails(path_of(file), 0)) return SQLITE_IOERR_TRUNCATE;
  return real(file)->pMethods->xTruncate(real(file), size);
}

static int file_sync(sqlite3_file *file, int flags) {
  if (fails(path_of(file), 0)) return SQLITE_IOERR_FSYNC;
  return real(file)->pMethods->xSync(real(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}

static int file_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }

static int file_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }

static int file_is_reserved(sqlite3_file *file, int *answer) {
  return real(file)->pMethods->xCheckReservedLock(real(file), answer);
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

static int file_sector_size(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

static int file_characteristics(sqlite3_file *file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int file_map(sqlite3_file *file, int page, int size, int is_write, void volatile **memory) {
  if (is_write && fails(path_of(file), 1)) return SQLITE_IOERR_SHMSIZE;
  return real(file)->pMethods->xShmMap(real(file), page, size, is_write, memory);
}

static int file_shared_lock(sqlite3_file *file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void file_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }

static int file_unmap(sqlite3_file *file, int deletes) { return real(file)->pMethods->xShmUnmap(real(file), deletes); }

static int file_fetch(sqlite3_file *file, sqlite3_int64 offset, int count, void **bytes) {
  return real(file)->pMethods->xFetch(real(file), offset, count, bytes);
}

static int file_unfetch(sqlite3_file *file, sqlite3_int64 offset, void *bytes) {
  return real(file)->pMethods->xUnfetch(real(file), offset, bytes);
}

static const sqlite3_io_methods methods = {
    .iVersion = 3,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_is_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = file_map,
    .xShmLock = file_shared_lock,
    .xShmBarrier = file_barrier,
    .xShmUnmap = file_unmap,
    .xFetch = file_fetch,
    .xUnfetch = file_unfetch,
};

static int vfs_open(sqlite3_vfs *self, const char *path, sqlite3_file *file, int flags, int *flags_out) {
  (void)self;
  file->pMethods = NULL;
  if ((flags & SQLITE_OPEN_CREATE) != 0 && fails(path, 1)) return SQLITE_CANTOPEN;
  const int code = real_vfs->xOpen(real_vfs, path, real(file), flags, flags_out);
  // Without methods of its own, such as those of a read-only WAL, a file is of no use.
  if (code != SQLITE_OK || real(file)->pMethods == NULL) return code;
  ((fault_file *)file)->path = path;
  file->pMethods = &methods;
  return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *self, const char *path, int syncs) {
  (void)self;
  if (fails(path, 0)) return SQLITE_IOERR_DELETE;
  return real_vfs->xDelete(real_vfs, path, syncs);
}

int fault_vfs_register(void) {
  pthread_mutex_lock(&lock);
  int code = SQLITE_OK;
  if (real_vfs == NULL) {
    real_vfs = sqlite3_vfs_find(NULL);
    vfs = *real_vfs;
    vfs.pNext = NULL;
    vfs.zName = "fault";
    vfs.szOsFile = (int)sizeof(fault_file) + real_vfs->szOsFile;
    vfs.xOpen = vfs_open;
    vfs.xDelete = vfs_delete;
    code = sqlite3_vfs_register(&vfs, 1);
  }
  pthread_mutex_unlock(&lock);
  return code;
}

void fault_vfs_begin(const char *path, int call, enum fault_kind how) {
  pthread_mutex_lock(&lock);
  strncpy(folder, path, sizeof folder - 1);
  calls = 0;
  failing_call = call;
  kind = how;
  pthread_mutex_unlock(&lock);
}

int fault_vfs_end(void) {
  pthread_mutex_lock(&lock);
  folder[0] = 0;
  const int counted = calls;
  pthread_mutex_unlock(&lock);
  return counted;
}
