-- title: Failed health checks
-- about: By target group, or by service for the containers' own checks: how often checks failed, and how old the tasks were.
-- Tasks stopped young need a longer grace period or a faster start; tasks stopped at any age point to the check, the
-- network or the load.
-- empty: no failed health checks
-- reads: stops(task), cluster_names, service_names, reasons, verdicts
-- keys: target_group, service, check, cluster, account, region
-- page: 110 folded
-- column check (code): load balancer or container
-- column target_group (text): the name of the target group or Classic Load Balancer
-- column cluster (text, once): the cluster's name
-- column service (text, or none): the service, or the task's group if it belongs to no service
-- column stops (count): stopped tasks
-- column age_min_seconds (duration, s): age of the youngest, from RUNNING to the decision to stop it
-- column age_p50_seconds (duration, s): median age
-- column age_p90_seconds (duration, s): 90th percentile
-- column first_stop (time): the first of them, UTC
-- column last_stop (time): the latest of them, UTC
-- column example_task (id): the latest of them, for `report task`
-- column account (code, once): the cluster's AWS account
-- column region (code, once): the cluster's region
-- chart: bars stops
WITH
  -- The target group or Classic Load Balancer that a reason names.
  targets AS MATERIALIZED (
    SELECT id, substr(target, 1, instr(target || '/', '/') - 1) AS target
    FROM (
      SELECT id, CASE
        WHEN instr(reason, ':targetgroup/') > 0 THEN substr(reason, instr(reason, ':targetgroup/') + 13)
        ELSE rtrim(substr(reason, instr(reason, '(elb ') + 5), ')') END AS target
      FROM reasons WHERE instr(reason, ':targetgroup/') > 0 OR instr(reason, '(elb ') > 0)
  ),
  classified AS NOT MATERIALIZED (
    SELECT s.logged_at, s.stopping_at, s.stopped_at, s.started_at, coalesce(t.target, '') AS target,
      coalesce(s.cluster_id, 0) AS cluster_id, coalesce(s.group_id, 0) AS group_id,
      s.verdict_id IN (SELECT id FROM verdicts WHERE category = 'elb_health_check_failed') AS is_balanced
    FROM stops AS s LEFT JOIN targets AS t ON t.id = s.reason_id
    WHERE s.verdict_id IN (
      SELECT id FROM verdicts WHERE category IN ('elb_health_check_failed', 'container_health_check_failed'))
  ),
  counted AS MATERIALIZED (
    SELECT value ->> 0 AS stops, value ->> 1 AS first, value ->> 2 AS last, value ->> 3 AS target,
      value ->> 4 AS cluster_id, value ->> 5 AS group_id, value ->> 6 AS is_balanced
    FROM json_each((SELECT tally(logged_at, target, cluster_id, group_id, is_balanced) FROM classified))
  ),
  aged AS NOT MATERIALIZED (
    SELECT target, cluster_id, group_id, is_balanced,
      nullif(max(coalesce(stopping_at, stopped_at) - started_at, -1), -1) AS age
    FROM classified
  ),
  ages AS MATERIALIZED (
    SELECT value ->> 1 AS p50, value ->> 2 AS p90, value ->> 6 AS target, value ->> 7 AS cluster_id,
      value ->> 8 AS group_id, value ->> 9 AS is_balanced
    FROM json_each((SELECT quantiles(age, target, cluster_id, group_id, is_balanced) FROM aged))
  ),
  -- Of each group and time the smallest task id, with its task: read once, since many groups may share a time.
  examples AS MATERIALIZED (
    SELECT coalesce(t.target, '') AS target, coalesce(s.cluster_id, 0) AS cluster_id, coalesce(s.group_id, 0) AS group_id,
      s.verdict_id IN (SELECT id FROM verdicts WHERE category = 'elb_health_check_failed') AS is_balanced,
      s.logged_at, min(s.task_id), s.task
    FROM (SELECT DISTINCT last FROM counted) AS l CROSS JOIN stops AS s ON s.logged_at = l.last
    LEFT JOIN targets AS t ON t.id = s.reason_id
    WHERE s.verdict_id IN (
      SELECT id FROM verdicts WHERE category IN ('elb_health_check_failed', 'container_health_check_failed'))
    GROUP BY 1, 2, 3, 4, 5
  ),
  -- The youngest: the last of all times -age.
  youngest AS MATERIALIZED (
    SELECT -(value ->> 2) AS age, value ->> 3 AS target, value ->> 4 AS cluster_id, value ->> 5 AS group_id,
      value ->> 6 AS is_balanced
    FROM json_each((SELECT tally(-age, target, cluster_id, group_id, is_balanced) FROM aged WHERE age IS NOT NULL))
  )
SELECT
  CASE c.is_balanced WHEN 1 THEN 'load balancer' ELSE 'container' END AS "check",
  nullif(c.target, '') AS target_group,
  n.cluster,
  g.service,
  c.stops,
  y.age / 1000.0 AS age_min_seconds,
  a.p50 / 1000.0 AS age_p50_seconds,
  a.p90 / 1000.0 AS age_p90_seconds,
  insights_timestamp(c.first) AS first_stop,
  insights_timestamp(c.last) AS last_stop,
  (SELECT e.task FROM examples AS e
    WHERE e.target = c.target AND e.cluster_id = c.cluster_id AND e.group_id = c.group_id
      AND e.is_balanced = c.is_balanced AND e.logged_at = c.last) AS example_task,
  n.account,
  n.region
FROM counted AS c
LEFT JOIN ages AS a ON a.target = c.target AND a.cluster_id = c.cluster_id AND a.group_id = c.group_id
  AND a.is_balanced = c.is_balanced
LEFT JOIN youngest AS y ON y.target = c.target AND y.cluster_id = c.cluster_id AND y.group_id = c.group_id
  AND y.is_balanced = c.is_balanced
LEFT JOIN cluster_names AS n ON n.id = c.cluster_id
LEFT JOIN service_names AS g ON g.id = c.group_id
ORDER BY c.stops DESC, c.last DESC, service, cluster, account, region, target_group
