-- +goose Up

-- Sessions that have run out are looked for every few hours.
CREATE INDEX sessions_expires ON sessions (expires);
