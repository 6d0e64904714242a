package persistence

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// This file holds what PostgreSQL does with all of a store at once.

// unhurried lifts the limits in time from one transaction. One that stands still for longer than this is given up all the same.
const unhurried = `SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = '10min'`

// frozen reads at REPEATABLE READ: its one view of the database is that of its first statement.
func (e *postgresEngine) frozen(ctx context.Context, do func(view) error) error {
	how := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	return e.failed(pgx.BeginTxFunc(ctx, e.pool, how, func(t pgx.Tx) error {
		if _, err := t.Exec(ctx, unhurried); err != nil {
			return err
		}
		return do(&pgView{ctx, t})
	}), false)
}

// fill keeps everybody else out of what it fills, so that nobody makes a board in a store that is taken for empty.
func (e *postgresEngine) fill(ctx context.Context, do func(loading) error) error {
	return pgx.BeginFunc(ctx, e.pool, func(t pgx.Tx) error {
		if _, err := t.Exec(ctx, unhurried); err != nil {
			return err
		}
		if _, err := t.Exec(ctx, "LOCK TABLE users, sessions, boards IN SHARE ROW EXCLUSIVE MODE"); err != nil {
			return err
		}
		return do(&pgLoading{pgTx{pgView{ctx, t}, t}})
	})
}

type pgLoading struct{ pgTx }

func (l *pgLoading) insert(t *Table, rows [][]any) error {
	_, err := l.t.CopyFrom(l.ctx, pgx.Identifier{t.Name}, t.Columns, pgx.CopyFromRows(rows))
	return err
}

func (l *pgLoading) renumber() error {
	for _, t := range Tables() {
		if !t.numbered {
			continue
		}
		_, err := l.exec(fmt.Sprintf("SELECT setval(pg_get_serial_sequence('%s', 'num'), greatest((SELECT max(num) FROM %s), 1))", t.Name, t.Name))
		if err != nil {
			return err
		}
	}
	return nil
}

// damage has nothing to ask: PostgreSQL checks its pages by itself where the host has turned that on (data_checksums).
func (e *postgresEngine) damage(context.Context) ([]string, error) { return nil, nil }
