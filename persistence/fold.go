package persistence

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"slices"

	"drawingroom/rooms/board"
)

// SetKeep says for how many days a board's past is kept beside its state, by the owner's word; 0: for ever. What was folded before stays so.
// No such board: ErrNoBoard. Not the owner, by now: ErrRights.
func (s *Store) SetKeep(ctx context.Context, id board.ID, by board.UserID, days int64) error {
	return s.locked(ctx, id, func(t tx, num int64) error {
		if err := ownerIn(t, num, by, s.now()); err != nil {
			return err
		}
		none := []byte{}
		_, err := t.exec(`INSERT INTO folds (board, keep, seq, fold, state, checksum, emptied, stage) VALUES ($1, $2, 0, 0, $3, $3, 0, 0)
			ON CONFLICT (board) DO UPDATE SET keep = excluded.keep`, num, days, none)
		return err
	})
}

// day is one, in ms.
const day = 24 * 60 * 60 * 1000

// firstSaid is the first row after a fold that is no mark of one, nor the board's first: where there is none, there is nothing to fold.
const firstSaid = `(SELECT c.seq FROM changes c WHERE c.board = b.num AND c.seq > f.seq AND (c.client <> 0 OR c.author <> 0) ORDER BY c.seq LIMIT 1)`

// Due returns the boards of which something is to be folded at a time (ms): those of which a row has been older than their owner has it kept for a day, so
// that none is folded more than once a day; and those of which a fold is not done. Boards out of use, or in the trash, are left alone.
func (s *Store) Due(ctx context.Context, now int64) ([]board.Due, error) {
	var all []board.Due
	var before []int64
	err := s.db.view(ctx, func(t view) error {
		all, before = nil, nil
		return t.query(`SELECT b.id, f.keep, f.stage, COALESCE((SELECT x.time FROM changes x WHERE x.board = b.num AND x.seq = `+firstSaid+`), $1) FROM folds f JOIN boards b ON b.num = f.board
			WHERE b.quarantined = 0 AND b.trashed = 0 AND (f.keep > 0 OR f.stage > 1) ORDER BY b.num`, []any{now}, func(scan scan) (bool, error) {
			var d board.Due
			var keep, stage, first int64
			err := scan(&d.Board, &keep, &stage, &first)
			if due := keep > 0 && first <= now-(keep+1)*day; due || stage > 1 {
				all = append(all, d)
				before = append(before, 0)
				if due {
					before[len(before)-1] = now - keep*day
				}
			}
			return true, err
		})
	})
	for i := range all {
		if err == nil && before[i] > 0 {
			all[i].UpTo, err = s.SeqAt(ctx, all[i].Board, before[i])
		}
	}
	return all, err
}

// Fold folds a board's past: up to the base it is given no row says anything from then on. The base's bytes are written first, in parts; then one short
// transaction makes it the board's, and appends the row that marks it. Emptying the rows follows, by Empty.
//
// No such board: ErrNoBoard. Out of use: ErrQuarantined; in the trash: ErrTrashed. A base of another history, or no further than what is folded already: ErrChanged. Of a log under
// other rights than those of now: ErrRights. Nothing has changed then.
func (s *Store) Fold(ctx context.Context, id board.ID, ask board.Folding) (board.Head, error) {
	packed, sum := packBase(id, ask.Base)
	if err := s.bringBase(ctx, id, ask.Base.At.Seq, packed); err != nil {
		return board.Head{}, err
	}
	var head board.Head
	err := s.db.update(ctx, func(t tx) error {
		var err error
		head, err = fold(t, id, ask, packed, sum)
		return err
	})
	return head, err
}

// bringBase writes the bytes of a base that is not the board's yet, in place of any others that are on their way.
func (s *Store) bringBase(ctx context.Context, id board.ID, seq board.Seq, packed []byte) error {
	part := int64(-1) // first, what an earlier try has left
	for {
		more := false
		err := s.locked(ctx, id, func(t tx, num int64) (err error) {
			if part < 0 {
				more, err = dropBases(t, num)
				return err
			}
			begin := int(part) * basePart
			_, err = t.exec("INSERT INTO bases (board, seq, part, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT (board, seq, part) DO NOTHING",
				num, int64(seq), part, packed[begin:min(begin+basePart, len(packed))])
			return err
		})
		switch {
		case err != nil:
			return err
		case more:
			continue
		}
		if part++; int(part)*basePart >= len(packed) {
			return nil
		}
	}
}

// dropBases lets go of some bytes of bases that are not the board's; more: there are others.
func dropBases(t tx, num int64) (more bool, err error) {
	n, err := t.exec(`DELETE FROM bases WHERE board = $1 AND (seq, part) IN (SELECT x.seq, x.part FROM bases x
		WHERE x.board = $1 AND x.seq <> COALESCE((SELECT seq FROM folds WHERE board = $1), 0) LIMIT $2)`, num, partsAtOnce)
	return n > 0, err
}

// fold makes a base whose bytes are there the board's.
func fold(t tx, id board.ID, ask board.Folding, packed []byte, sum [32]byte) (head board.Head, err error) {
	base := ask.Base
	num, err := t.lockBoard(id)
	if err := orMissing(num != 0, err, board.ErrNoBoard); err != nil {
		return head, err
	}
	var quarantined, trashed int64
	if _, err = t.one("SELECT quarantined, trashed, "+headColumns+" FROM boards WHERE num = $1", []any{num}, append([]any{&quarantined, &trashed}, headInto(&head)...)...); err == nil {
		err = inUse(quarantined, trashed)
	}
	if err == nil && head.ACL != ask.ACL {
		err = board.ErrRights
	}
	if err != nil {
		return head, err
	}
	begins, err := beginningOf(t, num)
	if err != nil {
		return head, err
	}
	var hash board.Hash
	found, err := t.one("SELECT hash FROM changes WHERE board = $1 AND seq = $2", []any{num, int64(base.At.Seq)}, into16(&hash))
	if err != nil {
		return head, err
	}
	if !found || hash != base.At.Hash || head.Epoch != base.At.Epoch || begins.At.Seq >= base.At.Seq {
		return head, fmt.Errorf("%w: it is folded up to %d", board.ErrChanged, begins.At.Seq)
	}
	// Another node may have written parts of its own in between, or taken ours away.
	if there, err := baseBytes(t, num, base.At.Seq); err != nil || !bytes.Equal(there, packed) {
		return head, orMissing(false, err, board.ErrChanged)
	}
	if _, err := t.exec(`INSERT INTO folds (board, keep, seq, fold, state, checksum, emptied, stage) VALUES ($1, 0, $2, $3, $4, $5, 0, $6)
		ON CONFLICT (board) DO UPDATE SET seq = excluded.seq, fold = excluded.fold, state = excluded.state, checksum = excluded.checksum, stage = excluded.stage`,
		num, int64(base.At.Seq), int64(base.Fold), base.State[:], sum[:], stageRows); err != nil {
		return head, err
	}
	if _, err := t.exec("DELETE FROM thumbnails WHERE board = $1 AND seq < $2", num, int64(base.At.Seq)); err != nil {
		return head, err
	}
	mark := board.FoldMark{To: base.At.Seq, Hash: hash, State: base.State, When: ask.Now}
	err = appendMark(t, num, id, &head, board.Record{Time: head.Time, Payload: board.AppendFold(nil, mark)})
	return head, err
}

// appendMark appends a row by client 0, which is the server: its author, time and payload are given. What was made of the log as it was before is known
// by the version of the board's rights, which rises: keyframes under way, states that were asked for. The board's row is locked.
func appendMark(t tx, num int64, id board.ID, head *board.Head, r board.Record) error {
	r.Seq, r.Version = head.Seq+1, board.Version
	digest := board.Digest(r.Payload)
	if _, err := t.one("UPDATE clients SET last_n = last_n + 1, last_seq = $2, last_digest = $3 WHERE board = $1 AND number = 0 RETURNING last_n",
		[]any{num, int64(r.Seq), digest[:]}, &r.N); err != nil {
		return err
	}
	rand.Read(r.Salt[:]) // never fails: it ends the program where there is no randomness
	r.Hash = board.Chain(head.Hash, id, r)
	if err := insertChange(t, num, &r, digest); err != nil {
		return err
	}
	head.Seq, head.Hash, head.Time = r.Seq, r.Hash, r.Time
	if _, err := t.exec("UPDATE boards SET seq = $2, hash = $3, time = $4 WHERE num = $1", num, int64(head.Seq), head.Hash[:], head.Time); err != nil {
		return err
	}
	head.ACL++
	return raiseACL(t, num)
}

// Folds returns the marks of folds that a board's log still tells, the oldest first. No such board: none.
func (s *Store) Folds(ctx context.Context, id board.ID) (marks []board.FoldMark, err error) {
	err = s.db.view(ctx, func(t view) error {
		marks = nil
		return t.query("SELECT "+rowColumns+" JOIN boards b ON b.num = c.board WHERE b.id = $1 AND c.client = 0 AND c.author = 0 AND c.seq > "+foldedTo+" ORDER BY c.n",
			[]any{string(id)}, func(scan scan) (bool, error) {
				r, err := scanRow(scan)
				if mark, is := r.Fold(); is {
					marks = append(marks, mark)
				}
				return true, err
			})
	})
	return slices.Clip(marks), err
}
