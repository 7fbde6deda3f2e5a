-- The archive in readable form. docs/schema.md describes each column.
-- Views hold no data: they are created again from this file after each migration.
--
-- They use only SQL that every SQLite since 3.38 supports, so that any program that opens the file can query them.
--
-- Strings of text tables are scalar subqueries: they cost nothing if a query does not use the column, even with
-- GROUP BY. The one outer join is that of the groups: a condition on "group" or service turns it into an inner join, and
-- tasks are then found by index. The two conditions between a task and its children are equivalent, so that SQLite can
-- start from either side.

DROP VIEW IF EXISTS stopped_tasks;
CREATE VIEW stopped_tasks AS
SELECT
  t.id,
  strftime('%Y-%m-%d %H:%M:%f', t.stopped_at / 1000.0, 'unixepoch') AS stopped_at,
  (SELECT word FROM words WHERE id = t.account_id) AS account,
  (SELECT word FROM words WHERE id = t.region_id) AS region,
  (SELECT name FROM clusters WHERE id = t.cluster_id) AS cluster_name,
  g.service,
  (SELECT family FROM task_definitions WHERE id = t.task_definition_id) AS family,
  (SELECT revision FROM task_definitions WHERE id = t.task_definition_id) AS revision,

  -- Why.
  (SELECT word FROM words WHERE id = t.stop_code_id) AS stop_code,
  (SELECT category FROM verdicts WHERE id = t.verdict_id) AS category,
  (SELECT is_abnormal FROM verdicts WHERE id = t.verdict_id) AS is_abnormal,
  (SELECT responsible FROM verdicts WHERE id = t.verdict_id) AS responsible,
  (SELECT confidence FROM verdicts WHERE id = t.verdict_id) AS confidence,
  (SELECT kill FROM verdicts WHERE id = t.verdict_id) AS kill,
  (SELECT rule FROM verdicts WHERE id = t.verdict_id) AS rule,
  (SELECT evidence FROM verdicts WHERE id = t.verdict_id) AS evidence,
  (SELECT reason FROM reasons WHERE id = t.reason_id) AS stopped_reason,
  (SELECT pattern FROM reason_patterns WHERE id = t.pattern_id) AS reason_pattern,
  (SELECT group_concat(
      coalesce((SELECT name FROM container_names WHERE id = c.name_id), '?') || '='
        || coalesce(c.exit_code, '?'), ', ')
    FROM containers AS c WHERE c.id BETWEEN t.id << 10 AND t.id << 10 | 1023) AS exit_codes,
  (SELECT group_concat(
      coalesce((SELECT name FROM container_names WHERE id = c.name_id), '?') || ': '
        || (SELECT reason FROM reasons WHERE id = c.reason_id), '; ')
    FROM containers AS c WHERE c.id BETWEEN t.id << 10 AND t.id << 10 | 1023) AS container_reasons,

  -- Durations; NULL if they would be negative.
  nullif(max(t.pull_started_at - t.created_at, -1), -1) / 1000.0 AS wait_seconds,
  nullif(max(t.pull_stopped_at - t.pull_started_at, -1), -1) / 1000.0 AS pull_seconds,
  nullif(max(coalesce(t.execution_stopped_at, t.stopping_at, t.stopped_at) - t.started_at, -1), -1) / 1000.0
    AS run_seconds,
  nullif(max(t.stopped_at - t.stopping_at, -1), -1) / 1000.0 AS stop_seconds,

  -- Placement and configuration.
  (SELECT word FROM words WHERE id = t.launch_type_id) AS launch_type,
  (SELECT word FROM words WHERE id = t.capacity_provider_id) AS capacity_provider_name,
  (SELECT word FROM words WHERE id = t.availability_zone_id) AS availability_zone,
  CASE typeof(t.cpu) WHEN 'integer' THEN t.cpu END AS cpu,
  CASE typeof(t.memory) WHEN 'integer' THEN t.memory END AS memory,
  -- In views of an untrusted schema SQLite refuses the JSON functions, not the JSON tables. Those refuse deep nesting,
  -- which a short string cannot have.
  (SELECT v.atom
    FROM (SELECT CASE WHEN length(json) < 2000 THEN json END AS json FROM fragments WHERE id = t.attributes_id) AS f,
      json_tree(f.json) AS n, json_tree(f.json) AS v
    WHERE n.key = 'name' AND n.atom = 'ecs.cpu-architecture' AND v.parent = n.parent AND v.key = 'value')
    AS cpu_architecture,
  t.ephemeral_storage_gib,
  (SELECT word FROM words WHERE id = t.platform_family_id) AS platform_family,
  (SELECT word FROM words WHERE id = t.platform_version_id) AS platform_version,
  t.enable_execute_command,

  -- Who started it, and its last known state.
  g.name AS "group",
  (SELECT started_by FROM starters WHERE id = t.starter_id) AS started_by,
  (SELECT word FROM words WHERE id = t.desired_status_id) AS desired_status,
  (SELECT word FROM words WHERE id = t.connectivity_id) AS connectivity,
  (SELECT word FROM words WHERE id = t.health_status_id) AS health_status,

  -- Timestamps, in the order of a normal task.
  strftime('%Y-%m-%d %H:%M:%f', t.created_at / 1000.0, 'unixepoch') AS created_at,
  strftime('%Y-%m-%d %H:%M:%f', t.connectivity_at / 1000.0, 'unixepoch') AS connectivity_at,
  strftime('%Y-%m-%d %H:%M:%f', t.pull_started_at / 1000.0, 'unixepoch') AS pull_started_at,
  strftime('%Y-%m-%d %H:%M:%f', t.pull_stopped_at / 1000.0, 'unixepoch') AS pull_stopped_at,
  strftime('%Y-%m-%d %H:%M:%f', t.started_at / 1000.0, 'unixepoch') AS started_at,
  strftime('%Y-%m-%d %H:%M:%f', t.stopping_at / 1000.0, 'unixepoch') AS stopping_at,
  strftime('%Y-%m-%d %H:%M:%f', t.execution_stopped_at / 1000.0, 'unixepoch') AS execution_stopped_at,
  strftime('%Y-%m-%d %H:%M:%f', t.updated_at / 1000.0, 'unixepoch') AS updated_at,
  strftime('%Y-%m-%d %H:%M:%f',
    CASE WHEN t.event_at = 0 AND t.updated_at IS NOT NULL
      THEN t.updated_at - (t.updated_at % 1000 + 1000) % 1000 ELSE t.event_at END / 1000.0, 'unixepoch') AS event_at,
  strftime('%Y-%m-%d %H:%M:%f', t.logged_at / 1000.0, 'unixepoch') AS logged_at,
  t.logged_at AS logged_at_ms,

  -- Identity.
  CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END AS task_id,
  (SELECT prefix FROM arn_prefixes WHERE id = t.task_prefix_id)
    || CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END AS task_arn,
  (SELECT arn FROM clusters WHERE id = t.cluster_id) AS cluster_arn,
  (SELECT arn FROM task_definitions WHERE id = t.task_definition_id) AS task_definition_arn,
  (SELECT prefix FROM arn_prefixes WHERE id = t.container_instance_prefix_id)
    || CASE typeof(t.container_instance_id)
      WHEN 'blob' THEN lower(hex(t.container_instance_id)) ELSE t.container_instance_id END
    AS container_instance_arn,
  t.version,
  EXISTS (SELECT 1 FROM provisional WHERE task = t.id) AS is_provisional,
  CASE typeof(t.event_id)
    WHEN 'blob' THEN lower(
      hex(substr(t.event_id, 1, 4)) || '-' || hex(substr(t.event_id, 5, 2)) || '-'
      || hex(substr(t.event_id, 7, 2)) || '-' || hex(substr(t.event_id, 9, 2)) || '-'
      || hex(substr(t.event_id, 11)))
    ELSE t.event_id END AS event_id,
  (SELECT word FROM words WHERE id = t.replay_name_id) AS replay_name,
  (SELECT name FROM log_streams WHERE id = t.log_stream_id) AS log_stream,
  (SELECT name FROM log_groups WHERE id = t.log_group_id) AS log_group,
  (SELECT json FROM fragments WHERE id = t.attributes_id) AS attributes,
  (SELECT json FROM fragments WHERE id = t.tags_id) AS tags
FROM tasks AS t
LEFT JOIN task_groups AS g ON g.id = t.group_id;

DROP VIEW IF EXISTS stopped_containers;
CREATE VIEW stopped_containers AS
SELECT
  c.id,
  t.id AS task,
  c.id & 1023 AS position,
  strftime('%Y-%m-%d %H:%M:%f', t.stopped_at / 1000.0, 'unixepoch') AS stopped_at,
  (SELECT word FROM words WHERE id = t.account_id) AS account,
  (SELECT word FROM words WHERE id = t.region_id) AS region,
  (SELECT name FROM clusters WHERE id = t.cluster_id) AS cluster_name,
  g.service,
  (SELECT family FROM task_definitions WHERE id = t.task_definition_id) AS family,
  (SELECT revision FROM task_definitions WHERE id = t.task_definition_id) AS revision,

  -- The container.
  (SELECT name FROM container_names WHERE id = c.name_id) AS name,
  c.exit_code,
  (SELECT reason FROM reasons WHERE id = c.reason_id) AS reason,
  (SELECT category FROM reasons WHERE id = c.reason_id) AS reason_category,
  (SELECT image FROM images WHERE id = c.image_id) AS image,
  (SELECT digest FROM image_digests WHERE id = c.image_digest_id) AS image_digest,
  CASE typeof(c.cpu) WHEN 'integer' THEN c.cpu END AS cpu,
  CASE typeof(c.memory) WHEN 'integer' THEN c.memory END AS memory,
  CASE typeof(c.memory_reservation) WHEN 'integer' THEN c.memory_reservation END AS memory_reservation,
  (SELECT word FROM words WHERE id = c.last_status_id) AS last_status,
  (SELECT word FROM words WHERE id = c.health_status_id) AS health_status,
  CASE typeof(c.private_ipv4_address)
    WHEN 'integer' THEN (
      SELECT private_ipv4_address FROM stopped_attachments WHERE id = t.id << 10 | c.private_ipv4_address)
    ELSE c.private_ipv4_address END AS private_ipv4_address,
  CASE typeof(c.ipv6_address)
    WHEN 'integer' THEN (SELECT private_ipv6_address FROM attachments WHERE id = t.id << 10 | c.ipv6_address)
    ELSE c.ipv6_address END AS ipv6_address,
  CASE typeof(c.network_attachment)
    WHEN 'integer' THEN (
      SELECT attachment_id FROM stopped_attachments WHERE id = t.id << 10 | c.network_attachment)
    ELSE c.network_attachment END AS attachment_id,
  c.network_bindings,
  c.managed_agents,
  c.gpu_ids,
  CASE typeof(c.runtime_id)
    WHEN 'integer' THEN lower(hex(t.task_id)) || '-' || c.runtime_id
    WHEN 'blob' THEN lower(hex(c.runtime_id))
    ELSE c.runtime_id END AS runtime_id,
  CASE typeof(c.container_id)
    WHEN 'blob' THEN (
        SELECT replace(prefix, ':task/', ':container/') FROM arn_prefixes WHERE id = t.task_prefix_id)
      || CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END || '/'
      || lower(
        hex(substr(c.container_id, 1, 4)) || '-' || hex(substr(c.container_id, 5, 2)) || '-'
        || hex(substr(c.container_id, 7, 2)) || '-' || hex(substr(c.container_id, 9, 2)) || '-'
        || hex(substr(c.container_id, 11)))
    ELSE c.container_id END AS container_arn,

  -- Its task.
  (SELECT word FROM words WHERE id = t.stop_code_id) AS stop_code,
  (SELECT category FROM verdicts WHERE id = t.verdict_id) AS category,
  (SELECT is_abnormal FROM verdicts WHERE id = t.verdict_id) AS is_abnormal,
  (SELECT reason FROM reasons WHERE id = t.reason_id) AS stopped_reason,
  nullif(max(coalesce(t.execution_stopped_at, t.stopping_at, t.stopped_at) - t.started_at, -1), -1) / 1000.0
    AS run_seconds,
  (SELECT word FROM words WHERE id = t.launch_type_id) AS launch_type,
  (SELECT word FROM words WHERE id = t.capacity_provider_id) AS capacity_provider_name,
  (SELECT word FROM words WHERE id = t.availability_zone_id) AS availability_zone,
  g.name AS "group",
  (SELECT started_by FROM starters WHERE id = t.starter_id) AS started_by,
  CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END AS task_id,
  (SELECT prefix FROM arn_prefixes WHERE id = t.task_prefix_id)
    || CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END AS task_arn,
  t.logged_at AS logged_at_ms
FROM containers AS c
JOIN tasks AS t ON t.id = c.id >> 10 AND c.id BETWEEN t.id << 10 AND t.id << 10 | 1023
LEFT JOIN task_groups AS g ON g.id = t.group_id;

DROP VIEW IF EXISTS stopped_attachments;
CREATE VIEW stopped_attachments AS
SELECT
  a.id,
  t.id AS task,
  a.id & 1023 AS position,
  strftime('%Y-%m-%d %H:%M:%f', t.stopped_at / 1000.0, 'unixepoch') AS stopped_at,
  (SELECT word FROM words WHERE id = t.account_id) AS account,
  (SELECT word FROM words WHERE id = t.region_id) AS region,
  (SELECT name FROM clusters WHERE id = t.cluster_id) AS cluster_name,
  g.service,

  -- The attachment.
  (SELECT word FROM words WHERE id = a.type_id) AS type,
  (SELECT word FROM words WHERE id = a.status_id) AS status,
  (SELECT reason FROM reasons WHERE id = a.reason_id) AS status_reason,
  (SELECT category FROM reasons WHERE id = a.reason_id) AS reason_category,
  (SELECT subnet FROM subnets WHERE id = a.subnet_id) AS subnet_id,
  CASE typeof(a.network_interface_id)
    WHEN 'blob' THEN 'eni-0' || lower(hex(a.network_interface_id))
    ELSE a.network_interface_id END AS network_interface_id,
  CASE typeof(a.mac_address)
    WHEN 'blob' THEN lower(
      hex(substr(a.mac_address, 1, 1)) || ':' || hex(substr(a.mac_address, 2, 1)) || ':'
      || hex(substr(a.mac_address, 3, 1)) || ':' || hex(substr(a.mac_address, 4, 1)) || ':'
      || hex(substr(a.mac_address, 5, 1)) || ':' || hex(substr(a.mac_address, 6, 1)))
    ELSE a.mac_address END AS mac_address,
  CASE typeof(a.private_dns_name)
    WHEN 'integer' THEN 'ip-' || replace(a.ipv4, '.', '-')
      || CASE a.private_dns_name
        WHEN 1 THEN '.' || (SELECT word FROM words WHERE id = t.region_id) || '.compute.internal'
        WHEN 2 THEN '.ec2.internal' END
    ELSE a.private_dns_name END AS private_dns_name,
  a.ipv4 AS private_ipv4_address,
  a.private_ipv6_address,
  a.details,
  CASE typeof(a.attachment_id)
    WHEN 'blob' THEN lower(
      hex(substr(a.attachment_id, 1, 4)) || '-' || hex(substr(a.attachment_id, 5, 2)) || '-'
      || hex(substr(a.attachment_id, 7, 2)) || '-' || hex(substr(a.attachment_id, 9, 2)) || '-'
      || hex(substr(a.attachment_id, 11)))
    ELSE a.attachment_id END AS attachment_id,

  -- Its task.
  (SELECT word FROM words WHERE id = t.stop_code_id) AS stop_code,
  (SELECT category FROM verdicts WHERE id = t.verdict_id) AS category,
  (SELECT is_abnormal FROM verdicts WHERE id = t.verdict_id) AS is_abnormal,
  (SELECT reason FROM reasons WHERE id = t.reason_id) AS stopped_reason,
  (SELECT word FROM words WHERE id = t.availability_zone_id) AS availability_zone,
  g.name AS "group",
  CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END AS task_id,
  (SELECT prefix FROM arn_prefixes WHERE id = t.task_prefix_id)
    || CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END AS task_arn,
  t.logged_at AS logged_at_ms
FROM (
  -- SQL has no function for the value of a byte, so its two hex digits are looked up.
  SELECT *, CASE typeof(private_ipv4_address) WHEN 'blob' THEN (
      SELECT format('%d.%d.%d.%d',
        16 * instr(digits, substr(address, 1, 1)) + instr(digits, substr(address, 2, 1)),
        16 * instr(digits, substr(address, 3, 1)) + instr(digits, substr(address, 4, 1)),
        16 * instr(digits, substr(address, 5, 1)) + instr(digits, substr(address, 6, 1)),
        16 * instr(digits, substr(address, 7, 1)) + instr(digits, substr(address, 8, 1)))
      FROM (SELECT hex(private_ipv4_address) AS address, '123456789ABCDEF' AS digits))
    ELSE private_ipv4_address END AS ipv4
  FROM attachments) AS a
JOIN tasks AS t ON t.id = a.id >> 10 AND a.id BETWEEN t.id << 10 AND t.id << 10 | 1023
LEFT JOIN task_groups AS g ON g.id = t.group_id;
