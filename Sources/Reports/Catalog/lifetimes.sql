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
  -- One row each for run times, times to stop and numbers of stops; put together by grouping, since a join of them takes
  -- the square of the number of services.
  parts AS (
    SELECT value ->> 6 AS cluster_id, value ->> 7 AS group_id, value ->> 8 AS is_abnormal,
      value ->> 1 AS run_p50, value ->> 2 AS run_p90, value ->> 4 AS run_p99,
      NULL AS stop_p50, NULL AS stop_p90, NULL AS stop_p99, NULL AS stops, NULL AS stop_timeouts
    FROM json_each((SELECT runs FROM measured))
    UNION ALL
    SELECT value ->> 6, value ->> 7, value ->> 8,
      NULL, NULL, NULL, value ->> 1, value ->> 2, value ->> 4, NULL, NULL
    FROM json_each((SELECT stoppings FROM measured))
    UNION ALL
    SELECT coalesce(c.cluster_id, 0), coalesce(c.group_id, 0), c.is_abnormal,
      NULL, NULL, NULL, NULL, NULL, NULL, c.stops, iif(c.kill = 'stop_timeout', c.stops, 0)
    FROM counts AS c
  ),
  grouped AS (
    SELECT cluster_id, group_id, is_abnormal,
      max(run_p50) AS run_p50, max(run_p90) AS run_p90, max(run_p99) AS run_p99,
      max(stop_p50) AS stop_p50, max(stop_p90) AS stop_p90, max(stop_p99) AS stop_p99,
      sum(stops) AS stops, sum(stop_timeouts) AS stop_timeouts
    FROM parts GROUP BY cluster_id, group_id, is_abnormal
  )
SELECT
  n.account,
  n.region,
  n.cluster,
  g.service,
  CASE c.is_abnormal WHEN 1 THEN 'abnormal' ELSE 'routine' END AS kind,
  c.stops,
  c.run_p50 / 1000.0 AS run_p50_seconds,
  c.run_p90 / 1000.0 AS run_p90_seconds,
  c.run_p99 / 1000.0 AS run_p99_seconds,
  c.stop_p50 / 1000.0 AS stop_p50_seconds,
  c.stop_p90 / 1000.0 AS stop_p90_seconds,
  c.stop_p99 / 1000.0 AS stop_p99_seconds,
  c.stop_timeouts
FROM grouped AS c
LEFT JOIN cluster_names AS n ON n.id = c.cluster_id
LEFT JOIN service_names AS g ON g.id = c.group_id
ORDER BY c.stop_timeouts DESC, c.stops DESC, service, cluster, account, region, kind
