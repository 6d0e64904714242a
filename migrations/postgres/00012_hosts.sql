-- +goose Up

-- An admin may do what the settings leave to admins.
ALTER TABLE users ADD COLUMN admin BOOLEAN NOT NULL DEFAULT FALSE;

-- What makes whoever has it an admin, once, until it runs out.
CREATE TABLE admin_links (
  secret  BYTEA  NOT NULL PRIMARY KEY,
  expires BIGINT NOT NULL
);

-- The newest word of a host application on what a person may on a board, and when it was given, in seconds since 1970: an older one counts no
-- more. What it gives stands in members, as by the link 4611686018427387904, of which there is none; role 0 is nothing.
CREATE TABLE host_words (
  board   BIGINT NOT NULL REFERENCES boards (num),
  user_id TEXT   NOT NULL REFERENCES users (id),
  said    BIGINT NOT NULL,
  role    BIGINT NOT NULL,
  PRIMARY KEY (board, user_id)
);
