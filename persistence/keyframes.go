package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// Keyframes returns the seqs of the keyframes of this FoldVersion and of the board's epoch, rising. No such board: none.
func (s *Store) Keyframes(ctx context.Context, id board.ID) ([]board.Seq, error) {
	var seqs []board.Seq
	err := s.db.view(ctx, func(t view) error {
		seqs = nil
		return t.query(`SELECT s.seq FROM snapshots s JOIN boards b ON b.num = s.board
			WHERE b.id = $1 AND s.epoch = b.epoch AND s.fold = $2 AND s.keyframe AND s.seq >= `+foldedTo+` ORDER BY s.seq`, []any{string(id), board.FoldVersion},
			func(scan scan) (bool, error) {
				var seq board.Seq
				err := scan(&seq)
				seqs = append(seqs, seq)
				return true, err
			})
	})
	return seqs, err
}

// SaveKeyframe keeps a snapshot for good, in place of one that may be there at its seq, and lets those keyframes go that are not a multiple
// of apart, or of an older FoldVersion or another epoch. acl is the version of the board's rights from before its log was read: what changes
// what the log says raises it, so nothing of before can come in afterwards. Another by now: ErrRights.
// No such board, or a position that is not in its history, or is folded: ErrNotFound.
func (s *Store) SaveKeyframe(ctx context.Context, id board.ID, acl int64, apart board.Seq, snap board.Snapshot) error {
	packed, sum := pack(id, snap)
	return s.db.update(ctx, func(t tx) error {
		num, err := t.lockBoard(id)
		if err := orMissing(num != 0, err, board.ErrNotFound); err != nil {
			return err
		}
		var now int64
		found, err := t.one(`SELECT b.acl FROM boards b JOIN changes c ON c.board = b.num WHERE b.num = $1 AND b.epoch = $2 AND c.seq = $3 AND c.hash = $4
			AND c.seq >= `+foldedTo,
			[]any{num, snap.At.Epoch, int64(snap.At.Seq), snap.At.Hash[:]}, &now)
		if err := orMissing(found, err, board.ErrNotFound); err != nil {
			return err
		}
		if now != acl {
			return board.ErrRights
		}
		_, err = t.exec("DELETE FROM snapshots WHERE board = $1 AND (seq = $2 AND fold = $3 OR keyframe AND (seq % $4 <> 0 OR fold < $3 OR epoch <> $5))",
			num, int64(snap.At.Seq), int64(snap.Fold), int64(apart), snap.At.Epoch)
		if err != nil {
			return err
		}
		return insertSnapshot(t, num, snap, packed, sum, true)
	})
}

// SeqAt returns the seq of the last row whose time is at or before a time in ms; 0 if there is none. Times never go back on a board, so it is
// found by halving, without an index that every append would have to write. No such board: ErrNoBoard.
func (s *Store) SeqAt(ctx context.Context, id board.ID, time int64) (board.Seq, error) {
	var low int64
	err := s.db.view(ctx, func(t view) error {
		var num, high int64
		found, err := t.one("SELECT num, seq FROM boards WHERE id = $1", []any{string(id)}, &num, &high)
		if err := orMissing(found, err, board.ErrNoBoard); err != nil {
			return err
		}
		for low = 0; low < high; {
			middle := low + (high-low+1)/2
			var at int64
			found, err := t.one("SELECT time FROM changes WHERE board = $1 AND seq = $2", []any{num, middle}, &at)
			if err := orMissing(found, err, board.ErrNotFound); err != nil {
				return err
			}
			if at <= time {
				low = middle
			} else {
				high = middle - 1
			}
		}
		return nil
	})
	return board.Seq(low), err
}
