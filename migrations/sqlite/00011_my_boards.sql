-- +goose Up

-- trashed: when its owner moved a board to the trash; 0: it is in use. erasing: from when on all that is left of it is deleted for good; 0: it stays.
ALTER TABLE boards ADD COLUMN trashed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE boards ADD COLUMN erasing INTEGER NOT NULL DEFAULT 0;
CREATE INDEX boards_trashed ON boards (trashed) WHERE trashed > 0;

-- Rows of the log, and what was kept in the place of some, leave it with their board, and with nothing else.
DROP TRIGGER changes_stay;
-- +goose StatementBegin
CREATE TRIGGER changes_stay BEFORE DELETE ON changes
WHEN NOT EXISTS (SELECT 1 FROM boards WHERE num = OLD.board AND trashed > 0 AND erasing > 0)
BEGIN
  SELECT RAISE(ABORT, 'rows of the log stand');
END;
-- +goose StatementEnd
DROP TRIGGER strikes_stay;
-- +goose StatementBegin
CREATE TRIGGER strikes_stay BEFORE DELETE ON strikes
WHEN NOT EXISTS (SELECT 1 FROM boards WHERE num = OLD.board AND trashed > 0 AND erasing > 0)
BEGIN
  SELECT RAISE(ABORT, 'what was struck out stays so');
END;
-- +goose StatementEnd
DROP TRIGGER folds_stay;
-- +goose StatementBegin
CREATE TRIGGER folds_stay BEFORE DELETE ON folds
WHEN NOT EXISTS (SELECT 1 FROM boards WHERE num = OLD.board AND trashed > 0 AND erasing > 0)
BEGIN
  SELECT RAISE(ABORT, 'what was folded stays so');
END;
-- +goose StatementEnd
DROP TRIGGER bases_stay;
-- +goose StatementBegin
CREATE TRIGGER bases_stay BEFORE DELETE ON bases
WHEN OLD.seq IS (SELECT seq FROM folds WHERE board = OLD.board) AND NOT EXISTS (SELECT 1 FROM boards WHERE num = OLD.board AND trashed > 0 AND erasing > 0)
BEGIN
  SELECT RAISE(ABORT, 'what was folded stays so');
END;
-- +goose StatementEnd
DROP TRIGGER seals_stay;
-- +goose StatementBegin
CREATE TRIGGER seals_stay BEFORE DELETE ON seals
WHEN NOT EXISTS (SELECT 1 FROM boards WHERE num = OLD.board AND trashed > 0 AND erasing > 0)
BEGIN
  SELECT RAISE(ABORT, 'what was folded stays so');
END;
-- +goose StatementEnd

-- Which boards a person has marked for themselves.
CREATE TABLE stars (
  board   INTEGER NOT NULL REFERENCES boards (num),
  user_id TEXT    NOT NULL REFERENCES users (id),
  PRIMARY KEY (board, user_id)
) STRICT, WITHOUT ROWID;

-- Small pictures of boards as they were at a seq, on light and on dark paper. A page that draws the board makes them; the server has encoded them afresh.
CREATE TABLE thumbnails (
  board  INTEGER NOT NULL REFERENCES boards (num),
  theme  TEXT    NOT NULL,
  seq    INTEGER NOT NULL,
  type   TEXT    NOT NULL,
  width  INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes  BLOB    NOT NULL,
  PRIMARY KEY (board, theme)
) STRICT;
