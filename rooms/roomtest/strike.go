package roomtest

import (
	"context"
	"maps"
	"slices"

	"drawingroom/rooms/board"
)

// LastMark is of rooms.Store.
func (s *Store) LastMark(_ context.Context, id board.ID) (board.Seq, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("LastMark", id)
	if err != nil {
		return 0, err
	}
	for _, r := range slices.Backward(b.rows) {
		if _, is := r.Mark(); is {
			return r.Seq, nil
		}
	}
	return 0, nil
}

// Strike is of rooms.Store.
func (s *Store) Strike(_ context.Context, id board.ID, ask board.Striking) (board.Struck, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("Strike", id)
	if err != nil {
		return board.Struck{}, err
	}
	p := b.people[ask.By]
	if p == nil || p.role != board.RoleOwner {
		return board.Struck{}, board.ErrRights
	}
	var done []board.Seq
	rows := slices.Clone(b.rows) // readers have the old ones
	for _, seq := range ask.Seqs {
		if seq < 2 || seq > b.head.Seq {
			return board.Struck{}, board.ErrNotFound
		}
		if r := &rows[seq-1]; !r.Struck() {
			r.Sealed, r.Salt, r.Payload = r.Seal(), [16]byte{}, nil
			done = append(done, seq)
		}
	}
	if len(done) == 0 {
		return board.Struck{Head: b.head}, nil
	}
	b.rows = rows
	b.snapshots = slices.DeleteFunc(b.snapshots, func(x board.Snapshot) bool { return x.At.Seq >= done[0] })
	maps.DeleteFunc(b.keyframes, func(seq board.Seq, _ bool) bool { return seq >= done[0] })
	b.head.ACL++
	b.marks++
	b.add(id, board.Record{Author: p.author, N: b.marks + 1, Time: ask.Now, Payload: board.AppendMark(nil, done)})
	return board.Struck{Head: b.head, Seqs: done}, nil
}

// Sweep is of rooms.Store: memory has nothing to sweep.
func (s *Store) Sweep(context.Context) (bool, error) { return true, nil }
