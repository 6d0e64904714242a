-- +goose Up

-- The bytes of boards' pictures, each once a board by its SHA-256. They are written in parts, each in a transaction of its own, so that
-- no drawing waits for them; only what is whole is ever seen.
CREATE TABLE assets (
  num    INTEGER NOT NULL PRIMARY KEY,
  board  INTEGER NOT NULL REFERENCES boards (num),
  hash   BLOB    NOT NULL,
  type   TEXT    NOT NULL,
  width  INTEGER NOT NULL,
  height INTEGER NOT NULL,
  size   INTEGER NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  begun  INTEGER NOT NULL,
  whole  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX assets_whole ON assets (board, hash) WHERE whole;
CREATE INDEX assets_begun ON assets (board, begun) WHERE NOT whole;

CREATE TABLE asset_parts (
  asset INTEGER NOT NULL REFERENCES assets (num),
  part  INTEGER NOT NULL,
  bytes BLOB    NOT NULL,
  PRIMARY KEY (asset, part)
) STRICT;
