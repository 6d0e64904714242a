-- +goose Up

-- The bytes of boards' pictures, each once a board by its SHA-256. They are written in parts, each in a transaction of its own, so that
-- no drawing waits for them; only what is whole is ever seen.
CREATE TABLE assets (
  num    BIGINT  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  board  BIGINT  NOT NULL REFERENCES boards (num),
  hash   BYTEA   NOT NULL,
  type   TEXT    NOT NULL,
  width  BIGINT  NOT NULL,
  height BIGINT  NOT NULL,
  size   BIGINT  NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  begun  BIGINT  NOT NULL,
  whole  BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX assets_whole ON assets (board, hash) WHERE whole;
CREATE INDEX assets_begun ON assets (board, begun) WHERE NOT whole;

CREATE TABLE asset_parts (
  asset BIGINT NOT NULL REFERENCES assets (num),
  part  BIGINT NOT NULL,
  bytes BYTEA  NOT NULL,
  PRIMARY KEY (asset, part)
);
