package processtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"

	"github.com/coder/websocket"
)

// The law by which a page comes back (web/src/sync/backoff.ts): its n-th failure in a row waits what the server hinted, and a random part of
// 0.5 s·2^n, of 30 s at most. Failures count anew after 30 s of health, which no test here gives.
const (
	lawBase = 500 * time.Millisecond
	lawCap  = 30 * time.Second
)

// returner is a page load that does nothing but come back: it keeps no board, only where it is.
type returner struct {
	*guest
	board  board.ID
	key    string // its token
	secret wire.ClientSecret
	random *rand.Rand
	at     *board.Position // nil: it holds nothing

	tries     atomic.Int64
	handshake atomic.Int64 // the longest, in nanoseconds
}

// live keeps it connected until ctx ends. in is called at each welcome.
func (r *returner) live(ctx context.Context, in func()) {
	for failures := 0; ctx.Err() == nil; failures++ {
		hint, welcomed := r.once(ctx, in)
		if welcomed {
			failures = 0
		}
		most := min(lawCap, lawBase<<min(failures, 16))
		rest(ctx, hint+time.Duration(r.random.Float64()*float64(most)))
	}
}

// once connects and reads until the connection ends. hint is what the server asked for when it ended it.
func (r *returner) once(ctx context.Context, in func()) (hint time.Duration, welcomed bool) {
	address := fixed(r.nodes[0])
	begun := time.Now()
	r.tries.Add(1)
	socket, _, err := websocket.Dial(ctx, strings.Replace(address, "http", "ws", 1)+"/api/v1/boards/"+string(r.board)+"/socket",
		&websocket.DialOptions{Subprotocols: []string{"drawingroom.v1", "jwt." + r.key}})
	if err != nil {
		return 0, false
	}
	defer socket.CloseNow()
	r.handshake.Store(max(r.handshake.Load(), int64(time.Since(begun))))
	socket.SetReadLimit(4 << 20)
	err = r.say(ctx, socket, wire.Hello{Client: r.secret, At: r.at})
	for err == nil {
		var frame []byte
		if _, frame, err = socket.Read(ctx); err == nil && !welcomed {
			if welcomed = r.welcomed(ctx, frame); welcomed {
				in()
			}
		} else if err == nil && bytes.Contains(frame, []byte(`"t":"beat"`)) {
			err = r.say(ctx, socket, wire.Beat{})
		}
	}
	return hintOf(err), welcomed
}

func (r *returner) say(ctx context.Context, socket *websocket.Conn, m wire.ClientMessage) error {
	return socket.Write(ctx, websocket.MessageText, wire.Frame(wire.AppendClient(nil, m)))
}

// welcomed reads a welcome. Who held nothing fetches the snapshot, if that is what it gets.
func (r *returner) welcomed(ctx context.Context, frame []byte) bool {
	messages, bad := wire.DecodeServerFrame(frame)
	if bad != nil {
		return false
	}
	w, is := messages[0].(wire.Welcome)
	if is && w.Snapshot != nil {
		if answer, err := r.ask(ctx, 0, http.MethodGet, w.Snapshot.URL, nil); err == nil {
			_, _ = io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
		}
	}
	return is
}

var inMS = regexp.MustCompile(`in=(\d+)`)

func hintOf(err error) time.Duration {
	var closed websocket.CloseError
	if !errors.As(err, &closed) {
		return 0
	}
	ms := 0
	if found := inMS.FindStringSubmatch(closed.Reason); found != nil {
		ms, _ = strconv.Atoi(found[1])
	}
	return time.Duration(ms) * time.Millisecond
}

// fixed is the address of a node that keeps its port, up or not.
func fixed(n *node) string { return "http://" + n.args[slices.Index(n.args, "--addr")+1] }

// onFixedPort is a node with a data folder and a port that it has again after a restart. What it logs is kept.
func onFixedPort(t *testing.T, log io.Writer, args ...string) *node {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close()
	n := onFolder(t, t.TempDir())
	n.log = log
	n.args = append(n.args, args...)
	n.args[slices.Index(n.args, "--addr")+1] = free.Addr().String()
	n.args[slices.Index(n.args, "--log-level")+1] = "debug"
	return n
}

// diary keeps the lines that a test looks for.
type diary struct {
	mu    sync.Mutex
	rest  []byte
	lines []string
}

var worth = regexp.MustCompile(`msg="(let in|sent back|board read|snapshot made)"`)

func (d *diary) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rest = append(d.rest, p...)
	for {
		line, rest, found := bytes.Cut(d.rest, []byte("\n"))
		if !found {
			return len(p), nil
		}
		if worth.Match(line) {
			d.lines = append(d.lines, string(line))
		}
		d.rest = rest
	}
}

// take returns the lines since the last time, by their message.
func (d *diary) take() map[string][]string {
	d.mu.Lock()
	defer d.mu.Unlock()
	by := map[string][]string{}
	for _, line := range d.lines {
		what := worth.FindStringSubmatch(line)[1]
		by[what] = append(by[what], line)
	}
	d.lines = nil
	return by
}

var stamp = regexp.MustCompile(`time=(\S+)`)

// peak is the most of these lines in any second, by the server's own clock.
func peak(t *testing.T, lines []string) int {
	t.Helper()
	at := make([]time.Time, len(lines))
	for i, line := range lines {
		var err error
		if at[i], err = time.Parse(time.RFC3339Nano, stamp.FindStringSubmatch(line)[1]); err != nil {
			t.Fatal(err)
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	most, from := 0, 0
	for i := range at {
		for at[i].Sub(at[from]) >= time.Second {
			from++
		}
		most = max(most, i-from+1)
	}
	return most
}

// TestC33_all_lose_the_node_at_once: everybody's node is killed and started again. They come back by the page's law: let in at the rate that is set, each
// handshake within 10 s, all within 30 s, and each board is read and encoded once.
func TestC33_all_lose_the_node_at_once(t *testing.T) {
	const boards, perGuest = 10, 20
	people := setting(t, "DRAWINGROOM_STORM", 600, 2000)
	rate := people / 10
	seed := seedOf(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	log := &diary{}
	node := onFixedPort(t, log, "--max-new-connections", "0")
	node.start()
	crowd := crowdOn(ctx, t, node, people, boards, perGuest, seed)
	var gone sync.WaitGroup
	defer gone.Wait()
	defer cancel()
	in := make(chan struct{}, people)
	for _, r := range crowd {
		gone.Go(func() { r.live(ctx, func() { in <- struct{}{} }) })
	}
	all := func() {
		t.Helper()
		enough := time.After(patience)
		for i := range people {
			select {
			case <-in:
			case <-enough:
				t.Fatalf("%d of %d are in: %s", i, people, node.said.text())
			}
		}
	}
	all()
	log.take()
	for _, r := range crowd {
		r.tries.Store(0) // nobody is dialling now
		r.handshake.Store(0)
	}
	begun := time.Now()
	node.kill()
	node.args[len(node.args)-1] = fmt.Sprint(rate)
	node.start()
	started := time.Since(begun)
	all()
	took := time.Since(begun)
	cancel()
	gone.Wait()
	report(t, log.take(), crowd, boards, rate, started, took)
}

// crowdOn is so many page loads on so many boards of 250 changes. Every second one holds nothing yet.
func crowdOn(ctx context.Context, t *testing.T, node *node, people, boards, perGuest int, seed uint64) []*returner {
	t.Helper()
	var on []*company
	for i := range boards {
		c := gather(ctx, t, 1, func(int) func() int { return func() int { return 0 } }, node)
		drawing, stop := context.WithCancel(ctx)
		go c.pages[0].live(drawing)
		d := newDrawing(i, seed)
		for range 250 {
			c.pages[0].draw(ctx, 100, d.next(1))
		}
		c.pages[0].until(withPatience(t, ctx, c.pages[0]), func() bool { return len(c.pages[0].pending) == 0 })
		stop()
		on = append(on, c)
	}
	crowd := make([]*returner, people)
	var g *guest
	var token string
	for i := range crowd {
		c := on[i/perGuest%boards]
		if i%perGuest == 0 {
			var err error
			if g, err = newGuest(ctx, fmt.Sprint("Guest ", i), node); err == nil {
				err = g.join(ctx, c.board)
			}
			if err == nil {
				token, err = g.token(ctx, 0)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		page := newPage(g, c.board.ID, nil)
		crowd[i] = &returner{guest: g, board: c.board.ID, key: token, secret: page.secret, random: rand.New(rand.NewPCG(seed, uint64(i)))}
		if head := c.pages[0].head; i%2 == 0 {
			crowd[i].at = &head
		}
	}
	return crowd
}

func report(t *testing.T, log map[string][]string, crowd []*returner, boards, rate int, started, took time.Duration) {
	t.Helper()
	tries, handshake := int64(0), time.Duration(0)
	for _, r := range crowd {
		tries, handshake = tries+r.tries.Load(), max(handshake, time.Duration(r.handshake.Load()))
	}
	most := peak(t, log["let in"])
	t.Logf("%d lost their node, which was back after %s: at most %d let in within a second (%d is set), %d sent back with a hint, %d tries, longest handshake %s, all back after %s; boards read %d times, snapshots made %d, of %d boards",
		len(crowd), started, most, rate, len(log["sent back"]), tries, handshake, took, len(log["board read"]), len(log["snapshot made"]), boards)
	if most > rate+3 { // a line of the log is written a moment later than what it tells
		t.Errorf("%d were let in within a second", most)
	}
	if handshake > 10*time.Second || took > 30*time.Second {
		t.Error("too late")
	}
	if len(log["board read"]) > boards || len(log["snapshot made"]) > boards || len(log["board read"]) == 0 || len(log["snapshot made"]) == 0 {
		t.Error("a board was read, or made a snapshot of, more than once, or none was")
	}
}
