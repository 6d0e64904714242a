package board

import "errors"

// The stores' errors. A store wraps one of these, or returns something else, which means a fault of ours.
var (
	// ErrNoBoard: there is no such board, or it may not be known that there is.
	ErrNoBoard = errors.New("no such board")
	// ErrRights: the rights have changed since the room looked (Batch.ACL), or one of them has run out (Batch.Until); nothing was stored.
	ErrRights = errors.New("the rights have changed")
	// ErrUnknown: whether the batch was stored is not known (the commit's answer was lost). Neither yes nor no.
	ErrUnknown = errors.New("outcome not known")
	// ErrBusy: the store cannot take it now; nothing was stored; try again.
	ErrBusy = errors.New("store is busy")
	// ErrClient: the client id belongs to another user.
	ErrClient = errors.New("client id belongs to someone else")
	// ErrFull: the board's assets take all the room they may; nothing was stored.
	ErrFull = errors.New("no room for more assets")
	// ErrChanged: what was to be written over is another by now; nothing was stored.
	ErrChanged = errors.New("changed meanwhile")
	// ErrStands: a board's first row, and what marks others as struck out, cannot be struck out.
	ErrStands = errors.New("that row of the log stands")
	// ErrFolded: what is asked for lies before the beginning of what is kept of the board's past (Beginning).
	ErrFolded = errors.New("that part of the past has been folded")
	// ErrQuarantined: the board has been taken out of use by who runs the server. Nothing of it is lost.
	ErrQuarantined = errors.New("the board has been taken out of use")
	// ErrTrashed: its owner has moved the board to the trash. Nothing of it is lost yet.
	ErrTrashed = errors.New("the board is in the trash")
	// ErrUnreadable: what is kept of the board cannot be read as it must be. It is not taken for another board, and not for an empty one.
	ErrUnreadable = errors.New("the board cannot be read")
	// ErrExpired: the link has run out.
	ErrExpired = errors.New("the link has run out")
	// ErrGuarded: the link asks for a password, which has not been proved.
	ErrGuarded = errors.New("the link asks for a password")
	// ErrRemoved: the owner of the board has removed this person, and no link lets them in.
	ErrRemoved = errors.New("removed from the board")
	// ErrOwner: that cannot be done with the owner of a board, who hands it over first.
	ErrOwner = errors.New("not with the owner")
	// ErrManyLinks: the board has as many links as it may.
	ErrManyLinks = errors.New("no room for more links")
	// ErrNotFound: no such user, session, link, snapshot or asset.
	ErrNotFound = errors.New("not found")
)

// Refusal says why Judge does not let an op or a value in. Code is one of rooms/wire/codes.json.
type Refusal struct {
	Code string
	Why  string
}

func (r *Refusal) Error() string { return r.Code + ": " + r.Why }
