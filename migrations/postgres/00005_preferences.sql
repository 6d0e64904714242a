-- +goose Up

-- What people have chosen for themselves: one JSON object a person, which only their pages understand. version counts
-- how often it was written, so that nobody writes over what they have not read. It goes with its person.
CREATE TABLE preferences (
  user_id TEXT   NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  value   BYTEA  NOT NULL
);
