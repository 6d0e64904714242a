package rooms

import (
	"slices"
	"strings"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

const (
	gestureSilence = 10 * time.Second // after which a gesture has ended (W26)
	gestureRenewal = 2 * time.Second  // after which it is told in full again,
	renewalNumbers = 800              // or later, in proportion, when it has more numbers than this: a long stroke must not be told over and over (C36)
	numbersAPoint  = 4
)

// gesture is a gesture in progress, whole: what came of it put together, and how much of it has been told.
type gesture struct {
	now     wire.Gesture // From is 0, Points are all of them
	told    int          // numbers of Points that the others have
	full    bool         // it must be told in full: it is new, or has been renewed
	newPart bool         // its properties have changed since it was told
	fullAt  time.Duration
	heard   time.Duration
}

// take puts what came to what there is; nil ends it. It says whether there is something to tell.
func (one *hand) take(g *wire.Gesture, now time.Duration) bool {
	if g == nil {
		ended := one.gesture != nil
		one.gesture = nil
		return ended
	}
	whole := g.Props != nil && g.From == 0
	current := one.gesture
	if current == nil || current.now.ID != g.ID {
		if g.From > 0 { // a hole: nothing to put it to until the next full one
			return false
		}
		current = &gesture{full: true}
		one.gesture, whole = current, true
	}
	current.heard = now
	if whole {
		current.replace(g)
		return true
	}
	return current.add(g)
}

// replace takes a full message. What of its points has been told stays told.
func (c *gesture) replace(g *wire.Gesture) {
	same := min(c.told, len(g.Points))
	if !slices.Equal(c.now.Points[:min(same, len(c.now.Points))], g.Points[:same]) {
		same, c.full = 0, true
	}
	c.now, c.told, c.newPart = *g, same, true
}

// add takes an increment: points from g.From on, properties that differ, the way things are carried.
func (c *gesture) add(g *wire.Gesture) bool {
	if from := int(g.From) * numbersAPoint; g.Points != nil {
		if from > len(c.now.Points) || from+len(g.Points) > wire.MaxGesturePoints*numbersAPoint {
			return false
		}
		c.now.Points = append(c.now.Points[:from:from], g.Points...)
		c.told = min(c.told, from)
	}
	if g.Any() {
		c.now.Transform, c.newPart = g.Transform, true
	}
	if g.Props != nil {
		c.now.Props, c.newPart = merge(c.now.Props, g.Props), true
	}
	c.now.IDs = g.IDs
	return true
}

// merge lays props over others, both sorted by path.
func merge(under, over board.Props) board.Props {
	merged := make(board.Props, 0, len(under)+len(over))
	for _, p := range under {
		if _, again := slices.BinarySearchFunc(over, p.Path, byPath); !again {
			merged = append(merged, p)
		}
	}
	merged = append(merged, over...)
	slices.SortFunc(merged, func(a, b board.Prop) int { return strings.Compare(a.Path, b.Path) })
	return merged
}

func byPath(p board.Prop, path string) int { return strings.Compare(p.Path, path) }

// next is what the others must be told now: an increment, or all of it when that is due. nil: it has ended.
func (c *gesture) next(now time.Duration) *wire.Gesture {
	if c == nil {
		return nil
	}
	if c.full || now-c.fullAt >= c.renewal() {
		c.full, c.fullAt, c.told, c.newPart = false, now, len(c.now.Points), false
		return c.whole()
	}
	g := wire.Gesture{ID: c.now.ID, IDs: c.now.IDs}
	if c.newPart {
		g.Props, g.Transform = c.now.Props, c.now.Transform
	}
	if c.now.Points != nil {
		g.From, g.Points = int64(c.told/numbersAPoint), c.now.Points[c.told:]
	}
	c.told, c.newPart = len(c.now.Points), false
	return &g
}

// renewal is how long after a full message the next one is due. Who has lost presence gets one at once; this is for holes nobody knows of.
func (c *gesture) renewal() time.Duration {
	return gestureRenewal * time.Duration(max(renewalNumbers, len(c.now.Points))) / renewalNumbers
}

// whole is the full message (W15).
func (c *gesture) whole() *wire.Gesture {
	g := c.now
	g.From = 0
	return &g
}

// endGestures ends those of a client whose elements have just been committed (W26).
func (rm *room) endGestures(client board.Client, ops []board.Op) {
	for _, m := range rm.members {
		if m.client != client || m.hand.gesture == nil {
			continue
		}
		for _, op := range ops {
			if slices.Contains(m.hand.gesture.now.IDs, op.Element()) {
				m.hand.gesture, m.hand.shaped = nil, false
				return
			}
		}
		return
	}
}

// endGesture ends a member's gesture because what it became was refused; the others must be told.
func (rm *room) endGesture(m *member) {
	if rm.members[m.s] == m && m.hand.gesture != nil {
		rm.hands.move(m.hand, wire.Presence{Gesture: wire.Optional[wire.Gesture]{Set: true}}, rm.now)
	}
}

func compare(a, b wire.SessionID) int { return strings.Compare(string(a), string(b)) }

func bySession(a, b wire.OtherNews) int { return compare(a.Session, b.Session) }
