package processtest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	mathrand "math/rand/v2"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"drawingroom/rooms/board"

	_ "github.com/jackc/pgx/v5/stdlib"
)

// database makes an empty database on the PostgreSQL of the tests.
func database(t *testing.T) string {
	t.Helper()
	address := os.Getenv("TEST_POSTGRES_URL")
	if address == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("TEST_POSTGRES_URL is not set: run the tests with scripts/with-postgres.sh")
		}
		t.Skip("no PostgreSQL: run the tests with scripts/with-postgres.sh")
	}
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	name := "process_" + strings.ToLower(rand.Text()[:16])
	if _, err := admin.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

func twoNodes(t *testing.T) [2]*node {
	address := database(t)
	nodes := [2]*node{onDatabase(t, address), onDatabase(t, address)}
	for _, n := range nodes {
		n.start()
	}
	return nodes
}

// TestP1_C1_C6_C15_two_nodes_one_order: 20 people draw 200 changes each on one board, half of them on each of two nodes that share a
// PostgreSQL. Everybody receives every seq once, in order, an answer after all that comes before it (C6), and all end with one state. A replay passes through the states that were seen live (C15).
func TestP1_C1_C6_C15_two_nodes_one_order(t *testing.T) {
	t.Parallel()
	const writers, each = 20, 200
	nodes := twoNodes(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, writers, func(page int) func() int { return func() int { return page % 2 } }, nodes[:]...)
	draw := newLimitedLoad(c, seedOf(t), each)
	draw.wait.Wait()
	h := c.settle(func(p *page) { go p.live(ctx) })
	if len(h.rows) != writers*each+1 {
		t.Errorf("%d rows, want %d and the first", len(h.rows), writers*each)
	}
	for i, p := range c.pages {
		p.mu.Lock()
		if len(p.states) < 10 {
			t.Errorf("page %d remembers %d states", i, len(p.states))
		}
		if p.count["came twice"] != 0 || p.count["joined by tail"]+p.count["joined by snapshot"] != 1 {
			t.Errorf("page %d: %v", i, p.count)
		}
		p.mu.Unlock()
	}
	draw.report(t, h, "put", "set", "remove", "restore")
}

// TestP3_C19_a_node_dies_and_its_people_go_on_at_the_other kills one of two nodes at a time. Its people connect to the other and send
// again what had no answer: nothing is lost, nothing is there twice.
func TestP3_C19_a_node_dies_and_its_people_go_on_at_the_other(t *testing.T) {
	t.Parallel()
	const writers = 8
	rounds := max(setting(t, "DRAWINGROOM_KILLS", 20, 400)/4, 2)
	nodes := twoNodes(t)
	seed := seedOf(t)
	random := mathrand.New(mathrand.NewPCG(seed, 0))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	// Whoever finds their node gone tries the other.
	c := gather(ctx, t, writers, func(page int) func() int {
		return func() int {
			at := page % 2
			nodes[at].mu.Lock()
			defer nodes[at].mu.Unlock()
			if nodes[at].address == "" {
				return 1 - at
			}
			return at
		}
	}, nodes[:]...)
	draw := newLoad(c, seed)
	for round := range rounds {
		victim := nodes[round%2]
		rest(ctx, time.Duration(100+random.IntN(200))*time.Millisecond)
		victim.kill()
		for i, p := range c.pages {
			before := p.seq()
			// Everybody, the victim's people too, sees the board go on.
			if !p.until(withPatience(t, ctx, p), func() bool { return p.joined && p.head.Seq > before+5 }) {
				t.Fatalf("round %d: page %d stands still at %d; %s", round, i, before, p.tells())
			}
		}
		victim.start()
	}
	draw.stop()
	h := c.settle(func(p *page) { go p.live(ctx) })
	draw.report(t, h, "put", "set", "remove", "restore", "joined by tail")
}

// seq is the seq the page is at.
func (p *page) seq() board.Seq {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.head.Seq
}

// tells says how a page that does not go on is connected.
func (p *page) tells() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return fmt.Sprintf("connected: %v, joined: %v, at %d, %d wait, of %d earlier page loads too, %v, the last connection ended with: %v",
		p.line != nil, p.joined, p.head.Seq, len(p.pending), len(p.left), p.broken[:min(3, len(p.broken))], p.ended)
}
