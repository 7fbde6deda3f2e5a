-- Who is responsible for a stop has one name in tables, views, reports and queries. The view is created again after the
-- last step.
DROP VIEW IF EXISTS stopped_tasks;
ALTER TABLE verdicts RENAME COLUMN answerable TO responsible;
