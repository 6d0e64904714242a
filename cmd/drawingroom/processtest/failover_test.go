package processtest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"drawingroom/rooms/board"
)

// TestC47_the_database_fails_over: every commit waits for a standby. Under load the standby is promoted and the primary ends without a
// word; the nodes are told of both, and look for the one that writes. Nothing that was acknowledged or shown is lost.
func TestC47_the_database_fails_over(t *testing.T) {
	t.Parallel()
	primary := newCluster(t)
	standby := primary.standby()
	both := fmt.Sprintf("postgres://postgres@127.0.0.1:%d,127.0.0.1:%d/postgres?sslmode=disable", primary.port, standby.port)
	nodes := []*node{onDatabase(t, both), onDatabase(t, both)}
	for _, n := range nodes {
		n.start()
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, 6, func(page int) func() int { return func() int { return page % 2 } }, nodes...)
	draw := newLoad(c, seedOf(t))
	goOn(c, "before", c.pages...)
	primary.crash()
	standby.promote()
	begun := time.Now()
	goOn(c, "after the failover", c.pages...)
	if took := time.Since(begun); took > 15*time.Second {
		t.Errorf("writing goes on %s after the failover", took)
	}
	draw.stop()
	h := c.settle(func(p *page) { go p.live(ctx) })
	draw.report(t, h, "put", "set", "remove", "restore")
}

// TestC48_an_old_primary_is_still_reached: the standby is promoted while the old primary lives and one node still reaches it. What is drawn
// there is acknowledged to nobody and shown to nobody, since no standby has it; it is not lost either: its authors send it again elsewhere.
func TestC48_an_old_primary_is_still_reached(t *testing.T) {
	t.Parallel()
	primary := newCluster(t)
	standby := primary.standby()
	way := newTurnout(t, primary.port, 0)
	nodes := []*node{onDatabase(t, primary.url("postgres")), onDatabase(t, way.at(t, primary.url("postgres")))}
	for _, n := range nodes {
		n.start()
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, 6, balanced(nodes), nodes...)
	draw := newLimitedLoad(c, seedOf(t), 400) // those who are moved are done while the others wait
	goOn(c, "before", c.pages...)
	standby.promote()
	way.turn(standby.port)
	old, moved := c.pages[0], c.pages[1]
	goOn(c, "those at the new primary", moved)
	kept := board.Seq(primary.count("SELECT max(seq) FROM boards")) // what was stored before may still be on its way
	if !old.until(withPatience(t, ctx, old), func() bool { return old.head.Seq >= kept }) {
		t.Fatalf("what was stored before is not shown; %s", old.tells())
	}
	settled, shown, rows := old.answers(), old.seq(), primary.count("SELECT count(*) FROM changes")
	// Longer than the node waits for a commit: it has given up, and the commit still waits, which is why nobody can read what it writes.
	primary.wait("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND now() - query_start > interval '11 s'")
	if now := primary.count("SELECT count(*) FROM changes"); now != rows {
		t.Errorf("%d changes can be read at the old primary that no standby has", now-rows)
	}
	if now := old.answers(); now != settled {
		t.Errorf("%d changes were acknowledged by an old primary", now-settled)
	}
	if now := old.seq(); now != shown {
		t.Errorf("%d changes of an old primary were shown", now-shown)
	}
	nodes[0].kill() // whoever runs it has noticed
	goOn(c, "those of the old primary", old)
	draw.wait.Wait()
	nodes[0].args = nodes[1].args // it begins anew, and is told where to go
	nodes[0].start()
	h := c.settle(func(p *page) { go p.live(ctx) })
	draw.report(t, h, "put", "set", "remove", "restore")
	if want := 6*400 + 1; len(h.rows) != want {
		t.Errorf("%d rows, want %d", len(h.rows), want)
	}
}

// goOn waits until each page has had answers to more of its changes.
func goOn(c *company, what string, pages ...*page) {
	c.t.Helper()
	begun := time.Now()
	var before []int
	for _, p := range pages {
		before = append(before, p.answers())
	}
	for i, p := range pages {
		if !p.until(withPatience(c.t, c.ctx, p), func() bool { return p.joined && len(p.accepted) > before[i]+10 }) {
			c.t.Fatalf("%s: page %d stands still; %s", what, i, p.tells())
		}
	}
	c.t.Logf("%s: all have written after %s", what, time.Since(begun))
}
