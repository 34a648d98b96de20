-- Somebody who signs in through an identity provider needs no password here.
ALTER TABLE app_user ALTER COLUMN password_hash DROP NOT NULL;
-- Theme, units, time zone and default range, as server/accounts/preferences.ts describes them.
ALTER TABLE app_user ADD COLUMN preferences json NOT NULL DEFAULT '{}';
-- The second factor: its sealed secret, since when it is asked for (null: being set up), and the newest time step
-- that was used, so that a code is good once.
ALTER TABLE app_user ADD COLUMN totp_secret bytea;
ALTER TABLE app_user ADD COLUMN totp_since timestamptz(3);
ALTER TABLE app_user ADD COLUMN totp_last_step bigint;

-- Good once each, for somebody whose second factor is lost. Only an HMAC is kept.
CREATE TABLE recovery_code (
  user_id   uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  code_hash bytea NOT NULL,
  used_at   timestamptz(3),
  PRIMARY KEY (user_id, code_hash)
);

-- Who somebody is at an identity provider.
CREATE TABLE user_identity (
  issuer     text NOT NULL,
  subject    text NOT NULL,
  user_id    uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX user_identity_user_id_idx ON user_identity (user_id);
