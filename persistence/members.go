package persistence

import (
	"context"
	"database/sql"

	"drawingroom/rooms/board"
)

// insertMember gives a user a right by a link. The board's row is locked.
func insertMember(t tx, num int64, user board.UserID, link int64, role board.Role, now int64) error {
	_, err := t.exec("INSERT INTO members (board, user_id, link, role, since) VALUES ($1, $2, $3, $4, $5)",
		num, string(user), link, rank(role), now)
	return err
}

// addMember notes that a user came by a link, and returns the role they now hold. The ACL version rises if that is a new one.
// The board's row is locked.
func addMember(t tx, l linkRow, user board.UserID, now int64) (board.Role, error) {
	before, err := roleIn(t, l.board, user, now)
	if err != nil {
		return before, err
	}
	if _, err = t.exec(`INSERT INTO members (board, user_id, link, role, since) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (board, user_id, link) DO NOTHING`, l.board, string(user), l.num, rank(l.role), now); err != nil {
		return before, err
	}
	after, err := roleIn(t, l.board, user, now)
	if err != nil || after == before && l.expires == 0 {
		return after, err
	}
	return after, raiseACL(t, l.board) // also for a right that is no other but ends: the rooms must know when
}

// Role returns the user's right on a board; none: RoleNone and ErrNoBoard. Out of use: ErrQuarantined; in the trash: ErrTrashed.
func (s *Store) Role(ctx context.Context, id board.ID, user board.UserID) (board.Role, error) {
	var held, quarantined, trashed sql.NullInt64
	err := s.db.view(ctx, func(t view) error {
		_, err := t.one("SELECT "+heldRole+", max(b.quarantined), max(b.trashed) FROM "+rightRows+` JOIN boards b ON b.num = m.board
			WHERE b.id = $1 AND m.user_id = $2 AND `+lasts("$3"), []any{string(id), string(user), s.now()}, &held, &quarantined, &trashed)
		if err := orMissing(held.Int64 > 0, err, board.ErrNoBoard); err != nil {
			return err
		}
		return inUse(quarantined.Int64, trashed.Int64)
	})
	return roleOf(held.Int64), err
}

// Roles returns the rights on a board. No such board: ErrNoBoard. Out of use: ErrQuarantined; in the trash: ErrTrashed.
func (s *Store) Roles(ctx context.Context, id board.ID) (board.Rights, error) {
	rights := board.Rights{Roles: map[board.UserID]board.Role{}}
	var quarantined, trashed, replay int64
	found := false
	err := s.db.view(ctx, func(t view) error {
		return t.query("SELECT b.acl, b.quarantined, b.trashed, b.replay, m.user_id, "+heldRole+`, min(CASE WHEN l.expires > 0 THEN l.expires END)
			FROM boards b LEFT JOIN members m ON m.board = b.num LEFT JOIN links l ON l.num = m.link
			WHERE b.id = $1 AND (m.board IS NULL OR `+lasts("$2")+`)
			GROUP BY b.acl, b.quarantined, b.trashed, b.replay, m.user_id`, []any{string(id), s.now()}, func(scan scan) (bool, error) {
			var user sql.NullString
			var held, until sql.NullInt64
			found = true
			err := scan(&rights.ACL, &quarantined, &trashed, &replay, &user, &held, &until)
			if held.Int64 > 0 {
				rights.Roles[board.UserID(user.String)] = roleOf(held.Int64)
			}
			if until.Valid && (rights.Until == 0 || until.Int64 < rights.Until) {
				rights.Until = until.Int64
			}
			return true, err
		})
	})
	if err := orMissing(found, err, board.ErrNoBoard); err != nil {
		return board.Rights{}, err
	}
	rights.Replay = roleOf(replay)
	return rights, inUse(quarantined, trashed)
}
