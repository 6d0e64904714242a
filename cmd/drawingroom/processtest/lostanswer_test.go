package processtest

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"drawingroom/rooms/board"
)

// TestC18_C19_the_answer_is_lost_on_the_way: what somebody draws arrives and is stored, and then nothing comes back any more. They connect again, to the
// same node or to another, with the same page or with another that found the change on the device: they are told the place that it has had since then, and
// the others have seen it once.
func TestC18_C19_the_answer_is_lost_on_the_way(t *testing.T) {
	t.Parallel()
	for name, begin := range theNodes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			nodes := begin(t)
			onEach(t, func(t *testing.T, kind string) { loseAnswers(t, kind, nodes) })
		})
	}
}

// theNodes are what a board may live on.
var theNodes = map[string]func(*testing.T) []*node{
	"one node": func(t *testing.T) []*node {
		n := onFolder(t, t.TempDir())
		n.start()
		return []*node{n}
	},
	"two nodes": func(t *testing.T) []*node {
		both := twoNodes(t)
		return both[:]
	},
}

func loseAnswers(t *testing.T, kind string, nodes []*node) {
	trials := fewer(kind, setting(t, "DRAWINGROOM_LOST", 12, 400))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var trial atomic.Int64
	// Each time at the next node; the one who watches stays at the first.
	c := gather(ctx, t, 2, func(page int) func() int { return func() int { return (1 - page) * (int(trial.Load()) % len(nodes)) } }, nodes...)
	author, watcher := c.pages[0], c.pages[1]
	road := newLink(t, nodes...)
	author.travels(road, kind)
	author.silence = 2 * time.Second
	for _, p := range c.pages {
		go p.live(ctx)
	}
	drawing := newDrawing(0, seedOf(t))
	for tries := 0; int(trial.Load()) < trials; tries++ {
		if tries > 3*trials {
			t.Fatal("the line goes down before anything can be sent")
		}
		if !author.until(withPatience(t, ctx, author), func() bool { return author.joined && author.head.Seq > 0 }) || !author.hasSaid(ctx) {
			t.Fatal("not there: ", author.tells())
		}
		road.spoil("timeout", "downstream", map[string]any{"timeout": 0})
		who := author.named(func() { author.draw(ctx, 1000, drawing.next(2)) })
		var seq board.Seq
		if !watcher.until(within(t, ctx, watcher, author.silence+time.Second), func() bool { seq = watcher.placeOf(who); return seq > 0 }) {
			road.heal() // the line had gone down before, and what was drawn waits on the device: no answer was lost
			continue
		}
		if told := author.told(who); told != 0 {
			t.Fatalf("%v: told %d though its answers are lost", who, told)
		}
		if trial.Add(1)%3 == 0 {
			author.restart(trial.Load()%2 == 0)
		}
		road.heal()
		if !author.until(withPatience(t, ctx, author), func() bool { return author.accepted[who] > 0 }) {
			t.Fatalf("%v has no answer: %s", who, author.tells())
		}
		if told := author.told(who); told != seq {
			t.Errorf("%v is told at %d, and was seen at %d", who, told, seq)
		}
	}
	h := c.settle(func(p *page) { go p.live(ctx) })
	author.mu.Lock()
	defer author.mu.Unlock()
	t.Logf("C18 on a %s: %d answers lost, each change told again with the seq it had; %v", kind, trials, author.count)
	if len(h.rows) != author.count["drawn"]+1 || author.count["sent again though stored"] == 0 || author.count["answered as before"] == 0 {
		t.Errorf("%d rows; %v", len(h.rows), author.count)
	}
}

// hasSaid waits until all that the page has said has left it.
func (p *page) hasSaid(ctx context.Context) bool {
	for ctx.Err() == nil {
		p.mu.Lock()
		idle := p.line != nil && p.line.idle()
		p.mu.Unlock()
		if idle {
			return true
		}
		rest(ctx, time.Millisecond)
	}
	return false
}

// named is the name of the change that draw makes.
func (p *page) named(draw func()) name {
	draw()
	p.mu.Lock()
	defer p.mu.Unlock()
	return name{p.own, p.n}
}

// told is the place that the author was told for a change; 0: no answer yet.
func (p *page) told(who name) board.Seq {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.accepted[who]
}

// placeOf is where the page has seen a change. The lock is held.
func (p *page) placeOf(who name) board.Seq {
	for seq, is := range p.seen {
		if is == who {
			return seq
		}
	}
	return 0
}
