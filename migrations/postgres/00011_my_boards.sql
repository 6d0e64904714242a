-- +goose Up

-- trashed: when its owner moved a board to the trash; 0: it is in use. erasing: from when on all that is left of it is deleted for good; 0: it stays.
ALTER TABLE boards ADD COLUMN trashed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE boards ADD COLUMN erasing BIGINT NOT NULL DEFAULT 0;
CREATE INDEX boards_trashed ON boards (trashed) WHERE trashed > 0;

-- Rows of the log, and what was kept in the place of some, leave it with their board, and with nothing else.
-- +goose StatementBegin
CREATE FUNCTION goes_with_its_board() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM boards WHERE num = OLD.board AND trashed > 0 AND erasing > 0) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'rows of % stand', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
DROP TRIGGER changes_stay ON changes;
CREATE TRIGGER changes_stay BEFORE DELETE ON changes FOR EACH ROW EXECUTE FUNCTION goes_with_its_board();
DROP TRIGGER strikes_stay ON strikes;
CREATE TRIGGER strikes_stay BEFORE DELETE ON strikes FOR EACH ROW EXECUTE FUNCTION goes_with_its_board();
DROP TRIGGER folds_stay ON folds;
CREATE TRIGGER folds_stay BEFORE DELETE ON folds FOR EACH ROW EXECUTE FUNCTION goes_with_its_board();
DROP TRIGGER seals_stand ON seals;
CREATE TRIGGER seals_stand BEFORE UPDATE ON seals FOR EACH ROW EXECUTE FUNCTION folds_stand();
CREATE TRIGGER seals_stay BEFORE DELETE ON seals FOR EACH ROW EXECUTE FUNCTION goes_with_its_board();
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION bases_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.seq = (SELECT seq FROM folds WHERE board = OLD.board)
      AND NOT EXISTS (SELECT 1 FROM boards WHERE num = OLD.board AND trashed > 0 AND erasing > 0) THEN
    RAISE EXCEPTION 'what was folded stays so';
  END IF;
  RETURN OLD;
END $$;
-- +goose StatementEnd

-- Which boards a person has marked for themselves.
CREATE TABLE stars (
  board   BIGINT NOT NULL REFERENCES boards (num),
  user_id TEXT   NOT NULL REFERENCES users (id),
  PRIMARY KEY (board, user_id)
);

-- Small pictures of boards as they were at a seq, on light and on dark paper. A page that draws the board makes them; the server has encoded them afresh.
CREATE TABLE thumbnails (
  board  BIGINT NOT NULL REFERENCES boards (num),
  theme  TEXT   NOT NULL,
  seq    BIGINT NOT NULL,
  type   TEXT   NOT NULL,
  width  BIGINT NOT NULL,
  height BIGINT NOT NULL,
  bytes  BYTEA  NOT NULL,
  PRIMARY KEY (board, theme)
);
ALTER TABLE thumbnails ALTER COLUMN bytes SET STORAGE EXTERNAL; -- compressed already
