package persistence

import "context"

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
