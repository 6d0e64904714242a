package persistence

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Config says where the data is.
type Config struct {
	// URL is a PostgreSQL connection string (15 or later). Empty: SQLite in Folder.
	URL string
	// Folder is the data folder of the embedded database; made if it is not there. One process at a time may have it open.
	Folder string
	// Now is the clock that says what has run out; nil: time.Now.
	Now func() time.Time
}

// clock is the time in ms since 1970.
type clock func() int64

func (c Config) clock() clock {
	now := c.Now
	if now == nil {
		now = time.Now
	}
	return func() int64 { return now().UnixMilli() }
}

// Store is a database of boards. Its methods may be called concurrently.
// Their errors are those of rooms/board/errors.go, or a fault of ours.
type Store struct {
	db    engine
	now   clock
	close func() error
}

// ErrNewer means that the database was written by a newer version of the program.
var ErrNewer = errors.New("the database was made by a newer version of this program")

// ErrAway means that the database cannot be reached now, and may be reached later.
var ErrAway = errors.New("the database is away")

// ErrInUse means that another process has the data folder open.
var ErrInUse = errors.New("the data folder is in use by another process")

// Open opens the database and brings its schema up to date. ErrNewer, ErrInUse, or what the database says.
func Open(ctx context.Context, c Config) (*Store, error) {
	var db engine
	var err error
	if c.URL == "" {
		db, err = openSQLite(ctx, c)
	} else {
		db, err = openPostgres(ctx, c, migratePostgres)
	}
	return opened(c, db, err)
}

func opened(c Config, db engine, err error) (*Store, error) {
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	return &Store{db: db, now: c.clock(), close: sync.OnceValue(db.close)}, nil
}

// Ping asks the database for a sign of life: nil means that reading works now.
func (s *Store) Ping(ctx context.Context) error {
	return s.db.view(ctx, func(t view) error {
		_, err := t.one("SELECT 1", nil, new(int64))
		return err
	})
}

// Close ends all use of the database. Call it after everything that uses the store has stopped. A second call does nothing.
func (s *Store) Close() error { return s.close() }
