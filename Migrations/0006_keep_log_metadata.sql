-- What CloudWatch Logs knows of a record, where the file says it: the log group and when the record was received. And the
-- XXH3-64 of the message, by which a check proves that rows still give the message back; NULL in rows from before.
CREATE TABLE log_groups (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
CREATE INDEX log_groups_hash ON log_groups (hash);
ALTER TABLE tasks ADD COLUMN log_group_id INTEGER REFERENCES log_groups (id);
ALTER TABLE tasks ADD COLUMN ingestion_time INTEGER;
ALTER TABLE tasks ADD COLUMN message_hash INTEGER;
ALTER TABLE superseded ADD COLUMN log_group_id INTEGER REFERENCES log_groups (id);
ALTER TABLE superseded ADD COLUMN ingestion_time INTEGER;
