-- Each worker process says that it lives, every few seconds; portals read here whether anybody does the jobs.
CREATE TABLE worker (
  id         uuid PRIMARY KEY,
  host       text NOT NULL,
  pid        integer NOT NULL,
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  seen_at    timestamptz(3) NOT NULL DEFAULT now()
);

-- What waits in all tenants together, counted by a job every minute: one row.
CREATE TABLE backlog (
  id      integer PRIMARY KEY CHECK (id = 1),
  at      timestamptz(3) NOT NULL,
  batches bigint NOT NULL,
  samples bigint NOT NULL,
  -- Age of the oldest batch whose hour is over; null: none waits.
  seal_lag_seconds double precision,
  uploads bigint NOT NULL
);
