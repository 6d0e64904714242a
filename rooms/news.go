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
	extra    []stranger
	answered []*member
	restTill time.Duration
}

// stranger is a member on another node who has not been told of yet.
type stranger struct {
	face wire.Member
	hand *hand
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
func (n *news) met(face wire.Member, h *hand) { n.extra = append(n.extra, stranger{face, h}) }

func (n *news) lost(id wire.SessionID) {
	if i := slices.IndexFunc(n.extra, func(s stranger) bool { return s.face.Session == id }); i >= 0 {
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
	told := wire.Members{Left: went}
	for _, s := range n.extra {
		told.Joined = append(told.Joined, s.face)
		s.hand.known = true
	}
	for _, m := range came {
		told.Joined = append(told.Joined, m.face())
		m.hand.known = true
	}
	n.came, n.went, n.extra = nil, nil, nil
	n.restTill = now + newsRest
	return encode(told), came, went
}
