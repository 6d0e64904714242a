package processtest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// What a stop that was asked for may take (C51): the whole, and what is missing to a person.
const (
	exits     = 15 * time.Second
	spread    = 3000 // ms, within which everybody is told to come back
	drainTime = 2 * time.Second
)

// TestC51_a_node_is_asked_to_stop_under_load: both nodes of two are asked to stop, one after the other, as a new version is put out. At once the node says that it is
// not ready, but goes on with those who are there; then everybody is told to come back, each at another time. Nothing is lost, nothing is
// there twice.
func TestC51_a_node_is_asked_to_stop_under_load(t *testing.T) {
	t.Parallel()
	nodes := twoNodes(t)
	for _, n := range nodes {
		n.args = append(n.args, "--drain-delay", drainTime.String())
		n.kill()
		n.start()
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, 20, balanced(nodes[:]), nodes[:]...)
	for _, p := range c.pages {
		go p.live(ctx)
	}
	draw := newSteady(c, time.Second/10, 10)
	goOn(c, "before", c.pages...)
	for at, n := range nodes {
		mine := c.on(at)
		gaps := stillWhile(ctx, mine, func() {
			stopInOrder(ctx, t, n, mine)
			goOn(c, fmt.Sprint("node ", at, " has stopped"), c.pages...)
		})
		p50, most := quantiles(gaps)
		t.Logf("node %d: the board stood still for its people for p50 %v, p99 %v", at, p50, most)
		checkGoodbyes(t, mine)
		n.start()
	}
	draw.stop()
	h := c.settle(func(p *page) { go p.live(ctx) })
	t.Logf("%d changes", len(h.rows)-1)
}

// TestC51_a_stop_costs_a_blink: a server alone is asked to stop and started again, as a deploy does, again and again while people draw, on each kind of
// line. Each stop is as the one above; everybody comes back once for each, told to where they could be.
func TestC51_a_stop_costs_a_blink(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, kind string) {
		stops := setting(t, "DRAWINGROOM_STOPS", 2, 40)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		server := onFolder(t, t.TempDir())
		server.args = append(server.args, "--drain-delay", drainTime.String())
		server.start()
		c := gather(ctx, t, 8, straight, server)
		for _, p := range c.pages {
			p.dial = lines[kind]
		}
		draw := newLoad(c, seedOf(t))
		told := []string{"closed 1012"}
		if kind == "poll" { // who was not asking at that moment finds out by themselves
			told = nil
		}
		var gaps []time.Duration
		for range stops {
			goOn(c, "before the stop", c.pages...)
			gaps = append(gaps, stillWhile(ctx, c.pages, func() {
				stopInOrder(ctx, t, server, c.pages)
				server.start()
				goOn(c, "after it", c.pages...)
			})...)
			if len(told) > 0 {
				checkGoodbyes(t, c.pages)
			}
		}
		draw.stop()
		h := c.settle(func(p *page) { go p.live(ctx) })
		p50, p99 := quantiles(gaps)
		t.Logf("C51 on a %s: %d stops; the board stood still for p50 %v, p99 %v", kind, stops, p50, p99)
		draw.report(t, h, append(told, "joined by tail")...)
		for i, p := range c.pages {
			if joins := p.count["joined by tail"] + p.count["joined by snapshot"]; joins != stops+1 || p.count["closed 1012"] != stops && kind != "poll" {
				t.Errorf("page %d: %v", i, p.count)
			}
		}
	})
}

// stillWhile does something, and tells for how long the board stood still meanwhile, for each page.
func stillWhile(ctx context.Context, pages []*page, do func()) (gaps []time.Duration) {
	var silence []func() time.Duration
	for _, p := range pages {
		silence = append(silence, p.longestSilence(ctx))
	}
	do()
	for _, longest := range silence {
		gaps = append(gaps, longest())
	}
	return gaps
}

// on are the pages that belong to a node.
func (c *company) on(at int) (pages []*page) {
	for i, p := range c.pages {
		if i%2 == at {
			pages = append(pages, p)
		}
	}
	return pages
}

// stopInOrder asks a node to stop and watches how it does.
func stopInOrder(ctx context.Context, t *testing.T, n *node, people []*page) {
	t.Helper()
	address, err := n.at(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		p.until(withPatience(t, ctx, p), func() bool { return p.joined })
	}
	begun, stopped := time.Now(), make(chan error, 1)
	go func() { stopped <- n.stop() }()
	for {
		answer, err := http.Get(address + "/readyz")
		if err != nil {
			t.Fatalf("the node was gone before it said that it is not ready: %v", err)
		}
		answer.Body.Close()
		if answer.StatusCode == http.StatusServiceUnavailable {
			break
		}
	}
	notReady := time.Since(begun)
	var before []int
	for _, p := range people {
		before = append(before, p.answers())
	}
	for i, p := range people {
		p.until(withPatience(t, ctx, p), func() bool { return len(p.accepted) > before[i] || !p.joined })
		if p.answers() == before[i] {
			t.Errorf("page %d was closed before the delay was over", i)
		}
	}
	accepted := time.Since(begun)
	if err := <-stopped; err != nil {
		t.Errorf("it did not end in order: %v", err)
	}
	took := time.Since(begun)
	t.Logf("not ready after %s, everybody could still draw after %s, gone after %s", notReady, accepted, took)
	if took > exits || took < drainTime {
		t.Errorf("it took %s to stop", took)
	}
}

// checkGoodbyes: each was told to come back, and not all at the same time.
func checkGoodbyes(t *testing.T, people []*page) {
	t.Helper()
	least, most := spread, 0
	for i, p := range people {
		p.mu.Lock()
		ended := p.ended
		p.mu.Unlock()
		var closed websocket.CloseError
		in := 0
		if !errors.As(ended, &closed) || closed.Code != 1012 || !readsHint(closed.Reason, &in) || in < 1 || in > spread {
			t.Errorf("page %d was told %v", i, ended)
			continue
		}
		least, most = min(least, in), max(most, in)
	}
	t.Logf("told to come back in %d to %d ms", least, most)
	if most-least < spread/3 {
		t.Error("all are told to come back at about the same time")
	}
}

func readsHint(reason string, in *int) bool {
	_, hint, ok := strings.Cut(reason, " in=")
	_, err := fmt.Sscan(hint, in)
	return ok && err == nil
}
