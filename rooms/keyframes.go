package rooms

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"drawingroom/rooms/board"
)

// keyframesMost is how many keyframes a board has at most: Limits.KeyframeEvery apart, and twice as far whenever there would be more. Those in
// between then go with the next one that is saved.
const keyframesMost = 16

// apart is how far the keyframes of a board with so many changes are from each other.
func (l *Limits) apart(head board.Seq) board.Seq {
	apart := board.Seq(l.KeyframeEvery)
	for head/apart > keyframesMost {
		apart *= 2
	}
	return apart
}

// keyframes makes the keyframes that a board lacks, beside everything else and one board at a time on a node: who comes while another's are made
// comes again with their next snapshot, or when somebody asks for their past.
func (r *Registry) keyframes(id board.ID) {
	select {
	case r.framers <- struct{}{}:
	default:
		return
	}
	begun := r.begin(func() {
		defer func() { <-r.framers }()
		err := r.makeKeyframes(r.ctx, id)
		if err != nil && !errors.Is(err, board.ErrRights) && r.ctx.Err() == nil {
			r.cfg.Log.Warn("keyframes were not made", "board", id, "err", err)
		}
	})
	if !begun {
		<-r.framers
	}
}

// makeKeyframes plays the log over all places where a keyframe is to be. What it begins with is a keyframe again, so all of them come of the log
// alone, and none of what a room holds in memory. What changes what the log says raises the version of the board's rights, and ends it.
func (r *Registry) makeKeyframes(ctx context.Context, id board.ID) error {
	head, err := r.cfg.Store.Head(ctx, id)
	if err != nil {
		return err
	}
	there, err := r.cfg.Store.Keyframes(ctx, id)
	if err != nil {
		return err
	}
	begins, err := r.cfg.Store.Beginning(ctx, id)
	if err != nil {
		return err
	}
	apart := r.cfg.Limits.apart(head.Seq)
	var missing []board.Seq
	for seq := (begins.At.Seq/apart + 1) * apart; seq <= head.Seq; seq += apart {
		if _, found := slices.BinarySearch(there, seq); !found {
			missing = append(missing, seq)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	f, err := beginAtKeyframe(ctx, r.cfg.Store, id, head.Position, there, missing[0])
	if err != nil {
		return err
	}
	for len(missing) > 0 {
		began := r.clock()
		records, err := r.cfg.Store.Log(ctx, id, f.at.Seq, logPage)
		if err != nil || len(records) == 0 {
			return err
		}
		for _, record := range records {
			if err := f.take(id, record, math.MaxInt64); err != nil {
				return err
			}
			if len(missing) == 0 || f.at.Seq != missing[0] {
				continue
			}
			missing = missing[1:]
			snap := board.NewSnapshot(f.at, f.board.AppendCanonical(nil))
			if err := r.cfg.Store.SaveKeyframe(ctx, id, head.ACL, apart, snap); err != nil {
				return err
			}
			r.count.keyframes.Add(1)
		}
		if err := rest(ctx, r.clock()-began); err != nil {
			return err
		}
	}
	return nil
}

// beginAtKeyframe finds the newest whole keyframe before a seq; what the log begins with if there is none.
func beginAtKeyframe(ctx context.Context, store Store, id board.ID, to board.Position, there []board.Seq, before board.Seq) (*folded, error) {
	place, _ := slices.BinarySearch(there, before)
	for _, seq := range slices.Backward(there[:place]) {
		s, err := store.Snapshot(ctx, id, seq)
		if err != nil && !errors.Is(err, board.ErrNotFound) {
			return nil, err
		}
		if err != nil || s.At.Seq != seq { // it is damaged, and passed over
			continue
		}
		if b, ok := restored(s, to); ok {
			return &folded{board: b, at: s.At, saved: s.At.Seq, ringBase: s.At}, nil
		}
	}
	return beginAtBase(ctx, store, id, to)
}

// rest waits as long as was worked, so that what is done in the background takes half of a core at most.
func rest(ctx context.Context, worked time.Duration) error {
	t := time.NewTimer(worked)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
