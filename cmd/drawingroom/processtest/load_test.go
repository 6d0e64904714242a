package processtest

import (
	"context"
	"math"
	"sync"
	"testing"
	"time"
)

// load is everybody drawing.
type load struct {
	end      context.CancelFunc
	wait     sync.WaitGroup
	pages    []*page
	drawings []*drawing
}

// newLoad makes every page live for the rest of the test, and draw until stop.
func newLoad(c *company, seed uint64) *load { return newLimitedLoad(c, seed, math.MaxInt) }

// newLimitedLoad draws so many changes a page.
func newLimitedLoad(c *company, seed uint64, each int) *load {
	ctx, end := context.WithCancel(c.ctx)
	l := &load{end: end, pages: c.pages}
	for i, p := range c.pages {
		d := newDrawing(i, seed)
		l.drawings = append(l.drawings, d)
		go p.live(c.ctx)
		context.AfterFunc(ctx, p.moved.Broadcast)
		l.wait.Go(func() {
			for n := 0; n < each && p.draw(ctx, 5, d.next(len(c.pages))); n++ {
			}
		})
	}
	return l
}

func (l *load) stop() {
	l.end()
	l.wait.Wait()
}

// report prints what was exercised, and fails if any of what must be was not.
func (l *load) report(t *testing.T, h *history, must ...string) {
	t.Helper()
	count := map[string]int{"rows": len(h.rows)}
	for _, d := range l.drawings {
		for op, n := range d.count {
			count[op] += n
		}
	}
	for _, p := range l.pages {
		p.mu.Lock()
		for what, n := range p.count {
			count[what] += n
		}
		p.mu.Unlock()
	}
	t.Logf("exercised %v", count)
	for _, what := range must {
		if count[what] == 0 {
			t.Errorf("never exercised: %s", what)
		}
	}
}

// withPatience is a context that ends before the test's patience does, and tells the page so.
func withPatience(t *testing.T, ctx context.Context, p *page) context.Context {
	t.Helper()
	return within(t, ctx, p, patience)
}

// within is a context that ends after so long, and tells the page so.
func within(t *testing.T, ctx context.Context, p *page, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, d)
	t.Cleanup(cancel)
	context.AfterFunc(ctx, p.moved.Broadcast)
	return ctx
}
