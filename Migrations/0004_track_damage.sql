-- Damaged files, conflicting events, and when a file is read again.

-- Of the file: its entry's time of change in nanoseconds, by which an unchanged file is known unread; digests of
-- stretches of it and of its content, by which a damaged copy is recognized; 1 if it was cut off and 2 if it is damaged
-- within; how many of its stops cannot be trusted for that; the file that made good for it.
ALTER TABLE exports ADD COLUMN changed_at INTEGER;
ALTER TABLE exports ADD COLUMN fingerprint BLOB;
ALTER TABLE exports ADD COLUMN content_fingerprint BLOB;
ALTER TABLE exports ADD COLUMN content_size INTEGER;
ALTER TABLE exports ADD COLUMN damage INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exports ADD COLUMN unverified INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exports ADD COLUMN resolved_by INTEGER REFERENCES exports (id);

-- Of its records: stops that contradict another of the same task and version; the log times of the first and last stop;
-- the log time of the last stop that was left out as expired.
ALTER TABLE exports ADD COLUMN conflicting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exports ADD COLUMN first_logged_at INTEGER;
ALTER TABLE exports ADD COLUMN last_logged_at INTEGER;
ALTER TABLE exports ADD COLUMN expired_until INTEGER;

CREATE INDEX exports_unresolved ON exports (id) WHERE damage > 0 AND resolved_by IS NULL;

UPDATE exports SET damage = 2 WHERE warning IS NOT NULL;
-- Nobody knows how late the last of them was: such files are read again.
UPDATE exports SET expired_until = 9223372036854775807 WHERE expired > 0;

-- Tasks whose event came out of a damaged or cut gzip member, until an intact file confirms them.
CREATE TABLE provisional (
  task INTEGER PRIMARY KEY REFERENCES tasks (id),
  export_id INTEGER NOT NULL REFERENCES exports (id),
  line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL
) STRICT;
CREATE INDEX provisional_export ON provisional (export_id);

-- Superseded events are distinguished by what they say, too: value_hash is a digest of the JSON value, 0 before this step.
CREATE TABLE superseded_by_value (
  id INTEGER PRIMARY KEY,
  task_prefix_id INTEGER NOT NULL REFERENCES arn_prefixes (id),
  task_id ANY NOT NULL,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  value_hash INTEGER NOT NULL,
  logged_at INTEGER NOT NULL,
  log_stream_id INTEGER REFERENCES log_streams (id),
  message TEXT NOT NULL,
  UNIQUE (task_id, task_prefix_id, version, updated_at, value_hash)
) STRICT;
INSERT INTO superseded_by_value
SELECT id, task_prefix_id, task_id, version, updated_at, 0, logged_at, log_stream_id, message FROM superseded;
DROP TABLE superseded;
ALTER TABLE superseded_by_value RENAME TO superseded;
