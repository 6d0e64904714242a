package storetest

import (
	"errors"
	"math/rand/v2"
	"sync"

	"drawingroom/rooms/board"
)

// comes has somebody new come by a link.
func (d *desk) comes(m made, link [32]byte) board.UserID {
	d.Helper()
	user := d.user()
	_, err := d.Join(d.ctx, m.id, user, link, "", start)
	d.must(err)
	return user
}

// link makes a link with terms.
func (d *desk) link(m made, of string, terms board.LinkTerms) board.NewLink {
	d.Helper()
	l := newLink(secret(of+string(m.id)), terms.Role)
	l.LinkTerms = terms
	d.must(d.CreateLink(d.ctx, m.id, m.owner, l, start))
	return l
}

// may asks that people have roles everywhere that they are asked for: alone, in the list of rights, in lists of boards, at the entry; and that the version of
// the rights has risen, if it should.
func (d *desk) may(m made, since *int64, roles map[board.UserID]board.Role) {
	d.Helper()
	rights, err := d.Roles(d.ctx, m.id)
	d.must(err)
	for user, want := range roles {
		alone, err := d.Role(d.ctx, m.id, user)
		info, infoErr := d.Info(d.ctx, m.id, user)
		boards, listErr := d.Boards(d.ctx, user)
		entry, enterErr := d.Enter(d.ctx, m.id, user, secret("page of "+string(user)))
		none := want == board.RoleNone
		for what, err := range map[string]error{"role": err, "info": infoErr, "enter": enterErr} {
			if none != errors.Is(err, board.ErrNoBoard) || !none && err != nil {
				d.Errorf("%s of %q: %v", what, want, err)
			}
		}
		if listErr != nil || none != (len(boards) == 0) || !none && boards[0].Role != want {
			d.Errorf("%q lists %+v, %v", want, boards, listErr)
		}
		if alone != want || rights.Roles[user] != want || info.Role != want || entry.Role != want {
			d.Errorf("%s is %q alone, %q among all, %q of the board, %q at the door; want %q", user, alone, rights.Roles[user], info.Role, entry.Role, want)
		}
	}
	if since != nil {
		if now := d.head(m.id).ACL; now <= *since {
			d.Errorf("the version of the rights has not risen: %d, %d", *since, now)
		} else {
			*since = now
		}
	}
}

// changingLinks: a link is renamed, given another role and another secret, and revoked; who came by it goes with it.
func changingLinks(d *desk) {
	m := d.board()
	acl := d.head(m.id).ACL
	l := d.link(m, "class", board.LinkTerms{Role: board.RoleViewer, Name: "Class"})
	pupil, friend := d.comes(m, l.Secret), d.comes(m, m.link)
	d.may(m, &acl, map[board.UserID]board.Role{pupil: board.RoleViewer, friend: board.RoleEditor, m.owner: board.RoleOwner})

	editor, name := board.RoleEditor, "Teachers"
	d.must(d.ChangeLink(d.ctx, m.id, m.owner, l.ID, board.LinkChange{Role: &editor, Name: &name}))
	d.may(m, &acl, map[board.UserID]board.Role{pupil: board.RoleEditor})
	all, err := d.Links(d.ctx, m.id, m.owner)
	if err != nil || len(all) != 2 || all[0].ID != "lfirst" || all[1].Name != name || all[1].Role != editor || all[1].People != 1 || all[1].Used != start || all[1].By != m.owner {
		d.Errorf("%+v, %v", all, err)
	}

	fresh := secret("fresh" + string(m.id))
	d.must(d.RotateLink(d.ctx, m.id, m.owner, l.ID, fresh, false))
	if err := d.opens(m.id, l.Secret); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("the old secret: %v", err)
	}
	how, err := d.Opens(d.ctx, m.id, fresh)
	if err != nil || how != (board.Opening{Role: board.RoleEditor}) {
		d.Errorf("by the new one: %+v, %v", how, err)
	}
	d.may(m, &acl, map[board.UserID]board.Role{pupil: board.RoleEditor})
	d.must(d.RotateLink(d.ctx, m.id, m.owner, l.ID, secret("again"+string(m.id)), true))
	d.may(m, &acl, map[board.UserID]board.Role{pupil: board.RoleNone, friend: board.RoleEditor})

	late := d.comes(m, secret("again"+string(m.id)))
	both := d.comes(m, m.link)
	_, err = d.Join(d.ctx, m.id, both, secret("again"+string(m.id)), "", start)
	d.must(err)
	d.must(d.RevokeLink(d.ctx, m.id, m.owner, l.ID))
	d.may(m, &acl, map[board.UserID]board.Role{late: board.RoleNone, both: board.RoleEditor, friend: board.RoleEditor})
	for _, err := range []error{
		d.opens(m.id, secret("again"+string(m.id))), d.RevokeLink(d.ctx, m.id, m.owner, l.ID), d.ChangeLink(d.ctx, m.id, m.owner, l.ID, board.LinkChange{}),
		d.RotateLink(d.ctx, m.id, m.owner, "lfirst2", fresh, true),
	} {
		if !errors.Is(err, board.ErrNoBoard) && !errors.Is(err, board.ErrNotFound) {
			d.Errorf("a link that is gone: %v", err)
		}
	}
	whoseLinks(d, m, friend)
}

// whoseLinks: an editor decides about the links that they made, a viewer and a stranger about none; and a board has so many at most.
func whoseLinks(d *desk, m made, editor board.UserID) {
	look := d.link(m, "look", board.LinkTerms{Role: board.RoleViewer})
	viewer := d.comes(m, look.Secret)
	own := newLink(secret("own"+string(m.id)), board.RoleEditor)
	d.must(d.CreateLink(d.ctx, m.id, editor, own, start))
	if all, err := d.Links(d.ctx, m.id, editor); err != nil || len(all) != 1 || all[0].ID != own.ID {
		d.Errorf("an editor's links: %+v, %v", all, err)
	}
	if err := d.RevokeLink(d.ctx, m.id, editor, look.ID); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("another's link by an editor: %v", err)
	}
	for _, user := range []board.UserID{viewer, d.user()} {
		_, list := d.Links(d.ctx, m.id, user)
		for what, err := range map[string]error{
			"list": list, "make": d.CreateLink(d.ctx, m.id, user, newLink(secret(name()), board.RoleViewer), start), "revoke": d.RevokeLink(d.ctx, m.id, user, own.ID),
			"rotate": d.RotateLink(d.ctx, m.id, user, own.ID, secret(name()), false), "change": d.ChangeLink(d.ctx, m.id, user, own.ID, board.LinkChange{}),
		} {
			if !errors.Is(err, board.ErrRights) {
				d.Errorf("%s without the right: %v", what, err)
			}
		}
	}
	d.must(d.RevokeLink(d.ctx, m.id, editor, own.ID))
	var err error
	made := 0
	for ; made < 200 && err == nil; made++ {
		err = d.CreateLink(d.ctx, m.id, m.owner, newLink(secret(name()), board.RoleViewer), start)
	}
	if !errors.Is(err, board.ErrManyLinks) || made != 99 {
		d.Errorf("%d more links: %v", made, err)
	}
}

// expiringLinks: from the moment that a link runs out it lets nobody in, what it gave has ended, and an append under the rights of before is refused.
func expiringLinks(d *desk) {
	m := d.board()
	acl := d.head(m.id).ACL
	l := d.link(m, "hour", board.LinkTerms{Role: board.RoleEditor, Expires: start + 1000})
	guest, both := d.comes(m, l.Secret), d.comes(m, m.link)
	_, err := d.Join(d.ctx, m.id, both, l.Secret, "", start)
	d.must(err)
	h := d.enter(m, guest)
	rights, err := d.Roles(d.ctx, m.id)
	if err != nil || rights.Until != start+1000 {
		d.Errorf("the rights last until %d, %v", rights.Until, err)
	}
	batch := func(text string) board.Batch {
		b := d.batch(m.id, h.change(text))
		b.Until = rights.Until
		return b
	}
	d.at.Store(start + 999)
	d.may(m, &acl, map[board.UserID]board.Role{guest: board.RoleEditor})
	for _, text := range []string{"a", "b"} { // the second goes the swift way, where there is one
		if out := d.Append(d.ctx, []board.Batch{batch(text)})[0]; out.Err != nil {
			d.Errorf("before: %v", out.Err)
		}
	}
	last := batch("c")
	d.at.Store(start + 1000)
	if out := d.Append(d.ctx, []board.Batch{last})[0]; !errors.Is(out.Err, board.ErrRights) {
		d.Errorf("as it runs out: %+v", out)
	}
	d.may(m, nil, map[board.UserID]board.Role{guest: board.RoleNone, both: board.RoleEditor})
	if len(d.log(m.id)) != 3 {
		d.Errorf("%d rows", len(d.log(m.id)))
	}
	_, join := d.Join(d.ctx, m.id, d.user(), l.Secret, "", start)
	_, again := d.Join(d.ctx, m.id, guest, l.Secret, "", start)
	_, guard := d.Guard(d.ctx, m.id, l.Secret)
	for what, err := range map[string]error{"join": join, "join again": again, "opens": d.opens(m.id, l.Secret), "guard": guard} {
		if !errors.Is(err, board.ErrExpired) {
			d.Errorf("%s by a link that has run out: %v", what, err)
		}
	}
	if rights, err = d.Roles(d.ctx, m.id); err != nil || rights.Until != 0 {
		d.Errorf("afterwards nothing ends: %+v, %v", rights, err)
	}
	if people, err := d.People(d.ctx, m.id, 0, 10); err != nil || len(people.All) != 2 {
		d.Errorf("who is here: %+v, %v", people, err)
	}
	// It lasts longer, after all: who came by it is back.
	later := int64(start + 5000)
	d.must(d.ChangeLink(d.ctx, m.id, m.owner, l.ID, board.LinkChange{Expires: &later}))
	d.may(m, &acl, map[board.UserID]board.Role{guest: board.RoleEditor})
}

// guardedLinks: who comes has proved the password as it is kept now; who came is not asked again.
func guardedLinks(d *desk) {
	m := d.board()
	l := d.link(m, "guarded", board.LinkTerms{Role: board.RoleEditor, Password: "kept"})
	if how, err := d.Opens(d.ctx, m.id, l.Secret); err != nil || !how.Guarded {
		d.Errorf("how it opens: %+v, %v", how, err)
	}
	guest := d.user()
	for _, proven := range []string{"", "another"} {
		if role, err := d.Join(d.ctx, m.id, guest, l.Secret, proven, start); !errors.Is(err, board.ErrGuarded) || role != board.RoleNone {
			d.Errorf("with %q: %q, %v", proven, role, err)
		}
	}
	if kept, err := d.Guard(d.ctx, m.id, l.Secret); err != nil || kept != "kept" {
		d.Errorf("%q, %v", kept, err)
	}
	if _, err := d.Guard(d.ctx, m.id, secret("wrong")); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("the guard of no link: %v", err)
	}
	_, err := d.Join(d.ctx, m.id, guest, l.Secret, "kept", start)
	d.must(err)
	changed, none := "changed", ""
	d.must(d.ChangeLink(d.ctx, m.id, m.owner, l.ID, board.LinkChange{Password: &changed}))
	if _, err := d.Join(d.ctx, m.id, d.user(), l.Secret, "kept", start); !errors.Is(err, board.ErrGuarded) {
		d.Errorf("by what was the password: %v", err)
	}
	_, err = d.Join(d.ctx, m.id, guest, l.Secret, "", start)
	d.must(err)
	d.must(d.ChangeLink(d.ctx, m.id, m.owner, l.ID, board.LinkChange{Password: &none}))
	d.comes(m, l.Secret)
}

// peopleOfABoard: the owner's word on a person goes before their links, whatever links they come by; a person who is removed stays so.
func peopleOfABoard(d *desk) {
	m := d.board()
	acl := d.head(m.id).ACL
	look := d.link(m, "look", board.LinkTerms{Role: board.RoleViewer})
	viewer, editor := d.comes(m, look.Secret), d.comes(m, m.link)
	say := func(user board.UserID, role board.Role) {
		d.Helper()
		d.must(d.SetRole(d.ctx, m.id, m.owner, user, role, start+7))
		d.may(m, &acl, map[board.UserID]board.Role{user: role})
	}
	say(viewer, board.RoleEditor)
	say(editor, board.RoleViewer)
	if role, err := d.Join(d.ctx, m.id, editor, look.Secret, "", start); err != nil || role != board.RoleViewer {
		d.Errorf("by another link: %q, %v", role, err)
	}
	d.link(m, "draw", board.LinkTerms{Role: board.RoleEditor})
	if role, err := d.Join(d.ctx, m.id, editor, secret("draw"+string(m.id)), "", start); err != nil || role != board.RoleViewer {
		d.Errorf("by a link that gives more than the owner: %q, %v", role, err)
	}
	say(editor, board.RoleNone)
	for _, link := range [][32]byte{m.link, look.Secret, secret("draw" + string(m.id))} {
		if _, err := d.Join(d.ctx, m.id, editor, link, "", start); !errors.Is(err, board.ErrRemoved) {
			d.Errorf("removed, by a link: %v", err)
		}
	}
	people, err := d.People(d.ctx, m.id, 0, 10)
	if err != nil || len(people.All) != 3 || people.More || people.All[0].User.ID != m.owner || people.All[0].Role != board.RoleOwner || people.All[0].Change {
		d.Errorf("%+v, %v", people, err)
	}
	for _, p := range people.All[1:] {
		if !p.Change || p.Since != start || p.User.ID == viewer && (p.Role != board.RoleEditor || p.Link != look.ID) || p.User.ID == editor && p.Role != board.RoleNone {
			d.Errorf("%+v", p)
		}
	}
	if two, err := d.People(d.ctx, m.id, 0, 2); err != nil || len(two.All) != 2 || !two.More || two.All[1].User.ID != people.All[1].User.ID {
		d.Errorf("two of three: %+v, %v", two, err)
	}
	if rest, err := d.People(d.ctx, m.id, 2, 2); err != nil || len(rest.All) != 1 || rest.More || rest.All[0].User.ID != people.All[2].User.ID {
		d.Errorf("the third: %+v, %v", rest, err)
	}
	if none, err := d.People(d.ctx, m.id, 3, 2); err != nil || len(none.All) != 0 || none.More {
		d.Errorf("after the third: %+v, %v", none, err)
	}
	say(editor, board.RoleEditor)
	// What the owner let somebody do goes with the last link by which they are there, what the owner kept from them does not.
	d.must(d.RevokeLink(d.ctx, m.id, m.owner, look.ID))
	d.may(m, &acl, map[board.UserID]board.Role{viewer: board.RoleNone})
	again := d.link(m, "look again", board.LinkTerms{Role: board.RoleViewer})
	if role, err := d.Join(d.ctx, m.id, viewer, again.Secret, "", start); err != nil || role != board.RoleViewer {
		d.Errorf("after the link was revoked: %q, %v", role, err)
	}
	for what, err := range map[string]error{
		"a stranger": d.SetRole(d.ctx, m.id, m.owner, d.user(), board.RoleEditor, start), "nobody": d.SetRole(d.ctx, m.id, m.owner, "nobody", board.RoleNone, start),
	} {
		if !errors.Is(err, board.ErrNotFound) {
			d.Errorf("%s: %v", what, err)
		}
	}
	if err := d.SetRole(d.ctx, m.id, m.owner, m.owner, board.RoleViewer, start); !errors.Is(err, board.ErrOwner) {
		d.Errorf("the owner of themselves: %v", err)
	}
	for _, by := range []board.UserID{viewer, editor, d.user()} {
		if err := d.SetRole(d.ctx, m.id, by, viewer, board.RoleNone, start); !errors.Is(err, board.ErrRights) {
			d.Errorf("not the owner: %v", err)
		}
	}
}

// handingOver: a board has one owner, before and after; who was it stays.
func handingOver(d *desk) {
	m := d.board()
	acl := d.head(m.id).ACL
	heir, gone := d.comes(m, m.link), d.comes(m, m.link)
	d.must(d.SetRole(d.ctx, m.id, m.owner, heir, board.RoleViewer, start))
	d.must(d.SetRole(d.ctx, m.id, m.owner, gone, board.RoleNone, start))
	for what, row := range map[string]struct {
		by, to board.UserID
		want   error
	}{
		"by an heir": {heir, heir, board.ErrRights}, "to oneself": {m.owner, m.owner, board.ErrOwner}, "to a stranger": {m.owner, d.user(), board.ErrNotFound},
		"to who was removed": {m.owner, gone, board.ErrNotFound}, "to nobody": {m.owner, "nobody", board.ErrNotFound},
	} {
		if err := d.HandOver(d.ctx, m.id, row.by, row.to, start); !errors.Is(err, row.want) {
			d.Errorf("%s: %v", what, err)
		}
	}
	d.must(d.HandOver(d.ctx, m.id, m.owner, heir, start))
	d.may(m, &acl, map[board.UserID]board.Role{heir: board.RoleOwner, m.owner: board.RoleEditor, gone: board.RoleNone})
	if err := d.SetRole(d.ctx, m.id, m.owner, heir, board.RoleNone, start); !errors.Is(err, board.ErrRights) {
		d.Errorf("by who was the owner: %v", err)
	}
	d.must(d.SetRole(d.ctx, m.id, heir, m.owner, board.RoleViewer, start))
	d.must(d.HandOver(d.ctx, m.id, heir, m.owner, start))
	d.may(m, &acl, map[board.UserID]board.Role{heir: board.RoleEditor, m.owner: board.RoleOwner})
	if _, err := d.place.SQL.ExecContext(d.ctx, "UPDATE members SET role = 30 WHERE user_id = $1", string(heir)); err == nil {
		d.Error("the database takes two owners")
	}
}

// oneOwner: while several who think that they own the board hand it over at once, on two nodes, and it is decided about others, there is one owner.
func oneOwner(d *desk) {
	m := d.board()
	nodes := d.writers()
	people := []board.UserID{m.owner}
	for range 3 {
		people = append(people, d.comes(m, m.link))
	}
	seed := rand.Uint64()
	d.Logf("seed %d", seed)
	var wait sync.WaitGroup
	var mu sync.Mutex
	done := map[string]int{}
	for i := range 6 {
		wait.Go(func() {
			random := rand.New(rand.NewPCG(seed, uint64(i)))
			for range 25 {
				by, of := people[random.IntN(4)], people[random.IntN(4)]
				what, err := "hand over", error(nil)
				if random.IntN(3) > 0 {
					err = nodes[i%2].HandOver(d.ctx, m.id, by, of, start)
				} else {
					what = "role"
					err = nodes[i%2].SetRole(d.ctx, m.id, by, of, board.RoleEditor, start)
				}
				switch {
				case err == nil:
				case errors.Is(err, board.ErrRights), errors.Is(err, board.ErrOwner):
					what += " refused"
				default:
					d.Errorf("%s: %v", what, err)
				}
				mu.Lock()
				done[what]++
				mu.Unlock()
				d.oneOwner(m)
			}
		})
	}
	wait.Wait()
	d.Logf("%v", done)
	if done["hand over"] == 0 || done["hand over refused"] == 0 || done["role"] == 0 {
		d.Error("not enough happened")
	}
	d.oneOwner(m)
}

func (d *desk) oneOwner(m made) {
	rights, err := d.Roles(d.ctx, m.id)
	owners := 0
	for _, role := range rights.Roles {
		if role == board.RoleOwner {
			owners++
		}
	}
	if err != nil || owners != 1 || len(rights.Roles) != 4 {
		d.Errorf("%d owners of %v, %v", owners, rights.Roles, err)
	}
}
