package processtest

import (
	"context"
	"database/sql"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"drawingroom/rooms/board"

	_ "modernc.org/sqlite"
)

func write(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// past opens a place's database past the program, as an accident or a hand would.
func past(t *testing.T, place string) *sql.DB {
	t.Helper()
	driver, address := "sqlite", "file:"+filepath.Join(place, "drawingroom.db")
	if strings.HasPrefix(place, "postgres") {
		driver, address = "pgx", place
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// TestC14_a_board_that_cannot_be_read: one row of one board is damaged while the server stands still. The board answers 503 and is not shown
// as something else, nothing is written about it, others go on; verify names the row; quarantine takes it out of use, untouched, and says so
// to people; a backup takes it along when told to; and once it is mended it is as before.
func TestC14_a_board_that_cannot_be_read(t *testing.T) {
	t.Parallel()
	for name, place := range databases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cannotBeRead(t, place(t))
		})
	}
}

// patient is a board that is damaged, and how.
type patient struct {
	*company
	t      *testing.T
	place  string
	server *node
	db     *sql.DB
	other  made
	rows   int
	was    []byte // the payload of row 7
}

func cannotBeRead(t *testing.T, place string) {
	d := &patient{t: t, place: place, server: onPlace(t, place)}
	d.server.start()
	d.company = gather(t.Context(), t, 2, func(int) func() int { return func() int { return 0 } }, d.server)
	draw := newLimitedLoad(d.company, seedOf(t), 30)
	draw.wait.Wait()
	before := d.settle(func(p *page) { go p.live(t.Context()) })
	var err error
	if d.other, err = d.owner.makeBoard(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.damage(len(before.rows))
	d.server.start()
	d.answers("503", "unreadable", 1013)
	if got := command(t, "verify", where(place)); got.code != 1 || !strings.Contains(got.out, string(d.board.ID)+", row 7:") || strings.Count(got.out, "\n") != 2 {
		t.Errorf("verify: %+v", got)
	}
	if got := must(t, "log", where(place), string(d.board.ID)); strings.Count(got.out, "\n") != d.rows {
		t.Errorf("the log has %d lines, want %d", strings.Count(got.out, "\n"), d.rows)
	}
	must(t, "quarantine", where(place), string(d.board.ID))
	d.answers("503", "quarantined", 4506)
	d.backedUp()
	d.untouched()
	d.mend(before)
}

// damage changes row 7 beneath the server, which stands still, and takes all snapshots away.
func (d *patient) damage(rows int) {
	d.t.Helper()
	if err := d.server.stop(); err != nil {
		d.t.Fatal(err)
	}
	d.rows, d.db = rows, past(d.t, d.place)
	if err := d.db.QueryRow("SELECT payload FROM changes WHERE board = 1 AND seq = 7").Scan(&d.was); err != nil {
		d.t.Fatal(err)
	}
	drop := "DROP TRIGGER changes_stand"
	if strings.HasPrefix(d.place, "postgres") {
		drop += " ON changes"
	}
	d.do(drop)
	d.do("UPDATE changes SET payload = (SELECT payload FROM changes WHERE board = 1 AND seq = 6) WHERE board = 1 AND seq = 7")
	d.do("DELETE FROM snapshots")
}

func (d *patient) do(statement string, args ...any) {
	d.t.Helper()
	if _, err := d.db.Exec(statement, args...); err != nil {
		d.t.Fatal(err)
	}
}

// answers asks for the board in every way, and for the other one.
func (d *patient) answers(status, code string, closed int) {
	d.t.Helper()
	_, err := d.owner.export(d.t.Context(), 0, d.board.ID)
	if err == nil || !strings.Contains(err.Error(), status) || !strings.Contains(err.Error(), code) {
		d.t.Errorf("its export: %v", err)
	}
	if _, err := d.owner.export(d.t.Context(), 0, d.other.ID); err != nil {
		d.t.Errorf("the other board: %v", err)
	}
	p := newPage(d.pages[0].guest, d.board.ID, func() int { return 0 })
	err = p.connect(withPatience(d.t, d.t.Context(), p))
	if code := closeCode(err); p.joined || code != closed {
		d.t.Errorf("a page is welcomed: %v, and closed with %d: %v", p.joined, code, err)
	}
}

// backedUp asks that a backup holds the board, and that restoring says what it is.
func (d *patient) backedUp() {
	d.t.Helper()
	file, empty := filepath.Join(d.t.TempDir(), "backup"), filepath.Join(d.t.TempDir(), "data")
	must(d.t, "backup", where(d.place), file)
	if got := command(d.t, "restore", where(empty), file); got.code != 1 || !strings.Contains(got.err, "row 7") || !strings.Contains(got.err, "--allow-damaged") {
		d.t.Errorf("a damaged backup: %+v", got)
	}
	must(d.t, "restore", where(empty), "--allow-damaged", file)
	if got := command(d.t, "verify", where(empty)); got.code != 1 || !strings.Contains(got.out, string(d.board.ID)+": it is out of use") {
		d.t.Errorf("restored: %+v", got)
	}
}

// untouched asks that nothing was written about the board: neither a row nor a snapshot.
func (d *patient) untouched() {
	d.t.Helper()
	var rows, snapshots int
	if err := d.db.QueryRow("SELECT (SELECT count(*) FROM changes WHERE board = 1), (SELECT count(*) FROM snapshots WHERE board = 1)").Scan(&rows, &snapshots); err != nil {
		d.t.Fatal(err)
	}
	if rows != d.rows || snapshots != 0 {
		d.t.Errorf("%d rows and %d snapshots, want %d and none", rows, snapshots, d.rows)
	}
}

// mend puts the row back and takes the board into use, under the running server.
func (d *patient) mend(before *history) {
	d.t.Helper()
	d.do("UPDATE changes SET payload = $1 WHERE board = 1 AND seq = 7", d.was)
	must(d.t, "quarantine", "--release", where(d.place), string(d.board.ID))
	must(d.t, "verify", where(d.place))
	e, err := d.owner.export(d.t.Context(), 0, d.board.ID)
	if err != nil || e.Seq != board.Seq(d.rows) || string(e.Board) != string(before.board.AppendCanonical(nil)) {
		d.t.Errorf("mended, it stands at %d: %v", e.Seq, err)
	}
}

// TestC14_quarantine_reaches_who_is_there: a board is taken out of use under the people who draw on it. They are told within seconds, and draw on
// when it is back.
func TestC14_quarantine_reaches_who_is_there(t *testing.T) {
	t.Parallel()
	for name, place := range databases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at := place(t)
			server := onPlace(t, at)
			server.start()
			c := gather(t.Context(), t, 1, func(int) func() int { return func() int { return 0 } }, server)
			p := c.pages[0]
			closed := make(chan error, 1)
			ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
			defer cancel()
			go func() { closed <- p.connect(ctx) }()
			if !p.until(withPatience(t, t.Context(), p), func() bool { return p.joined }) {
				t.Fatal("it does not join")
			}
			must(t, "quarantine", where(at), string(c.board.ID))
			if err := <-closed; closeCode(err) != 4506 {
				t.Errorf("closed with %v", err)
			}
			if got := status(t, server.address+"/readyz"); got != http.StatusOK {
				t.Errorf("/readyz says %d for the sake of one board", got)
			}
			must(t, "quarantine", "--release", where(at), string(c.board.ID))
			go p.live(t.Context())
			p.draw(t.Context(), 5, newDrawing(0, 1).next(1))
			c.settle(func(p *page) { go p.live(t.Context()) })
		})
	}
}
