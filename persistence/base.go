package persistence

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"drawingroom/rooms/board"
)

// This file holds the bases of boards: the states that what was folded came to. A base is truth: where one is damaged, its board cannot be
// read, unless a snapshot of after it is there.

// basePart is how many bytes a part of a base has: a transaction that writes one is over before anybody who draws feels it.
const basePart = 256 << 10

// foldedTo is how far a board is folded; 0: not at all.
const foldedTo = "COALESCE((SELECT f.seq FROM folds f WHERE f.board = b.num), 0)"

// beginningOf reads where what is kept of a board begins.
func beginningOf(t view, num int64) (begins board.Beginning, err error) {
	_, err = t.one("SELECT keep, seq FROM folds WHERE board = $1", []any{num}, &begins.Keep, &begins.At.Seq)
	if err == nil && begins.At.Seq > 0 {
		_, err = t.one("SELECT c.hash, c.time, b.epoch FROM changes c JOIN boards b ON b.num = c.board WHERE c.board = $1 AND c.seq = $2",
			[]any{num, int64(begins.At.Seq)}, into16(&begins.At.Hash), &begins.Time, &begins.At.Epoch)
	}
	return begins, err
}

// Beginning returns where what is kept of a board's past begins. No such board: ErrNoBoard.
func (s *Store) Beginning(ctx context.Context, id board.ID) (begins board.Beginning, err error) {
	err = s.db.view(ctx, func(t view) error {
		var num int64
		found, err := t.one("SELECT num FROM boards WHERE id = $1", []any{string(id)}, &num)
		if err := orMissing(found, err, board.ErrNoBoard); err != nil {
			return err
		}
		begins, err = beginningOf(t, num)
		return err
	})
	return begins, err
}

// Base returns the state that a board's log goes on from. Nothing was folded, or no such board: ErrNotFound. One that is damaged: ErrUnreadable; it is
// never taken for another, and never for none.
func (s *Store) Base(ctx context.Context, id board.ID) (board.Snapshot, error) {
	var snap board.Snapshot
	err := s.db.view(ctx, func(t view) error {
		for range baseTries {
			var num int64
			found, err := t.one("SELECT num FROM boards WHERE id = $1", []any{string(id)}, &num)
			if err := orMissing(found, err, board.ErrNotFound); err != nil {
				return err
			}
			if snap, err = baseOf(t, num, id); !errors.Is(err, errMoved) {
				return err
			}
		}
		return board.ErrBusy
	})
	return snap, err
}

// baseTries is how often a base is read that is replaced meanwhile.
const baseTries = 5

// errMoved says that a board was folded further while its base was read.
var errMoved = errors.New("folded further meanwhile")

// baseOf is Base, of one try: its statements see what was committed when each began.
func baseOf(t view, num int64, id board.ID) (snap board.Snapshot, err error) {
	begins, err := beginningOf(t, num)
	if err := orMissing(begins.At.Seq > 0, err, board.ErrNotFound); err != nil {
		return snap, err
	}
	var checksum, packed []byte
	_, err = t.one("SELECT fold, state, checksum FROM folds WHERE board = $1 AND seq = $2", []any{num, int64(begins.At.Seq)}, &snap.Fold, into16(&snap.State), &checksum)
	if err == nil {
		packed, err = baseBytes(t, num, begins.At.Seq)
	}
	if err != nil {
		return snap, err
	}
	snap.At = begins.At
	snap, err = unpackBase(id, snap, checksum, packed)
	if err == nil {
		return snap, nil
	}
	if now, err := beginningOf(t, num); err != nil || now.At.Seq != begins.At.Seq {
		return snap, errors.Join(err, errMoved)
	}
	return snap, fmt.Errorf("%w: %w", board.ErrUnreadable, err)
}

func baseBytes(t view, num int64, seq board.Seq) ([]byte, error) {
	var packed bytes.Buffer
	next := int64(0)
	err := t.query("SELECT part, bytes FROM bases WHERE board = $1 AND seq = $2 ORDER BY part", []any{num, int64(seq)}, func(scan scan) (bool, error) {
		var part int64
		var some []byte
		if err := scan(&part, &some); err != nil {
			return false, err
		}
		if part != next { // its checksum will say so
			return false, nil
		}
		next++
		packed.Write(some)
		return true, nil
	})
	return packed.Bytes(), err
}

// unpackBase proves a base by its checksum, which is that of a snapshot of no history: the board's next one begins with it too.
func unpackBase(id board.ID, snap board.Snapshot, checksum, packed []byte) (board.Snapshot, error) {
	epoch := snap.At.Epoch
	snap.At.Epoch = ""
	snap, err := unpack(id, snap, checksum, packed)
	snap.At.Epoch = epoch
	if err == nil && !snap.IsOf(snap.Body) {
		err = errors.New("it is of another state than it says")
	}
	if err != nil {
		return snap, fmt.Errorf("the base of %s, up to %d: %w", id, snap.At.Seq, err)
	}
	return snap, nil
}

// BaseOf reads a base as it comes out of Dump: what its board's row of folds says, the hash of the log's row it is of, and its bytes. Damaged: an error.
func BaseOf(id board.ID, folds Row, hash board.Hash, packed []byte) (board.Snapshot, error) {
	snap := board.Snapshot{At: board.Position{Seq: board.Seq(folds.Number("seq")), Hash: hash}, Fold: int(folds.Number("fold"))}
	copy(snap.State[:], folds.Bytes("state"))
	return unpackBase(id, snap, folds.Bytes("checksum"), packed)
}

func packBase(id board.ID, snap board.Snapshot) (packed []byte, sum [32]byte) {
	snap.At.Epoch = ""
	return pack(id, snap)
}
