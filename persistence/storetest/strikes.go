package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"drawingroom/persistence"
	"drawingroom/persistence/proof"
	"drawingroom/rooms/board"
)

// text is a change that puts an element with words.
func text(id, words string) string {
	return fmt.Sprintf(`{"ops":[{"op":"put","id":"%s","props":{"kind":"note","meta":"%s"}}]}`, id, words)
}

// drawn is a board with a settings row that can be read, and a hand of its owner on it.
func (d *desk) drawn() (made, *hand) {
	d.Helper()
	m := made{id: board.ID(name()), owner: d.user()}
	m.link = secret("link of " + string(m.id))
	first := `{"ops":[{"op":"put","id":"board-settings","props":{"kind":"board","title":"A title"}}]}`
	d.must(d.CreateBoard(d.ctx, board.NewBoard{
		ID: m.id, Owner: m.owner, Title: "A title", Epoch: "epoch-" + name()[:10], Now: start, Payload: []byte(first), Link: m.link,
	}))
	return m, d.enter(m, m.owner)
}

func (d *desk) strike(m made, by board.UserID, seqs ...board.Seq) (board.Struck, error) {
	return d.Strike(d.ctx, m.id, board.Striking{By: by, Now: start + 9, Seqs: seqs})
}

// proved checks all of the store as verify does, and returns what was found.
func (d *desk) proved() (found []string, n proof.Count) {
	d.Helper()
	check := &proof.Check{Found: func(f proof.Finding) { found = append(found, f.String()) }}
	d.must(d.Dump(d.ctx, func(*persistence.Table) bool { return false }, check.Take))
	d.must(check.End())
	return found, check.Count
}

// holds says which tables hold bytes anywhere in their rows.
func (d *desk) holds(what string) (in []string) {
	d.Helper()
	d.must(d.Dump(d.ctx, func(*persistence.Table) bool { return false }, func(r persistence.Row) error {
		for _, value := range r.Values {
			b, _ := value.([]byte)
			t, _ := value.(string)
			if (strings.Contains(t, what) || bytes.Contains(b, []byte(what))) && !slices.Contains(in, r.Table.Name) {
				in = append(in, r.Table.Name)
			}
		}
		return nil
	}))
	return in
}

// strikingOut follows a secret through a board: everything that held it is without it afterwards, and the rest is as it was.
func strikingOut(d *desk) {
	m, h := d.drawn()
	password := "hunter-" + name()
	pasted := text("element-1", password)
	d.append(m.id, h.change(text("element-0", "harmless")), h.change(pasted))
	title := board.Batch{Board: m.id, ACL: d.head(m.id).ACL, Now: start + 1, Title: &password, Items: []board.Pending{
		h.change(`{"ops":[{"op":"set","id":"board-settings","props":{"title":"` + password + `"}}]}`),
	}}
	if out := d.Append(d.ctx, []board.Batch{title}); out[0].Err != nil {
		d.Fatal(out[0].Err)
	}
	before := d.log(m.id)
	played := board.New()
	for _, r := range before {
		c, err := r.Change()
		d.must(err)
		played.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, c.Ops)
		if r.Seq > 1 {
			at := board.Position{Epoch: d.head(m.id).Epoch, Seq: r.Seq, Hash: r.Hash}
			d.must(d.SaveSnapshot(d.ctx, m.id, board.NewSnapshot(at, played.AppendCanonical(nil))))
		}
	}
	if in := d.holds(password); !slices.Contains(in, "changes") || !slices.Contains(in, "boards") {
		d.Fatalf("the control: it is in %v", in)
	}
	struck, err := d.strike(m, m.owner, 4, 3, 3)
	d.must(err)
	if struck.Head.Seq != 5 || struck.Head != d.head(m.id) || !slices.Equal(struck.Seqs, []board.Seq{3, 4}) {
		d.Errorf("%+v", struck)
	}
	if in := d.holds(password); len(in) > 0 {
		d.Errorf("it is still in %v", in)
	}
	digest, last := board.Digest([]byte(pasted)), board.Digest(title.Items[0].Payload)
	if in := append(d.holds(string(digest[:])), d.holds(string(last[:]))...); len(in) > 0 {
		d.Errorf("what it can be guessed at by is still in %v", in)
	}
	rows := d.log(m.id) // and the chain holds
	if len(rows) != 5 || !rows[2].Struck() || !rows[3].Struck() || rows[1].Struck() || string(rows[1].Payload) != string(before[1].Payload) {
		d.Errorf("%+v", rows)
	}
	if seqs, ok := rows[4].Mark(); !ok || !slices.Equal(seqs, []board.Seq{3, 4}) || rows[4].Author != h.Author || rows[4].Time != start+9 {
		d.Errorf("the mark: %+v", rows[4])
	}
	if snap, err := d.Snapshot(d.ctx, m.id, 5); err != nil || snap.At.Seq != 2 {
		d.Errorf("the snapshot before: %+v, %v", snap.At, err)
	}
	if info, err := d.Info(d.ctx, m.id, m.owner); err != nil || info.Title != "A title" {
		d.Errorf("%+v, %v", info, err)
	}
	marks, err := d.Strikes(d.ctx, m.id)
	if err != nil || len(marks) != 1 || marks[0].Mark != 5 || marks[0].Author != h.Author || !slices.Equal(marks[0].Seqs, []board.Seq{3, 4}) {
		d.Errorf("%+v, %v", marks, err)
	}
	if found, n := d.proved(); len(found) > 0 || n.Struck != 2 {
		d.Errorf("verify: %v, %+v", found, n)
	}
	d.goesOn(m, h, pasted)
}

// goesOn appends after a strike, and sends what was struck out again: it is known, and stays away.
func (d *desk) goesOn(m made, h *hand, pasted string) {
	d.Helper()
	again := d.append(m.id, h.numbered(2, pasted), h.change(text("element-2", "after")))
	if again[0].Stored != board.Duplicate || again[0].Record.Seq != 3 || again[1].Record.Seq != 6 {
		d.Errorf("sent again: %+v", again)
	}
	d.reopen()
	d.log(m.id)
	if found, _ := d.proved(); len(found) > 0 {
		d.Errorf("verify, later: %v", found)
	}
}

// strikesRefused goes through what may not be struck out, and finds nothing changed by it.
func strikesRefused(d *desk) {
	m, h := d.drawn()
	d.append(m.id, h.change(text("element-1", "one")), h.change(text("element-2", "two")))
	editor := d.user()
	if _, err := d.Join(d.ctx, m.id, editor, m.link, "", start); err != nil {
		d.Fatal(err)
	}
	other, _ := d.drawn()
	before := d.head(m.id)
	many := make([]board.Seq, board.MaxMarked+1)
	for i := range many {
		many[i] = board.Seq(i + 2)
	}
	for what, c := range map[string]struct {
		by   board.UserID
		seqs []board.Seq
		want error
	}{
		"an editor":           {editor, []board.Seq{2}, board.ErrRights},
		"another's owner":     {other.owner, []board.Seq{2}, board.ErrRights},
		"nothing":             {m.owner, nil, board.ErrNotFound},
		"nought":              {m.owner, []board.Seq{0}, board.ErrNotFound},
		"negative":            {m.owner, []board.Seq{-1, 2}, board.ErrNotFound},
		"beyond the head":     {m.owner, []board.Seq{2, 4}, board.ErrNotFound},
		"the first":           {m.owner, []board.Seq{1, 2}, board.ErrStands},
		"more than a mark of": {m.owner, many, board.ErrNotFound},
	} {
		if out, err := d.strike(m, c.by, c.seqs...); !errors.Is(err, c.want) {
			d.Errorf("%s: %+v, %v", what, out, err)
		}
	}
	if after := d.head(m.id); after.Seq != before.Seq || after.Hash != before.Hash {
		d.Errorf("%+v, before %+v", after, before)
	}
	if _, err := d.Strike(d.ctx, "no-such-board", board.Striking{By: m.owner, Seqs: []board.Seq{2}}); !errors.Is(err, board.ErrNoBoard) {
		d.Error(err)
	}
	first, err := d.strike(m, m.owner, 2)
	d.must(err)
	if again, err := d.strike(m, m.owner, 2); err != nil || len(again.Seqs) > 0 || again.Head.Seq != first.Head.Seq {
		d.Errorf("again: %+v, %v", again, err)
	}
	if _, err := d.strike(m, m.owner, first.Head.Seq); !errors.Is(err, board.ErrStands) {
		d.Errorf("a mark: %v", err)
	}
	d.must(d.Quarantine(d.ctx, m.id, start))
	if _, err := d.strike(m, m.owner, 3); !errors.Is(err, board.ErrQuarantined) {
		d.Errorf("out of use: %v", err)
	}
}

// lateSnapshot is a snapshot that was made before a strike, and comes to be saved after it.
func lateSnapshot(d *desk) {
	m, h := d.drawn()
	d.append(m.id, h.change(text("element-1", "one")), h.change(text("element-2", "two")))
	head := d.head(m.id)
	_, err := d.strike(m, m.owner, 2)
	d.must(err)
	if err := d.SaveSnapshot(d.ctx, m.id, board.NewSnapshot(head.Position, []byte("form"))); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("it was taken: %v", err)
	}
	d.must(d.SaveSnapshot(d.ctx, m.id, board.NewSnapshot(d.head(m.id).Position, []byte("form"))))
}

// struckPictures drops the picture that only struck rows name, and leaves the one that another row still names.
func struckPictures(d *desk) {
	m, h := d.drawn()
	lone, loneBytes := picture(m, 300_000)
	shared, sharedBytes := picture(m, 1000)
	for body, a := range map[*[]byte]board.NewAsset{&loneBytes: lone, &sharedBytes: shared} {
		if _, err := d.SaveAsset(d.ctx, a, bytes.NewReader(*body)); err != nil {
			d.Fatal(err)
		}
	}
	of := func(a board.NewAsset) string { return fmt.Sprintf("%x", a.Hash[:]) }
	d.append(m.id, h.change(text("element-1", of(lone))), h.change(text("element-2", of(shared))), h.change(text("element-3", of(shared))))
	struck, err := d.strike(m, m.owner, 2, 3)
	d.must(err)
	if len(struck.Assets) != 1 || struck.Assets[0] != lone.Hash {
		d.Errorf("%x", struck.Assets)
	}
	if _, err := d.Asset(d.ctx, m.id, lone.Hash); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("the picture that nothing names: %v", err)
	}
	if _, err := d.AssetPart(d.ctx, m.id, lone.Hash, 0); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("its bytes: %v", err)
	}
	if _, err := d.Asset(d.ctx, m.id, shared.Hash); err != nil {
		d.Errorf("the picture that another names: %v", err)
	}
	if found, _ := d.proved(); len(found) > 0 {
		d.Errorf("verify: %v", found)
	}
}

// emptiedRows are not taken for struck ones: neither by the log nor by verify, whatever is made up about them but for a mark in the chain.
func emptiedRows(d *desk) {
	m, h := d.drawn()
	d.append(m.id, h.change(text("element-1", "one")), h.change(text("element-2", "two")))
	sealed := d.log(m.id)[1].Seal()
	if _, err := d.place.SQL.Exec("UPDATE changes SET salt = $1, digest = $1, payload = $1 WHERE seq = 2", []byte{}); err != nil {
		d.Fatal(err)
	}
	rows, err := d.Log(d.ctx, m.id, 0, 10)
	d.must(err)
	if rows[1].Struck() || chained(m.id, rows) == nil {
		d.Error("an emptied row is taken for a struck one")
	}
	if found, _ := d.proved(); !strings.Contains(strings.Join(found, "\n"), "row 2: it is not what was written") {
		d.Errorf("%v", found)
	}
	if _, err := d.place.SQL.Exec("INSERT INTO strikes (board, seq, mark, sealed, unswept) SELECT num, 2, 3, $1, 0 FROM boards", sealed[:]); err != nil {
		d.Fatal(err)
	}
	if found, _ := d.proved(); len(found) != 1 || !strings.Contains(found[0], "row 2: it is said to be struck out, and no row of the log marks it") {
		d.Errorf("%v", found)
	}
	for _, statement := range []string{"UPDATE strikes SET mark = 9", "UPDATE strikes SET seq = 9", "DELETE FROM strikes"} {
		if _, err := d.place.SQL.Exec(statement); err == nil {
			d.Errorf("%s: it was let", statement)
		}
	}
}
