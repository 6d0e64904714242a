package processtest

import (
	"context"
	"database/sql"
	"net/url"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// thaws is within how long others write again whose board's lock a frozen node holds (C46).
const thaws = 3 * time.Second

// slowness is what each answer of the database takes to the node that is frozen, so that it can be found between lock and commit.
const slowness = 25 * time.Millisecond

// freeze stops the node's process, as a machine that swaps or a virtual one that is moved does; thaw lets it go on.
func (n *node) freeze() { syscall.Kill(n.process.Process.Pid, syscall.SIGSTOP) }
func (n *node) thaw()   { syscall.Kill(n.process.Process.Pid, syscall.SIGCONT) }

// TestC46_a_node_is_frozen_while_it_appends: one of two nodes is stopped when it holds a board's lock. The database ends its session, the other
// node's people write again, and when it goes on nothing of what it was about to write is told wrongly.
func TestC46_a_node_is_frozen_while_it_appends(t *testing.T) {
	t.Parallel()
	rounds := setting(t, "DRAWINGROOM_FREEZES", 1, 20)
	address := database(t)
	far := newTurnout(t, portOf(t, address), slowness)
	nodes := []*node{onDatabase(t, far.at(t, address)+"&application_name=frozen"), onDatabase(t, address)}
	for _, n := range nodes {
		n.start()
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, 4, balanced(nodes), nodes...)
	draw := newLoad(c, seedOf(t))
	other := c.pages[1]
	for round := range rounds {
		goOn(c, "before", c.pages[:2]...)
		stopped := freezeInAppend(t, address, nodes[0])
		before := other.answers()
		if !other.until(withPatience(t, ctx, other), func() bool { return len(other.accepted) > before+5 }) {
			t.Fatalf("round %d: the others stand still; %s", round, other.tells())
		}
		took := time.Since(stopped)
		t.Logf("round %d: the others write again %v after the node has stopped", round, took)
		if took > thaws {
			t.Errorf("round %d: the others write again only %v after the node has stopped", round, took)
		}
		nodes[0].thaw()
	}
	goOn(c, "after", c.pages...)
	draw.stop()
	h := c.settle(func(p *page) { go p.live(ctx) })
	draw.report(t, h, "put", "set", "remove", "restore")
}

// freezeInAppend freezes a node at a moment when it holds a lock and has yet to ask for the commit, and says when.
func freezeInAppend(t *testing.T, address string, n *node) time.Time {
	t.Helper()
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	const holds = `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'frozen' AND datname = current_database()
		AND state = 'idle in transaction' AND backend_xid IS NOT NULL`
	holding := 0
	for begun := time.Now(); ; n.thaw() {
		for holding = 0; holding == 0; {
			if err := admin.QueryRow(holds).Scan(&holding); err != nil {
				t.Fatal(err)
			}
			if time.Since(begun) > patience {
				t.Fatal("the node is never seen to hold a lock")
			}
		}
		n.freeze()
		stopped := time.Now()
		rest(t.Context(), 2*slowness) // what it had said before is on its way: it may have been the commit
		if err := admin.QueryRow(holds).Scan(&holding); err != nil {
			t.Fatal(err)
		}
		if holding > 0 {
			return stopped
		}
	}
}

func portOf(t *testing.T, address string) int {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		t.Fatal(err)
	}
	return port
}
