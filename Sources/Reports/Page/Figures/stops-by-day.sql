-- title: Stops over time
-- about: Stops by cause in steps of so many days; steps of weeks begin on Mondays.
-- column start_at: where the step begins, in milliseconds since 1970
-- column category: the cause
-- column is_abnormal: 1 for what should not happen, 0 for routine
-- column stops: how many tasks stopped
-- parameter days = 1: the length of a step in days
SELECT
  -- 1970-01-05 was a Monday; the large number, of whole steps, keeps days before 1970 above zero.
  ((d.day - 4 + 28000000) / {{days}} * {{days}} + 4 - 28000000) * 86400000 AS start_at,
  v.category, v.is_abnormal, sum(d.stops) AS stops
FROM daily_counts AS d JOIN verdicts AS v ON v.id = d.verdict_id
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
