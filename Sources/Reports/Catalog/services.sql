-- title: Stops by service
-- about: The services with the most abnormal stops first, routine stops apart, and how the last 14 days went. A group
-- that is no service is shown as it is (`family:report`).
-- chart: bars abnormal
-- chart: spark trend
-- column cluster: the cluster's name
-- column service: the service, or the task's group if it belongs to none
-- column stops: stopped tasks
-- column abnormal: those that do not belong to normal operation
-- column routine: those that do
-- column category: the cause of most of the abnormal stops
-- column trend: abnormal stops a day over the last 14 days of the window (UTC), the latest last
-- column last_day: the last day with a stop, UTC
-- column account: the AWS account of the cluster
-- column region: the region of the cluster
WITH
  judged AS MATERIALIZED (
    SELECT c.cluster_id, c.group_id, v.is_abnormal, v.category, sum(c.stops) AS stops, max(c.last_day) AS last_day
    FROM counts AS c JOIN verdicts AS v ON v.id = c.verdict_id
    GROUP BY c.cluster_id, c.group_id, v.is_abnormal, v.category
  ),
  ranked AS (
    SELECT
      cluster_id, group_id, is_abnormal, category, stops, last_day, row_number() OVER (
        PARTITION BY cluster_id, group_id, is_abnormal ORDER BY stops DESC, category) AS place
    FROM judged
  ),
  services AS (
    SELECT
      cluster_id, group_id, sum(stops) AS stops, sum(stops * is_abnormal) AS abnormal,
      max(category) FILTER (WHERE is_abnormal AND place = 1) AS category, max(last_day) AS last_day
    FROM ranked GROUP BY cluster_id, group_id
  ),
  days (day) AS MATERIALIZED (
    SELECT max(start_at / 86400000, end_at / 86400000 - 13) FROM period
    UNION ALL SELECT day + 1 FROM days, period WHERE day < end_at / 86400000
  ),
  recent AS MATERIALIZED (
    SELECT cluster_id, group_id, day, stops FROM daily_counts
    WHERE day > (SELECT end_at / 86400000 - 14 FROM period) AND verdict_id IN (SELECT id FROM verdicts WHERE is_abnormal)
  ),
  -- Of each service an object: day → stops.
  trends AS MATERIALIZED (
    SELECT cluster_id, group_id, json_group_object(day, stops) AS stops
    FROM (SELECT cluster_id, group_id, day, sum(stops) AS stops FROM recent GROUP BY cluster_id, group_id, day)
    GROUP BY cluster_id, group_id
  )
SELECT
  c.name AS cluster,
  coalesce(g.service, nullif(g.name, ''), '(none)') AS service,
  s.stops,
  s.abnormal,
  s.stops - s.abnormal AS routine,
  s.category,
  (SELECT json_group_array(stops)
    FROM (SELECT coalesce(r.stops ->> ('$.' || day), 0) AS stops FROM days ORDER BY day)) AS trend,
  day_text(s.last_day) AS last_day,
  arn_part(c.arn, 5) AS account,
  arn_part(c.arn, 4) AS region
FROM services AS s
LEFT JOIN trends AS r ON r.cluster_id IS s.cluster_id AND r.group_id IS s.group_id
LEFT JOIN clusters AS c ON c.id = s.cluster_id
LEFT JOIN task_groups AS g ON g.id = s.group_id
ORDER BY s.abnormal DESC, s.stops DESC, cluster, service, c.arn, g.name
