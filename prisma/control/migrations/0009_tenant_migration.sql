-- The last file that a tenant's schema was brought to; null: none since this is written down. Portals tell by it, in one
-- look, whether tenants are left behind.
ALTER TABLE tenant ADD COLUMN migration text;
