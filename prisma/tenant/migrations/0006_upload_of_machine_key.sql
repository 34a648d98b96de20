-- Whether a key that is tied to a machine handed the file in: then it may hold samples of machine_id only.
ALTER TABLE upload ADD COLUMN machine_bound boolean NOT NULL DEFAULT false;
