package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// Star notes that a user has marked a board for themselves, or has not any more. A board they have no right to, or in the trash: nothing is done.
func (s *Store) Star(ctx context.Context, id board.ID, user board.UserID, starred bool) error {
	statement := "DELETE FROM stars WHERE board = (SELECT num FROM boards WHERE id = $1) AND user_id = $2"
	if starred {
		statement = `INSERT INTO stars (board, user_id) SELECT DISTINCT b.num, m.user_id FROM boards b JOIN members m ON m.board = b.num
			WHERE b.id = $1 AND m.user_id = $2 AND b.trashed = 0 ON CONFLICT (board, user_id) DO NOTHING`
	}
	return s.db.update(ctx, func(t tx) error {
		_, err := t.exec(statement, string(id), string(user))
		return err
	})
}

// Leave takes a user's own right on a board away, whatever gave it; the owner's word on them stays. None: ErrNoBoard. The owner: ErrOwner.
func (s *Store) Leave(ctx context.Context, id board.ID, user board.UserID) error {
	return s.decide(ctx, id, func(t tx, num int64) error {
		role, err := roleIn(t, num, user, s.now())
		switch {
		case err != nil:
			return err
		case role == board.RoleNone:
			return board.ErrNoBoard
		case role == board.RoleOwner:
			return board.ErrOwner
		}
		for _, statement := range []string{"DELETE FROM members WHERE board = $1 AND user_id = $2 AND link >= 0", "DELETE FROM stars WHERE board = $1 AND user_id = $2"} {
			if _, err := t.exec(statement, num, string(user)); err != nil {
				return err
			}
		}
		return nil
	})
}
