package processtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"drawingroom/rooms/board"
)

// TestAPastIsFoldedFromUnderThoseWhoDraw: everyone draws on while what they drew before is folded, by a command beside the servers, which are killed right
// afterwards: nobody is disconnected by the fold, all come to one board, nothing of what was said is left, and verify, a backup and what is
// restored from it into the other kind of database agree. With PostgreSQL there are two nodes.
func TestAPastIsFoldedFromUnderThoseWhoDraw(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, foldedUnder)
}

func foldedUnder(t *testing.T, place string, nodes []*node) {
	ctx := t.Context()
	c := gather(ctx, t, 4, balanced(nodes), nodes...)
	const said = "said-so-long-ago"
	owner := newPage(c.owner, c.board.ID, func() int { return 0 })
	go owner.live(ctx)
	if !owner.until(withPatience(t, ctx, owner), func() bool { return owner.joined }) {
		t.Fatal(owner.tells())
	}
	owner.draw(ctx, 10, board.Put{ID: "an-old-note", Props: board.Props{{Path: "kind", Value: `"note"`}, {Path: "meta", Value: `"` + said + `"`}}}, board.Remove{ID: "an-old-note"})
	draw := newLoad(c, seedOf(t))
	c.reach(150)
	path := "/api/v1/boards/" + string(c.board.ID)
	c.owner.patch(t, path, map[string]string{"keep": "1"})
	joins := c.joins()
	if got := must(t, "fold", where(place), "--as-of", time.Now().Add(72*time.Hour).UTC().Format(time.RFC3339)); !strings.Contains(got.out, "Something was folded of 1 board.") {
		t.Fatalf("%+v", got)
	}
	folded := c.owner.folded(t, path)
	if folded < 150 {
		t.Fatalf("folded up to %d", folded)
	}
	c.reach(folded + 100)
	if now := c.joins(); now != joins {
		t.Errorf("%d connections were made anew", now-joins)
	}
	for _, n := range nodes {
		n.kill()
		n.start()
	}
	c.reach(c.pages[0].where().Seq + 50)
	draw.stop()
	c.agree(ctx, append(slices.Clone(c.pages), owner))
	provedFolded(t, place, said)
}

// patch changes what the owner decides of a board.
func (g *guest) patch(t *testing.T, path string, body any) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := g.ask(t.Context(), 0, http.MethodPatch, path, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
}

// folded is up to where a board's past was.
func (g *guest) folded(t *testing.T, path string) board.Seq {
	t.Helper()
	answer, err := g.ask(t.Context(), 0, http.MethodGet, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var body struct{ Folded board.Seq }
	if err := json.NewDecoder(answer.Body).Decode(&body); err != nil {
		t.Fatal(err)
	}
	return body.Folded
}

// joins is how often the pages have been welcomed.
func (c *company) joins() (n int) {
	for _, p := range c.pages {
		p.mu.Lock()
		n += p.count["joined by tail"] + p.count["joined by snapshot"]
		p.mu.Unlock()
	}
	return n
}

// agree waits until pages that no longer draw have nothing that waits and show what the server exports.
func (c *company) agree(ctx context.Context, pages []*page) {
	c.t.Helper()
	for _, p := range pages {
		if !p.until(withPatience(c.t, ctx, p), func() bool { return p.joined && len(p.pending) == 0 }) {
			c.t.Fatalf("%s: something waits", p.tells())
		}
	}
	e, err := c.owner.export(ctx, 0, c.board.ID)
	if err != nil {
		c.t.Fatal(err)
	}
	for i, p := range pages {
		if !p.until(withPatience(c.t, ctx, p), func() bool { return p.head.Seq >= e.Seq }) {
			c.t.Fatal(p.tells())
		}
		p.mu.Lock()
		if hash := fmt.Sprint(p.board.Hash()); p.head.Seq == e.Seq && hash != e.State {
			c.t.Errorf("page %d shows another board at %d", i, e.Seq)
		}
		p.mu.Unlock()
	}
}

// provedFolded checks the store, a backup of it, and what is restored from that; SQLite's files hold nothing of what was said.
func provedFolded(t *testing.T, place, said string) {
	t.Helper()
	provedWithout(t, place, said, "of the changes were folded")
	var in []string
	for tries := 0; !strings.HasPrefix(place, "postgres") && tries < 100; tries++ { // after its start the server rewrites its file, unless somebody is back already
		if found := filesWith(t, place, said); len(found) == 0 {
			break
		} else if tries == 99 {
			in = append(in, found...)
		}
		rest(t.Context(), 100*time.Millisecond)
	}
	if len(in) > 0 {
		t.Errorf("it is still in %v", in)
	}
}
