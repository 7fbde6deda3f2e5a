-- Each foreign key names the column that it refers to, for programs that follow foreign keys. Rows stay as they are: only
-- the text of the schema changes, as SQLite's documentation of ALTER TABLE describes for such changes.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES arn_prefixes,', 'REFERENCES arn_prefixes (id),'),
  'REFERENCES arn_prefixes' || char(10), 'REFERENCES arn_prefixes (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES log_streams,', 'REFERENCES log_streams (id),'),
  'REFERENCES log_streams' || char(10), 'REFERENCES log_streams (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES shapes,', 'REFERENCES shapes (id),'),
  'REFERENCES shapes' || char(10), 'REFERENCES shapes (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES verdicts,', 'REFERENCES verdicts (id),'),
  'REFERENCES verdicts' || char(10), 'REFERENCES verdicts (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES reason_patterns,', 'REFERENCES reason_patterns (id),'),
  'REFERENCES reason_patterns' || char(10), 'REFERENCES reason_patterns (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES words,', 'REFERENCES words (id),'),
  'REFERENCES words' || char(10), 'REFERENCES words (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES clusters,', 'REFERENCES clusters (id),'),
  'REFERENCES clusters' || char(10), 'REFERENCES clusters (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES task_definitions,', 'REFERENCES task_definitions (id),'),
  'REFERENCES task_definitions' || char(10), 'REFERENCES task_definitions (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES task_groups,', 'REFERENCES task_groups (id),'),
  'REFERENCES task_groups' || char(10), 'REFERENCES task_groups (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES starters,', 'REFERENCES starters (id),'),
  'REFERENCES starters' || char(10), 'REFERENCES starters (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES reasons,', 'REFERENCES reasons (id),'),
  'REFERENCES reasons' || char(10), 'REFERENCES reasons (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES fragments,', 'REFERENCES fragments (id),'),
  'REFERENCES fragments' || char(10), 'REFERENCES fragments (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES container_names,', 'REFERENCES container_names (id),'),
  'REFERENCES container_names' || char(10), 'REFERENCES container_names (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES images,', 'REFERENCES images (id),'),
  'REFERENCES images' || char(10), 'REFERENCES images (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES image_digests,', 'REFERENCES image_digests (id),'),
  'REFERENCES image_digests' || char(10), 'REFERENCES image_digests (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES subnets,', 'REFERENCES subnets (id),'),
  'REFERENCES subnets' || char(10), 'REFERENCES subnets (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES tasks,', 'REFERENCES tasks (id),'),
  'REFERENCES tasks' || char(10), 'REFERENCES tasks (id)' || char(10))
WHERE type = 'table';
UPDATE sqlite_schema
SET sql = replace(replace(sql, 'REFERENCES exports,', 'REFERENCES exports (id),'),
  'REFERENCES exports' || char(10), 'REFERENCES exports (id)' || char(10))
WHERE type = 'table';
PRAGMA writable_schema = RESET;
