-- +goose Up

-- When a board was taken out of use, because it cannot be read or does harm; 0: it is in use. Nothing of it is touched.
ALTER TABLE boards ADD COLUMN quarantined BIGINT NOT NULL DEFAULT 0;

-- Rows of the log stand against this too.
CREATE TRIGGER changes_remain BEFORE TRUNCATE ON changes EXECUTE FUNCTION changes_stand();
