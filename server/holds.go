package server

import (
	"net/netip"
	"sync"

	"drawingroom/rooms/board"
)

// mostHeld is how many answers of one browser are held open at once. Over HTTP/1.1 a browser opens six connections to a server, for all of its tabs
// together: three are left for what they say, for pages and for everything else (C28).
const mostHeld = 3

// holder is one browser, as far as a server can tell: tabs of one user at one address.
type holder struct {
	user board.UserID
	from netip.Addr
}

// holds counts the answers that are held open, by browser. The zero value is ready.
type holds struct {
	mu sync.Mutex
	by map[holder]int
}

// take counts one more answer that is to be held open, or says that it must not be. free must be called once when it has ended.
func (h *holds) take(by holder) (free func(), ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.by[by] >= mostHeld {
		return nil, false
	}
	if h.by == nil {
		h.by = map[holder]int{}
	}
	h.by[by]++
	return func() { h.free(by) }, true
}

func (h *holds) free(by holder) {
	h.mu.Lock()
	defer h.mu.Unlock()
	less(h.by, by)
}
