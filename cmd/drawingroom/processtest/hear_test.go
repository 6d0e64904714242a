package processtest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// hear takes a frame that came on a line.
func (p *page) hear(ctx context.Context, from line, frame []byte) error {
	messages, bad := wire.DecodeServerFrame(frame)
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.moved.Broadcast()
	if p.line != from {
		return errThrownAway
	}
	if bad != nil {
		p.wrong("cannot read %.200s: %v", frame, bad)
		return bad
	}
	for _, m := range messages {
		if err := p.take(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

func (p *page) take(ctx context.Context, m wire.ServerMessage) error {
	switch m := m.(type) {
	case wire.Welcome:
		return p.welcome(ctx, m)
	case wire.Changes:
		for _, item := range m.Items {
			p.item(item)
		}
		if last := m.Items[len(m.Items)-1].Seq; last == p.head.Seq {
			p.head.Hash = m.Hash
		}
	case wire.Accepted:
		if m.Seq > p.head.Seq+1 { // with the change itself it may come in either order
			p.wrong("change %d is said to be at %d, what comes before that has not been told (C6)", m.N, m.Seq)
		}
		p.count["answered as before"]++
		p.answered(p.called(m.As), m.N, m.Seq)
	case wire.Adopted:
		return p.adopted(ctx, m)
	case wire.Refused:
		if m.Code != p.mayFail {
			p.wrong("change %d was refused: %s %s", m.N, m.Code, m.Why)
		}
		p.refused[m.N] = m.Code
		p.answered(p.called(m.As), m.N, 0)
	case wire.Members:
		for _, one := range m.Joined {
			p.people[one.Session] = one.Author
		}
		for _, session := range m.Left {
			delete(p.people, session)
		}
	case wire.StoreNews:
		p.count[map[bool]string{true: "told that the store is away", false: "told that it is back"}[m.Away]]++
	case wire.Gap:
		if p.count["told of a gap"]++; !p.mayFork { // else the store has another history already, of which the room will hear
			p.wrong("a gap: %d is expected", m.Expected)
		}
	case wire.Resync:
		p.count["told to resync"]++
		hello := wire.Hello{Client: p.secret, At: &board.Position{Epoch: p.head.Epoch, Seq: p.head.Seq, Hash: p.head.Hash}}
		return p.say(ctx, hello)
	case wire.Beat:
		return p.say(ctx, wire.Beat{})
	case wire.Renew:
		return p.renew(ctx)
	}
	return nil
}

func (p *page) welcome(ctx context.Context, m wire.Welcome) error {
	if m.Snapshot != nil && m.Snapshot.Forked {
		p.fork(m)
	}
	if p.own != 0 && m.Client != p.own {
		p.wrong("client %d was %d before", m.Client, p.own)
	}
	if p.head.Epoch != "" && m.Head.Epoch != p.head.Epoch {
		p.wrong("another history: %s was %s", m.Head.Epoch, p.head.Epoch)
	}
	if m.Head.Seq < p.head.Seq {
		p.wrong("the board ends at %d, %d had been shown", m.Head.Seq, p.head.Seq)
	}
	p.own, p.head.Epoch, p.joined = m.Client, m.Head.Epoch, true
	p.session, p.people = m.Session, map[wire.SessionID]board.Author{}
	for _, one := range m.Members {
		p.people[one.Session] = one.Author
	}
	if m.Snapshot == nil {
		p.count["joined by tail"]++
	} else {
		p.count["joined by snapshot"]++
		if err := p.load(ctx, *m.Snapshot); err != nil {
			return err
		}
	}
	again := p.adoptions()
	for _, c := range p.pending {
		again = append(again, c)
		if c.N <= m.N {
			p.count["sent again though stored"]++
		}
	}
	if len(again) == 0 {
		return nil
	}
	return p.say(ctx, again...)
}

// load takes the board from a snapshot.
func (p *page) load(ctx context.Context, at wire.SnapshotRef) error {
	answer, err := p.ask(ctx, p.at(), http.MethodGet, at.URL, nil)
	if err != nil {
		if unreached := new(url.Error); p.road == nil || !errors.As(err, &unreached) { // on a bad line it may not come: then all begins anew
			p.wrong("snapshot: %v", err)
		}
		return err
	}
	defer answer.Body.Close()
	form, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	restored, err := board.Restored(at.Seq, form)
	if err != nil {
		p.wrong("snapshot at %d: %v", at.Seq, err)
		return err
	}
	p.board, p.head.Seq, p.head.Hash = restored, at.Seq, at.Hash
	return nil
}

// item takes a change in its place. One that came before must be what it was.
func (p *page) item(item wire.Item) {
	who := name{item.Client, item.N}
	if was, known := p.seen[item.Seq]; known && was != who {
		p.wrong("seq %d is %v, it was %v", item.Seq, who, was)
	}
	p.seen[item.Seq] = who
	p.answered(item.Client, item.N, item.Seq)
	if item.Seq <= p.head.Seq {
		p.count["came twice"]++
		return
	}
	if item.Seq != p.head.Seq+1 {
		p.wrong("seq %d came after %d", item.Seq, p.head.Seq)
	}
	p.head.Seq = item.Seq
	p.board.Apply(board.Stamp{Seq: item.Seq, Author: item.Author}, item.Change.Ops)
	if item.Seq%looks == 0 {
		p.states[item.Seq] = p.board.Hash()
	}
}

// looks is after how many changes a page remembers what the board was.
const looks = 97

// answered takes the verdict on a change, if it is an own one. The oldest of a page load's is answered first.
func (p *page) answered(client board.Client, n int64, seq board.Seq) {
	pending := p.waiting(client)
	if pending == nil {
		return
	}
	who := name{client, n}
	if was, known := p.accepted[who]; known && was != seq {
		p.wrong("change %v is at %d, it was at %d", who, seq, was)
	}
	p.accepted[who] = seq
	// After a snapshot the item of a later one may come before the answer to an earlier one that is sent again (W42).
	for len(*pending) > 0 {
		if _, known := p.accepted[name{client, (*pending)[0].N}]; !known {
			break
		}
		*pending = (*pending)[1:]
	}
	p.sweep()
}
