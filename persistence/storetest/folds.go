package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// days is so many, in ms.
func days(n int64) int64 { return n * 24 * 60 * 60 * 1000 }

// played is a board as its log, or what is left of it, comes to at a seq.
func (d *desk) played(m made, upTo board.Seq) (*board.Board, board.Position) {
	d.Helper()
	begins, err := d.Beginning(d.ctx, m.id)
	d.must(err)
	b, at := board.New(), begins.At
	if at.Seq > 0 {
		base, err := d.Base(d.ctx, m.id)
		d.must(err)
		b, err = board.Restored(base.At.Seq, base.Body)
		d.must(err)
	}
	rows, err := d.Log(d.ctx, m.id, at.Seq, 10_000)
	d.must(err)
	for _, r := range rows {
		if r.Seq <= upTo {
			c, err := r.Change()
			d.must(err)
			b.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, c.Ops)
			at.Seq, at.Hash = r.Seq, r.Hash
		}
	}
	at.Epoch = d.head(m.id).Epoch
	return b, at
}

// folding asks for a board to be folded up to a seq.
func (d *desk) folding(m made, upTo board.Seq) board.Folding {
	d.Helper()
	b, at := d.played(m, upTo)
	return board.Folding{Base: board.NewSnapshot(at, b.AppendCanonical(nil)), ACL: d.head(m.id).ACL, Now: start + days(60)}
}

// foldedUpTo folds, and does all that follows.
func (d *desk) foldedUpTo(m made, upTo board.Seq) {
	d.Helper()
	_, err := d.Fold(d.ctx, m.id, d.folding(m, upTo))
	d.must(err)
	d.emptied(m)
}

func (d *desk) emptied(m made) (steps int) {
	d.Helper()
	for {
		more, err := d.Empty(d.ctx, m.id)
		d.must(err)
		if !more {
			return steps
		}
		if steps++; steps > 1000 {
			d.Fatal("it never ends")
		}
	}
}

// since reads the log after what is folded, and checks that it goes on from there to the head.
func (d *desk) since(m made) []board.Record {
	d.Helper()
	begins, err := d.Beginning(d.ctx, m.id)
	d.must(err)
	rows, err := d.Log(d.ctx, m.id, begins.At.Seq, 10_000)
	d.must(err)
	at := begins.At
	for _, r := range rows {
		if r.Seq != at.Seq+1 || board.Chain(at.Hash, m.id, r) != r.Hash {
			d.Fatalf("row %d does not follow from %d", r.Seq, at.Seq)
		}
		at.Seq, at.Hash = r.Seq, r.Hash
	}
	if head := d.head(m.id); head.Position != at {
		d.Fatalf("the log ends at %+v, the head is %+v", at, head)
	}
	return rows
}

// folding follows what was said long ago through a fold: it is nowhere afterwards, the board is what it was, the chain holds, and what is sent again is known.
func foldingThePast(d *desk) {
	m, h := d.drawn()
	old := "said-long-ago-" + name()
	d.append(m.id, h.change(text("element-1", old)), h.change(`{"ops":[{"op":"remove","id":"element-1"}]}`), h.change(text("element-2", "stays")))
	many := make([]board.Pending, 1200) // more than one part
	for i := range many {
		many[i] = h.change(text(fmt.Sprint("element-n", i), "one of many"))
	}
	d.append(m.id, many...)
	for _, seq := range []board.Seq{2, 800, 1204} {
		b, at := d.played(m, seq)
		d.must(d.SaveSnapshot(d.ctx, m.id, board.NewSnapshot(at, b.AppendCanonical(nil))))
	}
	_, err := d.strike(m, m.owner, 5)
	d.must(err)
	want, _ := d.played(m, 1205)
	state, before := want.Hash(), d.head(m.id)
	digest := board.Digest([]byte(text("element-1", old)))
	if in := d.holds(old); !slices.Contains(in, "changes") {
		d.Fatalf("the control: it is in %v", in)
	}
	ask := d.folding(m, 1100)
	head, err := d.Fold(d.ctx, m.id, ask)
	d.must(err)
	if head != d.head(m.id) || head.Seq != before.Seq+1 || head.Epoch != before.Epoch || head.Time != before.Time || head.ACL != before.ACL+1 {
		d.Errorf("the head: %+v, before %+v", head, before)
	}
	d.foldedReads(m, ask, state)
	for range 2 { // a process that ends in mid-emptying: verify holds at every step, and another goes on
		more, err := d.Empty(d.ctx, m.id)
		d.must(err)
		if found, n := d.proved(); len(found) > 0 || n.Folded != 1100 || !more {
			d.Errorf("verify, while it is emptied: %v, %+v", found, n)
		}
		d.reopen()
	}
	if steps := d.emptied(m); steps < 2 {
		d.Errorf("all in %d steps", steps)
	}
	if in := append(d.holds(old), d.holds(string(digest[:]))...); len(in) > 0 {
		d.Errorf("it is still in %v", in)
	}
	d.foldedReads(m, ask, state)
	again := d.append(m.id, h.numbered(1, text("element-1", old)), h.numbered(2, "something else"), h.change(text("element-3", "after")))
	if again[0].Stored != board.Duplicate || again[0].Record.Seq != 2 || again[1].Stored != board.Duplicate || again[2].Record.Seq != head.Seq+1 {
		d.Errorf("sent again: %+v", again)
	}
	d.foldedUpTo(m, head.Seq+1)
	if marks, err := d.Folds(d.ctx, m.id); err != nil || len(marks) != 1 || marks[0].To != head.Seq+1 {
		d.Errorf("the marks: %+v, %v", marks, err)
	}
	d.since(m)
	if found, n := d.proved(); len(found) > 0 || int64(n.Folded) != int64(head.Seq+1) || n.Struck != 1 {
		d.Errorf("verify, folded again: %v, %+v", found, n)
	}
}

// foldedReads reads all that can be read of a board that is folded up to 1100.
func (d *desk) foldedReads(m made, ask board.Folding, state board.StateHash) {
	d.Helper()
	begins, err := d.Beginning(d.ctx, m.id)
	if err != nil || begins.At != ask.Base.At || begins.Time == 0 {
		d.Errorf("the beginning: %+v, %v", begins, err)
	}
	base, err := d.Base(d.ctx, m.id)
	if err != nil || base.At != ask.Base.At || base.State != ask.Base.State || !bytes.Equal(base.Body, ask.Base.Body) {
		d.Errorf("the base: %+v, %v", base.At, err)
	}
	for after, want := range map[board.Seq]error{-5: board.ErrFolded, 0: board.ErrFolded, 1: board.ErrFolded, 1099: board.ErrFolded, 1100: nil, 1101: nil} {
		if rows, err := d.Log(d.ctx, m.id, after, 5); !errors.Is(err, want) || err != nil && rows != nil {
			d.Errorf("the log after %d: %v, %v", after, rows, err)
		}
	}
	rows := d.since(m)
	if mark, is := rows[len(rows)-1].Fold(); !is || mark.To != 1100 || mark.State != base.State || mark.Hash != base.At.Hash || mark.When != ask.Now {
		d.Errorf("the mark: %+v, %v", mark, is)
	}
	if b, _ := d.played(m, 1_000_000); b.Hash() != state {
		d.Error("the board is another")
	}
	for _, seq := range []board.Seq{1099, 1203} {
		if snap, err := d.Snapshot(d.ctx, m.id, seq); !errors.Is(err, board.ErrNotFound) {
			d.Errorf("a snapshot at or below %d: %+v, %v", seq, snap.At, err)
		}
	}
	if info, err := d.Info(d.ctx, m.id, m.owner); err != nil || info.Folded != 1100 || info.Keep != 0 {
		d.Errorf("%+v, %v", info, err)
	}
	at, err := d.SeqAt(d.ctx, m.id, start+1)
	if err != nil || at < 1100 { // times are kept
		d.Errorf("by time: %d, %v", at, err)
	}
}

// foldsRefused goes through what may not become of a board's past.
func foldsRefused(d *desk) {
	m, h := d.drawn()
	d.append(m.id, h.change(text("element-1", "one")), h.change(text("element-2", "two")), h.change(text("element-3", "three")))
	good := d.folding(m, 3)
	refused := func(what string, ask board.Folding, want error) {
		d.Helper()
		before := d.head(m.id)
		if head, err := d.Fold(d.ctx, m.id, ask); !errors.Is(err, want) {
			d.Errorf("%s: %+v, %v", what, head, err)
		}
		if d.head(m.id) != before {
			d.Errorf("%s: the head has moved", what)
		}
	}
	other, hash, beyond, rights := good, good, good, good
	other.Base.At.Epoch = "another"
	hash.Base.At.Hash[0]++
	beyond.Base.At.Seq = 9
	rights.ACL--
	refused("of another history", other, board.ErrChanged)
	refused("of another hash", hash, board.ErrChanged)
	refused("beyond the head", beyond, board.ErrChanged)
	refused("of older rights", rights, board.ErrRights)
	d.must(d.Quarantine(d.ctx, m.id, start))
	good.ACL = d.head(m.id).ACL
	refused("out of use", good, board.ErrQuarantined)
	d.must(d.Quarantine(d.ctx, m.id, 0))
	_, err := d.strike(m, m.owner, 2)
	d.must(err)
	refused("what was played before a strike", good, board.ErrRights)
	late, lateFrame := d.folding(m, 2), d.head(m.id).ACL
	good = d.folding(m, 3)
	_, err = d.Fold(d.ctx, m.id, good)
	d.must(err)
	good.ACL, late.ACL = d.head(m.id).ACL, d.head(m.id).ACL
	refused("twice", good, board.ErrChanged)
	refused("less far", late, board.ErrChanged)
	if _, err := d.strike(m, m.owner, 3, 4); !errors.Is(err, board.ErrFolded) {
		d.Errorf("a strike of what is folded: %v", err)
	}
	if _, err := d.strike(m, m.owner, d.head(m.id).Seq); !errors.Is(err, board.ErrStands) {
		d.Errorf("a strike of the mark: %v", err)
	}
	late.Base.At.Epoch = d.head(m.id).Epoch
	if err := d.SaveSnapshot(d.ctx, m.id, late.Base); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("a snapshot of before, saved after: %v", err)
	}
	if err := d.SaveKeyframe(d.ctx, m.id, lateFrame, 1, late.Base); err == nil {
		d.Error("a keyframe of before was saved after")
	}
	if err := d.SaveKeyframe(d.ctx, m.id, good.ACL, 1, late.Base); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("a keyframe of before, under the rights of now: %v", err)
	}
	if _, err := d.Fold(d.ctx, "no-such-board", good); !errors.Is(err, board.ErrNoBoard) {
		d.Error(err)
	}
	d.emptied(m)
	if found, _ := d.proved(); len(found) > 0 {
		d.Errorf("verify: %v", found)
	}
}

// foldsAtOnce folds a board from two nodes at once: one of them does, and nothing is torn.
func foldsAtOnce(d *desk) {
	stores := []*persistence.Store{d.Store, d.Store}
	if d.place.Shared {
		stores[1] = d.open()
	}
	m, h := d.drawn()
	for round := range 5 {
		for i := range 6 {
			d.append(m.id, h.change(text(fmt.Sprint("element-", round, "-", i), strings.Repeat("x", 200))))
		}
		asks := []board.Folding{d.folding(m, d.head(m.id).Seq-1), d.folding(m, d.head(m.id).Seq)}
		failed := make([]error, len(stores))
		var both sync.WaitGroup
		for i, s := range stores {
			both.Go(func() {
				_, failed[i] = s.Fold(d.ctx, m.id, asks[i])
				for more := true; more && failed[i] == nil; {
					more, failed[i] = s.Empty(d.ctx, m.id)
				}
			})
		}
		both.Wait()
		done := 0
		for _, err := range failed {
			if err == nil {
				done++
			} else if !errors.Is(err, board.ErrChanged) && !errors.Is(err, board.ErrRights) && !errors.Is(err, board.ErrBusy) {
				d.Error(err)
			}
		}
		if done > 1 {
			d.Errorf("round %d: folded twice", round)
		}
		d.emptied(m)
		d.since(m)
		if found, _ := d.proved(); len(found) > 0 {
			d.Fatalf("round %d: %v", round, found)
		}
	}
}

// dueFolds asks what is to be folded, while time goes by.
func dueFolds(d *desk) {
	m, h := d.drawn()
	at := func(when int64, items ...board.Pending) {
		d.Helper()
		b := d.batch(m.id, items...)
		b.Now = when
		d.must(d.Append(d.ctx, []board.Batch{b})[0].Err)
	}
	at(start+days(1), h.change(text("element-1", "one")))
	at(start+days(3), h.change(text("element-2", "two")))
	due := func(when int64, want ...board.Due) {
		d.Helper()
		if got, err := d.Due(d.ctx, when); err != nil || !slices.Equal(got, want) {
			d.Errorf("after %d days: %+v, %v, want %+v", (when-start)/days(1), got, err, want)
		}
	}
	due(start + days(1000))
	d.must(d.SetKeep(d.ctx, m.id, m.owner, 10))
	due(start + days(11)) // the first is 10 days old, and one more is waited
	due(start+days(12)-1, []board.Due{}...)
	due(start+days(12), board.Due{Board: m.id, UpTo: 2})
	due(start+days(13), board.Due{Board: m.id, UpTo: 3})
	d.must(d.SetKeep(d.ctx, m.id, m.owner, 0))
	due(start + days(13))
	d.must(d.SetKeep(d.ctx, m.id, m.owner, 10))
	d.must(d.Quarantine(d.ctx, m.id, start))
	due(start + days(13))
	d.must(d.Quarantine(d.ctx, m.id, 0))
	_, err := d.Fold(d.ctx, m.id, d.folding(m, 2))
	d.must(err)
	due(start+days(12), board.Due{Board: m.id}) // it is not done
	d.emptied(m)
	due(start + days(13))
	due(start+days(14), board.Due{Board: m.id, UpTo: 4}) // and with it the mark, which has the time of the row before
	d.foldedUpTo(m, 4)
	due(start + days(1000)) // a mark alone is nothing to fold
	if info, err := d.Info(d.ctx, m.id, m.owner); err != nil || info.Keep != 10 || info.Folded != 4 || info.Updated != start+days(3) {
		d.Errorf("%+v, %v", info, err)
	}
}

// keepByRight is the owner's to say.
func keepByRight(d *desk) {
	m := d.board()
	editor := d.user()
	_, err := d.Join(d.ctx, m.id, editor, m.link, "", start)
	d.must(err)
	d.must(d.SetKeep(d.ctx, m.id, m.owner, 30))
	if err := d.SetKeep(d.ctx, m.id, editor, 1); !errors.Is(err, board.ErrRights) {
		d.Errorf("an editor: %v", err)
	}
	if err := d.SetKeep(d.ctx, "no-such-board", m.owner, 1); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("no such board: %v", err)
	}
	d.reopen()
	if info, err := d.Info(d.ctx, m.id, editor); err != nil || info.Keep != 30 || info.Folded != 0 {
		d.Errorf("%+v, %v", info, err)
	}
	if begins, err := d.Beginning(d.ctx, m.id); err != nil || begins.Keep != 30 || begins.At.Seq != 0 {
		d.Errorf("%+v, %v", begins, err)
	}
	if _, err := d.Base(d.ctx, m.id); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("a base of what is not folded: %v", err)
	}
	if _, err := d.Beginning(d.ctx, "no-such-board"); !errors.Is(err, board.ErrNoBoard) {
		d.Error(err)
	}
}
