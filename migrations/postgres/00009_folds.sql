-- +goose Up

-- How long a board's past is kept, and how far it was folded. keep: in days, 0 for ever. Up to seq the rows of the log are folded, 0: none; their
-- state there is the board's base, in the parts of bases: fold is the meaning it was made by, state its hash, checksum covers it all. Of those rows
-- the ones up to emptied say nothing any more. stage: what of a fold is still to be done, 3 emptying rows, 2 dropping what was made of them, 1 freeing
-- their room, 0 nothing.
CREATE TABLE folds (
  board    BIGINT NOT NULL PRIMARY KEY REFERENCES boards (num),
  keep     BIGINT NOT NULL,
  seq      BIGINT NOT NULL,
  fold     BIGINT NOT NULL,
  state    BYTEA  NOT NULL,
  checksum BYTEA  NOT NULL,
  emptied  BIGINT NOT NULL,
  stage    BIGINT NOT NULL
);
CREATE INDEX folds_stage ON folds (stage) WHERE stage > 0;

-- The bytes of bases, in parts, each in a transaction of its own so that no drawing waits for them. That of folds.seq is the board's; others are on their
-- way in or out.
CREATE TABLE bases (
  board BIGINT NOT NULL REFERENCES boards (num),
  seq   BIGINT NOT NULL,
  part  BIGINT NOT NULL,
  bytes BYTEA  NOT NULL,
  PRIMARY KEY (board, seq, part)
);
ALTER TABLE bases ALTER COLUMN bytes SET STORAGE EXTERNAL; -- they are compressed already

-- SHA-256(salt, payload) of each folded row, from the row first on, 32 bytes each: what their chain hashes are proved by.
CREATE TABLE seals (
  board BIGINT NOT NULL REFERENCES boards (num),
  first BIGINT NOT NULL,
  bytes BYTEA  NOT NULL,
  PRIMARY KEY (board, first)
);
ALTER TABLE seals ALTER COLUMN bytes SET STORAGE EXTERNAL; -- nothing compresses them

-- +goose StatementBegin
CREATE FUNCTION folds_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was folded stays so';
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION bases_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.seq = (SELECT seq FROM folds WHERE board = OLD.board) THEN
    RAISE EXCEPTION 'what was folded stays so';
  END IF;
  RETURN OLD;
END $$;
-- +goose StatementEnd
CREATE TRIGGER folds_stand BEFORE UPDATE ON folds FOR EACH ROW
WHEN (NEW.board IS DISTINCT FROM OLD.board OR NEW.seq < OLD.seq OR NEW.emptied < OLD.emptied
  OR NEW.seq = OLD.seq AND (NEW.fold IS DISTINCT FROM OLD.fold OR NEW.state IS DISTINCT FROM OLD.state OR NEW.checksum IS DISTINCT FROM OLD.checksum))
EXECUTE FUNCTION folds_stand();
CREATE TRIGGER folds_stay BEFORE DELETE ON folds FOR EACH ROW EXECUTE FUNCTION folds_stand();
CREATE TRIGGER folds_remain BEFORE TRUNCATE ON folds EXECUTE FUNCTION folds_stand();
CREATE TRIGGER bases_stand BEFORE UPDATE ON bases FOR EACH ROW EXECUTE FUNCTION folds_stand();
CREATE TRIGGER bases_stay BEFORE DELETE ON bases FOR EACH ROW EXECUTE FUNCTION bases_stay();
CREATE TRIGGER bases_remain BEFORE TRUNCATE ON bases EXECUTE FUNCTION folds_stand();
CREATE TRIGGER seals_stand BEFORE UPDATE OR DELETE ON seals FOR EACH ROW EXECUTE FUNCTION folds_stand();
CREATE TRIGGER seals_remain BEFORE TRUNCATE ON seals EXECUTE FUNCTION folds_stand();
