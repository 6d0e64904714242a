package processtest

import (
	"context"
	"fmt"
	"testing"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// fork forgets what was told of a history that is no more. What waits is numbered anew: its old numbers may be another's there. The lock is held.
func (p *page) fork(m wire.Welcome) {
	if !p.mayFork {
		p.wrong("the history was forked: it ends at %d, the page was at %d", m.Head.Seq, p.head.Seq)
	}
	p.count["told of another history"]++
	p.was, p.accepted = p.accepted, map[name]board.Seq{}
	p.seen, p.states = map[board.Seq]name{}, map[board.Seq]board.StateHash{}
	p.own, p.head = m.Client, board.Position{}
	for i := range p.pending {
		p.pending[i].N = m.N + int64(i) + 1
	}
	p.n = m.N + int64(len(p.pending))
}

// TestC48_C20_a_standby_that_was_behind_is_promoted: commits wait for nobody, the standby has missed some of them when the primary is lost for good, and is
// promoted. Each page that had seen what is lost is told so, once, by a welcome of another history, and holds the new one from then on; what nobody
// had acknowledged yet is sent again, and is there; what was acknowledged and lost is gone, on all pages alike.
func TestC48_C20_a_standby_that_was_behind_is_promoted(t *testing.T) {
	t.Parallel()
	primary := newCluster(t)
	standby := primary.follower()
	both := fmt.Sprintf("postgres://postgres@127.0.0.1:%d,127.0.0.1:%d/postgres?sslmode=disable", primary.port, standby.port)
	nodes := []*node{onDatabase(t, both), onDatabase(t, both)}
	for _, n := range nodes {
		n.start()
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, 6, balanced(nodes), nodes...)
	for _, p := range c.pages {
		p.mayFork = true
	}
	draw := newLoad(c, seedOf(t))
	goOn(c, "before", c.pages...)
	primary.wait("SELECT count(*) FROM pg_stat_replication WHERE replay_lsn > pg_current_wal_lsn() - 100000") // it has the board
	standby.crash()
	goOn(c, "while the standby hears nothing", c.pages...)
	primary.crash()
	standby.start()
	standby.promote()
	goOn(c, "after the failover", c.pages...)
	draw.stop()
	h := c.settle(func(p *page) { go p.live(ctx) })
	draw.report(t, h, "put", "set", "remove", "restore", "told of another history")
	c.eachWasTold("told of another history", 1)
	lost := 0
	for _, p := range c.pages {
		for who, seq := range p.was {
			if h.seqs[who] != seq {
				lost++
			}
		}
	}
	if t.Logf("%d changes had been acknowledged and are lost", lost); lost == 0 {
		t.Error("the standby was not behind: nothing was shown")
	}
}
