-- title: Exit codes by container and image
-- about: Exit codes of all containers, not only the first. `unrequested` counts containers of tasks whose stop nobody
-- requested (EssentialContainerExited): there the exit code is the program's own. `requested` counts those of tasks that a
-- person, the service scheduler or Spot stopped: there it is the program's answer to SIGTERM or SIGKILL. The rest belong to
-- tasks that failed to start or lost their host. A task with two containers counts twice.
-- by: cluster, service, account, region, family, revision, zone, capacity-provider, launch-type, cause, day
-- reads: stops(task), container_names, containers, images, verdicts, words
-- keys: container, image, exit_code
-- page: 100 folded
-- column container (text): the container's name
-- column image (text): its image
-- column exit_code (code): its exit code; missing if it never started or the code was lost
-- column meaning (text, prose): what the exit code usually means
-- column exits (count, main): how many containers
-- column unrequested (count): those in tasks whose stop nobody requested
-- column requested (count): those in tasks whose stop was requested
-- column last_exit (time): when the latest was logged, UTC
-- column example_task (id): the latest unrequested one, otherwise the latest, for `report task`
-- chart: bars unrequested
WITH
  -- Events before 2019 have no stop code; of a task without one the text tells, as far as the verdict kept it.
  requested AS MATERIALIZED (
    SELECT id,
      CASE word WHEN 'EssentialContainerExited' THEN 0 WHEN 'UserInitiated' THEN 1
        WHEN 'ServiceSchedulerInitiated' THEN 1 WHEN 'SpotInterruption' THEN 1 END AS is_requested
    FROM words
    WHERE word IN ('EssentialContainerExited', 'UserInitiated', 'ServiceSchedulerInitiated', 'SpotInterruption')
  ),
  counted AS MATERIALIZED (
    SELECT value ->> 0 AS exits, value ->> 2 AS last, value ->> 3 AS name_id, value ->> 4 AS image_id,
      value ->> 5 AS exit_code, value ->> 6 AS stop_code_id, value ->> 7 AS verdict_id, value ->> 8 AS "by"
    FROM json_each((
      SELECT tally(t.logged_at, k.name_id, k.image_id, k.exit_code, t.stop_code_id,
        CASE WHEN t.stop_code_id IS NULL THEN t.verdict_id END, t."by")
      FROM stops AS t CROSS JOIN containers AS k ON k.id BETWEEN t.id << 10 AND t.id << 10 | 1023))
  ),
  told AS (
    SELECT c.*,
      CASE
        WHEN c.stop_code_id IS NOT NULL THEN (SELECT is_requested FROM requested WHERE id = c.stop_code_id)
        WHEN c.verdict_id IN (SELECT id FROM verdicts WHERE category IN ('essential_container_exited', 'out_of_memory'))
          THEN 0
      END AS is_requested
    FROM counted AS c
  ),
  exits AS MATERIALIZED (
    SELECT name_id, image_id, exit_code, "by", sum(exits) AS exits,
      coalesce(sum(exits) FILTER (WHERE is_requested = 0), 0) AS unrequested,
      coalesce(sum(exits) FILTER (WHERE is_requested = 1), 0) AS requested, max(last) AS last,
      coalesce(max(last) FILTER (WHERE is_requested = 0), max(last)) AS last_example
    FROM told GROUP BY name_id, image_id, exit_code, "by"
  ),
  -- Of each group and time the smallest task id, with its task: read once, since many groups may share a time.
  examples AS MATERIALIZED (
    SELECT coalesce(k.name_id, 0) AS name_id, coalesce(k.image_id, 0) AS image_id,
      coalesce(k.exit_code, '') AS exit_code, coalesce(t."by", 0) AS "by", t.logged_at, min(t.task_id), t.task
    FROM (SELECT DISTINCT last_example FROM exits) AS l CROSS JOIN stops AS t ON t.logged_at = l.last_example
    CROSS JOIN containers AS k ON k.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    GROUP BY 1, 2, 3, 4, 5
  )
SELECT
  c."by",
  n.name AS container,
  i.image,
  c.exit_code,
  CASE
    WHEN c.exit_code IS NULL THEN 'none: never started, or lost'
    WHEN c.exit_code = 0 THEN 'success'
    WHEN c.exit_code = 1 THEN 'general error'
    WHEN c.exit_code = 2 THEN 'bad arguments'
    WHEN c.exit_code = 125 THEN 'container runtime failed'
    WHEN c.exit_code = 126 THEN 'command not executable'
    WHEN c.exit_code = 127 THEN 'command not found'
    WHEN c.exit_code = 130 THEN 'SIGINT'
    WHEN c.exit_code = 134 THEN 'SIGABRT'
    WHEN c.exit_code = 135 THEN 'SIGBUS'
    WHEN c.exit_code = 136 THEN 'SIGFPE'
    WHEN c.exit_code = 137 THEN 'SIGKILL: out of memory if unrequested, stop timeout if requested'
    WHEN c.exit_code = 139 THEN 'SIGSEGV'
    WHEN c.exit_code = 143 THEN 'SIGTERM'
    WHEN c.exit_code = 255 THEN 'error -1, or unknown'
    WHEN c.exit_code BETWEEN 129 AND 192 THEN 'signal ' || (c.exit_code - 128)
    WHEN c.exit_code < 0 OR c.exit_code > 255 THEN 'Windows status ' || format('0x%08X', c.exit_code & 4294967295)
    ELSE 'error of the program'
  END AS meaning,
  c.exits,
  c.unrequested,
  c.requested,
  insights_timestamp(c.last) AS last_exit,
  (SELECT e.task FROM examples AS e
    WHERE e.name_id = coalesce(c.name_id, 0) AND e.image_id = coalesce(c.image_id, 0)
      AND e.exit_code = coalesce(c.exit_code, '') AND e."by" = coalesce(c."by", 0) AND e.logged_at = c.last_example)
    AS example_task
FROM exits AS c
LEFT JOIN container_names AS n ON n.id = c.name_id
LEFT JOIN images AS i ON i.id = c.image_id
ORDER BY c.exit_code IS 0, c.unrequested DESC, c.exits DESC, container, image, c.exit_code, c."by"
