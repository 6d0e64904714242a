package auth

import "drawingroom/rooms/board"

// Action is what somebody asks to do with a board. There is one table for every way in (REST, socket, files), so that no way is forgotten.
type Action int8

const (
	// Look is seeing the board as it is, and its people. Its past is another matter: MayReplay.
	Look Action = iota
	// Draw is appending changes.
	Draw
	// Invite is making a link to the board. Nobody can invite to more than they may themselves.
	Invite
	// Govern is deciding what others may.
	Govern
)

// leastRole is the lowest role that may do an action. A role the table does not know may do nothing.
var leastRole = map[Action]int{Look: rank(board.RoleViewer), Draw: rank(board.RoleEditor), Invite: rank(board.RoleEditor), Govern: rank(board.RoleOwner)}

// rank orders the roles; an unknown one is none.
func rank(r board.Role) int {
	switch r {
	case board.RoleViewer:
		return 1
	case board.RoleEditor:
		return 2
	case board.RoleOwner:
		return 3
	}
	return 0
}

// May says whether a role may do an action. The role comes from the database only, never from a token.
func May(r board.Role, a Action) bool {
	least, known := leastRole[a]
	return known && rank(r) >= least
}

// MayReplay says whether a role may see the past of a board, which says itself who may at least.
func MayReplay(r, least board.Role) bool { return May(r, Look) && r.MayReplay(least) }

// MayGive says whether somebody with a role may make a link that gives another: viewer or editor, and never more than their own.
func MayGive(own, given board.Role) bool {
	return May(own, Invite) && rank(given) <= rank(own) && (given == board.RoleViewer || given == board.RoleEditor)
}
