package rooms

import (
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// member is a person in the room, by one connection. The room owns it.
type member struct {
	s        *session
	user     board.UserID
	author   board.Author
	client   board.Client
	adopted  []board.Client // other page loads of the same user whose changes come here (W11)
	role     board.Role
	name     string
	wish     string // the colour it would like
	colour   string // and has
	standing standing
	knows    board.Seq // what it was let in with: later changes reach it as items
	joins    int       // hellos answered: answers to what came before the last one are not told
	from     int       // rows of gathered that it knows already
	answers  []answer  // to its own changes, not yet told
	hand     *hand
	calls    calls
	expires  time.Time     // of its token
	key      string        // that its token rests on; "": none
	asked    bool          // to renew it
	heard    time.Duration // last
	told     time.Duration // last
	beaten   time.Duration // last
	received int64         // bytes, when it was last looked at

	queue []*asked // its changes that wait for the journal
}

// standing is where a member stands: live, or resyncing. Before its first hello a connection is no member; gone, it is none any more.
type standing interface{ standing() }

// live members are told everything.
type live struct{}

// resyncing members have been asked to say hello again, and get nothing but beats until they do.
type resyncing struct{ until time.Duration }

func (live) standing()      {}
func (resyncing) standing() {}

// answer is a message for one member in its place among the changes.
type answer struct {
	after   int // rows of gathered that come before it
	message []byte
}

func (m *member) live() bool {
	_, is := m.standing.(live)
	return is
}

// owns says whether changes of that client may come on this connection.
func (m *member) owns(c board.Client) bool {
	if c == m.client {
		return true
	}
	for _, a := range m.adopted {
		if a == c {
			return true
		}
	}
	return false
}

// as is how the member's connection names a client: 0 for its own.
func (m *member) as(c board.Client) board.Client {
	if c == m.client {
		return 0
	}
	return c
}

// answer tells one member something in its place among the changes.
func (rm *room) answer(m *member, message wire.ServerMessage) { rm.answerWith(m, encode(message)) }

// answerWith is answer for what is encoded already.
func (rm *room) answerWith(m *member, message []byte) {
	if rm.members[m.s] != m || !m.live() {
		return
	}
	if len(m.answers) == 0 {
		rm.news.answered = append(rm.news.answered, m)
	}
	m.answers = append(m.answers, answer{after: len(rm.gathered), message: message})
}

// send puts a frame of its own into a member's outbox, beside the order of the changes.
func (rm *room) send(m *member, frame []byte) {
	rm.offer(m, parcel{frame: frame, messages: 1})
}

// offer puts a parcel into a member's outbox; one that has no room for it must resync.
func (rm *room) offer(m *member, p parcel) {
	switch m.s.put(p) {
	case full:
		rm.resync(m)
	case started, queued:
		m.told = rm.now
	}
}

// resync gives up what waits for a member and asks it to say where it stands (P5).
func (rm *room) resync(m *member) { rm.resyncFor(m, "too much was waiting") }

func (rm *room) resyncFor(m *member, why string) {
	if !m.live() {
		return
	}
	rm.reg.count.resyncs.Add(1)
	m.standing = resyncing{until: rm.now + rm.reg.cfg.Limits.ResyncWait}
	m.answers = nil
	m.s.replace(parcel{frame: wire.Frame(encode(wire.Resync{Why: why})), messages: 1})
}

// remove takes a member out of the room. Its changes that wait are still appended.
func (rm *room) remove(m *member) {
	if rm.members[m.s] != m {
		return
	}
	delete(rm.members, m.s)
	rm.reg.count.members.Add(-1)
	rm.news.left(m)
	rm.hands.drop(m.hand)
	m.answers = nil
	if len(rm.members) == 0 {
		rm.idleSince = rm.now
	}
}

// expel closes a member's connection and takes it out.
func (rm *room) expel(m *member, how wire.Close, hint int64) {
	m.s.out.close()
	m.s.shut(how, hint)
	rm.remove(m)
}
