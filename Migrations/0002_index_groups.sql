-- Conditions on a group or a service find its tasks by index: the views join the groups.
CREATE INDEX task_groups_name ON task_groups (name);
CREATE INDEX task_groups_service ON task_groups (service);
