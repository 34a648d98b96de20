-- Who (by name, as it was then), from where, and whether it was let through. server/db/migrate.ts takes from the
-- tenant's role the right to change or delete what is written here.
ALTER TABLE audit_entry ADD COLUMN actor_name text;
ALTER TABLE audit_entry ADD COLUMN address text;
ALTER TABLE audit_entry ADD COLUMN result text NOT NULL DEFAULT 'done' CHECK (result IN ('done', 'refused'));
CREATE INDEX audit_entry_actor_id_idx ON audit_entry (actor_id, id);
CREATE INDEX audit_entry_verb_idx ON audit_entry (verb, id);

-- From where a key was used: the first use from an address is worth an entry in the audit trail.
CREATE TABLE api_key_address (
  key_id     text NOT NULL REFERENCES api_key (key_id) ON DELETE CASCADE,
  address    text NOT NULL,
  first_used timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (key_id, address)
);
