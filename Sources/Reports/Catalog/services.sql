-- title: Stops by service
-- about: Services with the most abnormal stops first, routine stops counted separately, with the trend of the last 14 days.
-- Tasks outside of services are shown by their group (`family:report`).
-- chart: bars abnormal
-- chart: spark trend
-- reads: period, counts(group_id, cluster_id, is_abnormal, category), daily_counts(verdict_id, group_id, cluster_id),
-- cluster_names, service_names, verdicts
-- keys: service, cluster, account, region
-- page: 50
-- column cluster (text, once): the cluster's name
-- column service (text, or none): the service, or the task's group if it belongs to no service
-- column stops (count): stopped tasks
-- column abnormal (count): those that do not belong to normal operation
-- column routine (count): those that belong to normal operation
-- column category (code): the most frequent cause of the abnormal stops
-- column trend (json): abnormal stops per day in the last 14 days of the time range (UTC), the latest day last
-- column last_day (day): the day of the latest stop, UTC
-- column account (code, once): the cluster's AWS account
-- column region (code, once): the cluster's region
WITH
  judged AS MATERIALIZED (
    SELECT cluster_id, group_id, is_abnormal, category, sum(stops) AS stops, max(last_day) AS last_day
    FROM counts GROUP BY cluster_id, group_id, is_abnormal, category
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
  c.cluster,
  g.service,
  s.stops,
  s.abnormal,
  s.stops - s.abnormal AS routine,
  s.category,
  (SELECT json_group_array(stops)
    FROM (SELECT coalesce(r.stops ->> ('$.' || day), 0) AS stops FROM days ORDER BY day)) AS trend,
  day_text(s.last_day) AS last_day,
  c.account,
  c.region
FROM services AS s
LEFT JOIN trends AS r ON r.cluster_id IS s.cluster_id AND r.group_id IS s.group_id
LEFT JOIN cluster_names AS c ON c.id = s.cluster_id
LEFT JOIN service_names AS g ON g.id = s.group_id
ORDER BY s.abnormal DESC, s.stops DESC, cluster, service, c.arn, g.name
