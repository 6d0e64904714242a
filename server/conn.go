package server

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"time"

	"github.com/coder/websocket"

	"drawingroom/rooms/wire"
)

const (
	// firstFrame is the most a client may send before it has said hello, in bytes (rule W3).
	firstFrame = 8 << 10
	// laterFrame is the most it may send in one frame after that.
	laterFrame = 512 << 10
	// closeTime is how long a closing connection may take to read the reason: long enough for one that wakes up, short enough that a
	// dead one costs little.
	closeTime = 3 * time.Second
	// keptBuffer is the largest read buffer that an idle connection keeps.
	keptBuffer = 4 << 10
)

// errClosed is what Read and Write say after Close.
var errClosed = errors.New("the connection was closed")

// socket is a WebSocket as a rooms.Conn.
type socket struct {
	ws     *websocket.Conn
	raw    net.Conn // what is below; nil in tests that have none
	limit  int64    // of the next frame
	buf    []byte   // reused by Read
	came   tally
	speaks wire.Version

	closing chan struct{} // closed by Close
	over    chan struct{} // closed when the closing has ended
	once    sync.Once
}

func newSocket(ws *websocket.Conn, raw net.Conn, speaks wire.Version) *socket {
	ws.SetReadLimit(laterFrame + 1) // a backstop: Read answers a larger one with our own code before
	return &socket{ws: ws, raw: raw, limit: firstFrame, speaks: speaks, closing: make(chan struct{}), over: make(chan struct{})}
}

// Read returns the next frame.
func (c *socket) Read(ctx context.Context) ([]byte, error) {
	kind, r, err := c.ws.Reader(ctx)
	if err != nil {
		return nil, c.why(err)
	}
	if kind != websocket.MessageText {
		c.Close(wire.Protocol, wire.Protocol.Reason(0))
		return nil, &wire.CloseError{Close: wire.Protocol, Why: "a binary message"}
	}
	if cap(c.buf) > keptBuffer {
		c.buf = nil
	}
	if c.buf, err = readUpTo(c.came.of(r), c.buf[:0], c.limit); err != nil {
		return nil, c.why(err)
	}
	if int64(len(c.buf)) > c.limit {
		c.Close(wire.TooBig, wire.TooBig.Reason(0))
		return nil, &wire.CloseError{Close: wire.TooBig, Why: "a frame over the limit"}
	}
	select {
	case <-c.closing:
		return nil, errClosed
	default:
	}
	c.limit = laterFrame
	return c.buf, nil
}

// readUpTo reads to the end, or one byte beyond the limit.
func readUpTo(r io.Reader, buf []byte, limit int64) ([]byte, error) {
	r = io.LimitReader(r, limit+1)
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, make([]byte, max(512, len(buf)))...)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
	}
}

// Received counts the bytes of frames, those of one that is not whole yet among them.
func (c *socket) Received() int64 { return c.came.Load() }

// Version is of the protocol that was chosen at the upgrade.
func (c *socket) Version() wire.Version { return c.speaks }

// Write sends a frame as one text message.
func (c *socket) Write(ctx context.Context, frame []byte) error {
	select {
	case <-c.closing:
		return errClosed
	default:
	}
	if err := c.ws.Write(ctx, websocket.MessageText, frame); err != nil {
		return c.why(err)
	}
	return nil
}

// Close ends the connection, telling the browser why. It returns at once; the telling takes closeTime at most, during which a
// write that is stuck gets its last chance.
func (c *socket) Close(end wire.Close, reason string) {
	c.once.Do(func() {
		close(c.closing)
		guard := time.AfterFunc(closeTime, c.drop)
		go func() {
			defer close(c.over)
			defer guard.Stop()
			_ = c.ws.Close(websocket.StatusCode(end.Code), reason) // it may be gone already
		}()
	})
}

// linger waits until a closing connection has told its reason: the caller's return ends it.
func (c *socket) linger() {
	select {
	case <-c.closing:
		<-c.over
	default:
	}
}

// sendAway ends a connection that is not let in, telling why; hint is W51's.
func (c *socket) sendAway(end wire.Close, hint int64) {
	c.Close(end, end.Reason(hint))
	c.linger()
	c.cut()
}

// cut ends the connection without a word, if it has not ended.
func (c *socket) cut() {
	c.drop()
	_ = c.ws.CloseNow()
}

// drop closes what is below. The library's own CloseNow waits for a Close that is under way, and this is what ends that.
func (c *socket) drop() {
	if c.raw != nil {
		_ = c.raw.Close()
	}
}

// why makes the end of a browser that left in order plain: io.EOF.
func (c *socket) why(err error) error {
	select {
	case <-c.closing:
		return errClosed
	default:
	}
	switch websocket.CloseStatus(err) {
	case websocket.StatusNormalClosure, websocket.StatusGoingAway, websocket.StatusNoStatusRcvd:
		return io.EOF
	}
	return err
}
