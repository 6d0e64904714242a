package persistence

import (
	"context"
	"database/sql"

	"drawingroom/rooms/board"
)

// AdmitUser sees to it that a person of a host application is known, under the name and the colour given; where one is "", what is there stays, and
// who is new takes that of fresh. It returns them as they are now. Where nothing is to be changed it only reads.
func (s *Store) AdmitUser(ctx context.Context, u, fresh board.User) (board.User, error) {
	var now board.User
	var found bool
	err := s.db.view(ctx, func(t view) (err error) {
		now, found, err = userIn(t, u.ID)
		return err
	})
	if err != nil || found && now == named(now, u) {
		return now, err
	}
	err = s.db.update(ctx, func(t tx) error {
		before, found, err := userIn(t, u.ID)
		switch now = named(before, u); {
		case err != nil:
			return err
		case found:
			_, err = t.exec("UPDATE users SET name = $2, colour = $3 WHERE id = $1", string(now.ID), now.Name, now.Colour)
			return err
		}
		now = named(fresh, u)
		now.ID = u.ID
		_, err = t.exec("INSERT INTO users (id, name, colour, guest) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
			string(now.ID), now.Name, now.Colour, now.Guest)
		return err
	})
	return now, err
}

// named is a user with the name and the colour of another, where those are given.
func named(u, as board.User) board.User {
	if as.Name != "" {
		u.Name = as.Name
	}
	if as.Colour != "" {
		u.Colour = as.Colour
	}
	return u
}

// HostSays makes a host application's word on what a user may on a board their right by it, as if they had come by a link of that role; RoleNone ends that
// right. What links give them stays, and the owner's word goes before it.
// A word that was given before the newest one (said, in seconds since 1970) changes nothing, and of two of the same second the one that gives less
// counts. That somebody about whom nothing was ever said may nothing is not kept. No such board: ErrNoBoard.
func (s *Store) HostSays(ctx context.Context, id board.ID, user board.UserID, role board.Role, said, now int64) error {
	var settled bool
	err := s.db.view(ctx, func(t view) (err error) {
		_, settled, err = settledWord(t, id, user, role, said)
		return err
	})
	if err != nil || settled {
		return err
	}
	return s.db.update(ctx, func(t tx) error {
		if _, err := t.lockBoard(id); err != nil {
			return err
		}
		num, settled, err := settledWord(t, id, user, role, said)
		if err != nil || settled {
			return err
		}
		return s.takeWord(t, num, user, role, said, now)
	})
}

// settledWord returns a board's num, and whether a word on it changes nothing: an older one, one that was taken before, or that nothing is given where
// nothing was. No such board, or one that goes for good: ErrNoBoard.
func settledWord(t view, id board.ID, user board.UserID, role board.Role, said int64) (num int64, settled bool, err error) {
	var newest, given sql.NullInt64
	found, err := t.one(`SELECT b.num, w.said, w.role FROM boards b LEFT JOIN host_words w ON w.board = b.num AND w.user_id = $2
		WHERE b.id = $1 AND `+stays, []any{string(id), string(user)}, &num, &newest, &given)
	if err := orMissing(found, err, board.ErrNoBoard); err != nil {
		return 0, false, err
	}
	if !newest.Valid {
		return num, role == board.RoleNone, nil
	}
	return num, newest.Int64 > said || newest.Int64 == said && given.Int64 <= rank(role), nil
}

// takeWord keeps a word and makes it a membership. The ACL version rises if the user's right is another one then. The board's row is locked.
func (s *Store) takeWord(t tx, num int64, user board.UserID, role board.Role, said, now int64) error {
	before, err := roleIn(t, num, user, s.now())
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO host_words (board, user_id, said, role) VALUES ($1, $2, $3, $4)
		ON CONFLICT (board, user_id) DO UPDATE SET said = $3, role = $4`, num, string(user), said, rank(role))
	if err != nil {
		return err
	}
	if role == board.RoleNone {
		if _, err = t.exec("DELETE FROM members WHERE board = $1 AND user_id = $2 AND link = $3", num, string(user), int64(ofTheHost)); err == nil {
			err = dropWords(t, num)
		}
	} else {
		_, err = t.exec(`INSERT INTO members (board, user_id, link, role, since) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (board, user_id, link) DO UPDATE SET role = $4`, num, string(user), int64(ofTheHost), rank(role), now)
	}
	if err != nil {
		return err
	}
	after, err := roleIn(t, num, user, s.now())
	if err != nil || after == before {
		return err
	}
	return raiseACL(t, num)
}
