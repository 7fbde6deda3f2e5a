-- title: Hotspots: zones, hosts and images with unusually many abnormal stops
-- about: How many stops were abnormal in each availability zone, on each host (container instance) and with each image
-- digest, compared with the usual share in the same cluster. A single bad zone, host or build comes first: it has more
-- abnormal stops than its number of stops would suggest. Zones and hosts count tasks, images count containers. A host with
-- a single stop tells nothing and has no row.
-- empty: no hotspots
-- reads: stops(task, is_abnormal), cluster_names, containers, image_digests, images, words
-- keys: name, place, cluster, account, region
-- page: 150 folded
-- column place (code): zone, host or image
-- column name (text): the zone, the ID of the container instance, or the image digest
-- column cluster (text, once): the cluster's name
-- column stops (count): stops there
-- column abnormal (count): those that do not belong to normal operation
-- column routine (count): those that belong to normal operation
-- column abnormal_percent (percent): share of abnormal stops there
-- column usual_percent (percent): share of abnormal stops in all zones, hosts or images of the cluster
-- column excess (number): abnormal stops above what the usual share would give
-- column last_abnormal (time): the latest abnormal stop, UTC
-- column example_task (id): its task, for `report task`
-- column image (text): the image's name, for digests
-- column account (code, once): the cluster's AWS account
-- column region (code, once): the cluster's region
-- chart: bars excess
WITH
  zones AS MATERIALIZED (
    SELECT value ->> 0 AS stops, value ->> 2 AS last, value ->> 3 AS id, value ->> 4 AS cluster_id, value ->> 5 AS is_abnormal
    FROM json_each((
      SELECT tally(logged_at, availability_zone_id, coalesce(cluster_id, 0), is_abnormal)
      FROM stops WHERE availability_zone_id IS NOT NULL))
  ),
  digests AS MATERIALIZED (
    SELECT value ->> 0 AS stops, value ->> 2 AS last, value ->> 3 AS id, value ->> 4 AS cluster_id, value ->> 5 AS is_abnormal,
      value ->> 6 AS image_id
    FROM json_each((
      SELECT tally(s.logged_at, k.image_digest_id, coalesce(s.cluster_id, 0), s.is_abnormal, k.image_id)
      FROM stops AS s CROSS JOIN containers AS k ON k.id BETWEEN s.id << 10 AND s.id << 10 | 1023
      WHERE k.image_digest_id IS NOT NULL))
  ),
  hosts AS MATERIALIZED (
    SELECT id, cluster_id, count(*) AS stops, sum(is_abnormal) AS abnormal, max(iif(is_abnormal, logged_at, NULL)) AS last
    FROM (
      SELECT container_instance_id AS id, coalesce(cluster_id, 0) AS cluster_id, logged_at, is_abnormal
      FROM stops WHERE container_instance_id IS NOT NULL)
    GROUP BY id, cluster_id
  ),
  -- The usual share is that of all hosts, those with one stop too.
  places AS MATERIALIZED (
    SELECT 'zone' AS place, id, NULL AS image_id, cluster_id, sum(stops) AS stops,
      coalesce(sum(stops) FILTER (WHERE is_abnormal), 0) AS abnormal, max(last) FILTER (WHERE is_abnormal) AS last
    FROM zones GROUP BY id, cluster_id
    UNION ALL
    SELECT 'host', id, NULL, cluster_id, stops, abnormal, last FROM hosts WHERE stops > 1
    UNION ALL
    SELECT 'image', id, min(image_id), cluster_id,
      sum(stops), coalesce(sum(stops) FILTER (WHERE is_abnormal), 0), max(last) FILTER (WHERE is_abnormal)
    FROM digests GROUP BY id, cluster_id
  ),
  -- The abnormal stops among which the examples are, read once: many places may share a last time.
  candidates AS MATERIALIZED (
    SELECT t.id, t.task_id, t.task, t.logged_at, coalesce(t.cluster_id, 0) AS cluster_id, t.availability_zone_id,
      t.container_instance_id
    FROM (SELECT DISTINCT last FROM places) AS l CROSS JOIN stops AS t ON t.logged_at = l.last
    WHERE t.is_abnormal
  ),
  -- Of each place and time the smallest task id, with its task.
  examples AS MATERIALIZED (
    SELECT 'zone' AS place, availability_zone_id AS id, cluster_id, logged_at, min(task_id), task
    FROM candidates WHERE availability_zone_id IS NOT NULL GROUP BY 2, 3, 4
    UNION ALL SELECT 'host', container_instance_id, cluster_id, logged_at, min(task_id), task
    FROM candidates WHERE container_instance_id IS NOT NULL GROUP BY 2, 3, 4
    UNION ALL SELECT 'image', k.image_digest_id, t.cluster_id, t.logged_at, min(t.task_id), t.task
    FROM candidates AS t CROSS JOIN containers AS k ON k.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    WHERE k.image_digest_id IS NOT NULL GROUP BY 2, 3, 4
  ),
  usual AS MATERIALIZED (
    SELECT place, cluster_id, 1.0 * sum(abnormal) / sum(stops) AS share
    FROM (
      SELECT place, cluster_id, stops, abnormal FROM places WHERE place <> 'host'
      UNION ALL SELECT 'host', cluster_id, stops, abnormal FROM hosts)
    GROUP BY place, cluster_id
  )
SELECT
  p.place,
  CASE p.place
    WHEN 'zone' THEN (SELECT word FROM words WHERE id = p.id)
    WHEN 'image' THEN (SELECT digest FROM image_digests WHERE id = p.id)
    ELSE CASE typeof(p.id) WHEN 'blob' THEN lower(hex(p.id)) ELSE p.id END
  END AS name,
  c.cluster,
  p.stops,
  p.abnormal,
  p.stops - p.abnormal AS routine,
  round(100.0 * p.abnormal / p.stops, 1) AS abnormal_percent,
  round(100.0 * u.share, 1) AS usual_percent,
  round(p.abnormal - u.share * p.stops, 1) AS excess,
  insights_timestamp(p.last) AS last_abnormal,
  (SELECT e.task FROM examples AS e
    WHERE e.place = p.place AND e.id = p.id AND e.cluster_id = p.cluster_id AND e.logged_at = p.last) AS example_task,
  (SELECT image FROM images WHERE id = p.image_id) AS image,
  c.account,
  c.region
FROM places AS p JOIN usual AS u ON u.place = p.place AND u.cluster_id = p.cluster_id
LEFT JOIN cluster_names AS c ON c.id = p.cluster_id
ORDER BY excess DESC, p.abnormal DESC, p.stops DESC, p.place, name, cluster, account, region
