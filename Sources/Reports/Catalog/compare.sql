-- title: This period vs the previous one
-- about: Stops by cause and service in this period and in the period of the same length just before it: abnormal stops
-- first, the largest change first. A cause without stops in the previous period has no percentage. If the archive begins
-- after the previous period did, `before` is too low: see `coverage`.
-- by: responsible, zone, capacity-provider
-- reads: counts(verdict_id, group_id, cluster_id), earlier_counts(verdict_id, group_id, cluster_id), cluster_names,
-- service_names, verdicts
-- keys: category, service, kind, cluster, account, region
-- routine: kind
-- page: 40
-- column kind (code): `abnormal`, or `routine` for stops that belong to normal operation
-- column category (code): the cause
-- column account (code, once): the cluster's AWS account
-- column region (code, once): the cluster's region
-- column cluster (text, once): the cluster's name
-- column service (text, or none): the service, or the task's group if it belongs to no service
-- column before (count): stops in the previous period
-- column now (count): stops in this period
-- column change (count): `now` minus `before`
-- column change_percent (percent): the change as a percentage of `before`; missing if there were none before
-- chart: bars now
WITH
  both_windows AS (
    SELECT verdict_id, group_id, cluster_id, "by", 0 AS before, stops AS now FROM counts
    UNION ALL SELECT verdict_id, group_id, cluster_id, "by", stops, 0 FROM earlier_counts
  ),
  counted AS (
    SELECT verdict_id, group_id, cluster_id, "by", sum(before) AS before, sum(now) AS now
    FROM both_windows GROUP BY verdict_id, group_id, cluster_id, "by"
  ),
  compared AS (
    SELECT c."by", v.is_abnormal, v.category, c.cluster_id, c.group_id,
      sum(c.before) AS before, sum(c.now) AS now
    FROM counted AS c JOIN verdicts AS v ON v.id = c.verdict_id
    GROUP BY c."by", v.is_abnormal, v.category, c.cluster_id, c.group_id
  )
SELECT
  c."by",
  CASE c.is_abnormal WHEN 1 THEN 'abnormal' ELSE 'routine' END AS kind,
  c.category,
  n.account,
  n.region,
  n.cluster,
  s.service,
  c.before,
  c.now,
  c.now - c.before AS change,
  round(100.0 * (c.now - c.before) / nullif(c.before, 0), 1) AS change_percent
FROM compared AS c
LEFT JOIN cluster_names AS n ON n.id = c.cluster_id
LEFT JOIN service_names AS s ON s.id = c.group_id
ORDER BY c.is_abnormal DESC, abs(c.now - c.before) DESC, c.now DESC, c.category, service, cluster, account, region, c."by"
