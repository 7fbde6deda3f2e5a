-- title: Abnormal reasons that never occurred before the window
-- about: The news of the summary: a cause with a text that no stop before the window had.
-- column category: the cause
-- column reason: the text, with ids, numbers and addresses as *
-- column stops: how many tasks stopped so
WITH
  seen AS (
    SELECT DISTINCT v.category, h.pattern_id
    FROM history_counts AS h JOIN verdicts AS v ON v.id = h.verdict_id
  ),
  found AS (
    SELECT v.category, c.pattern_id, sum(c.stops) AS stops
    FROM counts AS c JOIN verdicts AS v ON v.id = c.verdict_id
    WHERE v.is_abnormal
    GROUP BY v.category, c.pattern_id
  )
SELECT f.category, p.pattern AS reason, f.stops
FROM found AS f LEFT JOIN reason_patterns AS p ON p.id = f.pattern_id
WHERE NOT EXISTS (SELECT 1 FROM seen AS s WHERE s.category = f.category AND s.pattern_id IS f.pattern_id)
ORDER BY f.stops DESC, f.category, reason
