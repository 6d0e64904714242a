package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// CreateAdminLink keeps a link that makes an admin, once, until it expires (ms since 1970). Those that have run out at now go.
func (s *Store) CreateAdminLink(ctx context.Context, link [32]byte, expires, now int64) error {
	return s.db.update(ctx, func(t tx) error {
		if _, err := t.exec("DELETE FROM admin_links WHERE expires <= $1", now); err != nil {
			return err
		}
		_, err := t.exec("INSERT INTO admin_links (secret, expires) VALUES ($1, $2)", link[:], expires)
		return err
	})
}

// BecomeAdmin uses up a link that makes an admin. An unknown one, or one that has run out at now: ErrNotFound.
func (s *Store) BecomeAdmin(ctx context.Context, user board.UserID, link [32]byte, now int64) error {
	return s.db.update(ctx, func(t tx) error {
		n, err := t.exec("DELETE FROM admin_links WHERE secret = $1 AND expires > $2", link[:], now)
		if err := orMissing(n > 0, err, board.ErrNotFound); err != nil {
			return err
		}
		n, err = t.exec("UPDATE users SET admin = $2 WHERE id = $1", string(user), true)
		return orMissing(n > 0, err, board.ErrNotFound)
	})
}

// Admins returns who are admins, by their ids.
func (s *Store) Admins(ctx context.Context) (all []board.User, err error) {
	err = s.db.view(ctx, func(t view) error {
		return t.query("SELECT id, name, colour, guest FROM users WHERE admin = $1 ORDER BY id", []any{true}, func(scan scan) (bool, error) {
			u := board.User{Admin: true}
			err := scan(&u.ID, &u.Name, &u.Colour, &u.Guest)
			all = append(all, u)
			return true, err
		})
	})
	return all, err
}

// EndAdmin makes an admin one no more. Who is none: ErrNotFound.
func (s *Store) EndAdmin(ctx context.Context, user board.UserID) error {
	return s.db.update(ctx, func(t tx) error {
		n, err := t.exec("UPDATE users SET admin = $2 WHERE id = $1 AND admin = $3", string(user), false, true)
		return orMissing(n > 0, err, board.ErrNotFound)
	})
}
