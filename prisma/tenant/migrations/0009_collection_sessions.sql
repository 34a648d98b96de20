-- Where the machine stands: an IANA name; null where nobody said.
ALTER TABLE machine ADD COLUMN time_zone text;

-- A run of one stream: from its first sample to its last, all times those of samples. The columns that change with each
-- delivery are in no index, so that they change in place.
CREATE TABLE collection_session (
  id               uuid PRIMARY KEY,
  machine_id       uuid NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
  stream_id        uuid NOT NULL,
  started_at       timestamptz(3) NOT NULL,
  ended_at         timestamptz(3) NOT NULL,
  sample_count     bigint NOT NULL,
  interval_seconds double precision,
  first_uptime     double precision,
  last_uptime      double precision,
  name             text,
  note             text,
  CHECK (started_at <= ended_at)
) WITH (fillfactor = 80);
CREATE INDEX collection_session_started_at_idx ON collection_session (started_at, id);
CREATE INDEX collection_session_machine_id_idx ON collection_session (machine_id, started_at);
CREATE INDEX collection_session_stream_id_idx ON collection_session (stream_id, started_at);

-- The span of the session that a stream is in; null: its next sample begins one.
ALTER TABLE stream ADD COLUMN session_start timestamptz(3);
ALTER TABLE stream ADD COLUMN session_end timestamptz(3);

-- Streams that were there before: as one session each, as near as is known.
INSERT INTO collection_session (id, machine_id, stream_id, started_at, ended_at, sample_count, interval_seconds)
SELECT DISTINCT ON (session_id) session_id, machine_id, stream_id, least(started_at, last_received_at),
       last_received_at, acked_through, interval_seconds
  FROM stream WHERE acked_through > 0 ORDER BY session_id, last_received_at DESC;
UPDATE stream SET session_start = least(started_at, last_received_at), session_end = last_received_at
 WHERE acked_through > 0;
