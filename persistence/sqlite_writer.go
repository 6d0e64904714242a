package persistence

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"drawingroom/rooms/board"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// writer is the one connection that writes. Its statements are prepared once. Nothing it does can be cancelled: an
// interrupted commit would be neither one thing nor the other.
type writer struct {
	conn       *sql.Conn
	now        clock
	statements map[string]*sql.Stmt
	own        map[string]*statement // those of every append
}

func newWriter(conn *sql.Conn, now clock) *writer {
	return &writer{conn: conn, now: now, statements: map[string]*sql.Stmt{}, own: map[string]*statement{}}
}

// transact runs do within a transaction. It is rolled back if do fails.
func (w *writer) transact(do func() error) error {
	if err := w.run("BEGIN IMMEDIATE"); err != nil {
		return told(err)
	}
	if err := do(); err != nil {
		w.rollback()
		return told(err)
	}
	if err := w.run("COMMIT"); err != nil {
		w.rollback()
		return unsure(err)
	}
	return nil
}

// unsure tells what a failed COMMIT means. Only a lock that was not to be had is a clear no: after any other failure the
// frames may be in the write-ahead log, and a crash before the next commit would find them there.
func unsure(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_BUSY {
		return fmt.Errorf("%w: %w", board.ErrBusy, err)
	}
	return fmt.Errorf("%w: %w", board.ErrUnknown, err)
}

// rollback ends a transaction that failed. SQLite may have ended it by itself; then there is nothing to do.
func (w *writer) rollback() { _ = w.run("ROLLBACK") }

// run runs a statement of every append.
func (w *writer) run(query string, values ...driver.Value) error {
	s, err := w.ownStatement(query)
	if err != nil {
		return err
	}
	return s.exec(values)
}

// row reads the only row of a statement of every append, nil if there is none.
func (w *writer) row(query string, values ...driver.Value) ([]driver.Value, error) {
	s, err := w.ownStatement(query)
	if err != nil {
		return nil, err
	}
	return s.one(values)
}

func (w *writer) ownStatement(query string) (*statement, error) {
	if s := w.own[query]; s != nil {
		return s, nil
	}
	s, err := prepare(w.conn, query)
	if err == nil {
		w.own[query] = s
	}
	return s, err
}

func (w *writer) prepared(query string) (*sql.Stmt, error) {
	if s := w.statements[query]; s != nil {
		return s, nil
	}
	s, err := w.conn.PrepareContext(context.Background(), query)
	if err == nil {
		w.statements[query] = s
	}
	return s, err
}

func (w *writer) exec(query string, args ...any) (int64, error) {
	s, err := w.prepared(query)
	if err != nil {
		return 0, err
	}
	r, err := s.Exec(args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (w *writer) query(query string, args []any, each func(scan) (bool, error)) error {
	s, err := w.prepared(query)
	if err != nil {
		return err
	}
	rows, err := s.Query(args...)
	return eachRow(rows, err, each)
}

func (w *writer) one(query string, args []any, into ...any) (bool, error) {
	s, err := w.prepared(query)
	if err != nil {
		return false, err
	}
	return foundRow(s.QueryRow(args...).Scan(into...))
}

// lockBoard has nothing to lock: the writer is alone.
func (w *writer) lockBoard(id board.ID) (num int64, err error) {
	_, err = w.one("SELECT num FROM boards WHERE id = $1", []any{string(id)}, &num)
	return num, err
}

func (w *writer) holds(column, argument string) string {
	return "instr(" + column + ", " + argument + ") > 0"
}

func (w *writer) close() error {
	var errs []error
	for _, s := range w.statements {
		errs = append(errs, s.Close())
	}
	for _, s := range w.own {
		errs = append(errs, s.driver.Close())
	}
	return errors.Join(append(errs, w.conn.Close())...)
}
