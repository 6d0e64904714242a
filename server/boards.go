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
	// Boards returns the user's boards, the last changed first.
	Boards(ctx context.Context, user board.UserID) ([]board.Info, error)
	// Authors returns who has entered a board, by their author numbers: the names of those who made what is on it. No such board: empty.
	Authors(ctx context.Context, id board.ID) (map[board.Author]board.User, error)
}
