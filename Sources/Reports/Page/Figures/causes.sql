-- title: Stops by cause, here and in the time before
-- about: The numbers of the summary.
-- column category: the cause
-- column title: the cause in words
-- column answerable: who is answerable
-- column is_abnormal: 1 for what should not happen, 0 for routine
-- column stops: how many tasks stopped so in the window
-- column earlier_stops: how many did in the window of equal length before it
WITH
  parts AS (
    SELECT verdict_id, sum(stops) AS stops, 0 AS earlier_stops FROM counts GROUP BY verdict_id
    UNION ALL
    SELECT verdict_id, 0, sum(stops) FROM earlier_counts GROUP BY verdict_id
  )
SELECT
  v.category, category_title(v.category) AS title, v.answerable, v.is_abnormal,
  sum(p.stops) AS stops, sum(p.earlier_stops) AS earlier_stops
FROM parts AS p JOIN verdicts AS v ON v.id = p.verdict_id
GROUP BY v.category, v.answerable, v.is_abnormal
ORDER BY v.is_abnormal DESC, stops DESC, v.category, v.answerable
