package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// Append stores batches, each as a whole or not at all, and returns one outcome a batch, in order. What it tells as stored is
// durable. ctx is the server's: one that has ended before the work began stores nothing (ErrBusy); a commit is not cancelled.
//
// A batch fails as a whole with ErrNoBoard, ErrRights (Batch.ACL is not the board's), ErrClient (an item names a client that
// is not its user's), ErrBusy or ErrUnknown. The title is written if a new change was stored.
func (s *Store) Append(ctx context.Context, batches []board.Batch) []board.Outcome {
	if len(batches) == 0 {
		return nil
	}
	return s.db.append(ctx, batches)
}
