package rooms

import "drawingroom/rooms/wire"

// adopting: a connection may from now on send the changes of another page load of the same user.
type adopting struct {
	s      *session
	answer wire.Adopted
}

const adoptedMost = 64 // page loads that one connection may speak for

func (e adopting) happen(rm *room) {
	m := rm.members[e.s]
	if m == nil {
		return
	}
	m.heard = rm.now
	if as := e.answer.As; as != 0 && !m.owns(as) {
		if len(m.adopted) >= adoptedMost {
			rm.expel(m, wire.Flood, 0)
			return
		}
		m.adopted = append(m.adopted, as)
	}
	rm.answer(m, e.answer)
}
