-- title: Stops by weekday and hour
-- about: Stops by the weekday and hour at which they were logged (UTC), abnormal stops counted separately. An hour without
-- stops has no row.
-- reads: stops, verdicts
-- keys: weekday, hour
-- page: 160 folded
-- column weekday (number): 1 for Monday to 7 for Sunday
-- column hour (number): 0 to 23, UTC
-- column stops (count): stopped tasks
-- column abnormal (count): those that do not belong to normal operation
-- column routine (count): those that belong to normal operation
-- chart: heatmap weekday hour abnormal
WITH
  counted AS MATERIALIZED (
    SELECT value ->> 0 AS stops, value ->> 3 AS slot, value ->> 4 AS verdict_id
    FROM json_each((
      -- Hours since a Monday, 1969-12-29.
      SELECT tally(logged_at, (logged_at / 3600000 + 72) % 168, verdict_id) FROM stops))
  )
SELECT
  c.slot / 24 + 1 AS weekday,
  c.slot % 24 AS hour,
  sum(c.stops) AS stops,
  coalesce(sum(c.stops) FILTER (WHERE v.is_abnormal), 0) AS abnormal,
  coalesce(sum(c.stops) FILTER (WHERE NOT v.is_abnormal), 0) AS routine
FROM counted AS c JOIN verdicts AS v ON v.id = c.verdict_id
GROUP BY c.slot
ORDER BY weekday, hour
