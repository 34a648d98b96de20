-- How many samples a batch has: a machine with many waiting is sealed before its hour is over.
ALTER TABLE sample_batch ADD COLUMN row_count integer NOT NULL DEFAULT 0;

-- Whether rollup_hour has what this segment says.
ALTER TABLE segment ADD COLUMN rolled_up boolean NOT NULL DEFAULT false;
CREATE INDEX segment_not_rolled_up_idx ON segment (machine_id, starts_at) WHERE NOT rolled_up;

-- Lists of metric names, in the order in which the arrays of rollup_hour have them. A list never changes.
CREATE TABLE rollup_metrics (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  metrics text[] NOT NULL UNIQUE
);

-- One hour of one entity. Without a known value of a metric its count is 0 and its sum, min and max are 0. Sketches
-- stay apart from the arrays, which are what most readers want.
CREATE TABLE rollup_hour (
  machine_id uuid NOT NULL,
  kind       text NOT NULL,
  hour       timestamptz(3) NOT NULL,
  entity     text NOT NULL,
  metrics_id bigint NOT NULL REFERENCES rollup_metrics (id),
  final      boolean NOT NULL DEFAULT false,
  counts     integer[] STORAGE MAIN NOT NULL,
  sums       double precision[] STORAGE MAIN NOT NULL,
  mins       double precision[] STORAGE MAIN NOT NULL,
  maxs       double precision[] STORAGE MAIN NOT NULL,
  sketches   bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (machine_id, kind, hour, entity)
);
