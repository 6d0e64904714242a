package server

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// streamed is one page load whose sockets are blocked: a tab that hears by an event stream and speaks by requests.
type streamed struct {
	*tab
	who       *person
	path      string       // of its requests
	n         int          // of the last one
	elsewhere atomic.Int64 // requests that came to another node
	ends      chan string
	quit      context.CancelFunc
}

// stream opens one without a hello.
func (p *person) stream(id board.ID) *streamed {
	p.t.Helper()
	return p.streamWith(id, p.token())
}

// streamWith does so with a token of the test's own.
func (p *person) streamWith(id board.ID, token string) *streamed {
	p.t.Helper()
	ctx, quit := context.WithCancel(context.Background())
	p.t.Cleanup(quit)
	address := p.base + "/api/v1/boards/" + string(id) + "/streams"
	r, _ := http.NewRequestWithContext(ctx, "POST", address, http.NoBody)
	r.Header.Set("Origin", "http://"+p.host)
	r.Header.Set("Authorization", "Bearer "+token)
	res, err := http.DefaultClient.Do(r) //nolint:bodyclose // the listener closes it
	if err != nil {
		p.t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK {
		p.t.Fatalf("opening a stream: %s", res.Status)
	}
	s := &streamed{tab: &tab{t: p.t, client: newClient(), said: make(chan said, 10_000)}, who: p, ends: make(chan string, 1), quit: quit}
	opened := make(chan string, 1)
	go func() {
		defer res.Body.Close()
		s.hear(bufio.NewReaderSize(res.Body, 1<<20), opened)
	}()
	select {
	case name := <-opened:
		s.path = "/api/v1/boards/" + string(id) + "/streams/" + name
	case <-time.After(patience):
		p.t.Fatal("the stream did not begin")
	}
	return s
}

// hear reads events until there are no more.
func (s *streamed) hear(from *bufio.Reader, opened chan<- string) {
	defer close(s.said)
	for {
		line, err := from.ReadString('\n')
		if err != nil {
			s.end = err
			return
		}
		line = strings.TrimSuffix(line, "\n")
		if next, found := strings.CutPrefix(line, "event: "); found {
			data, err := from.ReadString('\n')
			if err != nil {
				s.end = err
				return
			}
			data = strings.TrimSpace(strings.TrimPrefix(data, "data: "))
			if next == "open" {
				opened <- data
			} else {
				s.ends <- data
			}
			continue
		}
		frame, is := strings.CutPrefix(line, "data: ")
		if !is {
			continue
		}
		messages, bad := wire.DecodeServerFrame([]byte(frame))
		if bad != nil {
			s.end = bad
			return
		}
		s.said <- said{frame, messages}
	}
}

// post sends a request's lines under a number.
func (s *streamed) post(n int, body string, edit ...func(*http.Request)) answer {
	s.t.Helper()
	return s.who.post(fmt.Sprintf("%s?n=%d", s.path, n), body, edit...)
}

// post sends text as it is.
func (p *person) post(path, body string, edit ...func(*http.Request)) answer {
	p.t.Helper()
	return p.do("POST", path, nil, append([]func(*http.Request){func(r *http.Request) {
		again, err := http.NewRequest("POST", p.base+path, strings.NewReader(body))
		if err != nil {
			p.t.Fatal(err)
		}
		r.Body, r.ContentLength = again.Body, again.ContentLength
		r.Header.Set("Content-Type", "text/plain")
	}}, edit...)...)
}

// says sends frames in the next request.
func (s *streamed) says(frames ...string) {
	s.t.Helper()
	s.n++
	if a := s.found(s.n, strings.Join(frames, "\n")); a.status != http.StatusNoContent {
		s.t.Fatalf("request %d: %s", s.n, a.code())
	}
}

// found sends a request until the node that holds the connection has it (W55).
func (s *streamed) found(n int, body string) answer {
	s.t.Helper()
	for range 40 {
		if a := s.post(n, body); a.status != http.StatusMisdirectedRequest {
			return a
		}
		s.elsewhere.Add(1)
	}
	s.t.Fatalf("request %d did not find its node", n)
	return answer{}
}

// why waits for the end and returns its code.
func (s *streamed) why() int {
	s.t.Helper()
	select {
	case text := <-s.ends:
		var end struct{ Code int }
		if err := json.Unmarshal([]byte(text), &end); err != nil {
			s.t.Fatal(err)
		}
		return end.Code
	case <-time.After(patience):
		s.t.Fatal("the stream did not end")
		return 0
	}
}

func rectangle(n int, id string) string {
	return fmt.Sprintf(`[{"t":"change","n":%d,"ops":[{"op":"put","id":%q,"props":{"kind":"rectangle","at":[0,0],"size":[100,100]}}]}]`, n, id)
}

// itemOf fits changes with that of a client under a number.
func itemOf(client board.Client, n int64) func(wire.Changes) bool {
	return func(c wire.Changes) bool {
		return slices.ContainsFunc(c.Items, func(i wire.Item) bool { return i.Client == client && i.N == n })
	}
}

// draws says hello and draws together with somebody at a socket: each hears the other.
func (s *streamed) draws(with *person, id board.ID) (near *tab) {
	s.t.Helper()
	s.says(s.hello())
	s.number = await(s.tab, func(wire.Welcome) bool { return true }).Client
	near, _ = with.open(id)
	s.says(rectangle(1, "requested1"), rectangle(2, "requested2"))
	await(near, itemOf(s.number, 2))
	near.put(1, "socketed1")
	await(s.tab, itemOf(near.number, 1))
	return near
}

// C26: what goes over a socket goes over a stream as well, and those on sockets and on streams are in one room.
func TestStreamIsAConnectionLikeASocket(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("Both ways")
	bob.join(made.ID, made.Secret)
	far := ada.stream(made.ID)
	near := far.draws(bob, made.ID)
	// Gone without a word: the answer's connection is closed, and the others hear of it at once.
	far.quit()
	await(near, func(m wire.Members) bool { return len(m.Left) == 1 })
}

// sendsInDisorder sends three changes in requests that come too early, twice and late; they must be applied once each, in their order.
func sendsInDisorder(t *testing.T, s *streamed) {
	t.Helper()
	if a := s.found(4, rectangle(3, "third-one")); a.code() != "Conflict: turn" || a.header.Get("Expected-Number") != "2" {
		t.Fatalf("the third before the first: %s, expected %q", a.code(), a.header.Get("Expected-Number"))
	}
	for _, step := range []struct {
		n    int
		body string
	}{{2, rectangle(1, "first-one")}, {2, rectangle(1, "first-one")}, {3, rectangle(2, "second-one")}, {2, "[]"}, {4, rectangle(3, "third-one")}} {
		if a := s.found(step.n, step.body); a.status != http.StatusNoContent {
			t.Fatalf("request %d: %s", step.n, a.code())
		}
	}
	var numbers []int64
	await(s.tab, func(c wire.Changes) bool {
		for _, item := range c.Items {
			if item.Client == s.number {
				numbers = append(numbers, item.N)
			}
		}
		return len(numbers) >= 3
	})
	if !slices.Equal(numbers, []int64{1, 2, 3}) {
		t.Fatalf("the changes came as %v", numbers)
	}
}

// C27: requests that arrive out of order, twice, or under no number.
func TestRequestsOfAStreamAreTakenInTheirOrder(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	made := ada.board("In order")
	s := ada.stream(made.ID)
	s.says(s.hello())
	s.number = await(s.tab, func(wire.Welcome) bool { return true }).Client
	sendsInDisorder(t, s)
	for _, n := range []string{"", "0", "-1", "x", "9223372036854775808"} {
		if a := ada.post(s.path+"?n="+n, "[]"); a.code() != "Bad Request: form" {
			t.Fatalf("number %q: %s", n, a.code())
		}
	}
}

// A stream belongs to whoever opened it, on the board they opened it for.
func TestStreamOfAnother(t *testing.T) {
	k := newKit(t)
	ada, eve := k.guest("Ada"), k.guest("Eve")
	made, other := ada.board("Hers"), ada.board("Hers too")
	eve.join(made.ID, made.Secret)
	s := ada.stream(made.ID)
	elsewhere := strings.Replace(s.path, string(made.ID), string(other.ID), 1)
	for name, a := range map[string]answer{
		"another person":       eve.post(s.path+"?n=1", s.hello()),
		"another board":        ada.post(elsewhere+"?n=1", s.hello()),
		"a stream that is not": ada.post(s.path+"x?n=1", s.hello()),
	} {
		if a.code() != "Not Found: no_stream" {
			t.Errorf("%s: %s", name, a.code())
		}
	}
	if a := ada.post("/api/v1/boards/"+string(made.ID)+"/streams", ""); a.code() != "Unauthorized: bad_token" {
		t.Errorf("a cookie alone: %s", a.code())
	}
	if a := s.post(1, s.hello(), func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }); a.code() != "Forbidden: origin" {
		t.Errorf("from another site: %s", a.code())
	}
}

// The limits of a frame are those of a socket (W3).
func TestTooMuchOnAStream(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	made := ada.board("Small")
	first := ada.stream(made.ID)
	if a := first.post(1, strings.Repeat(" ", firstFrame+1)); a.code() != "Request Entity Too Large: too_large" {
		t.Fatalf("a first frame over the limit: %s", a.code())
	}
	if code := first.why(); code != wire.TooBig.Code {
		t.Fatalf("ended with %d", code)
	}
	later := ada.stream(made.ID)
	later.says(later.hello())
	if a := later.post(2, strings.Repeat(" ", laterFrame+1)); a.code() != "Request Entity Too Large: too_large" {
		t.Fatalf("a frame over the limit: %s", a.code())
	}
	later.post(2, "this is no frame")
	if code := later.why(); code != wire.Protocol.Code {
		t.Fatalf("ended with %d", code)
	}
	if a := later.post(3, "[]"); a.code() != "Not Found: no_stream" {
		t.Fatalf("after the end: %s", a.code())
	}
}

// Streams count as connections (C38), and a server that stops tells them so and lets in no more.
func TestStreamsAreCountedAndToldToGo(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits.PerUser = 1 })
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("One only")
	s := ada.stream(made.ID)
	s.says(s.hello())
	await(s.tab, func(wire.Welcome) bool { return true })
	bearing := func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+ada.token()) }
	if a := ada.post("/api/v1/boards/"+string(made.ID)+"/streams", "", bearing); a.code() != "Too Many Requests: too_many" {
		t.Fatalf("a second one: %s", a.code())
	}
	bearingBob := func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+bob.token()) }
	k.srv.Drain()
	for _, how := range []string{"", "?poll"} {
		if e := eventsOf(bob.post("/api/v1/boards/"+string(made.ID)+"/streams"+how, "", bearingBob)); len(e) != 1 || !sentBack(e[0].data) {
			t.Fatalf("while it stops, %q: %+v", how, e)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	k.rooms.Drain(ctx, 0)
	if code := s.why(); code != wire.Restart.Code {
		t.Fatalf("ended with %d", code)
	}
}

// TestVersionsOfAStream: without a socket a page says in its request what it speaks (W52); where nothing is common it is told so like a socket, by an
// end that means stay away (W1).
func TestVersionsOfAStream(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	id := ada.board("x").ID
	for _, row := range []struct {
		query string
		event string
	}{
		{"", "open"}, {"?speaks=1", "open"}, {"?speaks=2,1", "open"}, {"?speaks=9,2", "open"}, {"?poll&speaks=2,1", "open"},
		{"?speaks=9,8", "end"}, {"?poll&speaks=9", "end"}, {"?speaks=two", "end"},
	} {
		ctx, quit := context.WithCancel(t.Context())
		r, _ := http.NewRequestWithContext(ctx, "POST", ada.base+"/api/v1/boards/"+string(id)+"/streams"+row.query, http.NoBody)
		r.Header.Set("Origin", ada.base)
		r.Header.Set("Authorization", "Bearer "+ada.token())
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(res.Body)
		for lines.Scan() && !strings.HasPrefix(lines.Text(), "event: ") {
		}
		if got := strings.TrimPrefix(lines.Text(), "event: "); res.StatusCode != http.StatusOK || got != row.event {
			t.Errorf("%q: %s, %q, want %q", row.query, res.Status, got, row.event)
		}
		if lines.Scan(); row.event == "end" && !strings.Contains(lines.Text(), `"code":4502`) {
			t.Errorf("%q: ends with %s", row.query, lines.Text())
		}
		quit()
		_ = res.Body.Close()
	}
}
