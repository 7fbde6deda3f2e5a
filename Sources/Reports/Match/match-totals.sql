-- title: What an event pattern matches
-- about: How many of the archived stops an EventBridge rule with this pattern would have captured, and how many of the
-- abnormal ones it would have missed.
-- by: cluster, service, account, region, family, revision, zone, capacity-provider, launch-type, cause, responsible,
-- day, hour, weekday
-- reads: stops(is_abnormal), containers
-- column stops (count): stopped tasks
-- column matched (count): those that the pattern matches
-- column abnormal (count): those that do not belong to normal operation
-- column abnormal_matched (count): abnormal stops that the pattern matches
-- column abnormal_missed (count): abnormal stops that the pattern does not match
-- column missed_without_exit_code (count): abnormal stops that it does not match and in which no container has an exit code
WITH
  told AS MATERIALIZED (
    SELECT s.id, s."by", s.is_abnormal, {{matches}} AS is_match FROM stops AS s
  ),
  counted AS (
    SELECT "by", count(*) AS stops, total(is_match) AS matched, total(is_abnormal) AS abnormal,
      total(is_abnormal AND is_match) AS abnormal_matched,
      total(is_abnormal AND NOT is_match) AS abnormal_missed,
      total(is_abnormal AND NOT is_match AND NOT EXISTS (
        SELECT 1 FROM containers AS c
        WHERE c.id BETWEEN told.id << 10 AND told.id << 10 | 1023 AND c.exit_code IS NOT NULL)) AS without_exit_code
    FROM told GROUP BY "by"
  )
SELECT
  "by",
  stops,
  CAST(matched AS INTEGER) AS matched,
  CAST(abnormal AS INTEGER) AS abnormal,
  CAST(abnormal_matched AS INTEGER) AS abnormal_matched,
  CAST(abnormal_missed AS INTEGER) AS abnormal_missed,
  CAST(without_exit_code AS INTEGER) AS missed_without_exit_code
FROM counted
WHERE {{chosen}} > 0
ORDER BY {{chosen}} DESC, stops DESC, "by"
