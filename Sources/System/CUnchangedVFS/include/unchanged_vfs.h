// A SQLite VFS for files that are not expected to change.
#ifndef UNCHANGED_VFS_H
#define UNCHANGED_VFS_H

// The name of the VFS, for the parameter `vfs` of a URI.
#define UNCHANGED_VFS_NAME "unchanged"

// The extended result code of a read after the file has changed: SQLITE_IOERR with a number that SQLite does not use.
static const int UNCHANGED_VFS_CHANGED = 10 | (250 << 8);

// Registers the VFS with SQLite; may be called repeatedly. Returns a SQLite result code.
int unchanged_vfs_register(void);

#endif
