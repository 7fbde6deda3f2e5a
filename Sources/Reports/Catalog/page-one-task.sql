-- title: One task
-- about: What the task's summary says and what its timeline is drawn from.
-- argument: the task's ID, the beginning of it, or its ARN
-- reads: stops(task, is_abnormal, category, responsible, confidence), cluster_names, service_names, reason_patterns, reasons
-- keys: task
-- page: figure
-- column task (id): the task's ID
-- column cluster (text): the cluster's name
-- column service (text): the service, or the task's group
-- column title (text): the cause in words
-- column advice (text, prose): what to do about it
-- column is_abnormal (boolean): 1 for an abnormal stop, 0 for a routine one
-- column confidence (code): how certain the cause is
-- column responsible (code): who is responsible
-- column reason (text, prose): the reason that the verdict rests on, with IDs and numbers as `*`
-- column stopped_reason (text, prose): the reason that ECS gives for the stop
-- column created_at (number, ms): when it was created; all times in milliseconds since 1970
-- column pull_started_at (number, ms): when the first image pull started
-- column pull_stopped_at (number, ms): when all images were pulled
-- column started_at (number, ms): when it was RUNNING
-- column stopping_at (number, ms): when its stop was requested or detected
-- column execution_stopped_at (number, ms): when its containers had ended
-- column stopped_at (number, ms): when it had stopped
SELECT
  t.task, c.cluster, g.service,
  category_title(t.category) AS title, category_advice(t.category) AS advice, t.is_abnormal,
  t.confidence, t.responsible, p.pattern AS reason,
  r.reason AS stopped_reason,
  t.created_at, t.pull_started_at, t.pull_stopped_at, t.started_at, t.stopping_at,
  t.execution_stopped_at, t.stopped_at
FROM stops AS t
LEFT JOIN cluster_names AS c ON c.id = t.cluster_id
LEFT JOIN service_names AS g ON g.id = t.group_id
LEFT JOIN reason_patterns AS p ON p.id = t.pattern_id
LEFT JOIN reasons AS r ON r.id = t.reason_id
WHERE t.id = {{subject}}
