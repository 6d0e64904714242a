package storetest

import (
	"errors"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// outOfUse takes a board out of use beside the store that has it open: every way in says so, the rights' version rises so that open rooms
// notice, the log can still be read and nothing of it changes; back in use, everything goes on.
func outOfUse(d *desk) {
	m, other := d.board(), d.board()
	h := d.enter(m, m.owner)
	d.append(m.id, h.change("a"))
	before, acl := d.log(m.id), d.head(m.id).ACL
	beside, err := persistence.Beside(d.ctx, d.place.Config)
	d.must(err)
	defer beside.Close()
	d.must(beside.Quarantine(d.ctx, m.id, start))
	stale := board.Batch{Board: m.id, ACL: acl, Now: start + 1, Items: []board.Pending{h.numbered(2, "b")}}
	if out := d.Append(d.ctx, []board.Batch{stale}); !errors.Is(out[0].Err, board.ErrRights) {
		d.Errorf("an append of a room that has not noticed: %+v", out)
	}
	for what, ask := range waysIn(d, m) {
		if err := ask(); !errors.Is(err, board.ErrQuarantined) {
			d.Errorf("%s: %v", what, err)
		}
	}
	for what, ask := range waysIn(d, other) {
		if err := ask(); err != nil {
			d.Errorf("%s of another board: %v", what, err)
		}
	}
	if after := d.log(m.id); len(after) != len(before) {
		d.Errorf("%d rows, %d before", len(after), len(before))
	}
	if err := beside.Quarantine(d.ctx, "no-such-board", start); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("no such board: %v", err)
	}
	d.must(beside.Quarantine(d.ctx, m.id, 0))
	for what, ask := range waysIn(d, m) {
		if err := ask(); err != nil {
			d.Errorf("%s, back in use: %v", what, err)
		}
	}
	d.append(m.id, h.numbered(2, "b"))
}

// waysIn are what is asked before anybody sees anything of a board.
func waysIn(d *desk, m made) map[string]func() error {
	visitor := d.user()
	return map[string]func() error{
		"enter": func() error { _, err := d.Enter(d.ctx, m.id, m.owner, secret(name())); return err },
		"role":  func() error { _, err := d.Role(d.ctx, m.id, m.owner); return err },
		"roles": func() error { _, err := d.Roles(d.ctx, m.id); return err },
		"opens": func() error { return d.opens(m.id, m.link) },
		"join":  func() error { _, err := d.Join(d.ctx, m.id, visitor, m.link, "", start); return err },
	}
}
