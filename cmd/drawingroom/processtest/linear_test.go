package processtest

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"drawingroom/rooms/board"
)

// act is one thing that was done to a board, with what came of it. A change is appended, or the log is read from a seq on.
type act struct {
	who, board int
	begun, end time.Duration     // since the test began; end is never where the answer never came
	appended   board.ElementID   // what the change puts; "" for a read
	seq        board.Seq         // of the change as it was told, or from which it was read; 0: never told
	read       []board.ElementID // what each row read is of
}

const never = time.Duration(math.MaxInt64)

// witness keeps what everybody did.
type witness struct {
	began  time.Time
	boards []made
	mu     sync.Mutex
	acts   []act
	pages  [][]*page // of each board: everything they were told is compared with its log at the end
}

func (w *witness) now() time.Duration { return time.Since(w.began) }

func (w *witness) note(a act) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.acts = append(w.acts, a)
}

func (w *witness) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.acts)
}

// caller does one thing after the other on one board. When its connection ends before an answer it waits for it on the next one, or, if it is
// impatient just then, loads its page anew: what it had asked for may have been done, or be done later, or never.
type caller struct {
	*witness
	who, board int
	guest      *guest
	at         func() int
	random     *rand.Rand
	page       *page
	leave      context.CancelFunc // ends the page
	made       int
}

func (c *caller) run(ctx context.Context, acts int) error {
	defer func() { c.leave() }()
	c.load(ctx)
	for range acts {
		if c.random.IntN(8) > 0 {
			c.append(ctx)
		} else if err := c.read(ctx); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// load loads the page, the first time or anew.
func (c *caller) load(ctx context.Context) {
	if c.leave != nil {
		c.leave()
	}
	c.page = newPage(c.guest, c.boards[c.board].ID, c.at)
	ctx, c.leave = context.WithCancel(ctx)
	go c.page.live(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pages[c.board] = append(c.pages[c.board], c.page)
}

func (c *caller) append(ctx context.Context) {
	p, impatient := c.page, c.random.IntN(2) == 0
	if !p.until(ctx, func() bool { return p.joined }) {
		return
	}
	c.made++
	a := act{who: c.who, board: c.board, appended: element(c.who, c.made), begun: c.now(), end: never}
	p.draw(ctx, 1, board.Put{ID: a.appended, Props: board.Props{{Path: "kind", Value: `"rectangle"`}}})
	p.until(ctx, func() bool { return p.accepted[name{p.own, p.n}] > 0 || impatient && !p.joined })
	p.mu.Lock()
	a.seq = p.accepted[name{p.own, p.n}]
	p.mu.Unlock()
	if a.seq > 0 {
		a.end = c.now()
	} else {
		c.load(ctx)
	}
	c.note(a)
}

// read reads the end of the log. One that breaks off has read nothing.
func (c *caller) read(ctx context.Context) error {
	a := act{who: c.who, board: c.board, begun: c.now(), seq: max(1, c.page.seq()-board.Seq(c.random.IntN(30)))}
	answer, err := c.guest.ask(ctx, c.at(), http.MethodGet, fmt.Sprintf("/api/v1/boards/%s/log?from=%d", c.boards[c.board].ID, a.seq), nil)
	if err != nil {
		return ctx.Err()
	}
	defer answer.Body.Close()
	lines := bufio.NewReader(answer.Body)
	line, err := lines.ReadBytes('\n')
	for ; err == nil; line, err = lines.ReadBytes('\n') {
		id, wrong := rowOf(line, a.seq+board.Seq(len(a.read)))
		if wrong != nil {
			return wrong
		}
		a.read = append(a.read, id)
	}
	if a.end = c.now(); errors.Is(err, io.EOF) && len(line) == 0 {
		c.note(a)
	}
	return nil
}

// rowOf says what a line of the log, which must be of a seq, is of.
func rowOf(line []byte, want board.Seq) (board.ElementID, error) {
	var row struct {
		Seq    board.Seq
		Change struct {
			Ops []struct{ ID board.ElementID }
		}
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return "", fmt.Errorf("a row: %w", err)
	}
	if row.Seq != want {
		return "", fmt.Errorf("row %d was read in the place of %d", row.Seq, want)
	}
	return row.Change.Ops[0].ID, nil
}

// callers makes two boards and so many people, half of them on each.
func (w *witness) callers(ctx context.Context, t *testing.T, people int, seed uint64, at func(who int) func() int, nodes []*node) []*caller {
	t.Helper()
	owner, err := newGuest(ctx, "Owner", nodes...)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		m, err := owner.makeBoard(ctx)
		if err != nil {
			t.Fatal(err)
		}
		w.boards, w.pages = append(w.boards, m), append(w.pages, nil)
	}
	var all []*caller
	for who := range people {
		g, err := newGuest(ctx, fmt.Sprint("Guest ", who), nodes...)
		on := who / 2 % len(w.boards) // who tells the node
		if err == nil {
			err = g.join(ctx, w.boards[on])
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, &caller{witness: w, who: who, board: on, guest: g, at: at(who), random: rand.New(rand.NewPCG(seed, uint64(who)))})
	}
	w.began = time.Now()
	return all
}

// finally reads the whole log of each board, by the owner, when all is over: an act like the others. All pages are compared with it.
func (w *witness) finally(ctx context.Context, t *testing.T, reader *guest) {
	t.Helper()
	for on, m := range w.boards {
		if err := reader.join(ctx, m); err != nil {
			t.Fatal(err)
		}
		a := act{who: -1, board: on, begun: w.now(), seq: 1}
		h, err := reader.history(ctx, 0, m.ID)
		if err != nil {
			t.Fatal(err)
		}
		a.end = w.now()
		for _, row := range h.rows {
			change, err := board.DecodeChange(row.Version, row.Payload)
			if err != nil {
				t.Fatal(err)
			}
			a.read = append(a.read, change.Ops[0].Element())
		}
		w.note(a)
		for i, p := range w.pages[on] {
			if err := p.check(h); err != nil {
				t.Errorf("board %d, page %d: %v", on, i, err)
			}
		}
	}
}
