-- title: One task
-- about: What its summary says and its time line is drawn from.
-- argument: the task's id, a prefix of it, or its ARN
-- column task: its id
-- column cluster: the cluster's name
-- column service: the service, or the task's group
-- column title: the cause in words
-- column advice: what to do about it
-- column is_abnormal: 1 for what should not happen, 0 for routine
-- column confidence: how sure the cause is
-- column answerable: who is answerable
-- column reason: the text that decided, ids and numbers as *
-- column created_at: when it was created; all times in milliseconds since 1970
-- column pull_started_at: when the first image began to be pulled
-- column pull_stopped_at: when all images had been pulled
-- column started_at: when it ran
-- column stopping_at: when its stop was asked for or seen
-- column execution_stopped_at: when its containers had ended
-- column stopped_at: when it had stopped
SELECT
  CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END AS task,
  c.name AS cluster, coalesce(g.service, nullif(g.name, '')) AS service,
  category_title(v.category) AS title, category_advice(v.category) AS advice, v.is_abnormal,
  v.confidence, v.answerable, p.pattern AS reason,
  t.created_at, t.pull_started_at, t.pull_stopped_at, t.started_at, t.stopping_at,
  t.execution_stopped_at, t.stopped_at
FROM tasks AS t
JOIN verdicts AS v ON v.id = t.verdict_id
LEFT JOIN clusters AS c ON c.id = t.cluster_id
LEFT JOIN task_groups AS g ON g.id = t.group_id
LEFT JOIN reason_patterns AS p ON p.id = t.pattern_id
WHERE t.id = {{subject}}
