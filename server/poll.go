package server

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"drawingroom/rooms/wire"
)

const (
	// askTime is how long a question is left unanswered when there is nothing to tell: a little longer than the rooms are quiet between two beats (W31).
	askTime = 10 * time.Second
	// goneTime is how long nobody may ask before the browser counts as gone.
	goneTime = 15 * time.Second
	// keptBytes bounds what waits to be fetched: beyond it the room's writer waits, as it does for a socket whose kernel is full (P5).
	keptBytes = 256 << 10
	// askAgain is told to a browser whose questions are not left waiting: when to ask next.
	askAgain = time.Second
)

// polled is a connection as a rooms.Conn whose browser hears by asking. What it is told is numbered from 1 and kept until it asks for what comes
// after: an answer that was lost on the way is given again.
type polled struct {
	*posted
	left  context.Context // ends when the browser counts as gone
	leave context.CancelFunc
	gone  *time.Timer // calls leave

	mu      sync.Mutex // held for the fields below
	got     int64      // the browser has all frames up to this one
	kept    [][]byte   // those after it
	bytes   int        // of kept
	more    chan struct{}
	askers  int
	newest  chan struct{} // closed when somebody asks after the newest asker
	told    chan struct{} // closed when the end was told
	toldEnd sync.Once

	fewer chan struct{} // told when bytes has become less
}

func newPolled(base *posted) *polled {
	left, leave := context.WithCancel(context.Background())
	return &polled{
		posted: base, left: left, leave: leave, gone: time.AfterFunc(goneTime, leave),
		more: make(chan struct{}), newest: make(chan struct{}), told: make(chan struct{}), fewer: make(chan struct{}, 1),
	}
}

// Write keeps a frame to be fetched, and waits while too much is kept.
func (c *polled) Write(ctx context.Context, frame []byte) error {
	for !c.keep(frame) {
		select {
		case <-c.fewer:
		case <-c.closing:
			return errClosed
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if c.closed() {
		return errClosed
	}
	return nil
}

func (c *polled) keep(frame []byte) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bytes >= keptBytes {
		return false
	}
	c.kept = append(c.kept, frame)
	c.bytes += len(frame)
	close(c.more)
	c.more = make(chan struct{})
	return true
}

// Close ends the connection; who asks next is told why.
func (c *polled) Close(end wire.Close, reason string) { c.close(end, reason) }

// linger waits until the end was told. A browser that does not ask for it is not waited for long, one that has gone not at all.
func (c *polled) linger() {
	defer c.gone.Stop()
	select {
	case <-c.told:
	case <-c.left.Done():
	case <-time.After(closeTime):
	}
}

// ask returns the frames after a number, the browser having all before. It waits for one until so much time has passed, the connection has
// ended, the browser has gone or has asked anew.
func (c *polled) ask(ctx context.Context, after int64, wait time.Duration) ([][]byte, error) {
	newer, err := c.come(after)
	if err != nil {
		return nil, err
	}
	defer c.answered()
	enough := time.NewTimer(wait)
	defer enough.Stop()
	for {
		frames, more := c.since(after)
		if len(frames) > 0 || c.closed() {
			return frames, nil
		}
		select {
		case <-more:
		case <-c.closing:
		case <-newer:
			return nil, nil
		case <-enough.C:
			return nil, nil
		case <-ctx.Done():
			return nil, nil
		}
	}
}

// come notes that somebody asks, and forgets what they have. newer is closed when somebody asks after them.
func (c *polled) come(after int64) (newer <-chan struct{}, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	had := after - c.got
	if had < 0 || had > int64(len(c.kept)) {
		return nil, errTurn
	}
	for _, frame := range c.kept[:had] {
		c.bytes -= len(frame)
	}
	c.got, c.kept = after, append([][]byte(nil), c.kept[had:]...)
	select {
	case c.fewer <- struct{}{}:
	default:
	}
	close(c.newest)
	c.newest = make(chan struct{})
	c.askers++
	c.gone.Stop()
	return c.newest, nil
}

// answered notes that somebody has been answered: if they were the only one, the next has to come in time.
func (c *polled) answered() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.askers--; c.askers == 0 {
		c.gone.Reset(goneTime)
	}
}

// since returns what is kept after a number, and a channel that is closed when there is more. Nothing, if it has been fetched by a later asker.
func (c *polled) since(after int64) ([][]byte, <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if after != c.got {
		return nil, c.more
	}
	return c.kept[:len(c.kept):len(c.kept)], c.more
}

// tell writes frames, numbered from after + 1, and the end if there is one.
func (c *polled) tell(w io.Writer, after int64, frames [][]byte) error {
	for i, frame := range frames {
		if _, err := fmt.Fprintf(w, "id: %d\ndata: %s\n\n", after+1+int64(i), frame); err != nil {
			return err
		}
	}
	if c.closed() {
		tellEnd(w, c.end, c.reason)
		c.toldEnd.Do(func() { close(c.told) })
	}
	return nil
}
