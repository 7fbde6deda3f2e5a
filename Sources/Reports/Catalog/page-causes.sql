-- title: Stops by cause, here and in the time before
-- about: The numbers of the summary.
-- reads: counts(is_abnormal, category, responsible), earlier_counts(is_abnormal, category, responsible)
-- keys: category, responsible, is_abnormal
-- page: figure
-- column category (code): the cause
-- column title (text): the cause in words
-- column responsible (code): who is responsible
-- column is_abnormal (boolean): 1 for what should not happen, 0 for routine
-- column stops (count): how many tasks stopped so in the window
-- column earlier_stops (count): how many did in the window of equal length before it
WITH
  parts AS (
    SELECT category, responsible, is_abnormal, stops, 0 AS earlier_stops FROM counts
    UNION ALL
    SELECT category, responsible, is_abnormal, 0, stops FROM earlier_counts
  )
SELECT
  category, category_title(category) AS title, responsible, is_abnormal, sum(stops) AS stops,
  sum(earlier_stops) AS earlier_stops
FROM parts
GROUP BY category, responsible, is_abnormal
ORDER BY is_abnormal DESC, stops DESC, category, responsible
