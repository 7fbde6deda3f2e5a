-- title: Is the archive complete?
-- about: What may be missing: hours without stops in which an account and region usually have some (twenty were to be
-- expected in all), files that were read with a warning, records that could not be read or were no stops, when the last
-- stop and the last export came in, and stops that older rules have judged. Stops are those of the window; files and
-- records are those of the whole archive.
-- column status: look where somebody should, else ok
-- column check: what is looked at
-- column subject: which one
-- column count: stops, hours, files, records, as the check says
-- column first: when it began, UTC
-- column last: when it ended, UTC
-- column detail: what it means
WITH RECURSIVE
  tallied AS MATERIALIZED (
    SELECT value ->> 0 AS stops, value ->> 1 AS first, value ->> 2 AS last, value ->> 3 AS hour,
      value ->> 4 AS account_id, value ->> 5 AS region_id
    FROM json_each((SELECT tally(logged_at, logged_at / 3600000, account_id, region_id) FROM stops))
  ),
  places AS MATERIALIZED (
    SELECT account_id, region_id, sum(stops) AS stops, min(hour) AS first_hour, max(hour) AS last_hour,
      min(first) AS first, max(last) AS last
    FROM tallied GROUP BY account_id, region_id
  ),
  -- How many stops a place has in each hour of the day, by the days that it spans.
  usual AS MATERIALIZED (
    SELECT t.account_id, t.region_id, t.hour % 24 AS hour_of_day,
      1.0 * sum(t.stops) / ((p.last_hour - p.first_hour) / 24 + 1) AS stops
    FROM tallied AS t
    JOIN places AS p ON p.account_id IS t.account_id AND p.region_id IS t.region_id
    GROUP BY t.account_id, t.region_id, t.hour % 24
  ),
  -- From one hour with stops to the next.
  steps AS (
    SELECT account_id, region_id, hour AS hour_after,
      lag(hour) OVER (PARTITION BY account_id, region_id ORDER BY hour) AS hour_before
    FROM tallied
  ),
  -- Up to two days a gap are enough to see how many were to be expected.
  missing (account_id, region_id, hour_before, hour_after, hour) AS (
    SELECT account_id, region_id, hour_before, hour_after, hour_before + 1 FROM steps WHERE hour_after > hour_before + 1
    UNION ALL
    SELECT account_id, region_id, hour_before, hour_after, hour + 1 FROM missing
    WHERE hour + 1 < hour_after AND hour < hour_before + 48
  ),
  gaps AS (
    SELECT m.account_id, m.region_id, m.hour_before, m.hour_after, sum(u.stops) AS expected
    FROM missing AS m
    LEFT JOIN usual AS u ON u.account_id IS m.account_id AND u.region_id IS m.region_id AND u.hour_of_day = m.hour % 24
    GROUP BY m.account_id, m.region_id, m.hour_before, m.hour_after
    HAVING expected >= 20
  ),
  named AS (
    SELECT account_id, region_id,
      coalesce((SELECT word FROM words WHERE id = account_id), '(none)') || ' '
        || coalesce((SELECT word FROM words WHERE id = region_id), '(none)') AS name
    FROM places
  ),
  lines (number, status, "check", subject, count, first, last, detail) AS (
    SELECT 1, 'look', 'hours without stops', n.name, g.hour_after - g.hour_before - 1,
      (g.hour_before + 1) * 3600000, g.hour_after * 3600000 - 1,
      CAST(round(g.expected) AS INTEGER) || ' stops were to be expected: is an export missing?'
    FROM gaps AS g JOIN named AS n ON n.account_id IS g.account_id AND n.region_id IS g.region_id
    UNION ALL
    SELECT 2, CASE WHEN p.last < period.end_at - 172800000 THEN 'look' ELSE 'ok' END, 'last stop', n.name,
      p.stops, p.first, p.last,
      CASE WHEN p.last < period.end_at - 172800000
        THEN 'silent for ' || seconds_text((period.end_at - p.last) / 1000.0) || ' before the end of the window'
        ELSE 'stops of the window, from the first to the last' END
    FROM places AS p, period JOIN named AS n ON n.account_id IS p.account_id AND n.region_id IS p.region_id
    UNION ALL
    SELECT 3, CASE WHEN max(ingested_at) < period.now - 172800000 THEN 'look' ELSE 'ok' END, 'last ingest', 'files',
      count(*), min(ingested_at), max(ingested_at),
      CASE WHEN max(ingested_at) < period.now - 172800000
        THEN 'nothing has come in for ' || seconds_text((period.now - max(ingested_at)) / 1000.0)
        ELSE 'files read, from the first to the last' END
    FROM exports, period HAVING count(*) > 0
    UNION ALL
    SELECT 4, 'look', 'file with warning', path, 1, ingested_at, ingested_at, warning
    FROM exports WHERE warning IS NOT NULL
    UNION ALL
    SELECT 5, 'look', 'records rejected', reason, count(*), NULL, NULL, 'their bytes are kept in the table rejects'
    FROM rejects GROUP BY reason
    UNION ALL
    SELECT 6, 'ok', 'records skipped', coalesce(nullif(detail_type, ''), '(no detail-type)')
        || CASE last_status WHEN '' THEN '' ELSE ': ' || last_status END,
      sum(count), NULL, NULL, 'no stopped tasks' FROM skipped GROUP BY detail_type, last_status
    UNION ALL
    SELECT 7, 'ok', 'records', 'stored', sum(stored), NULL, NULL, 'stops that made a row' FROM exports
    UNION ALL SELECT 7, 'ok', 'records', 'duplicates', sum(duplicates), NULL, NULL, 'redeliveries, dropped' FROM exports
    UNION ALL SELECT 7, 'ok', 'records', 'superseded', sum(superseded), NULL, NULL,
      'lost to a later version of their task, kept aside' FROM exports
    UNION ALL SELECT 7, 'ok', 'records', 'expired', sum(expired), NULL, NULL, 'older than the retention' FROM exports
    UNION ALL
    SELECT 8, CASE v.rules_version WHEN rules_version() THEN 'ok' ELSE 'look' END, 'stops judged',
      CASE v.rules_version WHEN rules_version() THEN 'by the present rules' ELSE 'by older rules' END,
      sum(c.stops), NULL, NULL,
      CASE v.rules_version WHEN rules_version() THEN 'stops of the window' ELSE 'ecs-stops reclassify judges them again' END
    FROM counts AS c JOIN verdicts AS v ON v.id = c.verdict_id GROUP BY v.rules_version = rules_version()
  )
SELECT status, "check", subject, count, insights_timestamp(first) AS first, insights_timestamp(last) AS last, detail
FROM lines WHERE count > 0
ORDER BY status = 'ok', number, lines.first, subject, count
