package rooms

import (
	"slices"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// hand is one session's presence: where it points, what it has selected, sees and is in the midst of.
type hand struct {
	id        wire.SessionID
	known     bool // the others have been told of its session
	remote    bool // it is on another node
	cursor    *wire.Point
	selection []board.ElementID
	view      *[4]int64
	caret     *wire.Caret
	gesture   *gesture
	state     *wire.State
	chat      *string
	reaction  *wire.Reaction // not yet told
	reactedAt time.Duration  // when the last one came that was told

	moved  bool // the cursor, since it was last told
	picked bool // the selection
	looked bool // the view
	typed  bool // the caret
	shaped bool // the gesture
	stated bool // the state
	said   bool // the chat
	listed bool // in hands.dirty
}

func (one *hand) changed() bool {
	return one.picked || one.looked || one.typed || one.shaped || one.stated || one.said || one.reaction != nil
}

// reactionRest is how far apart the signs of one session are at least (W26).
const reactionRest = 200 * time.Millisecond

// hands is the presence of everyone in a room: kept as the newest of each, told together.
type hands struct {
	all     map[wire.SessionID]*hand
	dirty   []*hand // moved or changed, in the order of their first change
	relayed bool    // other nodes are told
}

func newHands() hands { return hands{all: map[wire.SessionID]*hand{}} }

func (h *hands) add(id wire.SessionID) *hand {
	one := &hand{id: id, reactedAt: -reactionRest}
	h.all[id] = one
	return one
}

func (h *hands) drop(one *hand) {
	delete(h.all, one.id)
	if i := slices.Index(h.dirty, one); i >= 0 {
		h.dirty = slices.Delete(h.dirty, i, i+1)
	}
}

// changed says whether there is presence to tell. That of a session the others do not know yet waits until they have been told of it.
func (h *hands) changed() bool {
	for _, one := range h.dirty {
		if one.known {
			return true
		}
	}
	return false
}

// move takes what a hand has done.
func (h *hands) move(one *hand, p wire.Presence, now time.Duration) {
	if p.Cursor.Set {
		one.cursor, one.moved = p.Cursor.Value, true
	}
	if p.Selection.Set && p.Selection.Value != nil {
		one.selection, one.picked = *p.Selection.Value, true
	}
	if p.View.Set {
		one.view, one.looked = p.View.Value, true
	}
	if p.Caret.Set {
		one.caret, one.typed = p.Caret.Value, true
	}
	if p.Gesture.Set {
		one.shaped = one.take(p.Gesture.Value, now) || one.shaped
	}
	one.speak(p, now)
	if !one.listed && (one.moved || one.changed()) {
		one.listed = true
		h.dirty = append(h.dirty, one)
	}
}

// speak takes what is said beside what the hand does.
func (one *hand) speak(p wire.Presence, now time.Duration) {
	if p.State.Set {
		one.state, one.stated = p.State.Value, true
	}
	if p.Chat.Set {
		one.chat, one.said = p.Chat.Value, true
	}
	// Another node has paced those of its own.
	if p.Reaction != nil && (one.remote || now-one.reactedAt >= reactionRest) {
		one.reaction, one.reactedAt = p.Reaction, now
	}
}

// cursorsMost is how many cursors one frame carries: in a very large room the rest come with the next ones.
const cursorsMost = 400

// take encodes what has changed, of everyone and (if another node wants to know) of this node's own; nil: nothing that may be told.
// What may not be told yet stays.
func (h *hands) take(now time.Duration) (all, own []byte) {
	var told, local wire.PresenceNews
	kept := h.dirty[:0]
	for _, one := range h.dirty {
		if !one.known || len(told.Cursors) >= cursorsMost {
			kept = append(kept, one)
			continue
		}
		into := &told
		if h.relayed && !one.remote {
			into = &local
		}
		one.tell(into, now)
	}
	clear(h.dirty[len(kept):])
	h.dirty = kept
	own = encodePresence(&local)
	told.Cursors = append(told.Cursors, local.Cursors...)
	told.Others = append(told.Others, local.Others...)
	return encodePresence(&told), own
}

func encodePresence(p *wire.PresenceNews) []byte {
	if len(p.Cursors) == 0 && len(p.Others) == 0 {
		return nil
	}
	slices.SortFunc(p.Others, bySession)
	return wire.AppendServer(make([]byte, 0, 40+24*len(p.Cursors)+200*len(p.Others)), *p)
}

// tell adds what has changed of a hand, and forgets that it has.
func (one *hand) tell(p *wire.PresenceNews, now time.Duration) {
	if one.moved {
		p.Cursors = append(p.Cursors, wire.CursorNews{Session: one.id, At: one.cursor})
	}
	if one.changed() {
		p.Others = append(p.Others, one.news(now))
	}
	one.moved, one.picked, one.looked, one.typed, one.shaped = false, false, false, false, false
	one.stated, one.said, one.reaction, one.listed = false, false, nil, false
}

// news is what has changed of a hand, but for the cursor.
func (one *hand) news(now time.Duration) wire.OtherNews {
	var p wire.Presence
	if one.picked {
		p.Selection = wire.Optional[[]board.ElementID]{Set: true, Value: &one.selection}
	}
	if one.looked {
		p.View = wire.Optional[[4]int64]{Set: true, Value: one.view}
	}
	if one.typed {
		p.Caret = wire.Optional[wire.Caret]{Set: true, Value: one.caret}
	}
	if one.shaped {
		p.Gesture = wire.Optional[wire.Gesture]{Set: true, Value: one.gesture.next(now)}
	}
	if one.stated {
		p.State = wire.Optional[wire.State]{Set: true, Value: one.state}
	}
	if one.said {
		p.Chat = wire.Optional[string]{Set: true, Value: one.chat}
	}
	p.Reaction = one.reaction
	return wire.OtherNews{Session: one.id, Presence: p}
}

// everything encodes everyone's presence in full, for who has just come or had lost some; nil: there is none.
func (h *hands) everything() []byte { return h.full(func(*hand) bool { return true }) }

// own is everything of this node alone.
func (h *hands) own() []byte { return h.full(func(one *hand) bool { return !one.remote }) }

func (h *hands) full(of func(*hand) bool) []byte {
	var told wire.PresenceNews
	for _, one := range h.all {
		if !one.known || !of(one) {
			continue
		}
		if one.cursor != nil {
			told.Cursors = append(told.Cursors, wire.CursorNews{Session: one.id, At: one.cursor})
		}
		if p, some := one.whole(); some {
			told.Others = append(told.Others, wire.OtherNews{Session: one.id, Presence: p})
		}
	}
	slices.SortFunc(told.Cursors, func(a, b wire.CursorNews) int { return compare(a.Session, b.Session) })
	return encodePresence(&told)
}

func (one *hand) whole() (p wire.Presence, some bool) {
	if len(one.selection) > 0 {
		p.Selection, some = wire.Optional[[]board.ElementID]{Set: true, Value: &one.selection}, true
	}
	if one.view != nil {
		p.View, some = wire.Optional[[4]int64]{Set: true, Value: one.view}, true
	}
	if one.caret != nil {
		p.Caret, some = wire.Optional[wire.Caret]{Set: true, Value: one.caret}, true
	}
	if one.gesture != nil {
		p.Gesture, some = wire.Optional[wire.Gesture]{Set: true, Value: one.gesture.whole()}, true
	}
	if one.state != nil {
		p.State, some = wire.Optional[wire.State]{Set: true, Value: one.state}, true
	}
	if one.chat != nil {
		p.Chat, some = wire.Optional[string]{Set: true, Value: one.chat}, true
	}
	return p, some
}

// expire ends gestures that have not been heard of for a while; the others do so by themselves (W26).
func (h *hands) expire(now time.Duration) {
	for _, one := range h.all {
		if one.gesture != nil && now-one.gesture.heard >= gestureSilence {
			one.gesture, one.shaped = nil, false
		}
	}
}
