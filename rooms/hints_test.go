package rooms_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// deaf is a way between nodes on which the messages are lost that lose says.
type deaf struct {
	relay.InProcess
	lose func(relay.Message) bool
}

func (d *deaf) Publish(m relay.Message) {
	if !d.lose(m) {
		d.InProcess.Publish(m)
	}
}

// TestC44_the_last_hint_is_lost: a burst of changes of which only the last is never told. The other node shows it within two seconds, with no further word.
func TestC44_the_last_hint_is_lost(t *testing.T) {
	bubble(t, func(t *testing.T) {
		const burst = 20
		var lost atomic.Int64 // both rooms publish
		way := &deaf{lose: func(m relay.Message) bool {
			if m.Head.Seq <= burst { // the board's first row is before them
				return false
			}
			lost.Add(1)
			return true
		}}
		s := roomtest.NewStage(t, rooms.Config{Relay: way, Node: "a"}, rooms.Config{Relay: way, Node: "b"})
		ann, bob := s.As("ann").Joins(0), s.As("bob").Joins(1)
		s.Settle()
		for range burst {
			ann.Draws()
			time.Sleep(time.Millisecond)
			synctest.Wait()
		}
		s.Read()
		if lost.Load() == 0 || bob.At.Seq != burst {
			t.Fatalf("bob stands at %d, %d hints were lost", bob.At.Seq, lost.Load())
		}
		time.Sleep(2 * time.Second)
		s.Read()
		if bob.At.Seq != burst+1 {
			t.Errorf("bob stands at %d after two seconds", bob.At.Seq)
		}
		s.Agree()
	})
}

// TestC45_hints_are_believed_as_far_as_to_look: whatever comes between nodes, nothing is shown that is not in the log, those who are told of by nobody's node
// fade, and the log is read once at a time.
func TestC45_hints_are_believed_as_far_as_to_look(t *testing.T) {
	bubble(t, func(t *testing.T) {
		way := &relay.InProcess{}
		s := roomtest.NewStage(t, rooms.Config{Relay: way, Node: "a", Limits: rooms.Limits{Members: 50}}, rooms.Config{Relay: way, Node: "b"})
		ann, bob := s.As("ann").Joins(0), s.As("bob").Joins(1)
		ann.Draws()
		s.Settle()
		head := ann.At
		say := func(m relay.Message) {
			m.Board, m.Node = roomtest.Board, "evil"
			way.Publish(m)
		}
		at := func(epoch string, seq board.Seq) board.Head {
			return board.Head{Position: board.Position{Epoch: epoch, Seq: seq, Hash: board.Hash{1}}, ACL: 99}
		}
		before := s.Store.Calls("Log")
		for i := range 1000 {
			say(relay.Message{Head: at(head.Epoch, 1_000_000_000+board.Seq(i))})
			say(relay.Message{Head: at("another-history0", board.Seq(i))})
			say(relay.Message{Head: at(head.Epoch, head.Seq)})
		}
		synctest.Wait()
		if reads := s.Store.Calls("Log") - before; reads == 0 || reads > 100 {
			t.Errorf("for 3,000 hints that mean nothing the log was read %d times", reads)
		}
		members := ""
		for i := range 500 {
			members += fmt.Sprintf(`,{"session":"e%d","author":%d,"name":"Ghost","colour":"blue"}`, i, i+10)
		}
		for _, presence := range []string{
			"", "x", "[", "null", `{"t":"changes","items":[]}`, `{"t":"welcome"}`, `{"t":"members","joined":[` + members[1:] + `]}`,
			`{"t":"presence","cursors":[["` + string(bob.Welcome.Session) + `",1,2]]}`, `{"t":"resync","why":"x"}`,
		} {
			say(relay.Message{Presence: []byte(presence)})
		}
		s.Settle()
		if ann.At != head || ann.Closed() != nil || len(ann.Members) > 52 {
			t.Errorf("ann stands at %v, %v before, and sees %d people; closed: %v", ann.At, head, len(ann.Members), ann.Closed())
		}
		if got := ann.Cursors[bob.Welcome.Session]; got != (wire.Point{}) {
			t.Errorf("another node moves bob's hand: %v", got)
		}
		bob.Draws()
		s.Settle()
		if ann.At.Seq != head.Seq+1 {
			t.Errorf("ann stands at %d, and does not hear of bob's change", ann.At.Seq)
		}
		live(s, 20*time.Second, time.Second, nil)
		if len(ann.Members) != 2 {
			t.Errorf("%d people are seen, two are there", len(ann.Members))
		}
		s.Agree()
	})
}
