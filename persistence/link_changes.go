package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// Links lists the links of a board, the oldest first, as far as they are by's to decide about: the owner's are all, another's those they made.
// by may not draw there: ErrRights.
func (s *Store) Links(ctx context.Context, id board.ID, by board.UserID) ([]board.Link, error) {
	var all []board.Link
	err := s.db.view(ctx, func(t view) error {
		var num int64
		found, err := t.one("SELECT num FROM boards WHERE id = $1", []any{string(id)}, &num)
		if err := orMissing(found, err, board.ErrNoBoard); err != nil {
			return err
		}
		own, err := roleIn(t, num, by, s.now())
		if err == nil && !own.MayEdit() {
			err = board.ErrRights
		}
		if err != nil {
			return err
		}
		return t.query(`SELECT l.id, l.role, l.name, l.expires, l.password, l.made_by, u.name, l.created, count(m.user_id), COALESCE(max(m.since), 0)
			FROM links l JOIN users u ON u.id = l.made_by
			LEFT JOIN members m ON m.link = l.num AND m.board = l.board AND NOT EXISTS (
				SELECT 1 FROM members w WHERE w.board = m.board AND w.user_id = m.user_id AND w.link = $2 AND w.role = 0)
			WHERE l.board = $1 GROUP BY l.num, l.id, l.role, l.name, l.expires, l.password, l.made_by, u.name, l.created ORDER BY l.num`,
			[]any{num, ofTheWord}, func(scan scan) (bool, error) {
				var l board.Link
				var rank int64
				err := scan(&l.ID, &rank, &l.Name, &l.Expires, &l.Password, &l.By, &l.Maker, &l.Created, &l.People, &l.Used)
				if l.Role = roleOf(rank); own == board.RoleOwner || l.By == by {
					all = append(all, l)
				}
				return true, err
			})
	})
	return all, err
}

// change does something to a link that is by's to decide about: the owner's are all, another's those they made. It is not, or there is none: ErrNotFound.
// by may not draw on the board, by now: ErrRights.
func (s *Store) change(ctx context.Context, id board.ID, by board.UserID, link board.LinkID, do func(t tx, board, link int64) error) error {
	return s.decide(ctx, id, func(t tx, on int64) error {
		own, err := roleIn(t, on, by, s.now())
		if err == nil && !own.MayEdit() {
			err = board.ErrRights
		}
		if err != nil {
			return err
		}
		var num int64
		var maker string
		found, err := t.one("SELECT num, made_by FROM links WHERE board = $1 AND id = $2", []any{on, string(link)}, &num, &maker)
		if err := orMissing(found && (own == board.RoleOwner || maker == string(by)), err, board.ErrNotFound); err != nil {
			return err
		}
		return do(t, on, num)
	})
}

// ChangeLink gives a link other terms. Who came by it has what it gives from now on, for as long as it lasts. Errors as change.
func (s *Store) ChangeLink(ctx context.Context, id board.ID, by board.UserID, link board.LinkID, c board.LinkChange) error {
	return s.change(ctx, id, by, link, func(t tx, _, num int64) error {
		var role *int64
		if c.Role != nil {
			given := rank(*c.Role)
			role = &given
			if _, err := t.exec("UPDATE members SET role = $2 WHERE link = $1", num, given); err != nil {
				return err
			}
		}
		for _, part := range []struct {
			column string
			value  any
			given  bool
		}{{"role", role, role != nil}, {"name", c.Name, c.Name != nil}, {"expires", c.Expires, c.Expires != nil}, {"password", c.Password, c.Password != nil}} {
			if !part.given {
				continue
			}
			if _, err := t.exec("UPDATE links SET "+part.column+" = $2 WHERE num = $1", num, part.value); err != nil {
				return err
			}
		}
		return nil
	})
}

// RotateLink gives a link another secret: the old one opens nothing any more. Who came by it stays, unless leave. Errors as change.
func (s *Store) RotateLink(ctx context.Context, id board.ID, by board.UserID, link board.LinkID, secret [32]byte, leave bool) error {
	return s.change(ctx, id, by, link, func(t tx, on, num int64) error {
		if _, err := t.exec("UPDATE links SET secret = $2 WHERE num = $1", num, secret[:]); err != nil || !leave {
			return err
		}
		return dropMembers(t, on, num)
	})
}

// RevokeLink ends a link, and what it gave: who is here by it alone, is here no more. Errors as change.
func (s *Store) RevokeLink(ctx context.Context, id board.ID, by board.UserID, link board.LinkID) error {
	return s.change(ctx, id, by, link, func(t tx, on, num int64) error {
		if err := dropMembers(t, on, num); err != nil {
			return err
		}
		_, err := t.exec("DELETE FROM links WHERE num = $1", num)
		return err
	})
}

// dropMembers ends what a link gave. With the last that lets a person in goes what the owner let them do; what the owner kept from them stays.
func dropMembers(t tx, on, link int64) error {
	if _, err := t.exec("DELETE FROM members WHERE link = $1", link); err != nil {
		return err
	}
	return dropWords(t, on)
}

// dropWords ends what the owner let those do whom nothing lets in any more.
func dropWords(t tx, on int64) error {
	_, err := t.exec(`DELETE FROM members WHERE board = $1 AND link = $2 AND role >= $3
		AND user_id NOT IN (SELECT user_id FROM members WHERE board = $1 AND link >= 0)`, on, ofTheWord, rank(board.RoleEditor))
	return err
}
