-- Files that an ingest could not read, until they are read or gone: no other table has a trace of them.
CREATE TABLE refused_files (
  path TEXT PRIMARY KEY, reason TEXT NOT NULL, refused_at INTEGER NOT NULL) STRICT;
