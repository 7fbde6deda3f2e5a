-- title: Why tasks stopped
-- about: By category and text, abnormal first; ids and numbers in texts are shown as *.
-- A task whose own text says nothing is counted under its container's text.
-- column kind: abnormal or routine
-- column category: the cause
-- column stops: how many
-- column percent: of all stops of the window
-- column reason: the text, ids and numbers as *
-- column last_stop: the log time of the latest, UTC
-- chart: bars stops
WITH
  counted AS (
    SELECT verdict_id, pattern_id, count(*) AS stops, max(logged_at) AS last
    FROM stops GROUP BY verdict_id, pattern_id
  ),
  grouped AS (
    SELECT v.is_abnormal, v.category, c.pattern_id, sum(c.stops) AS stops, max(c.last) AS last
    FROM counted AS c JOIN verdicts AS v ON v.id = c.verdict_id
    GROUP BY v.is_abnormal, v.category, c.pattern_id
  )
SELECT
  CASE is_abnormal WHEN 1 THEN 'abnormal' ELSE 'routine' END AS kind,
  category,
  stops,
  round(100.0 * stops / sum(stops) OVER (), 1) AS percent,
  (SELECT pattern FROM reason_patterns WHERE id = pattern_id) AS reason,
  insights_timestamp(last) AS last_stop
FROM grouped
ORDER BY is_abnormal DESC, sum(stops) OVER (PARTITION BY is_abnormal, category) DESC, category, stops DESC, reason
