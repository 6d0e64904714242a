package rooms

import (
	"context"

	"drawingroom/rooms/board"
)

// Folded loads a board as rooms do, and says which snapshot it began with.
func Folded(ctx context.Context, store Store, id board.ID, to board.Position) (*board.Board, board.Seq, error) {
	f, err := fold(ctx, store, id, to)
	if err != nil {
		return nil, 0, err
	}
	return f.board, f.saved, nil
}

// SnapshotOf is a snapshot as rooms save it.
func SnapshotOf(at board.Position, b *board.Board) board.Snapshot {
	return board.NewSnapshot(at, b.AppendCanonical(nil))
}

// MakeKeyframes makes what keyframes a board lacks, and waits for it.
func MakeKeyframes(ctx context.Context, r *Registry, id board.ID) error {
	return r.makeKeyframes(ctx, id)
}
