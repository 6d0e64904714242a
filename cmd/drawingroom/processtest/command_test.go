package processtest

import (
	"bytes"
	"errors"
	"net/http"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"drawingroom/rooms/board"

	"github.com/coder/websocket"
)

// said is what a command of the program said, and how it ended.
type said struct {
	out, err string
	code     int
}

// command runs the program until it ends.
func command(t *testing.T, args ...string) said {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	run := exec.CommandContext(t.Context(), path, args...)
	run.Stdout, run.Stderr = &out, &errs
	err = run.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	return said{out.String(), errs.String(), run.ProcessState.ExitCode()}
}

// must runs a command that must do what it is asked.
func must(t *testing.T, args ...string) said {
	t.Helper()
	got := command(t, args...)
	if got.code != 0 {
		t.Fatalf("%v ended with %d: %s %s", args, got.code, got.out, got.err)
	}
	return got
}

// where is how a command is told of a folder or a database.
func where(place string) string {
	if strings.HasPrefix(place, "postgres") {
		return "--database-url=" + place
	}
	return "--data=" + place
}

// onPlace is a node on a folder or a database.
func onPlace(t *testing.T, place string) *node {
	if strings.HasPrefix(place, "postgres") {
		return onDatabase(t, place)
	}
	return onFolder(t, place)
}

// status is what an address answers; 0: nothing.
func status(t *testing.T, address string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0
	}
	answer.Body.Close()
	return answer.StatusCode
}

// closeCode is the code that a connection ended with; 0: none was told.
func closeCode(err error) int {
	var closed websocket.CloseError
	if errors.As(err, &closed) {
		return int(closed.Code)
	}
	return 0
}

// databases are the kinds of place that a test makes anew; PostgreSQL where there is one.
func databases(t *testing.T) map[string]func(*testing.T) string {
	all := map[string]func(*testing.T) string{"SQLite": func(t *testing.T) string { return filepath.Join(t.TempDir(), "data") }}
	t.Run("with PostgreSQL", func(t *testing.T) { database(t); all["PostgreSQL"] = database })
	return all
}

// TestC74_a_backup_from_under_load_is_restored_elsewhere: while people draw, a backup is made; everything acknowledged before it began is in it,
// in an unbroken log. It is restored into an empty database of either kind, proves to be whole, serves, and is another history to whoever
// comes back to it.
func TestC74_a_backup_from_under_load_is_restored_elsewhere(t *testing.T) {
	t.Parallel()
	for from, place := range databases(t) {
		for to, empty := range databases(t) {
			t.Run(from+" to "+to, func(t *testing.T) {
				t.Parallel()
				restoredElsewhere(t, place(t), empty(t))
			})
		}
	}
}

func restoredElsewhere(t *testing.T, place, empty string) {
	server := onPlace(t, place)
	server.start()
	c := gather(t.Context(), t, 4, func(int) func() int { return func() int { return 0 } }, server)
	draw := newLoad(c, seedOf(t))
	c.reach(200)
	before := c.pages[0].seq()
	file := filepath.Join(t.TempDir(), "backup")
	must(t, "backup", where(place), file)
	c.reach(before + 100) // the server went on
	draw.stop()
	h := c.settle(func(p *page) { go p.live(t.Context()) })
	old := c.pages[0].where()
	if err := server.stop(); err != nil {
		t.Fatal(err)
	}
	if got := must(t, "verify", where(place)); !strings.Contains(got.out, "Checked 1 board:") {
		t.Errorf("verify of what went on: %s", got.out)
	}

	must(t, "verify", file)
	must(t, "restore", where(empty), file)
	if got := command(t, "restore", where(empty), file); got.code == 0 || !strings.Contains(got.err, "already") {
		t.Errorf("a second time: %+v", got)
	}
	must(t, "verify", where(empty))
	again := onPlace(t, empty)
	again.start()
	c.owner.nodes[0] = again // the owner's cookie is good there too
	kept, err := c.owner.history(t.Context(), 0, c.board.ID)
	if err != nil {
		t.Fatal(err)
	}
	if end := kept.head(); end.Seq < before || end.Hash != h.rows[end.Seq-1].Hash {
		t.Errorf("the backup ends at %d, %d was acknowledged before it began; the same history: %v", end.Seq, before, end.Hash == h.rows[end.Seq-1].Hash)
	}
	comesBack(t, c, again, old, kept)
}

// reach waits until the first page has seen a seq.
func (c *company) reach(seq board.Seq) {
	c.t.Helper()
	p := c.pages[0]
	if !p.until(withPatience(c.t, c.ctx, p), func() bool { return p.head.Seq >= seq }) {
		c.t.Fatalf("nobody reached %d; %s", seq, p.tells())
	}
}

// where is the position of the page.
func (p *page) where() board.Position {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.head
}

// comesBack has a page come back that saw more than was restored: it is told another history, from a snapshot, and can draw.
func comesBack(t *testing.T, c *company, server *node, old board.Position, kept *history) {
	t.Helper()
	was := c.pages[1].guest
	g := guest{web: was.web, nodes: []*node{server}, user: was.user} // the page that is gone still knocks at the old one
	p := newPage(&g, c.board.ID, func() int { return 0 })
	p.head = old
	ctx := withPatience(t, t.Context(), p)
	go p.live(ctx)
	if !p.until(ctx, func() bool { return p.joined && p.head.Seq == kept.head().Seq }) {
		t.Fatalf("it does not come back: %s", p.tells())
	}
	if p.head.Epoch == old.Epoch || p.count["joined by snapshot"] != 1 || p.board.Hash() != kept.board.Hash() {
		t.Errorf("epoch %s was %s; %v", p.head.Epoch, old.Epoch, p.count)
	}
	p.draw(ctx, 1, newDrawing(7, 1).next(8))
	if !p.until(ctx, func() bool { return len(p.accepted) == 1 }) {
		t.Error("what it draws is not taken")
	}
}

// TestC74_a_backup_that_is_not_whole_is_refused, and nothing of it is left in the database, which takes the whole one afterwards.
func TestC74_a_backup_that_is_not_whole_is_refused(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	server := onFolder(t, folder)
	server.start()
	c := gather(t.Context(), t, 2, func(int) func() int { return func() int { return 0 } }, server)
	draw := newLoad(c, seedOf(t))
	c.reach(100)
	draw.stop()
	whole := must(t, "backup", where(folder), "-").out
	for what, file := range map[string]string{
		"cut":       whole[:len(whole)-40],
		"cut short": whole[:len(whole)/2],
		"flipped":   whole[:len(whole)/2] + string(whole[len(whole)/2]^1) + whole[len(whole)/2+1:],
		"empty":     "",
	} {
		empty := filepath.Join(t.TempDir(), "data")
		name := write(t, file)
		for _, got := range []said{command(t, "restore", where(empty), name), command(t, "verify", name)} {
			if got.code != 1 || strings.Count(got.err, "\n") != 1 || !regexp.MustCompile(`backup (is|of)`).MatchString(got.err) {
				t.Errorf("%s: %+v", what, got)
			}
		}
		must(t, "restore", where(empty), write(t, whole))
	}
	if got := command(t, "backup", where(filepath.Join(t.TempDir(), "none")), "-"); got.code != 1 || got.out != "" {
		t.Errorf("of nothing: %+v", got)
	}
	if got := command(t, "restore", where(folder), write(t, whole)); got.code != 1 || !strings.Contains(got.err, "in use") {
		t.Errorf("under a running server: %+v", got)
	}
}
