-- title: Stops over time
-- about: Stops by cause in steps of so many hours.
-- reads: stops, verdicts
-- keys: start_at, category, is_abnormal
-- page: figure
-- column start_at (number, ms): where the step begins, in milliseconds since 1970
-- column category (code): the cause
-- column is_abnormal (boolean): 1 for what should not happen, 0 for routine
-- column stops (count): how many tasks stopped
-- parameter hours = 1: the length of a step in hours
SELECT
  s.logged_at / ({{hours}} * 3600000) * ({{hours}} * 3600000) AS start_at,
  v.category, v.is_abnormal, count(*) AS stops
FROM stops AS s JOIN verdicts AS v ON v.id = s.verdict_id
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
