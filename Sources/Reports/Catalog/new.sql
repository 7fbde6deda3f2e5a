-- title: What is new
-- about: What the window has that the archive did not have before it: texts that no rule knows (as they are), causes,
-- other texts, services, exit codes of services, revisions of services. A new service's own exit codes and
-- revisions are not listed again. Where the archive begins in the window, everything is new.
-- since: 7d
-- column what: unknown text, category, reason, service, exit code or revision
-- column value: the text, the cause, the service, the exit code, or family and revision; texts that a rule knows with
-- ids, numbers and addresses as *
-- column stops: stopped tasks with it in the window
-- column abnormal: those that do not belong to normal operation
-- column routine: those that do
-- column services: how many services have it
-- column cluster: the cluster of the first of them
-- column service: the service of the first of them, or the task's group if it belongs to none
-- column category: the cause of the first of them
-- column first_stop: the first of them, UTC
-- column example_task: the first of them, for `report task`
-- column account: the AWS account of the first of them
-- column region: the region of the first of them
WITH
  judged AS MATERIALIZED (
    SELECT
      verdict_id, coalesce(pattern_id, 0) AS pattern_id, coalesce(group_id, 0) AS group_id,
      coalesce(cluster_id, 0) AS cluster_id, sum(stops) AS stops
    FROM counts GROUP BY 1, 2, 3, 4
  ),
  known AS MATERIALIZED (
    SELECT DISTINCT
      h.verdict_id, coalesce(h.pattern_id, 0) AS pattern_id, coalesce(h.group_id, 0) AS group_id,
      coalesce(h.cluster_id, 0) AS cluster_id
    FROM history_counts AS h
  ),
  known_services AS MATERIALIZED (SELECT DISTINCT group_id, cluster_id FROM known),
  fresh AS (
    SELECT
      j.*, v.category, v.exit_code, v.is_abnormal,
      v.category NOT IN (SELECT w.category FROM known AS k JOIN verdicts AS w ON w.id = k.verdict_id) AS is_category,
      j.pattern_id > 0 AND j.pattern_id NOT IN (SELECT pattern_id FROM known) AS is_reason,
      (j.group_id, j.cluster_id) NOT IN known_services AS is_service,
      v.exit_code IS NOT NULL AND (j.group_id, j.cluster_id) IN known_services
        AND (j.group_id, j.cluster_id, v.exit_code) NOT IN (
          SELECT k.group_id, k.cluster_id, w.exit_code FROM known AS k JOIN verdicts AS w ON w.id = k.verdict_id
          WHERE w.exit_code IS NOT NULL) AS is_exit_code
    FROM judged AS j JOIN verdicts AS v ON v.id = j.verdict_id
  ),
  -- The first stop of each, by the index of the groups.
  dated AS MATERIALIZED (
    SELECT
      f.*, (SELECT s.id FROM stops AS s
        WHERE s.group_id IS nullif(f.group_id, 0) AND s.cluster_id IS nullif(f.cluster_id, 0)
          AND s.verdict_id = f.verdict_id AND s.pattern_id IS nullif(f.pattern_id, 0)
        ORDER BY s.logged_at, s.id LIMIT 1) AS first
    FROM fresh AS f WHERE f.is_category OR f.is_reason OR f.is_service OR f.is_exit_code
  ),
  -- Revisions are in no totals. Most of those that are not new ran in the window before; only for services with others
  -- all their stops before the window are read.
  revisions AS MATERIALIZED (
    SELECT DISTINCT s.group_id, s.cluster_id, s.task_definition_id FROM stops AS s
    WHERE s.task_definition_id IS NOT NULL
      AND (coalesce(s.group_id, 0), coalesce(s.cluster_id, 0)) IN known_services
    EXCEPT SELECT e.group_id, e.cluster_id, e.task_definition_id FROM earlier_stops AS e
  ),
  new_revisions AS MATERIALIZED (
    SELECT group_id, cluster_id, task_definition_id FROM revisions
    EXCEPT SELECT t.group_id, t.cluster_id, t.task_definition_id
    FROM (SELECT DISTINCT group_id FROM revisions) AS r CROSS JOIN tasks AS t ON t.group_id IS r.group_id
    WHERE t.logged_at < (SELECT start_at FROM period)
  ),
  stopped_revisions AS (
    SELECT s.group_id, s.cluster_id, s.task_definition_id, count(*) AS stops, sum(v.is_abnormal) AS abnormal
    FROM stops AS s
    CROSS JOIN new_revisions AS r ON r.group_id IS s.group_id AND r.cluster_id IS s.cluster_id
      AND r.task_definition_id = s.task_definition_id
    CROSS JOIN verdicts AS v ON v.id = s.verdict_id
    GROUP BY s.group_id, s.cluster_id, s.task_definition_id
  ),
  -- What the rows of one line of the report have in common: rank, what, value, place.
  items (rank, what, value, place, group_id, cluster_id, stops, abnormal, first) AS (
    SELECT
      CASE category WHEN 'unknown' THEN 1 ELSE 3 END, CASE category WHEN 'unknown' THEN 'unknown text' ELSE 'reason' END,
      pattern_id, '', group_id, cluster_id, stops, stops * is_abnormal, first
    FROM dated WHERE is_reason
    UNION ALL SELECT 2, 'category', category, '', group_id, cluster_id, stops, stops * is_abnormal, first
    FROM dated WHERE is_category AND category <> 'unknown'
    UNION ALL SELECT
      4, 'service', '', group_id || ' ' || cluster_id, group_id, cluster_id, stops, stops * is_abnormal, first
    FROM dated WHERE is_service
    UNION ALL SELECT
      5, 'exit code', exit_code, group_id || ' ' || cluster_id, group_id, cluster_id, stops, stops * is_abnormal, first
    FROM dated WHERE is_exit_code
    UNION ALL SELECT
      6, 'revision', r.task_definition_id, coalesce(r.group_id, 0) || ' ' || coalesce(r.cluster_id, 0), r.group_id,
      r.cluster_id, r.stops, r.abnormal, (
        SELECT s.id FROM stops AS s
        WHERE s.group_id IS r.group_id AND s.cluster_id IS r.cluster_id AND s.task_definition_id = r.task_definition_id
        ORDER BY s.logged_at, s.id LIMIT 1)
    FROM stopped_revisions AS r
  ),
  ranked AS (
    SELECT
      i.*, row_number() OVER (PARTITION BY i.rank, i.value, i.place ORDER BY t.logged_at, t.id) AS turn
    FROM items AS i JOIN tasks AS t ON t.id = i.first
  ),
  lines AS (
    SELECT
      rank, what, value, sum(stops) AS stops, sum(abnormal) AS abnormal,
      count(DISTINCT group_id || ' ' || cluster_id) AS services, max(first) FILTER (WHERE turn = 1) AS first
    FROM ranked GROUP BY rank, what, value, place
  ),
  shown AS (
    SELECT
      l.*, t.logged_at, v.category, c.name AS cluster, coalesce(g.service, nullif(g.name, ''), '(none)') AS service,
      CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END AS task,
      arn_part(c.arn, 5) AS account, arn_part(c.arn, 4) AS region, d.name AS revision,
      (SELECT pattern FROM reason_patterns WHERE id = t.pattern_id) AS pattern
    FROM lines AS l
    JOIN tasks AS t ON t.id = l.first
    JOIN verdicts AS v ON v.id = t.verdict_id
    LEFT JOIN clusters AS c ON c.id = t.cluster_id
    LEFT JOIN task_groups AS g ON g.id = t.group_id
    LEFT JOIN task_definitions AS d ON d.id = t.task_definition_id
  )
SELECT
  s.what,
  CASE s.what
    WHEN 'service' THEN s.service
    WHEN 'revision' THEN s.revision
    WHEN 'reason' THEN s.pattern
    -- A signed address is a credential.
    WHEN 'unknown text' THEN coalesce(
      (SELECT r.reason FROM reasons AS r
        WHERE text_pattern(r.reason) = s.pattern AND r.reason NOT LIKE '%x-amz-%' AND r.id IN (
          SELECT reason_id FROM tasks WHERE id = s.first
          UNION ALL SELECT reason_id FROM containers WHERE id BETWEEN s.first << 10 AND s.first << 10 | 1023
          UNION ALL SELECT reason_id FROM attachments WHERE id BETWEEN s.first << 10 AND s.first << 10 | 1023)
        ORDER BY r.id LIMIT 1),
      s.pattern)
    ELSE s.value
  END AS value,
  s.stops,
  s.abnormal,
  s.stops - s.abnormal AS routine,
  s.services,
  s.cluster,
  s.service,
  s.category,
  insights_timestamp(s.logged_at) AS first_stop,
  s.task AS example_task,
  s.account,
  s.region
FROM shown AS s
ORDER BY
  s.rank, s.abnormal DESC, s.stops DESC, s.logged_at, value, s.cluster, s.service, s.first
