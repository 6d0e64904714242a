package rooms_test

import (
	"testing"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// TestC20_who_has_seen_a_lost_history_is_told: the database has fallen back to seq 5 and others have drawn on, beyond what bob holds. Whether the room
// remembers that place or the log has to say it, bob is told that what he holds is of another history, and nobody else is told so.
func TestC20_who_has_seen_a_lost_history_is_told(t *testing.T) {
	for name, ring := range map[string]int{"as the room remembers": 0, "as the log says": 1} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{RingBytes: ring}})
				early, ann := s.As("early").Joins(), s.As("ann").Joins()
				for range 3 {
					ann.Draws()
				}
				s.Settle()
				early.Leaves() // at 4, which both histories have
				bob, old := s.As("bob").Joins(), s.As("old")
				old.Speaks = wire.V1
				old.Joins()
				for range 8 {
					ann.Draws()
				}
				s.Settle()
				for _, p := range []*roomtest.Person{ann, bob, old} {
					p.Leaves()
				}
				s.Store.Restore(roomtest.Board, 5, "")
				time.Sleep(2 * time.Second)
				cyd := s.As("cyd").Joins()
				for range 20 {
					cyd.Draws()
				}
				s.Settle()
				for _, p := range []*roomtest.Person{early, ann, bob, old} {
					p.Joins()
				}
				s.Settle()
				if w := early.Welcome.Snapshot; w != nil {
					t.Errorf("who holds what is still true got %+v", w)
				}
				if w := bob.Welcome.Snapshot; w == nil || !w.Forked {
					t.Errorf("bob got %+v", w)
				}
				if w := old.Welcome.Snapshot; w == nil || w.Forked {
					t.Errorf("a page of the first version got %+v", w)
				}
				s.Agree()
				bob.Leaves()
				bob.Joins()
				s.Settle()
				if w := bob.Welcome.Snapshot; w != nil && w.Forked {
					t.Error("bob is told twice")
				}
			})
		})
	}
}

// TestC17_a_long_absence_is_no_fork: who is too far behind for a tail gets a snapshot, of the same history.
func TestC17_a_long_absence_is_no_fork(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{TailChanges: 10}})
		bob, ann := s.As("bob").Joins(), s.As("ann").Joins()
		bob.Leaves()
		for range 50 {
			ann.Draws()
		}
		s.Settle()
		bob.Joins()
		s.Settle()
		if w := bob.Welcome.Snapshot; w == nil || w.Forked {
			t.Errorf("bob got %+v", w)
		}
		s.Agree()
	})
}

// TestC45_rows_of_another_history_are_not_put_on_top: the database has fallen back, and by the time a node looks others have drawn on at another, further than it had
// come. What it reads then does not follow from what it holds, and is not shown as if it did.
func TestC45_rows_of_another_history_are_not_put_on_top(t *testing.T) {
	bubble(t, func(t *testing.T) {
		slowly := rooms.Limits{Poll: 5 * time.Second}
		s := roomtest.NewStage(t, rooms.Config{Limits: slowly}, rooms.Config{Limits: slowly})
		ann := s.As("ann").Joins(0)
		for range 8 {
			ann.Draws()
		}
		s.Settle()
		s.Store.Restore(roomtest.Board, 5, "")
		cyd := s.As("cyd").Joins(1)
		for range 20 {
			cyd.Draws()
		}
		s.Settle()
		if ann.At.Seq != 9 || ann.Closed() != nil {
			t.Fatalf("it has looked too early: ann at %d, closed %v", ann.At.Seq, ann.Closed())
		}
		time.Sleep(6 * time.Second)
		s.Read()
		if c := ann.Closed(); ann.At.Seq != 9 || c == nil || !c.Close.ComeBack {
			t.Errorf("ann stands at %d, closed %v", ann.At.Seq, c)
		}
		ann.Joins(0)
		s.Settle()
		if w := ann.Welcome.Snapshot; w == nil || !w.Forked {
			t.Errorf("ann got %+v", w)
		}
		s.Agree()
	})
}
