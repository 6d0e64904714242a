package persistence

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"time"

	"drawingroom/rooms/board"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	// appendsAtOnce is how many boards are appended to at the same time: beyond 8 two cores gain nothing, and
	// PostgreSQL gathers the commits of so many into one fsync.
	appendsAtOnce = 8
	// connections leaves as many again for reading and entering.
	connections = 2 * appendsAtOnce
	// patience bounds everything asked of the database: longer than the server's own limits, which end it earlier.
	patience = 10 * time.Second
)

// settings are those of each session. A node that freezes while it holds a board's lock must not keep the others from the
// board for longer than these seconds; and what is committed is on the disk, whatever the server's default is.
const settings = `SELECT set_config('lock_timeout', '2s', false), set_config('statement_timeout', '5s', false),
	set_config('idle_in_transaction_session_timeout', '2s', false), set_config('client_connection_check_interval', '2s', false),
	set_config('tcp_user_timeout', '5s', false), set_config('tcp_keepalives_idle', '5', false),
	set_config('tcp_keepalives_interval', '2', false), set_config('tcp_keepalives_count', '3', false),
	set_config('default_transaction_isolation', 'read committed', false),
	set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)`

// oldestPostgres is the first version whose SQL and settings are used here.
const oldestPostgres = 150000

// postgresEngine is PostgreSQL. Several nodes may use one database.
type postgresEngine struct {
	pool      *pgxpool.Pool
	now       clock
	appending chan struct{} // holds a token for each append under way
	memory    memory
}

// openPostgres opens the database, as soon as prepare has made sure of its schema.
func openPostgres(ctx context.Context, c Config, prepare func(context.Context, *sql.DB) error) (engine, error) {
	config, err := pgxpool.ParseConfig(c.URL)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err) // pgx leaves the password out
	}
	config.MaxConns = max(config.MaxConns, connections)
	config.ConnConfig.DialFunc = (&net.Dialer{
		Timeout:         5 * time.Second,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 5 * time.Second, Interval: 2 * time.Second, Count: 3},
	}).DialContext
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = 5 * time.Second
	}
	// After a failover the old primary only reads: look for one that writes.
	if config.ConnConfig.ValidateConnect == nil {
		config.ConnConfig.ValidateConnect = pgconn.ValidateConnectTargetSessionAttrsReadWrite
	}
	if err := atFirst(ctx, config.ConnConfig, prepare); err != nil {
		return nil, away(err)
	}
	config.ConnConfig.OnNotice = notice
	config.BeforeConnect = neverCancel
	config.AfterConnect = func(ctx context.Context, conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, settings)
		return err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	return &postgresEngine{pool: pool, now: c.clock(), appending: make(chan struct{}, appendsAtOnce)}, nil
}

// atFirst asks for the version and prepares the schema, on a connection of its own without the limits in time.
func atFirst(ctx context.Context, config *pgx.ConnConfig, prepare func(context.Context, *sql.DB) error) error {
	db := stdlib.OpenDB(*config)
	defer db.Close()
	var version int
	if err := db.QueryRowContext(ctx, "SELECT current_setting('server_version_num')::int").Scan(&version); err != nil {
		return err
	}
	if version < oldestPostgres {
		return fmt.Errorf("PostgreSQL 15 or later is needed, this is %d", version/10000)
	}
	return prepare(ctx, db)
}

func (e *postgresEngine) close() error {
	e.pool.Close()
	return nil
}

func (e *postgresEngine) among(values []string) (string, any) { return "= ANY($1)", values }

func (e *postgresEngine) view(ctx context.Context, do func(view) error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return e.failed(do(&pgView{ctx, e.pool}), false)
}

func (e *postgresEngine) update(ctx context.Context, do func(tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	conn, err := e.pool.Acquire(ctx)
	if err != nil {
		return e.failed(err, false)
	}
	defer conn.Release()
	t, err := conn.Begin(ctx)
	if err != nil {
		return e.failed(err, false)
	}
	if err := do(&pgTx{pgView{ctx, t}, t}); err != nil {
		t.Rollback(ctx) // whether it fails or not, the connection tells on its release
		return e.failed(err, false)
	}
	if err := e.failed(t.Commit(ctx), true); err != nil {
		return err
	}
	return unconfirmed(conn.Conn())
}

// asker is what pools and transactions can both do.
type asker interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

type pgView struct {
	ctx context.Context
	db  asker
}

func (v *pgView) query(sql string, args []any, each func(scan) (bool, error)) error {
	rows, err := v.db.Query(v.ctx, sql, args...)
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

func (v *pgView) one(sql string, args []any, into ...any) (bool, error) {
	err := v.db.QueryRow(v.ctx, sql, args...).Scan(into...)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

type pgTx struct {
	pgView
	t pgx.Tx
}

func (t *pgTx) exec(sql string, args ...any) (int64, error) {
	tag, err := t.t.Exec(t.ctx, sql, args...)
	return tag.RowsAffected(), err
}

// lockBoard leaves the key free, so that what only refers to the board does not wait.
func (t *pgTx) lockBoard(id board.ID) (num int64, err error) {
	_, err = t.one("SELECT num FROM boards WHERE id = $1 FOR NO KEY UPDATE", []any{string(id)}, &num)
	return num, err
}

func (t *pgTx) holds(column, argument string) string {
	return "position(" + argument + "::bytea IN " + column + ") > 0"
}
