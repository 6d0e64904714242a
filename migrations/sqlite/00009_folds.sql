-- +goose Up

-- How long a board's past is kept, and how far it was folded. keep: in days, 0 for ever. Up to seq the rows of the log are folded, 0: none; their
-- state there is the board's base, in the parts of bases: fold is the meaning it was made by, state its hash, checksum covers it all. Of those rows
-- the ones up to emptied say nothing any more. stage: what of a fold is still to be done, 3 emptying rows, 2 dropping what was made of them, 1 rewriting
-- the files, 0 nothing.
CREATE TABLE folds (
  board    INTEGER NOT NULL PRIMARY KEY REFERENCES boards (num),
  keep     INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  fold     INTEGER NOT NULL,
  state    BLOB    NOT NULL,
  checksum BLOB    NOT NULL,
  emptied  INTEGER NOT NULL,
  stage    INTEGER NOT NULL
) STRICT;
CREATE INDEX folds_stage ON folds (stage) WHERE stage > 0;

-- The bytes of bases, in parts, each in a transaction of its own so that no drawing waits for them. That of folds.seq is the board's; others are on their
-- way in or out.
CREATE TABLE bases (
  board INTEGER NOT NULL REFERENCES boards (num),
  seq   INTEGER NOT NULL,
  part  INTEGER NOT NULL,
  bytes BLOB    NOT NULL,
  PRIMARY KEY (board, seq, part)
) STRICT;

-- SHA-256(salt, payload) of each folded row, from the row first on, 32 bytes each: what their chain hashes are proved by.
CREATE TABLE seals (
  board INTEGER NOT NULL REFERENCES boards (num),
  first INTEGER NOT NULL,
  bytes BLOB    NOT NULL,
  PRIMARY KEY (board, first)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER folds_stand BEFORE UPDATE ON folds
WHEN NEW.board IS NOT OLD.board OR NEW.seq < OLD.seq OR NEW.emptied < OLD.emptied
  OR NEW.seq IS OLD.seq AND (NEW.fold IS NOT OLD.fold OR NEW.state IS NOT OLD.state OR NEW.checksum IS NOT OLD.checksum)
BEGIN
  SELECT RAISE(ABORT, 'what was folded stays so');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER folds_stay BEFORE DELETE ON folds
BEGIN
  SELECT RAISE(ABORT, 'what was folded stays so');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER bases_stand BEFORE UPDATE ON bases
BEGIN
  SELECT RAISE(ABORT, 'what was folded stays so');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER bases_stay BEFORE DELETE ON bases
WHEN OLD.seq IS (SELECT seq FROM folds WHERE board = OLD.board)
BEGIN
  SELECT RAISE(ABORT, 'what was folded stays so');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER seals_stand BEFORE UPDATE ON seals
BEGIN
  SELECT RAISE(ABORT, 'what was folded stays so');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER seals_stay BEFORE DELETE ON seals
BEGIN
  SELECT RAISE(ABORT, 'what was folded stays so');
END;
-- +goose StatementEnd
