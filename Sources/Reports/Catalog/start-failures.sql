-- title: Tasks that never ran
-- about: Start failures by what was at fault (image, secret, network, capacity and so on), cause and service, most frequent
-- first; `--by revision` gives a row for each revision. A task never ran if its stop code is TaskFailedToStart, or if it
-- has neither a start time nor a container with an exit code. Tasks stopped on purpose before they ran are routine and come
-- last.
-- by: revision, zone, launch-type, capacity-provider
-- chart: bars stops
-- empty: no tasks that never ran
-- reads: stops(task, is_abnormal, category), cluster_names, service_names, containers, reason_patterns,
-- task_definitions, verdicts, words
-- keys: category, service, family, kind, cluster, account, region
-- routine: kind
-- page: 80
-- column kind (code): `abnormal`, or `routine` for stops that belong to normal operation
-- column cause_group (code): image, secret, log, role, network, storage, placement, capacity, container, platform, stopped (on
-- purpose or with the host) or other
-- column category (code): the cause
-- column cluster (text, once): the cluster's name
-- column service (text, or none): the service, or the task's group if it belongs to no service
-- column family (text): the task definition's family
-- column revisions (text): its revisions, each with its number of stops, most frequent first
-- column stops (count): stopped tasks
-- column reason (text, prose): the most frequent reason, with IDs, numbers and addresses as `*`
-- column first_stop (time): the first of them, UTC
-- column last_stop (time): the latest of them, UTC
-- column example_task (id): the latest of them, for `report task`
-- column account (code, once): the cluster's AWS account
-- column region (code, once): the cluster's region
WITH
  counted AS (
    SELECT
      s."by", s.cluster_id, s.group_id, s.task_definition_id, s.verdict_id, s.pattern_id,
      count(*) AS stops, min(s.logged_at) AS first_at, max(s.logged_at) AS last_at
    FROM stops AS s
    WHERE s.started_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM containers AS k
        WHERE k.id BETWEEN s.id << 10 AND s.id << 10 | 1023 AND k.exit_code IS NOT NULL)
      OR s.stop_code_id = (SELECT id FROM words WHERE word = 'TaskFailedToStart')
    GROUP BY s."by", s.cluster_id, s.group_id, s.task_definition_id, s.verdict_id, s.pattern_id
  ),
  named AS MATERIALIZED (
    SELECT c.*, v.is_abnormal, v.category, d.family, d.revision
    FROM counted AS c JOIN verdicts AS v ON v.id = c.verdict_id
    LEFT JOIN task_definitions AS d ON d.id = c.task_definition_id
  ),
  reasons_of AS (
    SELECT "by", is_abnormal, category, cluster_id, group_id, family, pattern_id, row_number() OVER (
      PARTITION BY "by", is_abnormal, category, cluster_id, group_id, family
      ORDER BY pattern_id IS NULL, sum(stops) DESC, pattern_id) AS place
    FROM named GROUP BY "by", is_abnormal, category, cluster_id, group_id, family, pattern_id
  ),
  revised AS (
    SELECT "by", is_abnormal, category, cluster_id, group_id, family, revision, sum(stops) AS stops,
      min(first_at) AS first_at, max(last_at) AS last_at
    FROM named GROUP BY "by", is_abnormal, category, cluster_id, group_id, family, revision
  ),
  -- The revisions of each group, in all of its rows.
  listed AS (
    SELECT
      *, group_concat(revision || ' × ' || stops, ', ') OVER (
        PARTITION BY "by", is_abnormal, category, cluster_id, group_id, family ORDER BY stops DESC, revision DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS revisions
    FROM revised
  ),
  grouped AS MATERIALIZED (
    SELECT
      "by", is_abnormal, category, cluster_id, group_id, family, sum(stops) AS stops, min(first_at) AS first_at,
      max(last_at) AS last_at,
      max(revisions) AS revisions,
      CASE
        WHEN category GLOB 'image_*' OR category GLOB 'registry_auth_*' THEN 'image'
        WHEN category GLOB 'secret_*' OR category = 'env_file_failed' THEN 'secret'
        WHEN category = 'log_driver_failed' THEN 'log'
        WHEN category = 'role_not_assumed' THEN 'role'
        WHEN category GLOB 'network_interface_*' OR category IN (
          'subnet_addresses_exhausted', 'service_discovery_failed') THEN 'network'
        WHEN category IN ('ephemeral_storage_timeout', 'ebs_attach_failed', 'efs_mount_failed', 'volume_failed')
          THEN 'storage'
        WHEN category GLOB 'placement_*' OR category = 'compute_mismatch' THEN 'placement'
        WHEN category IN ('capacity_unavailable', 'spot_interruption') THEN 'capacity'
        WHEN category IN ('container_create_failed', 'container_start_failed', 'task_dependency_failed',
          'out_of_memory', 'essential_container_exited') THEN 'container'
        WHEN category GLOB 'runtime_*' OR category GLOB 'agent_*' OR category IN ('platform_internal',
          'container_inspect_failed', 'container_stop_failed') THEN 'platform'
        WHEN category GLOB 'host_*' OR category IN ('service_scaling', 'user_stopped', 'stopped_before_start',
          'instance_deregistered', 'instance_draining', 'infrastructure_unhealthy', 'availability_zone_rebalance', 'deployment_rollback') THEN 'stopped'
        ELSE 'other'
      END AS cause_group
    FROM listed GROUP BY "by", is_abnormal, category, cluster_id, group_id, family
  ),
  -- The latest stops, those that never started first, by the index of the groups: read once, since many groups may share
  -- a time.
  examples AS MATERIALIZED (
    SELECT t.group_id, t.cluster_id, d.family, t.category, t.is_abnormal, t.logged_at,
      min((t.started_at IS NOT NULL) << 62 | t.id), t.task
    FROM (SELECT DISTINCT group_id, last_at FROM grouped) AS l
    CROSS JOIN stops AS t ON t.group_id IS l.group_id AND t.logged_at = l.last_at
    LEFT JOIN task_definitions AS d ON d.id = t.task_definition_id
    GROUP BY 1, 2, 3, 4, 5, 6
  ),
  -- Put beside their examples and reasons by a window: SQLite takes either table for a small one, and a join would look through
  -- all of the other for each row.
  both AS (
    SELECT *, NULL AS example, NULL AS first_pattern, 1 AS is_group FROM grouped
    UNION ALL SELECT
      NULL, is_abnormal, category, cluster_id, group_id, family, NULL, NULL, logged_at, NULL, NULL, task, NULL, 0
    FROM examples
    UNION ALL SELECT
      "by", is_abnormal, category, cluster_id, group_id, family, NULL, NULL, NULL, NULL, NULL, NULL, pattern_id, 0
    FROM reasons_of WHERE place = 1
  ),
  exemplified AS (
    SELECT *,
      max(example) OVER (
        PARTITION BY group_id, cluster_id, family, category, is_abnormal, last_at) AS example_task,
      max(first_pattern) OVER (
        PARTITION BY "by", group_id, cluster_id, family, category, is_abnormal) AS pattern_id
    FROM both
  )
SELECT
  g."by",
  CASE WHEN g.is_abnormal THEN 'abnormal' ELSE 'routine' END AS kind,
  g.cause_group,
  g.category,
  c.cluster,
  s.service,
  g.family,
  g.revisions,
  g.stops,
  p.pattern AS reason,
  insights_timestamp(g.first_at) AS first_stop,
  insights_timestamp(g.last_at) AS last_stop,
  g.example_task,
  c.account,
  c.region
FROM exemplified AS g
LEFT JOIN cluster_names AS c ON c.id = g.cluster_id
LEFT JOIN service_names AS s ON s.id = g.group_id
LEFT JOIN reason_patterns AS p ON p.id = g.pattern_id
WHERE g.is_group
ORDER BY
  sum(g.stops) OVER (PARTITION BY g."by") DESC, g."by", g.is_abnormal DESC,
  sum(g.stops) OVER (PARTITION BY g."by", g.is_abnormal, g.cause_group) DESC, g.cause_group,
  sum(g.stops) OVER (PARTITION BY g."by", g.is_abnormal, g.category) DESC, g.category, g.stops DESC, cluster, service,
  g.family, c.arn, g.group_id
