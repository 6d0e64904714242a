package persistence

import (
	"context"
	"database/sql"

	"drawingroom/rooms/board"
)

// rank is how a role is kept: room is left between them for roles to come.
func rank(r board.Role) int64 {
	switch r {
	case board.RoleViewer:
		return 10
	case board.RoleEditor:
		return 20
	case board.RoleOwner:
		return 30
	}
	return 0
}

// roleOf is the inverse of rank. A rank of a newer version counts as the next lower one known here.
func roleOf(rank int64) board.Role {
	switch {
	case rank >= 30:
		return board.RoleOwner
	case rank >= 20:
		return board.RoleEditor
	case rank >= 10:
		return board.RoleViewer
	}
	return board.RoleNone
}

// bestRole reads the highest of a user's rows on a board, $1 its num and $2 the user.
const bestRole = "SELECT max(role) FROM members WHERE board = $1 AND user_id = $2"

func roleIn(t view, num int64, user board.UserID) (board.Role, error) {
	var best sql.NullInt64
	_, err := t.one(bestRole, []any{num, string(user)}, &best)
	return roleOf(best.Int64), err
}

// insertMember gives a user a right by a link (0: by none). The board's row is locked.
func insertMember(t tx, num int64, user board.UserID, link int64, role board.Role, now int64) error {
	_, err := t.exec("INSERT INTO members (board, user_id, link, role, since) VALUES ($1, $2, $3, $4, $5)",
		num, string(user), link, rank(role), now)
	return err
}

// addMember notes that a user came by a link, and returns the role they now hold. The ACL version rises if that is a new one.
// The board's row is locked.
func addMember(t tx, num int64, user board.UserID, link int64, given board.Role, now int64) (board.Role, error) {
	before, err := roleIn(t, num, user)
	if err != nil {
		return before, err
	}
	_, err = t.exec(`INSERT INTO members (board, user_id, link, role, since) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (board, user_id, link) DO NOTHING`, num, string(user), link, rank(given), now)
	if err != nil || rank(before) >= rank(given) {
		return before, err
	}
	return given, raiseACL(t, num)
}

// Role returns the user's right on a board; none: RoleNone and ErrNoBoard.
func (s *Store) Role(ctx context.Context, id board.ID, user board.UserID) (board.Role, error) {
	var best sql.NullInt64
	err := s.db.view(ctx, func(t view) error {
		_, err := t.one(`SELECT max(m.role) FROM boards b JOIN members m ON m.board = b.num
			WHERE b.id = $1 AND m.user_id = $2`, []any{string(id), string(user)}, &best)
		return orMissing(best.Valid, err, board.ErrNoBoard)
	})
	return roleOf(best.Int64), err
}

// Roles returns the rights on a board, and their version. No such board: ErrNoBoard.
func (s *Store) Roles(ctx context.Context, id board.ID) (map[board.UserID]board.Role, int64, error) {
	roles := map[board.UserID]board.Role{}
	var acl int64
	found := false
	err := s.db.view(ctx, func(t view) error {
		return t.query(`SELECT b.acl, m.user_id, max(m.role) FROM boards b LEFT JOIN members m ON m.board = b.num
			WHERE b.id = $1 GROUP BY b.acl, m.user_id`, []any{string(id)}, func(scan scan) (bool, error) {
			var user sql.NullString
			var best sql.NullInt64
			found = true
			err := scan(&acl, &user, &best)
			if user.Valid {
				roles[board.UserID(user.String)] = roleOf(best.Int64)
			}
			return true, err
		})
	})
	return roles, acl, orMissing(found, err, board.ErrNoBoard)
}
