package persistence_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"drawingroom/persistence"
	"drawingroom/persistence/storetest"

	_ "modernc.org/sqlite"
)

func TestSQLite(t *testing.T) { storetest.Run(t, sqlitePlace) }

func sqlitePlace(t *testing.T) storetest.Place {
	folder := t.TempDir()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(folder, "drawingroom.db")+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return storetest.Place{
		Config: persistence.Config{Folder: folder},
		SQL:    db,
		Slow:   func(*testing.T) {}, // nothing can come between: there is one writer
	}
}
