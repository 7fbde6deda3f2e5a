-- title: Spot interruptions and maintenance
-- about: What AWS took away, by day, availability zone and capacity provider, newest day first: interrupted Spot capacity,
-- Fargate hosts retired for maintenance, container instances terminated or stopped under their tasks.
-- by: cluster, service, account, region
-- chart: bars stops
-- empty: no Spot interruptions and no maintenance
-- reads: daily_counts(verdict_id, availability_zone_id, capacity_provider_id), verdicts, words
-- keys: day, zone, capacity_provider
-- page: 140 folded
-- column day (day): the day, UTC
-- column zone (code): the availability zone
-- column capacity_provider (text): the capacity provider
-- column stops (count): tasks stopped by any of these
-- column spot (count): those stopped by a Spot interruption
-- column maintenance (count): those stopped by maintenance of the host
-- column host (count): those whose container instance was terminated or stopped
-- column abnormal (count): those that do not belong to normal operation
-- column routine (count): those that belong to normal operation
WITH
  -- On its own, so that the causes are found by the primary key of the totals.
  picked AS MATERIALIZED (
    SELECT "by", day, verdict_id, availability_zone_id, capacity_provider_id, stops FROM daily_counts
    WHERE verdict_id IN (
      SELECT id FROM verdicts
      WHERE category IN ('spot_interruption', 'host_maintenance', 'host_terminated', 'host_stopped'))
  ),
  taken AS MATERIALIZED (
    SELECT
      d."by", d.day, d.availability_zone_id, d.capacity_provider_id, v.category, v.is_abnormal, sum(d.stops) AS stops
    FROM picked AS d JOIN verdicts AS v ON v.id = d.verdict_id
    GROUP BY d.day, d.availability_zone_id, d.capacity_provider_id, v.category, v.is_abnormal, d."by"
  )
SELECT
  t."by",
  day_text(t.day) AS day,
  z.word AS zone,
  p.word AS capacity_provider,
  sum(t.stops) AS stops,
  coalesce(sum(t.stops) FILTER (WHERE t.category = 'spot_interruption'), 0) AS spot,
  coalesce(sum(t.stops) FILTER (WHERE t.category = 'host_maintenance'), 0) AS maintenance,
  coalesce(sum(t.stops) FILTER (WHERE t.category IN ('host_terminated', 'host_stopped')), 0) AS host,
  sum(t.stops * t.is_abnormal) AS abnormal,
  sum(t.stops * NOT t.is_abnormal) AS routine
FROM taken AS t
LEFT JOIN words AS z ON z.id = t.availability_zone_id
LEFT JOIN words AS p ON p.id = t.capacity_provider_id
GROUP BY t.day, t.availability_zone_id, t.capacity_provider_id, t."by"
ORDER BY t.day DESC, stops DESC, zone, capacity_provider, t."by"
