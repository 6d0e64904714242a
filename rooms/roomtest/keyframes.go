package roomtest

import (
	"context"
	"maps"
	"slices"

	"drawingroom/rooms/board"
)

// Keyframes is of rooms.Store.
func (s *Store) Keyframes(_ context.Context, id board.ID) ([]board.Seq, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("Keyframes", id)
	if err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(b.keyframes)), nil
}

// SaveKeyframe is of rooms.Store.
func (s *Store) SaveKeyframe(_ context.Context, id board.ID, acl int64, apart board.Seq, x board.Snapshot) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("SaveKeyframe", id)
	if err != nil {
		return err
	}
	if acl != b.head.ACL {
		return board.ErrRights
	}
	b.snapshots = slices.DeleteFunc(b.snapshots, func(old board.Snapshot) bool {
		return old.At.Seq == x.At.Seq || b.keyframes[old.At.Seq] && old.At.Seq%apart != 0
	})
	maps.DeleteFunc(b.keyframes, func(seq board.Seq, _ bool) bool { return seq%apart != 0 })
	b.keyframes[x.At.Seq] = true
	b.keep(x)
	return nil
}

// SeqAt is of rooms.Store.
func (s *Store) SeqAt(_ context.Context, id board.ID, time int64) (board.Seq, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("SeqAt", id)
	if err != nil {
		return 0, err
	}
	var last board.Seq
	for _, r := range b.rows {
		if r.Time <= time {
			last = r.Seq
		}
	}
	return last, nil
}
