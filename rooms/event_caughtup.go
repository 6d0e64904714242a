package rooms

// caughtUp: a connection for which presence had been left out has read what waited. It gets everyone's presence as it is now, in full.
type caughtUp struct{ s *session }

func (e caughtUp) happen(rm *room) {
	m := rm.members[e.s]
	if m == nil || !m.live() {
		return
	}
	if full := rm.hands.everything(); full != nil {
		rm.offer(m, parcel{frame: frameOf(full), messages: 1, soft: true})
	}
}
