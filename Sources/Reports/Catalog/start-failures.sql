-- title: Tasks that never ran
-- about: Start failures by what was at fault (image, secret, network, capacity and so on), cause, service and revision,
-- the most frequent first. A task never ran if it has the stop code TaskFailedToStart, or neither a start time nor
-- a container with an exit code. Those that were stopped on purpose before they ran are routine and come last.
-- by: zone, launch-type, capacity-provider
-- chart: bars stops
-- reads: stops(task, is_abnormal, category), cluster_names, service_names, containers, reason_patterns,
-- task_definitions, verdicts, words
-- keys: kind, category, cluster, service, family, revision, account, region
-- routine: kind
-- page: 80
-- column kind (code): abnormal, or routine for what belongs to normal operation
-- column cause_group (code): image, secret, log, role, network, storage, placement, capacity, container, platform, stopped (on
-- purpose or with the host) or other
-- column category (code): the cause
-- column cluster (text, once): the cluster's name
-- column service (text, or none): the service, or the task's group if it belongs to none
-- column family (text): the family of the task definition
-- column revision (code): the revision of the task definition
-- column stops (count): stopped tasks
-- column reason (text, prose): their most frequent text, ids, numbers and addresses in it as *
-- column first_stop (time): the first of them, UTC
-- column last_stop (time): the latest of them, UTC
-- column example_task (id): the latest of them, for `report task`
-- column account (code, once): the AWS account of the cluster
-- column region (code, once): the region of the cluster
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
  ranked AS (
    SELECT
      c.*, v.is_abnormal, v.category, row_number() OVER (
        PARTITION BY c."by", v.is_abnormal, v.category, c.cluster_id, c.group_id, c.task_definition_id
        ORDER BY c.pattern_id IS NULL, c.stops DESC, c.pattern_id) AS place
    FROM counted AS c JOIN verdicts AS v ON v.id = c.verdict_id
  ),
  grouped AS (
    SELECT
      "by", is_abnormal, category, cluster_id, group_id, task_definition_id, sum(stops) AS stops,
      max(pattern_id) FILTER (WHERE place = 1) AS pattern_id, min(first_at) AS first_at, max(last_at) AS last_at,
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
    FROM ranked GROUP BY "by", is_abnormal, category, cluster_id, group_id, task_definition_id
  )
SELECT
  g."by",
  CASE WHEN g.is_abnormal THEN 'abnormal' ELSE 'routine' END AS kind,
  g.cause_group,
  g.category,
  c.cluster,
  s.service,
  d.family,
  d.revision,
  g.stops,
  p.pattern AS reason,
  insights_timestamp(g.first_at) AS first_stop,
  insights_timestamp(g.last_at) AS last_stop,
  (SELECT t.task FROM stops AS t
    WHERE t.group_id IS g.group_id AND t.logged_at = g.last_at AND t.cluster_id IS g.cluster_id
      AND t.task_definition_id IS g.task_definition_id AND t.category = g.category AND t.is_abnormal = g.is_abnormal
    ORDER BY t.started_at IS NOT NULL, t.id LIMIT 1) AS example_task,
  c.account,
  c.region
FROM grouped AS g
LEFT JOIN cluster_names AS c ON c.id = g.cluster_id
LEFT JOIN service_names AS s ON s.id = g.group_id
LEFT JOIN task_definitions AS d ON d.id = g.task_definition_id
LEFT JOIN reason_patterns AS p ON p.id = g.pattern_id
ORDER BY
  g."by", g.is_abnormal DESC, sum(g.stops) OVER (PARTITION BY g."by", g.is_abnormal, g.cause_group) DESC, g.cause_group,
  sum(g.stops) OVER (PARTITION BY g."by", g.is_abnormal, g.category) DESC, g.category, g.stops DESC, cluster, service,
  d.family, d.revision DESC, c.arn, g.task_definition_id
