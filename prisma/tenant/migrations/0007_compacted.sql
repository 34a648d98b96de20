-- Whether a segment is in its final form: one for its day, as small as it can be made.
ALTER TABLE segment ADD COLUMN compacted boolean NOT NULL DEFAULT false;
