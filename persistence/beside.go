package persistence

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"drawingroom/migrations"
)

// ErrOlder means that the database was written by an older version of the program and has not been brought up to date.
var ErrOlder = errors.New("the database is of an older version of this program: start the server once, or use the program of that version")

// Beside opens a database that is there already and that a server may be using at the same time: to read it, or to change little.
// Nothing is made, and nothing brought up to date. The folder's lock is left alone: it keeps a second server out, while SQLite's own locks
// let any number of processes read and one write. ErrOlder, ErrNewer, or what the database says.
func Beside(ctx context.Context, c Config) (*Store, error) {
	if c.URL == "" {
		db, err := besideSQLite(ctx, filepath.Join(c.Folder, databaseFile))
		return opened(c, db, err)
	}
	db, err := openPostgres(ctx, c, func(ctx context.Context, db *sql.DB) error { return schemaFits(ctx, db, migrations.Postgres()) })
	return opened(c, db, err)
}

func besideSQLite(ctx context.Context, path string) (engine, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("there is no database: %w", err) // opening one makes it
	}
	e := &sqliteEngine{}
	var err error
	if e.pool, err = openFile(path, 1, durable...); err == nil {
		err = schemaFits(ctx, e.pool, migrations.SQLite())
	}
	if err == nil {
		err = e.take(ctx, path)
	}
	if err != nil {
		return nil, errors.Join(err, e.close())
	}
	return e, nil
}

// schemaFits asks whether the schema is this program's.
func schemaFits(ctx context.Context, db *sql.DB, files fs.FS) error {
	var is sql.NullInt64
	if err := db.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version").Scan(&is); err != nil {
		return fmt.Errorf("this is no database of Drawing Room: %w", err)
	}
	names, err := fs.Glob(files, "*.sql")
	switch known := int64(len(names)); {
	case err != nil:
		return err
	case is.Int64 > known:
		return fmt.Errorf("%w: its schema is %d, this one knows %d", ErrNewer, is.Int64, known)
	case is.Int64 < known:
		return fmt.Errorf("%w: its schema is %d, this one's %d", ErrOlder, is.Int64, known)
	}
	return nil
}

// Damage is what the database itself finds wrong with its files, a line each. PostgreSQL looks after its own; SQLite is asked.
func (s *Store) Damage(ctx context.Context) ([]string, error) { return s.db.damage(ctx) }
