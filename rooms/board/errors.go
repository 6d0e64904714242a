package board

import "errors"

// The stores' errors. A store wraps one of these, or returns something else, which means a fault of ours.
var (
	// ErrNoBoard: there is no such board, or it may not be known that there is.
	ErrNoBoard = errors.New("no such board")
	// ErrRights: the rights have changed since the room looked (Batch.ACL); nothing was stored.
	ErrRights = errors.New("the rights have changed")
	// ErrUnknown: whether the batch was stored is not known (the commit's answer was lost). Neither yes nor no.
	ErrUnknown = errors.New("outcome not known")
	// ErrBusy: the store cannot take it now; nothing was stored; try again.
	ErrBusy = errors.New("store is busy")
	// ErrClient: the client id belongs to another user.
	ErrClient = errors.New("client id belongs to someone else")
	// ErrFull: the board's assets take all the room they may; nothing was stored.
	ErrFull = errors.New("no room for more assets")
	// ErrNotFound: no such user, session, link, snapshot or asset.
	ErrNotFound = errors.New("not found")
)

// Refusal says why Judge does not let an op or a value in. Code is one of rooms/wire/codes.json.
type Refusal struct {
	Code string
	Why  string
}

func (r *Refusal) Error() string { return r.Code + ": " + r.Why }
