package persistence

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"

	"drawingroom/migrations"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

func migrateSQLite(ctx context.Context, db *sql.DB) error {
	return migrate(ctx, goose.DialectSQLite3, db, migrations.SQLite())
}

// migratePostgres lets several nodes start at once: one migrates, the others wait for it.
func migratePostgres(ctx context.Context, db *sql.DB) error {
	alone, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 120))
	if err != nil {
		return err
	}
	return migrate(ctx, goose.DialectPostgres, db, migrations.Postgres(), goose.WithSessionLocker(alone))
}

// migrate brings the schema up to date, and refuses one that is newer than this program.
func migrate(ctx context.Context, dialect goose.Dialect, db *sql.DB, files fs.FS, options ...goose.ProviderOption) error {
	p, err := goose.NewProvider(dialect, db, files, options...)
	if err != nil {
		return err
	}
	current, known, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if current > known {
		return fmt.Errorf("%w: its schema is %d, this one knows %d", ErrNewer, current, known)
	}
	if current == known {
		return nil
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}
