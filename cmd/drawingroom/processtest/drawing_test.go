package processtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"drawingroom/rooms/board"
)

// drawing makes the ops of somebody who draws: new things, moves of anybody's things, removals, and bringing back.
type drawing struct {
	who    int
	random *rand.Rand
	made   int
	count  map[string]int
}

func newDrawing(who int, seed uint64) *drawing {
	return &drawing{who: who, random: rand.New(rand.NewPCG(seed, uint64(who))), count: map[string]int{}}
}

func element(who, i int) board.ElementID {
	return board.ElementID(fmt.Sprintf("element-%02d-%04d", who, i))
}

func (d *drawing) props() board.Props {
	return board.Props{
		{Path: "at", Value: d.point()},
		{Path: "kind", Value: `"rectangle"`},
		{Path: "size", Value: board.Value(fmt.Sprintf("[%d,%d]", 1+d.random.IntN(9999), 1+d.random.IntN(9999)))},
	}
}

func (d *drawing) point() board.Value {
	return board.Value(fmt.Sprintf("[%d,%d]", d.random.IntN(1_000_000)-500_000, d.random.IntN(1_000_000)-500_000))
}

// next is one op; many have no effect, as when two people fight over a thing. They are in the log all the same.
func (d *drawing) next(others int) board.Op {
	some := element(d.random.IntN(others), 1+d.random.IntN(d.made+1))
	kind := d.random.IntN(10)
	switch {
	case d.made == 0 || kind < 5:
		d.made++
		d.count["put"]++
		return board.Put{ID: element(d.who, d.made), Props: d.props()}
	case kind < 8:
		d.count["set"]++
		return board.Set{ID: some, Own: kind == 7, Props: board.Props{{Path: "at", Value: d.point()}}}
	case kind < 9:
		d.count["remove"]++
		return board.Remove{ID: some}
	default:
		d.count["restore"]++
		return board.Restore{ID: some, Props: d.props()}
	}
}

// seedOf returns the seed of a test's random choices: DRAWINGROOM_SEED, or a new one; it is printed.
func seedOf(t *testing.T) uint64 {
	t.Helper()
	seed := rand.Uint64()
	if text := os.Getenv("DRAWINGROOM_SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("seed %d (set DRAWINGROOM_SEED to repeat its choices)", seed)
	return seed
}

// setting is how often something is tried: usually, in the long form (NIGHTLY), or as the environment says.
func setting(t *testing.T, variable string, usual, long int) int {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" && isLong() {
		return long
	}
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s is %q", variable, text)
	}
	return n
}

// isLong says whether the long form of the tests is asked for.
func isLong() bool { return os.Getenv("NIGHTLY") != "" }

// company is a board with several pages on it.
type company struct {
	t     *testing.T
	ctx   context.Context
	owner *guest
	board made
	pages []*page
}

// gather makes a board and so many guests on it. at says which node a page connects to.
func gather(ctx context.Context, t *testing.T, pages int, at func(page int) func() int, nodes ...*node) *company {
	t.Helper()
	c := &company{t: t, ctx: ctx}
	var err error
	if c.owner, err = newGuest(ctx, "Owner", nodes...); err == nil {
		c.board, err = c.owner.makeBoard(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	for i := range pages {
		g, err := newGuest(ctx, fmt.Sprint("Guest ", i), nodes...)
		if err == nil {
			err = g.join(ctx, c.board)
		}
		if err != nil {
			t.Fatal(err)
		}
		c.pages = append(c.pages, newPage(g, c.board.ID, at(i)))
	}
	return c
}

// live keeps all pages connected until ctx ends, and returns when each has joined.
func (c *company) live(ctx context.Context) {
	c.t.Helper()
	for _, p := range c.pages {
		go p.live(ctx)
	}
	for i, p := range c.pages {
		if !p.until(withPatience(c.t, ctx, p), func() bool { return p.joined }) {
			c.t.Fatalf("page %d has not joined; %s", i, p.tells())
		}
	}
}

// settle waits until every page has all its answers and has seen the whole log; then everything must be one: the pages, a page
// that joins only now, the export, and a replay of the log from its first row.
func (c *company) settle(live func(*page)) *history {
	t := c.t
	t.Helper()
	ctx, cancel := context.WithTimeout(c.ctx, patience)
	defer cancel()
	for i, p := range c.pages {
		defer context.AfterFunc(ctx, p.moved.Broadcast)()
		if !p.until(ctx, func() bool { return p.joined && len(p.pending) == 0 && len(p.left) == 0 }) {
			t.Fatalf("page %d waits for answers: %s", i, p.tells())
		}
	}
	h, err := c.owner.history(ctx, 0, c.board.ID)
	if err != nil {
		t.Fatal(err)
	}
	late := newPage(c.pages[0].guest, c.board.ID, c.pages[0].at)
	live(late)
	defer context.AfterFunc(ctx, late.moved.Broadcast)()
	all := append(c.pages[:len(c.pages):len(c.pages)], late)
	want, head := h.board.Hash(), h.head()
	for i, p := range all {
		if !p.until(ctx, func() bool { return p.head.Seq >= h.head().Seq }) {
			t.Fatalf("page %d is at %d of %d", i, p.head.Seq, h.head().Seq)
		}
		if err := p.check(h); err != nil {
			t.Errorf("page %d: %v", i, err)
		}
		if p.head.Hash != h.head().Hash || p.board.Hash() != want {
			t.Errorf("page %d: state %x, chain %x; the log's: %x, %x", i, p.board.Hash(), p.head.Hash, want, h.head().Hash)
		}
	}
	for at := range c.owner.nodes {
		e, err := c.owner.export(ctx, at, c.board.ID)
		if err != nil {
			t.Fatal(err)
		}
		if e.Seq != h.head().Seq || string(e.Board) != string(h.board.AppendCanonical(nil)) || e.Hash != fmt.Sprintf("%x", head.Hash[:]) {
			t.Errorf("the export of node %d is at %d (%s), the log at %d (%x), or their states differ", at, e.Seq, e.Hash, h.head().Seq, h.head().Hash)
		}
	}
	return h
}
