package roomtest

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// lane is what a page load that is gone has left on its device: its secret, and what had no answer.
type lane struct {
	secret  wire.ClientSecret
	as      board.Client // 0: not adopted on this connection
	pending []wire.Change
	seqs    map[int64]board.Seq // of what has been answered by a place
}

// Restarts is the end of a page load and the beginning of the next on the same device: another client, whose numbers begin anew. What had no
// answer was kept, and is adopted at the next join; the board was kept, or is not there.
func (p *Person) Restarts(keepsBoard bool) {
	if p.Conn != nil {
		p.Leaves()
		p.Conn = nil // nobody reads what has come and was not read
	}
	if len(p.pending) > 0 {
		p.left = append(p.left, &lane{secret: p.Secret, pending: p.pending, seqs: map[int64]board.Seq{}})
	}
	p.loads++
	p.Secret, p.n, p.again, p.pending, p.Welcome = secretOf(fmt.Sprint(p.Name, "/", p.loads)), 0, 0, nil, nil
	if !keepsBoard {
		p.At, p.Board = board.Position{}, board.New()
	}
}

func secretOf(text string) wire.ClientSecret {
	sum := sha256.Sum256([]byte(text))
	return wire.ClientSecret(base64.RawURLEncoding.EncodeToString(sum[:16]))
}

// adopts asks for what earlier page loads have left.
func (p *Person) adopts() {
	for _, l := range p.left {
		l.as = 0
		p.Says(wire.Adopt{Client: l.secret})
	}
}

// adopted sends again what a page load has left.
func (p *Person) adopted(m wire.Adopted) {
	for _, l := range p.left {
		if l.secret != m.Client || m.Refused != "" {
			continue
		}
		p.Adoptions++
		l.as = m.As
		for _, c := range l.pending {
			c.As = l.as
			p.Says(c)
		}
	}
}

// of is the lane that the room calls so on this connection.
func (p *Person) of(as board.Client) *lane {
	i := slices.IndexFunc(p.left, func(l *lane) bool { return l.as == as && as != 0 })
	if i < 0 {
		return nil
	}
	return p.left[i]
}

// placed takes the place of a change that an earlier page load had made. It may be told twice, by its item and by accepted, and is the same then.
func (p *Person) placed(l *lane, n int64, seq board.Seq) {
	if was := l.seqs[n]; was != 0 && was != seq {
		p.stage.T.Errorf("%s: change %d of %d is at %d, and was at %d", p.Name, n, l.as, seq, was)
	}
	l.seqs[n] = seq
	p.settles(l, n)
}

func (p *Person) settles(l *lane, n int64) {
	l.pending = slices.DeleteFunc(l.pending, func(c wire.Change) bool { return c.N == n })
}
