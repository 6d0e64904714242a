package rooms

import (
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// heard: messages came on a connection, in order.
type heard struct {
	s        *session
	messages []wire.ClientMessage
}

func (e heard) happen(rm *room) {
	m := rm.members[e.s]
	if m == nil {
		return
	}
	m.heard = rm.now
	for _, message := range e.messages {
		switch message := message.(type) {
		case wire.Change:
			if rm.outdated(m) { // not refused: its number stays free, and the page that is loaded in its place sends it again
				rm.expel(m, wire.VersionClose, 0)
				return
			}
			rm.ask(m, message)
		case wire.Presence:
			rm.present(m, message)
		case wire.Call:
			rm.call(m, message)
		}
	}
}

// ask queues a change for the journal, judged by what the room knows. A refusal goes the same way: its number must be used up before it is told (P6).
func (rm *room) ask(m *member, message wire.Change) {
	client := message.As
	if client == 0 {
		client = m.client
	}
	if !m.owns(client) { // not theirs: no number of it can be used up
		rm.reg.count.refuse(wire.RefusedUnknownClient)
		rm.answer(m, wire.Refused{N: message.N, As: message.As, Code: wire.RefusedUnknownClient, Why: wire.Sentence(wire.RefusedUnknownClient)})
		return
	}
	if rm.draining != nil {
		return // it is not answered: the connection ends, and the client sends it again elsewhere
	}
	a := &asked{
		m: m, joins: m.joins, since: m.knows, change: message.Change, refusal: message.Bad, cost: len(message.Payload) + 128,
		item: board.Pending{User: m.user, Author: m.author, Client: client, N: message.N, Payload: message.Payload},
	}
	switch {
	case message.Bad != nil:
	case !m.role.MayEdit():
		a.item.Digest = board.Digest(message.Payload)
		a.refuse(wire.RefusedForbidden)
	default:
		a.item.Digest = board.Digest(message.Payload)
		if grows := rm.board.Growth(message.Change.Ops); grows > 0 && rm.board.Len()+grows > rm.reg.cfg.Limits.Elements {
			a.refuse(wire.RefusedBoardFull)
		}
	}
	m.s.queued.Add(int64(a.cost))
	if len(m.queue) == 0 {
		rm.asking = append(rm.asking, m)
	}
	m.queue = append(m.queue, a)
}
