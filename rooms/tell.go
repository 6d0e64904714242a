package rooms

import (
	"time"

	"drawingroom/rooms/wire"
)

// A room tells at once when it has rested, then rests in proportion to what the telling cost. One small write costs about 7 µs
// of CPU, so a rest of 160 µs a write leaves the sockets about 4 % of a core: 10 members are told after at most 1.6 ms, 50 after 8 ms.
const (
	restPerWrite = 160 * time.Microsecond
	restMost     = 16 * time.Millisecond
)

// toTell says whether something waits to be told.
func (rm *room) toTell() bool {
	return len(rm.gathered) > 0 || len(rm.news.answered) > 0 || rm.hands.changed() || rm.news.some()
}

// tellAt is when: coming and going waits for its own rest.
func (rm *room) tellAt() time.Duration {
	if len(rm.gathered) > 0 || len(rm.news.answered) > 0 || rm.hands.changed() {
		return rm.restTill
	}
	return max(rm.restTill, rm.news.restTill)
}

// tell tells, if there is something to tell and the room has rested.
func (rm *room) tell() {
	if rm.toTell() && rm.now >= rm.tellAt() && !rm.quitting {
		rm.tellNow()
	}
}

// gatheredMost is how many bytes of changes gather before they are told without waiting: see maxFrame.
const gatheredMost = maxFrame

// tellNow fans out what has gathered: the changes, who came and went, and the newest presence of everyone, encoded once and written as one frame a member.
func (rm *room) tellNow() {
	t := telling{rows: rm.gathered}
	t.members, t.came, t.went = rm.news.take(rm.now)
	t.presence, t.own = rm.hands.take(rm.now)
	if len(t.rows) > 0 {
		t.changes = appendChanges(nil, t.rows)
	}
	writes := 0
	for _, m := range rm.members {
		if m.live() && rm.tellOne(m, &t) {
			writes++
		}
		m.from = 0
	}
	for _, m := range rm.news.answered {
		m.answers = nil
	}
	rm.gathered, rm.gatheredBytes, rm.news.answered = nil, 0, nil
	rm.others.publish(rm, &t)
	rm.restTill = rm.now + min(restMost, time.Duration(writes)*restPerWrite)
}

// telling is one fan-out: messages encoded once, and the frames made of them once, when first needed.
type telling struct {
	rows                       []row
	changes, members, presence []byte
	came                       []*member
	went                       []wire.SessionID
	own                        []byte // of presence: this node's, for the other nodes
	whole, sure, soft          []byte
}

func (t *telling) messages() int { return 3 }

// tellOne gives a member its part, and says whether there was one. Most get the same frame; who has answers or knows some of the rows gets its own.
func (rm *room) tellOne(m *member, t *telling) bool {
	if len(m.answers) > 0 || m.from > 0 {
		return rm.tellApart(m, t)
	}
	if t.presence == nil || m.s.out.backlog() {
		wrote := false
		if t.changes != nil || t.members != nil {
			if t.sure == nil {
				t.sure = closed(join([]byte{'['}, t.changes, t.members))
			}
			rm.offer(m, parcel{frame: t.sure, messages: t.messages()})
			wrote = true
		}
		return rm.tellPresence(m, t) || wrote
	}
	if t.whole == nil {
		t.whole = closed(join([]byte{'['}, t.changes, t.members, t.presence))
	}
	rm.offer(m, parcel{frame: t.whole, messages: t.messages(), soft: t.changes == nil && t.members == nil})
	return true
}

func (rm *room) tellPresence(m *member, t *telling) bool {
	if t.presence == nil || !m.live() {
		return false
	}
	if t.soft == nil {
		t.soft = wire.Frame(t.presence)
	}
	rm.offer(m, parcel{frame: t.soft, messages: 1, soft: true})
	return true
}

// tellApart puts a member's answers among the changes, in their places (W41).
func (rm *room) tellApart(m *member, t *telling) bool {
	frame, at, messages := []byte{'['}, m.from, 0
	changes := func(upTo int) {
		if upTo > at {
			frame = join(frame, appendChanges(nil, t.rows[at:upTo]))
			at, messages = upTo, messages+1
		}
	}
	for _, a := range m.answers {
		changes(a.after)
		frame, messages = join(frame, a.message), messages+1
		if messages >= maxMessages-2 || len(frame) > maxFrame {
			rm.offer(m, parcel{frame: closed(frame), messages: messages})
			frame, messages = []byte{'['}, 0
		}
	}
	changes(len(t.rows))
	frame = join(frame, t.members)
	if len(frame) > 1 {
		rm.offer(m, parcel{frame: closed(frame), messages: messages + 1})
	}
	rm.tellPresence(m, t)
	return true
}

func closed(frame []byte) []byte { return append(frame, ']') }
