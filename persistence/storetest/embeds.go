package storetest

import (
	"errors"
	"slices"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

func embeds(d *desk) {
	m, other := d.board(), d.board()
	editor := d.user()
	_, err := d.Join(d.ctx, m.id, editor, m.link, "", start)
	d.must(err)
	is := func(what string, id board.ID, want board.Embedding) {
		d.Helper()
		got, err := d.Embedding(d.ctx, id)
		if err != nil || !slices.Equal(got.Origins, want.Origins) || got.Unfurl != want.Unfurl || got.Title != "A title" {
			d.Errorf("%s: %+v, %v, want %+v", what, got, err, want)
		}
	}
	is("at first", m.id, board.Embedding{})
	two := board.Embedding{Origins: []string{"https://a.example", "http://localhost:8081"}, Unfurl: true}
	for _, e := range []board.Embedding{two, {Origins: two.Origins[:1]}, {}, two} {
		d.must(d.SetEmbedding(d.ctx, m.id, m.owner, e))
		d.reopen()
		is("as it was set", m.id, e)
		is("another's", other.id, board.Embedding{})
	}
	for _, by := range []board.UserID{editor, other.owner} {
		if err := d.SetEmbedding(d.ctx, m.id, by, board.Embedding{}); !errors.Is(err, board.ErrRights) {
			d.Errorf("by %s: %v", by, err)
		}
	}
	is("by others", m.id, two)
	if err := d.SetEmbedding(d.ctx, "no-such-board", m.owner, two); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("no such board: %v", err)
	}
	beside, err := persistence.Beside(d.ctx, d.place.Config)
	d.must(err)
	defer beside.Close()
	d.must(beside.Quarantine(d.ctx, m.id, start))
	for _, id := range []board.ID{m.id, "no-such-board"} {
		if e, err := d.Embedding(d.ctx, id); !errors.Is(err, board.ErrNoBoard) || len(e.Origins) > 0 || e.Title != "" {
			d.Errorf("%s: %+v, %v", id, e, err)
		}
	}
}
