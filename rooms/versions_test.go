package rooms_test

import (
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// TestC52_an_old_page_looks_on_and_does_not_write: on a board that holds a kind of a later version of the wire a page that speaks an earlier one is let in
// and told everything; its first change ends the connection, and what it had is sent by the page that is loaded then, once.
func TestC52_an_old_page_looks_on_and_does_not_write(t *testing.T) {
	note := func(id board.ElementID) board.Op {
		return board.Put{ID: id, Props: board.Props{{Path: "kind", Value: `"note"`}}}
	}
	since := func(kind string) int {
		if kind == "note" {
			return int(wire.V2)
		}
		return 1
	}
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{KindSince: since})
		ann, old := s.As("ann").Joins(), s.As("old")
		old.Speaks = wire.V1
		old.Joins().Draws()
		s.Settle()
		if old.Waiting() > 0 || old.Closed() != nil {
			t.Fatalf("on a board of its own time: %d wait, closed %v", old.Waiting(), old.Closed())
		}
		ann.Changes(note("note-0001"))
		s.Settle()
		if old.At != ann.At || old.Closed() != nil {
			t.Fatalf("an old page is told nothing, or shown out: at %v, closed %v", old.At, old.Closed())
		}
		ann.Changes(board.Remove{ID: "note-0001"}) // it may be put back at any moment
		s.Settle()
		rows := len(s.Store.Rows(roomtest.Board))
		old.Draws()
		old.Draws()
		s.Settle()
		if c := old.Closed(); c == nil || c.Close.Name != wire.VersionClose.Name || c.Close.ComeBack {
			t.Fatalf("an old page writes: closed %v", c)
		}
		if got := len(s.Store.Rows(roomtest.Board)); got != rows || len(old.Answers) != 1 || old.Waiting() != 2 {
			t.Fatalf("%d rows, were %d; answered %v, %d wait", got, rows, old.Answers, old.Waiting())
		}
		old.Speaks = wire.Newest // the page is loaded again
		old.Joins()
		s.Settle()
		if old.Waiting() > 0 || len(s.Store.Rows(roomtest.Board)) != rows+2 {
			t.Errorf("the page that was loaded then: %d wait, %d rows", old.Waiting(), len(s.Store.Rows(roomtest.Board)))
		}
		s.Agree()
	})
	bubble(t, func(t *testing.T) { // who opens the board finds it so, too
		s := roomtest.NewStage(t, rooms.Config{KindSince: since}, rooms.Config{KindSince: since})
		s.As("ann").Joins().Changes(note("note-0001"))
		s.Settle()
		old := s.As("old")
		old.Speaks = wire.V1
		old.Joins(1)
		s.Settle()
		if old.Welcome == nil || old.At.Seq != 2 || old.Closed() != nil {
			t.Fatalf("an old page: at %v, closed %v", old.At, old.Closed())
		}
		old.Draws()
		s.Settle()
		if c := old.Closed(); c == nil || c.Close.Name != wire.VersionClose.Name {
			t.Errorf("an old page writes: closed %v", c)
		}
	})
}

// TestC52_a_row_that_is_not_understood: a node of a later version has appended what this one cannot read. This node serves the board no more, neither
// to those who are there nor to those who come, instead of leaving a row out: they are asked to come back, and find a node that can. It saves no
// snapshot and appends nothing after it.
func TestC52_a_row_that_is_not_understood(t *testing.T) {
	for name, row := range map[string]struct {
		version int
		payload string
	}{
		"a later version": {board.Version + 1, `{"ops":[{"op":"remove","id":"element-1"}]}`},
		"an op of later":  {board.Version, `{"ops":[{"op":"fold","id":"element-1"}]}`},
		"a key of later":  {board.Version, `{"ops":[],"colour":"red"}`},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := roomtest.NewStage(t)
				ann := s.As("ann").Joins()
				ann.Draws()
				s.Settle()
				s.Store.Write(roomtest.Board, row.version, row.payload)
				time.Sleep(2 * time.Second)
				synctest.Wait()
				if c := ann.Closed(); c == nil || !c.Close.ComeBack {
					t.Fatalf("who is there: closed %v", c)
				}
				ann.Draws()
				for _, p := range []*roomtest.Person{ann, s.As("bob")} {
					p.Joins()
					s.Read()
					if c := p.Closed(); p.Welcome != nil || c == nil || !c.Close.ComeBack {
						t.Errorf("%s comes: welcomed %v, closed %v", p.Name, p.Welcome, c)
					}
				}
				if rows := len(s.Store.Rows(roomtest.Board)); rows != 3 {
					t.Errorf("%d rows, want 3", rows)
				}
				for _, saved := range s.Store.Snapshots(roomtest.Board) {
					if saved.At.Seq > 2 {
						t.Errorf("a snapshot was saved at %d", saved.At.Seq)
					}
				}
			})
		})
	}
}
