-- title: Scheduled and one-off tasks that failed
-- about: Tasks that no service ran, by what started them, family and cluster, most failures first. A run succeeded if its main
-- containers returned 0 (a sidecar killed afterwards does not count); it failed if one of them did not, returned no exit
-- code or never ran; it was interrupted if a person, Spot or maintenance stopped it early, and nothing starts it again. AWS
-- shortens the names of rules and schedules to 36 characters. Other callers may give each task a name of its own: names
-- that differ only in IDs and numbers are counted together.
-- by: day, weekday, hour, revision, zone, capacity-provider, launch-type
-- empty: no stops of tasks outside of services
-- reads: stops(task, is_abnormal), cluster_names, starters, task_definitions, task_groups, verdicts
-- keys: started_by, family, cluster, account, region
-- page: 130 folded
-- column started_by (text): the rule or schedule as far as AWS tells it, or whoever started it; of several names the latest
-- column starters (count): how many such names there are
-- column family (text): the task definition's family
-- column cluster (text, once): the cluster's name
-- column runs (count): stopped tasks
-- column succeeded (count): those that did their work
-- column failed (count): those that did not
-- column interrupted (count): those that were stopped early
-- column failed_percent (percent): share of all runs that failed
-- column category (code): the most frequent cause of the failures
-- column exit_code (code): the most frequent exit code of the failures, if they rest on one
-- column last_run (time): the latest run, UTC
-- column last_success (time): the latest that succeeded, UTC
-- column last_failure (time): the latest that failed, UTC
-- column example_task (id): the latest that failed, for `report task`
-- column account (code, once): the cluster's AWS account
-- column region (code, once): the cluster's region
-- chart: bars failed
WITH
  tallied AS MATERIALIZED (
    SELECT value ->> 0 AS runs, value ->> 2 AS last, value ->> 3 AS starter_id, value ->> 4 AS task_definition_id,
      value ->> 5 AS cluster_id, value ->> 6 AS verdict_id, value ->> 7 AS "by"
    FROM json_each((
      SELECT tally(logged_at, starter_id, task_definition_id, coalesce(cluster_id, 0), verdict_id, "by")
      FROM stops
      WHERE (group_id IS NULL OR group_id IN (SELECT id FROM task_groups WHERE service IS NULL))
        AND (starter_id IS NULL OR starter_id NOT IN (SELECT id FROM starters WHERE started_by LIKE 'ecs-svc/%'))))
  ),
  named AS MATERIALIZED (
    SELECT t.runs, t.last,
      CASE WHEN s.started_by LIKE 'events-rule/%' OR s.started_by LIKE 'chronos-schedule/%' THEN s.started_by
        ELSE coalesce(text_pattern(s.started_by), '') END AS starter,
      coalesce(s.started_by, '') AS started_by,
      coalesce(d.family, '') AS family, t.cluster_id, coalesce(t."by", '') AS "by", v.category, v.exit_code,
      v.is_abnormal, NOT v.is_abnormal AND v.category = 'essential_container_exited' AS is_success
    FROM tallied AS t JOIN verdicts AS v ON v.id = t.verdict_id
    LEFT JOIN starters AS s ON s.id = t.starter_id
    LEFT JOIN task_definitions AS d ON d.id = t.task_definition_id
  ),
  failures AS (
    SELECT starter, family, cluster_id, "by", category, exit_code,
      row_number() OVER (
        PARTITION BY starter, family, cluster_id, "by" ORDER BY sum(runs) DESC, category, exit_code) AS place
    FROM named WHERE is_abnormal GROUP BY starter, family, cluster_id, "by", category, exit_code
  ),
  jobs AS (
    SELECT starter, family, cluster_id, "by", sum(runs) AS runs,
      substr(max(format('%020d', last) || started_by), 21) AS started_by, count(DISTINCT nullif(started_by, '')) AS starters,
      coalesce(sum(runs) FILTER (WHERE is_success), 0) AS succeeded,
      coalesce(sum(runs) FILTER (WHERE is_abnormal), 0) AS failed,
      max(last) AS last_run, max(last) FILTER (WHERE is_success) AS last_success,
      max(last) FILTER (WHERE is_abnormal) AS last_failure
    FROM named GROUP BY starter, family, cluster_id, "by"
  ),
  -- Of each family, cluster and time the failure with the smallest task id: read once, since many jobs may share a time.
  examples AS MATERIALIZED (
    SELECT coalesce(d.family, '') AS family, coalesce(t.cluster_id, 0) AS cluster_id, t.logged_at, min(t.task_id), t.task
    FROM (SELECT DISTINCT last_failure FROM jobs) AS l CROSS JOIN stops AS t ON t.logged_at = l.last_failure
    LEFT JOIN task_definitions AS d ON d.id = t.task_definition_id
    WHERE (t.group_id IS NULL OR t.group_id IN (SELECT id FROM task_groups WHERE service IS NULL)) AND t.is_abnormal
    GROUP BY 1, 2, 3
  )
SELECT
  nullif(j."by", '') AS "by",
  nullif(j.started_by, '') AS started_by,
  j.starters,
  nullif(j.family, '') AS family,
  c.cluster,
  j.runs,
  j.succeeded,
  j.failed,
  j.runs - j.succeeded - j.failed AS interrupted,
  round(100.0 * j.failed / j.runs, 1) AS failed_percent,
  f.category,
  f.exit_code,
  insights_timestamp(j.last_run) AS last_run,
  insights_timestamp(j.last_success) AS last_success,
  insights_timestamp(j.last_failure) AS last_failure,
  (SELECT e.task FROM examples AS e
    WHERE e.family = j.family AND e.cluster_id = j.cluster_id AND e.logged_at = j.last_failure) AS example_task,
  c.account,
  c.region
FROM jobs AS j
LEFT JOIN failures AS f ON f.starter = j.starter AND f.family = j.family AND f.cluster_id = j.cluster_id AND f."by" = j."by"
  AND f.place = 1
LEFT JOIN cluster_names AS c ON c.id = j.cluster_id
ORDER BY j.failed DESC, j.last_failure DESC, j.runs DESC, started_by, family, cluster, account, region, j."by"
