package rooms_test

import (
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// FuzzResume is C24: whatever position a client says it holds, and whatever it sends then, it gets a welcome that leads to the board as it is, or a
// close with a code; a member beside it draws on, and the board is what the log makes it.
func FuzzResume(f *testing.F) {
	f.Add("epoch-of-board-o", int64(3), []byte("0123456789abcdef"), []byte(`[{"t":"beat"}]`))
	f.Add("", int64(-1), []byte{}, []byte(`[{"t":"change","n":1,"ops":[{"op":"remove","id":"element-1"}]}]`))
	f.Add("another-history0", int64(1)<<53, []byte("x"), []byte(`[{"t":"hello","client":"AAAAAAAAAAAAAAAAAAAAAA"}]`))
	f.Add("epoch-of-board-o", int64(9_223_372_036_854_775_807), []byte{}, []byte("\xff\xfe"))
	f.Add("epoch-of-board-o", int64(12), []byte{}, []byte(`[{"t":"presence","cursor":[1,2]}]`))
	f.Fuzz(func(t *testing.T, epoch string, seq int64, hash, then []byte) {
		synctest.Test(t, func(t *testing.T) {
			s := roomtest.NewStage(t)
			ann := s.As("ann").Joins()
			for range 10 {
				ann.Draws()
			}
			s.Settle()
			eve := s.As("eve")
			eve.Lazy = true // what it hears is looked at below
			at := board.Position{Epoch: epoch, Seq: board.Seq(seq)}
			copy(at.Hash[:], hash)
			eve.Connects(0, time.Hour)
			eve.Says(wire.Hello{Client: eve.Secret, At: &at})
			eve.Conn.Send(then)
			synctest.Wait()
			heardOrClosed(t, eve.Conn)
			ann.Draws()
			s.Settle()
			if ann.Waiting() > 0 || ann.Closed() != nil {
				t.Fatalf("ann waits for %d answers, closed %v", ann.Waiting(), ann.Closed())
			}
			eve.Conn.Cut()
			eve.Gone = true
		})
	})
}

// heardOrClosed: the server has said something that can be read, or how it ended.
func heardOrClosed(t *testing.T, c *roomtest.Conn) {
	t.Helper()
	frames := c.Take()
	for _, frame := range frames {
		if _, bad := wire.DecodeServerFrame(frame); bad != nil {
			t.Fatalf("%v: %s", bad, frame)
		}
	}
	if len(frames) == 0 && c.Closed() == nil {
		t.Fatal("neither a word nor an end")
	}
}
