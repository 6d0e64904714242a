package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// Quarantine takes a board out of use, or back into it (now is 0): who enters or asks for it gets ErrQuarantined meanwhile. Nothing of it
// is touched. Open rooms notice by the version of its rights, within a second or two. No such board: ErrNoBoard.
func (s *Store) Quarantine(ctx context.Context, id board.ID, now int64) error {
	return s.decide(ctx, id, func(t tx, num int64) error {
		_, err := t.exec("UPDATE boards SET quarantined = $2 WHERE num = $1", num, now)
		return err
	})
}

// inUse is ErrTrashed for a board in the trash and ErrQuarantined for one that has been taken out of use, by its columns of those names.
func inUse(quarantined, trashed int64) error {
	switch {
	case trashed != 0:
		return board.ErrTrashed
	case quarantined != 0:
		return board.ErrQuarantined
	}
	return nil
}
