package processtest

import (
	"context"
	"testing"
	"time"

	"drawingroom/rooms/board"
)

// fade is within how long the people of a node that died are gone elsewhere (C40): 15 s of silence, and the look for it.
const fade = 20 * time.Second

// TestC40_people_of_a_dead_node_fade: fifty people are on a node that is killed, one is on another. There they are seen until then; after it, those
// of the dead node go, and those who come again elsewhere are there once.
func TestC40_people_of_a_dead_node_fade(t *testing.T) {
	t.Parallel()
	const many = 50
	nodes, _ := joined(t, 2)
	for _, n := range nodes {
		n.start()
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, many+1, func(page int) func() int {
		return balanced(nodes)(min(page/many, 1))
	}, nodes...)
	watcher := c.pages[many]
	c.live(ctx)
	here := func(people int) {
		t.Helper()
		if !watcher.until(withPatience(t, ctx, watcher), func() bool { return len(watcher.people) == people }) {
			t.Fatalf("%d people are seen, %d are there; %s", len(watcher.people), people, watcher.tells())
		}
	}
	here(many + 1)
	nodes[0].kill()
	begun := time.Now()
	here(2*many + 1) // those who have come again, and the ghosts that they were
	here(many + 1)
	if took := time.Since(begun); took > fade {
		t.Errorf("ghosts stay for %s", took)
	} else {
		t.Logf("all %d are there once, and no ghost, after %s", many, took)
	}
	authors := map[board.Author]bool{}
	watcher.mu.Lock()
	defer watcher.mu.Unlock()
	for _, author := range watcher.people {
		authors[author] = true
	}
	if len(authors) != many+1 {
		t.Errorf("%d different people, want %d", len(authors), many+1)
	}
}

// TestC42_C50_nodes_come_and_go: three nodes under load. One is killed, begins again, and another is asked to stop; each time its people go on elsewhere, and those of
// the others see the board go on.
func TestC42_C50_nodes_come_and_go(t *testing.T) {
	t.Parallel()
	const writers = 9
	nodes, _ := joined(t, 3)
	nodes[0].start()
	nodes[1].start()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, writers, balanced(nodes), nodes[0], nodes[1], nodes[2])
	draw := newLoad(c, seedOf(t))
	goesOn := func(what string, others ...int) {
		t.Helper()
		silence := map[int]func() time.Duration{}
		for _, at := range others {
			silence[at] = c.pages[at].longestSilence(ctx)
		}
		begun := time.Now()
		for i, p := range c.pages {
			before := p.answers()
			if !p.until(withPatience(t, ctx, p), func() bool { return p.joined && len(p.accepted) > before+20 }) {
				t.Fatalf("%s: page %d stands still; %s", what, i, p.tells())
			}
		}
		t.Logf("%s: all have written again after %s", what, time.Since(begun))
		for _, longest := range silence {
			t.Logf("%s: a page of another node heard nothing for %s at most", what, longest())
		}
	}
	goesOn("two nodes")
	nodes[2].start() // a balancer would send some there; here those whose node ends do
	nodes[0].kill()
	goesOn("one is killed, a third has come", 1)
	nodes[0].start()
	if err := nodes[1].stop(); err != nil {
		t.Errorf("stopping: %v", err)
	}
	goesOn("one has stopped in order", 2)
	nodes[1].start()
	draw.stop()
	h := c.settle(func(p *page) { go p.live(ctx) })
	draw.report(t, h, "put", "set", "remove", "restore", "joined by tail")
}
