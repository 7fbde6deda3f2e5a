-- title: Everything about one task
-- about: Why it stopped, who is responsible and what the verdict rests on; what the task was; its timeline; exit code and
-- reason of every container; attachments. Environment variables and commands are left out.
-- argument: the task's ID, the beginning of it, or its ARN
-- reads: attachments, clusters, container_names, containers, image_digests, images, reasons, starters, subnets,
-- task_definitions, task_groups, tasks, verdicts, words
-- keys: part, name, value
-- column part (text): what the line is about
-- column name (text): which property, or when
-- column value (any, prose): the property, or what happened
-- chart: timeline
WITH RECURSIVE
  task AS MATERIALIZED (SELECT * FROM tasks WHERE id = {{subject}}),
  verdict AS MATERIALIZED (
    SELECT t.id AS task, v.* FROM task AS t JOIN verdicts AS v ON v.id = t.verdict_id
  ),
  -- The paths of the evidence, one a row.
  evidence (task, number, path, rest) AS (
    SELECT task, 0, NULL, evidence || ', ' FROM verdict WHERE evidence <> ''
    UNION ALL
    SELECT task, number + 1, substr(rest, 1, instr(rest, ', ') - 1), substr(rest, instr(rest, ', ') + 2)
    FROM evidence WHERE rest <> ''
  ),
  names_of_evidence (path, words) AS (
    VALUES
      ('detail.stopCode', 'stop code'), ('detail.stoppedReason', 'stopped reason'), ('detail.group', 'group'),
      ('detail.startedAt', 'running'), ('detail.stoppingAt', 'stop requested or detected'),
      ('detail.executionStoppedAt', 'containers ended')
  ),
  times (number, name, at) AS (
    SELECT 1, 'created', created_at FROM task
    UNION ALL SELECT 2, 'connected', connectivity_at FROM task
    UNION ALL SELECT 3, 'image pull began', pull_started_at FROM task
    UNION ALL SELECT 4, 'image pull ended', pull_stopped_at FROM task
    UNION ALL SELECT 5, 'running', started_at FROM task
    UNION ALL SELECT 6, 'stop requested or detected', stopping_at FROM task
    UNION ALL SELECT 7, 'containers ended', execution_stopped_at FROM task
    UNION ALL SELECT 8, 'stopped', stopped_at FROM task
  ),
  held AS MATERIALIZED (
    SELECT 'container ' || coalesce(n.name, k.id & 1023) AS part, k.id & 1023 AS position, k.*
    FROM task AS t JOIN containers AS k ON k.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN container_names AS n ON n.id = k.name_id
  ),
  exit_codes AS MATERIALIZED (
    SELECT group_concat(coalesce(exit_code, 'none'), ', ') AS list FROM (SELECT exit_code FROM held ORDER BY position)
  ),
  attached AS MATERIALIZED (
    SELECT 'attachment ' || coalesce(w.word, '') AS part, a.id & 1023 AS position, a.*
    FROM task AS t JOIN attachments AS a ON a.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN words AS w ON w.id = a.type_id
  ),
  lines (part, number, position, name, value) AS (
    SELECT 'verdict', 0, 0, 'status',
      'STOPPED at ' || insights_timestamp(coalesce(t.stopped_at, t.logged_at))
        || CASE
          WHEN coalesce(t.execution_stopped_at, t.stopping_at, t.stopped_at) >= t.started_at THEN ', ran for '
            || seconds_text((coalesce(t.execution_stopped_at, t.stopping_at, t.stopped_at) - t.started_at) / 1000.0)
          WHEN t.started_at IS NULL AND NOT EXISTS (SELECT 1 FROM held WHERE exit_code IS NOT NULL) THEN ', never ran'
          ELSE ''
        END
        || (SELECT coalesce(', exit ' || list, ', no containers') FROM exit_codes)
    FROM task AS t
    UNION ALL SELECT 'verdict', 1, 0, 'cause', category_title(category) || ' (' || category || ')' FROM verdict
    UNION ALL SELECT 'verdict', 2, 0, 'kind', CASE is_abnormal WHEN 1 THEN 'abnormal' ELSE 'routine' END FROM verdict
    UNION ALL SELECT 'verdict', 3, 0, 'responsible', responsible FROM verdict
    UNION ALL SELECT 'verdict', 4, 0, 'confidence', confidence FROM verdict
    UNION ALL SELECT 'verdict', 5, 0, 'kill', CASE kill
        WHEN 'memory_confirmed' THEN 'out of memory, as the container''s reason says'
        WHEN 'memory_likely' THEN 'out of memory, most likely: an unrequested SIGKILL without a reason'
        WHEN 'memory_doubtful' THEN 'a reason names memory, but its container returned 0 or no exit code'
        WHEN 'stop_timeout' THEN 'did not end within the stop timeout after its stop was requested'
      END
    FROM verdict
    UNION ALL SELECT 'verdict', 6, 0, 'rule', rule FROM verdict WHERE rule <> ''
    UNION ALL SELECT 'verdict', 7 + e.number, 0, 'evidence',
      CASE
        WHEN e.path GLOB 'detail.containers.*.exitCode' THEN h.part || ': exit code ' || coalesce(h.exit_code, 'missing')
        WHEN e.path GLOB 'detail.containers.*' THEN h.part || ': ' || (SELECT reason FROM reasons WHERE id = h.reason_id)
        -- Of all containers it was their exit codes that counted.
        WHEN e.path = 'detail.containers' THEN 'exit codes: ' || (SELECT coalesce(list, 'no containers') FROM exit_codes)
        ELSE coalesce(w.words, e.path) || ': ' || coalesce(json_field(message(e.task), e.path), 'missing')
      END
    FROM evidence AS e
    LEFT JOIN held AS h ON e.path GLOB 'detail.containers.*' AND h.position = CAST(substr(e.path, 19) AS INTEGER)
    LEFT JOIN names_of_evidence AS w ON w.path = e.path
    WHERE e.path IS NOT NULL
    UNION ALL SELECT 'verdict', 90, 0, 'advice', category_advice(category) FROM verdict
    UNION ALL SELECT 'task', 101, 0, 'task', arn_text(task_prefix_id, task_id) FROM task
    UNION ALL SELECT 'task', 102, 0, 'stop code', w.word FROM task JOIN words AS w ON w.id = stop_code_id
    UNION ALL SELECT 'task', 103, 0, 'reason', r.reason FROM task JOIN reasons AS r ON r.id = reason_id
    UNION ALL SELECT 'task', 104, 0, 'cluster', c.arn FROM task JOIN clusters AS c ON c.id = cluster_id
    UNION ALL SELECT 'task', 105, 0, 'group', g.name FROM task JOIN task_groups AS g ON g.id = group_id
    UNION ALL SELECT 'task', 106, 0, 'started by', s.started_by FROM task JOIN starters AS s ON s.id = starter_id
    UNION ALL SELECT 'task', 107, 0, 'task definition', d.arn
    FROM task JOIN task_definitions AS d ON d.id = task_definition_id
    UNION ALL SELECT 'task', 108, 0, 'launch type', w.word FROM task JOIN words AS w ON w.id = launch_type_id
    UNION ALL SELECT 'task', 109, 0, 'capacity provider', w.word
    FROM task JOIN words AS w ON w.id = capacity_provider_id
    UNION ALL SELECT 'task', 110, 0, 'availability zone', w.word
    FROM task JOIN words AS w ON w.id = availability_zone_id
    UNION ALL SELECT 'task', 111, 0, 'cpu units, memory MiB', cpu || ', ' || memory FROM task
    UNION ALL SELECT 'task', 112, 0, 'container instance', arn_text(container_instance_prefix_id, container_instance_id)
    FROM task
    UNION ALL SELECT 'task', 113, 0, 'ran for', seconds_text(
      (coalesce(execution_stopped_at, stopping_at, stopped_at) - started_at) / 1000.0)
    FROM task WHERE coalesce(execution_stopped_at, stopping_at, stopped_at) >= started_at
    UNION ALL SELECT 'task', 113, 0, 'ran for', 'never started' FROM task
    WHERE started_at IS NULL AND NOT EXISTS (SELECT 1 FROM held WHERE exit_code IS NOT NULL)
    UNION ALL SELECT 'timeline', 200 + row_number() OVER (ORDER BY at, number), 0, insights_timestamp(at),
      name || coalesce(', after ' || seconds_text((at - lag(at) OVER (ORDER BY at, number)) / 1000.0), '')
    FROM times WHERE at IS NOT NULL
    UNION ALL SELECT part, 300, position, 'exit code', coalesce(exit_code, 'none') FROM held
    UNION ALL SELECT part, 301, position, 'reason', (SELECT reason FROM reasons WHERE id = reason_id) FROM held
    UNION ALL SELECT part, 302, position, 'image', (SELECT image FROM images WHERE id = image_id) FROM held
    UNION ALL SELECT part, 303, position, 'image digest', (SELECT digest FROM image_digests WHERE id = image_digest_id)
    FROM held
    UNION ALL SELECT part, 304, position, 'memory MiB, reserved MiB',
      nullif(coalesce(memory, '') || coalesce(', ' || memory_reservation, ''), '') FROM held
    UNION ALL SELECT part, 305, position, 'health', w.word FROM held JOIN words AS w ON w.id = health_status_id
    WHERE w.word <> 'UNKNOWN'
    UNION ALL SELECT part, 306, position, 'last status', w.word FROM held JOIN words AS w ON w.id = last_status_id
    WHERE w.word <> 'STOPPED'
    UNION ALL SELECT part, 400, position, 'id, status',
      coalesce(binary_text('uuid', attachment_id), '') || ', '
      || coalesce((SELECT word FROM words WHERE id = status_id), '')
    FROM attached
    UNION ALL SELECT part, 401, position, 'subnet', (SELECT subnet FROM subnets WHERE id = subnet_id) FROM attached
    UNION ALL SELECT part, 402, position, 'interface, address',
      coalesce(binary_text('interfaceID', network_interface_id), '') || ', '
      || coalesce(binary_text('ipv4', private_ipv4_address), private_ipv6_address, '')
    FROM attached WHERE network_interface_id IS NOT NULL
    UNION ALL SELECT part, 403, position, 'reason', (SELECT reason FROM reasons WHERE id = reason_id) FROM attached
    UNION ALL SELECT part, 404, position, 'details', details FROM attached
  )
SELECT part, name, value FROM lines WHERE value IS NOT NULL
ORDER BY number / 100, position, number
