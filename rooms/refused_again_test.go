package rooms_test

import (
	"testing"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// TestP6_W42_ARefusalThatWasNotHeard: whose connection ended before the answer sends the change again. They are told what is against it now, not that its
// number is used up, and what they draw with the right again is taken.
func TestP6_W42_ARefusalThatWasNotHeard(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{})
		ann := s.As("ann").Joins()
		s.Settle()
		again := func(n int64, want string) {
			t.Helper()
			ann.Leaves()
			ann.Joins()
			s.Settle()
			ann.Answers = map[int64]string{}
			ann.Says(wire.Change{N: n, Change: board.Change{Ops: []board.Op{board.Remove{ID: "ann-00000001"}}}})
			s.Settle()
			if ann.Answers[n] != want {
				t.Errorf("a refused change that is sent again: %q, want %q", ann.Answers[n], want)
			}
		}
		s.Store.SetRole(roomtest.Board, "ann", board.RoleViewer)
		s.Nodes[0].RightsChanged(roomtest.Board)
		n := ann.Draws()
		s.Settle()
		if ann.Answers[n] != wire.RefusedForbidden {
			t.Fatalf("drawn as one who looks on: %q", ann.Answers[n])
		}
		again(n, wire.RefusedForbidden)
		s.Store.SetRole(roomtest.Board, "ann", board.RoleEditor)
		s.Nodes[0].RightsChanged(roomtest.Board)
		again(n, wire.RefusedUsed)
		if n = ann.Draws(); n != 2 {
			t.Fatalf("the next change is %d", n)
		}
		s.Settle()
		if ann.Answers[n] != "item" {
			t.Errorf("drawn with the right again: %q", ann.Answers[n])
		}
	})
}
