-- title: What is new
-- about: What the time range has that the archive did not have before it: stop codes and reasons that no rule knows (shown as
-- they are), causes, other reasons, services, exit codes of services, revisions of services. The exit codes and revisions
-- of a new service are not listed again. A reason given by whoever called StopTask is not an unknown reason. If the archive
-- begins within the time range, everything is new.
-- reads: stops(task, is_abnormal, category), earlier_stops, history_stops, history_counts(verdict_id, pattern_id,
-- group_id, cluster_id), cluster_names, service_names, attachments, containers, reason_patterns, reasons,
-- task_definitions, tasks, verdicts, words
-- empty: nothing is new
-- keys: what, value, service, cluster, account, region
-- page: 30
-- column what (code): unknown stop code, unknown reason, cause, reason, service, exit code or revision
-- column value (any, prose, or none): the stop code, reason, cause, service or exit code, or the family and revision; in
-- reasons that a rule knows, IDs, numbers and addresses are `*`
-- column stops (count, main): stopped tasks with it in the time range
-- column abnormal (count): those that do not belong to normal operation
-- column routine (count): those that belong to normal operation
-- column services (count): how many services have it
-- column cluster (text, once): the cluster of the first of them
-- column service (text, or none): the service of the first of them, or its task's group if it belongs to no service
-- column category (code): the cause of the first of them
-- column advice (text, prose): what to do about the cause, or about a reason that no rule knows
-- column first_stop (time, main): the first of them, UTC
-- column example_task (id): the first of them, for `report task`
-- column account (code, once): the AWS account of the first of them
-- column region (code, once): the region of the first of them
WITH
  unknown_codes AS MATERIALIZED (SELECT id FROM words WHERE NOT is_known_stop_code(word)),
  -- One pass over the window; GROUP BY would sort it.
  tallies AS MATERIALIZED (
    SELECT
      tally(s.logged_at, s.verdict_id, s.pattern_id, s.group_id, s.cluster_id) AS causes,
      tally(s.logged_at, s.task_definition_id, s.group_id, s.cluster_id, s.is_abnormal) AS revisions,
      tally(s.logged_at, s.verdict_id, s.stop_code_id, s.reason_id, s.group_id, s.cluster_id) FILTER (
        WHERE s.stop_code_id IN (SELECT id FROM unknown_codes)
          OR s.reason_id IN (SELECT id FROM reasons WHERE category = 'unknown')
            AND s.category NOT IN ('unknown', 'user_stopped')) AS oddities
    FROM stops AS s
  ),
  judged AS MATERIALIZED (
    SELECT
      value ->> 0 AS stops, value ->> 1 AS first_at, value ->> 3 AS verdict_id, coalesce(value ->> 4, 0) AS pattern_id,
      coalesce(value ->> 5, 0) AS group_id, coalesce(value ->> 6, 0) AS cluster_id
    FROM json_each((SELECT causes FROM tallies))
  ),
  revisions AS MATERIALIZED (
    SELECT
      value ->> 0 AS stops, value ->> 1 AS first_at, value ->> 3 AS task_definition_id,
      coalesce(value ->> 4, 0) AS group_id, coalesce(value ->> 5, 0) AS cluster_id, value ->> 6 AS is_abnormal
    FROM json_each((SELECT revisions FROM tallies)) WHERE value ->> 3 IS NOT NULL
  ),
  -- Codes that no rule knows, and reasons beside which something else gave the cause.
  oddities AS MATERIALIZED (
    SELECT
      value ->> 0 AS stops, value ->> 1 AS first_at, value ->> 3 AS verdict_id, value ->> 4 AS stop_code_id,
      value ->> 5 AS reason_id, coalesce(value ->> 6, 0) AS group_id, coalesce(value ->> 7, 0) AS cluster_id
    FROM json_each((SELECT oddities FROM tallies))
  ),
  -- What there was before.
  known AS MATERIALIZED (
    SELECT DISTINCT
      h.verdict_id, coalesce(h.pattern_id, 0) AS pattern_id, coalesce(h.group_id, 0) AS group_id,
      coalesce(h.cluster_id, 0) AS cluster_id
    FROM history_counts AS h
  ),
  known_services AS MATERIALIZED (SELECT DISTINCT group_id, cluster_id FROM known),
  fresh AS MATERIALIZED (
    SELECT
      j.stops, j.stops * v.is_abnormal AS abnormal, j.first_at, j.verdict_id, j.pattern_id, j.group_id, j.cluster_id,
      v.category, v.exit_code,
      v.category NOT IN (SELECT w.category FROM known AS k JOIN verdicts AS w ON w.id = k.verdict_id) AS is_category,
      j.pattern_id > 0 AND j.pattern_id NOT IN (SELECT pattern_id FROM known) AS is_reason,
      (j.group_id, j.cluster_id) NOT IN known_services AS is_service,
      v.exit_code IS NOT NULL AND (j.group_id, j.cluster_id) IN known_services
        AND (j.group_id, j.cluster_id, v.exit_code) NOT IN (
          SELECT k.group_id, k.cluster_id, w.exit_code FROM known AS k JOIN verdicts AS w ON w.id = k.verdict_id
          WHERE w.exit_code IS NOT NULL) AS is_exit_code
    FROM judged AS j JOIN verdicts AS v ON v.id = j.verdict_id
  ),
  -- No totals tell revisions. Most that are not new had stops in the time just before; only of services with others are
  -- all stops before the window read.
  unseen AS MATERIALIZED (
    SELECT r.task_definition_id, r.group_id, r.cluster_id
    FROM revisions AS r WHERE (r.group_id, r.cluster_id) IN known_services
    EXCEPT SELECT e.task_definition_id, coalesce(e.group_id, 0), coalesce(e.cluster_id, 0) FROM earlier_stops AS e
  ),
  new_revisions AS MATERIALIZED (
    SELECT task_definition_id, group_id, cluster_id FROM unseen
    EXCEPT SELECT t.task_definition_id, coalesce(t.group_id, 0), coalesce(t.cluster_id, 0)
    FROM (SELECT DISTINCT group_id FROM unseen) AS u CROSS JOIN history_stops AS t ON t.group_id IS nullif(u.group_id, 0)
  ),
  new_codes AS MATERIALIZED (
    SELECT DISTINCT o.stop_code_id AS id FROM oddities AS o
    WHERE o.stop_code_id IN (SELECT id FROM unknown_codes) AND NOT EXISTS (
      SELECT 1 FROM history_stops AS t WHERE t.stop_code_id = o.stop_code_id)
  ),
  new_texts AS MATERIALIZED (
    SELECT DISTINCT o.stop_code_id, o.reason_id FROM oddities AS o
    JOIN reasons AS r ON r.id = o.reason_id JOIN verdicts AS v ON v.id = o.verdict_id
    WHERE r.category = 'unknown' AND v.category NOT IN ('unknown', 'user_stopped') AND NOT EXISTS (
      SELECT 1 FROM history_stops AS t WHERE t.stop_code_id IS o.stop_code_id AND t.reason_id = o.reason_id)
  ),
  -- Rows of one rank, value and place are one line.
  items (rank, value, place, stops, abnormal, first_at, group_id, cluster_id, verdict_id, pattern_id) AS (
    SELECT
      0, o.stop_code_id, '', o.stops, o.stops * v.is_abnormal, o.first_at, o.group_id, o.cluster_id, NULL, NULL
    FROM oddities AS o JOIN verdicts AS v ON v.id = o.verdict_id WHERE o.stop_code_id IN new_codes
    -- By the reason itself, where another one made the pattern.
    UNION ALL SELECT
      1, o.reason_id, 'text', o.stops, o.stops * v.is_abnormal, o.first_at, o.group_id, o.cluster_id, NULL, NULL
    FROM oddities AS o JOIN verdicts AS v ON v.id = o.verdict_id
    JOIN new_texts AS n ON n.stop_code_id IS o.stop_code_id AND n.reason_id = o.reason_id
    WHERE v.category NOT IN ('unknown', 'user_stopped')
    UNION ALL SELECT
      CASE category WHEN 'unknown' THEN 1 ELSE 3 END, pattern_id, '', stops, abnormal, first_at, group_id, cluster_id,
      verdict_id, pattern_id
    FROM fresh WHERE is_reason AND (category = 'unknown' OR pattern_id NOT IN (
      SELECT p.id FROM new_texts AS n JOIN reasons AS r ON r.id = n.reason_id
      JOIN reason_patterns AS p ON p.pattern = text_pattern(r.reason)))
    UNION ALL SELECT
      2, category, '', stops, abnormal, first_at, group_id, cluster_id, verdict_id, pattern_id
    FROM fresh WHERE is_category AND category <> 'unknown'
    UNION ALL SELECT
      4, '', group_id || ' ' || cluster_id, stops, abnormal, first_at, group_id, cluster_id, verdict_id, pattern_id
    FROM fresh WHERE is_service
    UNION ALL SELECT
      5, exit_code, group_id || ' ' || cluster_id, stops, abnormal, first_at, group_id, cluster_id, verdict_id,
      pattern_id
    FROM fresh WHERE is_exit_code
    UNION ALL SELECT
      6, r.task_definition_id, r.group_id || ' ' || r.cluster_id, r.stops, r.stops * r.is_abnormal, r.first_at,
      r.group_id, r.cluster_id, NULL, NULL
    FROM revisions AS r
    WHERE (r.task_definition_id, r.group_id, r.cluster_id) IN new_revisions
  ),
  ranked AS MATERIALIZED (
    SELECT
      rank, value, place, stops, abnormal, first_at, group_id, cluster_id, verdict_id, pattern_id,
      row_number() OVER (
        PARTITION BY rank, value, place ORDER BY first_at, group_id, cluster_id, verdict_id, pattern_id) AS turn
    FROM items
  ),
  lines AS (
    SELECT
      rank, value, place, sum(stops) AS stops, sum(abnormal) AS abnormal,
      count(DISTINCT group_id || ' ' || cluster_id) AS services
    FROM ranked GROUP BY rank, value, place
  ),
  -- The stops among which the first ones are, by the index of the groups; read once, since many lines may share a time.
  candidates AS MATERIALIZED (
    SELECT t.id, t.logged_at, coalesce(t.group_id, 0) AS group_id, coalesce(t.cluster_id, 0) AS cluster_id,
      t.stop_code_id, t.reason_id, t.task_definition_id, t.verdict_id, coalesce(t.pattern_id, 0) AS pattern_id
    FROM (SELECT DISTINCT group_id, first_at FROM ranked WHERE turn = 1) AS r
    CROSS JOIN stops AS t ON t.group_id IS nullif(r.group_id, 0) AND t.logged_at = r.first_at
  ),
  -- What makes a stop one of a line's, and the first such stop.
  firsts AS MATERIALIZED (
    SELECT 0 AS kind, stop_code_id AS value, 0 AS pattern_id, logged_at, group_id, cluster_id, min(id) AS task
    FROM candidates GROUP BY 2, 4, 5, 6
    UNION ALL SELECT 1, reason_id, 0, logged_at, group_id, cluster_id, min(id) FROM candidates GROUP BY 2, 4, 5, 6
    UNION ALL SELECT 6, task_definition_id, 0, logged_at, group_id, cluster_id, min(id)
    FROM candidates GROUP BY 2, 4, 5, 6
    UNION ALL SELECT 2, verdict_id, pattern_id, logged_at, group_id, cluster_id, min(id)
    FROM candidates GROUP BY 2, 3, 4, 5, 6
  ),
  dated AS (
    SELECT
      l.rank, l.value, l.place, l.stops, l.abnormal, l.services, (
        SELECT f.task FROM firsts AS f
        WHERE f.kind = CASE WHEN l.rank IN (0, 6) THEN l.rank WHEN l.place = 'text' THEN 1 ELSE 2 END
          AND f.value = coalesce(r.verdict_id, l.value) AND f.pattern_id = coalesce(r.pattern_id, 0)
          AND f.logged_at = r.first_at AND f.group_id = r.group_id AND f.cluster_id = r.cluster_id) AS task
    FROM lines AS l
    JOIN ranked AS r ON r.rank = l.rank AND r.value = l.value AND r.place = l.place AND r.turn = 1
  ),
  shown AS (
    SELECT
      d.rank, d.value, d.place, d.stops, d.abnormal, d.services, t.id, t.logged_at, t.category, t.task, c.cluster, g.service,
      n.name AS revision, p.pattern, c.account, c.region
    FROM dated AS d
    JOIN stops AS t ON t.id = d.task
    LEFT JOIN cluster_names AS c ON c.id = t.cluster_id
    LEFT JOIN service_names AS g ON g.id = t.group_id
    LEFT JOIN task_definitions AS n ON n.id = t.task_definition_id
    LEFT JOIN reason_patterns AS p ON p.id = t.pattern_id
  )
SELECT
  CASE s.rank
    WHEN 0 THEN 'unknown stop code' WHEN 1 THEN 'unknown reason' WHEN 2 THEN 'cause' WHEN 3 THEN 'reason' WHEN 4 THEN 'service'
    WHEN 5 THEN 'exit code' ELSE 'revision' END AS what,
  CASE s.rank
    WHEN 0 THEN (SELECT word FROM words WHERE id = s.value)
    -- A signed address is a credential.
    WHEN 1 THEN coalesce(
      (SELECT r.reason FROM reasons AS r
        WHERE CASE s.place WHEN 'text' THEN r.id = s.value ELSE text_pattern(r.reason) = s.pattern END
          AND r.reason NOT LIKE '%x-amz-%' AND r.id IN (
          SELECT reason_id FROM tasks WHERE id = s.id
          UNION ALL SELECT reason_id FROM containers WHERE id BETWEEN s.id << 10 AND s.id << 10 | 1023
          UNION ALL SELECT reason_id FROM attachments WHERE id BETWEEN s.id << 10 AND s.id << 10 | 1023)
        ORDER BY r.id LIMIT 1),
      CASE s.place WHEN 'text' THEN (SELECT text_pattern(reason) FROM reasons WHERE id = s.value) ELSE s.pattern END)
    WHEN 3 THEN s.pattern
    WHEN 4 THEN s.service
    WHEN 6 THEN s.revision
    ELSE s.value
  END AS value,
  s.stops,
  s.abnormal,
  s.stops - s.abnormal AS routine,
  s.services,
  s.cluster,
  s.service,
  s.category,
  CASE WHEN s.rank < 2 THEN category_advice('unknown') WHEN s.rank = 2 THEN category_advice(s.value) END AS advice,
  insights_timestamp(s.logged_at) AS first_stop,
  s.task AS example_task,
  s.account,
  s.region
FROM shown AS s
ORDER BY s.rank, s.abnormal DESC, s.stops DESC, s.logged_at, value, s.cluster, s.service, s.id
