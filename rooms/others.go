package rooms

import (
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
	"drawingroom/rooms/wire"
)

const (
	nodeRenewal = 5 * time.Second  // a node tells its members in full so often
	nodeSilence = 15 * time.Second // after which its members are taken to be gone (H29)
)

// others are the members of a room on other nodes, as far as these tell. All of it is presence: volatile, and never trusted for a change.
type others struct {
	nodes  map[string]*otherNode
	fullAt time.Duration // when this node last told its members in full
}

type otherNode struct {
	faces map[wire.SessionID]wire.Member
	heard time.Duration
}

func (o *others) faces(to []wire.Member) []wire.Member {
	for _, n := range o.nodes {
		for _, face := range n.faces {
			to = append(to, face)
		}
	}
	return to
}

// subscribe begins to hear of other nodes.
func (rm *room) subscribe() {
	way := rm.reg.cfg.Relay
	if way == nil {
		return
	}
	rm.others.nodes = map[string]*otherNode{}
	rm.hands.relayed = true
	rm.cancel = way.Subscribe(rm.id, func(m relay.Message) {
		if m.Node == rm.reg.cfg.Node {
			return
		}
		if m.Head.Seq > 0 {
			rm.hint(hinted{m.Head})
		}
		if m.Presence != nil {
			rm.hint(overheard{m.Node, m.Presence})
		}
	})
}

// publish tells the other nodes what this one has just told its members.
func (o *others) publish(rm *room, t *telling) {
	if o.nodes == nil {
		return
	}
	if len(t.rows) > 0 {
		o.say(rm, board.Head{Position: rm.head, Time: rm.time}, nil)
	}
	if len(t.came) > 0 || len(t.went) > 0 {
		message := wire.Members{Left: t.went}
		for _, m := range t.came {
			message.Joined = append(message.Joined, m.face())
		}
		o.say(rm, board.Head{}, encode(message))
	}
	if t.own != nil {
		o.say(rm, board.Head{}, t.own)
	}
}

func (o *others) say(rm *room, head board.Head, presence []byte) {
	rm.reg.cfg.Relay.Publish(relay.Message{Board: rm.id, Node: rm.reg.cfg.Node, Head: head, Presence: presence})
}

// tick renews what the others know, and takes silent nodes' members away.
func (o *others) tick(rm *room) {
	if o.nodes == nil {
		return
	}
	if rm.now-o.fullAt >= nodeRenewal {
		o.tellAll(rm)
	}
	for name, n := range o.nodes {
		if rm.now-n.heard < nodeSilence {
			continue
		}
		for id := range n.faces {
			rm.lose(n, id)
		}
		delete(o.nodes, name)
	}
}

func (o *others) tellAll(rm *room) {
	o.fullAt = rm.now
	if len(rm.members) == 0 {
		return
	}
	var message wire.Members
	for _, m := range rm.members {
		if m.hand.known {
			message.Joined = append(message.Joined, m.face())
		}
	}
	if len(message.Joined) == 0 {
		return
	}
	o.say(rm, board.Head{}, encode(message))
	if own := rm.hands.own(); own != nil {
		o.say(rm, board.Head{}, own)
	}
}

// overheard: another node tells of its members.
type overheard struct {
	node    string
	message []byte
}

func (e overheard) happen(rm *room) {
	messages, bad := wire.DecodeServerFrame(frameOf(e.message))
	if bad != nil {
		return
	}
	n := rm.others.nodes[e.node]
	if n == nil {
		n = &otherNode{faces: map[wire.SessionID]wire.Member{}}
		rm.others.nodes[e.node] = n
		rm.others.tellAll(rm)
	}
	n.heard = rm.now
	for _, m := range messages {
		switch m := m.(type) {
		case wire.Members:
			for _, face := range m.Joined {
				rm.meet(n, face)
			}
			for _, id := range m.Left {
				rm.lose(n, id)
			}
		case wire.PresenceNews:
			rm.watch(n, m)
		case wire.Called:
			rm.overhearCall(n, m)
		}
	}
}

// meet takes in a member of another node.
func (rm *room) meet(n *otherNode, face wire.Member) {
	switch was, there := n.faces[face.Session]; {
	case !there, was == face:
	case was.Author == face.Author: // another name or colour
		n.faces[face.Session] = face
		rm.news.met(face, rm.hands.all[face.Session])
		return
	default: // the node has begun anew and uses the name again
		rm.lose(n, face.Session)
	}
	if rm.hands.all[face.Session] != nil || len(n.faces) >= rm.reg.cfg.Limits.Members {
		return
	}
	n.faces[face.Session] = face
	one := rm.hands.add(face.Session)
	one.remote = true
	rm.news.met(face, one)
}

func (rm *room) lose(n *otherNode, id wire.SessionID) {
	if _, there := n.faces[id]; !there {
		return
	}
	delete(n.faces, id)
	one := rm.hands.all[id]
	rm.hands.drop(one)
	rm.news.lost(one)
}

func (rm *room) watch(n *otherNode, p wire.PresenceNews) {
	for _, c := range p.Cursors {
		if _, there := n.faces[c.Session]; there {
			rm.hands.move(rm.hands.all[c.Session], wire.Presence{Cursor: wire.Optional[wire.Point]{Set: true, Value: c.At}}, rm.now)
		}
	}
	for _, o := range p.Others {
		if _, there := n.faces[o.Session]; there {
			rm.hands.move(rm.hands.all[o.Session], o.Presence, rm.now)
		}
	}
}
