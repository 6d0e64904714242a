package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// CreateUser keeps a new user.
func (s *Store) CreateUser(ctx context.Context, u board.User) error {
	return s.db.update(ctx, func(t tx) error {
		_, err := t.exec("INSERT INTO users (id, name, colour, guest) VALUES ($1, $2, $3, $4)", string(u.ID), u.Name, u.Colour, u.Guest)
		return err
	})
}

// User returns a user. Unknown: ErrNotFound.
func (s *Store) User(ctx context.Context, id board.UserID) (board.User, error) {
	var u board.User
	err := s.db.view(ctx, func(t view) error {
		var found bool
		var err error
		u, found, err = userIn(t, id)
		return orMissing(found, err, board.ErrNotFound)
	})
	return u, err
}

func userIn(t view, id board.UserID) (u board.User, found bool, err error) {
	u.ID = id
	found, err = t.one("SELECT name, colour, guest, admin FROM users WHERE id = $1", []any{string(id)}, &u.Name, &u.Colour, &u.Guest, &u.Admin)
	return u, found, err
}

// RenameUser gives a user another name and colour. Unknown: ErrNotFound.
func (s *Store) RenameUser(ctx context.Context, id board.UserID, name, colour string) error {
	return s.db.update(ctx, func(t tx) error {
		n, err := t.exec("UPDATE users SET name = $2, colour = $3 WHERE id = $1", string(id), name, colour)
		return orMissing(n > 0, err, board.ErrNotFound)
	})
}
