-- title: Crash loops
-- about: Times in which one revision of a service or family stopped abnormally again and again after a short run, or without
-- ever running. Loops still going at the end of the time range come first, then the newest.
-- parameter stops (whole number) = 5: how many such stops make a loop
-- parameter within_minutes (whole number of minutes) = 60: the time within which they happen
-- parameter run_seconds (whole number of seconds) = 300: the longest run that counts as short
-- empty: no crash loops
-- chart: bars stops
-- reads: period, stops(task, is_abnormal, category, exit_code), cluster_names, service_names, containers,
-- task_definitions, words
-- keys: service, first_stop, family, revision, cluster, account, region
-- page: 70
-- column cluster (text, once): the cluster's name
-- column service (text, or none): the service, or the task's group if it belongs to no service
-- column family (text): the task definition's family
-- column revision (code): the task definition's revision
-- column ongoing (boolean): 1 if the latest stop is within `within_minutes` of the end of the time range, otherwise 0
-- column stops (count): abnormal stops after a short run, or without any
-- column never_ran (count): those that never ran
-- column category (code, main): the most frequent cause
-- column exit_code (code): the exit code that this cause rests on, if any
-- column run_p50_seconds (duration, s): median run time of those that ran
-- column first_stop (time): the first of them, UTC
-- column last_stop (time): the latest of them, UTC
-- column example_task (id, main): the latest of them, for `report task`
-- column account (code, once): the cluster's AWS account
-- column region (code, once): the cluster's region
WITH
  short AS NOT MATERIALIZED (
    SELECT
      s.id, s.task, s.logged_at, s.cluster_id, s.group_id, s.task_definition_id, s.category, s.exit_code,
      coalesce(s.execution_stopped_at, s.stopping_at, s.stopped_at) - s.started_at AS run
    FROM stops AS s
    WHERE s.is_abnormal AND (
      coalesce(s.execution_stopped_at, s.stopping_at, s.stopped_at) - s.started_at BETWEEN 0 AND {{run_seconds}} * 1000
      OR s.started_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM containers AS k
        WHERE k.id BETWEEN s.id << 10 AND s.id << 10 | 1023 AND k.exit_code IS NOT NULL)
      OR s.started_at IS NULL AND s.stop_code_id = (SELECT id FROM words WHERE word = 'TaskFailedToStart'))
  ),
  spaced AS (
    SELECT
      cluster_id, group_id, task_definition_id, logged_at AS last_at,
      lag(logged_at, {{stops}} - 1) OVER (
        PARTITION BY task_definition_id, group_id, cluster_id ORDER BY logged_at) AS first_at
    FROM short
  ),
  -- Loops that overlap, or follow each other within the time, are one.
  joined AS (
    SELECT
      *, first_at - lag(last_at) OVER (
        PARTITION BY cluster_id, group_id, task_definition_id ORDER BY last_at, first_at
      ) <= {{within_minutes}} * 60000 AS goes_on
    FROM spaced WHERE last_at - first_at <= {{within_minutes}} * 60000
  ),
  numbered AS (
    SELECT
      *, sum(goes_on IS NOT 1) OVER (
        PARTITION BY cluster_id, group_id, task_definition_id ORDER BY last_at, first_at
        ROWS UNBOUNDED PRECEDING) AS number
    FROM joined
  ),
  loops AS MATERIALIZED (
    SELECT
      row_number() OVER () AS loop, cluster_id, group_id, task_definition_id, min(first_at) AS first_at,
      max(last_at) AS last_at
    FROM numbered GROUP BY cluster_id, group_id, task_definition_id, number
  ),
  -- Their stops, by the index of the groups.
  looping AS MATERIALIZED (
    SELECT
      l.loop, s.logged_at, s.id, s.task, s.run, s.category, s.exit_code,
      cume_dist() OVER (PARTITION BY l.loop, s.run IS NULL ORDER BY s.run) AS share
    FROM loops AS l
    CROSS JOIN short AS s ON s.group_id IS l.group_id AND s.logged_at BETWEEN l.first_at AND l.last_at
      AND s.cluster_id IS l.cluster_id AND s.task_definition_id IS l.task_definition_id
  ),
  tallied AS (
    SELECT
      loop, count(*) AS stops, sum(run IS NULL) AS never_ran, min(run) FILTER (WHERE share >= 0.5) AS run_median
    FROM looping GROUP BY loop
  ),
  causes AS (
    SELECT
      loop, category, exit_code, row_number() OVER (
        PARTITION BY loop ORDER BY count(*) DESC, category, exit_code) AS place
    FROM looping GROUP BY loop, category, exit_code
  )
SELECT
  c.cluster,
  g.service,
  d.family,
  d.revision,
  l.last_at >= (SELECT end_at - {{within_minutes}} * 60000 FROM period) AS ongoing,
  t.stops,
  t.never_ran,
  m.category,
  m.exit_code,
  t.run_median / 1000.0 AS run_p50_seconds,
  insights_timestamp(l.first_at) AS first_stop,
  insights_timestamp(l.last_at) AS last_stop,
  (SELECT k.task FROM looping AS k WHERE k.loop = l.loop AND k.logged_at = l.last_at ORDER BY k.id LIMIT 1)
    AS example_task,
  c.account,
  c.region
FROM loops AS l
JOIN tallied AS t ON t.loop = l.loop
JOIN causes AS m ON m.loop = l.loop AND m.place = 1
LEFT JOIN cluster_names AS c ON c.id = l.cluster_id
LEFT JOIN service_names AS g ON g.id = l.group_id
LEFT JOIN task_definitions AS d ON d.id = l.task_definition_id
ORDER BY
  ongoing DESC, l.last_at DESC, t.stops DESC, cluster, service, d.family, d.revision, c.arn, l.task_definition_id, l.group_id
