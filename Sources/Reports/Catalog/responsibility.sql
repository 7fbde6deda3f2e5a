-- title: Who is responsible: the application or AWS
-- about: Stops by the party responsible for them, most abnormal stops first. Deployments and users stop tasks on purpose;
-- capacity means Spot and room for tasks; the platform is AWS.
-- by: cluster, service, account, region
-- chart: bars abnormal
-- reads: counts(is_abnormal, category, responsible)
-- keys: responsible
-- page: 20
-- column responsible (code): application, configuration, deployment, platform, capacity, user or unknown
-- column stops (count): stopped tasks
-- column abnormal (count): those that do not belong to normal operation
-- column routine (count): those that belong to normal operation
-- column percent (percent): share of all stops; with `--by`, of those with the same value
-- column abnormal_percent (percent): share of all abnormal stops; with `--by`, of those with the same value
-- column category (code): the most frequent cause of the abnormal stops, or of all stops where none is abnormal
-- column last_day (day): the day of the latest of these stops, UTC
WITH
  categories AS MATERIALIZED (
    SELECT
      "by", responsible, category, sum(stops) AS stops, sum(stops * is_abnormal) AS abnormal, max(last_day) AS last_day
    FROM counts GROUP BY "by", responsible, category
  ),
  ranked AS (
    SELECT
      "by", responsible, category, stops, abnormal, last_day, row_number() OVER (
        PARTITION BY "by", responsible ORDER BY abnormal DESC, stops DESC, category) AS place
    FROM categories
  ),
  sides AS (
    SELECT
      "by", responsible, sum(stops) AS stops, sum(abnormal) AS abnormal,
      max(category) FILTER (WHERE place = 1) AS category, max(last_day) AS last_day
    FROM ranked GROUP BY "by", responsible
  )
SELECT
  "by",
  responsible,
  stops,
  abnormal,
  stops - abnormal AS routine,
  round(100.0 * stops / sum(stops) OVER (PARTITION BY "by"), 1) AS percent,
  round(100.0 * abnormal / nullif(sum(abnormal) OVER (PARTITION BY "by"), 0), 1) AS abnormal_percent,
  category,
  day_text(last_day) AS last_day
FROM sides
ORDER BY sum(stops) OVER (PARTITION BY "by") DESC, "by", abnormal DESC, stops DESC, responsible
