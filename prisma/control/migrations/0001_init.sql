CREATE TABLE tenant (
  id          uuid PRIMARY KEY,
  slug        text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name        text NOT NULL,
  schema_name text NOT NULL UNIQUE,
  role_name   text NOT NULL UNIQUE,
  status      text NOT NULL CHECK (status IN ('provisioning', 'active', 'suspended', 'deleting')),
  created_at  timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE domain (
  host       text PRIMARY KEY CHECK (host = lower(host)),
  tenant_id  uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX domain_tenant_id_idx ON domain (tenant_id);

CREATE TABLE app_user (
  id            uuid PRIMARY KEY,
  email         text NOT NULL UNIQUE CHECK (email = lower(email)),
  name          text NOT NULL,
  password_hash text NOT NULL,
  created_at    timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE membership (
  user_id    uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  tenant_id  uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  role       text NOT NULL CHECK (role IN ('owner', 'admin', 'analyst', 'viewer')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, tenant_id)
);
CREATE INDEX membership_tenant_id_idx ON membership (tenant_id);

CREATE TABLE session (
  id         uuid PRIMARY KEY,
  user_id    uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  tenant_id  uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  address    text,
  user_agent text
);
CREATE INDEX session_user_id_idx ON session (user_id);
CREATE INDEX session_tenant_id_idx ON session (tenant_id);

CREATE TABLE invitation (
  id          uuid PRIMARY KEY,
  tenant_id   uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  email       text NOT NULL CHECK (email = lower(email)),
  role        text NOT NULL CHECK (role IN ('owner', 'admin', 'analyst', 'viewer')),
  token_hash  bytea NOT NULL UNIQUE,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  expires_at  timestamptz(3) NOT NULL,
  accepted_at timestamptz(3)
);
CREATE INDEX invitation_tenant_id_idx ON invitation (tenant_id);

CREATE TABLE api_key_locator (
  key_id    text PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE
);
CREATE INDEX api_key_locator_tenant_id_idx ON api_key_locator (tenant_id);

-- Counters of rate-limiter-flexible; the columns are the library's.
CREATE TABLE rate_limit (
  key    varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
