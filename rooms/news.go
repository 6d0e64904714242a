package rooms

import (
	"slices"
	"time"

	"drawingroom/rooms/wire"
)

// news is who came and went since it was last told, and who has answers of their own. Coming and going is told at most every newsRest:
// two hundred people who come at once are a few messages, not two hundred.
type news struct {
	came     []*member
	went     []wire.SessionID
	extra    []wire.Member // on other nodes
	answered []*member
	restTill time.Duration
}

const newsRest = 250 * time.Millisecond

func (n *news) joined(m *member) { n.came = append(n.came, m) }

// left forgets who came and went untold.
func (n *news) left(m *member) {
	if i := slices.Index(n.came, m); i >= 0 {
		n.came = slices.Delete(n.came, i, i+1)
		return
	}
	n.went = append(n.went, m.s.id)
}

// met and lost are joined and left for members on other nodes.
func (n *news) met(face wire.Member) { n.extra = append(n.extra, face) }

func (n *news) lost(id wire.SessionID) {
	if i := slices.IndexFunc(n.extra, func(f wire.Member) bool { return f.Session == id }); i >= 0 {
		n.extra = slices.Delete(n.extra, i, i+1)
		return
	}
	n.went = append(n.went, id)
}

func (n *news) some() bool { return len(n.came)+len(n.went)+len(n.extra) > 0 }

// take returns the message and forgets it; nil: nothing to tell now.
func (n *news) take(now time.Duration) (message []byte, came []*member, went []wire.SessionID) {
	if !n.some() || now < n.restTill {
		return nil, nil, nil
	}
	came, went = n.came, n.went
	told := wire.Members{Joined: n.extra, Left: went}
	for _, m := range came {
		told.Joined = append(told.Joined, m.face())
		m.hand.known = true
	}
	n.came, n.went, n.extra = nil, nil, nil
	n.restTill = now + newsRest
	return encode(told), came, went
}
