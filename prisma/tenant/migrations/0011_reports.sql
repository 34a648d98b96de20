-- The files of a report, one per format.
CREATE TABLE report_file (
  report_id  uuid NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  format     text NOT NULL CHECK (format IN ('pdf', 'html')),
  data       bytea STORAGE EXTERNAL NOT NULL,
  byte_count integer NOT NULL,
  PRIMARY KEY (report_id, format)
);
INSERT INTO report_file (report_id, format, data, byte_count)
SELECT id, 'pdf', data, octet_length(data) FROM report WHERE data IS NOT NULL;
ALTER TABLE report DROP COLUMN data;
ALTER TABLE report DROP COLUMN byte_count;

-- machine_id is the first of the machines, with which the report goes; machine_ids are all, in their order.
ALTER TABLE report ADD COLUMN machine_ids uuid[] NOT NULL DEFAULT '{}';
UPDATE report SET machine_ids = ARRAY[machine_id];
ALTER TABLE report ADD COLUMN compare_start timestamptz(3);
ALTER TABLE report ADD COLUMN compare_end timestamptz(3);
ALTER TABLE report ADD COLUMN formats text[] NOT NULL DEFAULT '{pdf}';
ALTER TABLE report ADD COLUMN options jsonb NOT NULL DEFAULT '{}';
-- While it is made: what is done, and how much of all; a worker that lives says so every second.
ALTER TABLE report ADD COLUMN stage text CHECK (stage IN ('reading', 'computing', 'drawing'));
ALTER TABLE report ADD COLUMN progress double precision NOT NULL DEFAULT 0;
ALTER TABLE report ADD COLUMN seen_at timestamptz(3) NOT NULL DEFAULT now();
ALTER TABLE report ADD COLUMN made_by text;
ALTER TABLE report ADD COLUMN schedule_id uuid;
ALTER TABLE report DROP CONSTRAINT report_status_check;
ALTER TABLE report ADD CONSTRAINT report_status_check
  CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled'));
CREATE INDEX report_created_at_idx ON report (created_at, id);
CREATE INDEX report_schedule_id_idx ON report (schedule_id, created_at);

-- Links that open a report without an account. The token is in the link alone.
CREATE TABLE report_share (
  id           uuid PRIMARY KEY,
  report_id    uuid NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  token_hmac   bytea NOT NULL UNIQUE,
  expires_at   timestamptz(3) NOT NULL,
  made_by      text,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  revoked_at   timestamptz(3),
  last_opened  timestamptz(3),
  opened_count integer NOT NULL DEFAULT 0
);
CREATE INDEX report_share_report_id_idx ON report_share (report_id);

CREATE TABLE report_schedule (
  id             uuid PRIMARY KEY,
  name           text NOT NULL,
  plan           jsonb NOT NULL,
  time_zone      text NOT NULL,
  machine_ids    uuid[] NOT NULL,
  period         text NOT NULL CHECK (period IN ('day', 'week', 'month')),
  compare        boolean NOT NULL DEFAULT false,
  formats        text[] NOT NULL,
  options        jsonb NOT NULL DEFAULT '{}',
  keep           integer NOT NULL,
  mail_to        text[] NOT NULL DEFAULT '{}',
  paused         boolean NOT NULL DEFAULT false,
  next_run_at    timestamptz(3),
  last_run_at    timestamptz(3),
  last_report_id uuid,
  last_error     text,
  made_by        text,
  created_at     timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX report_schedule_next_run_at_idx ON report_schedule (next_run_at);

-- What reports look like unless they say otherwise: one row.
CREATE TABLE report_branding (
  id       boolean PRIMARY KEY DEFAULT true CHECK (id),
  logo     text,
  width    integer,
  height   integer,
  accent   text,
  customer text
);
