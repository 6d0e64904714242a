package persistence

import (
	"context"
	"fmt"
	"slices"

	"drawingroom/rooms/board"
)

// Strike strikes rows out of a board's history for good, in one transaction: what they said is emptied, the snapshots that may hold it are dropped, and
// so are pictures that nothing else in the log names; a row is appended that marks them. Rows that were struck out before are passed over; if
// there are no others, nothing is done. What the database's files still hold goes with Sweep.
//
// No such board: ErrNoBoard. Out of use: ErrQuarantined; in the trash: ErrTrashed. The user does not own it, also if only by now: ErrRights. A row that is not there, or
// more than board.MaxMarked: ErrNotFound. The first row, or a mark: ErrStands. One that was folded: ErrFolded.
func (s *Store) Strike(ctx context.Context, id board.ID, ask board.Striking) (board.Struck, error) {
	seqs := slices.Compact(slices.Sorted(slices.Values(ask.Seqs)))
	if len(seqs) == 0 || len(seqs) > board.MaxMarked || seqs[0] < 1 {
		return board.Struck{}, board.ErrNotFound
	}
	var struck board.Struck
	err := s.db.update(ctx, func(t tx) error {
		k := &striking{t: t, id: id, now: s.now()}
		if err := k.begin(ask.By); err != nil {
			return err
		}
		err := k.strike(seqs, ask)
		struck = k.done
		return err
	})
	if err != nil {
		return board.Struck{}, err
	}
	return struck, nil
}

// striking is a Strike under way, under the lock of the board's row.
type striking struct {
	t      tx
	id     board.ID
	num    int64
	now    int64
	author board.Author
	folded board.Seq // up to here nothing is left to be struck out
	rows   []board.Record
	done   board.Struck
}

// begin takes the lock and asks for the right.
func (k *striking) begin(by board.UserID) error {
	var err error
	k.num, err = k.t.lockBoard(k.id)
	if err := orMissing(k.num != 0, err, board.ErrNoBoard); err != nil {
		return err
	}
	var quarantined, trashed int64
	head := &k.done.Head
	_, err = k.t.one("SELECT quarantined, trashed, "+headColumns+" FROM boards WHERE num = $1", []any{k.num}, append([]any{&quarantined, &trashed}, headInto(head)...)...)
	if err == nil {
		err = inUse(quarantined, trashed)
	}
	if err != nil {
		return err
	}
	if err := ownerIn(k.t, k.num, by, k.now); err != nil {
		return err
	}
	var u board.User
	if _, err := k.t.one("SELECT name, colour FROM users WHERE id = $1", []any{string(by)}, &u.Name, &u.Colour); err != nil {
		return err
	}
	if k.author, _, err = authorOf(k.t, k.num, by, u.Name, u.Colour); err != nil {
		return err
	}
	begins, err := beginningOf(k.t, k.num)
	k.folded = begins.At.Seq
	return err
}

func (k *striking) strike(seqs []board.Seq, ask board.Striking) error {
	if err := k.read(seqs); err != nil || len(k.rows) == 0 {
		return err
	}
	mark := k.done.Head.Seq + 1
	for i := range k.rows {
		if err := k.empty(&k.rows[i], mark); err != nil {
			return err
		}
	}
	if _, err := k.t.exec("DELETE FROM snapshots WHERE board = $1 AND seq >= $2", k.num, int64(k.rows[0].Seq)); err != nil {
		return err
	}
	if err := dropThumbnails(k.t, k.num, k.rows[0].Seq); err != nil {
		return err
	}
	if err := k.dropPictures(); err != nil {
		return err
	}
	if err := k.retitle(); err != nil {
		return err
	}
	return k.mark(ask.Now)
}

// read finds the rows that are to be struck out.
func (k *striking) read(seqs []board.Seq) error {
	if seqs[len(seqs)-1] > k.done.Head.Seq {
		return board.ErrNotFound
	}
	for _, seq := range seqs {
		if seq <= k.folded {
			return fmt.Errorf("%w: up to %d", board.ErrFolded, k.folded)
		}
		r, err := k.row(seq)
		if err != nil {
			return err
		}
		if stands(r) {
			return fmt.Errorf("%w: %d", board.ErrStands, seq)
		}
		if !r.Struck() {
			k.rows = append(k.rows, r)
			k.done.Seqs = append(k.done.Seqs, seq)
		}
	}
	return nil
}

// stands says that a row cannot be struck out.
func stands(r board.Record) bool {
	_, mark := r.Mark()
	_, fold := r.Fold()
	return mark || fold || r.Seq == 1
}

func (k *striking) row(seq board.Seq) (r board.Record, err error) {
	found := false
	err = k.t.query("SELECT "+rowColumns+" WHERE c.board = $1 AND c.seq = $2", []any{k.num, int64(seq)}, func(scan scan) (bool, error) {
		found = true
		var err error
		r, err = scanRow(scan)
		return false, err
	})
	return r, orMissing(found, err, board.ErrNotFound)
}

// empty takes away what a row says, and what could be guessed at by: the digest has no salt. What the chain is proved by stays.
func (k *striking) empty(r *board.Record, mark board.Seq) error {
	sealed := r.Seal()
	if _, err := k.t.exec("INSERT INTO strikes (board, seq, mark, sealed, unswept) VALUES ($1, $2, $3, $4, 1)",
		k.num, int64(r.Seq), int64(mark), sealed[:]); err != nil {
		return err
	}
	none := []byte{}
	if _, err := k.t.exec("UPDATE changes SET salt = $3, digest = $3, payload = $3 WHERE board = $1 AND seq = $2", k.num, int64(r.Seq), none); err != nil {
		return err
	}
	_, err := k.t.exec("UPDATE clients SET last_digest = $4 WHERE board = $1 AND number = $2 AND last_seq = $3",
		k.num, int64(r.Client), int64(r.Seq), none)
	return err
}

// mark appends the row that says what was struck out.
func (k *striking) mark(now int64) error {
	head := &k.done.Head
	return appendMark(k.t, k.num, k.id, head, board.Record{Author: k.author, Time: max(now, head.Time), Payload: board.AppendMark(nil, k.done.Seqs)})
}

// LastMark returns the seq of the newest mark of a board (see Strike); 0: nothing was ever struck out of it, or there is no such board.
func (s *Store) LastMark(ctx context.Context, id board.ID) (board.Seq, error) {
	var mark board.Seq
	err := s.db.view(ctx, func(t view) error {
		_, err := t.one("SELECT COALESCE(max(s.mark), 0) FROM strikes s JOIN boards b ON b.num = s.board WHERE b.id = $1", []any{string(id)}, &mark)
		return err
	})
	return mark, err
}

// Strikes returns what was struck out of a board, the first mark first. No such board: none.
func (s *Store) Strikes(ctx context.Context, id board.ID) ([]board.Strike, error) {
	var all []board.Strike
	err := s.db.view(ctx, func(t view) error {
		all = nil
		return t.query(`SELECT s.mark, s.seq, c.author, c.time FROM boards b JOIN strikes s ON s.board = b.num
			JOIN changes c ON c.board = s.board AND c.seq = s.mark WHERE b.id = $1 ORDER BY s.mark, s.seq`, []any{string(id)},
			func(scan scan) (bool, error) {
				var one board.Strike
				var seq board.Seq
				if err := scan(&one.Mark, &seq, &one.Author, &one.Time); err != nil {
					return false, err
				}
				if len(all) == 0 || all[len(all)-1].Mark != one.Mark {
					all = append(all, one)
				}
				last := &all[len(all)-1]
				last.Seqs = append(last.Seqs, seq)
				return true, nil
			})
	})
	return all, err
}
