package rooms

import (
	"context"
	"errors"
	"fmt"
	"time"

	"drawingroom/rooms/board"
)

// foldEvery is how often it is asked whether anything is to be folded. Days are counted, so an hour is soon enough.
const foldEvery = time.Hour

// KeepFolded folds what is due now and every hour, one board at a time, until ctx ends. told hears of failures.
func (r *Registry) KeepFolded(ctx context.Context, told func(error)) {
	ticker := time.NewTicker(foldEvery)
	defer ticker.Stop()
	for ctx.Err() == nil {
		if _, err := r.FoldDue(ctx, r.cfg.Now()); err != nil && ctx.Err() == nil {
			told(err)
		}
		if r.count.members.Load() == 0 { // rewriting files takes its time, and would be felt
			if err := r.cfg.Store.Shrink(ctx); err != nil && ctx.Err() == nil {
				told(err)
			}
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}

// FoldDue folds the pasts that are due at a time, and ends what was begun. It returns how many boards were folded. One that cannot be does not keep the
// others: their errors come joined. Another node that does the same is no error.
func (r *Registry) FoldDue(ctx context.Context, at time.Time) (boards int, err error) {
	all, err := r.cfg.Store.Due(ctx, at.UnixMilli())
	if err != nil {
		return 0, err
	}
	var failed []error
	for _, due := range all {
		done, err := r.foldBoard(ctx, due)
		if done {
			boards++
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("folding %s: %w", due.Board, err))
		}
		if ctx.Err() != nil {
			break
		}
	}
	return boards, errors.Join(failed...)
}

func (r *Registry) foldBoard(ctx context.Context, due board.Due) (done bool, err error) {
	if due.UpTo > 0 {
		head, err := r.foldUpTo(ctx, due.Board, due.UpTo)
		switch {
		case err == nil:
			done = true
			r.count.folded.Add(1)
			r.cfg.Log.Info("a board's past was folded", "board", due.Board, "up to", due.UpTo, "mark", head.Seq)
			r.noteFold(due.Board, head, due.UpTo)
		case errors.Is(err, board.ErrChanged), errors.Is(err, board.ErrRights), errors.Is(err, board.ErrFolded): // another node was first, or it comes again in an hour
		default:
			return false, err
		}
	}
	for more := true; more; {
		began := r.clock()
		if more, err = r.cfg.Store.Empty(ctx, due.Board); err != nil {
			return done, err
		}
		if err := rest(ctx, r.clock()-began); err != nil {
			return done, err
		}
	}
	return done, nil
}

// foldUpTo makes the base of nothing but the one of before and the log, beside everything else and at half of a core: no snapshot and no room has a say in
// what is to be the truth.
func (r *Registry) foldUpTo(ctx context.Context, id board.ID, upTo board.Seq) (board.Head, error) {
	head, err := r.cfg.Store.Head(ctx, id)
	if err != nil {
		return head, err
	}
	to := board.Position{Epoch: head.Epoch, Seq: upTo}
	f, err := beginAtBase(ctx, r.cfg.Store, id, to)
	for err == nil && f.at.Seq < upTo {
		began := r.clock()
		next := to
		next.Seq = min(upTo, f.at.Seq+logPage)
		if err = f.goOn(ctx, r.cfg.Store, id, next); err == nil {
			f.rows, f.ringBase = nil, f.at
			err = rest(ctx, r.clock()-began)
		}
	}
	if err != nil {
		return head, err
	}
	base := board.NewSnapshot(f.at, f.board.AppendCanonical(nil))
	return r.cfg.Store.Fold(ctx, id, board.Folding{Base: base, ACL: head.ACL, Now: r.cfg.Now().UnixMilli()})
}

// noteFold lets a room of the board, on this node and the others, hear of its mark at once instead of with the next look at the heads.
func (r *Registry) noteFold(id board.ID, head board.Head, folded board.Seq) {
	r.shelf.drop(id, folded)
	r.pasts.drop(id)
	r.noteAppended(id, head)
}

// forget lets what this room still knows of a folded past go. The board, its epoch and its head are what they were: those who draw notice nothing, and who
// comes back from before gets a snapshot (W57).
func (rm *room) forget(folded board.Seq) {
	rm.ring.forget(folded)
	if rm.snap != nil && rm.snap.at.Seq < folded {
		rm.snap = nil
	}
	rm.reg.shelf.drop(rm.id, folded)
	rm.reg.pasts.drop(rm.id)
}

// Beginning says where what is kept of a board's past begins. Rights are the caller's to know.
func (r *Registry) Beginning(ctx context.Context, id board.ID) (board.Beginning, error) {
	return r.cfg.Store.Beginning(ctx, id)
}
