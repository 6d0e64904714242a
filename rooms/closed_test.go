package rooms_test

import (
	"testing"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// TestNoWayIntoAClosedPast: who may not see a board's past is told of the board as it is when they come, whatever they say they hold; only who was there
// goes on from where they were. Who may see it is told as before.
func TestNoWayIntoAClosedPast(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{ChangeRate: 1e6}})
		s.Store.SetRole(roomtest.Board, "eve", board.RoleViewer)
		ann, eve := s.As("ann").Joins(), s.As("eve")
		const secret = "the-password" // of the element that was put and taken away again
		ann.Changes(board.Put{ID: secret, Props: board.Props{{Path: "at", Value: "[0,0]"}, {Path: "kind", Value: `"rectangle"`}, {Path: "size", Value: "[1,1]"}}})
		bob := s.As("bob").Joins()
		s.Settle()
		mid := ann.At
		ann.Changes(board.Remove{ID: secret})
		s.Settle()
		time.Sleep(5 * time.Second)
		s.Settle()
		told := func(p *roomtest.Person) (seqs []board.Seq) {
			for _, m := range p.Heard {
				if changes, is := m.(wire.Changes); is {
					for _, item := range changes.Items {
						seqs = append(seqs, item.Seq)
					}
				}
			}
			return seqs
		}
		come := func(what string, at *board.Position) {
			t.Helper()
			eve.Connects(0, time.Hour)
			eve.Mute = true
			eve.Says(wire.Hello{Client: eve.Secret, At: at})
			s.Read()
			s.Settle()
			if eve.Welcome == nil || eve.Welcome.Snapshot == nil || eve.Welcome.Snapshot.Seq != ann.At.Seq || len(told(eve)) != 0 {
				t.Fatalf("%s: %+v, told of %v", what, eve.Welcome, told(eve))
			}
			eve.Leaves()
			time.Sleep(5 * time.Second)
		}
		epoch := ann.At.Epoch
		come("with nothing", nil)
		come("from the beginning", &board.Position{Epoch: epoch})
		come("from a made-up place", &board.Position{Epoch: epoch, Seq: 1, Hash: board.Hash{1}})
		come("from a made-up place further on", &board.Position{Epoch: epoch, Seq: 2, Hash: board.Hash{2}})
		come("from beyond the end", &board.Position{Epoch: epoch, Seq: 99, Hash: board.Hash{3}})
		come("from another history", &board.Position{Epoch: "another-epoch-00", Seq: 2, Hash: mid.Hash})

		here := ann.At
		ann.Draws()
		s.Settle()
		eve.Connects(0, time.Hour)
		eve.Says(wire.Hello{Client: eve.Secret, At: &here})
		s.Settle()
		if got := told(eve); eve.Welcome.Snapshot != nil || len(got) != 1 || got[0] != ann.At.Seq {
			t.Errorf("from where she was: %+v, told of %v", eve.Welcome, got)
		}
		eve.Leaves()
		time.Sleep(5 * time.Second)
		come("when a snapshot of before is there", nil)

		s.Store.SetReplay(roomtest.Board, board.RoleViewer)
		time.Sleep(3 * time.Second) // until the room has heard
		eve.Connects(0, time.Hour)
		eve.Says(wire.Hello{Client: eve.Secret})
		s.Settle()
		if got := told(eve); eve.Welcome.Snapshot != nil || len(got) != int(ann.At.Seq) {
			t.Errorf("with the past open: %+v, told of %v", eve.Welcome, got)
		}
		if bob.Closed() != nil {
			t.Errorf("bob: %v", bob.Closed())
		}
		s.Store.SetReplay(roomtest.Board, board.RoleOwner)
		time.Sleep(3 * time.Second)
		cyd := s.As("cyd")
		cyd.Connects(0, time.Hour)
		cyd.Says(wire.Hello{Client: cyd.Secret})
		s.Settle()
		if cyd.Welcome.Snapshot == nil || len(told(cyd)) != 0 {
			t.Errorf("an editor of a board whose past is its owner's: %+v, told of %v", cyd.Welcome, told(cyd))
		}
	})
}
