package persistence

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"drawingroom/rooms/board"
)

// ErrNotEmpty means that there are people or boards in the store already.
var ErrNotEmpty = errors.New("there are people or boards in it already")

// fillRows and fillBytes bound what is gathered before it is written.
const (
	fillRows  = 2000
	fillBytes = 4 << 20
)

// Fill puts rows, in the order of Dump, into an empty store, in one transaction: all of them are there when it returns, or, if do
// fails, none. The store must be used by nobody else meanwhile.
func (s *Store) Fill(ctx context.Context, do func(*Filling) error) error {
	return s.db.fill(ctx, func(t loading) error {
		var there int64
		_, err := t.one("SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM boards)", nil, &there)
		if err != nil {
			return err
		}
		if there > 0 {
			return ErrNotEmpty
		}
		f := &Filling{t: t}
		if err := do(f); err != nil {
			return err
		}
		if err := f.flush(); err != nil {
			return err
		}
		return t.renumber()
	})
}

// loading is a transaction that takes many rows.
type loading interface {
	tx
	insert(t *Table, rows [][]any) error
	// renumber makes the database's own numbers go on after those that were inserted.
	renumber() error
}

// Filling is a store on its way.
type Filling struct {
	t     loading
	table *Table
	rows  [][]any
	bytes int
}

// Put writes a row. It keeps no part of it.
func (f *Filling) Put(r Row) error {
	if f.table != r.Table || len(f.rows) >= fillRows || f.bytes >= fillBytes {
		if err := f.flush(); err != nil {
			return err
		}
	}
	f.table = r.Table
	f.rows = append(f.rows, append([]any{}, r.Values...))
	for _, value := range r.Values {
		switch v := value.(type) {
		case []byte:
			f.bytes += len(v)
		case string:
			f.bytes += len(v)
		}
	}
	return nil
}

func (f *Filling) flush() error {
	if len(f.rows) == 0 {
		return nil
	}
	err := f.t.insert(f.table, f.rows)
	if err != nil {
		err = fmt.Errorf("%s: %w", f.table.Name, err)
	}
	f.rows, f.bytes = f.rows[:0], 0
	return err
}

// Quarantine is Store.Quarantine for a board that has just been put.
func (f *Filling) Quarantine(num, now int64) error {
	if err := f.flush(); err != nil {
		return err
	}
	_, err := f.t.exec("UPDATE boards SET quarantined = $2 WHERE num = $1", num, now)
	return err
}

// Snapshot keeps a snapshot of a board that has just been put, so that its log need not be read from its beginning when it is opened.
func (f *Filling) Snapshot(num int64, id board.ID, snap board.Snapshot) error {
	if err := f.flush(); err != nil {
		return err
	}
	packed, sum := pack(id, snap)
	return insertSnapshot(f.t, num, snap, packed, sum, false)
}

// inserts is the statement that inserts one row.
func (t *Table) inserts() string {
	marks := make([]string, len(t.Columns))
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	return "INSERT INTO " + t.Name + " (" + strings.Join(t.Columns, ", ") + ") VALUES (" + strings.Join(marks, ", ") + ")"
}
