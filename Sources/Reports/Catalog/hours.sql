-- title: When tasks stop
-- about: Stops by weekday and hour of their log time (UTC), abnormal ones apart. An hour of a weekday without stops has
-- no row.
-- reads: stops, verdicts
-- keys: weekday, hour
-- page: 160 folded
-- column weekday (number): 1 is Monday, 7 is Sunday
-- column hour (number): 0 to 23, UTC
-- column stops (count): how many tasks stopped
-- column abnormal (count): those among them that are no routine
-- column routine (count): the others
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
