package persistence

import "context"

// SigningKey returns the key kept in the store; if there is none yet, it keeps fresh and returns it.
// Two nodes that ask at once get the same.
func (s *Store) SigningKey(ctx context.Context, fresh []byte) ([]byte, error) {
	const read = "SELECT value FROM keys WHERE name = 'signing'"
	var key []byte
	found := false
	err := s.db.view(ctx, func(t view) (err error) {
		found, err = t.one(read, nil, &key)
		return err
	})
	if err != nil || found {
		return key, err
	}
	err = s.db.update(ctx, func(t tx) error {
		if _, err := t.exec("INSERT INTO keys (name, value) VALUES ('signing', $1) ON CONFLICT (name) DO NOTHING", fresh); err != nil {
			return err
		}
		// A statement of its own: it sees the key of a node that was first.
		_, err := t.one(read, nil, &key)
		return err
	})
	return key, err
}
