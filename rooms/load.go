package rooms

import (
	"context"
	"crypto/sha256"
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

// load reads the board: snapshot, then log. A board that cannot be read is never taken for an empty one (H20).
func (rm *room) load(ctx context.Context) error {
	select {
	case rm.reg.loads <- struct{}{}:
		defer func() { <-rm.reg.loads }()
	case <-ctx.Done():
		return ctx.Err()
	}
	store := rm.reg.cfg.Store
	roles, acl, err := store.Roles(ctx, rm.id)
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
	rm.roles, rm.acl = roles, acl
	rm.board, rm.head, rm.time, rm.savedAt = f.board, f.at, head.Time, f.saved
	rm.ring.base, rm.ring.first = f.ringBase.Hash, f.ringBase.Seq
	for _, r := range f.rows {
		rm.ring.push(encodeRow(r))
	}
	rm.stand()
	return nil
}

// folded is a board built from a snapshot and the log.
type folded struct {
	board    *board.Board
	at       board.Position
	saved    board.Seq      // of the snapshot it began with
	ringBase board.Position // before rows
	rows     []board.Record // the newest
}

// fold builds the board as of a position (seq and epoch; the log says the hash). Every row is checked against the chain.
func fold(ctx context.Context, store Store, id board.ID, to board.Position) (*folded, error) {
	f, err := begin(ctx, store, id, to)
	if err != nil {
		return nil, err
	}
	for f.at.Seq < to.Seq {
		records, err := store.Log(ctx, id, f.at.Seq, logPage)
		if err != nil {
			return nil, err
		}
		if len(records) == 0 {
			return nil, fmt.Errorf("the log of %s ends at %d, before %d", id, f.at.Seq, to.Seq)
		}
		for _, r := range records {
			if r.Seq > to.Seq {
				break
			}
			if err := f.take(id, r, to.Seq); err != nil {
				return nil, err
			}
		}
	}
	return f, nil
}

// begin finds the newest snapshot that proves to be right; the empty board if there is none.
func begin(ctx context.Context, store Store, id board.ID, to board.Position) (*folded, error) {
	atMost := to.Seq
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
	empty := board.Position{Epoch: to.Epoch}
	return &folded{board: board.New(), at: empty, ringBase: empty}, nil
}

// restored reads a snapshot and proves it by its state hash.
func restored(s board.Snapshot, to board.Position) (*board.Board, bool) {
	sum := sha256.Sum256(s.Body)
	if s.At.Epoch != to.Epoch || s.At.Seq > to.Seq || s.Fold != board.FoldVersion || board.Hash(sum[:16]) != s.State {
		return nil, false
	}
	b, err := board.Restored(s.At.Seq, s.Body)
	return b, err == nil
}

func (f *folded) take(id board.ID, r board.Record, upTo board.Seq) error {
	if r.Seq != f.at.Seq+1 || board.Chain(f.at.Hash, id, r) != r.Hash {
		return fmt.Errorf("the log of %s does not go on from %d", id, f.at.Seq)
	}
	change, err := board.DecodeChange(r.Version, r.Payload)
	if err != nil {
		return fmt.Errorf("row %d of %s: %w", r.Seq, id, err)
	}
	f.board.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, change.Ops)
	f.at.Seq, f.at.Hash = r.Seq, r.Hash
	if upTo-r.Seq >= ringOnLoad {
		f.ringBase = f.at
	} else {
		f.rows = append(f.rows, r)
	}
	return nil
}
