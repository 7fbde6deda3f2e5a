-- title: Out-of-memory kills
-- about: Containers killed for running out of memory, services with the most kills first. Confirmed: an OutOfMemoryError of a
-- container that failed. Likely: an unrequested exit code 137 that no reason explains. Doubtful: an OutOfMemoryError with
-- exit code 0 or none. Each task counts once, under the container that its verdict rests on. A 137 after a requested stop
-- is not a memory kill but a stop timeout: see `lifetimes`.
-- by: family, revision, zone, capacity-provider, launch-type
-- chart: bars stops
-- empty: no out-of-memory kills
-- reads: stops(task), cluster_names, service_names, container_names, containers, images, verdicts
-- keys: service, container, kill, memory_mib, cluster, account, region
-- page: 90
-- column kill (code): confirmed, likely or doubtful
-- column cluster (text, once): the cluster's name
-- column service (text, or none): the service, or the task's group if it belongs to no service
-- column container (text): the container's name
-- column memory_mib (number, MiB): the container's memory limit, or the task's if the container has none
-- column stops (count): stopped tasks
-- column run_min_seconds (duration, s): shortest run before the kill
-- column run_p50_seconds (duration, s): median run time before the kill
-- column run_p90_seconds (duration, s): 90th percentile
-- column image (text): the image of the latest
-- column images (count): how many different images
-- column first_stop (time): the first of them, UTC
-- column last_stop (time): the latest of them, UTC
-- column example_task (id): the latest of them, for `report task`
-- column account (code, once): the cluster's AWS account
-- column region (code, once): the cluster's region
WITH
  kinds AS MATERIALIZED (
    -- The last number in the evidence is the container's: detail.stopCode, detail.containers.1.exitCode.
    SELECT id, kill, CAST(replace(ending, rtrim(ending, '0123456789'), '') AS INTEGER) AS position
    FROM (
      SELECT
        id, substr(kill, 8) AS kill,
        rtrim(evidence, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ., ') AS ending
      FROM verdicts WHERE kill IN ('memory_confirmed', 'memory_likely', 'memory_doubtful'))
  ),
  killed AS (
    SELECT
      s."by", s.id, s.logged_at, s.cluster_id, s.group_id, k.kill, c.name_id, c.image_id,
      CASE
        WHEN typeof(c.memory) = 'integer' AND c.memory > 0 THEN c.memory
        WHEN typeof(s.memory) = 'integer' THEN s.memory
      END AS memory,
      nullif(max(coalesce(s.execution_stopped_at, s.stopping_at, s.stopped_at) - s.started_at, -1), -1) AS run
    -- Stops first: SQLite would make an index of all of them otherwise.
    FROM stops AS s
    CROSS JOIN kinds AS k ON k.id = s.verdict_id
    LEFT JOIN containers AS c ON c.id = s.id << 10 | k.position
  ),
  ordered AS (
    SELECT
      *, cume_dist() OVER (
        PARTITION BY "by", cluster_id, group_id, name_id, kill, memory, run IS NULL ORDER BY run) AS share
    FROM killed
  ),
  grouped AS MATERIALIZED (
    SELECT
      "by", cluster_id, group_id, name_id, kill, memory, count(*) AS stops, min(run) AS run_min,
      min(run) FILTER (WHERE share >= 0.5) AS run_half, min(run) FILTER (WHERE share >= 0.9) AS run_most,
      count(DISTINCT image_id) AS images, min(logged_at) AS first_at, max(logged_at) AS last_at
    FROM ordered GROUP BY "by", cluster_id, group_id, name_id, kill, memory
  ),
  -- The latest containers, by the index of the groups: read once, since many groups may share a time.
  latest AS MATERIALIZED (
    SELECT t.group_id, t.cluster_id, k.name_id, kinds.kill, t.logged_at, min(k.id) AS id
    FROM (SELECT DISTINCT group_id, last_at FROM grouped) AS l
    CROSS JOIN stops AS t ON t.group_id IS l.group_id AND t.logged_at = l.last_at
    CROSS JOIN kinds ON kinds.id = t.verdict_id
    CROSS JOIN containers AS k ON k.id = t.id << 10 | kinds.position
    GROUP BY 1, 2, 3, 4, 5
  ),
  -- Put beside their latest containers by a window: SQLite takes either table for a small one, and a join would look through all of
  -- the other for each row.
  both AS (
    SELECT *, NULL AS container_id, 1 AS is_group FROM grouped
    UNION ALL SELECT
      NULL, cluster_id, group_id, name_id, kill, NULL, NULL, NULL, NULL, NULL, NULL, NULL, logged_at, id, 0
    FROM latest
  ),
  exemplified AS (
    SELECT *, max(container_id) OVER (PARTITION BY group_id, cluster_id, name_id, kill, last_at) AS latest FROM both
  ),
  shown AS (
    SELECT
      g.*, c.cluster, s.service, n.name AS container, c.account, c.region,
      sum(g.stops * (g.kill <> 'doubtful')) OVER (PARTITION BY g."by", g.cluster_id, g.group_id) AS kills
    FROM exemplified AS g
    LEFT JOIN cluster_names AS c ON c.id = g.cluster_id
    LEFT JOIN service_names AS s ON s.id = g.group_id
    LEFT JOIN container_names AS n ON n.id = g.name_id
    WHERE g.is_group
  )
SELECT
  s."by",
  s.kill,
  s.cluster,
  s.service,
  s.container,
  s.memory AS memory_mib,
  s.stops,
  s.run_min / 1000.0 AS run_min_seconds,
  s.run_half / 1000.0 AS run_p50_seconds,
  s.run_most / 1000.0 AS run_p90_seconds,
  (SELECT i.image FROM containers AS k JOIN images AS i ON i.id = k.image_id WHERE k.id = s.latest) AS image,
  s.images,
  insights_timestamp(s.first_at) AS first_stop,
  insights_timestamp(s.last_at) AS last_stop,
  (SELECT task FROM stops WHERE id = s.latest >> 10) AS example_task,
  s.account,
  s.region
FROM shown AS s
ORDER BY
  sum(s.stops) OVER (PARTITION BY s."by") DESC, s."by", s.kills DESC, s.cluster, s.service, s.account, s.region,
  CASE s.kill WHEN 'confirmed' THEN 1 WHEN 'likely' THEN 2 ELSE 3 END, s.container, s.memory, s.group_id
