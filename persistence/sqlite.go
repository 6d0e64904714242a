package persistence

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"drawingroom/rooms/board"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

const (
	// databaseFile is the name of the database in the data folder.
	databaseFile = "drawingroom.db"
	// readers is how many may read at once, beside the writer.
	readers = 4
	// oldestSQLite is the first version without the fault of the write-ahead log that could damage a database
	// when two connections checkpoint and write at once (3.7.0 to 3.51.2).
	oldestSQLite = 3_051_003
)

// sqliteEngine is the embedded database: one writer, several readers, and a connection that checkpoints.
type sqliteEngine struct {
	lock    *os.File
	now     clock
	readers *sql.DB
	pool    *sql.DB // of the one writer
	mu      sync.Mutex
	writer  *writer // held under mu
	keeper  *checkpointer
}

// openSQLite opens the data folder, which no other process may have open.
func openSQLite(ctx context.Context, c Config) (engine, error) {
	if c.Folder == "" {
		return nil, errors.New("no data folder is given")
	}
	if err := os.MkdirAll(c.Folder, 0o700); err != nil {
		return nil, err
	}
	lock, err := lockFolder(c.Folder)
	if err != nil {
		return nil, err
	}
	e := &sqliteEngine{lock: lock, now: c.clock()}
	if err := e.open(ctx, filepath.Join(c.Folder, databaseFile)); err != nil {
		return nil, errors.Join(err, e.close())
	}
	return e, nil
}

func (e *sqliteEngine) open(ctx context.Context, path string) error {
	var err error
	if e.pool, err = openFile(path, 1, durable...); err != nil {
		return err
	}
	if err := oldEnough(ctx, e.pool); err != nil {
		return err
	}
	if err := migrateSQLite(ctx, e.pool); err != nil {
		return err
	}
	if err := syncFolders(filepath.Dir(path)); err != nil {
		return err
	}
	if err := e.take(ctx, path); err != nil {
		return err
	}
	e.keeper, err = startCheckpointer(path, &e.mu)
	return err
}

// take takes the writer out of its pool, and opens the readers.
func (e *sqliteEngine) take(ctx context.Context, path string) error {
	conn, err := e.pool.Conn(context.WithoutCancel(ctx))
	if err != nil {
		return err
	}
	e.writer = newWriter(conn, e.now)
	e.readers, err = openFile(path, readers, "query_only(1)", patient)
	return err
}

// durable are the writer's settings: nothing is answered before it is on the disk, checkpoints are the checkpointer's, and what is deleted is
// written over, so that little is left for sweep.
var durable = []string{"journal_mode(WAL)", "synchronous(FULL)", "wal_autocheckpoint(0)", "secure_delete(1)", patient}

// patient makes a connection wait for another's lock, in ms.
const patient = "busy_timeout(5000)"

// openFile opens a pool on the database file.
func openFile(path string, connections int, pragmas ...string) (*sql.DB, error) {
	all := append([]string{"foreign_keys(1)", "cache_size(-64000)", "temp_store(MEMORY)"}, pragmas...)
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	at := url.URL{Scheme: "file", Path: absolute, RawQuery: url.Values{"_pragma": all}.Encode()}
	db, err := sql.Open("sqlite", at.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

func oldEnough(ctx context.Context, db *sql.DB) error {
	if sqlite3.SQLITE_VERSION_NUMBER < oldestSQLite {
		return fmt.Errorf("SQLite %s can damage a database in use; 3.51.3 is needed", sqlite3.SQLITE_VERSION)
	}
	var mode string
	var level int
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA synchronous").Scan(&level); err != nil {
		return err
	}
	if mode != "wal" {
		return fmt.Errorf("the database's journal is %q: a write-ahead log does not work on this file system", mode)
	}
	if level != fullSync {
		return fmt.Errorf("the database's synchronous setting is %d, not FULL", level)
	}
	return nil
}

// fullSync is the number of PRAGMA synchronous=FULL.
var fullSync = 2

func (e *sqliteEngine) view(ctx context.Context, do func(view) error) error {
	return told(do(&reader{ctx, e.readers}))
}

func (e *sqliteEngine) update(ctx context.Context, do func(tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.writer.transact(func() error { return do(e.writer) })
}

func (e *sqliteEngine) among(values []string) (string, any) {
	text, err := json.Marshal(values)
	if err != nil {
		panic(err) // strings can always be written
	}
	return "IN (SELECT value FROM json_each($1))", string(text)
}

// close ends the use of the file. The last checkpoint leaves everything in one file.
func (e *sqliteEngine) close() error {
	var errs []error
	if e.readers != nil {
		errs = append(errs, e.readers.Close())
	}
	if e.keeper != nil {
		errs = append(errs, e.keeper.stop())
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.writer != nil {
		errs = append(errs, e.writer.close())
	}
	if e.pool != nil {
		errs = append(errs, e.pool.Close())
	}
	if e.lock != nil {
		errs = append(errs, e.lock.Close())
	}
	return errors.Join(errs...)
}

// reader reads through the pool.
type reader struct {
	ctx context.Context
	db  *sql.DB
}

func (r *reader) query(query string, args []any, each func(scan) (bool, error)) error {
	rows, err := r.db.QueryContext(r.ctx, query, args...)
	return eachRow(rows, err, each)
}

func (r *reader) one(query string, args []any, into ...any) (bool, error) {
	return foundRow(r.db.QueryRowContext(r.ctx, query, args...).Scan(into...))
}

func eachRow(rows *sql.Rows, err error, each func(scan) (bool, error)) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if more, err := each(rows.Scan); err != nil || !more {
			return err
		}
	}
	return rows.Err()
}

func foundRow(err error) (bool, error) {
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// told turns what the database says before a commit into ErrBusy, if it may be different next time.
func told(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("%w: %w", board.ErrBusy, err)
	}
	return err
}
