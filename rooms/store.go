package rooms

import (
	"context"

	"drawingroom/rooms/board"
)

// Store is what the rooms need of a database. Every method may be called concurrently. Errors are those of rooms/board/errors.go.
type Store interface {
	// Enter says what a user may on a board, gives them an author number the first time, and registers the client id (by its SHA-256) or finds it.
	// No role: ErrNoBoard. The id of another user: ErrClient.
	Enter(ctx context.Context, id board.ID, user board.UserID, client [32]byte) (board.Entry, error)
	// Head returns where a board stands. No such board: ErrNoBoard.
	Head(ctx context.Context, id board.ID) (board.Head, error)
	// Heads returns where those of the boards stand that exist: one query, asked every second or two.
	Heads(ctx context.Context, ids []board.ID) (map[board.ID]board.Head, error)
	// Roles returns the rights on a board, and their version.
	Roles(ctx context.Context, id board.ID) (map[board.UserID]board.Role, int64, error)
	// Log returns the rows after a seq, in order, at most limit rows and about 4 MiB.
	Log(ctx context.Context, id board.ID, after board.Seq, limit int) ([]board.Record, error)
	// Append stores batches, each in one transaction of its own or all in one, and returns one outcome a batch, in order. Durable when it returns.
	// It is never cancelled by a client's leaving: ctx is the server's.
	Append(ctx context.Context, batches []board.Batch) []board.Outcome
	// Snapshot returns the newest snapshot at or below a seq, of this FoldVersion and epoch. None: ErrNotFound.
	Snapshot(ctx context.Context, id board.ID, atMost board.Seq) (board.Snapshot, error)
	// SaveSnapshot keeps a snapshot (the newest three of a board stay).
	SaveSnapshot(ctx context.Context, id board.ID, s board.Snapshot) error
}
