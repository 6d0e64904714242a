package roomtest

import (
	"context"
	"maps"
	"slices"

	"drawingroom/rooms/board"
)

// past is what is folded of a board, and how long its past is kept.
type past struct {
	keep  int64 // days; 0: for ever
	base  board.Snapshot
	empty board.Seq // up to here the rows say nothing any more
}

// day is one, in ms.
const day = 24 * 60 * 60 * 1000

// SetKeep says for how many days a board's past is kept; 0: for ever.
func (s *Store) SetKeep(id board.ID, days int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.boards[id].past.keep = days
}

// Beginning is of rooms.Store.
func (s *Store) Beginning(_ context.Context, id board.ID) (board.Beginning, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("Beginning", id)
	if err != nil {
		return board.Beginning{}, err
	}
	begins := board.Beginning{At: b.past.base.At, Keep: b.past.keep}
	if begins.At.Seq > 0 {
		begins.Time = b.rows[begins.At.Seq-1].Time
	}
	return begins, nil
}

// Base is of rooms.Store.
func (s *Store) Base(_ context.Context, id board.ID) (board.Snapshot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("Base", id)
	if err == nil && b.past.base.At.Seq == 0 {
		err = board.ErrNotFound
	}
	if err != nil {
		return board.Snapshot{}, err
	}
	return b.past.base, nil
}

// SpoilBase flips a bit of a board's base.
func (s *Store) SpoilBase(id board.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	base := &s.boards[id].past.base
	base.Body = slices.Clone(base.Body)
	base.Body[len(base.Body)/2] ^= 1
}

// Due is of rooms.Store.
func (s *Store) Due(_ context.Context, now int64) ([]board.Due, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls["Due"]++
	var all []board.Due
	for _, id := range slices.Sorted(maps.Keys(s.boards)) {
		b := s.boards[id]
		due := board.Due{Board: id}
		if b.past.keep > 0 && b.firstSaid() <= now-(b.past.keep+1)*day {
			for _, r := range b.rows {
				if r.Time <= now-b.past.keep*day {
					due.UpTo = r.Seq
				}
			}
		}
		if due.UpTo > 0 || b.past.empty < b.past.base.At.Seq {
			all = append(all, due)
		}
	}
	return all, s.fail["Due"]
}

// firstSaid is when the first row was said that is worth folding.
func (b *kept) firstSaid() int64 {
	for _, r := range b.rows[b.past.base.At.Seq:] {
		if r.Client != 0 || r.Author != 0 {
			return r.Time
		}
	}
	return 1 << 62
}

// Fold is of rooms.Store.
func (s *Store) Fold(_ context.Context, id board.ID, ask board.Folding) (board.Head, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("Fold", id)
	if err != nil {
		return board.Head{}, err
	}
	at := ask.Base.At
	if at.Epoch != b.head.Epoch || at.Seq > b.head.Seq || at.Hash != b.rows[at.Seq-1].Hash || at.Seq <= b.past.base.At.Seq {
		return b.head, board.ErrChanged
	}
	if ask.ACL != b.head.ACL {
		return b.head, board.ErrRights
	}
	b.past.base = ask.Base
	b.snapshots = slices.DeleteFunc(b.snapshots, func(x board.Snapshot) bool { return x.At.Seq < at.Seq })
	maps.DeleteFunc(b.keyframes, func(seq board.Seq, _ bool) bool { return seq < at.Seq })
	b.head.ACL++
	b.marks++
	mark := board.FoldMark{To: at.Seq, Hash: at.Hash, State: ask.Base.State, When: ask.Now}
	b.add(id, board.Record{N: b.marks + 1, Payload: board.AppendFold(nil, mark)})
	return b.head, nil
}

// Empty is of rooms.Store.
func (s *Store) Empty(_ context.Context, id board.ID) (more bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("Empty", id)
	if err != nil || b.past.empty >= b.past.base.At.Seq {
		return false, err
	}
	b.rows = slices.Clone(b.rows) // readers have the old ones
	b.past.empty++
	r := &b.rows[b.past.empty-1]
	r.Sealed, r.Salt, r.Payload = r.Seal(), [16]byte{}, nil
	return true, nil
}

// Shrink is of rooms.Store: memory has nothing to give back.
func (s *Store) Shrink(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls["Shrink"]++
	return s.fail["Shrink"]
}
