package processtest

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"drawingroom/rooms/board"
)

// TestC61_what_is_struck_out_is_in_no_file: a secret is put on a board on which others draw; it is in the log, and after a restart in a snapshot too. The owner
// strikes it out while everyone goes on: then no page shows it, no way of asking tells it, and no file of the store holds it, at once and after two more
// restarts; verify, a backup and what is restored from it agree. With PostgreSQL there are two nodes.
func TestC61_what_is_struck_out_is_in_no_file(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, struckFromFiles)
}

// onEachDatabase runs a test at a place of its own in each kind of database, with one node that has started, with PostgreSQL two.
func onEachDatabase(t *testing.T, run func(t *testing.T, place string, nodes []*node)) {
	t.Helper()
	for name, place := range databases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			where := place(t)
			nodes := []*node{onPlace(t, where)}
			if name == "PostgreSQL" {
				nodes = append(nodes, onPlace(t, where))
			}
			for _, n := range nodes {
				n.start()
			}
			run(t, where, nodes)
		})
	}
}

func struckFromFiles(t *testing.T, where string, nodes []*node) {
	ctx := t.Context()
	t.Cleanup(func() {
		if t.Failed() {
			for _, n := range nodes {
				t.Log("NODE", n.said.text())
			}
		}
	})
	c := gather(ctx, t, 4, balanced(nodes), nodes...)
	secret := "hunter2-" + strings.ToLower(rand.Text())
	owner := newPage(c.owner, c.board.ID, func() int { return 0 })
	go owner.live(ctx)
	if !owner.until(withPatience(t, ctx, owner), func() bool { return owner.joined }) {
		t.Fatal(owner.tells())
	}
	owner.draw(ctx, 10, board.Put{ID: "a-pasted-secret", Props: board.Props{
		{Path: "kind", Value: `"note"`}, {Path: "meta", Value: board.Value(`"` + secret + `"`)}}})
	draw := newLoad(c, seedOf(t))
	c.reach(100)
	restarted(t, nodes)
	c.reach(150)
	if found := filesWith(t, where, secret); len(found) == 0 {
		t.Fatal("the control: no file holds it before")
	}

	var done struct {
		Seqs  []board.Seq
		Mark  board.Seq
		Swept bool
	}
	path := "/api/v1/boards/" + string(c.board.ID) + "/strikes"
	if err := c.owner.post(ctx, 0, path, map[string]string{"element": "a-pasted-secret"}, &done); err != nil || len(done.Seqs) != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	struck, mark := done.Seqs[0], done.Mark
	for tries := 0; !done.Swept && tries < 100; tries++ { // whoever was in the midst of something holds the files for a moment
		rest(ctx, 100*time.Millisecond)
		if err := c.owner.post(ctx, 0, path, map[string][]board.Seq{"seqs": {struck}}, &done); err != nil {
			t.Fatal(err)
		}
	}
	if found := filesWith(t, where, secret); !done.Swept || len(found) > 0 {
		t.Errorf("swept: %v, and it is still in %v", done.Swept, found)
	}
	c.reach(mark + 50) // everyone goes on
	draw.stop()
	for _, p := range append(slices.Clone(c.pages), owner) {
		if !p.until(withPatience(t, ctx, p), func() bool { return p.head.Seq >= mark }) {
			t.Fatal(p.tells())
		}
		p.mu.Lock()
		if p.states = map[board.Seq]board.StateHash{}; p.board.Element("a-pasted-secret") != nil { // what was seen before was with it
			t.Error("a page still shows it")
		}
		p.mu.Unlock()
	}
	h := c.settle(func(p *page) { go p.live(ctx) })
	if !h.rows[struck-1].Struck() {
		t.Errorf("row %d: %+v", struck, h.rows[struck-1])
	}
	for range 2 {
		restarted(t, nodes)
		if found := filesWith(t, where, secret); len(found) > 0 {
			t.Errorf("after a restart it is in %v", found)
		}
	}
	c.settle(func(p *page) { go p.live(ctx) })
	provedWithout(t, where, secret, "1 of the changes were struck out")
}

// restarted stops every node and starts it again.
func restarted(t *testing.T, nodes []*node) {
	t.Helper()
	for _, n := range nodes {
		if err := n.stop(); err != nil {
			t.Fatal(err)
		}
		n.start()
	}
}

// provedWithout checks the store, a backup of it, and what is restored from that: of each, verify says so, and what was restored holds nothing of what was said.
func provedWithout(t *testing.T, place, said, verified string) {
	t.Helper()
	file, folder := filepath.Join(t.TempDir(), "backup"), filepath.Join(t.TempDir(), "restored")
	must(t, "backup", where(place), file)
	must(t, "restore", "--data="+folder, file)
	for _, args := range [][]string{{"verify", where(place)}, {"verify", file}, {"verify", "--data=" + folder}} {
		if got := must(t, args...); !strings.Contains(got.out, verified) {
			t.Errorf("%v: %s", args, got.out)
		}
	}
	if found := filesWith(t, folder, said); len(found) > 0 {
		t.Errorf("what was restored has it in %v", found)
	}
}

// filesWith are the files of a store that hold a text: all of its folder, for PostgreSQL all of the server's but for the write-ahead log, which keeps
// what was written until it is written over.
func filesWith(t *testing.T, place, text string) (found []string) {
	t.Helper()
	folder := place
	if strings.HasPrefix(place, "postgres") {
		folder = dataOf(t, place)
	}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // others come and go beside
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "pg_wal":
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		held, err := os.ReadFile(path)
		if bytes.Contains(held, []byte(text)) {
			found = append(found, strings.TrimPrefix(path, folder))
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// dataOf is the data directory of the server, as it is on the disk after a checkpoint.
func dataOf(t *testing.T, address string) (folder string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "CHECKPOINT"); err != nil {
		t.Fatal(err)
	}
	if err := db.QueryRowContext(t.Context(), "SHOW data_directory").Scan(&folder); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadDir(folder); err != nil {
		t.Skipf("the files of PostgreSQL cannot be looked at from here: %v", err)
	}
	return folder
}
