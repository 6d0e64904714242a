package rooms

import (
	"context"
	"slices"
	"sync"
	"time"

	"drawingroom/rooms/board"
)

const (
	// pastsAtOnce is how many states are made at once on a node: those who draw come first.
	pastsAtOnce = 1
	// pastsAsked is how many different states may be waited for at once.
	pastsAsked = 128
)

// pasts keeps the states that were asked for last, over all boards and by bytes, and makes each once for those who ask at once.
type pasts struct {
	turns chan struct{}
	most  int

	mu     sync.Mutex
	by     map[pastKey]*past
	made   []pastKey // the oldest first
	bytes  int
	making int
}

type past struct {
	ready  chan struct{}
	body   []byte // before ready is closed
	err    error  // before ready is closed
	askers int
	stop   context.CancelFunc
}

func newPasts(most int) pasts {
	return pasts{turns: make(chan struct{}, pastsAtOnce), most: most, by: map[pastKey]*past{}}
}

// get returns a state that is there, or waits until make has made it.
func (h *pasts) get(ctx context.Context, r *Registry, key pastKey, make func(context.Context) ([]byte, error)) ([]byte, error) {
	p, err := h.ask(r, key, make)
	if err != nil {
		return nil, err
	}
	defer h.leave(key, p)
	select {
	case <-p.ready:
		return p.body, p.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// ask finds a state or has it begun, and counts who asks. States of the board under older rights are let go.
func (h *pasts) ask(r *Registry, key pastKey, do func(context.Context) ([]byte, error)) (*past, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	p := h.by[key]
	if p == nil {
		if h.making >= pastsAsked {
			return nil, board.ErrBusy
		}
		ctx, stop := context.WithCancel(r.ctx)
		p = &past{ready: make(chan struct{}), stop: stop}
		if !r.begin(func() { h.fill(ctx, r, key, p, do) }) {
			stop()
			return nil, board.ErrBusy
		}
		h.making++
		h.by[key] = p
		h.forget(func(old pastKey) bool { return old.id == key.id && old.acl < key.acl })
	}
	p.askers++
	return p, nil
}

// leave counts one asker less. What nobody waits for is not made.
func (h *pasts) leave(key pastKey, p *past) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if p.askers--; p.askers > 0 {
		return
	}
	select {
	case <-p.ready:
	default:
		p.stop()
		if h.by[key] == p {
			delete(h.by, key)
		}
	}
}

// fill makes a state when it is its turn. While others wait, the turn is kept for longer than the making took: as long again, and where anybody
// is on a board of this node three times as long, so that the past takes a quarter of a core from them.
func (h *pasts) fill(ctx context.Context, r *Registry, key pastKey, p *past, do func(context.Context) ([]byte, error)) {
	defer p.stop()
	select {
	case h.turns <- struct{}{}:
		began := time.Now()
		if p.err = ctx.Err(); p.err == nil {
			p.body, p.err = do(ctx)
		}
		worked := time.Since(began)
		if h.keep(key, p) > 0 {
			if r.count.members.Load() > 0 {
				worked *= 3
			}
			_ = rest(r.ctx, worked)
		}
		<-h.turns
	case <-ctx.Done():
		p.err = board.ErrBusy // nobody waits for it, or the server ends
		h.keep(key, p)
	}
}

// keep gives a state to those who wait for it, and keeps it for those to come. It returns how many others are being made or wait for it.
func (h *pasts) keep(key pastKey, p *past) int {
	close(p.ready)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.making--
	if h.by[key] != p {
		return h.making
	}
	if p.err != nil {
		delete(h.by, key)
		return h.making
	}
	h.made = append(h.made, key)
	h.bytes += len(p.body)
	for h.bytes > h.most && len(h.made) > 1 {
		h.bytes -= len(h.by[h.made[0]].body)
		delete(h.by, h.made[0])
		h.made = h.made[1:]
	}
	return h.making
}

// drop lets all states of a board go: something was struck out of its history.
func (h *pasts) drop(id board.ID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forget(func(key pastKey) bool { return key.id == id })
}

// forget lets states go that are made.
func (h *pasts) forget(which func(pastKey) bool) {
	h.made = slices.DeleteFunc(h.made, func(key pastKey) bool {
		if !which(key) {
			return false
		}
		h.bytes -= len(h.by[key].body)
		delete(h.by, key)
		return true
	})
}
