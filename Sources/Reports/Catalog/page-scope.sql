-- title: Stops by cluster and service
-- about: What a page can be narrowed to: each cluster and service that has stops, and how many.
-- page: figure
-- reads: counts(group_id, cluster_id), cluster_names, service_names
-- keys: cluster, service, account, region
-- column cluster (text): the cluster's name
-- column service (text): the service, or the task's group if it belongs to no service
-- column account (code): the cluster's AWS account
-- column region (code): the cluster's region
-- column stops (count): stopped tasks
WITH
  -- Summed before names are looked up: there are few clusters and services, and many counts.
  found AS (
    SELECT cluster_id, group_id, sum(stops) AS stops FROM counts GROUP BY cluster_id, group_id
  )
SELECT
  coalesce(k.cluster, '(none)') AS cluster, coalesce(s.service, '(none)') AS service,
  coalesce(k.account, '(none)') AS account, coalesce(k.region, '(none)') AS region, sum(f.stops) AS stops
FROM found AS f
LEFT JOIN cluster_names AS k ON k.id = f.cluster_id
LEFT JOIN service_names AS s ON s.id = f.group_id
GROUP BY 1, 2, 3, 4
ORDER BY stops DESC, 1, 2, 3, 4
