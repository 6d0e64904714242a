package wire

import (
	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

// serverReaders are the messages that a node may send, by their type: a new one is its reader and a line here.
var serverReaders = map[string]reader[ServerMessage]{
	"welcome":  readWelcome,
	"adopted":  readAdopted,
	"changes":  readChanges,
	"refused":  readRefused,
	"accepted": readAccepted,
	"gap": func(f *fields) ServerMessage {
		return Gap{Expected: f.number("expected", 1), As: board.Client(f.optional("as"))}
	},
	"presence": readPresenceNews,
	"call":     func(f *fields) ServerMessage { return Called{Session: f.session("session"), View: f.place()} },
	"members":  readMembers,
	"resync":   func(f *fields) ServerMessage { return Resync{f.text("why", 0, maxText)} },
	"renew":    func(f *fields) ServerMessage { return Renew{f.number("in", 0)} },
	"role":     func(f *fields) ServerMessage { return RoleChanged{f.role(true)} },
	"store":    func(f *fields) ServerMessage { return StoreNews{f.flag("away")} },
	"beat":     func(*fields) ServerMessage { return Beat{} },
}

// The limits of what a node tells, in UTF-16 units and counts. They are wide: a newer node may say more.
const (
	maxText    = 2000
	maxMembers = 10_000
)

func readWelcome(f *fields) ServerMessage {
	m := Welcome{
		Session: f.session("session"),
		Client:  board.Client(f.number("client", 1)),
		N:       f.number("n", 0),
		Author:  board.Author(f.number("author", 1)),
		Role:    f.role(false),
	}
	m.Head.Epoch = f.epoch("epoch")
	head := f.inner(f.raw("head"), "head")
	m.Head.Seq, m.Head.Hash = board.Seq(head.number("seq", 0)), head.hash("hash")
	f.join(&head)
	switch f.text("mode", 1, 20) {
	case "tail":
	case "snapshot":
		m.Snapshot = f.snapshot()
	default:
		f.fail("mode is neither tail nor snapshot")
	}
	m.Members = f.people(f.raw("members"))
	limits := f.inner(f.raw("limits"), "limits")
	m.Limits = Limits{Ops: limits.number("ops", 1), ChangeBytes: limits.number("changeBytes", 1),
		FrameBytes: limits.number("frameBytes", 1), Elements: limits.number("elements", 1)}
	f.join(&limits)
	m.Struck = board.Seq(f.optional("struck"))
	return m
}

func (f *fields) snapshot() *SnapshotRef {
	in := f.inner(f.raw("snapshot"), "snapshot")
	s := &SnapshotRef{Seq: board.Seq(in.number("seq", 0)), Hash: in.hash("hash"), URL: in.text("url", 1, maxText)}
	if in.has("forked") {
		if s.Forked = in.flag("forked"); !s.Forked {
			in.fail("forked is true or absent")
		}
	}
	// Two slashes, or a slash and its mirror image, would begin another origin.
	if s.URL == "" || s.URL[0] != '/' || len(s.URL) > 1 && (s.URL[1] == '/' || s.URL[1] == '\\') {
		in.fail("the snapshot's url is no path of this origin")
	}
	f.join(&in)
	return s
}

func (f *fields) role(mayBeNone bool) board.Role {
	switch r := board.Role(f.text("role", 0, 20)); r {
	case board.RoleViewer, board.RoleEditor, board.RoleOwner:
		return r
	case board.RoleNone:
		if mayBeNone {
			return r
		}
	}
	f.fail("role is none that is known")
	return board.RoleNone
}

func (f *fields) people(raw []byte) []Member {
	members := []Member{}
	f.list(raw, maxMembers, func(item []byte) {
		in := f.inner(item, "a member")
		members = append(members, Member{Session: in.session("session"), Author: board.Author(in.number("author", 1)),
			Name: in.text("name", 1, maxText), Colour: in.text("colour", 1, 40)})
		f.join(&in)
	})
	return members
}

func readAdopted(f *fields) ServerMessage {
	m := Adopted{Client: f.secret("client")}
	if f.has("refused") {
		m.Refused = f.text("refused", 1, 40)
		return m
	}
	m.As, m.N = board.Client(f.number("as", 1)), f.number("n", 0)
	return m
}

func readChanges(f *fields) ServerMessage {
	m := Changes{Items: []Item{}}
	f.list(f.raw("items"), MaxServerFrame, func(raw []byte) {
		item := f.item(raw)
		if k := len(m.Items); k > 0 && item.Seq != m.Items[k-1].Seq+1 {
			f.fail("the items are not contiguous")
		}
		m.Items = append(m.Items, item)
	})
	if len(m.Items) == 0 {
		f.fail("there are no items")
	}
	m.Hash = f.hash("hash")
	return m
}

func (f *fields) item(raw []byte) Item {
	in := f.inner(raw, "an item")
	item := Item{Seq: board.Seq(in.number("seq", 1)), Author: board.Author(in.number("author", 0)),
		Client: board.Client(in.number("client", 0)), N: in.number("n", 1), Time: in.number("time", 0)}
	change, bad := in.change()
	if bad != nil && in.why == "" {
		in.why = "an item's change: " + bad.Code
		if bad.Code == "unknown_op" {
			// What it does cannot be known, so nothing after it can be shown truly.
			in.close = &CloseError{VersionClose, "the node knows an op that is unknown here"}
		}
	}
	item.Change = change
	f.join(&in)
	return item
}

func readRefused(f *fields) ServerMessage {
	return Refused{N: f.number("n", 1), As: board.Client(f.optional("as")), Code: f.text("code", 1, 40), Why: f.text("why", 0, maxText)}
}

func readAccepted(f *fields) ServerMessage {
	return Accepted{N: f.number("n", 1), As: board.Client(f.optional("as")), Seq: board.Seq(f.number("seq", 1))}
}

func readMembers(f *fields) ServerMessage {
	var m Members
	if raw := f.raw("joined"); raw != nil {
		m.Joined = f.people(raw)
	}
	if raw := f.raw("left"); raw != nil {
		m.Left = []SessionID{}
		f.list(raw, maxMembers, func(item []byte) { m.Left = append(m.Left, f.sessionOf(item)) })
	}
	return m
}

func readPresenceNews(f *fields) ServerMessage {
	var m PresenceNews
	if raw := f.raw("cursors"); raw != nil {
		f.list(raw, maxMembers, func(item []byte) { m.Cursors = append(m.Cursors, f.cursor(item)) })
	}
	if raw := f.raw("others"); raw != nil {
		others := f.inner(raw, "others")
		for _, o := range others.members {
			if !isName(o.Key, 1, 32) {
				f.fail("a session's name is not one")
			}
			in := f.inner(o.Raw, "another's presence")
			m.Others = append(m.Others, OtherNews{Session: SessionID(o.Key), Presence: in.presence(taken)})
			if in.has("cursor") {
				in.fail("a cursor stands among the others")
			}
			f.join(&in)
		}
	}
	return m
}

// cursor reads ["a1",x,y] or ["a1"].
func (f *fields) cursor(raw []byte) CursorNews {
	var news CursorNews
	var at Point
	i := 0
	f.list(raw, 3, func(item []byte) {
		if i == 0 {
			news.Session = f.sessionOf(item)
		} else if n, ok := strict.Int(item); ok {
			at[i-1] = n
		} else {
			f.fail("a coordinate is not a whole number")
		}
		i++
	})
	switch i {
	case 1:
	case 3:
		news.At = &at
	default:
		f.fail("a cursor is not a session and a point")
	}
	return news
}
