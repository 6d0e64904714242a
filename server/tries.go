package server

import (
	"net/netip"
	"sync"
	"time"

	"drawingroom/rooms/board"
)

// tries counts wrong passwords: of each link from each address, and of each link from all addresses together, triesOfAll times as many. A right one costs
// nothing. Each has a minute's worth at once, then evenly.
type tries struct {
	perMinute int // 0: no limit
	now       func() time.Time
	mu        sync.Mutex
	left      map[tried]*bucketOf
}

// triesOfAll is how many addresses may guess at one link at a time.
const triesOfAll = 10

// tried is a link tried from an address; the zero address stands for all.
type tried struct {
	board board.ID
	link  [32]byte
	from  netip.Addr
}

type bucketOf struct {
	tokens float64
	at     time.Time
}

func newTries(perMinute int, now func() time.Time) *tries {
	return &tries{perMinute: perMinute, now: now, left: map[tried]*bucketOf{}}
}

// begin takes a try into account before its password is looked at, so that many at once are no more than there may be one by one. end is called with
// whether it was right. False: there have been too many.
func (t *tries) begin(id board.ID, link [32]byte, from netip.Addr) (end func(right bool), ok bool) {
	if t.perMinute == 0 {
		return func(bool) {}, true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.left) >= maxBuckets {
		t.forget()
	}
	one := t.bucket(tried{id, link, from}, t.perMinute)
	all := t.bucket(tried{id, link, netip.Addr{}}, t.perMinute*triesOfAll)
	if one.tokens < 1 || all.tokens < 1 {
		return nil, false
	}
	one.tokens--
	all.tokens--
	return func(right bool) {
		if right {
			t.mu.Lock()
			defer t.mu.Unlock()
			one.tokens++
			all.tokens++
		}
	}, true
}

// bucket is one's bucket, filled up to now.
func (t *tries) bucket(of tried, perMinute int) *bucketOf {
	now, most := t.now(), float64(perMinute)
	b := t.left[of]
	if b == nil {
		b = &bucketOf{tokens: most, at: now}
		t.left[of] = b
	}
	b.tokens = min(most, b.tokens+most*now.Sub(b.at).Minutes())
	b.at = now
	return b
}

// forget drops what a minute has filled again. What is left when that is too little goes too, but for links whose tries are used up: an attacker with many
// addresses must not make them be forgotten.
func (t *tries) forget() {
	now := t.now()
	for of, b := range t.left {
		if now.Sub(b.at) >= time.Minute {
			delete(t.left, of)
		}
	}
	for of, b := range t.left {
		if len(t.left) <= maxBuckets/2 {
			return
		}
		if of.from.IsValid() || b.tokens >= 1 {
			delete(t.left, of)
		}
	}
}
