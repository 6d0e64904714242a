package rooms

import "time"

// renewed: a connection has brought a new token.
type renewed struct {
	s       *session
	expires time.Time
}

func (e renewed) happen(rm *room) {
	if m := rm.members[e.s]; m != nil {
		m.heard, m.expires, m.asked = rm.now, e.expires, false
	}
}
