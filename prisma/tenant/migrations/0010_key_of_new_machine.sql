-- The name of the machine that this key's first use registers; then machine_id has it, and this is null again.
ALTER TABLE api_key ADD COLUMN new_machine text;
