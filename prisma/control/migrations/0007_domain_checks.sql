-- Anybody may claim a host name; who proves it first has it. An open claim keeps nobody else from proving theirs.
ALTER TABLE domain DROP CONSTRAINT domain_pkey;
ALTER TABLE domain ADD PRIMARY KEY (host, tenant_id);
CREATE UNIQUE INDEX domain_proven_host_idx ON domain (host) WHERE verified_at IS NOT NULL;
-- When its DNS was asked last, and since when the token is not there any more.
ALTER TABLE domain ADD COLUMN checked_at timestamptz(3);
ALTER TABLE domain ADD COLUMN missing_since timestamptz(3);
