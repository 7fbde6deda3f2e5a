-- title: All about one task
-- about: What it was, the time line, each container's exit code and reason, attachments.
-- argument: the task's id, a prefix of it, or its ARN
-- column part: what the line is about
-- column name: which of its properties, or when
-- column value: the property, or what happened
-- chart: timeline
WITH
  task AS MATERIALIZED (SELECT * FROM tasks WHERE id = {{subject}}),
  times (number, name, at) AS (
    SELECT 1, 'created', created_at FROM task
    UNION ALL SELECT 2, 'connected', connectivity_at FROM task
    UNION ALL SELECT 3, 'image pull began', pull_started_at FROM task
    UNION ALL SELECT 4, 'image pull ended', pull_stopped_at FROM task
    UNION ALL SELECT 5, 'running', started_at FROM task
    UNION ALL SELECT 6, 'stop asked for or seen', stopping_at FROM task
    UNION ALL SELECT 7, 'containers ended', execution_stopped_at FROM task
    UNION ALL SELECT 8, 'stopped', stopped_at FROM task
  ),
  lines (part, number, position, name, value) AS (
    SELECT 'task', 1, 0, 'task', p.prefix || CASE typeof(task_id) WHEN 'blob' THEN lower(hex(task_id)) ELSE task_id END
    FROM task JOIN arn_prefixes AS p ON p.id = task_prefix_id
    UNION ALL SELECT 'task', 2, 0, 'verdict', CASE is_abnormal WHEN 1 THEN 'abnormal, ' ELSE 'routine, ' END || category
    FROM task JOIN verdicts AS v ON v.id = verdict_id
    UNION ALL SELECT 'task', 3, 0, 'stop code', w.word FROM task JOIN words AS w ON w.id = stop_code_id
    UNION ALL SELECT 'task', 4, 0, 'reason', r.reason FROM task JOIN reasons AS r ON r.id = reason_id
    UNION ALL SELECT 'task', 5, 0, 'advice', category_advice(category) FROM task JOIN verdicts AS v ON v.id = verdict_id
    UNION ALL SELECT 'task', 6, 0, 'cluster', c.arn FROM task JOIN clusters AS c ON c.id = cluster_id
    UNION ALL SELECT 'task', 7, 0, 'group', g.name FROM task JOIN task_groups AS g ON g.id = group_id
    UNION ALL SELECT 'task', 8, 0, 'started by', s.started_by FROM task JOIN starters AS s ON s.id = starter_id
    UNION ALL SELECT 'task', 9, 0, 'task definition', d.arn
    FROM task JOIN task_definitions AS d ON d.id = task_definition_id
    UNION ALL SELECT 'task', 10, 0, 'launch type', w.word FROM task JOIN words AS w ON w.id = launch_type_id
    UNION ALL SELECT 'task', 11, 0, 'capacity provider', w.word
    FROM task JOIN words AS w ON w.id = capacity_provider_id
    UNION ALL SELECT 'task', 12, 0, 'availability zone', w.word
    FROM task JOIN words AS w ON w.id = availability_zone_id
    UNION ALL SELECT 'task', 13, 0, 'cpu units, memory MiB', cpu || ', ' || memory FROM task
    UNION ALL SELECT 'task', 14, 0, 'container instance',
      p.prefix || CASE typeof(container_instance_id) WHEN 'blob' THEN lower(hex(container_instance_id))
        ELSE container_instance_id END
    FROM task JOIN arn_prefixes AS p ON p.id = container_instance_prefix_id
    UNION ALL SELECT 'task', 15, 0, 'ran for', seconds_text(
      (coalesce(execution_stopped_at, stopping_at, stopped_at) - started_at) / 1000.0)
    FROM task WHERE coalesce(execution_stopped_at, stopping_at, stopped_at) >= started_at
    UNION ALL SELECT 'task', 15, 0, 'ran for', 'never started' FROM task
    WHERE started_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM containers AS k
      WHERE k.id BETWEEN task.id << 10 AND task.id << 10 | 1023 AND k.exit_code IS NOT NULL)
    UNION ALL SELECT 'time line', 100 + row_number() OVER (ORDER BY at, number), 0, insights_timestamp(at),
      name || coalesce(', after ' || seconds_text((at - lag(at) OVER (ORDER BY at, number)) / 1000.0), '')
    FROM times WHERE at IS NOT NULL
    UNION ALL SELECT 'container ' || coalesce(n.name, k.id & 1023), 200, k.id & 1023, 'exit code',
      coalesce(k.exit_code, 'none')
    FROM task AS t JOIN containers AS k ON k.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN container_names AS n ON n.id = k.name_id
    UNION ALL SELECT 'container ' || coalesce(n.name, k.id & 1023), 201, k.id & 1023, 'reason', r.reason
    FROM task AS t JOIN containers AS k ON k.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN container_names AS n ON n.id = k.name_id JOIN reasons AS r ON r.id = k.reason_id
    UNION ALL SELECT 'container ' || coalesce(n.name, k.id & 1023), 202, k.id & 1023, 'image', i.image
    FROM task AS t JOIN containers AS k ON k.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN container_names AS n ON n.id = k.name_id JOIN images AS i ON i.id = k.image_id
    UNION ALL SELECT 'container ' || coalesce(n.name, k.id & 1023), 203, k.id & 1023, 'image digest', i.digest
    FROM task AS t JOIN containers AS k ON k.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN container_names AS n ON n.id = k.name_id JOIN image_digests AS i ON i.id = k.image_digest_id
    UNION ALL SELECT 'container ' || coalesce(n.name, k.id & 1023), 204, k.id & 1023, 'last status', w.word
    FROM task AS t JOIN containers AS k ON k.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN container_names AS n ON n.id = k.name_id JOIN words AS w ON w.id = k.last_status_id
    WHERE w.word <> 'STOPPED'
    UNION ALL SELECT 'attachment ' || coalesce(w.word, ''), 300, a.id & 1023, 'id, status',
      coalesce(binary_text('uuid', a.attachment_id), '') || ', ' || coalesce(s.word, '')
    FROM task AS t JOIN attachments AS a ON a.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN words AS w ON w.id = a.type_id LEFT JOIN words AS s ON s.id = a.status_id
    UNION ALL SELECT 'attachment ' || coalesce(w.word, ''), 301, a.id & 1023, 'subnet', s.subnet
    FROM task AS t JOIN attachments AS a ON a.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN words AS w ON w.id = a.type_id JOIN subnets AS s ON s.id = a.subnet_id
    UNION ALL SELECT 'attachment ' || coalesce(w.word, ''), 302, a.id & 1023, 'interface, address',
      coalesce(binary_text('interfaceID', a.network_interface_id), '') || ', '
      || coalesce(binary_text('ipv4', a.private_ipv4_address), a.private_ipv6_address, '')
    FROM task AS t JOIN attachments AS a ON a.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN words AS w ON w.id = a.type_id WHERE a.network_interface_id IS NOT NULL
    UNION ALL SELECT 'attachment ' || coalesce(w.word, ''), 303, a.id & 1023, 'reason', r.reason
    FROM task AS t JOIN attachments AS a ON a.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN words AS w ON w.id = a.type_id JOIN reasons AS r ON r.id = a.reason_id
    UNION ALL SELECT 'attachment ' || coalesce(w.word, ''), 304, a.id & 1023, 'details', a.details
    FROM task AS t JOIN attachments AS a ON a.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN words AS w ON w.id = a.type_id WHERE a.details IS NOT NULL
  )
SELECT part, name, value FROM lines WHERE value IS NOT NULL
ORDER BY number / 100, position, number
