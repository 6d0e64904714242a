package auth

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// row is a store that holds nothing but when its sessions run out.
type row struct {
	Store
	mu      sync.Mutex
	expires []int64
	parts   int
	broken  error
}

func (r *row) PurgeSessions(_ context.Context, now int64, most int) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.parts++
	if r.broken != nil {
		return 0, r.broken
	}
	gone := 0
	r.expires = slices.DeleteFunc(r.expires, func(at int64) bool {
		if at > now || gone == most {
			return false
		}
		gone++
		return true
	})
	return gone, nil
}

// breaks makes the store fail from now on, or work again, and returns how often it has been asked.
func (r *row) breaks(why error) (parts int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.broken = why
	return r.parts
}

// Sessions that have run out are forgotten in parts, at the start and every few hours; a store that is away is asked again.
func TestSessionsArePurged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		at := func(d time.Duration) int64 { return begin.Add(d).UnixMilli() }
		r := &row{expires: []int64{at(time.Hour), at(7 * time.Hour), at(100 * time.Hour)}}
		for range 2*purgePart + 1 {
			r.expires = append(r.expires, at(0))
		}
		ctx, stop := context.WithCancel(t.Context())
		type news struct {
			gone int
			err  error
		}
		var told []news
		over := make(chan struct{})
		go func() {
			defer close(over)
			NewSessions(r, time.Now).KeepPurged(ctx, func(gone int, err error) {
				r.mu.Lock()
				defer r.mu.Unlock()
				told = append(told, news{gone, err})
			})
		}()
		expect := func(gone, left int, err error) {
			t.Helper()
			synctest.Wait()
			r.mu.Lock()
			defer r.mu.Unlock()
			last := told[len(told)-1]
			if last.gone != gone || !errors.Is(last.err, err) || len(r.expires) != left {
				t.Errorf("after %s: told %+v, %d left; want %d, %v and %d", time.Since(begin), last, len(r.expires), gone, err, left)
			}
		}
		expect(2*purgePart+1, 3, nil)
		if parts := r.breaks(nil); parts != 3 {
			t.Errorf("in %d parts, want 3", parts)
		}
		time.Sleep(purgeEvery)
		expect(1, 2, nil)
		full := errors.New("the disk is full")
		r.breaks(full)
		time.Sleep(purgeEvery)
		expect(0, 2, full)
		r.breaks(nil)
		time.Sleep(purgeEvery)
		expect(1, 1, nil)
		stop()
		<-over
		if len(told) != 4 {
			t.Errorf("told %d times, want 4", len(told))
		}
	})
}
