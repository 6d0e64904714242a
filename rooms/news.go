package rooms

import (
	"slices"
	"time"

	"drawingroom/rooms/wire"
)

// news is who came, went and was renamed since it was last told, and who has answers of their own. Coming and going is told at most every newsRest:
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

// joined is also of who is here with another name or colour.
func (n *news) joined(m *member) {
	if !slices.Contains(n.came, m) {
		n.came = append(n.came, m)
	}
}

// left forgets who came and went untold.
func (n *news) left(m *member) {
	n.came = slices.DeleteFunc(n.came, func(c *member) bool { return c == m })
	if m.hand.known {
		n.went = append(n.went, m.s.id)
	}
}

// met and lost are joined and left for members on other nodes.
func (n *news) met(face wire.Member, h *hand) {
	n.forget(h)
	n.extra = append(n.extra, stranger{face, h})
}

func (n *news) lost(h *hand) {
	n.forget(h)
	if h.known {
		n.went = append(n.went, h.id)
	}
}

func (n *news) forget(h *hand) {
	n.extra = slices.DeleteFunc(n.extra, func(s stranger) bool { return s.hand == h })
}

func (n *news) some() bool { return len(n.came)+len(n.went)+len(n.extra) > 0 }

// take returns the message and forgets it; nil: nothing to tell now. Who has another name is among who came.
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
