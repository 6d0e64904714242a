package rooms

import (
	"slices"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// present takes a member's presence. Who may only look puts nothing on the board, not even for a moment: no words, and no gesture but a pointer's.
func (rm *room) present(m *member, p wire.Presence) {
	if !m.role.MayEdit() {
		p.Chat = wire.Optional[string]{}
		if p.Gesture.Value != nil && !rm.onlyPoints(p.Gesture.Value) {
			p.Gesture = wire.Optional[wire.Gesture]{}
		}
	}
	rm.hands.move(m.hand, p, rm.now)
}

// hush takes away what a member that may only look by now has said, and is in the midst of.
func (rm *room) hush(m *member) {
	if m.role.MayEdit() {
		return
	}
	var over wire.Presence
	over.Chat.Set = m.hand.chat != nil
	over.Gesture.Set = m.hand.gesture != nil && !rm.onlyPoints(&m.hand.gesture.now)
	rm.hands.move(m.hand, over, rm.now)
}

// laser is the name by which pages know a pointer's gesture (web/src/editor/laser.ts).
const laser = board.Value(`"laser"`)

// onlyPoints says whether a gesture shows where somebody points and nothing else (W15): it moves no element and is laid over none, and of
// what an element could be it says no more than where the trail begins.
func (rm *room) onlyPoints(g *wire.Gesture) bool {
	for _, prop := range g.Props {
		if prop.Path != "at" && (prop.Path != "name" || prop.Value != laser) {
			return false
		}
	}
	return !g.Any() && !slices.ContainsFunc(g.IDs, func(id board.ElementID) bool { return rm.board.Element(id) != nil })
}

// A call moves what everybody sees, so few of them pass (W18).
const (
	callRest      = 10 * time.Second // between two calls of one session,
	boardCallRest = 3 * time.Second  // and between any two of a board
)

// calls is when there was one last; what has never happened was long ago.
type calls struct{ last time.Duration }

func (c *calls) mayPass(now, rest time.Duration) bool { return c.last == 0 || now-c.last >= rest }

func (c *calls) passed(now time.Duration) { c.last = max(now, 1) }

// call tells everyone that a member calls them, if it may and not too many were called of late.
func (rm *room) call(m *member, message wire.Call) {
	if !m.role.MayEdit() || !m.hand.known || !m.calls.mayPass(rm.now, callRest) || !rm.calls.mayPass(rm.now, boardCallRest) {
		return
	}
	m.calls.passed(rm.now)
	called := encode(wire.Called{Session: m.s.id, View: message.View})
	rm.tellCall(called)
	if rm.others.nodes != nil {
		rm.others.say(rm, board.Head{}, called)
	}
}

// tellCall gives a call to all members, in its place among the changes: who comes sees what was drawn before it.
func (rm *room) tellCall(called []byte) {
	rm.calls.passed(rm.now)
	for _, m := range rm.members {
		rm.answerWith(m, called)
	}
}

// overhearCall passes on the call of a member of another node; two nodes may each have let one pass at the same time.
func (rm *room) overhearCall(n *otherNode, called wire.Called) {
	if _, there := n.faces[called.Session]; there && rm.calls.mayPass(rm.now, boardCallRest) {
		rm.tellCall(encode(called))
	}
}
