-- The strings that a query sees for values that their column cannot hold have a table named after what they are.
ALTER TABLE misfits RENAME TO nonconforming_values;
