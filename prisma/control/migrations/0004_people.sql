-- When a session was used last; to the minute.
ALTER TABLE session ADD COLUMN last_seen_at timestamptz(3);

-- A link by which a member chooses a new password. Only an HMAC of its token is kept.
CREATE TABLE password_reset (
  id         uuid PRIMARY KEY,
  user_id    uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  tenant_id  uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX password_reset_user_id_idx ON password_reset (user_id);
CREATE INDEX password_reset_tenant_id_idx ON password_reset (tenant_id);
