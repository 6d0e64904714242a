package persistence

import (
	"context"
	"database/sql"
)

// This file holds what SQLite does with all of a store at once.

// frozen reads in one transaction: it sees what was committed when it began. What is written meanwhile gathers in the write-ahead log.
func (e *sqliteEngine) frozen(ctx context.Context, do func(view) error) error {
	t, err := e.readers.BeginTx(ctx, nil)
	if err != nil {
		return told(err)
	}
	defer t.Rollback()
	return told(do(&frozenReader{ctx, t}))
}

type frozenReader struct {
	ctx context.Context
	t   *sql.Tx
}

func (r *frozenReader) query(query string, args []any, each func(scan) (bool, error)) error {
	rows, err := r.t.QueryContext(r.ctx, query, args...)
	return eachRow(rows, err, each)
}

func (r *frozenReader) one(query string, args []any, into ...any) (bool, error) {
	return foundRow(r.t.QueryRowContext(r.ctx, query, args...).Scan(into...))
}

func (e *sqliteEngine) fill(_ context.Context, do func(loading) error) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.writer.transact(func() error { return do(&sqliteLoading{e.writer}) })
}

type sqliteLoading struct{ *writer }

func (l *sqliteLoading) insert(t *Table, rows [][]any) error {
	statement := t.inserts()
	for _, values := range rows {
		if _, err := l.exec(statement, values...); err != nil {
			return err
		}
	}
	return nil
}

// renumber has nothing to do: SQLite goes on after the largest number.
func (l *sqliteLoading) renumber() error { return nil }

// damage asks SQLite to read all of its file: a copy that was made from under a writer, or a disk that lies, shows here.
func (e *sqliteEngine) damage(ctx context.Context) (found []string, err error) {
	r := &reader{ctx, e.readers}
	err = r.query("PRAGMA integrity_check(10)", nil, func(scan scan) (bool, error) {
		var line string
		err := scan(&line)
		if line != "ok" {
			found = append(found, line)
		}
		return true, err
	})
	return found, err
}
