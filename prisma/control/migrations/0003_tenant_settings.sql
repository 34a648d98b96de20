-- What a tenant decides about its data. Null: the portal's own setting; 0 days: kept for ever.
ALTER TABLE tenant ADD COLUMN accepted_age_days integer CHECK (accepted_age_days BETWEEN 1 AND 3650);
ALTER TABLE tenant ADD COLUMN raw_days integer NOT NULL DEFAULT 30 CHECK (raw_days BETWEEN 0 AND 36500);
ALTER TABLE tenant ADD COLUMN rollup_days integer NOT NULL DEFAULT 90 CHECK (rollup_days BETWEEN 0 AND 36500);
ALTER TABLE tenant ADD COLUMN auto_register boolean NOT NULL DEFAULT false;
