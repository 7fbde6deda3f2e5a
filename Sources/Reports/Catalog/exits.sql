-- title: Exit codes by container and image
-- about: unasked counts only stops that nobody asked for (EssentialContainerExited): elsewhere an exit code is an
-- answer to SIGTERM or SIGKILL and says little about the program.
-- column container: its name
-- column image: the image that it ran
-- column exit_code: of the program; missing if it never started, or it was lost
-- column meaning: what the code usually means
-- column exits: how many
-- column unasked: those among them that nobody asked for
-- column last_exit: the log time of the latest, UTC
-- chart: bars exits
WITH
  counted AS (
    SELECT
      k.name_id, k.image_id, k.exit_code, count(*) AS exits,
      sum(s.word IS 'EssentialContainerExited') AS unasked, max(t.logged_at) AS last
    FROM stops AS t
    JOIN containers AS k ON k.id BETWEEN t.id << 10 AND t.id << 10 | 1023
    LEFT JOIN words AS s ON s.id = t.stop_code_id
    GROUP BY k.name_id, k.image_id, k.exit_code
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
  coalesce(c.unasked, 0) AS unasked,
  insights_timestamp(c.last) AS last_exit
FROM counted AS c
LEFT JOIN container_names AS n ON n.id = c.name_id
LEFT JOIN images AS i ON i.id = c.image_id
ORDER BY c.exit_code IS 0, unasked DESC, c.exits DESC, container, image, c.exit_code
