package rooms_test

import (
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// TestP8_C59_ARightRunsOut: from the moment that a right ends by itself nothing is written by it, whichever node its holder is on; who draws, hears so
// at once, who only looks within five seconds, and those who stay go on.
func TestP8_C59_ARightRunsOut(t *testing.T) {
	onTwoNodes(t, func(t *testing.T, s *roomtest.Stage, other int) {
		ann, bob, eve := s.As("ann").Joins(), s.As("bob").Joins(other), s.As("eve").Joins(other)
		s.Settle()
		ends := time.Now().Add(10*time.Second + 500*time.Millisecond)
		s.Store.EndRole(roomtest.Board, "bob", ends)
		s.Store.EndRole(roomtest.Board, "eve", ends.Add(4*time.Second))
		draws := func() {
			ann.Draws()
			bob.Draws()
		}
		live(s, 10*time.Second, 20*time.Millisecond, draws)
		s.Settle()
		if bob.Closed() != nil || eve.Closed() != nil || bob.Role != board.RoleEditor {
			t.Fatal("it ended before its time")
		}
		for range 25 {
			draws()
			time.Sleep(20 * time.Millisecond)
		}
		for range 25 {
			draws()
			time.Sleep(20 * time.Millisecond)
		}
		synctest.Wait()
		if c := bob.Closed(); c == nil || c.Close.Name != wire.Forbidden.Name {
			t.Errorf("who draws, half a second after their right ended: %v", c)
		}
		live(s, time.Until(ends.Add(4*time.Second)), 100*time.Millisecond, nil) // nobody draws
		if eve.Closed() != nil {
			t.Error("who looks is out before their time")
		}
		live(s, 1500*time.Millisecond, 100*time.Millisecond, nil)
		if c := eve.Closed(); c == nil || c.Close.Name != wire.Forbidden.Name {
			t.Errorf("who looks, 1.5 seconds after their right ended: %v", c)
		}
		before, after := 0, 0
		for _, r := range s.Store.Rows(roomtest.Board) {
			switch {
			case r.Author != bob.Welcome.Author:
			case r.Time < ends.UnixMilli():
				before++
			default:
				after++
			}
		}
		if before < 400 || after > 0 {
			t.Errorf("%d changes of bob's before, %d after the end of his right", before, after)
		}
		ann.Draws()
		s.Settle()
		if ann.Waiting() > 0 || ann.Closed() != nil {
			t.Errorf("ann waits for %d", ann.Waiting())
		}
	})
}
