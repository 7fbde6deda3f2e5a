-- title: How long tasks run, and how long they take to stop
-- about: By service, routine and abnormal stops separately: how long tasks ran, from RUNNING until their containers ended,
-- and how long they took to stop, from the decision until then. A stop that reached the stop timeout was requested and
-- ended in SIGKILL: handle SIGTERM, or raise stopTimeout.
-- reads: stops(is_abnormal), counts(group_id, cluster_id, is_abnormal, kill), cluster_names, service_names
-- keys: service, kind, cluster, account, region
-- routine: kind
-- page: 120 folded
-- column account (code, once): the cluster's AWS account
-- column region (code, once): the cluster's region
-- column cluster (text, once): the cluster's name
-- column service (text, or none): the service, or the task's group if it belongs to no service
-- column kind (code): `abnormal`, or `routine` for stops that belong to normal operation
-- column stops (count): stopped tasks
-- column run_p50_seconds (duration, s): median run time of those that ran
-- column run_p90_seconds (duration, s): 90th percentile
-- column run_p99_seconds (duration, s): 99th percentile
-- column stop_p50_seconds (duration, s): median time to stop
-- column stop_p90_seconds (duration, s): 90th percentile
-- column stop_p99_seconds (duration, s): 99th percentile
-- column stop_timeouts (count): requested stops that ended in SIGKILL
-- chart: bars stop_timeouts
WITH
  timed AS NOT MATERIALIZED (
    SELECT coalesce(s.cluster_id, 0) AS cluster_id, coalesce(s.group_id, 0) AS group_id,
      s.is_abnormal,
      nullif(max(coalesce(s.execution_stopped_at, s.stopping_at, s.stopped_at) - s.started_at, -1), -1) AS run,
      -- A task that never ran has nothing that takes time to stop.
      nullif(max(
        coalesce(s.execution_stopped_at, iif(s.started_at IS NULL, NULL, s.stopped_at)) - s.stopping_at, -1), -1) AS stop
    FROM stops AS s
  ),
  measured AS MATERIALIZED (
    SELECT quantiles(run, cluster_id, group_id, is_abnormal) AS runs,
      quantiles(stop, cluster_id, group_id, is_abnormal) AS stoppings
    FROM timed
  ),
  runs AS MATERIALIZED (
    SELECT value ->> 1 AS p50, value ->> 2 AS p90, value ->> 4 AS p99,
      value ->> 6 AS cluster_id, value ->> 7 AS group_id, value ->> 8 AS is_abnormal
    FROM json_each((SELECT runs FROM measured))
  ),
  stoppings AS MATERIALIZED (
    SELECT value ->> 1 AS p50, value ->> 2 AS p90, value ->> 4 AS p99,
      value ->> 6 AS cluster_id, value ->> 7 AS group_id, value ->> 8 AS is_abnormal
    FROM json_each((SELECT stoppings FROM measured))
  ),
  counted AS MATERIALIZED (
    SELECT coalesce(c.cluster_id, 0) AS cluster_id, coalesce(c.group_id, 0) AS group_id, c.is_abnormal,
      sum(c.stops) AS stops, coalesce(sum(c.stops) FILTER (WHERE c.kill = 'stop_timeout'), 0) AS stop_timeouts
    FROM counts AS c GROUP BY 1, 2, 3
  )
SELECT
  n.account,
  n.region,
  n.cluster,
  g.service,
  CASE c.is_abnormal WHEN 1 THEN 'abnormal' ELSE 'routine' END AS kind,
  c.stops,
  r.p50 / 1000.0 AS run_p50_seconds,
  r.p90 / 1000.0 AS run_p90_seconds,
  r.p99 / 1000.0 AS run_p99_seconds,
  s.p50 / 1000.0 AS stop_p50_seconds,
  s.p90 / 1000.0 AS stop_p90_seconds,
  s.p99 / 1000.0 AS stop_p99_seconds,
  c.stop_timeouts
FROM counted AS c
LEFT JOIN runs AS r ON r.cluster_id = c.cluster_id AND r.group_id = c.group_id AND r.is_abnormal = c.is_abnormal
LEFT JOIN stoppings AS s ON s.cluster_id = c.cluster_id AND s.group_id = c.group_id AND s.is_abnormal = c.is_abnormal
LEFT JOIN cluster_names AS n ON n.id = c.cluster_id
LEFT JOIN service_names AS g ON g.id = c.group_id
ORDER BY c.stop_timeouts DESC, c.stops DESC, service, cluster, account, region, kind
