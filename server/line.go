package server

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"
)

const (
	// lineTime is how long a new connection may wait for its turn: short beside the 10 s within which a page wants to be in.
	lineTime = 2 * time.Second
	// longestHint is the latest that one who is sent back is told to come again, so that all are back within 30 s of a fall (C33).
	longestHint = 20 * time.Second
	// leavingHint is over what time those are spread who come while the server stops.
	leavingHint = 3 * time.Second
)

// line lets in so many new connections in any second (C33): all who lost a server come back to it at once. Who would have to wait for longer than
// lineTime is told when to come again, each at a time of their own.
type line struct {
	step    time.Duration // from one to the next; 0: no limit
	ahead   time.Duration // how much earlier than that the first of a small crowd may come in: a tenth of a second's worth does not wait
	leaving chan struct{} // closed when nobody is let in any more

	mu     sync.Mutex
	turn   time.Time // of the next who comes
	told   time.Time // when the last who was sent back was told to come again
	passed time.Time // before which nobody may pass who has had a turn
}

func newLine(perSecond int) *line {
	l := &line{leaving: make(chan struct{})}
	if perSecond > 0 {
		crowd := max(1, perSecond/10)
		l.step = time.Second / time.Duration(max(1, perSecond-crowd))
		l.ahead = time.Duration(crowd-1) * l.step
	}
	return l
}

// enter waits for a new connection's turn. again above 0: it is not let in and may come again after so long.
func (l *line) enter(ctx context.Context) (again time.Duration) {
	select {
	case <-l.leaving:
		return 1 + rand.N(leavingHint)
	default:
	}
	wait, again := l.take(time.Now())
	for again == 0 && wait > 0 {
		turn := time.NewTimer(wait)
		select {
		case <-turn.C:
			wait = l.pass(time.Now())
		case <-ctx.Done(): // nobody hears the answer
			again = lineTime
		case <-l.leaving:
			again = 1 + rand.N(leavingHint)
		}
		turn.Stop()
	}
	return again
}

// take gives one who comes now a turn, and says how long it is to that; or when they are to come again.
func (l *line) take(now time.Time) (wait, again time.Duration) {
	if l.step == 0 {
		return 0, 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	turn := latest(l.turn, now.Add(-l.ahead))
	if turn.Sub(now) <= lineTime {
		l.turn = turn.Add(l.step)
		return max(turn.Sub(now), 1), 0 // everybody passes
	}
	told := latest(l.told, now.Add(lineTime)).Add(l.step)
	if told.Sub(now) > longestHint {
		return 0, lineTime + rand.N(longestHint-lineTime)
	}
	l.told = told
	return 0, told.Sub(now)
}

// pass lets one in whose turn has come, or says how much longer it takes: those whom a busy machine woke late do not come in together.
func (l *line) pass(now time.Time) (wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	turn := latest(l.passed, now.Add(-l.ahead))
	if turn.After(now) {
		return turn.Sub(now)
	}
	l.passed = turn.Add(l.step)
	return 0
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
