-- What each file held, hour by hour, for each account, region and log group: the evidence for `report coverage`.
--
-- A row without `export_id` counts stops of which the file is not known: those of files that were read before this table
-- existed, which the last statement of this step derives from the tasks.
CREATE TABLE export_hours (
  export_id INTEGER REFERENCES exports (id),
  hour INTEGER NOT NULL,
  account_id INTEGER REFERENCES words (id),
  region_id INTEGER REFERENCES words (id),
  log_group_id INTEGER REFERENCES log_groups (id),
  detail_type TEXT,
  last_status TEXT,
  stored INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  superseded INTEGER NOT NULL,
  conflicting INTEGER NOT NULL,
  filtered INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;
CREATE INDEX export_hours_export ON export_hours (export_id, hour);

INSERT INTO export_hours (
  export_id, hour, account_id, region_id, log_group_id, stored, duplicates, superseded, conflicting, filtered, skipped,
  rejected, first_at, last_at)
SELECT NULL, floor(logged_at / 3600000.0), account_id, region_id, NULL, count(*), 0, 0, 0, 0, 0, 0, min(logged_at), max(logged_at)
FROM tasks GROUP BY 2, 3, 4;

-- What a retry of a reject needs, and what became of it. `resolution` is NULL as long as the record is missing.
ALTER TABLE rejects ADD COLUMN logged_at INTEGER;
ALTER TABLE rejects ADD COLUMN log_stream_id INTEGER REFERENCES log_streams (id);
ALTER TABLE rejects ADD COLUMN log_group_id INTEGER REFERENCES log_groups (id);
ALTER TABLE rejects ADD COLUMN resolution TEXT;
ALTER TABLE rejects ADD COLUMN resolved_at INTEGER;
CREATE INDEX rejects_export ON rejects (export_id);
CREATE INDEX rejects_unresolved ON rejects (id) WHERE resolution IS NULL;

-- Files that are resolved already need no records of theirs.
UPDATE rejects SET resolution = 'recovered'
WHERE export_id IN (SELECT id FROM exports WHERE resolved_by IS NOT NULL);
