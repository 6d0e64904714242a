package persistence

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// sweepTime bounds the rewriting of all tables.
const sweepTime = 10 * time.Minute

// olderReaders counts who may still see a row as it was before a strike: for them PostgreSQL would take the old row over into the new table. A row's xmin
// is the transaction that struck it out; the newest of them counts.
const olderReaders = `WITH struck AS (SELECT min(age(c.xmin)) AS age FROM strikes s JOIN changes c ON c.board = s.board AND c.seq = s.seq WHERE s.unswept > 0)
	SELECT (SELECT count(*) FROM pg_stat_activity a, struck
			WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND age(a.backend_xmin) >= struck.age)
		+ (SELECT count(*) FROM pg_prepared_xacts p, struck WHERE p.database = current_database() AND age(p.transaction) >= struck.age)
		+ (SELECT count(*) FROM pg_replication_slots r, struck WHERE age(r.xmin) >= struck.age)`

// sweep rewrites the tables that held what was struck out. VACUUM alone would free the dead rows' room without writing over it. Whoever writes or reads
// the log waits meanwhile, and is told that the store is busy after two seconds.
func (e *postgresEngine) sweep(ctx context.Context, pictures bool) (clean bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, sweepTime)
	defer cancel()
	conn, err := e.unhurriedConn(ctx)
	if err != nil {
		return false, e.failed(err, false)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	tables := []string{"changes", "snapshots", "boards", "clients", "thumbnails"}
	if pictures {
		tables = append(tables, "assets", "asset_parts")
	}
	if err := fitsRewriting(ctx, conn, tables); err != nil {
		return false, e.failed(err, false)
	}
	var older int64
	if err := conn.QueryRow(ctx, olderReaders).Scan(&older); err != nil || older > 0 {
		return false, e.failed(err, false)
	}
	for _, table := range tables {
		if _, err := conn.Exec(ctx, "VACUUM (FULL, ANALYZE) "+table); err != nil {
			return false, e.failed(err, false)
		}
	}
	return true, nil
}

// shrink lets the room of what folds have emptied be used again, and gives back what of it lies at the ends of the tables. Nobody waits for it.
func (e *postgresEngine) shrink(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, sweepTime)
	defer cancel()
	conn, err := e.unhurriedConn(ctx)
	if err != nil {
		return e.failed(err, false)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	for _, table := range []string{"changes", "snapshots", "bases", "clients"} {
		if _, err := conn.Exec(ctx, "VACUUM (ANALYZE) "+table); err != nil {
			return e.failed(err, false)
		}
	}
	return nil
}

// unhurriedConn is a connection without limits in time: nobody else shall have it afterwards.
func (e *postgresEngine) unhurriedConn(ctx context.Context) (*pgx.Conn, error) {
	pooled, err := e.pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	conn := pooled.Hijack()
	if _, err := conn.Exec(ctx, "SELECT set_config('statement_timeout', '0', false)"); err != nil {
		return nil, errors.Join(err, conn.Close(context.WithoutCancel(ctx)))
	}
	return conn, nil
}

// fitsRewriting says ErrTooLarge where the tables would keep everyone waiting for too long.
func fitsRewriting(ctx context.Context, conn *pgx.Conn, tables []string) error {
	var bytes int64
	err := conn.QueryRow(ctx, "SELECT sum(pg_total_relation_size(name::regclass))::bigint FROM unnest($1::text[]) AS t (name)", tables).Scan(&bytes)
	if err == nil && bytes > sweepMost {
		err = ErrTooLarge
	}
	return err
}
