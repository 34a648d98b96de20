-- The last few snapshots of an agent that does not number them: what comes late is rated between its neighbours.
CREATE TABLE recent_snapshot (
  stream_id  uuid NOT NULL REFERENCES stream (stream_id) ON DELETE CASCADE,
  time       timestamptz(3) NOT NULL,
  rated_from timestamptz(3),
  seq        bigint NOT NULL,
  snapshot   json NOT NULL,
  PRIMARY KEY (stream_id, time)
);
