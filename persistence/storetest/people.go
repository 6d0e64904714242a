package storetest

import (
	"errors"
	"fmt"
	"sync"

	"drawingroom/rooms/board"
)

func oldRights(d *desk) {
	m := d.board()
	h := d.enter(m, m.owner)
	b := d.batch(m.id, h.change("a"))
	if _, err := d.Join(d.ctx, m.id, d.user(), m.link, "", start); err != nil {
		d.Fatal(err)
	}
	out := d.Append(d.ctx, []board.Batch{b})[0]
	if !errors.Is(out.Err, board.ErrRights) {
		d.Errorf("under old rights: %+v", out)
	}
	if len(d.log(m.id)) != 1 {
		d.Error("it was stored")
	}
	b.ACL = d.head(m.id).ACL
	if out := d.Append(d.ctx, []board.Batch{b})[0]; out.Err != nil || out.Items[0].Stored != board.Appended || out.Head.ACL != b.ACL {
		d.Errorf("under the new ones: %+v", out)
	}
}

func foreignClient(d *desk) {
	m := d.board()
	other := d.user()
	_, err := d.Join(d.ctx, m.id, other, m.link, "", start)
	d.must(err)
	mine, theirs := d.enter(m, m.owner), d.enter(m, other)
	forged := mine.change("a")
	forged.Client = theirs.Client
	for _, item := range []board.Pending{forged, {User: m.owner, Client: 99, N: 1, Payload: []byte("x")}, {User: m.owner, Client: 0, N: 2, Payload: []byte("x")}} {
		out := d.Append(d.ctx, []board.Batch{d.batch(m.id, item)})[0]
		if !errors.Is(out.Err, board.ErrClient) {
			d.Errorf("client %d: %+v", item.Client, out)
		}
	}
	if len(d.log(m.id)) != 1 {
		d.Error("something was stored")
	}
}

func entering(d *desk) {
	m := d.board()
	page := secret("page")
	first, err := d.Enter(d.ctx, m.id, m.owner, page)
	d.must(err)
	if first.Role != board.RoleOwner || first.Author != 1 || first.Client != 1 || first.LastN != 0 || first.Colour != "blue" || first.Name == "" {
		d.Errorf("first entry: %+v", first)
	}
	acl := d.head(m.id).ACL
	d.append(m.id, board.Pending{User: m.owner, Author: 1, Client: 1, N: 1, Payload: []byte("a")})
	again, err := d.Enter(d.ctx, m.id, m.owner, page)
	first.LastN = 1
	if err != nil || again != first {
		d.Errorf("again: %+v, %v", again, err)
	}
	other, stranger := d.user(), d.user()
	if _, err := d.Enter(d.ctx, m.id, stranger, secret("s")); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("a stranger: %v", err)
	}
	if _, err := d.Enter(d.ctx, "no-such-board", m.owner, page); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("no such board: %v", err)
	}
	_, err = d.Join(d.ctx, m.id, other, m.link, "", start)
	d.must(err)
	if d.head(m.id).ACL <= acl {
		d.Error("joining has not raised the version of the rights")
	}
	if _, err := d.Enter(d.ctx, m.id, other, page); !errors.Is(err, board.ErrClient) {
		d.Errorf("another's client id: %v", err)
	}
	// The same page over two connections, and many pages at once: one number each.
	var wait sync.WaitGroup
	var mu sync.Mutex
	pages := map[board.Client]int{}
	for i := range 40 {
		wait.Go(func() {
			e, err := d.Enter(d.ctx, m.id, other, secret(string(rune('a'+i/2))))
			if err != nil || e.Author != 2 {
				d.Errorf("%+v, %v", e, err)
			}
			mu.Lock()
			pages[e.Client]++
			mu.Unlock()
		})
	}
	wait.Wait()
	if len(pages) != 20 {
		d.Errorf("20 pages got %d numbers", len(pages))
	}
	authors(d, m, other)
}

// authors checks that a board keeps the name people last entered with.
func authors(d *desk, m made, other board.UserID) {
	d.must(d.RenameUser(d.ctx, other, "Zoë", "red"))
	all, err := d.Authors(d.ctx, m.id)
	if err != nil || len(all) != 2 || all[2].ID != other || all[2].Name == "Zoë" || !all[2].Guest {
		d.Errorf("authors: %+v, %v", all, err)
	}
	_, err = d.Enter(d.ctx, m.id, other, secret("a"))
	d.must(err)
	if all, err := d.Authors(d.ctx, m.id); err != nil || all[2].Name != "Zoë" || all[2].Colour != "red" {
		d.Errorf("authors after entering anew: %+v, %v", all, err)
	}
	if all, err := d.Authors(d.ctx, "no-such-board"); err != nil || len(all) != 0 {
		d.Errorf("authors of nothing: %+v, %v", all, err)
	}
}

// colours checks that people on a board get colours that differ, keep them, and have another when they ask for it.
func colours(d *desk) {
	m := d.board()
	link := secret("colours" + string(m.id))
	d.must(d.CreateLink(d.ctx, m.id, m.owner, newLink(link, board.RoleEditor), start))
	enter := func(user board.UserID, page string) string {
		e, err := d.Enter(d.ctx, m.id, user, secret(page))
		d.must(err)
		return e.Colour
	}
	worn := map[string]board.UserID{enter(m.owner, "owner"): m.owner}
	for i := range len(board.PersonColours) - 1 {
		user := d.user() // everyone wishes for blue
		_, err := d.Join(d.ctx, m.id, user, link, "", start)
		d.must(err)
		first := enter(user, fmt.Sprint("first", i))
		if taken := worn[first]; taken != "" {
			d.Errorf("%s has the colour %s of %s", user, first, taken)
		}
		worn[first] = user
		d.must(d.RenameUser(d.ctx, user, "Zoë", "blue"))
		if again := enter(user, fmt.Sprint("again", i)); again != first {
			d.Errorf("%s had %s, and with another name %s", user, first, again)
		}
	}
	if worn["blue"] != m.owner {
		d.Errorf("the first did not get what they wished for: %v", worn)
	}
	d.must(d.RenameUser(d.ctx, m.owner, "Ann", "red"))
	if now := enter(m.owner, "red"); now != "red" {
		d.Errorf("who asks for another colour has %s", now)
	}
}

func joining(d *desk) {
	m, elsewhere := d.board(), d.board()
	look, draw := secret("look"+string(m.id)), secret("draw"+string(m.id))
	d.must(d.CreateLink(d.ctx, m.id, m.owner, newLink(look, board.RoleViewer), start))
	d.must(d.CreateLink(d.ctx, m.id, m.owner, newLink(draw, board.RoleEditor), start))
	if err := d.CreateLink(d.ctx, "no-such-board", m.owner, newLink(secret("x"), board.RoleViewer), start); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("link to nothing: %v", err)
	}
	guest := d.user()
	acl := d.head(m.id).ACL
	for _, step := range []struct {
		link   [32]byte
		want   board.Role
		raises bool
	}{
		{look, board.RoleViewer, true}, {look, board.RoleViewer, false}, {draw, board.RoleEditor, true},
		{look, board.RoleEditor, false}, {m.link, board.RoleEditor, false},
	} {
		got, err := d.Join(d.ctx, m.id, guest, step.link, "", start)
		now := d.head(m.id).ACL
		if err != nil || got != step.want || (now > acl) != step.raises {
			d.Errorf("join: %q, %v, rights from %d to %d; want %+v", got, err, acl, now, step.want)
		}
		acl = now
		if role, err := d.Role(d.ctx, m.id, guest); err != nil || role != step.want {
			d.Errorf("role: %q, %v", role, err)
		}
	}
	opening(d, m, look, elsewhere)
	if got, err := d.Join(d.ctx, m.id, m.owner, look, "", start); err != nil || got != board.RoleOwner {
		d.Errorf("the owner by a link: %q, %v", got, err)
	}
	for _, link := range [][32]byte{secret("wrong"), elsewhere.link} {
		if got, err := d.Join(d.ctx, m.id, d.user(), link, "", start); !errors.Is(err, board.ErrNoBoard) || got != board.RoleNone {
			d.Errorf("wrong link: %q, %v", got, err)
		}
	}
	if role, err := d.Role(d.ctx, m.id, d.user()); !errors.Is(err, board.ErrNoBoard) || role != board.RoleNone {
		d.Errorf("stranger: %q, %v", role, err)
	}
	rights, err := d.Roles(d.ctx, m.id)
	roles := rights.Roles
	if err != nil || rights.ACL != d.head(m.id).ACL || rights.Replay != board.RoleEditor || len(roles) != 2 || roles[m.owner] != board.RoleOwner || roles[guest] != board.RoleEditor {
		d.Errorf("roles: %+v %v", rights, err)
	}
	if _, err := d.Roles(d.ctx, "no-such-board"); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("roles of nothing: %v", err)
	}
}

// opening checks which links open a board, and that asking changes nothing.
func opening(d *desk, m made, look [32]byte, elsewhere made) {
	before, err := d.Roles(d.ctx, m.id)
	d.must(err)
	acl := d.head(m.id).ACL
	for _, row := range []struct {
		id   board.ID
		link [32]byte
		want error
	}{
		{m.id, m.link, nil}, {m.id, look, nil}, {elsewhere.id, elsewhere.link, nil},
		{m.id, elsewhere.link, board.ErrNoBoard}, {elsewhere.id, look, board.ErrNoBoard}, {m.id, secret("wrong"), board.ErrNoBoard},
		{m.id, [32]byte{}, board.ErrNoBoard}, {"no-such-board", look, board.ErrNoBoard}, {"", look, board.ErrNoBoard},
	} {
		if err := d.opens(row.id, row.link); !errors.Is(err, row.want) {
			d.Errorf("%s by %.4x: %v, want %v", row.id, row.link, err, row.want)
		}
	}
	after, err := d.Roles(d.ctx, m.id)
	if err != nil || len(after.Roles) != len(before.Roles) || d.head(m.id).ACL != acl {
		d.Errorf("asking changed the rights: %v, %v, %v", before, after, err)
	}
}

// purging checks that only what has run out goes, in parts, and that its user stays all that they were.
func purging(d *desk) {
	m := d.board()
	guest := d.user()
	_, err := d.Join(d.ctx, m.id, guest, m.link, "", start)
	d.must(err)
	before := d.enter(m, guest)
	cookie := func(i int) [32]byte { return secret(fmt.Sprint("purged", i)) }
	for i := range 10 { // they run out one after the other
		d.must(d.CreateSession(d.ctx, cookie(i), guest, start+int64(i)))
	}
	for _, step := range []struct{ now, most, want int }{{-1, 100, 0}, {6, 4, 4}, {6, 4, 3}, {6, 4, 0}, {7, 0, 0}, {7, 100, 1}} {
		gone, err := d.PurgeSessions(d.ctx, start+int64(step.now), step.most)
		if err != nil || gone != step.want {
			d.Errorf("%+v: %d, %v", step, gone, err)
		}
	}
	d.reopen()
	for i := range 10 {
		u, err := d.SessionUser(d.ctx, cookie(i), start-1)
		if left := i > 7; (err == nil) != left || left && u.ID != guest || !left && !errors.Is(err, board.ErrNotFound) {
			d.Errorf("session %d: %+v, %v", i, u, err)
		}
	}
	if _, err := d.PurgeSessions(d.ctx, start+100, 100); err != nil {
		d.Error(err)
	}
	if u, err := d.User(d.ctx, guest); err != nil || u.ID != guest {
		d.Errorf("the user went with the session: %+v, %v", u, err)
	}
	if role, err := d.Role(d.ctx, m.id, guest); err != nil || role == board.RoleNone {
		d.Errorf("so did the right: %q, %v", role, err)
	}
	if all, err := d.Authors(d.ctx, m.id); err != nil || all[before.Author].ID != guest {
		d.Errorf("so did the author: %+v, %v", all, err)
	}
}

func peopleAndKeys(d *desk) {
	u := board.User{ID: board.UserID(name()), Name: "Zoë 🖍", Colour: "green"}
	d.must(d.CreateUser(d.ctx, u))
	if got, err := d.User(d.ctx, u.ID); err != nil || got != u {
		d.Errorf("user: %+v, %v", got, err)
	}
	if d.CreateUser(d.ctx, u) == nil {
		d.Error("the same user twice")
	}
	if _, err := d.User(d.ctx, "nobody"); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("nobody: %v", err)
	}
	if err := d.RenameUser(d.ctx, "nobody", "x", "red"); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("rename nobody: %v", err)
	}
	cookie := secret("cookie")
	d.must(d.CreateSession(d.ctx, cookie, u.ID, start+10))
	if got, err := d.SessionUser(d.ctx, cookie, start+9); err != nil || got != u {
		d.Errorf("session: %+v, %v", got, err)
	}
	if _, err := d.SessionUser(d.ctx, cookie, start+10); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("a session that has run out: %v", err)
	}
	d.must(d.EndSession(d.ctx, cookie))
	d.must(d.EndSession(d.ctx, cookie))
	if _, err := d.SessionUser(d.ctx, cookie, start); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("an ended session: %v", err)
	}
	keys := make([][]byte, 8)
	var wait sync.WaitGroup
	for i := range keys {
		wait.Go(func() {
			fresh := secret(name())
			var err error
			if keys[i], err = d.SigningKey(d.ctx, fresh[:]); err != nil {
				d.Error(err)
			}
		})
	}
	wait.Wait()
	d.reopen()
	kept, err := d.SigningKey(d.ctx, []byte("another"))
	d.must(err)
	for _, key := range keys {
		if string(key) != string(kept) || len(key) != 32 {
			d.Errorf("nodes that ask at once got %x and %x", key, kept)
		}
	}
	d.must(d.Ping(d.ctx))
}
