package persistence_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// filesWith are the files under a folder that hold a text anywhere.
func filesWith(t *testing.T, folder, text string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		held, err := os.ReadFile(path)
		if bytes.Contains(held, []byte(text)) {
			found = append(found, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestC61_no_page_of_the_file_holds_what_was_struck_out: secrets of every size, from a few letters within a page to several pages, among others'
// rows and in snapshots that came and went; one after the other they are struck out, and no file of the folder holds them, while the
// store goes on. The control is that they are there before.
func TestC61_no_page_of_the_file_holds_what_was_struck_out(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	p := sqlitePlace(t)
	s := openAt(t, p.Config)
	ids := life(t, s)
	e, err := s.Enter(ctx, ids[0], "user-0", [32]byte{9})
	if err != nil {
		t.Fatal(err)
	}
	for n, size := range []int{1, 60, 500, 2000, 30_000} {
		secret := "secret-" + strings.ToLower(rand.Text())
		payload := change(board.Put{ID: board.ElementID(fmt.Sprint("secret-", n)), Props: board.Props{
			{Path: "kind", Value: `"note"`}, {Path: "meta", Value: board.Value(`"` + secret + strings.Repeat("x", size) + `"`)}}})
		head, err := s.Head(ctx, ids[0])
		if err != nil {
			t.Fatal(err)
		}
		item := board.Pending{User: "user-0", Author: e.Author, Client: e.Client, N: int64(n + 1), Digest: board.Digest(payload), Payload: payload}
		out := s.Append(ctx, []board.Batch{{Board: ids[0], ACL: head.ACL, Now: 5000, Title: &secret, Items: []board.Pending{item}}})
		if out[0].Err != nil {
			t.Fatal(out[0].Err)
		}
		for range 5 { // so that some of them are deleted again
			if err := s.SaveSnapshot(ctx, ids[0], board.NewSnapshot(out[0].Head.Position, payload)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := p.SQL.Exec("UPDATE boards SET title = 'Life'"); err != nil { // the batch made it up
			t.Fatal(err)
		}
		if len(filesWith(t, p.Config.Folder, secret)) == 0 {
			t.Fatalf("%d: the control: it is in no file", size)
		}
		if _, err := s.Strike(ctx, ids[0], board.Striking{By: "user-0", Now: 6000, Seqs: []board.Seq{out[0].Head.Seq}}); err != nil {
			t.Fatal(err)
		}
		if clean, err := s.Sweep(ctx); err != nil || !clean {
			t.Fatalf("%d: %v, %v", size, clean, err)
		}
		if found := filesWith(t, p.Config.Folder, secret); len(found) > 0 {
			t.Errorf("%d: it is still in %v", size, found)
		}
	}
	if n, found := check(rowsOf(t, s, true)); len(found) > 0 || n.Struck != 7 {
		t.Errorf("%+v, %v", n, found)
	}
}

// TestC61_a_sweep_waits_for_who_reads_what_was_before: a backup under way keeps the old pages; the sweep says that it is not done, is not forgotten over a
// restart, and is done when the backup has ended.
func TestC61_a_sweep_waits_for_who_reads_what_was_before(t *testing.T) {
	for name, place := range places(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			c := place(t).Config
			s := openAt(t, c)
			ids := life(t, s)
			if clean, err := s.Sweep(ctx); err != nil || !clean {
				t.Fatalf("what life struck out: %v, %v", clean, err)
			}
			beside, err := persistence.Beside(ctx, c)
			if err != nil {
				t.Fatal(err)
			}
			defer beside.Close()
			tried := false
			err = beside.Dump(ctx, func(*persistence.Table) bool { return false }, func(persistence.Row) error {
				if tried {
					return nil
				}
				tried = true
				if _, err := s.Strike(ctx, ids[0], board.Striking{By: "user-0", Now: 6000, Seqs: []board.Seq{30}}); err != nil {
					return err
				}
				if clean, err := s.Sweep(ctx); err != nil || clean {
					t.Errorf("with a backup under way: %v, %v", clean, err)
				}
				return nil
			})
			if err != nil || !tried {
				t.Fatal(tried, err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s = openAt(t, c)
			if clean, err := s.Sweep(ctx); err != nil || !clean {
				t.Errorf("afterwards: %v, %v", clean, err)
			}
		})
	}
}
