package auth

import (
	"context"

	"drawingroom/rooms/board"
)

// Sharing is what deciding who may come onto a board needs of a database. by is who decides: whether they may is asked once more as it is
// written (ErrRights). No such board: ErrNoBoard. Everything raises the board's ACL version.
type Sharing interface {
	// CreateLink keeps a link. As many as there may be: ErrManyLinks.
	CreateLink(ctx context.Context, id board.ID, by board.UserID, link board.NewLink, now int64) error
	// Links lists the links that are by's to decide about, the oldest first: the owner's are all, another's those they made. So it is with the next
	// three; for others: ErrNotFound.
	Links(ctx context.Context, id board.ID, by board.UserID) ([]board.Link, error)
	// ChangeLink gives a link other terms.
	ChangeLink(ctx context.Context, id board.ID, by board.UserID, link board.LinkID, c board.LinkChange) error
	// RotateLink gives a link another secret. leave: who came by it goes.
	RotateLink(ctx context.Context, id board.ID, by board.UserID, link board.LinkID, secret [32]byte, leave bool) error
	// RevokeLink ends a link and what it gave.
	RevokeLink(ctx context.Context, id board.ID, by board.UserID, link board.LinkID) error
	// People lists who is on a board, and whom the owner has removed: the owner first, then as they came; at most so many, after so many that are left out.
	People(ctx context.Context, id board.ID, skip, most int) (board.People, error)
	// SetRole says what a person may, by the owner's word; RoleNone removes them. The owner: ErrOwner. Nobody who has come: ErrNotFound.
	SetRole(ctx context.Context, id board.ID, by, user board.UserID, role board.Role, now int64) error
	// HandOver makes a person the owner, and the owner an editor. To oneself: ErrOwner. To nobody who is on the board: ErrNotFound.
	HandOver(ctx context.Context, id board.ID, by, to board.UserID, now int64) error
}
