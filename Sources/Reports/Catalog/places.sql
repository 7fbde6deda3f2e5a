-- title: Where abnormal stops gather
-- about: By availability zone, by host (container instance) and by image digest: how many stops were abnormal there, beside
-- the share that is usual in the same cluster. One bad host, zone or build stands at the top: it has more abnormal stops
-- than its number of stops would lead one to expect. Of images each container counts, of zones and hosts each task. A
-- host with a single stop tells nothing and has no row.
-- column place: zone, host or image
-- column name: the zone, the id of the container instance, or the digest
-- column cluster: its name
-- column stops: how many stopped there
-- column abnormal: those among them that are no routine
-- column routine: the others
-- column abnormal_percent: of the stops there
-- column usual_percent: of all stops in places of this kind in the cluster
-- column excess: abnormal stops beyond what the usual share makes of the stops there
-- column last_stop: the latest abnormal one, UTC
-- column image: for digests: the image's name
-- column account: of the cluster
-- column region: of the cluster
-- chart: bars excess
WITH
  zones AS MATERIALIZED (
    SELECT value ->> 0 AS stops, value ->> 2 AS last, value ->> 3 AS id, value ->> 4 AS cluster_id, value ->> 5 AS is_abnormal
    FROM json_each((
      SELECT tally(logged_at, availability_zone_id, coalesce(cluster_id, 0),
        verdict_id IN (SELECT id FROM verdicts WHERE is_abnormal))
      FROM stops WHERE availability_zone_id IS NOT NULL))
  ),
  digests AS MATERIALIZED (
    SELECT value ->> 0 AS stops, value ->> 2 AS last, value ->> 3 AS id, value ->> 4 AS cluster_id, value ->> 5 AS is_abnormal,
      value ->> 6 AS image_id
    FROM json_each((
      SELECT tally(s.logged_at, k.image_digest_id, coalesce(s.cluster_id, 0),
        s.verdict_id IN (SELECT id FROM verdicts WHERE is_abnormal), k.image_id)
      FROM stops AS s CROSS JOIN containers AS k ON k.id BETWEEN s.id << 10 AND s.id << 10 | 1023
      WHERE k.image_digest_id IS NOT NULL))
  ),
  hosts AS MATERIALIZED (
    SELECT container_instance_id AS id, coalesce(cluster_id, 0) AS cluster_id, count(*) AS stops,
      sum(verdict_id IN (SELECT id FROM verdicts WHERE is_abnormal)) AS abnormal,
      max(logged_at) FILTER (WHERE verdict_id IN (SELECT id FROM verdicts WHERE is_abnormal)) AS last
    FROM stops WHERE container_instance_id IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1
  ),
  places AS (
    SELECT 'zone' AS place, (SELECT word FROM words WHERE id = zones.id) AS name, NULL AS image_id, cluster_id,
      sum(stops) AS stops, coalesce(sum(stops) FILTER (WHERE is_abnormal), 0) AS abnormal,
      max(last) FILTER (WHERE is_abnormal) AS last
    FROM zones GROUP BY zones.id, cluster_id
    UNION ALL
    SELECT 'host', CASE typeof(id) WHEN 'blob' THEN lower(hex(id)) ELSE id END, NULL, cluster_id, stops, abnormal, last
    FROM hosts
    UNION ALL
    SELECT 'image', (SELECT digest FROM image_digests WHERE id = digests.id), min(image_id), cluster_id,
      sum(stops), coalesce(sum(stops) FILTER (WHERE is_abnormal), 0), max(last) FILTER (WHERE is_abnormal)
    FROM digests GROUP BY digests.id, cluster_id
  ),
  shared AS (
    SELECT *,
      1.0 * sum(abnormal) OVER (PARTITION BY place, cluster_id) / sum(stops) OVER (PARTITION BY place, cluster_id) AS usual
    FROM places
  )
SELECT
  place,
  name,
  (SELECT name FROM clusters WHERE id = cluster_id) AS cluster,
  stops,
  abnormal,
  stops - abnormal AS routine,
  round(100.0 * abnormal / stops, 1) AS abnormal_percent,
  round(100.0 * usual, 1) AS usual_percent,
  round(abnormal - usual * stops, 1) AS excess,
  insights_timestamp(last) AS last_stop,
  (SELECT image FROM images WHERE id = image_id) AS image,
  (SELECT arn_part(arn, 5) FROM clusters WHERE id = cluster_id) AS account,
  (SELECT arn_part(arn, 4) FROM clusters WHERE id = cluster_id) AS region
FROM shared
ORDER BY excess DESC, abnormal DESC, stops DESC, place, name, cluster, account, region
