package server

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// postedFrames bounds the frames of a browser that wait for their room.
const postedFrames = 16

// posted is the browser's half of a connection where sockets are blocked: what it says comes as requests, each under a number, taken in
// their order. The other half is how it hears: by an answer that does not end (stream), or by asking again and again (polled).
type posted struct {
	id    string
	user  board.UserID
	board board.ID
	key   [sha256.Size]byte // of the token that opened it

	said    chan []byte   // frames of the browser
	closing chan struct{} // closed by close
	once    sync.Once
	end     wire.Close // valid once closing is closed
	reason  string

	came   tally
	speaks wire.Version
	taking sync.Mutex // held while a request is taken
	next   int64      // the number of the next request
	first  bool       // nothing has been taken yet
}

// newPosted draws a connection's name: its node's, which tells the others that it is not theirs, and 128 random bits.
func newPosted(node string, user board.UserID, id board.ID, token string, speaks wire.Version) *posted {
	var b [16]byte
	_, _ = rand.Read(b[:])
	return &posted{
		id: node + "-" + base64.RawURLEncoding.EncodeToString(b[:]), user: user, board: id, key: sha256.Sum256([]byte(token)),
		said: make(chan []byte, postedFrames), closing: make(chan struct{}),
		next: 1, first: true, speaks: speaks,
	}
}

func (c *posted) base() *posted { return c }

// Received counts the bytes of requests, those of one that is not whole yet among them.
func (c *posted) Received() int64 { return c.came.Load() }

// Version is of the protocol, as the page said when it opened the connection.
func (c *posted) Version() wire.Version { return c.speaks }

// Read returns the next frame of the browser; io.EOF once it has left, which is when ctx ends.
func (c *posted) Read(ctx context.Context) ([]byte, error) {
	select {
	case frame := <-c.said:
		return frame, nil
	case <-c.closing:
		return nil, errClosed
	case <-ctx.Done():
		return nil, io.EOF
	}
}

// close notes why the connection ends; false: it had ended before.
func (c *posted) close(end wire.Close, reason string) (now bool) {
	c.once.Do(func() {
		c.end, c.reason, now = end, reason, true
		close(c.closing)
	})
	return now
}

// closed says whether the connection was ended from here.
func (c *posted) closed() bool {
	select {
	case <-c.closing:
		return true
	default:
		return false
	}
}

// take hands the frames of one request to the room, one a line. A request that was taken before is answered as it was then; one whose number
// is not its turn says whose it is.
func (c *posted) take(n int64, body []byte) (expected int64, err error) {
	c.taking.Lock()
	defer c.taking.Unlock()
	if n < c.next {
		return 0, nil
	}
	if n > c.next {
		return c.next, errTurn
	}
	for frame := range bytes.SplitSeq(body, []byte("\n")) {
		if err := c.hand(frame); err != nil {
			return 0, err
		}
	}
	c.next++
	return 0, nil
}

// hand gives one frame to the room, and waits while others are before it. Once the connection has ended it takes none, though there were room.
func (c *posted) hand(frame []byte) error {
	if c.closed() {
		return errNoStream
	}
	if c.first && len(frame) > firstFrame {
		c.close(wire.TooBig, wire.TooBig.Reason(0))
		return errTooLarge
	}
	c.first = false
	select {
	case c.said <- bytes.Clone(frame):
		return nil
	case <-c.closing:
		return errNoStream
	}
}

// beginEvents sends the head of an answer that is an event stream, or a piece of one (WHATWG HTML, server-sent events).
func beginEvents(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store, no-transform") // no-transform: a proxy that packs it would hold it back
	h.Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
}

// tellEnd writes why a connection is over (W50, W51).
func tellEnd(w io.Writer, end wire.Close, reason string) {
	why, _ := json.Marshal(map[string]any{"code": end.Code, "reason": reason})
	_, _ = fmt.Fprintf(w, "event: end\ndata: %s\n\n", why) // the browser may be gone
}
