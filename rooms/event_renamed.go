package rooms

import "drawingroom/rooms/board"

// renamed: a user has another name from now on, and another colour unless it is "".
type renamed struct {
	user         board.UserID
	name, colour string
}

func (e renamed) happen(rm *room) {
	for _, m := range rm.members {
		if m.user != e.user {
			continue
		}
		wish := e.colour
		if wish == "" {
			wish = m.wish
		}
		rm.dress(e.user, e.name, wish)
		return
	}
}

// Renamed says that a user has another name, and another colour unless it is "": it is seen at once in the rooms of this
// node, and elsewhere when they next say hello.
func (r *Registry) Renamed(user board.UserID, name, colour string) {
	for _, rm := range r.open() {
		rm.post(renamed{user, name, colour})
	}
}
