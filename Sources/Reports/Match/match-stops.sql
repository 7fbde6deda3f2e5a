-- title: Stops that an event pattern matches
-- about: The archived stops that an EventBridge rule with this pattern would have captured, or the abnormal ones that it
-- would have missed, newest first.
-- reads: stops(task, service, cluster, is_abnormal, category), container_names, containers, reasons, words
-- routine: kind
-- keys: time, task, cluster
-- column time (time): the log time, UTC
-- column task (id): the task's id
-- column service (text): the service, or the task's group if it belongs to none
-- column cluster (text, once): the cluster's name
-- column kind (code): abnormal, or routine for what belongs to normal operation
-- column category (code): the cause
-- column stop_code (code): the event's stopCode
-- column exit_codes (text): each container with its exit code, or - where it has none
-- column reason (text, prose): the event's stoppedReason
SELECT
  insights_timestamp(s.logged_at) AS time,
  s.task,
  s.service,
  s.cluster,
  CASE WHEN s.is_abnormal THEN 'abnormal' ELSE 'routine' END AS kind,
  s.category,
  (SELECT word FROM words WHERE id = s.stop_code_id) AS stop_code,
  (SELECT group_concat(text, ', ') FROM (
    SELECT coalesce(n.name, '?') || ' ' || coalesce(c.exit_code, '-') AS text
    FROM containers AS c LEFT JOIN container_names AS n ON n.id = c.name_id
    WHERE c.id BETWEEN s.id << 10 AND s.id << 10 | 1023 ORDER BY c.id)) AS exit_codes,
  (SELECT reason FROM reasons WHERE id = s.reason_id) AS reason
FROM stops AS s
WHERE {{chosen}}
ORDER BY s.logged_at DESC, s.id DESC
