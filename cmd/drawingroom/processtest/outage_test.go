package processtest

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"drawingroom/rooms/board"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// wayToDatabase is a way to a PostgreSQL that can be blocked.
type wayToDatabase struct {
	t       *testing.T
	proxy   *toxiproxy.Proxy
	address string // of the database, by this way
}

func newWayToDatabase(t *testing.T, to string) *wayToDatabase {
	t.Helper()
	u, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	all := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	p := toxiproxy.NewProxy(all, "database", "127.0.0.1:0", u.Host)
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	u.Host = p.Listen
	return &wayToDatabase{t, p, u.String()}
}

// block lets nothing through, in neither direction, and says so to nobody: connections stay, as when a cable is pulled.
func (w *wayToDatabase) block() {
	w.t.Helper()
	for _, stream := range []string{"upstream", "downstream"} {
		text := fmt.Sprintf(`{"name":"%s","type":"timeout","stream":"%s","attributes":{"timeout":0}}`, stream, stream)
		if _, err := w.proxy.Toxics.AddToxicJson(strings.NewReader(text)); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *wayToDatabase) unblock() {
	w.t.Helper()
	for _, stream := range []string{"upstream", "downstream"} {
		if err := w.proxy.Toxics.RemoveToxic(context.Background(), stream); err != nil {
			w.t.Fatal(err)
		}
	}
}

// statusBecomes waits until an address answers with a status, and returns how long that took.
func statusBecomes(t *testing.T, address string, want int, within time.Duration) time.Duration {
	t.Helper()
	begun := time.Now()
	for {
		got := status(t, address)
		if got == want {
			return time.Since(begun)
		}
		if time.Since(begun) > within {
			t.Fatalf("%s says %d after %v, want %d", address, got, within, want)
		}
		rest(t.Context(), 50*time.Millisecond)
	}
}

// standsStill waits until nobody's changes are answered any more, for a second; then nobody's may be, until the function it returns is called,
// which also asks that nobody's connection has ended meanwhile.
func (c *company) standsStill() (still func()) {
	c.t.Helper()
	answered := func() (all, joins int) {
		for _, p := range c.pages {
			all += p.answers()
			p.mu.Lock()
			joins += p.count["joined by tail"] + p.count["joined by snapshot"]
			p.mu.Unlock()
		}
		return all, joins
	}
	ends := time.Now().Add(patience)
	last, joined := answered()
	for since := time.Now(); time.Since(since) < time.Second; rest(c.ctx, 20*time.Millisecond) {
		if now, _ := answered(); now != last {
			last, since = now, time.Now()
		}
		if time.Now().After(ends) {
			c.t.Fatal("changes are answered all the time")
		}
	}
	return func() {
		c.t.Helper()
		if now, joins := answered(); now != last || joins != joined {
			c.t.Errorf("%d answers came that cannot be true, %d connections were made anew", now-last, joins-joined)
		}
	}
}

// goesOn waits until everybody has seen more, and returns how long that took.
func (c *company) goesOn(within time.Duration) time.Duration {
	c.t.Helper()
	begun := time.Now()
	for i, p := range c.pages {
		before := p.seq()
		ctx, cancel := context.WithTimeout(c.ctx, within)
		defer cancel()
		defer context.AfterFunc(ctx, p.moved.Broadcast)()
		if !p.until(ctx, func() bool { return p.joined && p.head.Seq > before+5 }) {
			c.t.Fatalf("page %d stands still at %d for %v; %s", i, before, within, p.tells())
		}
	}
	return time.Since(begun)
}

// TestC49_a_node_that_does_not_reach_its_database: the way is blocked without a word. Within 5 seconds the node says that it wants no new work;
// it lives, keeps everybody's connection and holds their changes unanswered, in little memory; and goes on by itself when the way is open.
func TestC49_a_node_that_does_not_reach_its_database(t *testing.T) {
	t.Parallel()
	way := newWayToDatabase(t, database(t))
	server := onDatabase(t, way.address)
	server.start()
	c := gather(t.Context(), t, 4, func(int) func() int { return func() int { return 0 } }, server)
	draw := newLoad(c, seedOf(t))
	c.reach(100)
	memory := resident(t, server)
	way.block()
	took := statusBecomes(t, server.address+"/readyz", http.StatusServiceUnavailable, 5*time.Second)
	still := c.standsStill()
	if got := status(t, server.address+"/livez"); got != http.StatusOK {
		t.Errorf("/livez says %d", got)
	}
	rest(t.Context(), setSeconds(t, "DRAWINGROOM_PARTITION_SECONDS", 4, 60))
	still()
	c.eachWasTold("told that the store is away", 1)
	if more := resident(t, server) - memory; more > 32<<20 {
		t.Errorf("it takes %d bytes more than before", more)
	}
	way.unblock()
	ready := statusBecomes(t, server.address+"/readyz", http.StatusOK, 12*time.Second)
	back := c.goesOn(15 * time.Second)
	c.eachWasTold("told that it is back", 1)
	c.cameOnce(server)
	draw.stop()
	h := c.settle(func(p *page) { go p.live(t.Context()) })
	draw.report(t, h, "put", "set")
	t.Logf("/readyz said no after %v; with the way open, it said yes after %v, and everybody went on %v later", took, ready, back)
}

// eachWasTold asks that everybody was told something so often.
func (c *company) eachWasTold(what string, want int) {
	c.t.Helper()
	for i, p := range c.pages {
		p.mu.Lock()
		if got := p.count[what]; got != want {
			c.t.Errorf("page %d was %s %d times, want %d", i, what, got, want)
		}
		p.mu.Unlock()
	}
}

// cameOnce asks that nobody's connection has ended so far. Who stops drawing may end their own.
func (c *company) cameOnce(server *node) {
	c.t.Helper()
	for i, p := range c.pages {
		p.mu.Lock()
		n := p.count["joined by tail"] + p.count["joined by snapshot"]
		p.mu.Unlock()
		if n != 1 {
			c.t.Errorf("page %d connected %d times; %s; the server said: %s", i, n, p.tells(), server.said.text())
		}
	}
}

func setSeconds(t *testing.T, variable string, usual, long int) time.Duration {
	return time.Duration(setting(t, variable, usual, long)) * time.Second
}

// resident is the memory of a node's process, in bytes.
func resident(t *testing.T, n *node) int64 {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", n.process.Process.Pid))
	if err != nil {
		return 0 // elsewhere than on Linux
	}
	var size, pages int64
	if _, err := fmt.Sscan(string(text), &size, &pages); err != nil {
		t.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}

// TestC77_the_database_is_away_at_the_start: the process lives and says that it wants no work, and why; it serves as soon as the database is
// there. What waiting cannot mend ends it at once.
func TestC77_the_database_is_away_at_the_start(t *testing.T) {
	t.Parallel()
	address := database(t)
	for name, hide := range map[string]func(*wayToDatabase) (show func()){
		"refused": func(w *wayToDatabase) func() {
			w.proxy.Stop()
			return func() {
				if err := w.proxy.Start(); err != nil {
					t.Error(err)
				}
			}
		},
		"silent": func(w *wayToDatabase) func() { w.block(); return w.unblock },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			way := newWayToDatabase(t, address)
			show := hide(way)
			server := onDatabase(t, way.address)
			at := server.launch()
			for path, want := range map[string]int{"/livez": 200, "/readyz": 503, "/": 503, "/api/v1/boards": 503} {
				if got := status(t, at+path); got != want {
					t.Errorf("%s says %d, want %d", path, got, want)
				}
			}
			show()
			defer func() {
				if t.Failed() {
					t.Log("the server said:", server.said.text())
				}
			}()
			took := statusBecomes(t, at+"/readyz", http.StatusOK, patience) // no time is promised, and a busy disk may take its own
			server.address = at
			close(server.up)
			c := gather(t.Context(), t, 1, func(int) func() int { return func() int { return 0 } }, server)
			newLimitedLoad(c, seedOf(t), 10).wait.Wait()
			c.settle(func(p *page) { go p.live(t.Context()) })
			t.Logf("it served %v after the database was there", took)
			if err := server.stop(); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("stopped while it waits", func(t *testing.T) {
		t.Parallel()
		way := newWayToDatabase(t, address)
		way.proxy.Stop()
		server := onDatabase(t, way.address)
		server.launch()
		if err := server.stop(); err != nil {
			t.Error(err)
		}
	})
	t.Run("no such database", func(t *testing.T) {
		t.Parallel()
		if got := command(t, "serve", "--addr", "127.0.0.1:0", "--database-url", strings.Replace(address, "?", "_not?", 1)); got.code != 1 || !strings.Contains(got.err, "does not exist") {
			t.Errorf("%+v", got)
		}
	})
}

// TestC76_a_full_disk: nothing is acknowledged that is not kept, what is there can be read, everybody stays connected; and with room on the disk
// again the server goes on by itself, within 5 seconds, with nothing damaged.
func TestC76_a_full_disk(t *testing.T) {
	t.Parallel()
	disk := smallDisk(t)
	server := onFolder(t, filepath.Join(disk, "data"))
	server.start()
	c := gather(t.Context(), t, 3, func(int) func() int { return func() int { return 0 } }, server)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	wait := c.heavy(ctx)
	c.reach(50)
	for round := range 2 {
		ballast := filepath.Join(disk, "ballast")
		fillUp(t, ballast)
		still := c.standsStill()
		for path, want := range map[string]int{"/livez": 200, "/readyz": 200} {
			if got := status(t, server.address+path); got != want {
				t.Errorf("%s says %d, want %d", path, got, want)
			}
		}
		if e, err := c.owner.export(t.Context(), 0, c.board.ID); err != nil || e.Seq < 50 {
			t.Errorf("reading: at %d, %v", e.Seq, err)
		}
		still()
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		t.Logf("round %d: everybody went on %v after there was room", round, c.goesOn(5*time.Second))
	}
	stop()
	wait()
	c.settle(func(p *page) { go p.live(t.Context()) })
	if err := server.stop(); err != nil {
		t.Error(err)
	}
	must(t, "verify", where(filepath.Join(disk, "data")))
}

// heavy has everybody draw much at once, until ctx ends; wait returns when they have stopped.
func (c *company) heavy(ctx context.Context) (wait func()) {
	done := make(chan struct{}, len(c.pages))
	for i, p := range c.pages {
		go p.live(c.ctx)
		context.AfterFunc(ctx, p.moved.Broadcast)
		go func() {
			d := newDrawing(i, 1)
			for more := true; more; {
				var ops []board.Op
				for range 20 {
					d.made++
					ops = append(ops, board.Put{ID: element(d.who, d.made), Props: d.props()})
				}
				more = p.draw(ctx, 3, ops...)
				rest(ctx, 20*time.Millisecond) // or a small disk is full of drawings
			}
			done <- struct{}{}
		}()
	}
	return func() {
		for range c.pages {
			<-done
		}
	}
}

// smallDisk mounts a disk of 48 MiB in memory. Where that may not be done, the test is left out.
func smallDisk(t *testing.T) string {
	t.Helper()
	at := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=48m", "none", at).CombinedOutput(); err != nil {
		t.Skipf("no small disk can be mounted here (it takes root, on Linux): %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", at).CombinedOutput(); err != nil {
			t.Errorf("umount: %v: %s", err, out)
		}
	})
	return at
}

// fillUp writes until there is no room left.
func fillUp(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
}
