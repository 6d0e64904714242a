package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// CreateSession keeps a session by the hash of its cookie.
func (s *Store) CreateSession(ctx context.Context, cookie [32]byte, user board.UserID, expires int64) error {
	return s.db.update(ctx, func(t tx) error {
		_, err := t.exec("INSERT INTO sessions (cookie, user_id, expires) VALUES ($1, $2, $3)", cookie[:], string(user), expires)
		return err
	})
}

// SessionUser returns whose session it is, if it runs out after now. Otherwise ErrNotFound.
func (s *Store) SessionUser(ctx context.Context, cookie [32]byte, now int64) (board.User, error) {
	var u board.User
	err := s.db.view(ctx, func(t view) error {
		found, err := t.one(`SELECT u.id, u.name, u.colour, u.guest, u.admin FROM sessions s JOIN users u ON u.id = s.user_id
			WHERE s.cookie = $1 AND s.expires > $2`, []any{cookie[:], now}, &u.ID, &u.Name, &u.Colour, &u.Guest, &u.Admin)
		return orMissing(found, err, board.ErrNotFound)
	})
	return u, err
}

// EndSession forgets a session. An unknown one is no error.
func (s *Store) EndSession(ctx context.Context, cookie [32]byte) error {
	return s.db.update(ctx, func(t tx) error {
		_, err := t.exec("DELETE FROM sessions WHERE cookie = $1", cookie[:])
		return err
	})
}

// PurgeSessions forgets sessions that have run out at now, at most so many, the oldest first; it returns how many. Nothing else goes with them.
func (s *Store) PurgeSessions(ctx context.Context, now int64, most int) (int, error) {
	var gone int64
	err := s.db.update(ctx, func(t tx) (err error) {
		gone, err = t.exec(`DELETE FROM sessions WHERE cookie IN
			(SELECT cookie FROM sessions WHERE expires <= $1 ORDER BY expires, cookie LIMIT $2)`, now, most)
		return err
	})
	return int(gone), err
}
