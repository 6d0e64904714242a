package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// Preferences returns what a user has chosen, and how often it was written. Never: version 0 and no bytes; so for a user that is not known.
func (s *Store) Preferences(ctx context.Context, user board.UserID) (value []byte, version int64, err error) {
	err = s.db.view(ctx, func(t view) error {
		_, err := t.one("SELECT value, version FROM preferences WHERE user_id = $1", []any{string(user)}, &value, &version)
		return err
	})
	return value, version, err
}

// PutPreferences writes what a user has chosen over the version that was read (0: none yet), and returns the new version. Another one is there:
// ErrChanged, and nothing is written. Unknown user: ErrNotFound.
func (s *Store) PutPreferences(ctx context.Context, user board.UserID, read int64, value []byte) (version int64, err error) {
	err = s.db.update(ctx, func(t tx) error {
		n, err := writePreferences(t, user, read, value)
		if err != nil || n > 0 {
			return err
		}
		found, err := t.one("SELECT 1 FROM users WHERE id = $1", []any{string(user)}, new(int64))
		if err := orMissing(found, err, board.ErrNotFound); err != nil {
			return err
		}
		return board.ErrChanged
	})
	if err != nil {
		return 0, err
	}
	return read + 1, nil
}

// writePreferences returns how many rows it wrote: 1, or 0 where there is another version or no such user.
func writePreferences(t tx, user board.UserID, read int64, value []byte) (int64, error) {
	if read == 0 {
		return t.exec(`INSERT INTO preferences (user_id, version, value) SELECT id, 1, $2 FROM users WHERE id = $1
			ON CONFLICT (user_id) DO NOTHING`, string(user), value)
	}
	return t.exec("UPDATE preferences SET version = version + 1, value = $3 WHERE user_id = $1 AND version = $2", string(user), read, value)
}
