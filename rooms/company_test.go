package rooms_test

import (
	"fmt"
	"testing"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

func set[T any](value T) wire.Optional[T] { return wire.Optional[T]{Set: true, Value: &value} }

func says(p *roomtest.Person, words string) { p.Says(wire.Presence{Chat: set(words)}) }

func signs(p *roomtest.Person, sign string, x int64) {
	p.Says(wire.Presence{Reaction: &wire.Reaction{Sign: sign, At: wire.Point{x, 0}}})
}

// onTwoNodes runs a test with everybody on one node, and with the others on another.
func onTwoNodes(t *testing.T, test func(t *testing.T, s *roomtest.Stage, other int)) {
	for other, name := range []string{"one node", "two nodes"} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				way := &relay.InProcess{}
				test(t, roomtest.NewStage(t, rooms.Config{Relay: way}, rooms.Config{Relay: way}), other)
			})
		})
	}
}

// TestStatesAndWordsStand: who comes later is told how far away somebody is and what they say; both end when they are taken back.
func TestStatesAndWordsStand(t *testing.T) {
	onTwoNodes(t, func(t *testing.T, s *roomtest.Stage, other int) {
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins(other)
		s.Settle()
		ann.Says(wire.Presence{State: set(wire.Idle)})
		says(ann, "Look")
		says(ann, "Look here")
		s.Settle()
		cyd := s.As("cyd").Joins(other)
		s.Settle()
		for _, p := range []*roomtest.Person{bob, cyd} {
			if p.States[ann.Welcome.Session] != wire.Idle || p.Chats[ann.Welcome.Session] != "Look here" {
				t.Errorf("%s sees %v and %v", p.Name, p.States, p.Chats)
			}
		}
		ann.Says(wire.Presence{State: wire.Optional[wire.State]{Set: true}, Chat: wire.Optional[string]{Set: true}})
		s.Settle()
		if len(bob.States)+len(bob.Chats) > 0 {
			t.Errorf("bob still sees %v and %v", bob.States, bob.Chats)
		}
	})
}

// TestWhoOnlyLooksSaysNothing, but may give a sign; and whose right is taken is silent from then on.
func TestWhoOnlyLooksSaysNothing(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		s.Store.SetRole(roomtest.Board, "vic", board.RoleViewer)
		vic, ann, bob := s.As("vic").Joins(), s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		says(vic, "Buy this")
		says(ann, "Hello")
		signs(vic, "heart", 3)
		s.Settle()
		if len(bob.Chats) != 1 || bob.Chats[ann.Welcome.Session] != "Hello" {
			t.Errorf("bob reads %v", bob.Chats)
		}
		if len(bob.Signs) != 1 || bob.Signs[0].Sign != "heart" {
			t.Errorf("bob sees the signs %v", bob.Signs)
		}
		s.Store.SetRole(roomtest.Board, "ann", board.RoleViewer)
		bob.Draws()
		time.Sleep(3 * time.Second)
		s.Settle()
		if ann.Role != board.RoleViewer {
			t.Fatalf("ann is %q", ann.Role)
		}
		if len(bob.Chats) != 0 {
			t.Errorf("bob still reads %v", bob.Chats)
		}
	})
}

// C58: who only looks shows nothing of their own on others' boards but where they point, and whose right is taken shows no more of what they were in the midst of.
func TestC58_who_only_looks_shows_nothing_but_where_they_point(t *testing.T) {
	onTwoNodes(t, func(t *testing.T, s *roomtest.Stage, other int) {
		s.Store.SetRole(roomtest.Board, "vic", board.RoleViewer)
		ann, bob, vic := s.As("ann").Joins(), s.As("bob").Joins(other), s.As("vic").Joins()
		s.Settle()
		ann.Changes(board.Put{ID: "element-1", Props: board.Props{{Path: "kind", Value: `"rectangle"`}}})
		s.Settle()
		points := func(id board.ElementID, props ...board.Prop) *wire.Gesture {
			return &wire.Gesture{ID: "pointing-1", IDs: []board.ElementID{id}, Props: board.NewProps(props...), Points: []int64{0, 0, 50, 0}}
		}
		at, name := board.Prop{Path: "at", Value: "[0,0]"}, board.Prop{Path: "name", Value: `"laser"`}
		carries := points("pointing-1", name)
		carries.By = &wire.Point{5, 5}
		for what, g := range map[string]*wire.Gesture{
			"a stroke":                    stroke(0, 4),
			"an element that is there":    points("element-1", name, at),
			"what it carries":             carries,
			"words beside the pointer":    points("pointing-1", name, at, board.Prop{Path: "alt", Value: `"Buy this"`}),
			"a name that is no pointer's": points("pointing-1", at, board.Prop{Path: "name", Value: `"Buy this"`}),
		} {
			vic.Gesture(g)
			s.Settle()
			if len(bob.Gestures) > 0 {
				t.Fatalf("bob sees %s of somebody who may only look: %+v", what, bob.Gestures)
			}
		}
		vic.Gesture(points("pointing-1", name, at))
		ann.Gesture(stroke(0, 4))
		s.Settle()
		if len(bob.Gestures) != 2 {
			t.Fatalf("bob sees %d gestures, want where vic points and what ann draws", len(bob.Gestures))
		}
		s.Store.SetRole(roomtest.Board, "ann", board.RoleViewer)
		bob.Draws()
		time.Sleep(3 * time.Second)
		vic.Gesture(&wire.Gesture{ID: "pointing-1", IDs: []board.ElementID{"pointing-1"}, From: 1, Points: []int64{1, 1, 50, 8}})
		s.Settle()
		if _, still := bob.Gestures[ann.Welcome.Session]; still || len(bob.Gestures[vic.Welcome.Session].Points) != 8 {
			t.Errorf("bob sees %+v: ann may only look by now, and vic goes on pointing", bob.Gestures)
		}
	})
}

// TestSignsPass once, to those who are there, and few of a flood.
func TestSignsPass(t *testing.T) {
	onTwoNodes(t, func(t *testing.T, s *roomtest.Stage, other int) {
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins(other)
		s.Settle()
		signs(ann, "party", 7)
		s.Settle()
		cyd := s.As("cyd").Joins(other)
		s.Settle()
		if len(bob.Signs) != 1 || bob.Signs[0] != (wire.Reaction{Sign: "party", At: wire.Point{7, 0}}) {
			t.Errorf("bob sees %v", bob.Signs)
		}
		if len(cyd.Signs) != 0 {
			t.Errorf("who comes later sees %v", cyd.Signs)
		}
		for i := range 40 { // in a second
			signs(ann, "heart", int64(i))
			time.Sleep(25 * time.Millisecond)
		}
		s.Settle()
		if got := len(bob.Signs) - 1; got < 4 || got > 5 {
			t.Errorf("bob sees %d signs of a second's flood", got)
		}
	})
}

// TestCallsReachEveryone who is there, the caller included, and nobody later; they are few, and only of those who may write.
func TestCallsReachEveryone(t *testing.T) {
	onTwoNodes(t, func(t *testing.T, s *roomtest.Stage, other int) {
		s.Store.SetRole(roomtest.Board, "vic", board.RoleViewer)
		ann, bob, vic := s.As("ann").Joins(), s.As("bob").Joins(other), s.As("vic").Joins()
		s.Settle()
		call := wire.Call{View: [4]int64{1, 2, 300, 400}}
		vic.Says(call)
		s.Settle()
		if len(ann.Calls)+len(bob.Calls) > 0 {
			t.Fatal("who only looks can call")
		}
		ann.Says(call)
		s.Settle()
		want := wire.Called{Session: ann.Welcome.Session, View: call.View}
		for _, p := range []*roomtest.Person{ann, bob, vic} {
			if len(p.Calls) != 1 || p.Calls[0] != want {
				t.Errorf("%s is called %v", p.Name, p.Calls)
			}
		}
		if cyd := s.As("cyd").Joins(other); len(cyd.Calls) > 0 {
			t.Error("who comes later is called")
		}
		bob.Says(call) // too soon after ann
		time.Sleep(4 * time.Second)
		ann.Says(call) // too soon after her own
		s.Settle()
		if len(vic.Calls) != 1 {
			t.Errorf("vic is called %d times", len(vic.Calls))
		}
		bob.Says(call)
		s.Settle()
		if len(vic.Calls) != 2 || vic.Calls[1].Session != bob.Welcome.Session {
			t.Errorf("vic is called %v", vic.Calls)
		}
	})
}

// TestCallsOfManyAreFew: thirty people who call at once are one call.
func TestCallsOfManyAreFew(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		var people []*roomtest.Person
		for i := range 30 {
			people = append(people, s.As(fmt.Sprint("p", i)).Joins())
		}
		s.Settle()
		for range 12 { // for six seconds
			for _, p := range people {
				p.Says(wire.Call{View: [4]int64{0, 0, 1, 1}})
			}
			time.Sleep(500 * time.Millisecond)
		}
		s.Settle()
		if got := len(people[7].Calls); got != 2 {
			t.Errorf("%d calls in six seconds", got)
		}
	})
}
