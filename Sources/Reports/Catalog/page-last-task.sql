-- title: Latest task with the top cause
-- about: The task that a page of all reports shows as an example.
-- reads: stops(task_arn, is_abnormal, category)
-- keys: task
-- page: figure
-- column task (id): the task's ARN
-- parameter category: the cause
SELECT task_arn AS task FROM stops
WHERE is_abnormal AND category = {{category}}
ORDER BY logged_at DESC, id DESC
LIMIT 1
