-- title: Stops for failed health checks
-- about: By target group, or by service for checks of the container itself: how often, and how old the tasks were when
-- they were judged unhealthy. Tasks that are killed young need a longer grace period or a faster start; those that are
-- killed at any age have a check, a network or a load that fails.
-- reads: stops(task), cluster_names, service_names, reasons, verdicts
-- keys: check, target_group, cluster, service, first_stop, account, region
-- page: 110 folded
-- column check (code): load balancer or container
-- column target_group (text): the name of the target group or classic load balancer
-- column cluster (text, once): its name
-- column service (text, or none): the service, or the task's group
-- column stops (count): how many tasks stopped
-- column age_min_seconds (duration, s): the age of the youngest, from RUNNING to the decision
-- column age_p50_seconds (duration, s): half were no older than this
-- column age_p90_seconds (duration, s): nine in ten
-- column first_stop (time): the first of them, UTC
-- column last_stop (time): the latest of them, UTC
-- column example_task (id): the latest of them, for `report task`
-- column account (code, once): of the cluster
-- column region (code, once): of the cluster
-- chart: bars stops
WITH
  judged AS NOT MATERIALIZED (
    SELECT s.logged_at, s.stopping_at, s.stopped_at, s.started_at, coalesce(s.reason_id, 0) AS reason_id,
      coalesce(s.cluster_id, 0) AS cluster_id, coalesce(s.group_id, 0) AS group_id,
      s.verdict_id IN (SELECT id FROM verdicts WHERE category = 'elb_health_check_failed') AS is_balanced
    FROM stops AS s
    WHERE s.verdict_id IN (
      SELECT id FROM verdicts WHERE category IN ('elb_health_check_failed', 'container_health_check_failed'))
  ),
  counted AS MATERIALIZED (
    SELECT value ->> 0 AS stops, value ->> 1 AS first, value ->> 2 AS last, value ->> 3 AS reason_id,
      value ->> 4 AS cluster_id, value ->> 5 AS group_id, value ->> 6 AS is_balanced
    FROM json_each((SELECT tally(logged_at, reason_id, cluster_id, group_id, is_balanced) FROM judged))
  ),
  aged AS NOT MATERIALIZED (
    SELECT reason_id, cluster_id, group_id, is_balanced,
      nullif(max(coalesce(stopping_at, stopped_at) - started_at, -1), -1) AS age
    FROM judged
  ),
  ages AS MATERIALIZED (
    SELECT value ->> 1 AS p50, value ->> 2 AS p90, value ->> 6 AS reason_id, value ->> 7 AS cluster_id,
      value ->> 8 AS group_id, value ->> 9 AS is_balanced
    FROM json_each((SELECT quantiles(age, reason_id, cluster_id, group_id, is_balanced) FROM aged))
  ),
  -- The least age: of all times before the age, the last is -age.
  least AS MATERIALIZED (
    SELECT -(value ->> 2) AS age, value ->> 3 AS reason_id, value ->> 4 AS cluster_id, value ->> 5 AS group_id,
      value ->> 6 AS is_balanced
    FROM json_each((SELECT tally(-age, reason_id, cluster_id, group_id, is_balanced) FROM aged WHERE age IS NOT NULL))
  ),
  texts AS (
    SELECT c.*, r.reason, instr(r.reason, ':targetgroup/') AS target_at, instr(r.reason, '(elb ') AS elb_at
    FROM counted AS c LEFT JOIN reasons AS r ON r.id = c.reason_id
  ),
  targets AS (
    SELECT *,
      CASE
        WHEN target_at > 0 THEN substr(reason, target_at + 13)
        WHEN elb_at > 0 THEN rtrim(substr(reason, elb_at + 5), ')')
      END AS target
    FROM texts
  )
SELECT
  CASE t.is_balanced WHEN 1 THEN 'load balancer' ELSE 'container' END AS "check",
  substr(t.target, 1, instr(t.target || '/', '/') - 1) AS target_group,
  n.cluster,
  g.service,
  t.stops,
  l.age / 1000.0 AS age_min_seconds,
  a.p50 / 1000.0 AS age_p50_seconds,
  a.p90 / 1000.0 AS age_p90_seconds,
  insights_timestamp(t.first) AS first_stop,
  insights_timestamp(t.last) AS last_stop,
  (SELECT task FROM stops
    WHERE logged_at = t.last AND coalesce(group_id, 0) = t.group_id AND coalesce(cluster_id, 0) = t.cluster_id
      AND coalesce(reason_id, 0) = t.reason_id
    ORDER BY +task_id LIMIT 1) AS example_task,
  n.account,
  n.region
FROM targets AS t
LEFT JOIN ages AS a ON a.reason_id = t.reason_id AND a.cluster_id = t.cluster_id AND a.group_id = t.group_id
  AND a.is_balanced = t.is_balanced
LEFT JOIN least AS l ON l.reason_id = t.reason_id AND l.cluster_id = t.cluster_id AND l.group_id = t.group_id
  AND l.is_balanced = t.is_balanced
LEFT JOIN cluster_names AS n ON n.id = t.cluster_id
LEFT JOIN service_names AS g ON g.id = t.group_id
ORDER BY t.stops DESC, t.last DESC, service, cluster, account, region, target_group, t.reason_id
