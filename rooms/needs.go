package rooms

import (
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// needsFor has whoever writes on this board speak the version of the wire with which a kind came (W47). An older page may look on: it shows such
// elements as something that it does not know. The need stays until the room is opened anew, since the element may be put back.
func (rm *room) needsFor(kind string) {
	rm.needs = max(rm.needs, wire.Version(rm.reg.cfg.KindSince(kind)))
}

// needAll looks at what is on the board.
func (rm *room) needAll() {
	for e := range rm.board.Elements() {
		rm.needsFor(e.Kind())
	}
}

// needMore looks at the elements that ops were about.
func (rm *room) needMore(ops []board.Op) {
	for _, op := range ops {
		if e := rm.board.Element(op.Element()); e != nil {
			rm.needsFor(e.Kind())
		}
	}
}

// outdated says whether a member's page is too old to write here.
func (rm *room) outdated(m *member) bool { return m.s.conn.Version() < rm.needs }
