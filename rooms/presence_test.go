package rooms_test

import (
	"fmt"
	"reflect"
	"slices"
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

// stroke is an increment of a stroke's gesture: points from..to, of which point i is [i, 2i, 50, 8].
func stroke(from, to int) *wire.Gesture {
	g := &wire.Gesture{ID: "gesture-1", IDs: []board.ElementID{"stroke-01"}, From: int64(from), Points: []int64{}}
	for i := from; i < to; i++ {
		g.Points = append(g.Points, int64(i), int64(2*i), 50, 8)
	}
	if from == 0 {
		g.Props = board.Props{{Path: "at", Value: "[0,0]"}, {Path: "colour", Value: `"red"`}, {Path: "kind", Value: `"stroke"`}}
	}
	return g
}

func wholeStroke(to int) []int64 { return stroke(0, to).Points }

func TestGestureGrows(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		seen := func(p *roomtest.Person) []int64 { return p.Gestures[ann.Welcome.Session].Points }
		for i := 0; i < 40; i += 2 {
			ann.Gesture(stroke(i, i+2))
			time.Sleep(5 * time.Millisecond)
		}
		s.Read()
		if !slices.Equal(seen(bob), wholeStroke(40)) {
			t.Fatalf("bob sees %d numbers of %d", len(seen(bob)), 160)
		}
		cyd := s.As("cyd").Joins()
		s.Settle()
		if !slices.Equal(seen(cyd), wholeStroke(40)) {
			t.Errorf("who comes in the midst sees %d numbers", len(seen(cyd)))
		}
		ann.Gesture(stroke(40, 44))
		ann.Gesture(stroke(44, 50)) // gathers with the one before
		s.Settle()
		ann.Gesture(stroke(45, 48)) // takes some back
		ann.Gesture(stroke(60, 62)) // a hole: left out
		s.Settle()
		for _, p := range []*roomtest.Person{bob, cyd} {
			if !slices.Equal(seen(p), wholeStroke(48)) {
				t.Errorf("%s sees %d numbers, want %d", p.Name, len(seen(p)), 48*4)
			}
		}
		ann.Changes(board.Put{ID: "stroke-01", Props: board.Props{{Path: "kind", Value: `"stroke"`}}})
		s.Settle()
		dan := s.As("dan").Joins()
		s.Settle()
		if len(dan.Gestures) > 0 {
			t.Error("a gesture is told after it was committed")
		}
		ann.Gesture(stroke(0, 4))
		s.Settle()
		ann.Gesture(nil)
		s.Settle()
		if len(bob.Gestures) > 0 {
			t.Error("a gesture stays after it was given up")
		}
	})
}

// TestGestureOfARefusedChange ends for the others too.
func TestGestureOfARefusedChange(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		ann.Gesture(stroke(0, 4))
		s.Settle()
		if len(bob.Gestures) != 1 {
			t.Fatal("bob does not see the gesture")
		}
		ann.Changes(board.Put{ID: "stroke-01", Props: board.Props{{Path: "kind", Value: `"no-such"`}}})
		s.Settle()
		if len(bob.Gestures) != 0 {
			t.Error("the gesture of a refused change stays")
		}
	})
}

// TestGestureAfterSomeWasLeftOut: a member that lost increments is told the whole when it reads again.
func TestGestureAfterSomeWasLeftOut(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{PresenceBytes: 1 << 10}})
		ann, bob := s.As("ann").Joins(), s.As("bob")
		bob.Window = 512
		bob.Joins()
		s.Settle()
		bob.Lazy = true
		for i := range 300 {
			ann.Gesture(stroke(i, i+1))
			time.Sleep(16 * time.Millisecond)
			s.Read()
		}
		bob.Lazy = false
		s.Settle()
		if got := bob.Gestures[ann.Welcome.Session].Points; !slices.Equal(got, wholeStroke(300)) {
			t.Errorf("bob sees %d numbers of %d", len(got), 1200)
		}
		if got := s.Nodes[0].Stats().Resyncs; got != 0 {
			t.Errorf("%d resyncs for presence", got)
		}
	})
}

// TestManyComeAndGo is C41: two hundred people who come and go in ten seconds are few messages to each.
func TestManyComeAndGo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann := s.As("ann").Joins()
		s.Settle()
		before := len(ann.Heard)
		people := make([]*roomtest.Person, 200)
		for i := range people {
			people[i] = s.As(fmt.Sprintf("p%03d", i)).Joins()
			time.Sleep(25 * time.Millisecond)
		}
		s.Settle()
		if len(ann.Members) != 201 {
			t.Errorf("ann knows %d", len(ann.Members))
		}
		for _, p := range people {
			p.Conn.Cut()
			time.Sleep(25 * time.Millisecond)
		}
		s.Settle()
		if len(ann.Members) != 1 {
			t.Errorf("ann still knows %d", len(ann.Members))
		}
		if got := len(ann.Heard) - before; got > 50 {
			t.Errorf("ann was told in %d messages", got)
		}
	})
}

// TestFanOutIsGathered: many hands that move at once cost each receiver one frame, not one each.
func TestFanOutIsGathered(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		people := make([]*roomtest.Person, 50)
		for i := range people {
			people[i] = s.As(fmt.Sprintf("p%03d", i)).Joins()
		}
		s.Settle()
		before := s.Nodes[0].Stats().Frames
		for range 20 { // a second of 20 moves a second each
			for i, p := range people {
				p.Moves(int64(i), 7)
			}
			time.Sleep(50 * time.Millisecond)
		}
		s.Settle()
		perMember := float64(s.Nodes[0].Stats().Frames-before) / 50
		t.Logf("1,000 moves: %.0f frames a member", perMember)
		if perMember > 125 {
			t.Errorf("%.0f frames a member for 1,000 moves in a second", perMember)
		}
		for _, p := range people {
			if len(p.Cursors) != 50 {
				t.Fatalf("%s sees %d cursors", p.Name, len(p.Cursors))
			}
		}
	})
}

// TestTwoNodes: members of two nodes see each other's hands through the relay, and each other's changes at once; without one, within two seconds.
func TestTwoNodes(t *testing.T) {
	for name, way := range map[string]relay.Relay{"relay": &relay.InProcess{}, "polling": nil} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := roomtest.NewStage(t, rooms.Config{Relay: way}, rooms.Config{Relay: way})
				ann, bob := s.As("ann").Joins(0), s.As("bob").Joins(1)
				s.Settle()
				ann.Draws()
				ann.Moves(3, 4)
				wait := 2 * time.Second
				if way != nil {
					wait = 50 * time.Millisecond
				}
				time.Sleep(wait)
				s.Read()
				if bob.At.Seq != 2 {
					t.Errorf("after %v bob stands at %d", wait, bob.At.Seq)
				}
				s.Agree()
				if way == nil {
					return
				}
				if len(bob.Members) != 2 || bob.Cursors[ann.Welcome.Session] != (wire.Point{3, 4}) {
					t.Errorf("bob knows %v and sees %v", bob.Members, bob.Cursors)
				}
				cyd := s.As("cyd").Joins(1)
				s.Settle()
				if len(cyd.Welcome.Members) != 3 || cyd.Cursors[ann.Welcome.Session] != (wire.Point{3, 4}) {
					t.Errorf("who comes later knows %v and sees %v", cyd.Welcome.Members, cyd.Cursors)
				}
				ann.Gesture(stroke(0, 10))
				s.Settle()
				ann.Gesture(stroke(10, 20))
				s.Settle()
				if got := bob.Gestures[ann.Welcome.Session].Points; !slices.Equal(got, wholeStroke(20)) {
					t.Errorf("bob sees %d numbers of ann's gesture", len(got))
				}
				ann.Leaves()
				s.Settle()
				if len(bob.Members) != 2 || len(cyd.Members) != 2 {
					t.Errorf("ann has left: bob knows %v", bob.Members)
				}
			})
		})
	}
}

// TestNodeDies: the members of a node that says nothing any more are taken away after a while (C40).
func TestNodeDies(t *testing.T) {
	bubble(t, func(t *testing.T) {
		way := &mutable{}
		s := roomtest.NewStage(t, rooms.Config{Relay: way}, rooms.Config{Relay: &way.InProcess})
		ann, bob := s.As("ann").Joins(0), s.As("bob").Joins(1)
		s.Settle()
		s.Settle()
		if len(bob.Members) != 2 {
			t.Fatalf("bob knows %v", bob.Members)
		}
		way.mute.Store(true)
		for range 4 {
			time.Sleep(5 * time.Second)
			bob.Says(wire.Beat{})
			ann.Says(wire.Beat{})
		}
		s.Settle()
		if len(bob.Members) != 1 {
			t.Errorf("20 s after the other node fell silent bob knows %v", bob.Members)
		}
		synctest.Wait()
	})
}

// mutable is a relay that can be made to lose everything.
type mutable struct {
	relay.InProcess
	mute atomic.Bool
}

func (m *mutable) Publish(x relay.Message) {
	if !m.mute.Load() {
		m.InProcess.Publish(x)
	}
}

func TestGestureTransformsAreTold(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		ids := []board.ElementID{"element-1", "element-2"}
		pull := &wire.Pull{Box: [5]int64{0, 0, 100, 50, 4500}, To: [4]int64{0, 0, -200, 50}}
		for _, told := range []wire.Transform{
			{Turn: &[3]int64{1500, 50, 25}},
			{Turn: &[3]int64{-9000, 50, 25}},
			{Pull: pull},
			{By: &wire.Point{7, 8}, Copy: true},
			{By: &wire.Point{9, 9}},
		} {
			ann.Gesture(&wire.Gesture{ID: "gesture-1", IDs: ids, Transform: told})
			s.Settle()
			cyd := s.As("cyd").Joins()
			s.Settle()
			for _, p := range []*roomtest.Person{bob, cyd} {
				if got := p.Gestures[ann.Welcome.Session].Transform; !reflect.DeepEqual(got, told) {
					t.Errorf("%s sees %+v, want %+v", p.Name, got, told)
				}
			}
			cyd.Leaves()
			s.Settle()
		}
	})
}
