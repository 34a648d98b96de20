-- How often the refresh token of a session was used. Each use gives the next token; an older one is a stolen one.
ALTER TABLE session ADD COLUMN refresh_number integer NOT NULL DEFAULT 0;
