-- title: Stops over time
-- about: Stops by cause per step of several hours.
-- reads: stops, verdicts
-- keys: start_at, category, is_abnormal
-- page: figure
-- column start_at (number, ms): when the step begins, in milliseconds since 1970
-- column category (code): the cause
-- column is_abnormal (boolean): 1 for abnormal stops, 0 for routine ones
-- column stops (count): stopped tasks
-- parameter hours = 1: the length of a step in hours
SELECT
  s.logged_at / ({{hours}} * 3600000) * ({{hours}} * 3600000) AS start_at,
  v.category, v.is_abnormal, count(*) AS stops
FROM stops AS s JOIN verdicts AS v ON v.id = s.verdict_id
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
