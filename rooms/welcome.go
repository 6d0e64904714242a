package rooms

import "drawingroom/rooms/wire"

// welcome makes a connection a live member and tells it where it stands, what it missed and who is there (W20).
func (rm *room) welcome(j joining, tail []row, hasTail bool) {
	m := rm.members[j.s]
	if m == nil {
		m = rm.enter(j)
	} else {
		rm.dress(m.user, j.entry.Name, j.entry.Colour)
	}
	m.joins++
	m.role = rm.roles[m.user]
	m.standing, m.answers, m.from = live{}, nil, len(rm.gathered)
	m.heard, m.told, m.expires, m.key = rm.now, rm.now, j.who.Expires, j.who.Key
	rm.supersede(m)

	w := wire.Welcome{
		Session: j.s.id, Client: m.client, N: j.entry.LastN, Author: m.author, Role: m.role,
		Head: rm.head, Members: rm.faces(), Limits: rm.told(), Struck: rm.struck,
	}
	m.knows = 0
	switch {
	case !hasTail:
		w.Snapshot, tail = rm.snapshotFor(m.user)
		m.knows = w.Snapshot.Seq
		w.Snapshot.Forked = j.s.conn.Version() >= wire.V2 && rm.isForked(&j)
	case j.at != nil:
		m.knows = j.at.Seq
	}
	if hasTail {
		rm.reg.count.tails.Add(1)
	}
	rm.send(m, wire.Frame(encode(w)))
	if rm.away {
		rm.tellStore(m)
	}
	if len(tail) > 0 {
		rm.offer(m, parcel{rows: tail})
	}
	if full := rm.hands.everything(); full != nil {
		rm.offer(m, parcel{frame: frameOf(full), messages: 1})
	}
}

// enter makes the member of a connection's first hello.
func (rm *room) enter(j joining) *member {
	m := &member{
		s: j.s, user: j.s.who.User, author: j.entry.Author, client: j.entry.Client, name: j.entry.Name,
		wish: j.entry.Colour, colour: rm.colourFor(j.entry.Author, j.entry.Colour),
	}
	m.hand = rm.hands.add(j.s.id)
	rm.members[j.s] = m
	rm.reg.count.members.Add(1)
	rm.news.joined(m)
	return m
}

// supersede ends the older connection of the same page load; the new one's presence is not touched (H42).
func (rm *room) supersede(m *member) {
	for _, old := range rm.members {
		if old != m && old.client == m.client {
			rm.expel(old, wire.Superseded, 0)
		}
	}
}

func (rm *room) told() wire.Limits {
	l := &rm.reg.cfg.Limits
	return wire.Limits{
		Ops: int64(l.ChangeOps), ChangeBytes: int64(l.ChangeBytes), FrameBytes: int64(l.Frame), Elements: int64(l.Elements),
	}
}
