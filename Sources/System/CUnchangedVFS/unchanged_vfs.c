// A VFS that reads a database file in the state in which it was opened, or fails.
//
// A reader that may not write beside an archive cannot take part in SQLite's WAL protocol, and does not notice when a
// writer begins. Opened as immutable, SQLite would then mix old and new pages. This VFS compares the file's size and
// modification time after each read with those from when it was opened: the kernel changes the time before the bytes,
// so a page that passes the check is unchanged. Files are not mapped, because a mapped page changes unnoticed.
#include "unchanged_vfs.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  sqlite3_file base;
  const char *path;
  struct stat opened;
  // The file of the underlying VFS follows.
} unchanged_file;

static sqlite3_vfs vfs;
static sqlite3_vfs *real_vfs;

static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)((unchanged_file *)file + 1); }

static int is_unchanged(const unchanged_file *file) {
  struct stat now;
  const struct stat *then = &file->opened;
  return stat(file->path, &now) == 0 && now.st_dev == then->st_dev && now.st_ino == then->st_ino &&
         now.st_size == then->st_size && now.st_mtim.tv_sec == then->st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == then->st_mtim.tv_nsec;
}

static int file_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  const int code = real(file)->pMethods->xRead(real(file), bytes, count, offset);
  return is_unchanged((unchanged_file *)file) ? code : UNCHANGED_VFS_CHANGED;
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  (void)file, (void)bytes, (void)count, (void)offset;
  return SQLITE_READONLY;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  (void)file, (void)size;
  return SQLITE_READONLY;
}

static int file_sync(sqlite3_file *file, int flags) {
  (void)file, (void)flags;
  return SQLITE_OK;
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
  return real(file)->pMethods->xDeviceCharacteristics(real(file)) | SQLITE_IOCAP_IMMUTABLE;
}

// Version 1: neither shared memory nor mapping.
static const sqlite3_io_methods methods = {
    .iVersion = 1,
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
};

// Anything but a main database, such as a temporary file, is opened as usual.
static int vfs_open(sqlite3_vfs *self, const char *path, sqlite3_file *file, int flags, int *flags_out) {
  (void)self;
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return real_vfs->xOpen(real_vfs, path, file, flags, flags_out);
  unchanged_file *opened = (unchanged_file *)file;
  file->pMethods = NULL;
  const int code = real_vfs->xOpen(real_vfs, path, real(file), flags, flags_out);
  if (code != SQLITE_OK) return code;
  opened->path = path;
  if (stat(path, &opened->opened) != 0) {
    file_close(file);
    return SQLITE_CANTOPEN;
  }
  file->pMethods = &methods;
  return SQLITE_OK;
}

int unchanged_vfs_register(void) {
  if (sqlite3_vfs_find(UNCHANGED_VFS_NAME) != NULL) return SQLITE_OK;
  real_vfs = sqlite3_vfs_find("unix");
  if (real_vfs == NULL) return SQLITE_ERROR;
  vfs = *real_vfs;
  vfs.pNext = NULL;
  vfs.zName = UNCHANGED_VFS_NAME;
  vfs.szOsFile = (int)sizeof(unchanged_file) + real_vfs->szOsFile;
  vfs.xOpen = vfs_open;
  return sqlite3_vfs_register(&vfs, 0);
}
