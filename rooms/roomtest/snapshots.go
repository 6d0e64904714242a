package roomtest

import (
	"context"
	"slices"

	"drawingroom/rooms/board"
)

// Snapshot is of rooms.Store.
func (s *Store) Snapshot(_ context.Context, id board.ID, atMost board.Seq) (board.Snapshot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("Snapshot", id)
	if err != nil {
		return board.Snapshot{}, err
	}
	for _, x := range slices.Backward(b.snapshots) {
		if x.At.Seq <= atMost && x.Fold == board.FoldVersion && x.At.Epoch == b.head.Epoch {
			return x, nil
		}
	}
	return board.Snapshot{}, board.ErrNotFound
}

// SaveSnapshot is of rooms.Store.
func (s *Store) SaveSnapshot(_ context.Context, id board.ID, x board.Snapshot) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("SaveSnapshot", id)
	if err != nil {
		return err
	}
	if s.Twist != nil {
		x = s.Twist(x)
	}
	for _, r := range b.rows[x.At.Seq:] {
		if _, mark := r.Mark(); mark {
			return board.ErrNotFound
		}
	}
	b.keep(x)
	others := 0
	for _, x := range slices.Backward(slices.Clone(b.snapshots)) {
		if b.keyframes[x.At.Seq] {
			continue
		}
		if others++; others > 3 {
			b.drop(x.At)
		}
	}
	return nil
}

func (b *kept) keep(x board.Snapshot) {
	b.snapshots = append(b.snapshots, x)
	slices.SortStableFunc(b.snapshots, func(a, b board.Snapshot) int { return int(a.At.Seq - b.At.Seq) })
}

func (b *kept) drop(at board.Position) {
	b.snapshots = slices.DeleteFunc(b.snapshots, func(x board.Snapshot) bool { return x.At == at })
}

// DropSnapshot is of rooms.Store.
func (s *Store) DropSnapshot(_ context.Context, id board.ID, at board.Position) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("DropSnapshot", id)
	if err != nil {
		return err
	}
	b.drop(at)
	delete(b.keyframes, at.Seq)
	return nil
}

// Snapshots returns the saved snapshots of a board; SpoilSnapshots flips a bit in each.
func (s *Store) Snapshots(id board.ID) []board.Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.boards[id].snapshots)
}

// SpoilSnapshots flips a bit in every saved snapshot of a board.
func (s *Store) SpoilSnapshots(id board.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.boards[id].snapshots {
		x := &s.boards[id].snapshots[i]
		x.Body = slices.Clone(x.Body)
		x.Body[len(x.Body)/2] ^= 1
	}
}
