-- title: Why tasks stopped
-- about: By category and text, abnormal first; ids, numbers and addresses in texts are shown as *. The text is the one
-- that decided, the task's or a container's. `new` tells which are new, `services` whose they are.
-- by: cluster, service, account, region
-- chart: bars stops
-- reads: counts(pattern_id, is_abnormal, category, confidence, exit_code), reason_patterns
-- keys: kind, category, confidence, exit_code, reason
-- routine: kind
-- page: 10
-- column kind (code): abnormal, or routine for what belongs to normal operation
-- column category (code): what the stop was put down to
-- column confidence (code): certain, likely or unknown: how sure that is
-- column stops (count): stopped tasks
-- column percent (percent): their share of all stops of the report, %; with --by of all stops of the same value
-- column exit_code (code): the exit code that the verdict rests on, if it rests on one
-- column reason (text, prose): the text with ids, numbers and addresses as *
-- column last_day (day): the last day with such a stop, UTC
WITH
  grouped AS (
    SELECT
      "by", is_abnormal, category, confidence, exit_code, pattern_id, sum(stops) AS stops, max(last_day) AS last_day
    FROM counts GROUP BY "by", is_abnormal, category, confidence, exit_code, pattern_id
  )
SELECT
  g."by",
  CASE WHEN g.is_abnormal THEN 'abnormal' ELSE 'routine' END AS kind,
  g.category,
  g.confidence,
  g.stops,
  round(100.0 * g.stops / sum(g.stops) OVER (PARTITION BY g."by"), 1) AS percent,
  g.exit_code,
  p.pattern AS reason,
  day_text(g.last_day) AS last_day
FROM grouped AS g LEFT JOIN reason_patterns AS p ON p.id = g.pattern_id
ORDER BY
  g."by", g.is_abnormal DESC, sum(g.stops) OVER (PARTITION BY g."by", g.is_abnormal, g.category) DESC, g.category,
  g.stops DESC, p.pattern, g.exit_code, g.confidence
