package processtest

import (
	"context"
	"net"
	"slices"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"drawingroom/rooms/board"
)

// natsServer is a NATS server within the test, which may end and begin again at its address.
type natsServer struct {
	t       *testing.T
	port    int
	running *server.Server
}

func newNatsServer(t *testing.T) *natsServer {
	n := &natsServer{t: t, port: server.RANDOM_PORT}
	n.start()
	t.Cleanup(n.stop)
	return n
}

func (n *natsServer) start() {
	n.t.Helper()
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: n.port, NoSigs: true, NoLog: true})
	if err != nil {
		n.t.Fatal(err)
	}
	s.Start()
	if !s.ReadyForConnections(patience) {
		n.t.Fatal("the NATS server does not begin")
	}
	n.running, n.port = s, s.Addr().(*net.TCPAddr).Port
}

func (n *natsServer) stop() {
	n.running.Shutdown()
	n.running.WaitForShutdown()
}

// joined makes nodes on one database that tell each other over NATS. They are not started.
func joined(t *testing.T, nodes int) ([]*node, *natsServer) {
	t.Helper()
	way, address := newNatsServer(t), database(t)
	all := make([]*node, nodes)
	for i := range all {
		all[i] = onDatabase(t, address)
		all[i].args = append(all[i].args, "--nats-url", way.running.ClientURL())
	}
	return all, way
}

// balanced sends each page to a node that is up, to its own first: what a balancer does.
func balanced(nodes []*node) func(page int) func() int {
	return func(page int) func() int {
		return func() int {
			for i := range nodes {
				if at := (page + i) % len(nodes); nodes[at].isUp() {
					return at
				}
			}
			return page % len(nodes)
		}
	}
}

// told is within how long another node's change is there if it was told of, and not found at the look that each node takes once a second.
const told = 200 * time.Millisecond

// TestC43_the_way_between_nodes_goes_and_comes: what is drawn on one node is on the other at once while NATS is there, some time later
// while it is not, and at once again when it is back. Nothing is lost, nothing is there twice.
func TestC43_the_way_between_nodes_goes_and_comes(t *testing.T) {
	t.Parallel()
	nodes, way := joined(t, 2)
	for _, n := range nodes {
		n.start()
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, 2, func(page int) func() int { return func() int { return page } }, nodes...)
	c.live(ctx)
	hears := &hearing{t: t, ctx: ctx, from: c.pages[0], to: c.pages[1]}
	if middle := median(hears.lags(21)); middle > told {
		t.Errorf("a change is on the other node after %s", middle)
	}
	way.stop()
	t.Logf("without NATS: %s", median(hears.lags(5)))
	way.start()
	for soon := 0; soon < 5; {
		if hears.lags(1)[0] < told {
			soon++
		} else {
			soon = 0
		}
	}
	c.settle(func(p *page) { go p.live(ctx) })
}

// hearing measures how long what one page draws takes to another.
type hearing struct {
	t        *testing.T
	ctx      context.Context
	from, to *page
	drawn    int
}

// lags draws so many changes, each when the one before has arrived.
func (h *hearing) lags(changes int) []time.Duration {
	h.t.Helper()
	var all []time.Duration
	for range changes {
		begun, before := time.Now(), h.to.seq()
		h.drawn++
		h.from.draw(h.ctx, 1, board.Put{ID: element(0, h.drawn), Props: newDrawing(0, 1).props()})
		if !h.to.until(withPatience(h.t, h.ctx, h.to), func() bool { return h.to.head.Seq > before }) {
			h.t.Fatalf("the change never came; %s", h.to.tells())
		}
		all = append(all, time.Since(begun))
	}
	h.t.Logf("from one node to the other: %s", all)
	return all
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}
