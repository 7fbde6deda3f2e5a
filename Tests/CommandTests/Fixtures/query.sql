-- How many.
SELECT count(*) AS stops
FROM stopped_tasks;
