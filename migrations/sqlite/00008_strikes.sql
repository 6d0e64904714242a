-- +goose Up

-- What was struck out of the log: the row's salt, digest and payload are gone, and sealed, SHA-256(salt, payload), is what its chain hash is proved
-- by. mark is the row of the log that says so, with who and when. unswept: 0 when the database's files were rewritten since, so that no free page
-- holds what was said; 1 not yet; 2 not yet, and pictures went with it.
CREATE TABLE strikes (
  board   INTEGER NOT NULL REFERENCES boards (num),
  seq     INTEGER NOT NULL,
  mark    INTEGER NOT NULL,
  sealed  BLOB    NOT NULL,
  unswept INTEGER NOT NULL,
  PRIMARY KEY (board, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX strikes_unswept ON strikes (unswept) WHERE unswept > 0;

-- +goose StatementBegin
CREATE TRIGGER strikes_stand BEFORE UPDATE ON strikes
WHEN NEW.board IS NOT OLD.board OR NEW.seq IS NOT OLD.seq OR NEW.mark IS NOT OLD.mark OR NEW.sealed IS NOT OLD.sealed
BEGIN
  SELECT RAISE(ABORT, 'what was struck out stays so');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER strikes_stay BEFORE DELETE ON strikes
BEGIN
  SELECT RAISE(ABORT, 'what was struck out stays so');
END;
-- +goose StatementEnd
