-- title: Abnormal reasons that are new
-- about: The news in the summary: causes with a reason that no earlier stop had.
-- reads: counts(pattern_id, is_abnormal, category), history_counts(pattern_id, category), reason_patterns
-- keys: category, reason
-- page: figure
-- column category (code): the cause
-- column reason (text, prose): the reason, with IDs, numbers and addresses as `*`
-- column stops (count): stopped tasks
WITH
  seen AS (
    SELECT DISTINCT category, pattern_id FROM history_counts
  ),
  found AS (
    SELECT category, pattern_id, sum(stops) AS stops FROM counts WHERE is_abnormal
    GROUP BY category, pattern_id
  )
SELECT f.category, p.pattern AS reason, f.stops
FROM found AS f LEFT JOIN reason_patterns AS p ON p.id = f.pattern_id
WHERE NOT EXISTS (SELECT 1 FROM seen AS s WHERE s.category = f.category AND s.pattern_id IS f.pattern_id)
ORDER BY f.stops DESC, f.category, reason
