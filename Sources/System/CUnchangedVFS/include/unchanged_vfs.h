// An SQLite VFS for files that nobody is expected to write to.
#ifndef UNCHANGED_VFS_H
#define UNCHANGED_VFS_H

// The name of the VFS, for the parameter `vfs` of a URI.
#define UNCHANGED_VFS_NAME "unchanged"

// The extended result code of a read after the file has changed: SQLITE_IOERR with a number that SQLite does not use.
static const int UNCHANGED_VFS_CHANGED = 10 | (250 << 8);

// Makes the VFS known to SQLite; may be called again. Returns an SQLite result code.
int unchanged_vfs_register(void);

#endif
