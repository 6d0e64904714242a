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
	// Opens says how a link opens a board, and changes nothing. Unknown board, or not a link of it: ErrNoBoard, as slowly the one as the other.
	// Run out: ErrExpired.
	Opens(ctx context.Context, id board.ID, link [32]byte) (board.Opening, error)
	// Guard returns what the password of a link is hashed to; "": it asks for none. Errors as Opens.
	Guard(ctx context.Context, id board.ID, link [32]byte) (kept string, err error)
	// Join makes the link's role a membership of the user and returns the role now held. proven is what Guard returned, if the user has proved to know
	// the password. Errors as Opens; with a password that is not proven: ErrGuarded; the owner has removed the user: ErrRemoved.
	// It raises the board's ACL version if anything changed. A second time with the same link it changes and asks for nothing.
	Join(ctx context.Context, id board.ID, user board.UserID, link [32]byte, proven string, now int64) (board.Role, error)
	// Role returns the user's right on a board; none: RoleNone and ErrNoBoard.
	Role(ctx context.Context, id board.ID, user board.UserID) (board.Role, error)
	// AdmitUser sees to it that a person of a host application is known, under the name and colour given ("": what is there, or for who is new that of
	// fresh), and returns them. It writes nothing where nothing is another.
	AdmitUser(ctx context.Context, u, fresh board.User) (board.User, error)
	// HostSays makes a host application's word on what a user may on a board (RoleNone: nothing) their right by it. A word given before the newest one
	// (said, s since 1970) changes nothing. No such board: ErrNoBoard. It raises the board's ACL version if the user's right is another one then.
	HostSays(ctx context.Context, id board.ID, user board.UserID, role board.Role, said, now int64) error
	// BecomeAdmin uses up a link that makes an admin. An unknown one, or one that has run out: ErrNotFound.
	BecomeAdmin(ctx context.Context, user board.UserID, link [32]byte, now int64) error
}
