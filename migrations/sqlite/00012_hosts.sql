-- +goose Up

-- An admin may do what the settings leave to admins.
ALTER TABLE users ADD COLUMN admin INTEGER NOT NULL DEFAULT 0;

-- What makes whoever has it an admin, once, until it runs out.
CREATE TABLE admin_links (
  secret  BLOB    NOT NULL PRIMARY KEY,
  expires INTEGER NOT NULL
) STRICT;

-- The newest word of a host application on what a person may on a board, and when it was given, in seconds since 1970: an older one counts no
-- more. What it gives stands in members, as by the link 4611686018427387904, of which there is none; role 0 is nothing.
CREATE TABLE host_words (
  board   INTEGER NOT NULL REFERENCES boards (num),
  user_id TEXT    NOT NULL REFERENCES users (id),
  said    INTEGER NOT NULL,
  role    INTEGER NOT NULL,
  PRIMARY KEY (board, user_id)
) STRICT, WITHOUT ROWID;
