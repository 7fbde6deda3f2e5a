-- The archive. docs/schema.md describes each table and column.
--
-- Times are integer milliseconds since 1970 (UTC). A column that ends in _id and is an integer names a row of the small
-- table that it references.

-- Text tables: each distinct string once. `hash` is its XXH3-64, by which an import finds it.
-- Columns with AS are derived from the string; the views read them.
CREATE TABLE words (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, word TEXT NOT NULL) STRICT;
CREATE TABLE clusters (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, arn TEXT NOT NULL,
  name TEXT AS (substr(arn, instr(arn, '/') + 1)) STORED) STRICT;
CREATE TABLE task_definitions (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, arn TEXT NOT NULL,
  name TEXT AS (substr(arn, instr(arn, '/') + 1)) STORED,
  family TEXT AS (substr(name, 1, instr(name || ':', ':') - 1)) STORED,
  revision INTEGER AS (nullif(CAST(substr(name, instr(name || ':', ':') + 1) AS INTEGER), 0)) STORED) STRICT;
CREATE TABLE task_groups (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, name TEXT NOT NULL,
  service TEXT AS (CASE WHEN name GLOB 'service:*' THEN substr(name, 9) END) STORED) STRICT;
CREATE TABLE starters (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, started_by TEXT NOT NULL) STRICT;
CREATE TABLE reasons (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, reason TEXT NOT NULL, category TEXT NOT NULL) STRICT;
CREATE TABLE reason_patterns (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, pattern TEXT NOT NULL) STRICT;
CREATE TABLE container_names (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
CREATE TABLE images (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, image TEXT NOT NULL) STRICT;
CREATE TABLE image_digests (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE TABLE subnets (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, subnet TEXT NOT NULL) STRICT;
CREATE TABLE arn_prefixes (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, prefix TEXT NOT NULL) STRICT;
CREATE TABLE log_streams (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
CREATE TABLE fragments (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
CREATE TABLE shapes (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, shape TEXT NOT NULL) STRICT;

CREATE INDEX words_hash ON words (hash);
CREATE INDEX clusters_hash ON clusters (hash);
CREATE INDEX task_definitions_hash ON task_definitions (hash);
CREATE INDEX task_groups_hash ON task_groups (hash);
CREATE INDEX starters_hash ON starters (hash);
CREATE INDEX reasons_hash ON reasons (hash);
CREATE INDEX reason_patterns_hash ON reason_patterns (hash);
CREATE INDEX container_names_hash ON container_names (hash);
CREATE INDEX images_hash ON images (hash);
CREATE INDEX image_digests_hash ON image_digests (hash);
CREATE INDEX subnets_hash ON subnets (hash);
CREATE INDEX arn_prefixes_hash ON arn_prefixes (hash);
CREATE INDEX log_streams_hash ON log_streams (hash);
CREATE INDEX fragments_hash ON fragments (hash);
CREATE INDEX shapes_hash ON shapes (hash);

-- The views join the groups, so a condition on a group or service finds its tasks by index.
CREATE INDEX task_groups_name ON task_groups (name);
CREATE INDEX task_groups_service ON task_groups (service);

-- Why tasks stopped: each distinct verdict once. `evidence` holds the paths of the fields that it rests on, as queries
-- write them.
CREATE TABLE verdicts (
  id INTEGER PRIMARY KEY,
  category TEXT NOT NULL,
  answerable TEXT NOT NULL,
  is_abnormal INTEGER NOT NULL,
  confidence TEXT NOT NULL,
  kill TEXT,
  exit_code INTEGER,
  rule TEXT NOT NULL,
  evidence TEXT NOT NULL,
  rules_version TEXT NOT NULL
) STRICT;

-- One row per stopped task.
CREATE TABLE tasks (
  id INTEGER PRIMARY KEY,
  task_prefix_id INTEGER NOT NULL REFERENCES arn_prefixes,
  task_id ANY NOT NULL,
  logged_at INTEGER NOT NULL,
  log_stream_id INTEGER REFERENCES log_streams,
  shape_id INTEGER NOT NULL REFERENCES shapes,
  verbatim TEXT,
  verdict_id INTEGER NOT NULL REFERENCES verdicts,
  pattern_id INTEGER REFERENCES reason_patterns,
  event_id ANY,
  account_id INTEGER REFERENCES words,
  region_id INTEGER REFERENCES words,
  event_at INTEGER,
  replay_name_id INTEGER REFERENCES words,
  cluster_id INTEGER REFERENCES clusters,
  task_definition_id INTEGER REFERENCES task_definitions,
  group_id INTEGER REFERENCES task_groups,
  starter_id INTEGER REFERENCES starters,
  version INTEGER,
  stop_code_id INTEGER REFERENCES words,
  reason_id INTEGER REFERENCES reasons,
  created_at INTEGER,
  connectivity_at INTEGER,
  pull_started_at INTEGER,
  pull_stopped_at INTEGER,
  started_at INTEGER,
  stopping_at INTEGER,
  execution_stopped_at INTEGER,
  stopped_at INTEGER,
  updated_at INTEGER,
  desired_status_id INTEGER REFERENCES words,
  connectivity_id INTEGER REFERENCES words,
  launch_type_id INTEGER REFERENCES words,
  capacity_provider_id INTEGER REFERENCES words,
  availability_zone_id INTEGER REFERENCES words,
  platform_version_id INTEGER REFERENCES words,
  platform_family_id INTEGER REFERENCES words,
  health_status_id INTEGER REFERENCES words,
  container_instance_prefix_id INTEGER REFERENCES arn_prefixes,
  container_instance_id ANY,
  cpu ANY,
  memory ANY,
  enable_execute_command INTEGER,
  ephemeral_storage_gib INTEGER,
  attributes_id INTEGER REFERENCES fragments,
  overrides_id INTEGER REFERENCES fragments,
  fargate_ephemeral_storage_id INTEGER REFERENCES fragments,
  inference_accelerators_id INTEGER REFERENCES fragments,
  tags_id INTEGER REFERENCES fragments
) STRICT;

CREATE UNIQUE INDEX tasks_arn ON tasks (task_id, task_prefix_id);
CREATE INDEX tasks_logged_at ON tasks (logged_at);
CREATE INDEX tasks_group ON tasks (group_id, logged_at);
CREATE INDEX tasks_cause ON tasks (stop_code_id, reason_id);

-- A task's containers; id = task × 1024 + position in the event.
CREATE TABLE containers (
  id INTEGER PRIMARY KEY,
  task INTEGER AS (id >> 10) REFERENCES tasks,
  position INTEGER AS (id & 1023),
  shape_id INTEGER NOT NULL REFERENCES shapes,
  verbatim TEXT,
  container_id ANY,
  name_id INTEGER REFERENCES container_names,
  image_id INTEGER REFERENCES images,
  image_digest_id INTEGER REFERENCES image_digests,
  runtime_id ANY,
  exit_code INTEGER,
  reason_id INTEGER REFERENCES reasons,
  last_status_id INTEGER REFERENCES words,
  health_status_id INTEGER REFERENCES words,
  cpu ANY,
  memory ANY,
  memory_reservation ANY,
  network_attachment ANY,
  private_ipv4_address ANY,
  ipv6_address ANY,
  network_bindings TEXT,
  managed_agents TEXT,
  gpu_ids TEXT
) STRICT;

-- A task's attachments (network interfaces, load balancers, volumes); id = task × 1024 + position in the event.
CREATE TABLE attachments (
  id INTEGER PRIMARY KEY,
  task INTEGER AS (id >> 10) REFERENCES tasks,
  position INTEGER AS (id & 1023),
  shape_id INTEGER NOT NULL REFERENCES shapes,
  verbatim TEXT,
  attachment_id ANY,
  type_id INTEGER REFERENCES words,
  status_id INTEGER REFERENCES words,
  subnet_id INTEGER REFERENCES subnets,
  network_interface_id ANY,
  mac_address ANY,
  private_dns_name ANY,
  private_ipv4_address ANY,
  private_ipv6_address TEXT,
  reason_id INTEGER REFERENCES reasons,
  details TEXT
) STRICT;

-- Values that their column cannot hold: the string that a query sees instead.
CREATE TABLE misfits (
  task INTEGER NOT NULL REFERENCES tasks,
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (task, path)
) STRICT, WITHOUT ROWID;

-- Tasks whose event came from a damaged or cut gzip member, until an intact file confirms them.
CREATE TABLE provisional (
  task INTEGER PRIMARY KEY REFERENCES tasks,
  export_id INTEGER NOT NULL REFERENCES exports,
  line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL
) STRICT;
CREATE INDEX provisional_export ON provisional (export_id);

-- STOPPED events that lost to a later version of the same task, or to one of the same version that says something else,
-- whole. `value_hash` is a digest of the JSON value: however an event is spelled, it is kept once.
CREATE TABLE superseded (
  id INTEGER PRIMARY KEY,
  task_prefix_id INTEGER NOT NULL REFERENCES arn_prefixes,
  task_id ANY NOT NULL,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  value_hash INTEGER NOT NULL,
  logged_at INTEGER NOT NULL,
  log_stream_id INTEGER REFERENCES log_streams,
  message TEXT NOT NULL,
  UNIQUE (task_id, task_prefix_id, version, updated_at, value_hash)
) STRICT;

-- How many tasks stopped on each day: what reports count. 0 stands for none; zone and capacity provider are kept only
-- where the platform or capacity is responsible. Days are counted from 1970 (UTC). They come last in the key, so that
-- sums over days need no sorting.
CREATE TABLE daily_stops (
  verdict_id INTEGER NOT NULL,
  pattern_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  cluster_id INTEGER NOT NULL,
  availability_zone_id INTEGER NOT NULL,
  capacity_provider_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  stops INTEGER NOT NULL,
  PRIMARY KEY (
    verdict_id, pattern_id, group_id, cluster_id, availability_zone_id, capacity_provider_id, day)
) STRICT, WITHOUT ROWID;

-- The ledger: which files were imported, recognized by their content.
CREATE TABLE exports (
  id INTEGER PRIMARY KEY,

  -- The file. Its path, size and times in nanoseconds tell an unchanged one without reading it; the digests of parts of
  -- it and of its inflated content tell a damaged copy.
  digest BLOB NOT NULL UNIQUE,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  changed_at INTEGER,
  fingerprint BLOB,
  content_fingerprint BLOB,
  content_size INTEGER,
  ingested_at INTEGER NOT NULL,

  -- What became of its records.
  read INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  superseded INTEGER NOT NULL,
  conflicting INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  expired INTEGER NOT NULL,

  -- Log times of the first and last stop in it, and of the last one that was left out as expired.
  first_logged_at INTEGER,
  last_logged_at INTEGER,
  expired_until INTEGER,

  -- What is wrong with it: 1 if it was cut off, 2 if it is damaged within; how many stops come from the damaged part;
  -- the file that has since brought everything that this one lost.
  warning TEXT,
  damage INTEGER NOT NULL DEFAULT 0,
  unverified INTEGER NOT NULL DEFAULT 0,
  resolved_by INTEGER REFERENCES exports
) STRICT;
CREATE INDEX exports_unresolved ON exports (id) WHERE damage > 0 AND resolved_by IS NULL;

-- JSON in a file that is not a stopped task, by kind.
CREATE TABLE skipped (
  export_id INTEGER NOT NULL REFERENCES exports,
  detail_type TEXT NOT NULL,
  last_status TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (export_id, detail_type, last_status)
) STRICT, WITHOUT ROWID;

-- Records that could not be read: their bytes and why.
CREATE TABLE rejects (
  id INTEGER PRIMARY KEY,
  export_id INTEGER NOT NULL REFERENCES exports,
  line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  reason TEXT NOT NULL,
  record BLOB NOT NULL
) STRICT;

-- The archive's own settings, such as `retention_days`.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;
