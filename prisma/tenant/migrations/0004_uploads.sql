-- A file that was handed in: where it is on its way, and what came of it. machine_id is the name that was given with it.
CREATE TABLE upload (
  id             uuid PRIMARY KEY,
  file_key       text UNIQUE,
  file_name      text NOT NULL,
  machine_id     text,
  counters       text CHECK (counters IN ('rate', 'cumulative')),
  byte_count     bigint NOT NULL,
  received_bytes bigint NOT NULL DEFAULT 0,
  sha256         bytea,
  status         text NOT NULL CHECK (status IN ('receiving', 'queued', 'reading', 'checking', 'storing', 'done', 'failed')),
  progress       real NOT NULL DEFAULT 0,
  result         json,
  error          json,
  machines       uuid[] NOT NULL DEFAULT '{}',
  duplicate_of   uuid,
  created_by     text,
  created_at     timestamptz(3) NOT NULL DEFAULT now(),
  updated_at     timestamptz(3) NOT NULL DEFAULT now(),
  finished_at    timestamptz(3)
);
CREATE INDEX upload_sha256_idx ON upload (sha256);
CREATE INDEX upload_created_at_idx ON upload (created_at DESC, id);

-- The bytes of a file that is not stored in the request that brings it; they go when it is done or given up.
CREATE TABLE upload_part (
  upload_id  uuid NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
  first_byte bigint NOT NULL,
  data       bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (upload_id, first_byte)
);
