package wire

import (
	"strconv"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

// clientReaders are the messages that a browser may send, by their type: a new one is its reader and a line here.
var clientReaders = map[string]reader[ClientMessage]{
	"hello":    readHello,
	"adopt":    func(f *fields) ClientMessage { return Adopt{f.secret("client")} },
	"change":   readChange,
	"presence": func(f *fields) ClientMessage { return f.presence(judged) },
	"call":     func(f *fields) ClientMessage { return Call{f.place()} },
	"token":    func(f *fields) ClientMessage { return Token{f.text("token", 1, 8<<10)} },
	"beat":     func(*fields) ClientMessage { return Beat{} },
}

func readHello(f *fields) ClientMessage {
	m := Hello{Client: f.secret("client")}
	if raw := f.raw("at"); raw != nil {
		at := f.position(raw)
		m.At = &at
	}
	return m
}

// readChange reads the envelope first; whatever else is wrong becomes a refusal under the change's number (W7, W12, W40).
func readChange(f *fields) ClientMessage {
	m := Change{N: f.number("n", 1), As: board.Client(f.optional("as"))}
	if f.why != "" {
		return m
	}
	change, bad := f.change()
	if f.end(); f.why != "" {
		bad = &board.Refusal{Code: RefusedForm, Why: f.why}
		f.forgive()
	}
	if bad == nil {
		bad = board.Judge(change)
	}
	if bad != nil {
		m.Bad = bad
		return m
	}
	m.Change = change
	m.Payload = board.AppendChange(make([]byte, 0, board.EncodedLen(change)), change)
	return m
}

// forgive forgets what was wrong: it has become a refusal.
func (f *fields) forgive() {
	f.why = ""
	f.taken = len(f.members)
}

// change reads step and ops.
func (f *fields) change() (board.Change, *board.Refusal) {
	var c board.Change
	if f.has("step") {
		if c.Step = f.text("step", 8, 32); !board.IsElementID(c.Step) {
			f.fail("step is not an id")
		}
	}
	raw := f.raw("ops")
	if raw == nil {
		f.fail("there are no ops")
		return c, nil
	}
	ops, bad := board.DecodeOps(raw)
	c.Ops = ops
	return c, bad
}

func (m Hello) appendTo(dst []byte) []byte {
	dst = append(dst, `{"t":"hello","client":"`...)
	dst = append(dst, m.Client...)
	dst = append(dst, '"')
	if m.At != nil {
		dst = append(dst, `,"at":{"epoch":`...)
		dst = strict.AppendString(dst, m.At.Epoch)
		dst = appendNumber(dst, `,"seq":`, int64(m.At.Seq))
		dst = append(dst, `,"hash":`...)
		dst = AppendHash(dst, m.At.Hash)
		dst = append(dst, '}')
	}
	return append(dst, '}')
}

func (m Adopt) appendTo(dst []byte) []byte {
	dst = append(dst, `{"t":"adopt","client":"`...)
	dst = append(dst, m.Client...)
	return append(dst, `"}`...)
}

func (m Change) appendTo(dst []byte) []byte {
	dst = appendNumber(dst, `{"t":"change","n":`, m.N)
	dst = appendAs(dst, m.As)
	payload := m.Payload
	if payload == nil {
		payload = board.AppendChange(nil, m.Change)
	}
	dst = append(dst, ',')
	return append(dst, payload[1:]...)
}

func (m Token) appendTo(dst []byte) []byte {
	dst = append(dst, `{"t":"token","token":`...)
	dst = strict.AppendString(dst, m.Token)
	return append(dst, '}')
}

func (Beat) appendTo(dst []byte) []byte { return append(dst, `{"t":"beat"}`...) }

// appendNumber appends a key (with its punctuation) and a number.
func appendNumber(dst []byte, key string, n int64) []byte {
	dst = append(dst, key...)
	return strconv.AppendInt(dst, n, 10)
}

// appendAs appends the number of an adopted client, or nothing for the client of the hello.
func appendAs(dst []byte, as board.Client) []byte {
	if as == 0 {
		return dst
	}
	return appendNumber(dst, `,"as":`, int64(as))
}
