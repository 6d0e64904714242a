-- +goose Up

-- When a board was taken out of use, because it cannot be read or does harm; 0: it is in use. Nothing of it is touched.
ALTER TABLE boards ADD COLUMN quarantined INTEGER NOT NULL DEFAULT 0;
