package persistence

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
)

// statement is one that every append runs. It goes to the driver without database/sql between, whose locks, conversions and
// allocations cost as much as SQLite's work. Its parameters are plain question marks: names would be looked up each time.
type statement struct {
	driver prepared
	args   []driver.NamedValue
	row    []driver.Value
}

type prepared interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// prepare makes a statement of a connection that the pool has given away for good.
func prepare(conn *sql.Conn, query string) (*statement, error) {
	s := &statement{}
	return s, conn.Raw(func(c any) error {
		made, err := c.(driver.ConnPrepareContext).PrepareContext(context.Background(), query)
		if err == nil {
			s.driver = made.(prepared)
		}
		return err
	})
}

// exec runs it. Values are int64, string or []byte.
func (s *statement) exec(values []driver.Value) error {
	_, err := s.driver.ExecContext(context.Background(), s.named(values))
	return err
}

// one reads the only row of its result, nil if there is none. It is good until the statement runs again.
func (s *statement) one(values []driver.Value) ([]driver.Value, error) {
	rows, err := s.driver.QueryContext(context.Background(), s.named(values))
	if err != nil {
		return nil, err
	}
	if s.row == nil {
		s.row = make([]driver.Value, len(rows.Columns()))
	}
	err = rows.Next(s.row)
	if errors.Is(err, io.EOF) {
		return nil, rows.Close()
	}
	return s.row, errors.Join(err, rows.Close())
}

func (s *statement) named(values []driver.Value) []driver.NamedValue {
	s.args = s.args[:0]
	for i, v := range values {
		s.args = append(s.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return s.args
}
