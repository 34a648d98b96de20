-- How busy machines were of late: a row per machine and five minutes, kept for two hours. Pages about many machines read
-- it: a thousand machines' hour are 12,000 rows. Each delivery appends seven float4 (big-endian) per minute it has samples
-- of: seconds since the slot began, samples, CPU mean and highest, memory, busiest disk (percent), bytes per second over
-- the network; NaN is unknown. No foreign key: the hot path takes the machine from the key, and what is left of a
-- removed one goes within two hours.
CREATE TABLE machine_recent (
  machine_id uuid NOT NULL,
  slot       timestamptz(3) NOT NULL,
  data       bytea STORAGE MAIN NOT NULL,
  PRIMARY KEY (machine_id, slot)
) WITH (fillfactor = 50);

-- What agents delivered on the UTC day received_on, in samples; and the fullest file system as it was last heard of.
ALTER TABLE machine ADD COLUMN received_on date;
ALTER TABLE machine ADD COLUMN received_count bigint NOT NULL DEFAULT 0;
ALTER TABLE machine ADD COLUMN fullest_name text;
ALTER TABLE machine ADD COLUMN fullest_percent real;
