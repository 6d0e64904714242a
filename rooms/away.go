package rooms

import (
	"sync/atomic"
	"time"

	"drawingroom/rooms/wire"
)

// awayAfter is how long the store may leave a batch, or the look at the heads, without an answer before people are told that it does: long enough for a
// disk that stalls, short enough that nobody wonders for long where their work is.
const awayAfter = 3 * time.Second

// silence is since when the store has not answered the look at the heads, on the registry's clock; 0: it has.
type silence struct{ since atomic.Int64 }

// asked notes that it is asked, or was in vain.
func (s *silence) asked(now time.Duration) { s.since.CompareAndSwap(0, max(1, int64(now))) }

// answered notes that it answers.
func (s *silence) answered() { s.since.Store(0) }

// lasts is for how long it has been silent.
func (s *silence) lasts(now time.Duration) time.Duration {
	if since := s.since.Load(); since > 0 {
		return now - time.Duration(since)
	}
	return 0
}

// mindStore tells the members when the store lets their changes wait, and when it does so no more (W33).
func (rm *room) mindStore() {
	held := rm.reg.silent.lasts(rm.now)
	if f := rm.flight; f != nil && f.outcome == nil {
		held = max(held, rm.now-f.since)
	}
	rm.storeIs(held >= awayAfter)
}

func (rm *room) storeIs(away bool) {
	if rm.away == away {
		return
	}
	rm.away = away
	rm.reg.cfg.Log.Info("the store", "board", rm.id, "away", away)
	for _, m := range rm.members {
		if m.live() {
			rm.tellStore(m)
		}
	}
}

// tellStore tells a member how it stands with the store. Pages of the first version know no such word.
func (rm *room) tellStore(m *member) {
	if m.s.conn.Version() >= wire.V2 {
		rm.send(m, wire.Frame(encode(wire.StoreNews{Away: rm.away})))
	}
}
