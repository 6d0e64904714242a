package rooms

import (
	"context"
	"errors"
	"fmt"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// anotherHistory ends a room whose board was restored or failed over beneath it: its members come back and are told afresh (W44).
var anotherHistory = &end{how: wire.Restart, why: "the board's history is another", hint: 1000}

const (
	logPage      = 1000
	ringOnLoad   = 1000 // newest rows that go into the ring when a board is loaded
	snapshotTrys = 3
)

// load reads the board. One that cannot be read is never taken for an empty one (H20): what it fails with says whether it is the board's
// fault or the moment's.
func (rm *room) load(ctx context.Context) error {
	err := rm.read(ctx)
	for _, known := range []error{nil, board.ErrNoBoard, board.ErrBusy, board.ErrQuarantined, board.ErrTrashed, board.ErrUnreadable, context.Canceled} {
		if errors.Is(err, known) {
			return err
		}
	}
	return fmt.Errorf("%w: %w", board.ErrUnreadable, err)
}

// read reads snapshot, then log.
func (rm *room) read(ctx context.Context) error {
	select {
	case rm.reg.loads <- struct{}{}:
		defer func() { <-rm.reg.loads }()
	case <-ctx.Done():
		return ctx.Err()
	}
	store := rm.reg.cfg.Store
	rights, err := store.Roles(ctx, rm.id)
	if err != nil {
		return err
	}
	head, err := store.Head(ctx, rm.id)
	if err != nil {
		return err
	}
	f, err := fold(ctx, store, rm.id, head.Position)
	if err != nil {
		return err
	}
	// Last, so that a strike in between is told rather twice than never.
	struck, err := store.LastMark(ctx, rm.id)
	if err != nil {
		return err
	}
	rm.reg.count.loads.Add(1)
	rm.reg.cfg.Log.Debug("board read", "board", rm.id, "seq", f.at.Seq, "snapshot", f.saved)
	rm.govern(rights)
	rm.time, rm.struck = head.Time, struck
	rm.hold(f)
	return nil
}

// hold takes what was read from the store for the board.
func (rm *room) hold(f *folded) {
	rm.board, rm.head, rm.savedAt = f.board, f.at, f.saved
	rm.needAll()
	rm.ring = ring{limit: rm.ring.limit, base: f.ringBase.Hash, first: f.ringBase.Seq}
	for _, r := range f.rows {
		rm.ring.push(encodeRow(r))
	}
	rm.stand()
}

// folded is a board built from a snapshot and the log.
type folded struct {
	board    *board.Board
	at       board.Position
	saved    board.Seq      // of the snapshot it began with
	ringBase board.Position // before rows
	rows     []board.Record // the newest
}

// fold builds the board as of a position (seq and epoch; the log says the hash). Every row is checked against the chain. One that was folded: ErrFolded.
func fold(ctx context.Context, store Store, id board.ID, to board.Position) (*folded, error) {
	return foldFrom(ctx, store, id, to, to.Seq)
}

// foldFrom is fold with no snapshot above a seq.
func foldFrom(ctx context.Context, store Store, id board.ID, to board.Position, snapshotAt board.Seq) (f *folded, err error) {
	for range foldTries { // the past may be folded while it is read
		if f, err = begin(ctx, store, id, to, snapshotAt); err == nil {
			err = f.goOn(ctx, store, id, to)
		}
		if !errors.Is(err, board.ErrFolded) {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// foldTries is how often a board is read of which the past is folded meanwhile: that happens once a day.
const foldTries = 2

// goOn plays the log from where the board is.
func (f *folded) goOn(ctx context.Context, store Store, id board.ID, to board.Position) error {
	for f.at.Seq < to.Seq {
		records, err := store.Log(ctx, id, f.at.Seq, logPage)
		if err != nil {
			return err
		}
		if len(records) == 0 {
			return fmt.Errorf("%w: its log ends at %d, before %d", board.ErrUnreadable, f.at.Seq, to.Seq)
		}
		for _, r := range records {
			if r.Seq > to.Seq {
				break
			}
			if err := f.take(id, r, to.Seq); err != nil {
				return err
			}
		}
	}
	return nil
}

// begin finds the newest snapshot at or below a seq that proves to be right, else what the log begins with.
func begin(ctx context.Context, store Store, id board.ID, to board.Position, atMost board.Seq) (*folded, error) {
	for range snapshotTrys {
		s, err := store.Snapshot(ctx, id, atMost)
		if errors.Is(err, board.ErrNotFound) {
			break
		}
		if err != nil {
			return nil, err
		}
		if b, ok := restored(s, to); ok {
			return &folded{board: b, at: s.At, saved: s.At.Seq, ringBase: s.At}, nil
		}
		if atMost = s.At.Seq - 1; atMost <= 0 {
			break
		}
	}
	return beginAtBase(ctx, store, id, to)
}

// beginAtBase is what the log begins with: the state that what was folded came to, or the empty board. One that is to be of before: ErrFolded.
func beginAtBase(ctx context.Context, store Store, id board.ID, to board.Position) (*folded, error) {
	base, err := store.Base(ctx, id)
	switch {
	case errors.Is(err, board.ErrNotFound):
		empty := board.Position{Epoch: to.Epoch}
		return &folded{board: board.New(), at: empty, ringBase: empty}, nil
	case err != nil:
		return nil, err
	case base.At.Seq > to.Seq:
		return nil, fmt.Errorf("%w: up to %d", board.ErrFolded, base.At.Seq)
	case !base.IsOf(base.Body):
		return nil, fmt.Errorf("%w: its base is of another state than it says", board.ErrUnreadable)
	}
	b, err := board.Restored(base.At.Seq, base.Body)
	if err != nil {
		return nil, fmt.Errorf("%w: its base: %w", board.ErrUnreadable, err)
	}
	at := board.Position{Epoch: to.Epoch, Seq: base.At.Seq, Hash: base.At.Hash}
	return &folded{board: b, at: at, saved: at.Seq, ringBase: at}, nil
}

// restored reads a snapshot and proves it by its state hash.
func restored(s board.Snapshot, to board.Position) (*board.Board, bool) {
	if s.At.Epoch != to.Epoch || s.At.Seq > to.Seq || s.Fold != board.FoldVersion || !s.IsOf(s.Body) {
		return nil, false
	}
	b, err := board.Restored(s.At.Seq, s.Body)
	return b, err == nil
}

func (f *folded) take(id board.ID, r board.Record, upTo board.Seq) error {
	if r.Seq != f.at.Seq+1 || board.Chain(f.at.Hash, id, r) != r.Hash {
		return fmt.Errorf("%w: its log does not go on from %d", board.ErrUnreadable, f.at.Seq)
	}
	change, err := r.Change()
	if err != nil {
		return fmt.Errorf("%w: row %d of %s: %w", board.ErrUnreadable, r.Seq, id, err)
	}
	f.board.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, change.Ops)
	f.at.Seq, f.at.Hash = r.Seq, r.Hash
	if upTo-r.Seq >= ringOnLoad || r.Silent() { // what is silent is never told (W46)
		f.ringBase, f.rows = f.at, nil
	} else {
		f.rows = append(f.rows, r)
	}
	return nil
}
