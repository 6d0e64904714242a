package processtest

import (
	"context"
	"errors"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// lane is what a page load that is gone has left on its device.
type lane struct {
	secret  wire.ClientSecret
	was     board.Client // what the room called it
	own     board.Client // 0: not adopted; a device does not keep what the room called it
	pending []wire.Change
}

var errThrownAway = errors.New("the page load is gone")

// restart throws the page load away in the midst, whatever is under way, and begins another on the same device: what had no answer was kept there; so
// was the board, or it was not.
func (p *page) restart(keepsBoard bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.count["device restarts"]++
	if p.line != nil {
		p.line.close() // the reader finds out, and connects as the new one
		p.line = nil
	}
	if len(p.pending) > 0 {
		p.left = append(p.left, &lane{secret: p.secret, was: p.own, pending: p.pending})
	}
	p.secret, p.own, p.n, p.pending, p.joined = newSecret(), 0, 0, nil, false
	if !keepsBoard {
		p.board, p.head = board.New(), board.Position{}
	}
	p.moved.Broadcast()
}

// adoptions asks for what earlier page loads have left.
func (p *page) adoptions() []wire.ClientMessage {
	p.sweep()
	var ask []wire.ClientMessage
	for _, l := range p.left {
		ask = append(ask, wire.Adopt{Client: l.secret})
	}
	return ask
}

// adopted sends again what an earlier page load had no answer for.
func (p *page) adopted(ctx context.Context, m wire.Adopted) error {
	for _, l := range p.left {
		if l.secret != m.Client {
			continue
		}
		if m.Refused != "" || l.was != 0 && l.was != m.As {
			p.wrong("adopted as %d (%s), it was %d", m.As, m.Refused, l.was)
		}
		p.count["adoptions"]++
		l.own = m.As
		var again []wire.ClientMessage
		for _, c := range l.pending {
			c.As = l.own
			again = append(again, c)
			if c.N <= m.N {
				p.count["sent again though stored"]++
			}
		}
		if len(again) > 0 {
			return p.say(ctx, again...)
		}
	}
	return nil
}

// called is which client the room means on this connection.
func (p *page) called(as board.Client) board.Client {
	if as == 0 {
		return p.own
	}
	return as
}

// waiting is what waits for answers of a client that is this page's, or was; nil: it is another's.
func (p *page) waiting(client board.Client) *[]wire.Change {
	if client == 0 { // the board's own first change; a page load that was never welcomed has no number either
		return nil
	}
	if client == p.own {
		return &p.pending
	}
	for _, l := range p.left {
		if client == l.own {
			return &l.pending
		}
	}
	return nil
}

// sweep forgets what has been answered to its end.
func (p *page) sweep() {
	kept := p.left[:0]
	for _, l := range p.left {
		if len(l.pending) > 0 {
			kept = append(kept, l)
		}
	}
	p.left = kept
}
