-- title: Latest stops
-- about: The tasks that stopped last, one per row, newest first, with the cause, the exit code of each container, and what
-- ECS said.
-- order: 1
-- rows: stops
-- limit: 20
-- filters: abnormal, cause
-- next: ecs-stops report task {{task}} shows everything about this task
-- reads: stops(task, cluster, account, region, service, is_abnormal, category), container_names, containers, reasons, words
-- keys: time, task
-- routine: kind
-- page: 35
-- column time (time): when the stop was logged, UTC
-- column task (id): the task's ID
-- column service (text): the service, or the task's group if it belongs to no service
-- column cause (code): why it stopped
-- column exit_codes (text, main): each container's name and exit code; `-` for a container without an exit code
-- column reason (text, prose): the event's `stoppedReason`
-- column kind (code, once): `abnormal`, or `routine` for a stop that belongs to normal operation
-- column stop_code (code): the event's `stopCode`
-- column cluster (text, once): the cluster's name
-- column account (code, once): the cluster's AWS account
-- column region (code, once): the cluster's region
SELECT
  insights_timestamp(s.logged_at) AS time,
  s.task,
  s.service,
  s.category AS cause,
  (SELECT coalesce(group_concat(code, ', '), '-') FROM (
    SELECT coalesce(n.name, '?') || ' ' || coalesce(c.exit_code, '-') AS code
    FROM containers AS c LEFT JOIN container_names AS n ON n.id = c.name_id
    WHERE c.id BETWEEN s.id << 10 AND s.id << 10 | 1023 ORDER BY c.id)) AS exit_codes,
  (SELECT reason FROM reasons WHERE id = s.reason_id) AS reason,
  CASE WHEN s.is_abnormal THEN 'abnormal' ELSE 'routine' END AS kind,
  (SELECT word FROM words WHERE id = s.stop_code_id) AS stop_code,
  s.cluster,
  s.account,
  s.region
FROM stops AS s
ORDER BY s.logged_at DESC, s.id DESC
LIMIT {{limit}}
