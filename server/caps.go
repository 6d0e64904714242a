package server

import (
	"net/netip"
	"sync"

	"drawingroom/rooms/board"
)

// caps counts the open sockets: all, by address, by user.
type caps struct {
	limits    Limits
	mu        sync.Mutex
	all       int
	byAddress map[netip.Addr]int
	byUser    map[board.UserID]int
}

func newCaps(limits Limits) *caps {
	return &caps{limits: limits, byAddress: map[netip.Addr]int{}, byUser: map[board.UserID]int{}}
}

// take counts one more socket, or says no. free must be called once when it has ended.
func (c *caps) take(from netip.Addr, user board.UserID) (free func(), ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if full(c.all, c.limits.Connections) || full(c.byAddress[from], c.limits.PerAddress) || full(c.byUser[user], c.limits.PerUser) {
		return nil, false
	}
	c.all++
	c.byAddress[from]++
	c.byUser[user]++
	return func() { c.free(from, user) }, true
}

func (c *caps) free(from netip.Addr, user board.UserID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all--
	less(c.byAddress, from)
	less(c.byUser, user)
}

// open is how many sockets are open.
func (c *caps) open() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.all
}

// full says whether a count has reached a limit; 0 is no limit.
func full(count, limit int) bool { return limit > 0 && count >= limit }

// less counts one down and forgets who has none left.
func less[K comparable](counts map[K]int, key K) {
	if counts[key]--; counts[key] <= 0 {
		delete(counts, key)
	}
}
