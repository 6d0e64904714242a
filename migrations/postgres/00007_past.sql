-- +goose Up

-- The least role that may see a board's past: 10, 20 or 30 as in members.
ALTER TABLE boards ADD COLUMN replay BIGINT NOT NULL DEFAULT 20;

-- Snapshots that stay, at even distances over a board's life, so that any moment of it is near one. They are made of the log alone.
ALTER TABLE snapshots ADD COLUMN keyframe BOOLEAN NOT NULL DEFAULT FALSE;
