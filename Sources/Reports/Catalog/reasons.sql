-- title: Why tasks stopped
-- about: One row for each cause and reason, abnormal stops first. The reason is the one that the verdict rests on, the task's
-- or a container's; IDs, numbers and addresses in it are shown as `*`. `--by exit-code` gives a row for each exit code,
-- `new` shows which reasons are new, `services` which services have them.
-- by: cluster, service, account, region, exit-code
-- chart: bars stops
-- reads: counts(pattern_id, is_abnormal, category, confidence, exit_code), reason_patterns
-- keys: category, reason, kind
-- routine: kind
-- page: 10
-- column kind (code): `abnormal`, or `routine` for stops that belong to normal operation
-- column category (code): the cause
-- column confidence (code): how certain the cause is: certain, likely or unknown; of several, the least certain
-- column stops (count): stopped tasks
-- column percent (percent): share of all stops; with `--by`, of those with the same value
-- column exit_codes (text): the exit codes that the verdicts rest on, each with its number of stops, most frequent
-- first; `none` for stops without one
-- column reason (text, prose): the reason, with IDs, numbers and addresses as `*`
-- column last_day (day): the day of the latest of these stops, UTC
WITH
  coded AS MATERIALIZED (
    SELECT
      "by", is_abnormal, category, pattern_id, exit_code, sum(stops) AS stops, max(last_day) AS last_day,
      max(CASE confidence WHEN 'certain' THEN 1 WHEN 'likely' THEN 2 ELSE 3 END) AS doubt
    FROM counts GROUP BY "by", is_abnormal, category, pattern_id, exit_code
  ),
  -- The exit codes of each group, in all of its rows.
  listed AS (
    SELECT
      *, group_concat(coalesce(exit_code, 'none') || ' × ' || stops, ', ') OVER (
        PARTITION BY "by", is_abnormal, category, pattern_id ORDER BY stops DESC, exit_code
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS exit_codes
    FROM coded
  ),
  grouped AS (
    SELECT
      "by", is_abnormal, category, pattern_id, sum(stops) AS stops, max(last_day) AS last_day, max(doubt) AS doubt,
      CASE WHEN count(exit_code) > 0 THEN max(exit_codes) END AS exit_codes
    FROM listed GROUP BY "by", is_abnormal, category, pattern_id
  )
SELECT
  g."by",
  CASE WHEN g.is_abnormal THEN 'abnormal' ELSE 'routine' END AS kind,
  g.category,
  CASE g.doubt WHEN 1 THEN 'certain' WHEN 2 THEN 'likely' ELSE 'unknown' END AS confidence,
  g.stops,
  round(100.0 * g.stops / sum(g.stops) OVER (PARTITION BY g."by"), 1) AS percent,
  g.exit_codes,
  p.pattern AS reason,
  day_text(g.last_day) AS last_day
FROM grouped AS g LEFT JOIN reason_patterns AS p ON p.id = g.pattern_id
ORDER BY
  sum(g.stops) OVER (PARTITION BY g."by") DESC, g."by", g.is_abnormal DESC,
  sum(g.stops) OVER (PARTITION BY g."by", g.is_abnormal, g.category) DESC, g.category, g.stops DESC, p.pattern, g.pattern_id
