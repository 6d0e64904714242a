package storetest

import (
	"errors"
	"sync"

	"drawingroom/rooms/board"
)

// hosted checks how people of a host application become known and are renamed, and that somebody who is known already is only read.
func hosted(d *desk) {
	fresh := board.User{Name: "Somebody", Colour: "teal"}
	for _, step := range []struct{ given, want board.User }{
		{board.User{ID: "hosted-user-1"}, board.User{ID: "hosted-user-1", Name: "Somebody", Colour: "teal"}},
		{board.User{ID: "hosted-user-1", Name: "Ann"}, board.User{ID: "hosted-user-1", Name: "Ann", Colour: "teal"}},
		{board.User{ID: "hosted-user-1", Colour: "red"}, board.User{ID: "hosted-user-1", Name: "Ann", Colour: "red"}},
		{board.User{ID: "hosted-user-1"}, board.User{ID: "hosted-user-1", Name: "Ann", Colour: "red"}},
		{board.User{ID: "hosted-user-2", Name: "Bob", Colour: "blue"}, board.User{ID: "hosted-user-2", Name: "Bob", Colour: "blue"}},
	} {
		got, err := d.AdmitUser(d.ctx, step.given, fresh)
		kept, missing := d.User(d.ctx, step.given.ID)
		if err != nil || missing != nil || got != step.want || kept != step.want {
			d.Errorf("%+v: %+v, kept as %+v (%v, %v); want %+v", step.given, got, kept, err, missing, step.want)
		}
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if u, err := d.AdmitUser(d.ctx, board.User{ID: "hosted-user-3", Name: "Cy"}, fresh); err != nil || u.Name != "Cy" {
				d.Errorf("eight at once: %+v, %v", u, err)
			}
		})
	}
	all.Wait()
}

// hostWords checks that a host application's newest word is a right, that it takes nothing else away, and that older words count no more.
func hostWords(d *desk) {
	m := d.board()
	guest := d.user()
	acl := d.head(m.id).ACL
	for i, step := range []struct {
		said   int64
		role   board.Role
		want   board.Role
		raises bool
	}{
		{100, board.RoleNone, board.RoleNone, false}, // nothing was ever given: nothing is kept
		{90, board.RoleEditor, board.RoleEditor, true},
		{90, board.RoleEditor, board.RoleEditor, false},
		{200, board.RoleViewer, board.RoleViewer, true},
		{199, board.RoleEditor, board.RoleViewer, false}, // an older token, used again
		{200, board.RoleEditor, board.RoleViewer, false}, // of one second, the one that gives less
		{201, board.RoleEditor, board.RoleEditor, true},
		{202, board.RoleNone, board.RoleNone, true},
		{201, board.RoleEditor, board.RoleNone, false},
		{203, board.RoleViewer, board.RoleViewer, true},
		{203, board.RoleNone, board.RoleNone, true},
		{204, board.RoleEditor, board.RoleEditor, true},
	} {
		err := d.HostSays(d.ctx, m.id, guest, step.role, step.said, start)
		now := d.head(m.id).ACL
		role, _ := d.Role(d.ctx, m.id, guest)
		if err != nil || role != step.want || (now > acl) != step.raises {
			d.Errorf("step %d, %+v: %q, %v, rights from %d to %d", i, step, role, err, acl, now)
		}
		acl = now
	}
	if _, err := d.Enter(d.ctx, m.id, guest, secret("hosted")); err != nil {
		d.Errorf("who has a right by a host cannot enter: %v", err)
	}
	hostWordsBeside(d, m, guest)
	d.reopen()
	if err := d.HostSays(d.ctx, m.id, guest, board.RoleEditor, 204, start); err != nil {
		d.Error(err)
	}
	if role, _ := d.Role(d.ctx, m.id, guest); role != board.RoleViewer {
		d.Errorf("after a restart an older word counts: %q", role)
	}
}

// hostWordsBeside checks what a host's word does beside a link and to an owner.
func hostWordsBeside(d *desk, m made, guest board.UserID) {
	look := secret("look" + string(m.id))
	d.must(d.CreateLink(d.ctx, m.id, m.owner, newLink(look, board.RoleViewer), start))
	_, err := d.Join(d.ctx, m.id, guest, look, "", start)
	d.must(err)
	d.must(d.HostSays(d.ctx, m.id, guest, board.RoleNone, 300, start))
	if role, err := d.Role(d.ctx, m.id, guest); err != nil || role != board.RoleViewer {
		d.Errorf("what a link gave went with the host's word: %q, %v", role, err)
	}
	d.must(d.HostSays(d.ctx, m.id, m.owner, board.RoleViewer, 300, start))
	if role, err := d.Role(d.ctx, m.id, m.owner); err != nil || role != board.RoleOwner {
		d.Errorf("the owner is %q by a host's word (%v)", role, err)
	}
	hosted := d.user()
	for _, step := range []struct {
		do   func() error
		want board.Role
	}{
		{func() error { return d.HostSays(d.ctx, m.id, hosted, board.RoleViewer, 400, start) }, board.RoleViewer},
		{func() error { return d.SetRole(d.ctx, m.id, m.owner, hosted, board.RoleEditor, start) }, board.RoleEditor},
		{func() error { return d.HostSays(d.ctx, m.id, hosted, board.RoleNone, 401, start) }, board.RoleNone},
		{func() error { return d.HostSays(d.ctx, m.id, hosted, board.RoleViewer, 402, start) }, board.RoleViewer}, // what the owner let them do went with it
		{func() error { return d.SetRole(d.ctx, m.id, m.owner, hosted, board.RoleNone, start) }, board.RoleNone},
		{func() error { return d.HostSays(d.ctx, m.id, hosted, board.RoleEditor, 403, start) }, board.RoleNone}, // whom the owner removed stays out
	} {
		err := step.do()
		if role, _ := d.Role(d.ctx, m.id, hosted); err != nil || role != step.want {
			d.Errorf("beside the owner's word: %q, %v; want %q", role, err, step.want)
		}
	}
	for _, role := range []board.Role{board.RoleEditor, board.RoleNone} {
		if err := d.HostSays(d.ctx, "no-such-board", guest, role, 1, start); !errors.Is(err, board.ErrNoBoard) {
			d.Errorf("a word on no board: %v", err)
		}
	}
}

// admins checks that a link makes one admin, once and in time, and that one can cease to be one.
func admins(d *desk) {
	ann, bob := d.user(), d.user()
	isAdmin := func(id board.UserID) bool {
		u, err := d.User(d.ctx, id)
		d.must(err)
		return u.Admin
	}
	link, late := secret("admin"), secret("late")
	d.must(d.CreateAdminLink(d.ctx, late, start+5, start))
	d.must(d.CreateAdminLink(d.ctx, link, start+100, start))
	for _, row := range []struct {
		user board.UserID
		link [32]byte
		now  int64
		want error
	}{
		{ann, secret("another"), start, board.ErrNotFound}, {ann, late, start + 5, board.ErrNotFound}, {"nobody-knows", link, start, board.ErrNotFound},
		{ann, link, start + 99, nil}, {bob, link, start + 99, board.ErrNotFound},
	} {
		if err := d.BecomeAdmin(d.ctx, row.user, row.link, row.now); !errors.Is(err, row.want) {
			d.Errorf("%+v: %v", row, err)
		}
	}
	d.must(d.CreateSession(d.ctx, secret("cookie of ann"), ann, start+1))
	u, err := d.SessionUser(d.ctx, secret("cookie of ann"), start)
	all, listing := d.Admins(d.ctx)
	if !isAdmin(ann) || isAdmin(bob) || err != nil || !u.Admin || listing != nil || len(all) != 1 || all[0].ID != ann || all[0].Name == "" {
		d.Errorf("ann %v, bob %v, in a session %+v (%v), listed %+v (%v)", isAdmin(ann), isAdmin(bob), u, err, all, listing)
	}
	d.must(d.EndAdmin(d.ctx, ann))
	if err := d.EndAdmin(d.ctx, ann); isAdmin(ann) || !errors.Is(err, board.ErrNotFound) {
		d.Errorf("ann is one still, or ended twice: %v", err)
	}
}
