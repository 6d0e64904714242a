// Package server is the HTTP side: routes, sockets, the embedded front end. It knows no SQL.
package server

import (
	"context"

	"drawingroom/rooms/board"
)

// Boards is what the HTTP routes need of a database beyond rooms.Store and auth.Store.
type Boards interface {
	// CreateBoard makes the board, its first row, the owner's membership and the first link, in one transaction.
	CreateBoard(ctx context.Context, b board.NewBoard) error
	// Info returns a board as the user sees it; no membership: ErrNoBoard.
	Info(ctx context.Context, id board.ID, user board.UserID) (board.Info, error)
	// SetReplay says who may see a board's past at least, by the owner's word. Not the owner, by now: ErrRights.
	SetReplay(ctx context.Context, id board.ID, by board.UserID, least board.Role) error
	// SetKeep says for how many days a board's past is kept, by the owner's word; 0: for ever. Not the owner, by now: ErrRights.
	SetKeep(ctx context.Context, id board.ID, by board.UserID, days int64) error
	// Embedding returns how a board may be shown elsewhere. No such board, or one that was put aside: ErrNoBoard.
	Embedding(ctx context.Context, id board.ID) (board.Embedding, error)
	// SetEmbedding says so, by the owner's word. Not the owner, by now: ErrRights.
	SetEmbedding(ctx context.Context, id board.ID, by board.UserID, e board.Embedding) error
	Thumbnails
	// CopyBoard makes a board that begins as another is now. No right to that: ErrNoBoard; out of reach: ErrTrashed, ErrQuarantined.
	CopyBoard(ctx context.Context, c board.NewCopy) error
	// Star notes that a user has marked a board for themselves, or has not any more.
	Star(ctx context.Context, id board.ID, user board.UserID, starred bool) error
	// Leave takes a user's own right away. None: ErrNoBoard; the owner: ErrOwner.
	Leave(ctx context.Context, id board.ID, user board.UserID) error
	// Trash moves a board to the trash, TakeBack takes it back, and Discard begins to delete it for good, by its owner. No right to it: ErrNoBoard; not the owner:
	// ErrRights. Discard, of one that is not in the trash: ErrChanged.
	Trash(ctx context.Context, id board.ID, by board.UserID, now int64) error
	TakeBack(ctx context.Context, id board.ID, by board.UserID) error
	Discard(ctx context.Context, id board.ID, by board.UserID, now int64) error
	// Erase deletes what was discarded, and what came to the trash before a time, in small transactions; it returns what is gone.
	Erase(ctx context.Context, now, trashedBefore int64) ([]board.ID, error)
	// Boards returns the user's boards, the last changed first; those in the trash to their owner alone.
	Boards(ctx context.Context, user board.UserID) ([]board.Info, error)
	// Authors returns who has entered a board, by their author numbers: the names of those who made what is on it. No such board: empty.
	Authors(ctx context.Context, id board.ID) (map[board.Author]board.User, error)
	// Strikes returns what was struck out of a board's history, the first mark first. No such board: none.
	Strikes(ctx context.Context, id board.ID) ([]board.Strike, error)
}
