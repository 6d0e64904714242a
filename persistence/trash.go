package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// Trash moves a board to the trash, by its owner: nobody can open it, or write on it, from then on. A second time changes nothing.
// No such board, or no right to it: ErrNoBoard. Not the owner: ErrRights.
func (s *Store) Trash(ctx context.Context, id board.ID, by board.UserID, now int64) error {
	return s.ofOwner(ctx, id, by, func(t tx, num, trashed int64) error {
		if trashed != 0 {
			return nil
		}
		return leaveTo(t, num, now, 0)
	})
}

// TakeBack takes a board out of the trash, by its owner: whoever had a right to it has it again. One that is not there is left as it is. Errors as of Trash.
func (s *Store) TakeBack(ctx context.Context, id board.ID, by board.UserID) error {
	return s.ofOwner(ctx, id, by, func(t tx, num, trashed int64) error {
		if trashed == 0 {
			return nil
		}
		return leaveTo(t, num, 0, 0)
	})
}

// Discard begins to delete a board for good, by its owner: from then on nobody has a right to it, and Erase does the rest. Errors as of Trash; one that is not
// in the trash: ErrChanged.
func (s *Store) Discard(ctx context.Context, id board.ID, by board.UserID, now int64) error {
	return s.ofOwner(ctx, id, by, func(t tx, num, trashed int64) error {
		if trashed == 0 {
			return board.ErrChanged
		}
		return discard(t, num, now)
	})
}

// ofOwner does something about a board that its owner asks for, under the lock of its row.
func (s *Store) ofOwner(ctx context.Context, id board.ID, by board.UserID, do func(t tx, num, trashed int64) error) error {
	return s.locked(ctx, id, func(t tx, num int64) error {
		role, err := roleIn(t, num, by, s.now())
		switch {
		case err != nil:
			return err
		case role == board.RoleNone:
			return board.ErrNoBoard
		case role != board.RoleOwner:
			return board.ErrRights
		}
		var trashed int64
		if _, err := t.one("SELECT trashed FROM boards WHERE num = $1", []any{num}, &trashed); err != nil {
			return err
		}
		return do(t, num, trashed)
	})
}

// leaveTo writes how far a board has gone, so that open rooms notice.
func leaveTo(t tx, num, trashed, erasing int64) error {
	if _, err := t.exec("UPDATE boards SET trashed = $2, erasing = $3 WHERE num = $1", num, trashed, erasing); err != nil {
		return err
	}
	return raiseACL(t, num)
}
