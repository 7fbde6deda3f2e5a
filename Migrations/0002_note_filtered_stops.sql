-- Stops of a file that did not match the event pattern through which it was read, and that pattern as compact JSON; NULL
-- if it was read whole. A file of which something was kept out is read again through any other pattern.
ALTER TABLE exports ADD COLUMN filtered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exports ADD COLUMN pattern TEXT;
