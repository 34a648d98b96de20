-- A customer's own host name counts from when its DNS carried the token. Those there were are taken as proven.
ALTER TABLE domain ADD COLUMN token text;
ALTER TABLE domain ADD COLUMN verified_at timestamptz(3);
UPDATE domain SET verified_at = created_at;

-- When a tenant that asked to be deleted is deleted; until then its owners may take it back.
ALTER TABLE tenant ADD COLUMN delete_after timestamptz(3);
