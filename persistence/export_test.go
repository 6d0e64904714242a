package persistence

import (
	"context"
	"database/sql"
	"os"
	"testing"
	"time"
)

// OnWriter runs a statement on SQLite's writing connection: for what a test must do to it, and nothing else can.
func (s *Store) OnWriter(ctx context.Context, statement string) error {
	e := s.db.(*sqliteEngine)
	e.mu.Lock()
	defer e.mu.Unlock()
	_, err := e.writer.conn.ExecContext(ctx, statement)
	return err
}

// WithoutSync makes stores opened from now on commit without waiting for the disk: the control of the power cut test.
func WithoutSync() {
	durable[1] = "synchronous(OFF)"
	fullSync = 0
}

// Setting is a setting of PostgreSQL as the store's sessions have it.
func (s *Store) Setting(ctx context.Context, name string) (value string, err error) {
	err = s.db.view(ctx, func(t view) error {
		_, err := t.one("SELECT current_setting($1)", []any{name}, &value)
		return err
	})
	return value, err
}

// CheckpointByHand makes SQLite's stores opened from now on, until the test ends, carry nothing over but by Checkpoint.
func CheckpointByHand(t *testing.T) {
	was := checkpointEvery
	checkpointEvery = time.Hour
	t.Cleanup(func() { checkpointEvery = was })
}

// Checkpoint is a turn of the checkpointer, with logs of full and large bytes taken for long ones.
func (s *Store) Checkpoint(full, large int64) {
	c := s.db.(*sqliteEngine).keeper
	c.full, c.large = full, large
	c.tick()
}

// LogSize returns the size of the file of SQLite's write-ahead log, in bytes.
func (s *Store) LogSize() int64 {
	at, err := os.Stat(s.db.(*sqliteEngine).keeper.log)
	if err != nil {
		return 0
	}
	return at.Size()
}

// ReadSnapshot begins a read of SQLite's database that sees it as it is now, until it is ended.
func (s *Store) ReadSnapshot(ctx context.Context) (*sql.Tx, error) {
	tx, err := s.db.(*sqliteEngine).readers.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	var seen int
	return tx, tx.QueryRowContext(ctx, "SELECT count(*) FROM changes").Scan(&seen)
}
