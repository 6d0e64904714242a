package relay

import (
	"sync"

	"drawingroom/rooms/board"
)

// InProcess joins several registries of one process. The zero value is ready.
type InProcess struct {
	mu   sync.RWMutex
	subs map[board.ID]map[*subscription]struct{}
}

type subscription struct{ f func(Message) }

// Publish calls every subscriber of the board, one after the other, on the caller's goroutine: they must not wait, nor publish.
func (p *InProcess) Publish(m Message) {
	p.mu.RLock()
	subs := make([]*subscription, 0, len(p.subs[m.Board]))
	for s := range p.subs[m.Board] {
		subs = append(subs, s)
	}
	p.mu.RUnlock()
	for _, s := range subs {
		s.f(m)
	}
}

// Subscribe is of Relay. A message that is on its way while cancel is called may still arrive.
func (p *InProcess) Subscribe(id board.ID, f func(Message)) (cancel func()) {
	s := &subscription{f}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.subs == nil {
		p.subs = map[board.ID]map[*subscription]struct{}{}
	}
	if p.subs[id] == nil {
		p.subs[id] = map[*subscription]struct{}{}
	}
	p.subs[id][s] = struct{}{}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.subs[id], s)
		if len(p.subs[id]) == 0 {
			delete(p.subs, id)
		}
	}
}
