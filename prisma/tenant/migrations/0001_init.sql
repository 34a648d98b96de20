CREATE TABLE machine (
  id               uuid PRIMARY KEY,
  machine_id       text NOT NULL UNIQUE,
  display_name     text,
  hostname         text,
  os               text,
  kernel           text,
  cpu_model        text,
  cpu_count        integer,
  memory_total_mb  double precision,
  cloud_provider   text,
  region           text,
  instance_type    text,
  hourly_cost      double precision,
  tags             jsonb NOT NULL DEFAULT '{}',
  interval_seconds double precision,
  last_seen_at     timestamptz(3),
  created_at       timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE api_key (
  key_id       text PRIMARY KEY,
  name         text NOT NULL,
  secret_hmac  bytea NOT NULL,
  scopes       text[] NOT NULL,
  machine_id   uuid REFERENCES machine (id) ON DELETE CASCADE,
  created_by   uuid,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  expires_at   timestamptz(3) NOT NULL,
  revoked_at   timestamptz(3),
  last_used_at timestamptz(3)
);
CREATE INDEX api_key_machine_id_idx ON api_key (machine_id);

CREATE TABLE stream (
  stream_id        uuid PRIMARY KEY,
  machine_id       uuid NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
  session_id       uuid NOT NULL,
  acked_through    bigint NOT NULL,
  last_first_seq   bigint,
  last_digest      bytea,
  last_snapshot    json,
  interval_seconds double precision,
  started_at       timestamptz(3) NOT NULL DEFAULT now(),
  last_received_at timestamptz(3) NOT NULL
);
CREATE INDEX stream_machine_id_idx ON stream (machine_id);

CREATE TABLE machine_event (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  machine_id uuid NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
  at         timestamptz(3) NOT NULL,
  type       text NOT NULL CHECK (type IN ('restart', 'gap', 'clock_step')),
  UNIQUE (machine_id, at, type)
);

-- Samples carry no foreign key: the hot path takes the machine from the key, and deletion removes them by job.
CREATE TABLE sample_batch (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  machine_id  uuid NOT NULL,
  stream_id   uuid NOT NULL,
  first_seq   bigint NOT NULL,
  last_seq    bigint NOT NULL,
  first_time  timestamptz(3) NOT NULL,
  last_time   timestamptz(3) NOT NULL,
  data        json NOT NULL,
  received_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX sample_batch_machine_id_last_time_idx ON sample_batch (machine_id, last_time);

CREATE TABLE segment (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  machine_id uuid NOT NULL,
  kind       text NOT NULL,
  starts_at  timestamptz(3) NOT NULL,
  ends_at    timestamptz(3) NOT NULL,
  first_time timestamptz(3) NOT NULL,
  last_time  timestamptz(3) NOT NULL,
  row_count  integer NOT NULL,
  sha256     bytea NOT NULL,
  data       bytea STORAGE EXTERNAL NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX segment_machine_id_kind_ends_at_idx ON segment (machine_id, kind, ends_at);

CREATE TABLE report (
  id          uuid PRIMARY KEY,
  machine_id  uuid NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
  range_start timestamptz(3) NOT NULL,
  range_end   timestamptz(3) NOT NULL,
  status      text NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed')),
  error       text,
  byte_count  integer,
  data        bytea STORAGE EXTERNAL,
  created_by  text,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  finished_at timestamptz(3)
);
CREATE INDEX report_machine_id_idx ON report (machine_id);

CREATE TABLE audit_entry (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz(3) NOT NULL DEFAULT now(),
  actor_kind text NOT NULL,
  actor_id   text NOT NULL,
  verb       text NOT NULL,
  target     text,
  details    jsonb NOT NULL DEFAULT '{}'
);
