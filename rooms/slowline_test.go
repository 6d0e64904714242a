package rooms_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
)

// slowLine carries so many bytes a second in each direction. On the way down a kernel's buffer takes some at once.
type slowLine struct {
	*roomtest.Conn
	rate, buffer int

	mu       sync.Mutex
	free     time.Time // when all that was written will have arrived
	reading  time.Time // when the frame began to come
	size     int       // of that frame; 0: none is coming
	received int64     // before it
}

func (c *slowLine) takes(bytes int) time.Duration {
	return time.Duration(bytes) * time.Second / time.Duration(c.rate)
}

// Write returns when the buffer has room, and the frame arrives when it has passed.
func (c *slowLine) Write(ctx context.Context, frame []byte) error {
	if now := time.Now(); c.free.Before(now) {
		c.free = now
	}
	c.free = c.free.Add(c.takes(len(frame)))
	passed := time.Until(c.free)
	time.AfterFunc(passed, func() { _ = c.Conn.Write(ctx, frame) })
	time.Sleep(passed - c.takes(c.buffer))
	return nil
}

// Read returns a frame when all of it has come.
func (c *slowLine) Read(ctx context.Context) ([]byte, error) {
	frame, err := c.Conn.Read(ctx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	c.reading, c.size = time.Now(), len(frame)
	c.mu.Unlock()
	time.Sleep(c.takes(len(frame)))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.received, c.size = c.received+int64(c.size), 0
	return frame, nil
}

func (c *slowLine) Received() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size == 0 {
		return c.received
	}
	return c.received + min(int64(c.size), int64(time.Since(c.reading).Seconds()*float64(c.rate)))
}

func slow(rate int) func(*roomtest.Conn) rooms.Conn {
	return func(c *roomtest.Conn) rooms.Conn { return &slowLine{Conn: c, rate: rate, buffer: 64 << 10} }
}

func note(i, size int) board.Op {
	return board.Put{ID: board.ElementID(fmt.Sprintf("a-note-%04d", i)), Props: board.Props{
		{Path: "alt", Value: board.Value(`"` + strings.Repeat("a", size) + `"`)}, {Path: "kind", Value: `"rectangle"`},
	}}
}

// TestSlowLineIsNotSilence: who needs minutes to be told what they missed, or to send what they did, is there all the while: bytes pass. Nobody is
// closed for it, or they would begin anew for ever.
func TestSlowLineIsNotSilence(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		bob.Leaves()
		for i := range 60 { // 600 kB
			ann.Changes(note(i, 9_900))
			time.Sleep(50 * time.Millisecond)
		}
		s.Settle()
		bob.Line = slow(8 << 10)
		bob.Joins()
		first := bob.Conn
		live(s, 90*time.Second, 500*time.Millisecond, func() { ann.Moves(1, time.Now().UnixMilli()%1000) })
		if bob.Closed() != nil || bob.Conn != first || bob.Welcome == nil || bob.Welcome.Snapshot != nil {
			t.Fatalf("bob, who is told a tail: closed %v, welcomed %v", bob.Closed(), bob.Welcome)
		}
		s.Agree()

		var ops []board.Op
		for i := range 20 { // 200 kB in one frame: 24 s
			ops = append(ops, note(100+i, 9_900))
		}
		bob.Changes(ops...)
		live(s, 60*time.Second, 500*time.Millisecond, nil)
		if bob.Closed() != nil || bob.Waiting() > 0 {
			t.Fatalf("bob, who sends much: closed %v, %d wait", bob.Closed(), bob.Waiting())
		}
		s.Settle()
		s.Agree()
	})
}
