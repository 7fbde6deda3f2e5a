-- title: Did the last deployment cause it?
-- about: Stops of services by deployment (the `ecs-svc/…` that started the tasks) and revision: services with the most
-- abnormal stops first, and within a service the newest deployment first. The first failing revision of a service's family
-- is the earliest one with abnormal stops that an older revision then replaced (a rollback); without a rollback, the
-- earliest one with abnormal stops in the time range. Look at what it changed. Tasks that no service started are left out.
-- by: zone, launch-type, capacity-provider
-- chart: bars abnormal
-- empty: no stops of deployments
-- reads: stops(task, is_abnormal), cluster_names, service_names, starters, task_definitions, verdicts
-- keys: service, revision, deployment, family, cluster, account, region
-- page: 60
-- column cluster (text, once): the cluster's name
-- column service (text, or none): the service, or the task's group if it belongs to no service
-- column deployment (text): the ID of the deployment that started the tasks
-- column family (text): the task definition's family
-- column revision (code): the task definition's revision
-- column stops (count): stopped tasks
-- column abnormal (count): those that do not belong to normal operation
-- column routine (count): those that belong to normal operation
-- column first_failing (boolean): 1 for the first failing revision of the family in this service, otherwise 0
-- column category (code): the most frequent cause of the abnormal stops
-- column first_created (time): when the first of the tasks was created, UTC
-- column first_stop (time): the first stop, UTC
-- column first_abnormal (time): the first abnormal stop, UTC
-- column last_stop (time): the latest stop, UTC
-- column example_task (id): the task of the first abnormal stop, for `report task`
-- column account (code, once): the cluster's AWS account
-- column region (code, once): the cluster's region
WITH
  -- What GROUP BY would sort a million rows for.
  tallies AS MATERIALIZED (
    SELECT
      tally(s.logged_at, s."by", s.cluster_id, s.group_id, s.starter_id, s.task_definition_id, s.verdict_id) AS stopped,
      tally(s.created_at, s."by", s.cluster_id, s.group_id, s.starter_id, s.task_definition_id) AS created
    FROM stops AS s WHERE s.starter_id IN (SELECT id FROM starters WHERE started_by GLOB 'ecs-svc/*')
  ),
  counted AS (
    SELECT
      value ->> 0 AS stops, value ->> 1 AS first_at, value ->> 2 AS last_at, value ->> 3 AS "by", value ->> 4 AS cluster_id,
      value ->> 5 AS group_id, value ->> 6 AS starter_id, value ->> 7 AS task_definition_id, value ->> 8 AS verdict_id
    FROM json_each((SELECT stopped FROM tallies))
  ),
  created AS (
    SELECT
      value ->> 1 AS created_at, value ->> 3 AS "by", value ->> 4 AS cluster_id, value ->> 5 AS group_id,
      value ->> 6 AS starter_id, value ->> 7 AS task_definition_id
    FROM json_each((SELECT created FROM tallies))
  ),
  judged AS (
    SELECT
      c."by", c.cluster_id, c.group_id, c.starter_id, c.task_definition_id, v.is_abnormal, v.category,
      sum(c.stops) AS stops, min(c.first_at) AS first_at, max(c.last_at) AS last_at
    FROM counted AS c CROSS JOIN verdicts AS v ON v.id = c.verdict_id
    GROUP BY c."by", c.cluster_id, c.group_id, c.starter_id, c.task_definition_id, v.is_abnormal, v.category
  ),
  ranked AS (
    SELECT
      *, row_number() OVER (
        PARTITION BY "by", cluster_id, group_id, starter_id, task_definition_id
        ORDER BY is_abnormal DESC, stops DESC, category) AS place
    FROM judged
  ),
  deployments AS (
    SELECT
      "by", cluster_id, group_id, starter_id, task_definition_id, sum(stops) AS stops,
      sum(stops * is_abnormal) AS abnormal, max(category) FILTER (WHERE is_abnormal AND place = 1) AS category,
      min(first_at) AS first_at, max(last_at) AS last_at,
      min(first_at) FILTER (WHERE is_abnormal) AS first_abnormal_at
    FROM ranked GROUP BY "by", cluster_id, group_id, starter_id, task_definition_id
  ),
  -- The first abnormal stops, by the index of the groups: read once, since many deployments may share a time.
  examples AS MATERIALIZED (
    SELECT t.group_id, t.cluster_id, t.starter_id, t.task_definition_id, t.logged_at, min(t.id), t.task
    FROM (SELECT DISTINCT group_id, first_abnormal_at FROM deployments) AS l
    CROSS JOIN stops AS t ON t.group_id IS l.group_id AND t.logged_at = l.first_abnormal_at
    WHERE t.is_abnormal GROUP BY 1, 2, 3, 4, 5
  ),
  dated AS (
    SELECT
      d.*, n.created_at, t.family, t.revision, sum(d.abnormal) OVER (PARTITION BY d."by", d.cluster_id, d.group_id) AS failures,
      -- Whether the next deployment went back to an older revision.
      t.revision > lead(t.revision) OVER (
        PARTITION BY d."by", d.cluster_id, d.group_id, t.family ORDER BY n.created_at, d.first_at, t.revision
      ) AS is_rolled_back
    FROM deployments AS d
    JOIN created AS n ON n.starter_id = d.starter_id AND n.task_definition_id IS d.task_definition_id
      AND n.group_id IS d.group_id AND n.cluster_id IS d.cluster_id AND n."by" IS d."by"
    LEFT JOIN task_definitions AS t ON t.id = d.task_definition_id
  ),
  shown AS (
    SELECT
      *, first_value(revision) OVER (
        PARTITION BY "by", cluster_id, group_id, family
        ORDER BY abnormal = 0, is_rolled_back IS NOT 1, first_abnormal_at, revision
      ) AS failing
    FROM dated
  ),
  -- Put beside their examples by a window: SQLite takes either table for a small one, and a join would look through all of
  -- the other for each row.
  both AS (
    SELECT *, NULL AS example, 1 AS is_deployment FROM shown
    UNION ALL SELECT
      NULL, cluster_id, group_id, starter_id, task_definition_id, NULL, NULL, NULL, NULL, NULL, logged_at, NULL, NULL, NULL,
      NULL, NULL, NULL, task, 0
    FROM examples
  ),
  exemplified AS (
    SELECT *, max(example) OVER (
      PARTITION BY group_id, cluster_id, starter_id, task_definition_id, first_abnormal_at) AS example_task
    FROM both
  )
SELECT
  s."by",
  c.cluster,
  g.service,
  b.started_by AS deployment,
  s.family,
  s.revision,
  s.stops,
  s.abnormal,
  s.stops - s.abnormal AS routine,
  s.abnormal > 0 AND s.revision IS s.failing AS first_failing,
  s.category,
  insights_timestamp(s.created_at) AS first_created,
  insights_timestamp(s.first_at) AS first_stop,
  insights_timestamp(s.first_abnormal_at) AS first_abnormal,
  insights_timestamp(s.last_at) AS last_stop,
  s.example_task,
  c.account,
  c.region
FROM exemplified AS s
JOIN starters AS b ON b.id = s.starter_id
LEFT JOIN cluster_names AS c ON c.id = s.cluster_id
LEFT JOIN service_names AS g ON g.id = s.group_id
WHERE s.is_deployment
ORDER BY
  sum(s.stops) OVER (PARTITION BY s."by") DESC, s."by", s.failures DESC, cluster, service, c.arn, g.name, s.created_at IS NULL, s.created_at DESC, s.first_at DESC,
  deployment, s.family, s.revision DESC, s.task_definition_id, s.group_id
