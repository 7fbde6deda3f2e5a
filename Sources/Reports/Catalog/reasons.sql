-- title: Why tasks stopped
-- about: By category and text, abnormal first; ids and numbers in texts are shown as *.
-- A task whose own text says nothing is counted under its container's text.
WITH
  stops AS (
    SELECT
      t.is_abnormal, t.category_id, t.logged_at,
      CASE WHEN r.category IS c.word THEN t.reason_id
        ELSE coalesce(
          (SELECT k.reason_id FROM containers AS k
            WHERE k.id BETWEEN t.id << 10 AND t.id << 10 | 1023 AND k.reason_id IS NOT NULL LIMIT 1),
          (SELECT a.reason_id FROM attachments AS a
            WHERE a.id BETWEEN t.id << 10 AND t.id << 10 | 1023 AND a.reason_id IS NOT NULL LIMIT 1),
          t.reason_id)
      END AS reason_id
    FROM tasks AS t JOIN words AS c ON c.id = t.category_id LEFT JOIN reasons AS r ON r.id = t.reason_id
    WHERE t.logged_at BETWEEN :start AND :end
  ),
  counted AS (
    SELECT is_abnormal, category_id, reason_id, count(*) AS stops, max(logged_at) AS last
    FROM stops GROUP BY is_abnormal, category_id, reason_id
  ),
  grouped AS (
    SELECT is_abnormal, category_id, text_pattern(r.reason) AS reason, sum(stops) AS stops, max(last) AS last
    FROM counted LEFT JOIN reasons AS r ON r.id = counted.reason_id
    GROUP BY is_abnormal, category_id, text_pattern(r.reason)
  )
SELECT
  CASE is_abnormal WHEN 1 THEN 'abnormal' ELSE 'routine' END AS kind,
  c.word AS category,
  stops,
  round(100.0 * stops / sum(stops) OVER (), 1) AS percent,
  reason,
  insights_timestamp(last) AS last_stop
FROM grouped JOIN words AS c ON c.id = grouped.category_id
ORDER BY is_abnormal DESC, sum(stops) OVER (PARTITION BY is_abnormal, category_id) DESC, category, stops DESC, reason
