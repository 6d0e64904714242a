package rooms_test

import (
	"fmt"
	"testing"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
)

// TestAnExpectedBoardIsThere: it is read once, before anybody has come, and who comes is told what is there; one that nobody comes to ends.
func TestAnExpectedBoardIsThere(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{})
		reg := s.Nodes[0]
		reg.Expect(roomtest.Board)
		reg.Expect(roomtest.Board)
		s.Settle()
		if got := reg.Stats(); got.Loads != 1 || got.Rooms != 1 || got.Members != 0 {
			t.Fatalf("expected: %+v", got)
		}
		ann := s.As("ann").Joins()
		ann.Draws()
		s.Settle()
		if got := reg.Stats(); got.Loads != 1 || got.Members != 1 || ann.Waiting() != 0 {
			t.Fatalf("come: %+v, waiting %d", got, ann.Waiting())
		}
		ann.Leaves()
		time.Sleep(time.Minute)
		if got := reg.Stats(); got.Rooms != 0 {
			t.Fatalf("gone: %+v", got)
		}
		reg.Expect(roomtest.Board)
		s.Settle()
		time.Sleep(time.Minute)
		if got := reg.Stats(); got.Loads != 2 || got.Rooms != 0 {
			t.Fatalf("nobody came: %+v", got)
		}
	})
}

// TestSoManyBoardsAreExpected: no more than a few are in memory for people who do not come, and those that cannot be read count no longer.
func TestSoManyBoardsAreExpected(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{})
		reg := s.Nodes[0]
		for i := range 1000 {
			reg.Expect(board.ID(fmt.Sprintf("no-such-board-%d", i)))
		}
		s.Settle()
		for i := range 1000 {
			id := board.ID(fmt.Sprintf("board-number-%d", i))
			s.Store.AddBoard(id, "owner", "Another", time.Now().UnixMilli())
			reg.Expect(id)
		}
		s.Settle()
		if got := reg.Stats(); got.Rooms != 32 || got.Loads != 32 {
			t.Fatalf("%+v", got)
		}
		time.Sleep(time.Minute)
		reg.Expect("board-number-999")
		s.Settle()
		if got := reg.Stats(); got.Rooms != 1 || got.Loads != 33 {
			t.Fatalf("after those: %+v", got)
		}
	})
}
