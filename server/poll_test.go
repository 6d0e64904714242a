package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/auth"
	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// poll opens one page load whose sockets are blocked and whose streams are held back: it hears by asking. Without a hello.
func (p *person) poll(id board.ID) *streamed {
	p.t.Helper()
	path := "/api/v1/boards/" + string(id) + "/streams"
	token := p.token()
	opened := p.post(path+"?poll", "", func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) })
	events := eventsOf(opened)
	if len(events) != 1 || events[0].name != "open" {
		p.t.Fatalf("opening a poll: %s %q", opened.code(), opened.body)
	}
	s := &streamed{tab: &tab{t: p.t, client: newClient(), said: make(chan said, 10_000)}, who: p, ends: make(chan string, 1), path: path + "/" + events[0].data}
	ctx, quit := context.WithCancel(context.Background())
	s.quit = quit
	p.t.Cleanup(quit)
	go s.ask(ctx, p.base, token)
	return s
}

// ask goes on asking until the end is told, the connection is over, or ctx ends.
func (s *streamed) ask(ctx context.Context, base, token string) {
	defer close(s.said)
	for after, over := 0, false; !over; {
		r, _ := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s%s?after=%d", base, s.path, after), http.NoBody)
		r.Header.Set("Authorization", "Bearer "+token)
		a, err := read(http.DefaultClient.Do(r))
		if a.status == http.StatusMisdirectedRequest {
			s.elsewhere.Add(1)
			continue
		}
		if err != nil || a.status != http.StatusOK {
			s.end = fmt.Errorf("%s: %w", a.code(), err)
			return
		}
		for _, e := range eventsOf(a) {
			switch {
			case e.name == "end":
				s.ends <- e.data
				over = true
			case e.data != "":
				messages, bad := wire.DecodeServerFrame([]byte(e.data))
				if bad != nil {
					s.end = bad
					return
				}
				after++
				s.said <- said{e.data, messages}
			}
		}
	}
}

// event is one of an event stream.
type event struct{ id, name, data, retry string }

// eventsOf reads a piece of an event stream.
func eventsOf(a answer) []event {
	var events []event
	for text := range strings.SplitSeq(strings.TrimSuffix(string(a.body), "\n\n"), "\n\n") {
		var e event
		for line := range strings.SplitSeq(text, "\n") {
			field, value, _ := strings.Cut(line, ": ")
			switch field {
			case "id":
				e.id = value
			case "event":
				e.name = value
			case "data":
				e.data = value
			case "retry":
				e.retry = value
			}
		}
		if e != (event{}) {
			events = append(events, e)
		}
	}
	return events
}

// C26: what goes over a socket goes by asking as well, and those on sockets and those who ask are in one room.
func TestPollIsAConnectionLikeASocket(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("Both ways")
	bob.join(made.ID, made.Secret)
	far := ada.poll(made.ID)
	far.draws(bob, made.ID)

	// A server that stops tells who asks.
	k.srv.Drain()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	k.rooms.Drain(ctx, 0)
	if code := far.why(); code != wire.Restart.Code {
		t.Fatalf("ended with %d", code)
	}
}

// The token that opened a connection by requests is good for the requests beside it as long as the connection is, which is renewed in band (W16).
func TestTokenOfAConnectionThatOutlivesIt(t *testing.T) {
	var passed atomic.Int64 // of time, beyond the clock's
	k := newKit(t, func(cfg *Config, _ *rooms.Config) {
		key, err := auth.StoredKey(t.Context(), cfg.Auth)
		if err != nil {
			t.Fatal(err)
		}
		keys, err := auth.NewKeys(key)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Tokens = auth.NewTokens(keys, func() time.Time { return time.Now().Add(time.Duration(passed.Load())) })
	})
	ada := k.guest("Ada")
	made := ada.board("Long")
	with := func(token string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }
	}
	old := ada.token()
	path := "/api/v1/boards/" + string(made.ID) + "/streams"
	path += "/" + eventsOf(ada.post(path+"?poll", "", with(old)))[0].data
	passed.Store(int64(auth.TokenLife + auth.TokenLeeway + time.Second))
	if a := ada.do("GET", "/api/v1/boards", nil, with(old)); a.code() != "Unauthorized: bad_token" {
		t.Fatalf("it has not run out: %s", a.code())
	}
	if a := ada.post(path+"?n=1", fmt.Sprintf(`[{"t":"hello","client":%q}]`, newClient()), with(old)); a.status != http.StatusNoContent {
		t.Errorf("the token that opened it: %s", a.code())
	}
	if a := ada.post(path+"?n=2", `[{"t":"beat"}]`, with(ada.token())); a.status != http.StatusNoContent {
		t.Errorf("another good one: %s", a.code())
	}
	if a := ada.post(path+"?n=3", `[{"t":"beat"}]`, with(old+"x")); a.code() != "Unauthorized: bad_token" {
		t.Errorf("one that is none: %s", a.code())
	}
}

// newAsked is a polled connection outside of a server, in fake time; gone is closed when its browser counts as gone.
func newAsked() (c *polled, gone <-chan struct{}) {
	c = newPolled(newPosted("n", "someone", "board", "token", wire.Newest))
	return c, c.left.Done()
}

func texts(frames [][]byte) []string {
	var all []string
	for _, f := range frames {
		all = append(all, string(f))
	}
	return all
}

// Nothing is lost with an answer that is, and nothing is told twice to who has it.
func TestAnAnswerThatWasLostIsGivenAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := newAsked()
		defer c.gone.Stop()
		for _, frame := range []string{"one", "two", "three"} {
			if err := c.Write(t.Context(), []byte(frame)); err != nil {
				t.Fatal(err)
			}
		}
		for _, step := range []struct {
			after int64
			want  []string
			err   error
		}{
			{0, []string{"one", "two", "three"}, nil},
			{0, []string{"one", "two", "three"}, nil}, // it was lost
			{2, []string{"three"}, nil},
			{1, nil, errTurn}, // it had that
			{4, nil, errTurn}, // that has not been told
			{3, nil, nil},
		} {
			frames, err := c.ask(t.Context(), step.after, 0)
			if err != step.err || !slices.Equal(texts(frames), step.want) {
				t.Errorf("after %d: %q, %v", step.after, texts(frames), err)
			}
		}
		if c.bytes != 0 || len(c.kept) != 0 {
			t.Errorf("%d frames of %d bytes are kept", len(c.kept), c.bytes)
		}
	})
}

// A question waits for something to come, but not for ever; and of two the newer one only.
func TestAQuestionWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := newAsked()
		defer c.gone.Stop()
		begun := time.Now()
		if frames, err := c.ask(t.Context(), 0, askTime); frames != nil || err != nil || time.Since(begun) != askTime {
			t.Fatalf("%q, %v after %s", texts(frames), err, time.Since(begun))
		}
		answers := make(chan string, 2)
		asks := func(name string) {
			frames, _ := c.ask(t.Context(), 0, askTime)
			answers <- fmt.Sprint(name, texts(frames))
		}
		go asks("older")
		synctest.Wait()
		go asks("newer")
		if got := <-answers; got != "older[]" {
			t.Fatal(got)
		}
		begun = time.Now()
		_ = c.Write(t.Context(), []byte("word"))
		if got := <-answers; got != "newer[word]" || time.Since(begun) != 0 {
			t.Fatalf("%s after %s", got, time.Since(begun))
		}
	})
}

// Who does not come back within 15 s is gone; who asks, or waits for an answer, is not.
func TestWhoDoesNotAskIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, gone := newAsked()
		isGone := func() bool {
			synctest.Wait()
			select {
			case <-gone:
				return true
			default:
				return false
			}
		}
		for range 5 {
			time.Sleep(goneTime - time.Millisecond)
			_, _ = c.ask(t.Context(), 0, askTime)
			if isGone() {
				t.Fatal("gone though it asked")
			}
		}
		time.Sleep(goneTime - time.Millisecond)
		if isGone() {
			t.Fatal("gone too early")
		}
		time.Sleep(time.Millisecond)
		if !isGone() {
			t.Fatal("still there")
		}
	})
}

// P5: what waits for who asks seldom is bounded; the room's writer waits then, and its own law applies.
func TestWhoAsksSeldomCostsBoundedBytes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := newAsked()
		defer c.gone.Stop()
		frame, written := make([]byte, 100<<10), 0
		go func() {
			for c.Write(context.Background(), frame) == nil {
				written++
			}
		}()
		synctest.Wait()
		if written != 3 || c.bytes > keptBytes+len(frame) {
			t.Fatalf("%d frames were taken, %d bytes", written, c.bytes)
		}
		if _, err := c.ask(t.Context(), 2, 0); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if written != 5 { // two were fetched
			t.Fatalf("%d frames were taken", written)
		}
		c.Close(wire.Slow, wire.Slow.Name)
		synctest.Wait()
	})
}

// C28: beyond three answers of one browser nothing is held open; a stream is refused, and a question is answered at once with when to ask again.
func TestOfOneBrowserThreeAnswersAreHeld(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("Many tabs")
	bob.join(made.ID, made.Secret)
	tabs := []*streamed{ada.stream(made.ID), ada.stream(made.ID), ada.stream(made.ID)}
	path := "/api/v1/boards/" + string(made.ID) + "/streams"
	bearing := func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+ada.token()) }
	if a := ada.post(path, "", bearing); a.code() != "Too Many Requests: too_many" {
		t.Fatalf("a fourth stream: %s", a.code())
	}
	bob.stream(made.ID) // another's browser is not concerned
	asking := path + "/" + eventsOf(ada.post(path+"?poll", "", bearing))[0].data
	if got := eventsOf(ada.do("GET", asking+"?after=0", nil)); len(got) != 1 || got[0].retry != "1000" {
		t.Fatalf("a question beside three streams: %+v", got)
	}
	tabs[0].quit()
	for { // the server hears of it in a moment
		a := ada.do("GET", asking+"?after=0", nil, func(r *http.Request) {
			ctx, cancel := context.WithTimeout(r.Context(), 500*time.Millisecond)
			t.Cleanup(cancel)
			*r = *r.WithContext(ctx)
		})
		if a.status == 0 {
			return // it was left waiting
		}
	}
}

// A question that makes no sense is refused.
func TestQuestionsThatMakeNoSense(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	made := ada.board("x")
	s := ada.stream(made.ID)
	if a := ada.do("GET", s.path+"?after=0", nil); a.code() != "Bad Request: form" {
		t.Errorf("asking a stream: %s", a.code())
	}
	p := ada.poll(made.ID)
	for _, after := range []string{"", "-1", "x", "9223372036854775808"} {
		if a := ada.do("GET", p.path+"?after="+after, nil); a.code() != "Bad Request: form" {
			t.Errorf("after %q: %s", after, a.code())
		}
	}
	if a := ada.do("GET", p.path+"?after=9", nil); a.code() != "Conflict: turn" {
		t.Errorf("after what was not told: %s", a.code())
	}
}
