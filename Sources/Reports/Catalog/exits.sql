-- title: Exit codes by container and image
-- about: Of every container, not the first alone. unasked counts the stops that nobody asked for
-- (EssentialContainerExited): elsewhere an exit code is an answer to SIGTERM or SIGKILL and says little about the
-- program. Rows count containers, so a task with two of them counts twice.
-- column container: its name
-- column image: the image that it ran
-- column exit_code: of the program; missing if it never started, or it was lost
-- column meaning: what the code usually means
-- column exits: how many containers
-- column unasked: those among them that nobody asked to stop
-- column last_exit: the log time of the latest, UTC
-- chart: bars unasked
WITH
  counted AS MATERIALIZED (
    SELECT value ->> 0 AS exits, value ->> 2 AS last, value ->> 3 AS name_id, value ->> 4 AS image_id,
      value ->> 5 AS exit_code, value ->> 6 AS is_unasked
    FROM json_each((
      SELECT tally(t.logged_at, k.name_id, k.image_id, k.exit_code,
        coalesce(t.stop_code_id = (SELECT id FROM words WHERE word = 'EssentialContainerExited'), 0))
      FROM stops AS t CROSS JOIN containers AS k ON k.id BETWEEN t.id << 10 AND t.id << 10 | 1023))
  ),
  exits AS (
    SELECT name_id, image_id, exit_code, sum(exits) AS exits,
      coalesce(sum(exits) FILTER (WHERE is_unasked), 0) AS unasked, max(last) AS last
    FROM counted GROUP BY name_id, image_id, exit_code
  )
SELECT
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
    WHEN c.exit_code = 137 THEN 'SIGKILL'
    WHEN c.exit_code = 139 THEN 'SIGSEGV'
    WHEN c.exit_code = 143 THEN 'SIGTERM'
    WHEN c.exit_code = 255 THEN 'error -1, or unknown'
    WHEN c.exit_code BETWEEN 129 AND 192 THEN 'signal ' || (c.exit_code - 128)
    WHEN c.exit_code < 0 OR c.exit_code > 255 THEN 'Windows status ' || format('0x%08X', c.exit_code & 4294967295)
    ELSE 'error of the program'
  END AS meaning,
  c.exits,
  c.unasked,
  insights_timestamp(c.last) AS last_exit
FROM exits AS c
LEFT JOIN container_names AS n ON n.id = c.name_id
LEFT JOIN images AS i ON i.id = c.image_id
ORDER BY c.exit_code IS 0, c.unasked DESC, c.exits DESC, container, image, c.exit_code
