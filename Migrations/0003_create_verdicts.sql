-- Why each task stopped, judged by rules: a verdict a task, and how many stops there were a day.

-- Each distinct verdict once. Evidence: the paths of the fields it rests on, as queries write them.
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

-- What no rules have judged yet.
INSERT INTO verdicts VALUES (0, 'unknown', 'unknown', 1, 'unknown', NULL, NULL, '', '', '');

-- What reasons have in common that differ in ids, numbers and names only.
CREATE TABLE reason_patterns (
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, pattern TEXT NOT NULL) STRICT;
CREATE INDEX reason_patterns_hash ON reason_patterns (hash);

-- Tasks get a verdict, and the pattern of the reason that it rests on, in the place of a category.
DROP VIEW IF EXISTS stopped_tasks;
DROP VIEW IF EXISTS stopped_containers;
DROP VIEW IF EXISTS stopped_attachments;

CREATE TABLE judged_tasks (
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

INSERT INTO judged_tasks (
  id, task_prefix_id, task_id, logged_at, log_stream_id, shape_id, verbatim, verdict_id, pattern_id, event_id,
  account_id, region_id, event_at, replay_name_id, cluster_id, task_definition_id, group_id, starter_id, version,
  stop_code_id, reason_id, created_at, connectivity_at, pull_started_at, pull_stopped_at, started_at, stopping_at,
  execution_stopped_at, stopped_at, updated_at, desired_status_id, connectivity_id, launch_type_id,
  capacity_provider_id, availability_zone_id, platform_version_id, platform_family_id, health_status_id,
  container_instance_prefix_id, container_instance_id, cpu, memory, enable_execute_command, ephemeral_storage_gib,
  attributes_id, overrides_id, fargate_ephemeral_storage_id, inference_accelerators_id, tags_id)
SELECT
  id, task_prefix_id, task_id, logged_at, log_stream_id, shape_id, verbatim, 0, NULL, event_id, account_id,
  region_id, event_at, replay_name_id, cluster_id, task_definition_id, group_id, starter_id, version, stop_code_id,
  reason_id, created_at, connectivity_at, pull_started_at, pull_stopped_at, started_at, stopping_at,
  execution_stopped_at, stopped_at, updated_at, desired_status_id, connectivity_id, launch_type_id,
  capacity_provider_id, availability_zone_id, platform_version_id, platform_family_id, health_status_id,
  container_instance_prefix_id, container_instance_id, cpu, memory, enable_execute_command, ephemeral_storage_gib,
  attributes_id, overrides_id, fargate_ephemeral_storage_id, inference_accelerators_id, tags_id
FROM tasks ORDER BY id;

DROP TABLE tasks;
ALTER TABLE judged_tasks RENAME TO tasks;
CREATE UNIQUE INDEX tasks_arn ON tasks (task_id, task_prefix_id);
CREATE INDEX tasks_logged_at ON tasks (logged_at);
CREATE INDEX tasks_group ON tasks (group_id, logged_at);
CREATE INDEX tasks_cause ON tasks (stop_code_id, reason_id);

-- How many tasks stopped on a day: what reports count. 0 = none; the place only where the platform or capacity is
-- answerable. The day counts from 1970 (UTC) and comes last, so that sums over days need no sorting.
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

INSERT INTO daily_stops
SELECT 0, 0, coalesce(group_id, 0), coalesce(cluster_id, 0), 0, 0,
  logged_at / 86400000 - (logged_at % 86400000 < 0), count(*)
FROM tasks GROUP BY 3, 4, 7;
