package persistence

import (
	"context"
	"errors"
	"time"
)

// inMemory is how large a database may be, in bytes, to be rewritten in memory. Larger ones are rewritten by way of a temporary file.
const inMemory = 64 << 20

// emptyTries and emptyPause say how often the write-ahead log is tried to be cut off: readers of one query are gone in no time.
const (
	emptyTries = 25
	emptyPause = 20 * time.Millisecond
)

// sweep rewrites the file as a whole. Deleting writes over what it frees (secure_delete), but where SQLite moves rows from one page to another it leaves
// copies behind, and what an older version deleted was never written over.
func (e *sqliteEngine) sweep(ctx context.Context, _ bool) (clean bool, err error) {
	if e.keeper == nil {
		return false, errors.New("the server that uses the database sweeps it")
	}
	if err := e.rewrite(ctx); err != nil {
		return false, told(err)
	}
	return e.cutLog(ctx)
}

// shrink rewrites the file too: rows that have become shorter leave their room in pages that no other row is put into. Only the server does.
func (e *sqliteEngine) shrink(ctx context.Context) error {
	if e.keeper == nil {
		return errNotHere
	}
	if err := e.rewrite(ctx); err != nil {
		return told(err)
	}
	_, err := e.cutLog(ctx)
	return err
}

// cutLog cuts the write-ahead log off, as soon as nobody reads in it.
func (e *sqliteEngine) cutLog(ctx context.Context) (clean bool, err error) {
	for range emptyTries {
		if clean, err := e.keeper.empty(ctx); clean || err != nil {
			return clean, err
		}
		rest := time.NewTimer(emptyPause)
		select {
		case <-rest.C:
		case <-ctx.Done():
			rest.Stop()
			return false, ctx.Err()
		}
	}
	return false, nil
}

// rewrite is VACUUM. The write-ahead log then holds the whole of the new file, and the old one stays until that is carried over.
func (e *sqliteEngine) rewrite(ctx context.Context) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	conn := e.writer.conn
	var pages int64
	if err := conn.QueryRowContext(ctx, "PRAGMA page_count").Scan(&pages); err != nil {
		return err
	}
	if pages*pageSize > sweepMost {
		return ErrTooLarge
	}
	if pages*pageSize > inMemory {
		if _, err := conn.ExecContext(ctx, "PRAGMA temp_store=FILE"); err != nil {
			return err
		}
		defer conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA temp_store=MEMORY")
	}
	_, err := conn.ExecContext(ctx, "VACUUM")
	return err
}
