package storetest

import (
	"bytes"
	"errors"
	"slices"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// trashing moves a board to the trash and takes it back: meanwhile every way in says so, nothing can be written on it, and nothing of it is lost.
func trashing(d *desk) {
	m, other := d.board(), d.board()
	guest := d.guestOf(m)
	h := d.enter(m, guest)
	d.append(m.id, h.change("a"))
	before, acl := d.log(m.id), d.head(m.id).ACL
	for who, want := range map[board.UserID]error{guest: board.ErrRights, d.user(): board.ErrNoBoard} {
		for what, err := range map[string]error{"trash": d.Trash(d.ctx, m.id, who, start), "take back": d.TakeBack(d.ctx, m.id, who), "discard": d.Discard(d.ctx, m.id, who, start)} {
			if !errors.Is(err, want) {
				d.Errorf("%s: %v, want %v", what, err, want)
			}
		}
	}
	if err := d.Discard(d.ctx, m.id, m.owner, start); !errors.Is(err, board.ErrChanged) {
		d.Errorf("deleting what is in use: %v", err)
	}
	d.must(d.Trash(d.ctx, m.id, m.owner, start+5))
	d.must(d.Trash(d.ctx, m.id, m.owner, start+9))
	stale := board.Batch{Board: m.id, ACL: acl, Now: start + 10, Items: []board.Pending{h.numbered(2, "b")}}
	if out := d.Append(d.ctx, []board.Batch{stale}); !errors.Is(out[0].Err, board.ErrRights) {
		d.Errorf("an append of a room that has not noticed: %+v", out)
	}
	closed := waysIn(d, m)
	closed["info"] = func() error { return second(d.Info(d.ctx, m.id, guest)) }
	closed["strike"] = func() error { return second(d.strike(m, m.owner, 2)) }
	for what, ask := range closed {
		if err := ask(); !errors.Is(err, board.ErrTrashed) {
			d.Errorf("%s: %v", what, err)
		}
	}
	a, body := picture(m, 9)
	if _, err := d.SaveAsset(d.ctx, a, bytes.NewReader(body)); !errors.Is(err, board.ErrTrashed) {
		d.Errorf("a picture: %v", err)
	}
	if own, there := d.info(m.id, m.owner); !there || own.Trashed != start+5 {
		d.Errorf("the owner's list: %+v", own)
	}
	if _, there := d.info(m.id, guest); there {
		d.Error("it is in others' lists")
	}
	for what, ask := range waysIn(d, other) {
		if err := ask(); err != nil {
			d.Errorf("%s of another board: %v", what, err)
		}
	}
	d.must(d.TakeBack(d.ctx, m.id, m.owner))
	for what, ask := range waysIn(d, m) {
		if err := ask(); err != nil {
			d.Errorf("%s, taken back: %v", what, err)
		}
	}
	if after := d.log(m.id); len(after) != len(before) {
		d.Errorf("%d rows, %d before", len(after), len(before))
	}
	d.append(m.id, h.numbered(2, "b"))
}

// full is a board with something in every table, larger than what one transaction deletes.
func (d *desk) full() made {
	d.Helper()
	m, h := d.drawn()
	guest := d.guestOf(m)
	var items []board.Pending
	for range 950 {
		items = append(items, h.change(text("element-"+name(), "of "+string(m.id))))
	}
	d.append(m.id, items...)
	a, body := picture(m, 10*board.AssetPart+1)
	_, err := d.SaveAsset(d.ctx, a, bytes.NewReader(body))
	d.must(err)
	_, err = d.strike(m, m.owner, 900)
	d.must(err)
	rows := d.log(m.id)
	at := board.Position{Epoch: d.head(m.id).Epoch, Seq: rows[len(rows)-1].Seq, Hash: rows[len(rows)-1].Hash}
	d.must(d.SaveSnapshot(d.ctx, m.id, board.NewSnapshot(at, played(d, rows).AppendCanonical(nil))))
	d.foldedUpTo(m, 600)
	d.must(d.Star(d.ctx, m.id, guest, true))
	d.must(d.HostSays(d.ctx, m.id, guest, board.RoleViewer, 1, start))
	d.must(d.SetEmbedding(d.ctx, m.id, m.owner, board.Embedding{Unfurl: true}))
	d.must(d.SaveThumbnail(d.ctx, m.id, guest, board.Thumbnail{Theme: board.Light, Seq: d.head(m.id).Seq, Type: "image/png", Bytes: []byte("picture")}))
	return m
}

// erasing deletes a board beside another: of the one no row is left in any table, and the other is as it was.
func erasing(d *desk) {
	stays := d.full()
	var tables []string
	for _, table := range persistence.Tables() {
		if !slices.Contains([]string{"users", "sessions", "preferences"}, table.Name) {
			tables = append(tables, table.Name)
		}
	}
	one := map[string]int{}
	for _, table := range tables {
		if one[table] = d.count(table); one[table] == 0 {
			d.Fatalf("nothing in %s: the test would not notice", table)
		}
	}
	before := d.since(stays)
	goes := d.full()
	d.must(d.Trash(d.ctx, goes.id, goes.owner, start))
	d.must(d.Discard(d.ctx, goes.id, goes.owner, start))
	if err := d.TakeBack(d.ctx, goes.id, goes.owner); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("taking back what is being deleted: %v", err)
	}
	if _, there := d.info(goes.id, goes.owner); there {
		d.Error("it is listed still")
	}
	if in := d.holds("of " + string(goes.id)); len(in) > 0 {
		d.Errorf("a backup holds what is being deleted: %v", in)
	}
	gone, err := d.Erase(d.ctx, start, 0)
	if err != nil || !slices.Equal(gone, []board.ID{goes.id}) {
		d.Fatalf("%v, %v", gone, err)
	}
	for _, table := range tables {
		if n := d.count(table); n != one[table] {
			d.Errorf("%d rows in %s, %d before", n, table, one[table])
		}
	}
	if _, err := d.Head(d.ctx, goes.id); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("its head: %v", err)
	}
	if after := d.since(stays); len(after) != len(before) {
		d.Errorf("%d rows of the other, %d before", len(after), len(before))
	}
	if found, n := d.proved(); len(found) > 0 || n.Boards != 1 {
		d.Errorf("verify: %v, %+v", found, n)
	}
	for _, statement := range []string{"DELETE FROM changes", "DELETE FROM strikes", "DELETE FROM folds", "DELETE FROM bases", "DELETE FROM seals", "UPDATE changes SET seq = seq + 1"} {
		if _, err := d.place.SQL.ExecContext(d.ctx, statement); err == nil {
			d.Errorf("%s went through", statement)
		}
	}
}

// erasedInTime lets the days pass.
func erasedInTime(d *desk) {
	early, late, used := d.board(), d.board(), d.board()
	d.must(d.Trash(d.ctx, early.id, early.owner, start))
	d.must(d.Trash(d.ctx, late.id, late.owner, start+day))
	for _, step := range []struct {
		now  int64
		want []board.ID
	}{{start + 30*day, nil}, {start + 30*day + 1, []board.ID{early.id}}, {start + 31*day, nil}, {start + 40*day, []board.ID{late.id}}, {start + 400*day, nil}} {
		gone, err := d.Erase(d.ctx, step.now, step.now-30*day)
		if err != nil || !slices.Equal(gone, step.want) {
			d.Errorf("%d days on: %v, %v, want %v", (step.now-start)/day, gone, err, step.want)
		}
	}
	d.log(used.id)
}
