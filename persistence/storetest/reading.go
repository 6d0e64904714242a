package storetest

import (
	"errors"

	"drawingroom/rooms/board"
)

func heads(d *desk) {
	one, two := d.board(), d.board()
	h := d.enter(one, one.owner)
	d.append(one.id, h.change("a"))
	got, err := d.Heads(d.ctx, []board.ID{one.id, two.id, "no-such-board", "it's"})
	if err != nil || len(got) != 2 || got[one.id] != d.head(one.id) || got[two.id] != d.head(two.id) {
		d.Errorf("heads: %+v, %v", got, err)
	}
	if got[one.id].Seq != 2 || got[one.id].Epoch == got[two.id].Epoch {
		d.Errorf("heads: %+v", got)
	}
	if got, err := d.Heads(d.ctx, nil); err != nil || len(got) != 0 {
		d.Errorf("heads of none: %+v, %v", got, err)
	}
	if _, err := d.Head(d.ctx, "no-such-board"); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("no such board: %v", err)
	}
}

func listing(d *desk) {
	m, other := d.board(), d.board()
	h := d.enter(m, m.owner)
	_, err := d.Join(d.ctx, other.id, m.owner, other.link, "", start)
	d.must(err)
	b := d.batch(m.id, h.change("a"))
	title := "Plans 🗺 'n' \"things\""
	b.Title, b.Now = &title, start+100
	d.must(d.Append(d.ctx, []board.Batch{b})[0].Err)
	want := board.Info{ID: m.id, Title: title, Role: board.RoleOwner, Head: 2, Created: start, Updated: start + 100, Replay: board.RoleEditor}
	if got, err := d.Info(d.ctx, m.id, m.owner); err != nil || got != want {
		d.Errorf("info: %+v, %v", got, err)
	}
	all, err := d.Boards(d.ctx, m.owner)
	if err != nil || len(all) != 2 || all[0] != want || all[1].ID != other.id || all[1].Role != board.RoleEditor || all[1].Title != "A title" {
		d.Errorf("boards: %+v, %v", all, err)
	}
	if _, err := d.Info(d.ctx, m.id, other.owner); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("a stranger's: %v", err)
	}
	if all, err := d.Boards(d.ctx, d.user()); err != nil || len(all) != 0 {
		d.Errorf("a newcomer's: %+v, %v", all, err)
	}
	// The same change sent again does not bring its old title back.
	newer := "Newer"
	next := d.batch(m.id, h.change("b"))
	next.Title = &newer
	d.must(d.Append(d.ctx, []board.Batch{next})[0].Err)
	d.must(d.Append(d.ctx, []board.Batch{b})[0].Err)
	if got, err := d.Info(d.ctx, m.id, m.owner); err != nil || got.Title != newer {
		d.Errorf("after sending again: %+v, %v", got, err)
	}
}

func snapshots(d *desk) {
	m := d.board()
	h := d.enter(m, m.owner)
	for range 9 {
		d.append(m.id, h.change("x"))
	}
	log, epoch := d.log(m.id), d.head(m.id).Epoch
	at := func(seq board.Seq) board.Snapshot {
		return board.Snapshot{
			At: board.Position{Epoch: epoch, Seq: seq, Hash: log[seq-1].Hash}, Fold: board.FoldVersion,
			State: board.Hash{byte(seq)}, Body: []byte("state at " + string(rune('0'+seq))),
		}
	}
	same := func(what string, got board.Snapshot, err error, want board.Snapshot) {
		d.Helper()
		if err != nil || got.At != want.At || got.Fold != want.Fold || got.State != want.State || string(got.Body) != string(want.Body) {
			d.Errorf("%s: got %+v, %v, want %+v", what, got, err, want)
		}
	}
	if _, err := d.Snapshot(d.ctx, m.id, 10); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("none yet: %v", err)
	}
	for _, seq := range []board.Seq{2, 4, 6, 8, 8} {
		d.must(d.SaveSnapshot(d.ctx, m.id, at(seq)))
	}
	d.reopen()
	got, err := d.Snapshot(d.ctx, m.id, 10)
	same("the newest", got, err, at(8))
	got, err = d.Snapshot(d.ctx, m.id, 7)
	same("below a seq", got, err, at(6))
	got, err = d.Snapshot(d.ctx, m.id, 4)
	same("the third", got, err, at(4))
	if _, err := d.Snapshot(d.ctx, m.id, 3); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("the fourth is still there: %v", err)
	}
	for what, wrong := range map[string]func(*board.Snapshot){
		"another epoch":   func(s *board.Snapshot) { s.At.Epoch = "another" },
		"another history": func(s *board.Snapshot) { s.At.Hash[0] ^= 1 },
		"beyond the head": func(s *board.Snapshot) { s.At.Seq = 11 },
	} {
		s := at(9)
		wrong(&s)
		if err := d.SaveSnapshot(d.ctx, m.id, s); !errors.Is(err, board.ErrNotFound) {
			d.Errorf("%s: %v", what, err)
		}
	}
	old := at(10)
	old.Fold = board.FoldVersion + 1
	d.must(d.SaveSnapshot(d.ctx, m.id, old))
	got, err = d.Snapshot(d.ctx, m.id, 10)
	same("another fold is passed over", got, err, at(8))
	flippedBits(d, m, at(6))
}

// flippedBits damages the newest snapshot in each of its columns: the one before is then used, or none.
func flippedBits(d *desk, m made, want board.Snapshot) {
	d.must(d.SaveSnapshot(d.ctx, m.id, want))
	for _, column := range []string{"body", "state", "hash", "checksum"} {
		var before []byte
		row := d.place.SQL.QueryRowContext(d.ctx, "SELECT "+column+" FROM snapshots WHERE seq = 8")
		d.must(row.Scan(&before))
		damaged := append([]byte(nil), before...)
		damaged[len(damaged)/2] ^= 0x10
		set := func(value []byte) {
			_, err := d.place.SQL.ExecContext(d.ctx, "UPDATE snapshots SET "+column+" = $1 WHERE seq = 8", value)
			d.must(err)
		}
		set(damaged)
		if got, err := d.Snapshot(d.ctx, m.id, 10); err != nil || got.At.Seq != want.At.Seq {
			d.Errorf("%s damaged: got %d, %v", column, got.At.Seq, err)
		}
		set(before)
		if got, err := d.Snapshot(d.ctx, m.id, 10); err != nil || got.At.Seq != 8 {
			d.Errorf("%s mended: got %d, %v", column, got.At.Seq, err)
		}
	}
	if _, err := d.place.SQL.ExecContext(d.ctx, "DELETE FROM snapshots"); err != nil {
		d.Fatal(err)
	}
	d.log(m.id) // nothing is lost with them
}
