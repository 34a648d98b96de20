-- Mbit/s by interface, as its agent last read them in sysfs: physical ones whose speed is known, and bonds of these.
-- Null: it never said.
ALTER TABLE machine ADD COLUMN link_speeds jsonb;
