-- +goose Up

-- Times are milliseconds since 1970 by the server's clock. Secrets are kept as their SHA-256.

CREATE TABLE users (
  id     TEXT    NOT NULL PRIMARY KEY,
  name   TEXT    NOT NULL,
  colour TEXT    NOT NULL,
  guest  INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  cookie  BLOB    NOT NULL PRIMARY KEY,
  user_id TEXT    NOT NULL REFERENCES users (id),
  expires INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE keys (
  name  TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;

-- num stands for the board in every other table, because it is in each of their rows twice.
-- epoch, seq, hash and time are those of the last row of the log; acl is raised by every change of rights;
-- authors and clients count the numbers given out.
CREATE TABLE boards (
  num     INTEGER NOT NULL PRIMARY KEY,
  id      TEXT    NOT NULL UNIQUE,
  title   TEXT    NOT NULL,
  owner   TEXT    NOT NULL REFERENCES users (id),
  created INTEGER NOT NULL,
  epoch   TEXT    NOT NULL,
  seq     INTEGER NOT NULL,
  hash    BLOB    NOT NULL,
  time    INTEGER NOT NULL,
  acl     INTEGER NOT NULL,
  authors INTEGER NOT NULL,
  clients INTEGER NOT NULL
) STRICT;

-- The log. An ordinary rowid table: one keyed by (board, seq) would dirty a page for each board in every commit.
CREATE TABLE changes (
  board   INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  author  INTEGER NOT NULL,
  client  INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  time    INTEGER NOT NULL,
  version INTEGER NOT NULL,
  salt    BLOB    NOT NULL,
  digest  BLOB    NOT NULL,
  hash    BLOB    NOT NULL,
  payload BLOB    NOT NULL,
  UNIQUE (board, seq),
  UNIQUE (board, client, n)
) STRICT; -- no foreign key: rows are only written under the lock of their board's row

-- Rows of the log stand for ever. Striking out may empty what was said, and nothing else.
-- +goose StatementBegin
CREATE TRIGGER changes_stand BEFORE UPDATE ON changes
WHEN NEW.board IS NOT OLD.board OR NEW.seq IS NOT OLD.seq OR NEW.author IS NOT OLD.author OR NEW.client IS NOT OLD.client
  OR NEW.n IS NOT OLD.n OR NEW.time IS NOT OLD.time OR NEW.version IS NOT OLD.version OR NEW.hash IS NOT OLD.hash
  OR length(NEW.salt) > 0 OR length(NEW.digest) > 0 OR length(NEW.payload) > 0
BEGIN
  SELECT RAISE(ABORT, 'rows of the log stand');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER changes_stay BEFORE DELETE ON changes
BEGIN
  SELECT RAISE(ABORT, 'rows of the log stand');
END;
-- +goose StatementEnd

-- Who has entered a board, under the name they had when they last did.
CREATE TABLE authors (
  board   INTEGER NOT NULL REFERENCES boards (num),
  number  INTEGER NOT NULL,
  user_id TEXT    NOT NULL REFERENCES users (id),
  name    TEXT    NOT NULL,
  colour  TEXT    NOT NULL,
  PRIMARY KEY (board, number),
  UNIQUE (board, user_id)
) STRICT, WITHOUT ROWID;

-- One row a page load, never deleted: it is what makes a change sent again after a year be known.
-- Number 0 is the server itself and has neither secret nor user. last_seq is 0 when last_n was a refusal.
CREATE TABLE clients (
  board       INTEGER NOT NULL REFERENCES boards (num),
  number      INTEGER NOT NULL,
  secret      BLOB,
  user_id     TEXT REFERENCES users (id),
  last_n      INTEGER NOT NULL,
  last_seq    INTEGER NOT NULL,
  last_digest BLOB    NOT NULL,
  PRIMARY KEY (board, number),
  UNIQUE (board, secret)
) STRICT, WITHOUT ROWID;

-- role: 10 may look, 20 may draw, 30 owns.
CREATE TABLE links (
  num     INTEGER NOT NULL PRIMARY KEY,
  board   INTEGER NOT NULL REFERENCES boards (num),
  secret  BLOB    NOT NULL UNIQUE,
  role    INTEGER NOT NULL,
  made_by TEXT    NOT NULL REFERENCES users (id),
  created INTEGER NOT NULL
) STRICT;
CREATE INDEX links_board ON links (board);

-- A user's right is the highest of their rows: one for each link they came by (0: by none), so that revoking
-- a link takes back what it gave and no more.
CREATE TABLE members (
  board   INTEGER NOT NULL REFERENCES boards (num),
  user_id TEXT    NOT NULL REFERENCES users (id),
  link    INTEGER NOT NULL,
  role    INTEGER NOT NULL,
  since   INTEGER NOT NULL,
  PRIMARY KEY (board, user_id, link)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_user ON members (user_id);

-- Snapshots only save time. body is compressed; checksum covers the whole row.
CREATE TABLE snapshots (
  board    INTEGER NOT NULL REFERENCES boards (num),
  seq      INTEGER NOT NULL,
  fold     INTEGER NOT NULL,
  epoch    TEXT    NOT NULL,
  hash     BLOB    NOT NULL,
  state    BLOB    NOT NULL,
  checksum BLOB    NOT NULL,
  body     BLOB    NOT NULL,
  PRIMARY KEY (board, seq, fold, epoch)
) STRICT;
