package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"drawingroom/rooms/board"
)

// damagedBase is told and never answered by another board, or an empty one; and nothing but the program lets go of what was folded.
func damagedBase(d *desk) {
	m, h := d.drawn()
	d.append(m.id, h.change(text("element-1", "one")), h.change(text("element-2", "two")))
	d.foldedUpTo(m, 2)
	for _, statement := range []string{
		"UPDATE folds SET seq = 1", "UPDATE folds SET emptied = 0", "UPDATE folds SET fold = 9", "DELETE FROM folds",
		"UPDATE bases SET part = 1", "DELETE FROM bases", "UPDATE seals SET first = 9", "DELETE FROM seals",
	} {
		if _, err := d.place.SQL.Exec(statement); err == nil {
			d.Errorf("%s: it was let", statement)
		}
	}
	for _, statement := range []string{"DROP TRIGGER bases_stand", "DROP TRIGGER bases_stay"} {
		if d.place.Shared {
			statement += " ON bases"
		}
		_, err := d.place.SQL.Exec(statement)
		d.must(err)
	}
	var whole []byte
	d.must(d.place.SQL.QueryRow("SELECT bytes FROM bases").Scan(&whole))
	for what, spoil := range map[string]func() error{
		"a byte": func() error {
			spoilt := slices.Clone(whole)
			spoilt[len(spoilt)/2] ^= 1
			_, err := d.place.SQL.Exec("UPDATE bases SET bytes = $1", spoilt)
			return err
		},
		"all": func() error { _, err := d.place.SQL.Exec("UPDATE bases SET part = 7"); return err },
	} {
		d.must(spoil())
		if snap, err := d.Base(d.ctx, m.id); !errors.Is(err, board.ErrUnreadable) {
			d.Errorf("%s: %+v, %v", what, snap, err)
		}
		if found, _ := d.proved(); !strings.Contains(strings.Join(found, "\n"), "row 2: the base, what the board was here, is damaged") {
			d.Errorf("%s: %v", what, found)
		}
		_, err := d.place.SQL.Exec("UPDATE bases SET bytes = $1, part = 0", whole)
		d.must(err)
	}
	if found, _ := d.proved(); len(found) > 0 {
		d.Errorf("whole again: %v", found)
	}
}

// struckAfterAFold takes no picture away, and no title, that only the base still names.
func struckAfterAFold(d *desk) {
	m, h := d.drawn()
	held, bytesOf := picture(m, 1000)
	if _, err := d.SaveAsset(d.ctx, held, bytes.NewReader(bytesOf)); err != nil {
		d.Fatal(err)
	}
	named := fmt.Sprintf("%x", held.Hash[:])
	titled := func(title string) board.Batch {
		b := d.batch(m.id, h.change(`{"ops":[{"op":"set","id":"board-settings","props":{"title":"`+title+`"}}]}`))
		b.Title = &title
		return b
	}
	d.must(d.Append(d.ctx, []board.Batch{titled("Kept")})[0].Err)
	d.append(m.id, h.change(text("element-1", named)))
	d.foldedUpTo(m, 3)
	d.must(d.Append(d.ctx, []board.Batch{titled("hunter2")})[0].Err)
	d.append(m.id, h.change(text("element-2", named)))
	struck, err := d.strike(m, m.owner, 5, 6)
	if err != nil || len(struck.Seqs) != 2 || len(struck.Assets) != 0 {
		d.Errorf("%+v, %v", struck, err)
	}
	if _, err := d.Asset(d.ctx, m.id, held.Hash); err != nil {
		d.Errorf("the picture that the base names: %v", err)
	}
	if info, err := d.Info(d.ctx, m.id, m.owner); err != nil || info.Title != "Kept" {
		d.Errorf("%+v, %v", info, err)
	}
	if found, _ := d.proved(); len(found) > 0 {
		d.Errorf("verify: %v", found)
	}
}
