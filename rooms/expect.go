package rooms

import "drawingroom/rooms/board"

// expectedAtOnce is how many boards may be in memory for people who have not come: what they cost is a bound, whoever says that they will.
const expectedAtOnce = 32

// Expect has a board read for somebody who will say hello to it in a moment: it is there when they do. It waits for nothing. Who asks must have the right to
// look at the board. If nobody comes, the room ends as any that is left does; if too many are expected already, nothing happens.
func (r *Registry) Expect(id board.ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.draining || r.rooms[id] != nil || r.expected >= expectedAtOnce {
		return
	}
	rm := newRoom(r, id)
	rm.early = true
	r.expected++
	r.launch(rm)
}

// arrived notes that a room is no longer one that somebody is waited for in. The lock is held.
func (r *Registry) arrived(rm *room) {
	if rm.early {
		rm.early = false
		r.expected--
	}
}
