-- title: Stops by service
-- about: Routine and abnormal stops apart, and the most frequent abnormal category of each service.
-- column cluster: its name
-- column service: the service, or the task's group
-- column stops: how many
-- column abnormal: those among them that are no routine
-- column routine: the others
-- column most_abnormal: the most frequent cause of abnormal stops
-- column last_stop: the log time of the latest, UTC
-- chart: bars abnormal
WITH
  counted AS (
    SELECT t.group_id, t.cluster_id, v.category, v.is_abnormal, count(*) AS stops, max(t.logged_at) AS last
    FROM stops AS t JOIN verdicts AS v ON v.id = t.verdict_id
    GROUP BY t.group_id, t.cluster_id, v.category, v.is_abnormal
  ),
  services AS (
    SELECT
      group_id, cluster_id, sum(stops) AS stops,
      sum(stops) FILTER (WHERE is_abnormal) AS abnormal, sum(stops) FILTER (WHERE NOT is_abnormal) AS routine,
      max(last) AS last
    FROM counted GROUP BY group_id, cluster_id
  )
SELECT
  cluster.arn_name AS cluster,
  coalesce(CASE WHEN g.name LIKE 'service:%' THEN substr(g.name, 9) ELSE nullif(g.name, '') END, '(none)') AS service,
  s.stops,
  coalesce(s.abnormal, 0) AS abnormal,
  coalesce(s.routine, 0) AS routine,
  (SELECT k.category FROM counted AS k
    WHERE k.group_id IS s.group_id AND k.cluster_id IS s.cluster_id AND k.is_abnormal
    GROUP BY k.category ORDER BY sum(k.stops) DESC, k.category LIMIT 1) AS most_abnormal,
  insights_timestamp(s.last) AS last_stop
FROM services AS s
LEFT JOIN task_groups AS g ON g.id = s.group_id
LEFT JOIN (SELECT id, arn_last_part(arn) AS arn_name FROM clusters) AS cluster ON cluster.id = s.cluster_id
ORDER BY coalesce(s.abnormal, 0) DESC, s.stops DESC, cluster, service
