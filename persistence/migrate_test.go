package persistence_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"drawingroom/migrations"
	"drawingroom/persistence"
	"drawingroom/rooms/board"

	"github.com/pressly/goose/v3"
)

// emptyPlace is a database without any schema.
func emptyPlace(t *testing.T, dialect goose.Dialect) (persistence.Config, *sql.DB, fs.FS) {
	t.Helper()
	if dialect == goose.DialectSQLite3 {
		p := sqlitePlace(t)
		return p.Config, p.SQL, migrations.SQLite()
	}
	name := "empty_" + strings.ToLower(rand.Text()[:16])
	address, err := newDatabase(needPostgres(t), "CREATE DATABASE "+name, name)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return persistence.Config{URL: address}, db, migrations.Postgres()
}

// released makes the schema of a version, and puts into it what that version kept.
func released(t *testing.T, dialect goose.Dialect, db *sql.DB, files fs.FS, version int64) {
	t.Helper()
	p, err := goose.NewProvider(dialect, db, files)
	if err == nil {
		_, err = p.UpTo(context.Background(), version)
	}
	if err != nil {
		t.Fatal(err)
	}
	all, err := db.Begin() // one sync of the disk for all of it
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := all.Commit(); err != nil {
			t.Fatal(err)
		}
	}()
	put := func(statement string, args ...any) {
		t.Helper()
		if _, err := all.Exec(statement, args...); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	put("INSERT INTO users (id, name, colour, guest) VALUES ('ann', 'Ann', 'blue', $1)", true)
	put("INSERT INTO sessions (cookie, user_id, expires) VALUES ($1, 'ann', 99)", []byte("cookie"))
	rows := chain("an-old-board", 300)
	last := rows[len(rows)-1]
	put(`INSERT INTO boards (id, title, owner, created, epoch, seq, hash, time, acl, authors, clients)
		VALUES ('an-old-board', 'Old', 'ann', 1, 'epoch-of-long-ago', $1, $2, $3, 1, 1, 0)`, int64(last.Seq), last.Hash[:], last.Time)
	put("INSERT INTO authors (board, number, user_id, name, colour) VALUES (1, 1, 'ann', 'Ann', 'teal')")
	put("INSERT INTO clients (board, number, last_n, last_seq, last_digest) VALUES (1, 0, $1, $1, $2)", int64(last.Seq), []byte{1})
	put("INSERT INTO links (board, secret, role, made_by, created) VALUES (1, $1, 20, 'ann', 1)", []byte("secret"))
	put("INSERT INTO members (board, user_id, link, role, since) VALUES (1, 'ann', 0, 30, 1)")
	for _, r := range rows {
		put(`INSERT INTO changes (board, seq, author, client, n, time, version, salt, digest, hash, payload)
			VALUES (1, $1, 0, 0, $1, $2, $3, $4, $5, $6, $7)`, int64(r.Seq), r.Time, int64(r.Version), r.Salt[:], []byte{2}, r.Hash[:], r.Payload)
	}
	if version >= 4 {
		sum := sha256.Sum256([]byte("a picture"))
		put(`INSERT INTO assets (board, hash, type, width, height, size, user_id, begun, whole) VALUES (1, $1, 'image/png', 1, 1, 9, 'ann', 1, $2)`, sum[:], true)
		put("INSERT INTO asset_parts (asset, part, bytes) VALUES (1, 0, $1)", []byte("a picture"))
	}
	if version >= 5 {
		put("INSERT INTO preferences (user_id, version, value) VALUES ('ann', 3, $1)", []byte("{}"))
	}
}

// chain is a log of so many changes.
func chain(id board.ID, length int) (rows []board.Record) {
	var hash board.Hash
	for seq := 1; seq <= length; seq++ {
		element := board.ElementID(fmt.Sprintf("element-%04d", seq))
		r := board.Record{Seq: board.Seq(seq), N: int64(seq), Time: int64(seq), Version: board.Version,
			Payload: change(board.Put{ID: element, Props: board.Props{{Path: "kind", Value: `"rectangle"`}}})}
		r.Hash = board.Chain(hash, id, r)
		hash = r.Hash
		rows = append(rows, r)
	}
	return rows
}

// stillThere asks that a database of before is whole, and can be drawn on.
func stillThere(t *testing.T, s *persistence.Store, version int64) {
	t.Helper()
	n, found := check(rowsOf(t, s, true))
	if len(found) > 0 || n.Changes != 300 || (n.Assets == 1) != (version >= 4) {
		t.Errorf("of version %d: %+v, %v", version, n, found)
	}
	e, err := s.Enter(context.Background(), "an-old-board", "ann", [32]byte{1})
	if err != nil || e.Colour != "blue" && e.Colour != "teal" {
		t.Fatalf("of version %d: %+v, %v", version, e, err)
	}
	draw(t, s, "an-old-board", "ann", e, e.LastN+1, false)
	if _, version, err := s.Preferences(context.Background(), "ann"); err != nil || version != 0 && version != 3 {
		t.Errorf("preferences: %d, %v", version, err)
	}
}

func versions(t *testing.T) int64 {
	names, err := fs.Glob(migrations.SQLite(), "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	return int64(len(names))
}

var dialects = map[string]goose.Dialect{"SQLite": goose.DialectSQLite3, "PostgreSQL": goose.DialectPostgres}

// TestC75_every_schema_there_was_is_brought_up_to_date, with all that is in it; a second time changes nothing.
func TestC75_every_schema_there_was_is_brought_up_to_date(t *testing.T) {
	t.Parallel()
	for name, dialect := range dialects {
		for version := range versions(t) {
			version++
			t.Run(fmt.Sprint(name, " from ", version), func(t *testing.T) {
				t.Parallel()
				config, db, files := emptyPlace(t, dialect)
				released(t, dialect, db, files, version)
				if _, err := persistence.Beside(context.Background(), config); (err == nil) != (version == versions(t)) {
					t.Errorf("beside it: %v", err)
				}
				for range 2 {
					s, err := persistence.Open(context.Background(), config)
					if err != nil {
						t.Fatal(err)
					}
					defer s.Close()
					if n, found := check(rowsOf(t, s, true)); len(found) > 0 || n.Boards != 1 {
						t.Errorf("%+v, %v", n, found)
					}
					if err := s.Close(); err != nil {
						t.Fatal(err)
					}
				}
				stillThere(t, openAt(t, config), version)
			})
		}
	}
}

// TestC75_several_nodes_bring_an_old_schema_up_to_date_at_once: one does it, the others wait.
func TestC75_several_nodes_bring_an_old_schema_up_to_date_at_once(t *testing.T) {
	t.Parallel()
	config, db, files := emptyPlace(t, goose.DialectPostgres)
	released(t, goose.DialectPostgres, db, files, 1)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			s, err := persistence.Open(context.Background(), config)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if n, found := check(rowsOf(t, s, true)); len(found) > 0 || n.Changes != 300 {
				t.Errorf("%+v, %v", n, found)
			}
		})
	}
	wait.Wait()
	stillThere(t, openAt(t, config), 1)
}

// TestC75_a_migration_that_is_broken_off_is_done_by_the_next: a process is killed at any moment of it, again and again.
func TestC75_a_migration_that_is_broken_off_is_done_by_the_next(t *testing.T) {
	t.Parallel()
	for name, dialect := range dialects {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tries, half := 8, 0
			if os.Getenv("NIGHTLY") != "" {
				tries = 200
			}
			for try := range tries {
				config, db, files := emptyPlace(t, dialect)
				released(t, dialect, db, files, 1)
				killedWhileOpening(t, config, db, dialect, try)
				var at int64
				if err := db.QueryRow("SELECT max(version_id) FROM goose_db_version").Scan(&at); err != nil {
					t.Fatal(err)
				}
				if at < versions(t) {
					half++
				}
				s := openAt(t, config)
				stillThere(t, s, 1)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			t.Logf("%d of %d were killed before the last step", half, tries)
			if half == 0 {
				t.Error("none was killed in the midst")
			}
		})
	}
}

const openThis = "DRAWINGROOM_TEST_OPEN"

// killedWhileOpening opens the place in a process of its own, which is killed as soon as the schema has come so far as the try says: before,
// between or after its steps.
func killedWhileOpening(t *testing.T, config persistence.Config, db *sql.DB, dialect goose.Dialect, try int) {
	t.Helper()
	run := exec.Command(os.Args[0], "-test.run=^TestOpensWhatItIsTold$")
	run.Env = append(os.Environ(), openThis+"="+config.URL+"|"+config.Folder)
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	over := make(chan struct{})
	go func() { run.Wait(); close(over) }()
	until := int64(1 + try%int(versions(t)))
	limit := time.After(20 * time.Second)
	for at := int64(0); at < until || dialect == goose.DialectPostgres && try%2 == 1 && waits(db); {
		if db.QueryRow("SELECT max(version_id) FROM goose_db_version").Scan(&at) != nil {
			at = 0 // it is being written
		}
		select {
		case <-over:
			return
		case <-limit:
			t.Fatal("it does not open")
		default:
		}
	}
	run.Process.Kill()
	<-over
}

// waits says whether nobody is connected but us.
func waits(db *sql.DB) bool {
	var others int
	err := db.QueryRow("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()").Scan(&others)
	return err == nil && others == 0
}

// TestOpensWhatItIsTold is the process that is killed.
func TestOpensWhatItIsTold(t *testing.T) {
	place := os.Getenv(openThis)
	if place == "" {
		t.Skip("a part of another test")
	}
	address, folder, _ := strings.Cut(place, "|")
	s, err := persistence.Open(context.Background(), persistence.Config{URL: address, Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}
