-- The key that replaces this one. Once it is used, this one has a day to live.
ALTER TABLE api_key ADD COLUMN successor_id text UNIQUE REFERENCES api_key (key_id) ON DELETE SET NULL;
