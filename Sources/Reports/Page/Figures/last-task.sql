-- title: The last task that stopped for a cause
-- about: The task that a page of all reports shows as an example.
-- column task: the task's ARN
-- parameter category: the cause
SELECT p.prefix || CASE typeof(s.task_id) WHEN 'blob' THEN lower(hex(s.task_id)) ELSE s.task_id END AS task
FROM stops AS s
JOIN verdicts AS v ON v.id = s.verdict_id
JOIN arn_prefixes AS p ON p.id = s.task_prefix_id
WHERE v.is_abnormal AND v.category = {{category}}
ORDER BY s.logged_at DESC, s.id DESC
LIMIT 1
