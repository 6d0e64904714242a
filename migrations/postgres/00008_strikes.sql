-- +goose Up

-- What was struck out of the log: the row's salt, digest and payload are gone, and sealed, SHA-256(salt, payload), is what its chain hash is proved
-- by. mark is the row of the log that says so, with who and when. unswept: 0 when the tables were rewritten since, so that no dead row holds what
-- was said; 1 not yet; 2 not yet, and pictures went with it.
CREATE TABLE strikes (
  board   BIGINT NOT NULL REFERENCES boards (num),
  seq     BIGINT NOT NULL,
  mark    BIGINT NOT NULL,
  sealed  BYTEA  NOT NULL,
  unswept BIGINT NOT NULL,
  PRIMARY KEY (board, seq)
);
CREATE INDEX strikes_unswept ON strikes (unswept) WHERE unswept > 0;

-- +goose StatementBegin
CREATE FUNCTION strikes_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was struck out stays so';
END $$;
-- +goose StatementEnd
CREATE TRIGGER strikes_stand BEFORE UPDATE ON strikes FOR EACH ROW
WHEN (NEW.board IS DISTINCT FROM OLD.board OR NEW.seq IS DISTINCT FROM OLD.seq OR NEW.mark IS DISTINCT FROM OLD.mark
  OR NEW.sealed IS DISTINCT FROM OLD.sealed)
EXECUTE FUNCTION strikes_stand();
CREATE TRIGGER strikes_stay BEFORE DELETE ON strikes FOR EACH ROW EXECUTE FUNCTION strikes_stand();
CREATE TRIGGER strikes_remain BEFORE TRUNCATE ON strikes EXECUTE FUNCTION strikes_stand();
