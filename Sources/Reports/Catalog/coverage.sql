-- title: Is the archive complete?
-- about: What may be missing: hours in which an account and region had no stops although at least twenty were expected from
-- the usual number at that hour of the day (of the week, if the time range has four weeks); accounts, regions and clusters
-- that fell silent before the end of the time range; files that were read with a warning; records that could not be read
-- or were not stops; damaged files whose stops no other file has supplied; events that contradict each other; when the
-- last export was imported; stops that `ingest --pattern` left out; and stops classified by older rules. Stops are those of
-- the time range; files and records are those of files with stops in it, or with none at all. A file that could not be
-- opened has left no trace.
-- reads: period, stops, counts(cluster_id, rules_version), history_counts(cluster_id), cluster_names, exports,
-- provisional, rejects, skipped, words
-- keys: check, subject, status, first
-- page: 900 folded
-- column status (code): `check` if somebody should look into it, otherwise `ok`
-- column check (text): what was checked
-- column subject (text): the account and region, cluster, file or kind of record
-- column count (count): how many stops, hours, files or records
-- column first (time): when it began, UTC
-- column last (time): when it ended, UTC
-- column detail (text, prose): what it means
WITH RECURSIVE
  tallied AS MATERIALIZED (
    SELECT value ->> 0 AS stops, value ->> 1 AS first, value ->> 2 AS last, value ->> 3 AS hour,
      value ->> 4 AS account_id, value ->> 5 AS region_id
    FROM json_each((SELECT tally(logged_at, logged_at / 3600000, account_id, region_id) FROM stops))
  ),
  places AS MATERIALIZED (
    SELECT account_id, region_id, sum(stops) AS stops, max(hour) - min(hour) + 1 AS hours,
      -- After how many hours what is usual comes again.
      iif(max(hour) - min(hour) >= 4 * 168, 168, 24) AS cycle,
      min(first) AS first, max(last) AS last
    FROM tallied GROUP BY account_id, region_id
  ),
  -- How many stops a place usually has in an hour.
  usual AS MATERIALIZED (
    SELECT t.account_id, t.region_id, t.hour % p.cycle AS slot,
      1.0 * sum(t.stops) * p.cycle / max(p.hours, p.cycle) AS stops
    FROM tallied AS t
    JOIN places AS p ON p.account_id IS t.account_id AND p.region_id IS t.region_id
    GROUP BY t.account_id, t.region_id, t.hour % p.cycle
  ),
  -- From one hour with stops to the next.
  steps AS (
    SELECT account_id, region_id, hour AS hour_after,
      lag(hour) OVER (PARTITION BY account_id, region_id ORDER BY hour) AS hour_before
    FROM tallied
  ),
  -- A week of a gap is enough to see how many were to be expected.
  missing (account_id, region_id, hour_before, hour_after, hour) AS (
    SELECT account_id, region_id, hour_before, hour_after, hour_before + 1 FROM steps WHERE hour_after > hour_before + 1
    UNION ALL
    SELECT account_id, region_id, hour_before, hour_after, hour + 1 FROM missing
    WHERE hour + 1 < hour_after AND hour < hour_before + 168
  ),
  gaps AS (
    SELECT m.account_id, m.region_id, m.hour_before, m.hour_after, sum(u.stops) AS expected
    FROM missing AS m
    JOIN places AS p ON p.account_id IS m.account_id AND p.region_id IS m.region_id
    LEFT JOIN usual AS u ON u.account_id IS m.account_id AND u.region_id IS m.region_id AND u.slot = m.hour % p.cycle
    GROUP BY m.account_id, m.region_id, m.hour_before, m.hour_after
    HAVING expected >= 20
  ),
  named AS MATERIALIZED (
    SELECT *,
      coalesce((SELECT word FROM words WHERE id = account_id), '(none)') || ' '
        || coalesce((SELECT word FROM words WHERE id = region_id), '(none)') AS name,
      -- Twenty stops were to be expected since the last.
      (end_at - last) / 3600000 * stops >= 20 * max(hours, 24) AND end_at - last > 86400000 AS is_silent
    FROM places, period
  ),
  -- By all that the archive has until the end of the window. Totals know days only.
  silent AS (
    SELECT c.cluster_id, sum(c.stops) AS stops, max(c.last_day) AS last_day,
      p.oldest_at / 86400000 AS start_day, p.end_at / 86400000 AS end_day
    FROM (
      SELECT cluster_id, stops, last_day FROM counts UNION ALL SELECT cluster_id, stops, last_day FROM history_counts) AS c,
      period AS p
    GROUP BY c.cluster_id
    HAVING (end_day - max(c.last_day) - 1) * sum(c.stops) >= 20 * (max(c.last_day) - start_day + 1)
      AND end_day - max(c.last_day) > 1
  ),
  -- A damaged file may have lost what came after its last stop.
  files AS MATERIALIZED (
    SELECT e.*, e.resolved_by IS NOT NULL AS is_resolved
    FROM exports AS e, period AS p
    WHERE e.first_logged_at IS NULL
      OR e.first_logged_at <= p.end_at AND e.last_logged_at + 86400000 * (e.damage > 0) >= p.start_at
  ),
  lines (number, status, "check", subject, count, first, last, detail) AS (
    SELECT 1, 'check', 'hours without stops', n.name, g.hour_after - g.hour_before - 1,
      (g.hour_before + 1) * 3600000, g.hour_after * 3600000 - 1,
      CAST(round(g.expected) AS INTEGER) || ' stops were expected: is an export missing?'
    FROM gaps AS g JOIN named AS n ON n.account_id IS g.account_id AND n.region_id IS g.region_id
    UNION ALL
    SELECT 2, iif(is_silent, 'check', 'ok'), 'last stop', name, stops, first, last,
      iif(is_silent,
        'silent for ' || seconds_text((end_at - last) / 1000.0) || ' before the end of the time range: is an export missing?',
        'stops in the time range, from the first to the last')
    FROM named
    UNION ALL
    SELECT 3, 'check', 'silent cluster', coalesce((SELECT arn FROM cluster_names WHERE id = s.cluster_id), '(none)'), s.stops,
      NULL, s.last_day * 86400000,
      'none for ' || (s.end_day - s.last_day - 1) || ' days before the end of the time range: is the cluster gone, or are its events missing?'
    FROM silent AS s
    WHERE NOT EXISTS (
      SELECT 1 FROM named AS n JOIN cluster_names AS c ON n.name = c.account || ' ' || c.region
      WHERE c.id = s.cluster_id AND n.is_silent)
    UNION ALL
    SELECT 4, iif(max(ingested_at) < period.now - 172800000, 'check', 'ok'), 'last ingest', 'files',
      count(*), min(ingested_at), max(ingested_at),
      iif(max(ingested_at) < period.now - 172800000,
        'nothing was imported for ' || seconds_text((period.now - max(ingested_at)) / 1000.0),
        'files imported, from the first to the last')
    FROM exports, period HAVING count(*) > 0
    UNION ALL
    SELECT 5, iif(damage > 0 AND NOT is_resolved, 'check', 'ok'), iif(damage > 0, 'damaged file', 'file with warning'), path, 1,
      ingested_at, ingested_at,
      iif(is_resolved,
        'its stops were recovered' || coalesce(
          ' with ' || (SELECT path FROM exports WHERE id = f.resolved_by), ''),
        coalesce(warning, 'cut off; what came before was imported'))
    FROM files AS f WHERE damage > 0 OR warning IS NOT NULL
    UNION ALL
    SELECT 6, 'check', 'provisional stops', 'from damaged files', count(*), min(s.logged_at), max(s.logged_at),
      'an intact copy of their file confirms them'
    FROM provisional AS v JOIN stops AS s ON s.id = v.task
    UNION ALL
    SELECT 6, iif(f.is_resolved, 'ok', 'check'), 'records rejected', r.reason, count(*), NULL, NULL,
      iif(f.is_resolved, 'of damaged files whose stops were recovered', 'their bytes are kept in the table rejects')
    FROM rejects AS r JOIN files AS f ON f.id = r.export_id GROUP BY r.reason, f.is_resolved
    UNION ALL
    SELECT 7, 'check', 'records', 'conflicting', sum(conflicting), NULL, NULL,
      'contradict another of the same task, version and time; both are kept, see the table superseded'
    FROM files
    UNION ALL
    SELECT 7, 'ok', 'records skipped', coalesce(nullif(k.detail_type, ''), '(no detail-type)')
        || CASE k.last_status WHEN '' THEN '' ELSE ': ' || k.last_status END,
      sum(k.count), NULL, NULL, 'not stopped tasks'
    FROM skipped AS k JOIN files AS f ON f.id = k.export_id GROUP BY k.detail_type, k.last_status
    UNION ALL
    SELECT 8, 'ok', 'records', 'stored', sum(stored), NULL, NULL, 'stops stored as rows' FROM files
    UNION ALL SELECT 8, 'ok', 'records', 'duplicates', sum(duplicates), NULL, NULL, 'redeliveries, dropped' FROM files
    UNION ALL SELECT 8, 'ok', 'records', 'superseded', sum(superseded), NULL, NULL,
      'replaced by a later version of their task; kept in the table superseded' FROM files
    UNION ALL SELECT 8, 'ok', 'records', 'expired', sum(expired), NULL, NULL, 'older than the retention' FROM files
    UNION ALL SELECT 8, 'ok', 'records', 'filtered', sum(filtered), NULL, NULL,
      'left out by ingest --pattern; importing their files without it adds them' FROM files
    UNION ALL
    SELECT 9, iif(rules_version = rules_version(), 'ok', 'check'), 'stops classified',
      iif(rules_version = rules_version(), 'by this version''s rules', 'by older rules'), sum(stops), NULL, NULL,
      iif(rules_version = rules_version(), 'stops in the time range', 'run ecs-stops reclassify to re-evaluate them')
    FROM counts GROUP BY rules_version = rules_version()
  )
SELECT status, "check", subject, count, insights_timestamp(first) AS first, insights_timestamp(last) AS last, detail
FROM lines WHERE count > 0
ORDER BY status = 'ok', number, lines.first, subject, count
