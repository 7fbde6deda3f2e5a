// A SQLite VFS that lets one call on the files of a test fail, as a failing or full disk does.
#ifndef FAULT_VFS_H
#define FAULT_VFS_H

// How a call fails.
enum fault_kind {
  // The system reports an I/O error, once.
  FAULT_IO_ERROR,
  // The disk is full from this call on: files cannot grow, nor be created.
  FAULT_DISK_FULL,
  // Half of the bytes are written before the disk is full.
  FAULT_SHORT_WRITE,
};

// Registers the VFS as the default one. Files outside the folder of a fault are not touched.
int fault_vfs_register(void);

// Counts the calls on files whose path begins with `folder` that may fail: writes, syncs, truncations, deletions, opening
// a file that is to be created, and growing shared memory. The call with number `call` fails, counted from 1; 0 for none.
void fault_vfs_begin(const char *folder, int call, enum fault_kind kind);

// Ends it; returns the number of calls.
int fault_vfs_end(void);

#endif
