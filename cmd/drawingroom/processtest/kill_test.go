package processtest

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"
)

// TestP2_C4_C8_nothing_shown_is_lost_by_kill_9 kills the server under load, again and again. After each kill, before anybody may
// send anything again, the log must hold everything that anybody was shown or that was acknowledged, in its place.
func TestP2_C4_C8_nothing_shown_is_lost_by_kill_9(t *testing.T) {
	t.Parallel()
	rounds, writers := setting(t, "DRAWINGROOM_KILLS", 20, 1000), 8
	seed := seedOf(t)
	random := rand.New(rand.NewPCG(seed, 0))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	server := onFolder(t, t.TempDir())
	server.start()
	c := gather(ctx, t, writers, func(int) func() int { return func() int { return 0 } }, server)
	draw := newLoad(c, seed)
	shown := 0
	for round := range rounds {
		for _, p := range c.pages { // they are all back
			if !p.until(withPatience(t, ctx, p), func() bool { return p.joined }) {
				t.Fatalf("round %d: a page has not come back; the server said: %s", round, server.said.text())
			}
		}
		rest(ctx, time.Duration(20+random.IntN(280))*time.Millisecond) // the moment is any
		server.kill()
		for _, p := range c.pages { // what the kernel has received is read to its end
			p.until(ctx, func() bool { return p.line == nil })
		}
		shown = checkAfterDeath(t, c, server, round)
		if t.Failed() {
			return
		}
	}
	draw.stop()
	h := c.settle(func(p *page) { go p.live(ctx) })
	draw.report(t, h, "put", "set", "remove", "restore", "joined by tail", "sent again though stored")
	if shown < rounds*writers {
		t.Errorf("only %d changes were shown before the last kill: there was no load", shown)
	}
	if err := server.stop(); err != nil {
		t.Errorf("a stop that was asked for: %v", err)
	}
}

// checkAfterDeath starts the server again and compares its log with what the pages know, while they are kept away.
func checkAfterDeath(t *testing.T, c *company, server *node, round int) (shown int) {
	t.Helper()
	reading := *c.owner
	reborn := newNode(t, server.args[len(server.args)-2:]...)
	reborn.start()
	reading.nodes = []*node{reborn}
	h, err := reading.history(c.ctx, 0, c.board.ID)
	if err != nil {
		t.Fatalf("round %d: the log is not one: %v", round, err)
	}
	for i, p := range c.pages {
		if err := p.check(h); err != nil {
			t.Errorf("round %d, page %d: %v", round, i, err)
		}
		shown = max(shown, len(p.seen))
	}
	server.takeOver(reborn)
	return shown
}

// takeOver makes n the process of another node: only now do n's clients find it.
func (n *node) takeOver(from *node) {
	from.mu.Lock()
	process, said, address := from.process, from.said, from.address
	from.process = nil
	from.mu.Unlock()
	n.mu.Lock()
	defer n.mu.Unlock()
	n.process, n.said, n.address = process, said, address
	close(n.up)
}
