package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"drawingroom/rooms/board"
)

const day = 24 * 60 * 60 * 1000 // ms

// info is a board in its user's list; false: it is not there.
func (d *desk) info(id board.ID, user board.UserID) (board.Info, bool) {
	d.Helper()
	all, err := d.Boards(d.ctx, user)
	d.must(err)
	i := slices.IndexFunc(all, func(i board.Info) bool { return i.ID == id })
	if i < 0 {
		return board.Info{}, false
	}
	return all[i], true
}

// guestOf comes onto a board by its link.
func (d *desk) guestOf(m made) board.UserID {
	d.Helper()
	user := d.user()
	_, err := d.Join(d.ctx, m.id, user, m.link, "", start)
	d.must(err)
	return user
}

// starring marks boards, and leaves them.
func starring(d *desk) {
	m := d.board()
	guest, stranger := d.guestOf(m), d.user()
	d.must(d.Star(d.ctx, m.id, guest, true))
	d.must(d.Star(d.ctx, m.id, guest, true))
	d.must(d.Star(d.ctx, m.id, stranger, true))
	d.must(d.Star(d.ctx, "no-such-board", guest, true))
	d.reopen()
	mine, _ := d.info(m.id, guest)
	owners, _ := d.info(m.id, m.owner)
	if !mine.Starred || owners.Starred {
		d.Errorf("the guest's %v, the owner's %v", mine.Starred, owners.Starred)
	}
	_, err := d.Join(d.ctx, m.id, stranger, m.link, "", start)
	d.must(err)
	if late, _ := d.info(m.id, stranger); late.Starred {
		d.Error("who had no right has marked it")
	}
	d.must(d.Star(d.ctx, m.id, guest, false))
	if after, _ := d.info(m.id, guest); after.Starred {
		d.Error("it is still marked")
	}
	d.must(d.Star(d.ctx, m.id, guest, true))
	acl := d.head(m.id).ACL
	d.must(d.Leave(d.ctx, m.id, guest))
	if _, there := d.info(m.id, guest); there || d.head(m.id).ACL == acl {
		d.Errorf("left: listed %v, version %d after %d", there, d.head(m.id).ACL, acl)
	}
	for who, want := range map[board.UserID]error{guest: board.ErrNoBoard, m.owner: board.ErrOwner} {
		if err := d.Leave(d.ctx, m.id, who); !errors.Is(err, want) {
			d.Errorf("leaving: %v, want %v", err, want)
		}
	}
	_, err = d.Join(d.ctx, m.id, guest, m.link, "", start)
	d.must(err)
	if again, there := d.info(m.id, guest); !there || again.Starred {
		d.Errorf("back by the link: %+v", again)
	}
	// Who leaves does not shake off what the owner has said of them.
	d.must(d.SetRole(d.ctx, m.id, m.owner, guest, board.RoleViewer, start))
	d.must(d.Leave(d.ctx, m.id, guest))
	if role, err := d.Join(d.ctx, m.id, guest, m.link, "", start); err != nil || role != board.RoleViewer {
		d.Errorf("back by the link, as %s: %v", role, err)
	}
}

// thumbnails keeps pictures and loses them to a strike and to a fold.
func thumbnails(d *desk) {
	m, h := d.drawn()
	guest := d.guestOf(m)
	d.append(m.id, h.change(text("element-1", "harmless")), h.change(text("element-2", "a password")))
	picture := func(seq board.Seq, theme board.Theme) board.Thumbnail {
		return board.Thumbnail{Theme: theme, Seq: seq, Type: "image/png", Width: 3, Height: 2, Bytes: []byte(fmt.Sprint(theme, seq))}
	}
	save := func(by board.UserID, p board.Thumbnail, want error) {
		d.Helper()
		if err := d.SaveThumbnail(d.ctx, m.id, by, p); !errors.Is(err, want) {
			d.Errorf("a picture at %d: %v, want %v", p.Seq, err, want)
		}
	}
	save(m.owner, picture(2, board.Light), nil)
	save(guest, picture(3, board.Dark), nil)
	save(m.owner, picture(4, board.Light), board.ErrChanged) // not there yet
	save(m.owner, picture(2, board.Dark), board.ErrChanged)  // older than what is there
	save(m.owner, picture(0, board.Light), board.ErrChanged)
	save(d.user(), picture(3, board.Light), board.ErrRights)
	if info, _ := d.info(m.id, guest); info.Thumbnail != 2 {
		d.Errorf("listed as of %d", info.Thumbnail)
	}
	got, err := d.Thumbnail(d.ctx, m.id, board.Dark)
	if err != nil || got.Seq != 3 || got.Width != 3 || got.Height != 2 || got.Type != "image/png" || string(got.Bytes) != "dark3" {
		d.Errorf("%+v, %v", got, err)
	}
	if in := d.holds("dark3"); !slices.Equal(in, []string{"thumbnails"}) {
		d.Fatalf("the control: it is in %v", in)
	}
	_, err = d.strike(m, m.owner, 3)
	d.must(err)
	if in := d.holds("dark3"); len(in) > 0 {
		d.Errorf("a picture of what was struck out is in %v", in)
	}
	if _, err := d.Thumbnail(d.ctx, m.id, board.Light); err != nil {
		d.Errorf("one from before what was struck out: %v", err)
	}
	save(m.owner, picture(3, board.Dark), board.ErrChanged) // a page that has not noticed
	d.foldedUpTo(m, 3)
	if _, err := d.Thumbnail(d.ctx, m.id, board.Light); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("one of a past that was folded: %v", err)
	}
	save(m.owner, picture(4, board.Dark), nil)
	d.must(d.Trash(d.ctx, m.id, m.owner, start))
	save(m.owner, picture(4, board.Light), board.ErrTrashed)
	if _, err := d.Thumbnail(d.ctx, m.id, board.Dark); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("in the trash: %v", err)
	}
}

// copying makes a board out of another that has pictures, a past, graves and named moments.
func copying(d *desk) {
	m, h := d.drawn()
	guest := d.guestOf(m)
	one, body := picture(m, board.AssetPart+5)
	other, small := picture(m, 7)
	for asset, bytesOf := range map[*board.NewAsset][]byte{&one: body, &other: small} {
		_, err := d.SaveAsset(d.ctx, *asset, bytes.NewReader(bytesOf))
		d.must(err)
	}
	d.append(m.id,
		h.change(`{"ops":[{"op":"set","id":"board-settings","props":{"moments/a1":"[2,\"named\"]","paper":"lines"}}]}`),
		h.change(fmt.Sprintf(`{"ops":[{"op":"put","id":"element-1","props":{"asset":"%x","kind":"image"}}]}`, one.Hash)),
		h.change(fmt.Sprintf(`{"ops":[{"op":"put","id":"element-2","props":{"asset":"%x","kind":"image"}}]}`, other.Hash)),
		h.change(`{"ops":[{"op":"remove","id":"element-2"}]}`))
	before := d.log(m.id)
	old := board.Thumbnail{Theme: board.Dark, Seq: before[3].Seq, Type: "image/png", Bytes: []byte("of before")}
	d.must(d.SaveThumbnail(d.ctx, m.id, guest, old))
	d.must(d.SaveThumbnail(d.ctx, m.id, guest, board.Thumbnail{Theme: board.Light, Seq: d.head(m.id).Seq, Type: "image/png", Bytes: []byte("of now")}))
	c := d.copyOf(m, guest)
	d.must(d.CopyBoard(d.ctx, c))
	rows := d.log(c.ID)
	made := played(d, rows)
	if e := made.Element("element-1"); e == nil || e.Maker != 1 || made.Element("element-2") != nil || made.Len() != 2 {
		d.Errorf("the copy has %d elements: %+v", made.Len(), e)
	}
	if _, grave := made.Grave("element-2"); grave || made.Title() != "A copy" || made.Element(board.Settings).Value("moments/a1") != "" || made.Element(board.Settings).Value("paper") != `"lines"` {
		d.Errorf("%s", made.AppendCanonical(nil))
	}
	info, there := d.info(c.ID, guest)
	if !there || info.Role != board.RoleOwner || info.Title != "A copy" || info.Head != 2 {
		d.Errorf("%+v", info)
	}
	if now, err := d.Thumbnail(d.ctx, c.ID, board.Light); err != nil || string(now.Bytes) != "of now" || now.Seq != info.Head {
		d.Errorf("its small picture: %+v, %v", now, err)
	}
	if _, err := d.Thumbnail(d.ctx, c.ID, board.Dark); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("a small picture of the other's past: %v", err)
	}
	if _, there := d.info(c.ID, m.owner); there {
		d.Error("the other board's owner has a right to the copy")
	}
	if got := d.body(c.ID, one.Hash); !bytes.Equal(got, body) {
		d.Errorf("%d bytes of a picture", len(got))
	}
	if _, err := d.Asset(d.ctx, c.ID, other.Hash); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("a picture that nothing names: %v", err)
	}
	d.append(c.ID, d.enter(madeBy(c), guest).change(text("element-9", "mine")))
	if after := d.log(m.id); len(after) != len(before) {
		d.Errorf("%d rows of the first board, %d before", len(after), len(before))
	}
	if found, _ := d.proved(); len(found) > 0 {
		d.Errorf("verify: %v", found)
	}
	d.must(d.Trash(d.ctx, m.id, m.owner, start))
	if err := d.CopyBoard(d.ctx, d.copyOf(m, guest)); !errors.Is(err, board.ErrTrashed) {
		d.Errorf("a copy of what is in the trash: %v", err)
	}
}

// brokenCopy makes copies that fail at the end.
func brokenCopy(d *desk) {
	m, _ := d.drawn()
	stranger := d.user()
	c := d.copyOf(m, stranger)
	if err := d.CopyBoard(d.ctx, c); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("by a stranger: %v", err)
	}
	if _, there := d.info(c.ID, stranger); there || !errors.Is(second(d.Role(d.ctx, c.ID, stranger)), board.ErrNoBoard) {
		d.Error("it can be seen")
	}
	if in := d.holds("A copy"); len(in) > 0 {
		d.Errorf("a backup would hold it: %v", in)
	}
	gone, err := d.Erase(d.ctx, start+2, start-30*day)
	if err != nil || len(gone) > 0 {
		d.Errorf("while it may still be at work: %v, %v", gone, err)
	}
	gone, err = d.Erase(d.ctx, start+day, start-30*day)
	if err != nil || !slices.Equal(gone, []board.ID{c.ID}) || d.count("boards") != 1 {
		d.Errorf("a day later: %v, %v, %d boards", gone, err, d.count("boards"))
	}
}

func second[T any](_ T, err error) error { return err }

func madeBy(c board.NewCopy) made { return made{id: c.ID, owner: c.Owner, link: c.Link} }

// copyOf is what the server asks to make a copy of a board.
func (d *desk) copyOf(m made, by board.UserID) board.NewCopy {
	d.Helper()
	changes := board.CopyOf(played(d, d.log(m.id)), `"A copy"`)
	c := board.NewCopy{From: m.id, At: d.head(m.id).Seq, NewBoard: board.NewBoard{
		ID: board.ID(name()), Owner: by, Title: "A copy", Epoch: "epoch-" + name()[:10], Now: start + 1, Link: secret(name()), LinkID: board.LinkID(name()),
		Payload: board.AppendChange(nil, changes[0]),
	}}
	for _, change := range changes[1:] {
		c.Changes = append(c.Changes, board.AppendChange(nil, change))
	}
	return c
}

func played(d *desk, rows []board.Record) *board.Board {
	d.Helper()
	b := board.New()
	for _, r := range rows {
		c, err := r.Change()
		d.must(err)
		b.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, c.Ops)
	}
	return b
}
