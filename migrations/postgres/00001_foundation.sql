-- +goose Up

-- Times are milliseconds since 1970 by the server's clock. Secrets are kept as their SHA-256.

CREATE TABLE users (
  id     TEXT    NOT NULL PRIMARY KEY,
  name   TEXT    NOT NULL,
  colour TEXT    NOT NULL,
  guest  BOOLEAN NOT NULL
);

CREATE TABLE sessions (
  cookie  BYTEA  NOT NULL PRIMARY KEY,
  user_id TEXT   NOT NULL REFERENCES users (id),
  expires BIGINT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE keys (
  name  TEXT  NOT NULL PRIMARY KEY,
  value BYTEA NOT NULL
);

-- num stands for the board in every other table, because it is in each of their rows twice.
-- epoch, seq, hash and time are those of the last row of the log; acl is raised by every change of rights;
-- authors and clients count the numbers given out. Numbers come from here and never from a sequence object: those
-- are taken in one order and committed in another.
CREATE TABLE boards (
  num     BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id      TEXT   NOT NULL UNIQUE,
  title   TEXT   NOT NULL,
  owner   TEXT   NOT NULL REFERENCES users (id),
  created BIGINT NOT NULL,
  epoch   TEXT   NOT NULL,
  seq     BIGINT NOT NULL,
  hash    BYTEA  NOT NULL,
  time    BIGINT NOT NULL,
  acl     BIGINT NOT NULL,
  authors BIGINT NOT NULL,
  clients BIGINT NOT NULL
) WITH (fillfactor = 50); -- updated by every commit: leaves room to do so in place

-- The log.
CREATE TABLE changes (
  board   BIGINT NOT NULL,
  seq     BIGINT NOT NULL,
  author  BIGINT NOT NULL,
  client  BIGINT NOT NULL,
  n       BIGINT NOT NULL,
  time    BIGINT NOT NULL,
  version BIGINT NOT NULL,
  salt    BYTEA  NOT NULL,
  digest  BYTEA  NOT NULL,
  hash    BYTEA  NOT NULL,
  payload BYTEA  NOT NULL,
  PRIMARY KEY (board, seq),
  UNIQUE (board, client, n)
); -- no foreign key: rows are only written under the lock of their board's row

-- Rows of the log stand for ever. Striking out may empty what was said, and nothing else.
-- +goose StatementBegin
CREATE FUNCTION changes_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of the log stand';
END $$;
-- +goose StatementEnd
CREATE TRIGGER changes_stand BEFORE UPDATE ON changes FOR EACH ROW
WHEN (NEW.board IS DISTINCT FROM OLD.board OR NEW.seq IS DISTINCT FROM OLD.seq OR NEW.author IS DISTINCT FROM OLD.author
  OR NEW.client IS DISTINCT FROM OLD.client OR NEW.n IS DISTINCT FROM OLD.n OR NEW.time IS DISTINCT FROM OLD.time
  OR NEW.version IS DISTINCT FROM OLD.version OR NEW.hash IS DISTINCT FROM OLD.hash
  OR length(NEW.salt) > 0 OR length(NEW.digest) > 0 OR length(NEW.payload) > 0)
EXECUTE FUNCTION changes_stand();
CREATE TRIGGER changes_stay BEFORE DELETE ON changes FOR EACH ROW EXECUTE FUNCTION changes_stand();

-- Who has entered a board, under the name they had when they last did.
CREATE TABLE authors (
  board   BIGINT NOT NULL REFERENCES boards (num),
  number  BIGINT NOT NULL,
  user_id TEXT   NOT NULL REFERENCES users (id),
  name    TEXT   NOT NULL,
  colour  TEXT   NOT NULL,
  PRIMARY KEY (board, number),
  UNIQUE (board, user_id)
);

-- One row a page load, never deleted: it is what makes a change sent again after a year be known.
-- Number 0 is the server itself and has neither secret nor user. last_seq is 0 when last_n was a refusal.
CREATE TABLE clients (
  board       BIGINT NOT NULL REFERENCES boards (num),
  number      BIGINT NOT NULL,
  secret      BYTEA,
  user_id     TEXT REFERENCES users (id),
  last_n      BIGINT NOT NULL,
  last_seq    BIGINT NOT NULL,
  last_digest BYTEA  NOT NULL,
  PRIMARY KEY (board, number),
  UNIQUE (board, secret)
) WITH (fillfactor = 70);

-- role: 10 may look, 20 may draw, 30 owns.
CREATE TABLE links (
  num     BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  board   BIGINT NOT NULL REFERENCES boards (num),
  secret  BYTEA  NOT NULL UNIQUE,
  role    BIGINT NOT NULL,
  made_by TEXT   NOT NULL REFERENCES users (id),
  created BIGINT NOT NULL
);
CREATE INDEX links_board ON links (board);

-- A user's right is the highest of their rows: one for each link they came by (0: by none), so that revoking
-- a link takes back what it gave and no more.
CREATE TABLE members (
  board   BIGINT NOT NULL REFERENCES boards (num),
  user_id TEXT   NOT NULL REFERENCES users (id),
  link    BIGINT NOT NULL,
  role    BIGINT NOT NULL,
  since   BIGINT NOT NULL,
  PRIMARY KEY (board, user_id, link)
);
CREATE INDEX members_user ON members (user_id);

-- Snapshots only save time. body is compressed; checksum covers the whole row.
CREATE TABLE snapshots (
  board    BIGINT NOT NULL REFERENCES boards (num),
  seq      BIGINT NOT NULL,
  fold     BIGINT NOT NULL,
  epoch    TEXT   NOT NULL,
  hash     BYTEA  NOT NULL,
  state    BYTEA  NOT NULL,
  checksum BYTEA  NOT NULL,
  body     BYTEA  NOT NULL,
  PRIMARY KEY (board, seq, fold, epoch)
);
ALTER TABLE snapshots ALTER COLUMN body SET STORAGE EXTERNAL; -- compressed already
