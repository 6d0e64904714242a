package roomtest

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// Person is someone with one page open: a plain client that keeps what it sent until it is answered, and checks what it hears.
type Person struct {
	Name   string
	User   board.UserID
	Secret wire.ClientSecret
	Conn   *Conn
	Ended  chan error             // what Serve returned
	Lazy   bool                   // does not read
	Mute   bool                   // reads, but answers neither resync nor beat by itself
	Gone   bool                   // its connection was cut
	Speaks wire.Version           // the wire of its page; 0: the newest
	Window int                    // of the next connection, see Conn.Window
	Rate   int                    // bytes read of the next connection each time; 0: all
	Line   func(*Conn) rooms.Conn // what lies between the next connection and the room; nil: nothing
	Key    string                 // what its next connection rests on; "": nothing

	Board    *board.Board
	At       board.Position
	Welcome  *wire.Welcome
	Heard    []wire.ServerMessage // on this connection, in order
	Answers  map[int64]string     // by n, on this connection: "item", "accepted", "gap" or a refusal's code
	Frames   int                  // read in all
	Resyncs  int
	Cursors  map[wire.SessionID]wire.Point
	Members  map[wire.SessionID]wire.Member
	Gestures map[wire.SessionID]wire.Gesture
	States   map[wire.SessionID]wire.State
	Chats    map[wire.SessionID]string
	Signs    []wire.Reaction // of everybody, in order
	Calls    []wire.Called
	Role     board.Role

	stage   *Stage
	node    int
	n       int64
	again   int64 // the last one sent again on joining
	pending []wire.Change
	own     board.Client
	left    []*lane // by page loads that are gone
	loads   int     // page loads before this one

	Adoptions int // of what earlier page loads left
	AsBefore  int // changes answered with the place they had
}

// As returns the person of that name, an editor of the board unless a right was set before; one user, one page.
func (s *Stage) As(name string) *Person {
	if p := s.people[name]; p != nil {
		return p
	}
	p := &Person{Name: name, User: board.UserID(name), Secret: secretOf(name), stage: s, Board: board.New()}
	s.people[name] = p
	if !s.Store.Knows(Board, p.User) {
		s.Store.SetRole(Board, p.User, board.RoleEditor)
	}
	return p
}

// Joins connects to a node (the first if none is given) and says hello with the position it holds.
func (p *Person) Joins(node ...int) *Person {
	p.stage.T.Helper()
	n := 0
	if len(node) > 0 {
		n = node[0]
	}
	p.JoinsFor(n, 24*time.Hour)
	return p
}

// JoinsFor joins with a token that lasts so long.
func (p *Person) JoinsFor(node int, token time.Duration) {
	p.stage.T.Helper()
	p.Connects(node, token)
	p.Says(p.hello())
	p.stage.Read()
}

// Connects opens a connection without saying hello.
func (p *Person) Connects(node int, token time.Duration) {
	conn, ended := NewConn().Window(p.Window), make(chan error, 1)
	if p.Rate > 0 {
		conn.Narrow()
	}
	if p.Speaks > 0 {
		conn.Speaks(p.Speaks)
	}
	p.Conn, p.Ended = conn, ended
	p.Gone, p.node = false, node
	p.Heard, p.Answers, p.Welcome = nil, map[int64]string{}, nil
	who := rooms.Identity{User: p.User, Expires: time.Now().Add(token), Key: p.Key}
	reg := p.stage.Nodes[node]
	var line rooms.Conn = conn
	if p.Line != nil {
		line = p.Line(conn)
	}
	go func() { ended <- reg.Serve(context.Background(), line, who, Board) }()
}

func (p *Person) hello() wire.Hello {
	h := wire.Hello{Client: p.Secret}
	if p.At.Seq > 0 {
		at := p.At
		h.At = &at
	}
	return h
}

// Leaves ends the connection as a broken network does.
func (p *Person) Leaves() {
	p.Gone = true
	p.Conn.Cut()
	p.stage.Read()
}

// Says sends messages as one frame.
func (p *Person) Says(messages ...wire.ClientMessage) {
	encoded := make([][]byte, len(messages))
	for i, m := range messages {
		encoded[i] = wire.AppendClient(nil, m)
	}
	p.Conn.Send(wire.Frame(encoded...))
}

// Draws sends a change that puts one new rectangle, and returns its n.
func (p *Person) Draws() int64 {
	id := board.ElementID(fmt.Sprintf("%s-%08d", p.Name, p.n+1))
	return p.Changes(board.Put{ID: id, Props: board.Props{{Path: "at", Value: "[0,0]"}, {Path: "kind", Value: `"rectangle"`}, {Path: "size", Value: "[100,100]"}}})
}

// Changes sends a change and keeps it until it is answered.
func (p *Person) Changes(ops ...board.Op) int64 {
	p.n++
	c := wire.Change{N: p.n, Change: board.Change{Ops: ops}}
	p.pending = append(p.pending, c)
	if p.Conn != nil && p.Welcome != nil {
		p.Says(c)
	}
	return p.n
}

// Moves sends a cursor.
func (p *Person) Moves(x, y int64) {
	at := wire.Point{x, y}
	p.Says(wire.Presence{Cursor: wire.Optional[wire.Point]{Set: true, Value: &at}})
}

// Gestures sends what the hand is in the midst of; nil ends it.
func (p *Person) Gesture(g *wire.Gesture) {
	p.Says(wire.Presence{Gesture: wire.Optional[wire.Gesture]{Set: true, Value: g}})
}

// Waiting is how many changes have no answer yet.
func (p *Person) Waiting() int {
	waiting := len(p.pending)
	for _, l := range p.left {
		waiting += len(l.pending)
	}
	return waiting
}

// Closed is how the room ended the connection; nil: it did not.
func (p *Person) Closed() *Closed { return p.Conn.Closed() }

func (p *Person) read() {
	if p.Conn == nil || p.Lazy {
		return
	}
	frames := p.Conn.Take
	if p.Rate > 0 {
		frames = func() [][]byte { return p.Conn.Trickle(p.Rate) }
	}
	for _, frame := range frames() {
		p.Frames++
		messages, err := wire.DecodeServerFrame(frame)
		if err != nil {
			p.stage.T.Errorf("%s cannot read %s: %v", p.Name, frame, err)
			return
		}
		for _, m := range messages {
			p.Heard = append(p.Heard, m)
			p.hear(m)
		}
	}
}

func (p *Person) hear(m wire.ServerMessage) {
	switch m := m.(type) {
	case wire.Welcome:
		p.welcomed(m)
	case wire.Changes:
		for _, item := range m.Items {
			p.takes(item)
		}
		p.At.Hash = m.Hash
	case wire.Refused:
		if l := p.of(m.As); l != nil {
			p.settles(l, m.N)
		} else {
			p.answered(m.N, m.Code)
		}
	case wire.Accepted:
		p.AsBefore++
		if l := p.of(m.As); l != nil {
			p.placed(l, m.N, m.Seq)
		} else {
			p.answered(m.N, "accepted")
		}
	case wire.Adopted:
		p.adopted(m)
	case wire.Gap:
		p.Answers[m.Expected] = "gap"
	case wire.Resync:
		p.Resyncs++
		if p.Welcome = nil; !p.Mute { // nothing is sent before the next welcome
			p.Says(p.hello())
		}
	case wire.Beat:
		if !p.Mute {
			p.Says(wire.Beat{})
		}
	case wire.RoleChanged:
		p.Role = m.Role
	case wire.Members:
		for _, one := range m.Joined {
			p.Members[one.Session] = one
		}
		for _, id := range m.Left {
			delete(p.Members, id)
			delete(p.Cursors, id)
			delete(p.Gestures, id)
			delete(p.States, id)
			delete(p.Chats, id)
		}
	case wire.Called:
		p.Calls = append(p.Calls, m)
	case wire.PresenceNews:
		p.sees(m)
	}
}

func (p *Person) welcomed(w wire.Welcome) {
	p.Welcome, p.own, p.Role = &w, w.Client, w.Role
	p.Cursors, p.Members, p.Gestures = map[wire.SessionID]wire.Point{}, map[wire.SessionID]wire.Member{}, map[wire.SessionID]wire.Gesture{}
	p.States, p.Chats = map[wire.SessionID]wire.State{}, map[wire.SessionID]string{}
	for _, m := range w.Members {
		p.Members[m.Session] = m
	}
	p.At.Epoch = w.Head.Epoch
	if w.Snapshot != nil {
		p.fetches(*w.Snapshot)
	}
	p.Answers = map[int64]string{}
	p.again = p.n
	p.adopts()
	for _, c := range p.pending {
		p.Says(c)
	}
}

func (p *Person) fetches(ref wire.SnapshotRef) {
	t := p.stage.T
	seq, hash, ok := rooms.ParseSnapshotName(path.Base(ref.URL))
	if !ok || seq != ref.Seq || hash != ref.Hash {
		t.Fatalf("%s is told of a snapshot at %q", p.Name, ref.URL)
	}
	body, err := p.stage.Nodes[0].Snapshot(context.Background(), Board, seq, hash)
	if mark, _ := p.stage.Store.LastMark(context.Background(), Board); errors.Is(err, board.ErrNotFound) && seq < mark {
		p.Board, p.At.Seq, p.At.Hash = board.New(), seq, hash // something was struck out meanwhile: a resync is on its way (W46)
		return
	}
	if err != nil {
		t.Fatalf("%s: snapshot %d: %v", p.Name, seq, err)
	}
	z, err := gzip.NewReader(bytes.NewReader(body.Gzip()))
	if err != nil {
		t.Fatal(err)
	}
	form, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if p.Board, err = board.Restored(seq, form); err != nil {
		t.Fatalf("%s: snapshot %d: %v", p.Name, seq, err)
	}
	p.At.Seq, p.At.Hash = seq, hash
}

func (p *Person) takes(item wire.Item) {
	if item.Seq <= p.At.Seq {
		return
	}
	if item.Seq != p.At.Seq+1 {
		p.stage.T.Errorf("%s stands at %d and is told %d", p.Name, p.At.Seq, item.Seq)
	}
	p.At.Seq = item.Seq
	p.Board.Apply(board.Stamp{Seq: item.Seq, Author: item.Author}, item.Change.Ops)
	if item.Client == p.own {
		p.answered(item.N, "item")
	} else if l := p.of(item.Client); l != nil {
		p.placed(l, item.N, item.Seq)
	}
}

// answered checks that a change gets one answer on a connection, and in the order of the numbers (but for those sent again: what became of
// them may have been told before, or lie in a snapshot).
func (p *Person) answered(n int64, how string) {
	if was, again := p.Answers[n]; again {
		p.stage.T.Errorf("%s: change %d is answered %q and %q", p.Name, n, was, how)
	}
	p.Answers[n] = how
	i := slices.IndexFunc(p.pending, func(c wire.Change) bool { return c.N == n })
	if i > 0 && p.pending[0].N > p.again {
		p.stage.T.Errorf("%s: change %d is answered (%s) before %d", p.Name, n, how, p.pending[0].N)
	}
	if i >= 0 {
		p.pending = slices.Delete(p.pending, i, i+1)
	}
}

func (p *Person) sees(news wire.PresenceNews) {
	for _, c := range news.Cursors {
		if _, known := p.Members[c.Session]; !known {
			p.stage.T.Errorf("%s sees the cursor of %s, whom it does not know", p.Name, c.Session)
		}
		if c.At == nil {
			delete(p.Cursors, c.Session)
		} else {
			p.Cursors[c.Session] = *c.At
		}
	}
	for _, o := range news.Others {
		if o.Presence.Gesture.Set {
			p.follows(o.Session, o.Presence.Gesture.Value)
		}
		if o.Presence.State.Set {
			keep(p.States, o.Session, o.Presence.State.Value)
		}
		if o.Presence.Chat.Set {
			keep(p.Chats, o.Session, o.Presence.Chat.Value)
		}
		if o.Presence.Reaction != nil {
			p.Signs = append(p.Signs, *o.Presence.Reaction)
		}
	}
}

func keep[T any](in map[wire.SessionID]T, id wire.SessionID, value *T) {
	if value == nil {
		delete(in, id)
	} else {
		in[id] = *value
	}
}

// follows puts increments together as W15 says.
func (p *Person) follows(id wire.SessionID, g *wire.Gesture) {
	if g == nil {
		delete(p.Gestures, id)
		return
	}
	have, there := p.Gestures[id]
	if !there || have.ID != g.ID || g.Props != nil && g.From == 0 {
		if g.From == 0 {
			p.Gestures[id] = *g
		}
		return
	}
	if from := int(g.From) * 4; g.Points != nil && from <= len(have.Points) {
		have.Points = append(have.Points[:from:from], g.Points...)
	}
	if g.Any() {
		have.Transform = g.Transform
	}
	p.Gestures[id] = have
}
