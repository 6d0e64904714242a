package rooms

import (
	"context"
	"errors"
	"time"

	"drawingroom/rooms/wire"
)

// What a message costs of a connection's rate, in changes.
const (
	changeCost = 1
	helloCost  = 20 // it asks the store
)

var errFlood = errors.New("over the rate for too long")

// bucket is a token bucket that also knows for how long it has been overdrawn.
type bucket struct {
	rate, burst float64
	left        float64
	at          time.Duration // when left was right
	over        time.Duration // overdrawn since; 0: it is not
}

func (b *bucket) fill(now time.Duration) {
	if room := b.burst - b.left; room > 0 {
		b.left += min(room, (now-b.at).Seconds()*b.rate)
	}
	b.at = now
}

// overdrawn says for how long there has not been enough.
func (b *bucket) overdrawn(now time.Duration, yes bool) time.Duration {
	switch {
	case !yes:
		b.over = 0
	case b.over == 0:
		b.over = max(now, 1)
	default:
		return now - b.over
	}
	return 0
}

// pace slows a connection down to its rate: the reader waits, so that a flood fills the sender's own buffers. No change is refused for being fast,
// since that would lose a person's work; only who is over the rate without a pause for Limits.Flood is closed.
type pace struct {
	changes  bucket
	presence bucket
	patience time.Duration
}

func newPace(l *Limits, now time.Duration) pace {
	burst := float64(l.ChangeBurst)
	return pace{
		changes:  bucket{rate: l.ChangeRate, burst: burst, left: burst, at: now},
		presence: bucket{rate: l.PresenceRate, burst: 2 * l.PresenceRate, left: 2 * l.PresenceRate, at: now},
		patience: l.Flood,
	}
}

// grant adds changes beyond the burst, once: work done offline is sent at the join.
func (p *pace) grant(changes int) { p.changes.left += float64(changes) }

// spend takes cost off and says how long to wait when there was not enough.
func (p *pace) spend(now time.Duration, cost float64) (time.Duration, error) {
	b := &p.changes
	b.fill(now)
	b.left -= cost
	if b.overdrawn(now, b.left < 0 || b.over > 0 && b.left < b.burst/4) > p.patience { // a timer that wakes late is no pause of the sender's
		return 0, errFlood
	}
	return max(0, time.Duration(-b.left/b.rate*float64(time.Second))), nil
}

// allow says whether a presence message of that weight may pass; more are left out (P7).
func (p *pace) allow(now time.Duration, weight float64) (bool, error) {
	b := &p.presence
	b.fill(now)
	short := b.left < 1 // a heavy one may overdraw, and is paid for after
	if b.overdrawn(now, short || b.over > 0 && b.left < b.burst/4) > p.patience {
		return false, errFlood
	}
	if !short {
		b.left -= weight
	}
	return !short, nil
}

// throttle says whether a message may pass on to the room, and how long to rest first.
func (s *session) throttle(m wire.ClientMessage) (pass bool, wait time.Duration, err error) {
	now := s.reg.clock()
	if p, is := m.(wire.Presence); is {
		pass, err = s.pace.allow(now, weight(&p))
	} else {
		pass = true
		wait, err = s.pace.spend(now, changeCost)
	}
	if err != nil {
		err = s.flooded()
	}
	return pass, wait, err
}

// weight is what a presence message counts for: one, and one more for each 4 KiB or so that everyone will be sent because of it.
func weight(p *wire.Presence) float64 {
	const id, number = 24, 6 // bytes, about
	bytes := 0
	if p.Selection.Value != nil {
		bytes += id * len(*p.Selection.Value)
	}
	if p.Chat.Value != nil {
		bytes += len(*p.Chat.Value)
	}
	if g := p.Gesture.Value; g != nil {
		bytes += id*len(g.IDs) + number*len(g.Points)
		for _, one := range g.Props {
			bytes += len(one.Path) + len(one.Value)
		}
	}
	return 1 + float64(bytes)/4096
}

// pay is throttle for what asks the store.
func (s *session) pay(ctx context.Context) error {
	wait, err := s.pace.spend(s.reg.clock(), helloCost)
	if err != nil {
		return s.flooded()
	}
	return s.rest(ctx, wait)
}

// rest keeps the reader from reading.
func (s *session) rest(ctx context.Context, wait time.Duration) error {
	if wait <= 0 {
		return nil
	}
	s.waiting.Store(true)
	defer s.waiting.Store(false)
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *session) flooded() error {
	s.reg.count.floods.Add(1)
	return &end{how: wire.Flood, why: errFlood.Error()}
}
