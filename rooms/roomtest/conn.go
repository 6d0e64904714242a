package roomtest

import (
	"context"
	"errors"
	"slices"
	"sync"

	"drawingroom/rooms/wire"
)

// ErrCut is what the rooms' side of a connection gets once it is over.
var ErrCut = errors.New("connection cut")

// Conn is a connection made of two queues. It is a rooms.Conn on one side; the test is the browser on the other.
type Conn struct {
	in     chan []byte
	cut    chan struct{}
	room   chan struct{} // told when there is room for a write
	window int           // bytes that may lie unread; 0: any number
	speaks wire.Version
	narrow bool // a write waits until all but a window of it has been read

	mu      sync.Mutex
	out     [][]byte
	unread  int
	credit  int // bytes that were read of the first frame in out
	stalled bool
	isCut   bool
	closed  *Closed
	wrote   int // frames
	read    int64
}

// Closed is how the rooms' side ended a connection.
type Closed struct {
	Close  wire.Close
	Reason string
}

// NewConn returns an open connection that takes any number of unread bytes.
func NewConn() *Conn {
	return &Conn{in: make(chan []byte, 4096), cut: make(chan struct{}), room: make(chan struct{}, 1), speaks: wire.Newest}
}

// Speaks sets the version of the wire that the page speaks.
func (c *Conn) Speaks(v wire.Version) *Conn {
	c.speaks = v
	return c
}

// Version is of rooms.Conn.
func (c *Conn) Version() wire.Version { return c.speaks }

// Window bounds the bytes that may lie unread, as a kernel's buffers would; beyond it a write waits.
func (c *Conn) Window(bytes int) *Conn {
	c.window = bytes
	return c
}

// Narrow makes a write last until no more than a window of it lies unread, as on a link that is slow: it is read by Trickle.
func (c *Conn) Narrow() *Conn {
	c.narrow = true
	return c
}

// Read is of rooms.Conn.
func (c *Conn) Read(ctx context.Context) ([]byte, error) {
	if c.Closed() != nil {
		return nil, ErrCut
	}
	select {
	case frame := <-c.in:
		return c.received(frame), nil
	default:
	}
	select {
	case frame := <-c.in:
		return c.received(frame), nil
	case <-c.cut:
		return nil, ErrCut
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (c *Conn) received(frame []byte) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.read += int64(len(frame))
	return frame
}

// Received is of rooms.Conn.
func (c *Conn) Received() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.read
}

// Write is of rooms.Conn.
func (c *Conn) Write(_ context.Context, frame []byte) error {
	for {
		c.mu.Lock()
		if c.isCut {
			c.mu.Unlock()
			return ErrCut
		}
		if !c.stalled && (c.window == 0 || c.unread < c.window) {
			c.out = append(c.out, slices.Clone(frame))
			c.unread += len(frame)
			c.wrote++
			c.mu.Unlock()
			return c.passed()
		}
		c.mu.Unlock()
		select {
		case <-c.room:
		case <-c.cut:
		}
	}
}

// passed waits, on a narrow link, until a write has gone through.
func (c *Conn) passed() error {
	for c.narrow && c.Unread() > c.window {
		select {
		case <-c.room:
		case <-c.cut:
			return ErrCut
		}
	}
	return nil
}

// Trickle reads so many bytes, and returns the frames that are whole with them.
func (c *Conn) Trickle(bytes int) (frames [][]byte) {
	c.mu.Lock()
	bytes = min(bytes, c.unread)
	c.unread -= bytes
	for c.credit += bytes; len(c.out) > 0 && c.credit >= len(c.out[0]); c.out = c.out[1:] {
		c.credit -= len(c.out[0])
		frames = append(frames, c.out[0])
	}
	c.mu.Unlock()
	c.nudge()
	return frames
}

// Close is of rooms.Conn.
func (c *Conn) Close(how wire.Close, reason string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed == nil && !c.isCut {
		c.closed = &Closed{how, reason}
	}
	c.end()
}

// Cut ends the connection as a broken network does.
func (c *Conn) Cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.end()
}

func (c *Conn) end() {
	if !c.isCut {
		c.isCut = true
		close(c.cut)
	}
}

// Send is the browser's: a frame on its way to the room.
func (c *Conn) Send(frame []byte) {
	select {
	case c.in <- frame:
	case <-c.cut:
	}
}

// Stall makes every write wait, or lets them go on.
func (c *Conn) Stall(yes bool) {
	c.mu.Lock()
	c.stalled = yes
	c.mu.Unlock()
	c.nudge()
}

// Take returns the frames that have come and were not taken yet.
func (c *Conn) Take() [][]byte {
	c.mu.Lock()
	frames := c.out
	c.out, c.unread = nil, 0
	c.mu.Unlock()
	c.nudge()
	return frames
}

// Unread is how many bytes lie untaken.
func (c *Conn) Unread() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.unread
}

// Wrote is how many frames have come in all.
func (c *Conn) Wrote() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.wrote
}

// Closed returns how the rooms' side ended the connection; nil: it did not.
func (c *Conn) Closed() *Closed {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed
}

func (c *Conn) nudge() {
	select {
	case c.room <- struct{}{}:
	default:
	}
}

// Forget makes Closed say nothing more: it has been noticed.
func (c *Conn) Forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = nil
}
