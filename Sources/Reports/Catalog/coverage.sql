-- title: Is the archive complete?
-- about: For each account, region and log group, what was imported of each day, or of each hour with `--by hour`: stops in
-- the archive, records and files, first and last record, duplicates, other versions of stops, records of other kinds, and
-- rejected ones. `count` is the number of stops in the time range and scope; the other numbers of a day are those of the whole
-- day in its account, region and log group, since files do not tell them apart by service. A day `looks missing`
-- if no file has records of it although there are many in the same hours of other weeks, or of other days in archives of less
-- than four weeks; it `looks thin` with fewer than half of the usual records. A night without stops is not missing if a file
-- has most of the records before and after it, or, where each file is of one day, other records of that day. What is usual comes from all of the
-- archive, so that a place with few stops is never reported. Then: accounts, regions and clusters that fell silent before the
-- end of the time range; files that could not be read, until they are read or gone; files that were read with a warning;
-- records that could not be read or were not stops; damaged files
-- whose stops no other file has supplied; events that contradict each other; when the last export was imported; stops that
-- `ingest --pattern` left out; and stops classified by older rules. Files and records are those of files with stops in the
-- time range, or with none at all. `--fail-if-gap` exits with 4 if something looks missing.
-- reads: period, stops, counts(cluster_id, rules_version), history_counts(cluster_id), cluster_names, export_hours, exports, log_groups,
-- provisional, refused_files, rejects, skipped, words
-- keys: check, subject, status, period
-- parameter hours (1 or 24) = 24: the length of the periods: 24 for days, 1 for hours, as with `--by hour`
-- page: 900 folded
-- column status (code): `check` if somebody should look into it, otherwise `ok`
-- column check (text): what was checked
-- column subject (text): the account, region and log group, the cluster, file or kind of record
-- column period (text): the day, or the hour, UTC
-- column count (count): how many stops, files or records; of a day or hour, the stops in the archive
-- column why (text, prose): why somebody should look into it, or what it means
-- column first (time): log time of the first record, or when it began, UTC
-- column last (time): log time of the last record, or when it ended, UTC
-- column records (count): records of the day in all files: each time that a stop was delivered, and what is not a stop
-- column files (count): files with records of the day
-- column duplicates (count): records of stops that were in the archive already
-- column superseded (count): records that are another version of a stop in the archive
-- column skipped (count): records that are not stopped tasks
-- column skipped_kinds (text): their kinds, each with its number
-- column rejected (count): records that could not be read
-- column resolved (count): those of them that are no longer missing
-- column account (code): the account of the records of the day
-- column region (code): their region
-- column log_group (text): their log group, if their files name it
WITH
  tallied AS MATERIALIZED (
    SELECT value ->> 0 AS stops, value ->> 1 AS first, value ->> 2 AS last, value ->> 3 AS account_id, value ->> 4 AS region_id,
      value ->> 5 AS log_group_id, value ->> 6 AS hour
    FROM json_each((
      SELECT tally(logged_at, account_id, region_id, log_group_id, logged_at / 3600000 - (logged_at % 3600000 < 0)) FROM stops))
  ),
  places AS MATERIALIZED (
    SELECT account_id, region_id, sum(stops) AS stops, max(last) / 3600000 - min(first) / 3600000 + 1 AS hours,
      min(first) AS first, max(last) AS last
    FROM tallied GROUP BY account_id, region_id
  ),
  -- Where the clusters of the scope are.
  clusters_in_scope AS (
    SELECT c.account, c.region FROM cluster_names AS c
    WHERE c.id IN (SELECT cluster_id FROM counts UNION SELECT cluster_id FROM history_counts)
  ),
  hours AS (
    SELECT h.*, iif(e.damage > 0, iif(e.resolved_by IS NULL, 1, 2), 0) AS damage,
      (SELECT word FROM words WHERE id = h.account_id) AS account,
      (SELECT word FROM words WHERE id = h.region_id) AS region,
      (SELECT name FROM log_groups WHERE id = h.log_group_id) AS log_group,
      coalesce(nullif(h.detail_type, ''), iif(h.detail_type = '', '(no detail-type)', NULL))
        || coalesce(': ' || nullif(h.last_status, ''), '') AS kind,
      iif(h.rejected > 0, (
        SELECT count(*) FROM rejects AS r
        WHERE r.export_id = h.export_id AND r.resolution IS NOT NULL
          AND r.logged_at BETWEEN h.hour * 3600000 AND h.hour * 3600000 + 3599999), 0) AS resolved
    FROM export_hours AS h LEFT JOIN exports AS e ON e.id = h.export_id
  ),
  periods AS MATERIALIZED (
    SELECT value ->> 0 AS finding, value ->> 1 AS is_alarm, value ->> 2 AS account, value ->> 3 AS region,
      value ->> 4 AS log_group, value ->> 5 AS start, value ->> 6 AS events, value ->> 7 AS files, value ->> 8 AS first,
      value ->> 9 AS last, value ->> 10 AS duplicates, value ->> 11 AS superseded, value ->> 12 AS skipped,
      value ->> 13 AS kinds, value ->> 14 AS rejected, value ->> 15 AS resolved, value ->> 16 AS why,
      value ->> 17 AS records
    FROM json_each((
      SELECT coverage_rows({{hours}}, p.start_at, p.end_at, h.export_id, h.damage, h.hour, h.account, h.region,
        h.log_group, h.kind, h.stored, h.duplicates, h.superseded, h.conflicting, h.filtered, h.skipped, h.rejected,
        h.resolved, h.first_at, h.last_at, h.kept)
      FROM (
        SELECT export_id, damage, hour, account, region, log_group, kind, stored, duplicates, superseded, conflicting,
          filtered, skipped, rejected, resolved, first_at, last_at, NULL AS kept
        FROM hours, period
        WHERE NOT is_scoped OR (account, region) IN (SELECT account, region FROM clusters_in_scope)
        UNION ALL
        SELECT NULL, 0, hour, (SELECT word FROM words WHERE id = account_id), (SELECT word FROM words WHERE id = region_id),
          (SELECT name FROM log_groups WHERE id = log_group_id), NULL, 0, 0, 0, 0, 0, 0, 0, 0, first, last, stops
        FROM tallied) AS h, period AS p))
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
  lines (number, status, "check", subject, count, first, last, why) AS (
    SELECT 2, iif(is_silent, 'check', 'ok'), 'last stop', name, stops, first, last,
      iif(is_silent,
        'silent for ' || seconds_text((end_at - last) / 1000.0) || ' before the end of the time range: is an export missing?',
        'stops in the time range, from the first to the last')
    FROM named
    UNION ALL
    SELECT 3, 'check', 'silent cluster', coalesce((SELECT arn FROM cluster_names WHERE id = s.cluster_id), '(none)'), s.stops,
      NULL, NULL,
      'no stops since ' || date(s.last_day * 86400, 'unixepoch') || ', ' || (s.end_day - s.last_day - 1)
        || iif(s.end_day - s.last_day = 2, ' day', ' days') || ' before the end of the time range: is the cluster gone, or are its events missing?'
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
    SELECT 5, 'check', 'file not read', path, 1, refused_at, refused_at,
      reason || '; an ingest that reads the file, or finds it gone, clears this'
    FROM refused_files
    UNION ALL
    SELECT 5, iif(damage > 0 AND NOT is_resolved, 'check', 'ok'), iif(damage > 0, 'damaged file', 'file with warning'), path, 1,
      ingested_at, ingested_at,
      iif(is_resolved,
        'its stops were recovered' || coalesce(
          ' with ' || (SELECT path FROM exports WHERE id = f.resolved_by), ''),
        coalesce(warning, 'cut off; what came before was imported')
          || iif(damage > 0, '; not all of its stops are known to be in the archive', ''))
    FROM files AS f WHERE damage > 0 OR warning IS NOT NULL
    UNION ALL
    SELECT 6, 'check', 'provisional stops', 'from damaged files', count(*), min(s.logged_at), max(s.logged_at),
      'an intact copy of their file confirms them'
    FROM provisional AS v JOIN stops AS s ON s.id = v.task
    UNION ALL
    SELECT 6, iif(r.resolution IS NULL, 'check', 'ok'), 'records rejected', r.reason, count(*), min(r.logged_at),
      max(r.logged_at),
      iif(r.resolution IS NULL, 'their bytes are kept; ecs-stops rejects lists them, and --retry reads them again',
        'no longer missing: ' || group_concat(DISTINCT CASE r.resolution
          WHEN 'recovered' THEN 'their damaged files were recovered'
          WHEN 'arrived' THEN 'their tasks have arrived in other files'
          WHEN 'dismissed' THEN 'dismissed: they are not stops'
          ELSE 'read again as ' || r.resolution END))
    FROM rejects AS r JOIN files AS f ON f.id = r.export_id GROUP BY r.reason, r.resolution IS NULL
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
    SELECT 8, 'ok', 'records', 'stored', sum(stored), NULL, NULL, 'stops that were added; prunes may have deleted some since' FROM files
    UNION ALL SELECT 8, 'ok', 'records', 'duplicates', sum(duplicates), NULL, NULL, 'records of stops that were in the archive already' FROM files
    UNION ALL SELECT 8, 'ok', 'records', 'superseded', sum(superseded), NULL, NULL,
      'other versions of stops; the latest is the stop, the others are in the table superseded' FROM files
    UNION ALL SELECT 8, 'ok', 'records', 'expired', sum(expired), NULL, NULL, 'older than the retention' FROM files
    UNION ALL SELECT 8, 'ok', 'records', 'filtered', sum(filtered), NULL, NULL,
      'left out by ingest --pattern; importing their files without it adds them' FROM files
    UNION ALL
    SELECT 9, iif(rules_version = rules_version(), 'ok', 'check'), 'stops classified',
      iif(rules_version = rules_version(), 'by this version''s rules', 'by older rules'), sum(stops), NULL, NULL,
      iif(rules_version = rules_version(), 'stops in the time range', 'run ecs-stops reclassify to re-evaluate them')
    FROM counts GROUP BY rules_version = rules_version()
  )
SELECT status, "check", subject, period, count, why, insights_timestamp(first) AS first, insights_timestamp(last) AS last,
  records, files, duplicates, superseded, skipped, skipped_kinds, rejected, resolved, account, region, log_group
FROM (
  SELECT number, status, "check", subject, NULL AS period, count, why, first, last, NULL AS records, NULL AS files,
    NULL AS duplicates, NULL AS superseded, NULL AS skipped, NULL AS skipped_kinds, NULL AS rejected, NULL AS resolved,
    NULL AS account, NULL AS region, NULL AS log_group
  FROM lines WHERE count > 0
  UNION ALL
  SELECT iif(is_alarm, 1, 10), iif(is_alarm, 'check', 'ok'),
    CASE
      WHEN is_alarm THEN unit || ' ' || finding
      WHEN finding = 'period' THEN unit
      ELSE finding || ' ' || unit END,
    coalesce(account, '(none)') || ' ' || coalesce(region, '(none)') || coalesce(' ' || log_group, ''),
    substr(insights_timestamp(start), 1, iif({{hours}} = 1, 16, 10)), events, why,
    iif(records = 0 AND is_alarm, start, first), iif(records = 0 AND is_alarm, start + {{hours}} * 3600000 - 1, last),
    records, files, duplicates, superseded, skipped, kinds, rejected, resolved, account, region, log_group
  FROM periods, (SELECT iif({{hours}} = 1, 'hour', 'day') AS unit))
ORDER BY status = 'ok', number, period, first, subject, count
