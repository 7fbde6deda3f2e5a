-- The member of a tar or zip archive that a rejected record was in: its path there.
ALTER TABLE rejects ADD COLUMN member TEXT;
