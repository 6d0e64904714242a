package server

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"drawingroom/rooms"
)

// framing is bytes that somebody sends, and what must come back. The cases follow the categories of the Autobahn test suite, which
// numbers them so; 9, 12 and 13 are left out: our limits are in 1, and nothing is compressed.
type framing struct {
	name   string
	send   [][]byte
	want   []string // as rawSocket.hear says it; after a close comes the end, and after anything else a change goes through
	then   [][]byte // sent when the first answer has come
	before bool     // sent instead of the hello
}

// text is a change padded to so many bytes; 0: as it comes.
func text(bytes int) string {
	const change = `[{"t":"change","n":1,"ops":[{"op":"remove","id":"element-1"}]}`
	return change + strings.Repeat(" ", max(0, bytes-len(change)-1)) + "]"
}

// says is a change with a note's text, which may be any bytes.
func says(words string) string {
	return `[{"t":"change","n":1,"ops":[{"op":"set","id":"element-1","props":{"alt":"` + words + `"}}]}]`
}

func one(first byte, payload string) [][]byte { return [][]byte{masked(first, payload)} }

// frames joins frames of any kind.
func frames(all ...[][]byte) [][]byte { return slices.Concat(all...) }

// apart is what is sent byte by byte.
func apart(frames [][]byte) [][]byte {
	var all [][]byte
	for _, b := range bytes.Join(frames, nil) {
		all = append(all, []byte{b})
	}
	return all
}

// together is what is sent in one write.
func together(frames [][]byte) [][]byte { return [][]byte{bytes.Join(frames, nil)} }

var (
	changed    = []string{"change 1"}
	wrongFrame = []string{"close 1002"} // what RFC 6455 calls a protocol error
	givenUp    = []string{"close 1001"} // the library ends it without a word, so the room says goodbye
	unread     = []string{"close 4500"} // what it takes, but no message of ours is
	tooBig     = []string{"close 4501"}
)

// framings1 is framing: sizes, and lengths that are written in a way of their own.
func framings1() []framing {
	all := []framing{
		{name: "1 no bytes of text", send: one(fin|opText, ""), want: unread},
		{name: "1 over the limit by one", send: one(fin|opText, text(laterFrame+1)), want: tooBig},
		{name: "1 a hello at its limit", send: one(fin|opText, padded(firstFrame)), before: true, want: unread}, // it has no client: what matters is that it was read
		{name: "1 a hello over its limit", send: one(fin|opText, padded(firstFrame+1)), before: true, want: tooBig},
		{name: "1 2^63 bytes are said to come", send: [][]byte{{fin | opText, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4}}, want: givenUp},
		{name: "1 2^62 bytes are said to come", send: [][]byte{append([]byte{fin | opText, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, strings.Repeat("x", laterFrame+100)...)}, want: tooBig},
		{name: "1 not masked", send: [][]byte{append(frameHead(fin|opText, 0, len(text(0))), text(0)...)}, want: givenUp},
	}
	for _, size := range []int{125, 126, 127, 128, 65535, 65536, laterFrame} {
		all = append(all, framing{name: fmt.Sprintf("1 %d bytes of text", size), send: one(fin|opText, text(size)), want: changed})
	}
	for _, size := range []int{0, 125, 126, 65536} {
		all = append(all, framing{name: fmt.Sprintf("1 %d bytes that are no text", size), send: one(fin|opBinary, strings.Repeat("\xfe", size)), want: unread})
	}
	return all
}

// padded is a message that is no hello, of so many bytes.
func padded(bytes int) string { return `[{"t":"hello"` + strings.Repeat(" ", bytes-15) + `}]` }

// framings2 is pings and pongs.
func framings2() []framing {
	ten := [][]byte{}
	pongs := []string{}
	for i := range 10 {
		ten, pongs = append(ten, masked(fin|opPing, fmt.Sprint(i))), append(pongs, fmt.Sprint("pong ", i))
	}
	long := strings.Repeat("\xfe", 125)
	return []framing{
		{name: "2 a ping of nothing", send: one(fin|opPing, ""), want: []string{"pong "}},
		{name: "2 a ping", send: one(fin|opPing, "Hello"), want: []string{"pong Hello"}},
		{name: "2 a ping of any bytes", send: one(fin|opPing, "\x00\xff\xfe\xfd"), want: []string{"pong \x00\xff\xfe\xfd"}},
		{name: "2 the longest ping", send: one(fin|opPing, long), want: []string{"pong " + long}},
		{name: "2 a ping too long", send: one(fin|opPing, long+"x"), want: wrongFrame},
		{name: "2 the longest ping byte by byte", send: apart(one(fin|opPing, long)), want: []string{"pong " + long}},
		{name: "2 ten pings", send: ten, want: pongs},
		{name: "2 ten pings in one piece", send: together(ten), want: pongs},
		{name: "2 a pong nobody asked for", send: frames(one(fin|opPong, ""), one(fin|opText, text(0))), want: changed},
		{name: "2 a pong nobody asked for, of something", send: frames(one(fin|opPong, "Hello"), one(fin|opText, text(0))), want: changed},
		{name: "2 a pong, then a ping", send: frames(one(fin|opPong, "Hello"), one(fin|opPing, "you")), want: []string{"pong you"}},
	}
}

// framings3and4 is reserved bits and reserved opcodes. What came before them stands.
func framings3and4() []framing {
	var all []framing
	for _, bits := range []byte{rsv1, rsv2, rsv3, rsv1 | rsv2, rsv1 | rsv3, rsv2 | rsv3, rsv1 | rsv2 | rsv3} {
		for _, op := range []byte{opText, opPing, opClose}[:1+2*(int(bits)/rsv3%2)] {
			all = append(all, framing{name: fmt.Sprintf("3 the bits %02x on a %x", bits, op), send: one(fin|bits|op, text(0)[:60]), want: wrongFrame})
		}
	}
	all = append(all, framing{name: "3 a bit on the second message", send: one(fin|opText, text(0)), then: one(fin|rsv1|opText, text(0)), want: []string{"change 1", "close 1002"}})
	for _, op := range []byte{0x3, 0x4, 0x5, 0x6, 0x7, 0xB, 0xC, 0xD, 0xE, 0xF} {
		all = append(all, framing{name: fmt.Sprintf("4 the opcode %x", op), send: one(fin|op, ""), want: wrongFrame})
	}
	return append(all,
		framing{name: "4 an opcode with a payload", send: one(fin|0x4, "Hello"), want: wrongFrame},
		framing{name: "4 an opcode after a message", send: one(fin|opText, text(0)), then: one(fin|0xB, ""), want: []string{"change 1", "close 1002"}},
		framing{name: "4 an opcode within a message", send: frames(one(opText, "["), one(fin|0x5, "x")), want: wrongFrame})
}

// framings5and10 is fragments, and what may come between them; the last is what a browser's own splitting makes.
func framings5and10() []framing {
	whole, ping := text(0), masked(fin|opPing, "between")
	return []framing{
		{name: "5 a ping in parts", send: parts(opPing, "Hello", 2), want: wrongFrame},
		{name: "5 a pong in parts", send: parts(opPong, "Hello", 2), want: wrongFrame},
		{name: "5 a message in two parts", send: parts(opText, whole, 2), want: changed},
		{name: "5 a message in two parts, in one piece", send: together(parts(opText, whole, 2)), want: changed},
		{name: "5 a message in two parts, byte by byte", send: apart(parts(opText, whole, 2)), want: changed},
		{name: "5 a frame for each byte", send: parts(opText, whole, len(whole)), want: changed},
		{name: "5 a ping between parts", send: parts(opText, whole, 2, ping), want: []string{"pong between", "change 1"}},
		{name: "5 a ping between all parts, byte by byte", send: apart(parts(opText, whole, 3, ping)), want: []string{"pong between", "pong between", "change 1"}},
		{name: "5 a pong between parts", send: parts(opText, whole, 2, masked(fin|opPong, "x")), want: changed},
		{name: "5 parts of nothing around a message", send: frames(one(opText, ""), one(opCont, whole), one(opCont, ""), one(fin|opCont, "")), want: changed},
		{name: "5 parts of nothing alone", send: frames(one(opText, ""), one(opCont, ""), one(fin|opCont, "")), want: unread},
		{name: "5 a last part of nothing before", send: one(fin|opCont, whole), want: wrongFrame},
		{name: "5 a part of nothing before", send: one(opCont, whole), want: wrongFrame},
		{name: "5 a part after a whole message", send: one(fin|opText, whole), then: one(fin|opCont, "x"), want: []string{"change 1", "close 1002"}},
		{name: "5 a message within a message", send: frames(one(opText, "["), one(fin|opText, whole)), want: wrongFrame},
		{name: "5 the beginning of a message within a message", send: frames(one(opText, "["), one(opBinary, whole)), want: wrongFrame},
		{name: "5 a close between parts", send: parts(opText, whole, 2, masked(fin|opClose, closing(1000, ""))), want: []string{"close 1000"}},
		{name: "5 what is no text, in parts", send: parts(opBinary, whole, 2), want: unread},
		{name: "5 a hello in nine thousand parts", send: parts(opText, padded(firstFrame+800), firstFrame+800), before: true, want: tooBig},
		{name: "5 parts that together are over the limit", send: parts(opText, text(laterFrame+1), 7), want: tooBig},
		{name: "10 64 KiB in parts of 1,300 bytes", send: parts(opText, text(65536), 51), want: changed},
	}
}

// framings6 is text: what is UTF-8 goes through, wherever it is cut, and what is not ends the connection.
func framings6() []framing {
	var all []framing
	for _, good := range []string{"κόσμε", "\u0080", "\u07ff", "\u0800", "\uffff", "\U00010000", "\U0010ffff", "\ud7ff\ue000", "\ufffd", "\ufdd0\ufffe"} {
		all = append(all, framing{name: fmt.Sprintf("6 %+q", good), send: one(fin|opText, says(good)), want: changed},
			framing{name: fmt.Sprintf("6 %+q, a frame for each byte", good), send: parts(opText, says(good), len(says(good))), want: changed})
	}
	for _, bad := range []string{
		"\xff\xfe", "\xfe", "\x80", "\xbf\xbf", "\xc0\xaf", "\xc1\xbf", "\xe0\x80\xaf", "\xe0\x9f\xbf", "\xf0\x80\x80\xaf", "\xf0\x8f\xbf\xbf",
		"\xed\xa0\x80", "\xed\xbf\xbf", "\xed\xa0\x80\xed\xb0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80",
		"\xce", "\xe2\x82", "\xf0\x9f\x98", "κόσμε\xf4\x90\x80\x80edited",
	} {
		all = append(all, framing{name: fmt.Sprintf("6 %+q", bad), send: one(fin|opText, says(bad)), want: unread})
	}
	cut := strings.Index(says("κ"), "κ") + 1
	return append(all,
		framing{name: "6 a letter in two frames, a ping between", send: frames(one(opText, says("κ")[:cut]), one(fin|opPing, "x"), one(fin|opCont, says("κ")[cut:])), want: []string{"pong x", "change 1"}},
		framing{name: "6 half a letter in each frame", send: frames(one(opText, says("\xce")[:cut]), one(fin|opCont, says("\xce")[cut:])), want: unread})
}

// framings7 is how a connection is closed.
func framings7() []framing {
	whole := masked(fin|opText, text(0))
	all := []framing{
		{name: "7 a change, then a close", send: [][]byte{whole}, then: one(fin|opClose, closing(1000, "")), want: []string{"change 1", "close 1000"}},
		{name: "7 two closes", send: frames(one(fin|opClose, closing(1000, "")), one(fin|opClose, closing(1001, ""))), want: []string{"close 1000"}},
		{name: "7 a ping after the close", send: together(frames(one(fin|opClose, closing(1000, "")), one(fin|opPing, "x"))), want: []string{"close 1000"}},
		{name: "7 a change after the close", send: together(frames(one(fin|opClose, closing(1000, "")), [][]byte{whole})), want: []string{"close 1000"}},
		{name: "7 the rest of a message after the close", send: together(frames(one(opText, text(0)[:9]), one(fin|opClose, closing(1000, "")), one(fin|opCont, text(0)[9:]))), want: []string{"close 1000"}},
		{name: "7 a close of nothing", send: one(fin|opClose, ""), want: []string{"close"}},
		{name: "7 a close of one byte", send: one(fin|opClose, "\x03"), want: wrongFrame},
		{name: "7 a close with a reason", send: one(fin|opClose, closing(1000, "Hello")), want: []string{"close 1000"}},
		{name: "7 the longest reason", send: one(fin|opClose, closing(1000, strings.Repeat("*", 123))), want: []string{"close 1000"}},
		{name: "7 a reason too long", send: one(fin|opClose, closing(1000, strings.Repeat("*", 124))), want: wrongFrame},
		{name: "7 a close in parts", send: parts(opClose, closing(1000, ""), 2), want: wrongFrame},
	}
	for _, code := range []int{1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999} {
		all = append(all, framing{name: fmt.Sprint("7 the code ", code), send: one(fin|opClose, closing(code, "")), want: []string{fmt.Sprint("close ", code)}})
	}
	for _, code := range []int{0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535} {
		all = append(all, framing{name: fmt.Sprint("7 the code ", code, ", which nobody may send"), send: one(fin|opClose, closing(code, "")), want: wrongFrame})
	}
	return all
}

// TestC34_C64_every_way_to_frame: against the real socket, each case is answered as RFC 6455 and our rules say, and hurts nobody: another
// member sees what was in order, and nothing else.
func TestC34_C64_every_way_to_frame(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	ada := k.guest("Ada")
	made := ada.board("x")
	watcher, _ := ada.open(made.ID)
	rows, cases := 1, allFramings()
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) { rows += c.run(t, ada, made) })
		watcher.put(i+1, fmt.Sprintf("marker-%04d", i))
		watcher.item(int64(i + 1))
		rows++
	}
	if got := bytes.Count(ada.do("GET", "/api/v1/boards/"+string(made.ID)+"/log", nil).body, []byte("\n")); got != rows {
		t.Errorf("the log has %d rows, want %d: something was taken that was not in order, or twice", got, rows)
	}
	if strings.Contains(k.log.String(), "panic") {
		t.Error("something broke: see the log")
	}
	t.Logf("%d cases", len(cases))
}

func allFramings() []framing {
	return slices.Concat(framings1(), framings2(), framings3and4(), framings5and10(), framings6(), framings7())
}

// run sends a case and returns how many changes were taken.
func (c framing) run(t *testing.T, p *person, made linkBody) (taken int) {
	r := p.raw(made)
	defer r.Close()
	if !c.before {
		r.join()
	}
	go r.say(c.send...)
	want := slices.Clone(c.want)
	last := want[len(want)-1]
	closed := strings.HasPrefix(last, "close")
	if closed {
		want = append(want, "end")
	}
	got := r.answers(1)
	r.say(c.then...)
	if got = append(got, r.answers(len(want)-1)...); !slices.Equal(got, want) {
		t.Fatalf("answered %q, want %q", got, want)
	}
	if taken = strings.Count(strings.Join(want, " "), "change"); !closed {
		n := taken + 1
		r.say(masked(fin|opText, fmt.Sprintf(`[{"t":"change","n":%d,"ops":[{"op":"remove","id":"element-1"}]}]`, n)))
		if got := r.answers(1); got[0] != fmt.Sprint("change ", n) {
			t.Fatalf("afterwards a change is answered %q", got)
		}
		taken++
	}
	return taken
}
