package rooms

// renewed: a connection has brought a new token.
type renewed struct {
	s   *session
	who Identity
}

func (e renewed) happen(rm *room) {
	if m := rm.members[e.s]; m != nil {
		m.heard, m.expires, m.key, m.asked = rm.now, e.who.Expires, e.who.Key, false
	}
}
