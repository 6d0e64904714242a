package auth

import (
	"context"

	"drawingroom/rooms/board"
)

// Store is what this package needs of a database. Errors are those of rooms/board/errors.go. Secrets come hashed (SHA-256); times are ms since 1970.
type Store interface {
	CreateUser(ctx context.Context, u board.User) error
	User(ctx context.Context, id board.UserID) (board.User, error)
	// RenameUser gives a user another name and colour. Boards keep the names people had when they drew. Unknown user: ErrNotFound.
	RenameUser(ctx context.Context, id board.UserID, name, colour string) error
	// CreateSession keeps a session by the hash of its cookie.
	CreateSession(ctx context.Context, cookie [32]byte, user board.UserID, expires int64) error
	// SessionUser returns whose session it is, if it has not run out. Otherwise ErrNotFound.
	SessionUser(ctx context.Context, cookie [32]byte, now int64) (board.User, error)
	EndSession(ctx context.Context, cookie [32]byte) error
	// PurgeSessions forgets sessions that have run out at now, at most so many, and returns how many. Nothing else goes with them.
	PurgeSessions(ctx context.Context, now int64, most int) (int, error)
	// SigningKey returns the key kept in the store; if there is none yet, it keeps fresh and returns it (two nodes at once get the same).
	SigningKey(ctx context.Context, fresh []byte) ([]byte, error)
	// CreateLink keeps a link to a board.
	CreateLink(ctx context.Context, id board.ID, by board.UserID, link [32]byte, role board.Role, now int64) error
	// Opens asks whether a link opens a board, and changes nothing. Unknown board, or not a link of it: ErrNoBoard, as slowly the one as the other.
	Opens(ctx context.Context, id board.ID, link [32]byte) error
	// Join makes the link's role a membership of the user (never lowering one that is there) and returns the role now held. Unknown board or link: ErrNoBoard.
	// It raises the board's ACL version if anything changed.
	Join(ctx context.Context, id board.ID, user board.UserID, link [32]byte, now int64) (board.Role, error)
	// Role returns the user's right on a board; none: RoleNone and ErrNoBoard.
	Role(ctx context.Context, id board.ID, user board.UserID) (board.Role, error)
}
