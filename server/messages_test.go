package server

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// What can come of a message. A close and a refusal of the connection are told by their codes.
const (
	taken    = "taken"
	told     = "told"
	leftOut  = "left out"
	goesOn   = "goes on"
	adopted  = "adopted"
	welcomed = "welcomed"
	refused  = "refused: forbidden"
	noWay    = "close no_board"
)

// onBoard is what comes of a message of whoever is on the board; others do not even come so far as to be refused.
func onBoard(members string) expected {
	return expected{nobody: noToken, badToken: noToken, outsider: noWay, owner2: noWay, all: members}
}

// writing is what comes of a message of whoever may write, and of whoever may only look.
func writing(writes, looks string) expected {
	e := onBoard(writes)
	e[viewer] = looks
	return e
}

// messageRow is a message that a browser may send. The frame is made of the change's number and the element at hand, where there is one.
type messageRow struct {
	name  string
	frame string
	want  expected
}

// messageTable says who may say what (C58), by type, and within it by op and by key of a presence, as the registries have them. In a frame
// N is the next number of a change, ID an id that nobody has used, SHAPE an element that is on the board, and GRAVE one that was.
var messageTable = []messageRow{
	{"hello", "", onBoard(welcomed)},
	{"adopt", `{"t":"adopt","client":"CLIENT"}`, onBoard(adopted)},
	{"change/put", `{"t":"change","n":N,"ops":[{"op":"put","id":"ID","props":{"kind":"rectangle","at":[0,0],"size":[100,100]}}]}`, writing(taken, refused)},
	{"change/set", `{"t":"change","n":N,"ops":[{"op":"set","id":"SHAPE","props":{"at":[9,9]}}]}`, writing(taken, refused)},
	{"change/remove", `{"t":"change","n":N,"ops":[{"op":"remove","id":"SHAPE"}]}`, writing(taken, refused)},
	{"change/restore", `{"t":"change","n":N,"ops":[{"op":"restore","id":"GRAVE","props":{"kind":"rectangle","at":[0,0],"size":[100,100]}}]}`, writing(taken, refused)},
	{"presence/cursor", `{"t":"presence","cursor":[5,5]}`, onBoard(told)},
	{"presence/selection", `{"t":"presence","selection":["SHAPE"]}`, onBoard(told)},
	{"presence/view", `{"t":"presence","view":[0,0,100,100]}`, onBoard(told)},
	{"presence/caret", `{"t":"presence","caret":["SHAPE","",0,"",0]}`, onBoard(told)},
	// A pointer's gesture is told of everybody (rooms, TestC58_who_only_looks).
	{"presence/gesture", `{"t":"presence","gesture":{"id":"ID","ids":["ID"],"props":{"kind":"stroke","at":[0,0]},"from":0,"points":[0,0,50,0]}}`, writing(told, leftOut)},
	{"presence/state", `{"t":"presence","state":"away"}`, onBoard(told)},
	{"presence/chat", `{"t":"presence","chat":"Hello"}`, writing(told, leftOut)},
	{"presence/reaction", `{"t":"presence","reaction":["heart",0,0]}`, onBoard(told)},
	{"call", `{"t":"call","view":[0,0,100,100]}`, writing(told, leftOut)},
	{"token", `{"t":"token","token":"TOKEN"}`, onBoard(goesOn)},
	{"beat", `{"t":"beat"}`, onBoard(goesOn)},
}

// registered names the messages that there are, as messageTable has them.
func registered() (names []string) {
	types, _ := wire.Types()
	for _, name := range types {
		switch name {
		case "change":
			for _, op := range board.OpNames() {
				names = append(names, "change/"+op)
			}
		case "presence":
			for key := range reflect.TypeFor[wire.Presence]().Fields() {
				names = append(names, "presence/"+strings.ToLower(key.Name))
			}
		default:
			names = append(names, name)
		}
	}
	return names
}

// mouth is a connection, by whatever transport.
type mouth struct {
	*tab
	say  func(frame string)
	ends func() string // waits for the end, and says how it was closed
	quit func()
}

// transports are the ways to speak with a room.
var transports = map[string]func(p *person, id board.ID) mouth{
	"socket": func(p *person, id board.ID) mouth {
		tb := p.connect(id)
		return mouth{tb, tb.send, func() string { code, _ := tb.over(); return closeName(code) }, func() { _ = tb.ws.CloseNow() }}
	},
	"stream": func(p *person, id board.ID) mouth { return asked(p.stream(id)) },
	"poll":   func(p *person, id board.ID) mouth { return asked(p.poll(id)) },
}

func asked(s *streamed) mouth {
	return mouth{s.tab, func(frame string) { s.says(frame) }, func() string { return closeName(s.why()) }, s.quit}
}

func closeName(code int) string {
	for _, c := range hostileCloses {
		if c.Code == code {
			return "close " + c.Name
		}
	}
	return fmt.Sprint("close ", code)
}

// scene is somebody who has come to a board that another watches.
type scene struct {
	cast    cast
	who     *person
	mouth   mouth
	watcher *tab
	self    wire.SessionID
	n       int
	marks   int64
	adopts  wire.ClientSecret
}

const (
	shape = "shape-on-the-board"
	grave = "shape-that-was"
)

// stage makes a board with a shape and a grave on it, and its owner who watches.
func stage(k *kit, who asker) *scene {
	sc := &scene{cast: newCast(k), adopts: newClient()}
	sc.who = sc.cast.people[who]
	sc.watcher, _ = sc.cast.people[owner].open(sc.cast.board.ID)
	sc.watcher.put(1, shape)
	sc.watcher.put(2, grave)
	sc.watcher.send(`[{"t":"change","n":3,"ops":[{"op":"remove","id":"` + grave + `"}]}]`)
	sc.watcher.item(3)
	return sc
}

// frame fills a row's frame in.
func (sc *scene) frame(row messageRow) string {
	token := ""
	switch {
	case !strings.Contains(row.frame, "TOKEN"):
	case sc.mouth.tab != nil:
		token = sc.who.token()
	default: // who is not in says it with the best there is
		token = sc.cast.people[owner].token()
	}
	return strings.NewReplacer(`"n":N`, fmt.Sprint(`"n":`, sc.n), "CLIENT", string(sc.adopts), "SHAPE", shape, "GRAVE", grave,
		"TOKEN", token, "ID", fmt.Sprintf("fresh-%04d", sc.n)).Replace(row.frame)
}

// says sends a row's message as somebody who is in, and tells what came of it.
func (sc *scene) says(row messageRow) string {
	switch {
	case row.name == "hello":
		sc.mouth.say(sc.mouth.hello())
		w := await(sc.mouth.tab, func(wire.Welcome) bool { return true })
		sc.mouth.number, sc.self = w.Client, w.Session
		return welcomed
	case row.name == "adopt":
		sc.mouth.say("[" + sc.frame(row) + "]")
		await(sc.mouth.tab, func(a wire.Adopted) bool { return a.Client == sc.adopts && a.Refused == "" })
		return adopted
	case strings.HasPrefix(row.name, "change/"):
		sc.n++
		sc.mouth.say("[" + sc.frame(row) + "]")
		return sc.answered()
	}
	return sc.seen(row)
}

// answered waits for the answer to the newest change.
func (sc *scene) answered() (came string) {
	await(sc.mouth.tab, func(m wire.ServerMessage) bool {
		switch m := m.(type) {
		case wire.Refused:
			came = "refused: " + m.Code
		case wire.Changes:
			if itemOf(sc.mouth.number, int64(sc.n))(m) {
				came = taken
			}
		}
		return came != ""
	})
	return came
}

// seen sends a message that has no answer, moves the cursor behind it, and tells whether the watcher has seen anything but the cursor.
func (sc *scene) seen(row messageRow) string {
	came := goesOn
	if strings.HasPrefix(row.name, "presence/") || row.name == "call" {
		came = leftOut
	}
	sc.marks++
	mark := wire.Point{sc.marks, 77}
	sc.mouth.say(fmt.Sprintf(`[%s,{"t":"presence","cursor":[%d,77]}]`, sc.frame(row), sc.marks))
	await(sc.watcher, func(m wire.ServerMessage) bool {
		switch m := m.(type) {
		case wire.Called:
			came = told
		case wire.PresenceNews:
			for _, other := range m.Others {
				if other.Session == sc.self {
					came = told
				}
			}
			for _, c := range m.Cursors {
				if c.Session == sc.self && c.At != nil && *c.At == mark {
					return true
				}
			}
		}
		return false
	})
	if row.name == "presence/cursor" {
		return told // it is the mark
	}
	return came
}

// C58: every message there is, by everybody, over every transport. A new type, op or key of a presence without a row fails.
func TestC58_every_message_by_every_role_over_every_transport(t *testing.T) {
	rows := map[string]bool{}
	for _, row := range messageTable {
		rows[row.name] = true
	}
	for _, name := range registered() {
		if !rows[name] {
			t.Errorf("%s has no row in the table: who may say it?", name)
		}
		delete(rows, name)
	}
	if len(rows) > 0 {
		t.Errorf("the table has rows for messages that are gone: %v", rows)
	}
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	tried := 0
	for way, open := range transports {
		for _, who := range askers {
			t.Run(way+" "+string(who), func(t *testing.T) {
				switch who {
				case nobody, badToken:
					tried += stage(k, who).outside(t, who, way)
				case outsider, owner2:
					tried += stage(k, who).turnedAway(t, who, open)
				default:
					tried += stage(k, who).inside(t, who, open)
				}
			})
		}
	}
	if want := len(messageTable) * len(askers) * len(transports); tried != want {
		t.Errorf("tried %d of %d", tried, want)
	}
	t.Logf("%d messages by %d askers over %d transports", len(messageTable), len(askers), len(transports))
}

// inside sends all messages as somebody who is on the board; of who only looks nothing may be in the log then.
func (sc *scene) inside(t *testing.T, who asker, open func(*person, board.ID) mouth) (tried int) {
	sc.mouth = open(sc.who, sc.cast.board.ID)
	defer sc.mouth.quit()
	before := sc.log()
	for _, row := range messageTable {
		tried++
		if came := sc.says(row); came != row.want.of(who) {
			t.Errorf("%s as %s: %s, want %s", row.name, who, came, row.want.of(who))
		}
	}
	if who == viewer || who == linkViewer {
		if after := sc.log(); after != before {
			t.Errorf("of somebody who may only look the log has %s", strings.TrimPrefix(after, before))
		}
	}
	stranger := sc.cast.people[outsider].token()
	sc.mouth.say(`[{"t":"token","token":"` + stranger + `"}]`)
	if end := sc.mouth.ends(); end != "close token_expired" {
		t.Errorf("with another's token: %s", end)
	}
	return tried
}

func (sc *scene) log() string {
	return string(sc.cast.people[owner].do("GET", "/api/v1/boards/"+string(sc.cast.board.ID)+"/log", nil).body)
}

// What only a node may say ends the connection of a browser that says it, whoever it is and whatever the transport.
func TestC58_what_only_a_node_may_say(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	fromBrowser, fromNode := wire.Types()
	tried := 0
	sc := stage(k, viewer)
	for way, open := range transports {
		for _, name := range fromNode {
			if strings.Contains(" "+strings.Join(fromBrowser, " ")+" ", " "+name+" ") {
				continue
			}
			tried++
			m := open(sc.who, sc.cast.board.ID)
			m.say(m.hello())
			await(m.tab, func(wire.Welcome) bool { return true })
			m.say(`[{"t":"` + name + `"}]`)
			if end := m.ends(); end != "close protocol" {
				t.Errorf("%s over a %s: %s", name, way, end)
			}
			m.quit()
		}
	}
	if tried < 30 {
		t.Errorf("tried %d: the registry is hollow", tried)
	}
	sc.undisturbed(t)
}
