package server

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// patience is how long a test waits for what must come. It only passes in full when the test fails.
const patience = 30 * time.Second

// tab is one page load of a person on a board.
type tab struct {
	t      *testing.T
	ws     *websocket.Conn
	client wire.ClientSecret
	said   chan said // what the server said, in order
	seen   []string  // the frames as they came: the last few, or with keep all
	keep   bool
	end    error // how it ended; valid once said is closed
	queue  []wire.ServerMessage
	number board.Client // public, of the welcome
}

// said is a frame.
type said struct {
	text     string
	messages []wire.ServerMessage
}

// dial asks for a socket as a page of ours would.
func (p *person) dial(id board.ID, edit ...func(*websocket.DialOptions)) (*websocket.Conn, *http.Response, error) {
	p.t.Helper()
	return p.dialWith(id, p.token(), edit...)
}

func (p *person) dialWith(id board.ID, token string, edit ...func(*websocket.DialOptions)) (*websocket.Conn, *http.Response, error) {
	p.t.Helper()
	options := &websocket.DialOptions{Subprotocols: []string{"drawingroom.v1", "jwt." + token}, HTTPHeader: http.Header{"Origin": {"http://" + p.host}}}
	for _, f := range edit {
		f(options)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return websocket.Dial(ctx, p.base+"/api/v1/boards/"+string(id)+"/socket", options) //nolint:bodyclose // the library closes it
}

// connect opens a socket without a hello.
func (p *person) connect(id board.ID) *tab {
	p.t.Helper()
	return p.connectWith(id, p.token())
}

// connectWith does so with a token of the test's own.
func (p *person) connectWith(id board.ID, token string) *tab {
	p.t.Helper()
	tb := p.asleep(id, token)
	go tb.listen()
	return tb
}

// asleep opens a socket that reads nothing until listen is called.
func (p *person) asleep(id board.ID, token string) *tab {
	p.t.Helper()
	ws, _, err := p.dialWith(id, token) //nolint:bodyclose // the library closes it
	if err != nil {
		p.t.Fatal(err)
	}
	ws.SetReadLimit(8 << 20)
	tb := &tab{t: p.t, ws: ws, client: newClient(), said: make(chan said, 10_000)}
	p.t.Cleanup(func() { _ = ws.CloseNow() })
	return tb
}

// open opens a socket, says hello and waits for the welcome.
func (p *person) open(id board.ID) (*tab, wire.Welcome) {
	p.t.Helper()
	tb := p.connect(id)
	return tb, tb.join()
}

// join says hello and waits for the welcome.
func (tb *tab) join() wire.Welcome {
	tb.t.Helper()
	tb.send(tb.hello())
	w := await(tb, func(wire.Welcome) bool { return true })
	tb.number = w.Client
	return w
}

func newClient() wire.ClientSecret {
	var b [16]byte
	_, _ = rand.Read(b[:])
	return wire.ClientSecret(base64.RawURLEncoding.EncodeToString(b[:]))
}

func (tb *tab) hello() string { return fmt.Sprintf(`[{"t":"hello","client":%q}]`, tb.client) }

func (tb *tab) listen() {
	defer close(tb.said)
	for {
		_, frame, err := tb.ws.Read(context.Background())
		if err != nil {
			tb.end = err
			return
		}
		messages, bad := wire.DecodeServerFrame(frame)
		if bad != nil {
			tb.end = fmt.Errorf("the server said what cannot be read: %w: %.200s", bad, frame)
			return
		}
		tb.said <- said{string(frame), messages}
	}
}

// send sends a frame as it is. A connection that the server is closing takes no more, which is not the test's business.
func (tb *tab) send(frame string) {
	_ = tb.ws.Write(context.Background(), websocket.MessageText, []byte(frame))
}

// put sends a change that puts a rectangle.
func (tb *tab) put(n int, id string) {
	tb.send(fmt.Sprintf(`[{"t":"change","n":%d,"ops":[{"op":"put","id":%q,"props":{"kind":"rectangle","at":[0,0],"size":[100,100]}}]}]`, n, id))
}

// next returns the next message; ok false: the connection has ended.
func (tb *tab) next() (m wire.ServerMessage, ok bool) {
	tb.t.Helper()
	for len(tb.queue) == 0 {
		select {
		case s, open := <-tb.said:
			if !open {
				return nil, false
			}
			tb.seen, tb.queue = append(tb.seen, s.text), s.messages
			if !tb.keep && len(tb.seen) > 8 {
				tb.seen = slices.Delete(tb.seen, 0, 1)
			}
		case <-time.After(patience):
			tb.t.Fatalf("nothing came; the last were %.500s", strings.Join(tb.seen[max(0, len(tb.seen)-3):], "\n"))
		}
	}
	m, tb.queue = tb.queue[0], tb.queue[1:]
	return m, true
}

// await skips to the next message of a type that fits.
func await[M wire.ServerMessage](tb *tab, fits func(M) bool) M {
	tb.t.Helper()
	for {
		m, ok := tb.next()
		if !ok {
			var zero M
			tb.t.Fatalf("waiting for %T, the connection ended: %v", zero, tb.end)
		}
		if it, is := m.(M); is && fits(it) {
			return it
		}
	}
}

// item skips to the item that a change of this page load became, by number.
func (tb *tab) item(n int64) wire.Item {
	tb.t.Helper()
	var found wire.Item
	await(tb, func(c wire.Changes) bool {
		for _, i := range c.Items {
			if i.N == n && i.Client == tb.number {
				found = i
				return true
			}
		}
		return false
	})
	return found
}

// over skips to the end and returns the close's code and reason; code -1: the connection broke without one.
func (tb *tab) over() (code int, reason string) {
	tb.t.Helper()
	for {
		if _, ok := tb.next(); !ok {
			var closed websocket.CloseError
			if errors.As(tb.end, &closed) {
				return int(closed.Code), closed.Reason
			}
			return -1, fmt.Sprint(tb.end)
		}
	}
}
