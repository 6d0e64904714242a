package persistence_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

func TestDataFolderIsOfOneProcess(t *testing.T) {
	p := sqlitePlace(t)
	first, err := persistence.Open(context.Background(), p.Config)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := persistence.Open(context.Background(), p.Config); !errors.Is(err, persistence.ErrInUse) {
		t.Errorf("a second one: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second, err := persistence.Open(context.Background(), p.Config)
	if err != nil {
		t.Fatal(err)
	}
	second.Close()
}

// What lies in the folder is for whoever runs the server, and all of it is in one file once it has stopped.
func TestDataFolderIsPrivateAndTidy(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "deep", "data")
	s, err := persistence.Open(context.Background(), persistence.Config{Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	if at, err := os.Stat(folder); err != nil || at.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", at.Mode(), err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(filepath.Join(folder, "*-wal")); err != nil || len(left) != 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestNewerSchemaIsRefused(t *testing.T) {
	p := sqlitePlace(t)
	s, err := persistence.Open(context.Background(), p.Config)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.SQL.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)"); err != nil {
		t.Fatal(err)
	}
	if _, err := persistence.Open(context.Background(), p.Config); !errors.Is(err, persistence.ErrNewer) {
		t.Errorf("%v", err)
	}
}

// A disk that is full: nothing is stored, nothing is lost, and it goes on when there is room again (C76).
func TestFullDiskIsBusy(t *testing.T) {
	ctx := context.Background()
	s, err := persistence.Open(ctx, sqlitePlace(t).Config)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	id, item := oneHand(t, s)
	if err := s.OnWriter(ctx, "PRAGMA max_page_count = 1"); err != nil { // SQLite takes the present size for the least
		t.Fatal(err)
	}
	large := item(1, strings.Repeat("x", 200<<10))
	if out := s.Append(ctx, []board.Batch{large}); !errors.Is(out[0].Err, board.ErrBusy) {
		t.Errorf("full: %+v", out)
	}
	if head, err := s.Head(ctx, id); err != nil || head.Seq != 1 {
		t.Errorf("full: %+v, %v", head, err)
	}
	if err := s.OnWriter(ctx, "PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if out := s.Append(ctx, []board.Batch{large}); out[0].Err != nil || out[0].Items[0].Stored != board.Appended {
		t.Errorf("room again: %+v", out)
	}
}

// C12: a batch that fails in the midst of being written takes nothing of the others with it, before it or after.
func TestBatchThatFailsLateSpoilsNoOther(t *testing.T) {
	ctx := context.Background()
	s, err := persistence.Open(ctx, sqlitePlace(t).Config)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	id, item := oneHand(t, s)
	if err := s.OnWriter(ctx, "CREATE TEMP TRIGGER bad BEFORE INSERT ON changes WHEN NEW.payload = CAST('bad' AS BLOB) BEGIN SELECT RAISE(ABORT, 'bad'); END"); err != nil {
		t.Fatal(err)
	}
	bad := item(2, "good at first")
	bad.Items = append(bad.Items, item(3, "bad").Items...)
	out := s.Append(ctx, []board.Batch{item(1, "a"), bad, item(2, "b"), item(3, "c")})
	for i, stored := range []bool{true, false, true, true} {
		if (out[i].Err == nil) != stored {
			t.Errorf("batch %d: %+v", i, out[i])
		}
	}
	rows, err := s.Log(ctx, id, 1, 10)
	if err != nil || len(rows) != 3 || string(rows[1].Payload) != "b" || out[3].Head.Seq != 4 {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestCancelledAppendStoresNothing(t *testing.T) {
	s, err := persistence.Open(context.Background(), sqlitePlace(t).Config)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, item := oneHand(t, s)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if out := s.Append(ctx, []board.Batch{item(1, "a")}); !errors.Is(out[0].Err, board.ErrBusy) {
		t.Errorf("%+v", out)
	}
	if out := s.Append(context.Background(), []board.Batch{item(1, "a")}); out[0].Err != nil || out[0].Items[0].Stored != board.Appended {
		t.Errorf("%+v", out)
	}
}

// oneHand makes a board with one client on it, and returns how to make a batch of its n-th change.
func oneHand(t *testing.T, s *persistence.Store) (board.ID, func(n int64, text string) board.Batch) {
	t.Helper()
	ctx, id := context.Background(), board.ID("board-of-one")
	err := s.CreateUser(ctx, board.User{ID: "ann", Name: "Ann", Colour: "blue"})
	if err == nil {
		err = s.CreateBoard(ctx, board.NewBoard{ID: id, Owner: "ann", Epoch: "epoch", Payload: []byte("{}")})
	}
	if err == nil {
		_, err = s.Enter(ctx, id, "ann", [32]byte{1})
	}
	if err != nil {
		t.Fatal(err)
	}
	return id, func(n int64, text string) board.Batch {
		return board.Batch{Board: id, ACL: 1, Now: n, Items: []board.Pending{{
			User: "ann", Author: 1, Client: 1, N: n, Digest: board.Digest([]byte(text)), Payload: []byte(text),
		}}}
	}
}
