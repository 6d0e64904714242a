package rooms

import (
	"context"
	"errors"
	"maps"
	"math"
	"slices"
	"time"

	"drawingroom/rooms/board"
)

// Reach is what a strike would take away, or has taken.
type Reach struct {
	Seqs []board.Seq
	// Elements are all that these changes touch, in order of their ids.
	Elements []board.ElementID
	// Folded are those of the elements asked for that are in the board's base too: what they were there stays.
	Folded []board.ElementID
}

// ReachOf tells what striking rows out would take away; those that were struck out before are left out. Nothing is changed.
// A row that is not there: board.ErrNotFound. The first row, or a mark: board.ErrStands.
func (r *Registry) ReachOf(ctx context.Context, id board.ID, seqs []board.Seq) (Reach, error) {
	found := reaching{}
	for _, seq := range slices.Compact(slices.Sorted(slices.Values(seqs))) {
		rows, err := r.cfg.Store.Log(ctx, id, max(seq, 1)-1, 1)
		if err != nil {
			return Reach{}, err
		}
		if seq < 1 || len(rows) == 0 {
			return Reach{}, board.ErrNotFound
		}
		if _, mark := rows[0].Mark(); mark || seq == 1 {
			return Reach{}, board.ErrStands
		}
		if err := found.take(rows[0]); err != nil {
			return Reach{}, err
		}
	}
	return found.reach(), nil
}

// MentionsOf tells the same of all changes that are about any of some elements, but for the first of the board, which stands, and for what was folded.
func (r *Registry) MentionsOf(ctx context.Context, id board.ID, elements ...board.ElementID) (Reach, error) {
	asked := map[board.ElementID]bool{}
	for _, element := range elements {
		asked[element] = true
	}
	found := reaching{}
	at, err := beginAtBase(ctx, r.cfg.Store, id, board.Position{Seq: math.MaxInt64})
	if err != nil {
		return Reach{}, err
	}
	for element := range asked {
		if at.board.Element(element) != nil {
			found.folded = append(found.folded, element)
		}
	}
	for after := max(1, at.at.Seq); ; {
		rows, err := r.cfg.Store.Log(ctx, id, after, logPage)
		if err != nil || len(rows) == 0 {
			return found.reach(), err
		}
		for _, row := range rows {
			after = row.Seq
			change, err := row.Change()
			if err != nil {
				return Reach{}, errors.Join(board.ErrUnreadable, err)
			}
			if slices.ContainsFunc(change.Ops, func(op board.Op) bool { return asked[op.Element()] }) {
				found.add(row.Seq, change)
			}
		}
	}
}

// reaching gathers a Reach.
type reaching struct {
	seqs     []board.Seq
	elements map[board.ElementID]bool
	folded   []board.ElementID
}

func (f *reaching) take(row board.Record) error {
	if row.Struck() {
		return nil
	}
	change, err := row.Change()
	if err != nil {
		return errors.Join(board.ErrUnreadable, err)
	}
	f.add(row.Seq, change)
	return nil
}

func (f *reaching) add(seq board.Seq, change board.Change) {
	f.seqs = append(f.seqs, seq)
	if f.elements == nil {
		f.elements = map[board.ElementID]bool{}
	}
	for _, op := range change.Ops {
		f.elements[op.Element()] = true
	}
}

func (f *reaching) reach() Reach {
	return Reach{f.seqs, slices.Sorted(maps.Keys(f.elements)), slices.Sorted(slices.Values(f.folded))}
}

// Strike strikes rows out of a board's history for good, and sees to it that no room and no cache of any node goes on with them. by must own the board:
// board.ErrRights. Its other errors are those of ReachOf.
func (r *Registry) Strike(ctx context.Context, id board.ID, by board.UserID, seqs []board.Seq) (board.Struck, error) {
	struck, err := r.cfg.Store.Strike(ctx, id, board.Striking{By: by, Now: r.cfg.Now().UnixMilli(), Seqs: seqs})
	if err == nil && len(struck.Seqs) > 0 {
		r.cfg.Log.Info("struck out of a board's history", "board", id, "by", by, "changes", len(struck.Seqs), "mark", struck.Head.Seq)
		r.noteStrike(id, struck.Head)
	}
	return struck, err
}

// strikeTries is how often what was said about elements while they were struck out is struck out too.
const strikeTries = 5

// StrikeElements strikes out all changes that are about any of some elements, and those that came meanwhile. more: some may be left, because others went on too fast.
func (r *Registry) StrikeElements(ctx context.Context, id board.ID, by board.UserID, elements ...board.ElementID) (gone Reach, more bool, err error) {
	found := reaching{elements: map[board.ElementID]bool{}}
	for range strikeTries {
		reach, err := r.MentionsOf(ctx, id, elements...)
		if err != nil {
			return found.reach(), true, err
		}
		found.folded = reach.Folded
		if len(reach.Seqs) == 0 {
			return found.reach(), false, nil
		}
		for part := range slices.Chunk(reach.Seqs, board.MaxMarked) {
			if _, err := r.Strike(ctx, id, by, part); err != nil {
				return found.reach(), true, err
			}
		}
		found.seqs = append(found.seqs, reach.Seqs...)
		for _, touched := range reach.Elements {
			found.elements[touched] = true
		}
	}
	return found.reach(), true, nil
}

// noteStrike lets the room of a board, on this node and the others, look at once instead of with the next look at the heads.
func (r *Registry) noteStrike(id board.ID, head board.Head) {
	r.shelf.drop(id, head.Seq)
	r.pasts.drop(id)
	r.noteAppended(id, head)
}

// Sweep rewrites the database's files if something was struck out since the last time; see Store.
func (r *Registry) Sweep(ctx context.Context) (clean bool, err error) { return r.cfg.Store.Sweep(ctx) }

// sweepEvery is how often it is asked whether a sweep is still due: after one that had to wait, or that a stop broke off.
const sweepEvery = time.Minute

// KeepSwept sweeps now and every minute, where that is due, until ctx ends. told hears of failures.
func (r *Registry) KeepSwept(ctx context.Context, told func(error)) {
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	for ctx.Err() == nil {
		if _, err := r.Sweep(ctx); err != nil && ctx.Err() == nil {
			told(err)
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}

// anew is a board that was read again, because something was struck out of its history.
type anew struct {
	folded *folded
	head   board.Head
	struck board.Seq
}

// readAnew reads the whole board again, as of now.
func (rm *room) readAnew(ctx context.Context) logRead {
	store := rm.reg.cfg.Store
	head, err := store.Head(ctx, rm.id)
	if err != nil {
		return logRead{err: err}
	}
	f, err := fold(ctx, store, rm.id, head.Position)
	if err != nil {
		return logRead{err: err}
	}
	struck, err := store.LastMark(ctx, rm.id)
	if err != nil {
		return logRead{err: err}
	}
	return logRead{remade: &anew{f, head, struck}}
}

// remake goes on with the board as it is without what was struck out. Nobody is told what came up to there as changes: everybody is asked where they
// stand, and gets a snapshot (W46). What they have sent is appended as ever, and answered when they are back.
func (rm *room) remake(a *anew) {
	if a.folded.at.Epoch != rm.head.Epoch {
		rm.quit(anotherHistory)
		return
	}
	rm.reg.cfg.Log.Debug("board read again without what was struck out", "board", rm.id, "mark", a.struck)
	rm.gathered, rm.gatheredBytes = nil, 0
	rm.snap = nil
	rm.time, rm.struck, rm.triedAt = a.head.Time, a.struck, 0
	rm.hold(a.folded)
	rm.reg.shelf.drop(rm.id, a.struck)
	rm.reg.pasts.drop(rm.id)
	for _, m := range rm.members {
		m.from = 0
		rm.resyncFor(m, "something was struck out of this board's history")
	}
	if rm.others.nodes != nil {
		rm.others.say(rm, board.Head{Position: rm.head, Time: rm.time}, nil)
	}
}
