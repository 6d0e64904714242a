package rooms_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// TestC31_slow_but_alive: someone reads 8 KiB a second, while about four times as much is told. First the cursors become fewer, then the
// changes are replaced by a request to resync; none is ever left out silently, which a Person checks. It is never closed, and when it is
// left in peace it is where everybody is.
func TestC31_slow_but_alive(t *testing.T) {
	bubble(t, func(t *testing.T) {
		const step = 40 * time.Millisecond
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob")
		bob.Window, bob.Rate = 64<<10, 8<<10/int(time.Second/step)
		bob.Joins()
		var cursors [2]int // heard in the first ten seconds, and from then on until the first resync
		begun, resynced := time.Now(), time.Duration(0)
		for at := time.Duration(0); at < 3*time.Minute; at = time.Since(begun) {
			ann.Changes(board.Set{ID: "ann-00000001", Props: board.Props{{Path: "alt", Value: board.Value(`"` + strings.Repeat("x", 1200) + `"`)}}})
			ann.Moves(int64(at), 0)
			for _, p := range []*roomtest.Person{ann, bob} {
				p.Says(wire.Beat{})
			}
			before := len(bob.Heard)
			time.Sleep(step)
			s.Read()
			if bob.Closed() != nil || ann.Closed() != nil {
				t.Fatalf("closed after %s: bob %v, ann %v", at, bob.Closed(), ann.Closed())
			}
			if bob.Resyncs == 0 {
				cursors[min(1, at/(10*time.Second))] += cursorsIn(bob.Heard[before:])
			} else if resynced == 0 {
				resynced = at
			}
		}
		t.Logf("%d cursors in the first 10 s, %d from then to the first of %d resyncs, at %s", cursors[0], cursors[1], bob.Resyncs, resynced)
		fewer := cursors[0] > 0 && cursors[1]*2*10 < cursors[0]*int((resynced-10*time.Second)/time.Second) // by half, and more
		if bob.Resyncs == 0 || !fewer {
			t.Error("not slowed down in the order that was promised")
		}
		if ann.Waiting() > 60 {
			t.Errorf("ann waits for %d answers because of bob", ann.Waiting())
		}
		for ; bob.At.Seq < ann.At.Seq || ann.Waiting() > 0; s.Read() {
			ann.Says(wire.Beat{})
			bob.Says(wire.Beat{})
			time.Sleep(step)
			if time.Since(begun) > time.Hour || bob.Closed() != nil {
				t.Fatalf("bob stands at %d of %d, closed %v", bob.At.Seq, ann.At.Seq, bob.Closed())
			}
		}
		s.Agree()
	})
}

func cursorsIn(heard []wire.ServerMessage) (n int) {
	for _, m := range heard {
		if p, is := m.(wire.PresenceNews); is {
			n += len(p.Cursors)
		}
	}
	return n
}

// TestC78_a_nodes_clock_jumps: the wall clock of one of two nodes is put forward and back by an hour under load. Order, dedupe, presence and the time of rows
// do not go back; only how long a token is good follows the clock. The program reads the wall clock by Config.Now alone (Go's own
// reading goes past what can be preloaded, so that a clock is injected here instead of a library under the process); timers are monotonic.
func TestC78_a_nodes_clock_jumps(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var clock jumpy
		s := roomtest.NewStage(t, rooms.Config{Now: clock.now}, rooms.Config{})
		ann, bob := s.As("ann").Joins(0), s.As("bob").Joins(1)
		s.Settle()
		for _, jump := range []time.Duration{0, time.Hour, -time.Hour, time.Hour, 0, -time.Minute} {
			clock.by.Store(int64(jump))
			for range 30 {
				ann.Draws()
				bob.Draws()
				ann.Moves(1, int64(jump))
				ann.Says(wire.Beat{})
				bob.Says(wire.Beat{})
				time.Sleep(time.Second)
				s.Read()
			}
			ann.Conn.Cut() // sends again what has no answer
			ann.Draws()
			ann.Joins(0)
			for range 10 {
				s.Settle()
			}
			if ann.Waiting()+bob.Waiting() > 0 || ann.Closed() != nil || bob.Closed() != nil {
				t.Fatalf("jumped by %s: %d and %d wait, closed %v and %v", jump, ann.Waiting(), bob.Waiting(), ann.Closed(), bob.Closed())
			}
			if len(ann.Members) != 1 || len(bob.Members) != 1 {
				t.Errorf("jumped by %s: ann sees %v, bob sees %v", jump, ann.Members, bob.Members)
			}
		}
		checkRows(t, s.Store.Rows(roomtest.Board), 6*61+1)
		s.Agree()
	})
}

// jumpy is a wall clock that is put forward or back.
type jumpy struct{ by atomic.Int64 }

func (j *jumpy) now() time.Time { return time.Now().Add(time.Duration(j.by.Load())) }

func checkRows(t *testing.T, rows []board.Record, want int) {
	t.Helper()
	if len(rows) != want {
		t.Errorf("%d rows, want %d", len(rows), want)
	}
	for i := range rows[1:] {
		if rows[i+1].Time < rows[i].Time {
			t.Fatalf("row %d is older than the one before", rows[i+1].Seq)
		}
	}
}

// TestC78_a_token_follows_the_clock: it ends when the clock says so, and its leeway bears what clocks usually differ by.
func TestC78_a_token_follows_the_clock(t *testing.T) {
	for jump, stays := range map[time.Duration]bool{20 * time.Second: true, 2 * time.Hour: false, -2 * time.Hour: true} {
		bubble(t, func(t *testing.T) {
			var clock jumpy
			s := roomtest.NewStage(t, rooms.Config{Now: clock.now})
			ann := s.As("ann")
			ann.JoinsFor(0, 15*time.Second)
			clock.by.Store(int64(jump))
			time.Sleep(10 * time.Second)
			synctest.Wait()
			if got := ann.Closed() == nil; got != stays {
				t.Errorf("put forward by %s: stays %v", jump, got)
			}
		})
	}
}
