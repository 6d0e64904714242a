package server

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"drawingroom/persistence"
	"drawingroom/rooms"
)

var (
	badSeed = flag.Uint64("badseed", 0, "seed of the bad requests; 0: a new one")
	// The race detector makes them slow: with it there are fewer (scripts/test.sh).
	badRequests = flag.Int("badrequests", 1_500, "how many bad requests are sent")
)

// badGeneration is how many bad requests are sent by the same people.
const badGeneration = 200

// routeOf is a route as the router lists it.
type routeOf struct{ method, pattern string }

func routesOf(t *testing.T, s *Server) (all []routeOf) {
	t.Helper()
	err := chi.Walk(s.routes(), func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		all = append(all, routeOf{method, pattern})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(all, func(a, b routeOf) int { return strings.Compare(a.pattern+a.method, b.pattern+b.method) })
	return all
}

// bounded gives each request so much time, on the server's side: what waits for something to come ends with it, and what goes on beyond is late.
type bounded struct {
	next http.Handler
	late atomic.Pointer[string]
}

// held is how long a route may wait that is made to wait; any other has patience.
const held = 500 * time.Millisecond

func (b *bounded) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	most := patience
	if strings.Contains(r.URL.Path, "/streams") {
		most = held
	}
	ctx, cancel := context.WithTimeout(r.Context(), most)
	defer cancel()
	b.next.ServeHTTP(w, r.WithContext(ctx))
	if most == patience && ctx.Err() == context.DeadlineExceeded {
		what := r.Method + " " + r.URL.Path
		b.late.Store(&what)
	}
}

// badDay is a server that is sent bad requests, and what came of them.
type badDay struct {
	*grammar
	t       *testing.T
	k       *kit
	cast    cast
	askers  []string // cookies; "": none
	state   [32]byte
	unseen  int // refused requests since the state was last looked at
	routes  map[string]int
	status  map[int]int
	codes   map[string]int
	library int // refused by net/http, before any of ours is asked
	hungUp  int // while a body was on its way
	bounded *bounded
}

// newBadDay begins one.
func newBadDay(t *testing.T, seed uint64) *badDay {
	limits := DefaultLimits
	limits.GuestsPerMinute, limits.SessionsPerMinute, limits.BoardsPerMinute, limits.MomentsPerMinute, limits.UploadsPerMinute, limits.ConnectsPerSecond = 0, 0, 0, 0, 0, 0
	limits.AssetBytes = 1 << 20
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = limits })
	d := &badDay{grammar: &grammar{Rand: rand.New(rand.NewPCG(seed, 0)), words: sourceWords(t), host: k.host}, t: t, k: k,
		routes: map[string]int{}, status: map[int]int{}, codes: map[string]int{}, bounded: &bounded{next: k.srv}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	web := k.srv.HTTP()
	web.Handler = d.bounded
	go func() { _ = web.Serve(listener) }()
	t.Cleanup(func() { _ = web.Close() })
	d.host = listener.Addr().String()
	return d
}

// people come anew: of those before, some may have lost their boards, their rights or their sessions by what was let through.
func (d *badDay) people() {
	d.cast = newCast(d.k)
	d.askers, d.tokens = nil, nil
	c := d.cast
	tb, _ := c.people[editor].open(c.board.ID)
	tb.put(1, "element-1")
	tb.item(1)
	open := c.people[editor].poll(c.board.ID)
	theirs := c.people[owner2].board("Theirs too")
	d.ids = []string{string(c.board.ID), string(c.board.ID), string(c.board.ID), string(theirs.ID), open.path[strings.LastIndex(open.path, "/")+1:], "element-1",
		c.board.Secret, strings.Repeat("0", 64), "1-" + strings.Repeat("0", 32), string(c.people[viewer].user.ID), "1"}
	for _, who := range []asker{nobody, outsider, viewer, editor, owner} {
		p := c.people[who]
		d.askers = append(d.askers, cookieOf(p))
		if who != nobody {
			d.tokens = append(d.tokens, p.token())
		}
	}
	d.state, d.unseen = d.kept(), 0
}

func cookieOf(p *person) string {
	for _, c := range p.http.Jar.Cookies(p.url()) {
		return c.Name + "=" + c.Value
	}
	return ""
}

// kept is what the database keeps, but for who came and what follows from the rest: heads, members, links and all that a later table holds.
func (d *badDay) kept() [32]byte {
	sum := sha256.New()
	err := d.k.store.Dump(d.t.Context(), func(table *persistence.Table) bool { return table.Derived }, func(row persistence.Row) error {
		if row.Table.Name != "sessions" && row.Table.Name != "users" {
			fmt.Fprintf(sum, "%s %v\n", row.Table.Name, row.Values)
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return [32]byte(sum.Sum(nil))
}

// request is one that is sent.
type request struct {
	method, target string
	header         http.Header
	body           []byte
	chunked        bool
}

func (r request) String() string {
	return fmt.Sprintf("%s %.300s %.600v %.300q", r.method, r.target, r.header, r.body)
}

// bytes is the request on the line; its header is written as it is, whatever it holds.
func (r request) bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\n", r.method, r.target)
	for name, values := range r.header {
		for _, value := range values {
			fmt.Fprintf(&b, "%s: %s\r\n", name, value)
		}
	}
	switch {
	case r.chunked:
		b.WriteString("Transfer-Encoding: chunked\r\n\r\n")
		for part := range slices.Chunk(r.body, 1<<16) {
			fmt.Fprintf(&b, "%x\r\n%s\r\n", len(part), part)
		}
		b.WriteString("0\r\n\r\n")
	case r.body != nil:
		fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", len(r.body))
		b.Write(r.body)
	default:
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

// draw makes the next request of a route.
func (d *badDay) draw(route routeOf) request {
	r := request{method: route.method, header: http.Header{"Host": {d.host}, "Origin": {"http://" + d.host}}}
	if d.one(10) {
		r.method = pick(d.grammar, methods...)
	}
	r.target = d.target(route.pattern)
	if cookie := pick(d.grammar, d.askers...); cookie != "" && (!strings.HasSuffix(route.pattern, "/session") || d.one(20)) { // it would soon be no session any more
		r.header.Set("Cookie", cookie)
	}
	if d.one(12) {
		r.header.Set("Host", pick(d.grammar, "evil.example", "", "localhost", d.host+".", "[::1]", "127.0.0.1:99999", "a b", "'"))
	}
	if strings.Contains(route.pattern, "/streams") && d.one(2) {
		r.header.Set("Authorization", "Bearer "+pick(d.grammar, d.tokens...))
	}
	if r.method != "GET" && r.method != "HEAD" && !d.one(10) || d.one(20) {
		r.body, r.chunked = d.body(), d.one(5)
		r.header.Set("Content-Type", "application/json")
		if d.one(8) {
			r.header.Set("Content-Type", pick(d.grammar, "", "text/plain", "application/json; charset=utf-16", "multipart/form-data", "application/x-www-form-urlencoded", "image/png", ";;", "application/json;json"))
		}
	}
	d.header(r.header)
	return r
}

// heard is an answer as far as it is looked at: of one that goes on, the head alone.
type heard struct {
	*http.Response
	body []byte
}

// send sends a request on a connection of its own.
func (d *badDay) send(r request) (heard, error) {
	c, err := net.Dial("tcp", d.host)
	if err != nil {
		d.t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(patience))
	go func() { _, _ = c.Write(r.bytes()) }() // it may be hung up on
	in := bufio.NewReader(c)
	for {
		res, err := http.ReadResponse(in, &http.Request{Method: strings.ToUpper(r.method)})
		if err != nil {
			return heard{}, err
		}
		if res.StatusCode == http.StatusContinue {
			continue
		}
		if res.StatusCode == http.StatusSwitchingProtocols || strings.HasPrefix(res.Header.Get("Content-Type"), "text/event-stream") {
			return heard{res, nil}, nil
		}
		body, err := io.ReadAll(res.Body)
		return heard{res, body}, err
	}
}

// judge sees that an answer is one: no fault of the server's, and a code and a sentence with every refusal.
func (d *badDay) judge(r request, a heard, err error) {
	if err != nil {
		if !errors.Is(err, syscall.ECONNRESET) { // what was refused by its head takes the rest no more
			d.t.Errorf("%s: %v", r, err)
		}
		d.hungUp++
		return
	}
	d.status[a.StatusCode]++
	// oEmbed wants 501 where another format is asked for (https://oembed.com, 2.3.4).
	noFormat := a.StatusCode == http.StatusNotImplemented && strings.HasPrefix(r.target, "/oembed")
	switch ours := a.Header.Get("X-Request-Id") != ""; {
	case a.StatusCode >= 500 && !noFormat || a.StatusCode >= 300 && a.StatusCode < 400 && a.StatusCode != http.StatusNotModified:
		d.t.Errorf("%s: %s %s", r, a.Status, a.body)
	case a.StatusCode < 400:
	case !ours:
		d.library++
		if !a.Close {
			d.t.Errorf("%s: %s by the library, which goes on", r, a.Status)
		}
	case strings.EqualFold(r.method, "HEAD"):
	case strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") && !strings.HasPrefix(r.target, "/api/"):
		if !bytes.Contains(a.body, []byte("<p>")) {
			d.t.Errorf("%s: a page without a sentence: %s", r, a.body)
		}
		d.codes["(a page)"]++
	default:
		var e struct {
			Error struct{ Code, Message string }
		}
		if json.Unmarshal(a.body, &e) != nil || e.Error.Code == "" || !strings.HasSuffix(e.Error.Message, ".") {
			d.t.Errorf("%s: %s without a code and a sentence: %.200q", r, a.Status, a.body)
		}
		d.codes[e.Error.Code]++
	}
	if a.Header.Get("X-Evil") != "" {
		d.t.Errorf("%s: a header of the request's making", r)
	}
}

// TestBadRequests: whatever is sent to whatever route, the answer is an answer, it comes in time, and what was refused has changed nothing.
func TestBadRequests(t *testing.T) {
	seed := *badSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("-badseed %d", seed)
	d := newBadDay(t, seed)
	routes := routesOf(t, d.k.srv)
	for i := range *badRequests {
		if i%badGeneration == 0 {
			d.people()
		}
		route := routes[i%len(routes)]
		r := d.draw(route)
		a, err := d.send(r)
		d.judge(r, a, err)
		d.routes[route.pattern]++
		if d.bounded.late.Load() != nil {
			t.Fatalf("%s took longer than the server gives it", *d.bounded.late.Load())
		}
		d.watch(r, err == nil && a.StatusCode < 400)
		if t.Failed() && i > 1000 {
			break
		}
	}
	d.unchanged("the last requests")
	for line := range strings.Lines(d.k.log.String()) {
		if strings.Contains(line, "msg=panic") || strings.Contains(line, "level=ERROR") {
			t.Errorf("something broke: %.2000s", line)
		}
	}
	if len(d.routes) < 20 || d.hungUp > *badRequests/50 || len(d.codes) < 15 || d.status[200]+d.status[201]+d.status[204] < *badRequests/100 {
		t.Errorf("the grammar is hollow: %d routes, %v, %v", len(d.routes), d.codes, d.status)
	}
	t.Logf("%d routes; by status %v; refused by the library %d, hung up on %d; by code %v", len(d.routes), sorted(d.status), d.library, d.hungUp, sorted(d.codes))
}

func sorted[K int | string](counts map[K]int) (out []string) {
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, fmt.Sprintf("%v: %d", key, counts[key]))
	}
	return out
}

// watch looks at the database now and then, and whenever something was let through.
func (d *badDay) watch(r request, done bool) {
	safe := r.method == "GET" || r.method == "HEAD" || r.method == "OPTIONS"
	switch {
	case done && !safe:
		d.state, d.unseen = d.kept(), 0
	case !safe || done:
		if d.unseen++; d.unseen == 50 {
			d.unchanged(r.String())
		}
	}
}

func (d *badDay) unchanged(until string) {
	if now := d.kept(); now != d.state {
		d.t.Errorf("something that was refused has changed what is kept, before %s", until)
		d.state = now
	}
	d.unseen = 0
}
