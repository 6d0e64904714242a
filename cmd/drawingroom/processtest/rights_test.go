package processtest

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// toldWithin is how long it may take until somebody whose right has ended is told.
const toldWithin = 5 * time.Second

// ways are how a right to draw ends; each makes it end and returns the version of the rights from which on nothing of the victim's may be written.
var ways = map[string]func(v *victim){
	"the link is revoked":          func(v *victim) { v.decide(http.MethodDelete, "/links/"+v.link, "") },
	"the link is renewed, and all": func(v *victim) { v.decide(http.MethodPost, "/links/"+v.link+"/rotate", `{"people":"leave"}`) },
	"the link only looks":          func(v *victim) { v.decide(http.MethodPatch, "/links/"+v.link, `{"role":"viewer"}`) },
	"the person is removed":        func(v *victim) { v.decide(http.MethodDelete, "/members/"+string(v.page.user), "") },
	"the person only looks":        func(v *victim) { v.decide(http.MethodPatch, "/members/"+string(v.page.user), `{"role":"viewer"}`) },
}

// TestC59_a_right_ends_while_its_holder_draws: while somebody draws 50 changes a second, on another node where there is one, their right to ends, in each way that
// there is. Nothing of theirs is written from that moment on: the database itself notes, with every row, the version of the rights under which
// it came. They are told within five seconds, and each change that came too late is answered.
func TestC59_a_right_ends_while_its_holder_draws(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, where string, nodes []*node) {
		db := past(t, where)
		noteRights(t, db, where)
		t.Run("ways", func(t *testing.T) {
			for way, end := range ways {
				t.Run(way, func(t *testing.T) {
					t.Parallel()
					v := newVictim(t, nodes, db, "")
					v.drawsUntil(20)
					end(v)
					v.isTold(strings.Contains(way, "only looks"))
					v.wroteNothing()
				})
			}
			t.Run("the link runs out", func(t *testing.T) {
				t.Parallel()
				ends := time.Now().Add(2 * time.Second)
				v := newVictim(t, nodes, db, fmt.Sprintf(`,"expires":%d`, ends.UnixMilli()))
				v.drawsUntil(20)
				rest(t.Context(), time.Until(ends))
				v.ended = ends
				v.isTold(false)
				h, err := v.owner.history(t.Context(), 0, v.page.id)
				if err != nil || len(h.rows) < 20 {
					t.Fatalf("%d rows, %v", len(h.rows), err)
				}
				if last := h.head(); last.Time >= ends.UnixMilli() {
					t.Errorf("a change of %d is in the log, %d ms after the link had run out", last.Seq, last.Time-ends.UnixMilli())
				}
			})
		})
	})
}

// noteRights has the database note for every row of the log under which version of the rights it was written.
func noteRights(t *testing.T, db *sql.DB, place string) {
	t.Helper()
	note := "INSERT INTO noted SELECT NEW.board, NEW.seq, NEW.author, acl FROM boards WHERE num = NEW.board;"
	statements := []string{"CREATE TABLE noted (board BIGINT, seq BIGINT, author BIGINT, acl BIGINT)", "CREATE TRIGGER note AFTER INSERT ON changes BEGIN " + note + " END"}
	if strings.HasPrefix(place, "postgres") {
		statements = []string{statements[0],
			"CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + note + " RETURN NEW; END $$",
			"CREATE TRIGGER note AFTER INSERT ON changes FOR EACH ROW EXECUTE FUNCTION note()"}
	}
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
}

// victim is somebody who draws, by a link of the owner's.
type victim struct {
	*testing.T
	owner *guest
	page  *page
	link  string
	db    *sql.DB
	over  chan error   // how their connection ended
	ended time.Time    // when their right did
	hurry atomic.Int64 // so many changes come without a pause
}

// newVictim makes a board, a link with terms, and somebody who comes by it and draws 50 changes a second for as long as the test lasts.
func newVictim(t *testing.T, nodes []*node, db *sql.DB, terms string) *victim {
	t.Helper()
	ctx := t.Context()
	c := gather(ctx, t, 0, nil, nodes...)
	v := &victim{T: t, owner: c.owner, db: db, over: make(chan error, 1)}
	var made struct{ Link, Secret string }
	answer, err := c.owner.ask(ctx, 0, http.MethodPost, "/api/v1/boards/"+string(c.board.ID)+"/links", strings.NewReader(`{"role":"editor"`+terms+`}`))
	if err == nil {
		defer answer.Body.Close()
		err = json.NewDecoder(answer.Body).Decode(&made)
	}
	v.link = made.Link
	var g *guest
	if err == nil {
		g, err = newGuest(ctx, "Victim", nodes...)
	}
	c.board.Secret = made.Secret
	if err == nil {
		err = g.join(ctx, c.board)
	}
	if err != nil {
		t.Fatal(err)
	}
	v.page = newPage(g, c.board.ID, func() int { return len(nodes) - 1 })
	v.page.mayFail = wire.RefusedForbidden
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	context.AfterFunc(ctx, v.page.moved.Broadcast)
	go func() { v.over <- v.page.connect(ctx) }()
	go func() {
		for n := 0; v.page.draw(ctx, 10_000, board.Put{ID: element(1, n), Props: board.Props{{Path: "kind", Value: `"rectangle"`}}}); n++ {
			v.page.moved.Broadcast()
			if v.hurry.Add(-1) < 0 {
				rest(ctx, 20*time.Millisecond)
			}
		}
	}()
	return v
}

// drawsUntil waits until so many changes have been taken.
func (v *victim) drawsUntil(accepted int) {
	v.Helper()
	if !v.page.until(withPatience(v.T, v.Context(), v.page), func() bool { return len(v.page.accepted) >= accepted }) {
		v.Fatal(v.page.tells())
	}
}

// decide has the owner decide something, on the first node, while changes come as fast as they can.
func (v *victim) decide(method, path, body string) {
	v.Helper()
	v.hurry.Store(200)
	answer, err := v.owner.ask(v.Context(), 0, method, "/api/v1/boards/"+string(v.page.id)+path, strings.NewReader(body))
	if err != nil {
		v.Fatal(err)
	}
	answer.Body.Close()
	v.ended = time.Now()
}

// isTold waits until the victim knows: by a closed connection, or, where they may stay and look, by refusals.
func (v *victim) isTold(stays bool) {
	v.Helper()
	if stays {
		v.drawsInVain()
		return
	}
	select {
	case err := <-v.over:
		if code := closeCode(err); code != wire.Forbidden.Code {
			v.Errorf("the connection ended with %v", err)
		}
	case <-time.After(2 * toldWithin):
		v.Fatal("the connection is still open")
	}
	v.took()
}

// drawsInVain waits for ten refusals.
func (v *victim) drawsInVain() {
	v.Helper()
	if !v.page.until(withPatience(v.T, v.Context(), v.page), func() bool { return len(v.page.refused) >= 10 }) {
		v.Fatal(v.page.tells())
	}
	v.took()
}

func (v *victim) took() {
	v.Helper()
	if took := time.Since(v.ended); took > toldWithin {
		v.Errorf("told after %s", took)
	} else {
		v.Logf("told after %s", took.Round(time.Millisecond))
	}
}

// wroteNothing asks that no row of the victim's was written under the rights as they are since they lost theirs.
func (v *victim) wroteNothing() {
	v.Helper()
	var before, after, acl int
	err := v.db.QueryRowContext(v.Context(), `SELECT b.acl, count(CASE WHEN n.acl < b.acl THEN 1 END), count(CASE WHEN n.acl >= b.acl THEN 1 END)
		FROM boards b JOIN authors a ON a.board = b.num JOIN noted n ON n.board = b.num AND n.author = a.number
		WHERE b.id = $1 AND a.user_id = $2 GROUP BY b.acl`, string(v.page.id), string(v.page.user)).Scan(&acl, &before, &after)
	if err != nil || before < 20 || after != 0 {
		v.Errorf("%d changes were written before, %d after the right had ended (version %d): %v", before, after, acl, err)
	}
	if !v.page.until(withPatience(v.T, v.Context(), v.page), func() bool { return v.page.count["drawn"] > before+10 }) {
		v.Error("they have stopped trying")
	}
	v.page.mu.Lock()
	defer v.page.mu.Unlock()
	v.Logf("%d written, %d drawn, %d refused", before, v.page.count["drawn"], len(v.page.refused))
}
