package processtest

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// straight is everybody at the first node.
func straight(int) func() int { return func() int { return 0 } }

// travels makes a page reach its nodes by a link, on a kind of line.
func (p *page) travels(by *link, on string) {
	p.road, p.dial, p.web.Timeout = by.road, lines[on], dialTime
}

// onEach runs a test on each kind of line.
func onEach(t *testing.T, f func(t *testing.T, kind string)) {
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			f(t, kind)
		})
	}
}

// fewer is how often something is tried on a kind of line: on one that asks for each frame everything takes longer.
func fewer(kind string, times int) int {
	if kind == "poll" {
		return times / 4
	}
	return times
}

// drawMany makes each page draw so many changes at once, and returns when all are answered.
func drawMany(ctx context.Context, t *testing.T, pages []*page, each int, next func(page int) board.Op) {
	t.Helper()
	var all sync.WaitGroup
	for i, p := range pages {
		all.Go(func() {
			for range each {
				p.draw(ctx, 100, next(i))
			}
		})
	}
	all.Wait()
	for i, p := range pages {
		if !p.until(withPatience(t, ctx, p), func() bool { return len(p.pending) == 0 }) {
			t.Fatalf("page %d waits for answers; %s", i, p.tells())
		}
	}
}

// quantiles are of what was measured: shown, not judged, since a clock on a busy machine proves nothing.
func quantiles(took []time.Duration) (p50, p99 time.Duration) {
	if len(took) == 0 {
		return 0, 0
	}
	sorted := slices.Sorted(slices.Values(took))
	return sorted[len(sorted)/2], sorted[len(sorted)*99/100]
}

// theLink is what may happen to a line: how it goes bad. heal ends each.
var theLink = map[string]func(*link){
	"cut":       (*link).cut,
	"swallowed": (*link).swallow,
	"reset": func(l *link) {
		l.spoil("reset_peer", "downstream", map[string]any{"timeout": 0})
		l.spoil("reset_peer", "upstream", map[string]any{"timeout": 0})
	},
	"mute": func(l *link) { l.spoil("timeout", "downstream", map[string]any{"timeout": 0}) },
}

// TestC17_back_after_a_cut: while somebody's link is bad, others draw 1,000 changes, and they themselves a few. When it is good again they are told what they
// missed, each once and in order, as a tail; and as a snapshot when it was more than 5,000.
func TestC17_back_after_a_cut(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, kind string) {
		rounds := setting(t, "DRAWINGROOM_CUTS", 4, 40)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		server := onFolder(t, t.TempDir())
		server.start()
		c := gather(ctx, t, 5, straight, server)
		away, others := c.pages[0], c.pages[1:]
		road := newLink(t, server)
		away.travels(road, kind)
		for _, p := range c.pages {
			go p.live(ctx)
		}
		seed := seedOf(t)
		var drawings []*drawing
		for i := range c.pages {
			drawings = append(drawings, newDrawing(i, seed))
		}
		absence := func(way string, each int, long time.Duration) time.Duration {
			if !away.until(withPatience(t, ctx, away), func() bool { return away.joined && away.head.Seq > 0 }) {
				t.Fatal("not there: ", away.tells())
			}
			theLink[way](road)
			for range 5 {
				away.draw(ctx, 1000, drawings[0].next(5))
			}
			drawMany(ctx, t, others, each, func(i int) board.Op { return drawings[i+1].next(5) })
			rest(ctx, long)
			head, began := others[0].seq(), time.Now()
			road.heal()
			if !away.until(withPatience(t, ctx, away), func() bool { return away.head.Seq >= head && len(away.pending) == 0 }) {
				t.Fatalf("%s: does not catch up with %d: %s", way, head, away.tells())
			}
			return time.Since(began)
		}
		var took []time.Duration
		ways := []string{"cut", "swallowed", "reset", "mute"}
		for round := range rounds {
			took = append(took, absence(ways[round%len(ways)], 250, pause(round)))
		}
		p50, p99 := quantiles(took)
		t.Logf("C17 on a %s: %d absences of 1,000 changes, converged after p50 %v, p99 %v; told %d tails", kind, rounds, p50, p99, away.count["joined by tail"])
		if away.count["joined by snapshot"] != 0 || away.count["joined by tail"] < rounds {
			t.Errorf("1,000 changes are told as %v", away.count)
		}
		most := absence("cut", 1300, 0)
		if away.count["joined by snapshot"] == 0 {
			t.Error("5,200 changes are told as a tail")
		}
		t.Logf("C17 on a %s: an absence of 5,200 changes, by snapshot, converged after %v", kind, most)
		c.settle(func(p *page) { go p.live(ctx) })
	})
}

// pause is how long a line stays bad beyond what is drawn: in the long form a second, half a minute, and once ten minutes.
func pause(round int) time.Duration {
	if !isLong() {
		return 0
	}
	switch {
	case round == 0:
		return 10 * time.Minute
	case round%10 == 0:
		return 30 * time.Second
	}
	return time.Second
}

// weather is what happens to one page: its line goes bad in all ways, one after the other, and its device restarts, on a good line and a bad one.
func weather(ctx context.Context, p *page, l *link, rounds int, random *rand.Rand) {
	const short = 60 * time.Millisecond
	for range rounds {
		where := []string{"upstream", "downstream"}[random.IntN(2)]
		switch random.IntN(10) {
		case 0:
			l.spoil("latency", where, map[string]any{"latency": 5 + random.IntN(40), "jitter": random.IntN(40)})
		case 1:
			l.spoil("slicer", where, map[string]any{"average_size": 40, "size_variation": 20, "delay": 100})
		case 2:
			l.spoil("limit_data", where, map[string]any{"bytes": 500 + random.IntN(20_000)})
		case 3:
			l.spoil("bandwidth", where, map[string]any{"rate": 20 + random.IntN(100)})
		case 4:
			p.restart(random.IntN(2) == 0)
		case 5: // what was sent has arrived, and no answer comes
			theLink["mute"](l)
			rest(ctx, short)
			p.restart(random.IntN(2) == 0)
		default:
			ways := []string{"cut", "swallowed", "reset", "mute"}
			theLink[ways[random.IntN(len(ways))]](l)
		}
		rest(ctx, short+time.Duration(random.IntN(200))*time.Millisecond)
		l.heal()
		rest(ctx, short)
	}
}

// TestC1_C2_C17_one_order_in_bad_weather: eight people draw over lines that delay, cut to pieces, cut off, choke, swallow and reset, on devices that
// restart in the midst, on every kind of line, and on one node or two. Everybody receives every seq once, in order; nothing is there twice, nothing is lost.
func TestC1_C2_C17_one_order_in_bad_weather(t *testing.T) {
	t.Parallel()
	for name, begin := range theNodes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			badWeather(t, begin(t), 8, setting(t, "DRAWINGROOM_WEATHER", 12, 400))
		})
	}
}

func badWeather(t *testing.T, nodes []*node, writers, rounds int) {
	seed := seedOf(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, writers, func(page int) func() int { return func() int { return page % len(nodes) } }, nodes...)
	var clouds sync.WaitGroup
	for i, p := range c.pages {
		road := newLink(t, nodes...)
		p.travels(road, kinds[i/len(nodes)%len(kinds)])
		p.silence = 2 * time.Second // or the test would take as long as a swallowed line does
		clouds.Go(func() { weather(ctx, p, road, rounds, rand.New(rand.NewPCG(seed, uint64(100+i)))) })
	}
	draw := newLoad(c, seed)
	clouds.Wait()
	draw.stop()
	h := c.settle(func(p *page) { go p.live(ctx) })
	drawn := 1 // the first row is the board's own
	for _, p := range c.pages {
		drawn += p.count["drawn"]
	}
	if len(h.rows) != drawn {
		t.Errorf("%d rows, want %d", len(h.rows), drawn)
	}
	draw.report(t, h, "put", "set", "remove", "restore", "joined by tail", "joined by snapshot", "device restarts", "adoptions", "sent again though stored", "answered as before")
}

// TestC25_joins_over_bad_lines: whoever joins while others draw is told a snapshot or a tail and then every change after it, with no hole and nothing twice,
// over a line that delays and cuts to pieces.
func TestC25_joins_over_bad_lines(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, kind string) {
		joins := fewer(kind, setting(t, "DRAWINGROOM_JOINS", 40, 500))
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		server := onFolder(t, t.TempDir())
		server.start()
		c := gather(ctx, t, 4, straight, server)
		draw := newLoad(c, seedOf(t))
		road := newLink(t, server)
		road.spoil("latency", "downstream", map[string]any{"latency": 3, "jitter": 3})
		road.spoil("slicer", "downstream", map[string]any{"average_size": 200, "size_variation": 100})
		g, err := newGuest(ctx, "Joiner", server)
		if err == nil {
			err = g.join(ctx, c.board)
		}
		if err != nil {
			t.Fatal(err)
		}
		joiner := newPage(g, c.board.ID, straight(0))
		joiner.travels(road, kind)
		for i := range joins {
			visit, leave := context.WithCancel(ctx)
			gone := make(chan struct{})
			go func() { joiner.live(visit); close(gone) }()
			from := c.pages[0].seq()
			if !joiner.until(withPatience(t, ctx, joiner), func() bool { return joiner.joined && joiner.head.Seq > from+5 }) {
				t.Fatalf("join %d: %s", i, joiner.tells())
			}
			leave()
			<-gone
			joiner.restart(i%5 > 0)
		}
		draw.stop()
		c.pages = append(c.pages, joiner)
		go joiner.live(ctx)
		h := c.settle(func(p *page) { go p.live(ctx) })
		draw.pages = append(draw.pages, joiner)
		draw.report(t, h, "joined by tail", "joined by snapshot")
	})
}

// TestC39_black_holed: somebody's network swallows everything and says nothing. Their presence is gone for the others within 15 s.
func TestC39_black_holed(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	server := onFolder(t, t.TempDir())
	server.start()
	c := gather(ctx, t, len(kinds)+1, straight, server)
	watcher := c.pages[len(kinds)]
	type lost struct {
		kind    string
		session wire.SessionID
	}
	var gone []lost
	var roads []*link
	for i, kind := range kinds {
		road := newLink(t, server)
		c.pages[i].travels(road, kind)
		roads = append(roads, road)
	}
	for _, p := range c.pages {
		go p.live(ctx)
		if !p.until(withPatience(t, ctx, p), func() bool { return p.joined }) {
			t.Fatal(p.tells())
		}
	}
	for i, kind := range kinds {
		gone = append(gone, lost{kind, c.pages[i].session})
		if !watcher.until(withPatience(t, ctx, watcher), func() bool { _, there := watcher.people[c.pages[i].session]; return there }) {
			t.Fatal("never seen")
		}
	}
	began := time.Now()
	for _, road := range roads {
		road.swallow()
	}
	for _, g := range gone {
		if !watcher.until(withPatience(t, ctx, watcher), func() bool { _, there := watcher.people[g.session]; return !there }) {
			t.Fatalf("the ghost on a %s stays", g.kind)
		}
		t.Logf("C39: on a %s, gone %v after its network", g.kind, time.Since(began))
	}
	if took := time.Since(began); took > 15*time.Second+slack {
		t.Errorf("a ghost of %v", took)
	}
}

// slack is what a busy machine may add to a time that is promised.
const slack = 5 * time.Second
