-- title: Stops over time
-- about: Stops by cause per step of several days; steps of weeks begin on Mondays.
-- reads: daily_counts(is_abnormal, category)
-- keys: start_at, category, is_abnormal
-- page: figure
-- column start_at (number, ms): when the step begins, in milliseconds since 1970
-- column category (code): the cause
-- column is_abnormal (boolean): 1 for abnormal stops, 0 for routine ones
-- column stops (count): stopped tasks
-- parameter days = 1: the length of a step in days
SELECT
  -- 1970-01-05 was a Monday; the large number, of whole steps, keeps days before 1970 above zero.
  ((day - 4 + 28000000) / {{days}} * {{days}} + 4 - 28000000) * 86400000 AS start_at,
  category, is_abnormal, sum(stops) AS stops
FROM daily_counts
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
