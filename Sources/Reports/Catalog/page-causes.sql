-- title: Stops by cause, in this period and the previous one
-- about: The figures of the summary.
-- reads: counts(is_abnormal, category, responsible), earlier_counts(is_abnormal, category, responsible)
-- keys: category, responsible, is_abnormal
-- page: figure
-- column category (code): the cause
-- column title (text): the cause in words
-- column responsible (code): who is responsible
-- column is_abnormal (boolean): 1 for abnormal stops, 0 for routine ones
-- column stops (count): stopped tasks in this period
-- column earlier_stops (count): stopped tasks in the period of the same length before it
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
