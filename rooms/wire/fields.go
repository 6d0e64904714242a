package wire

import (
	"encoding/base64"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

// fields reads an object key by key. The first thing that is wrong is kept in why (or close); after it the answers mean nothing.
type fields struct {
	members []strict.Member
	taken   int // how many of the members were asked for
	why     string
	close   *CloseError // set where W7 does not say protocol
}

// inner begins to read an object within a message, on behalf of f.
func (f *fields) inner(raw []byte, what string) fields {
	members, ok := strict.Object(raw)
	if !ok {
		f.fail(what + " is not an object")
	}
	return fields{members: members}
}

// join takes over what an inner object had wrong.
func (f *fields) join(inner *fields) {
	if inner.end(); inner.why != "" && f.why == "" {
		f.why, f.close = inner.why, inner.close
	}
}

func (f *fields) fail(why string) {
	if f.why == "" {
		f.why = why
	}
}

// end notes a key that nobody asked for (W5).
func (f *fields) end() {
	if f.taken != len(f.members) {
		f.fail("there is an unknown key")
	}
}

// raw returns the text of a key's value, nil if the key is absent. A key may be asked for once.
func (f *fields) raw(key string) []byte {
	for i := range f.members {
		if f.members[i].Key == key {
			f.taken++
			return f.members[i].Raw
		}
	}
	return nil
}

// has says whether a key is there, without taking it.
func (f *fields) has(key string) bool {
	for i := range f.members {
		if f.members[i].Key == key {
			return true
		}
	}
	return false
}

// text returns a string of least to most UTF-16 units.
func (f *fields) text(key string, least, most int) string {
	s, ok := strict.String(f.raw(key))
	if !ok || !within(s, least, most) {
		f.fail(key + " is not the string it must be")
	}
	return s
}

func within(s string, least, most int) bool {
	n := len(s)
	if n > most {
		n = strict.UTF16Len(s)
	}
	return n >= least && n <= most
}

// number returns a whole number that is at least least.
func (f *fields) number(key string, least int64) int64 {
	n, ok := strict.Int(f.raw(key))
	if !ok || n < least {
		f.fail(key + " is not the number it must be")
	}
	return n
}

// flag returns true or false.
func (f *fields) flag(key string) bool {
	switch string(f.raw(key)) {
	case "true":
		return true
	case "false":
	default:
		f.fail(key + " is neither true nor false")
	}
	return false
}

// optional returns a number that is at least 1, or 0 if the key is absent.
func (f *fields) optional(key string) int64 {
	if !f.has(key) {
		return 0
	}
	return f.number(key, 1)
}

// secret returns the id of a page load.
func (f *fields) secret(key string) ClientSecret {
	s := f.text(key, 22, 22)
	if _, ok := hashOf(s); !ok {
		f.fail(key + " is not 128 bits of base64url")
	}
	return ClientSecret(s)
}

// hash returns a chain hash, 22 characters of base64url.
func (f *fields) hash(key string) board.Hash {
	h, ok := hashOf(f.text(key, 22, 22))
	if !ok {
		f.fail(key + " is not a hash")
	}
	return h
}

var base64url = base64.RawURLEncoding.Strict()

// hashOf reads 22 characters of base64url, of which the last may hold only its upper two bits.
func hashOf(s string) (h board.Hash, ok bool) {
	if !isName(s, 22, 22) {
		return h, false
	}
	_, err := base64url.Decode(h[:], []byte(s))
	return h, err == nil
}

// AppendHash appends a chain hash as it stands in messages: quoted, 22 characters of base64url.
func AppendHash(dst []byte, h board.Hash) []byte {
	dst = append(dst, '"')
	dst = base64url.AppendEncode(dst, h[:])
	return append(dst, '"')
}

// session returns a session's name: 1 to 32 characters of [A-Za-z0-9_-].
func (f *fields) session(key string) SessionID {
	return f.sessionOf(f.raw(key))
}

func (f *fields) sessionOf(raw []byte) SessionID {
	s, ok := strict.String(raw)
	if !ok || !isName(s, 1, 32) {
		f.fail("a session's name is not one")
	}
	return SessionID(s)
}

// isName says whether s is least to most characters of [A-Za-z0-9_-].
func isName(s string, least, most int) bool {
	if len(s) < least || len(s) > most {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c != '-' && c != '_' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

// position reads {"epoch","seq","hash"}.
func (f *fields) position(raw []byte) board.Position {
	in := f.inner(raw, "a position")
	p := board.Position{Epoch: in.epoch("epoch"), Seq: board.Seq(in.number("seq", 0)), Hash: in.hash("hash")}
	f.join(&in)
	return p
}

// epoch returns the random id of a history: 16 characters of [A-Za-z0-9_-].
func (f *fields) epoch(key string) string {
	s := f.text(key, 16, 16)
	if !isName(s, 16, 16) {
		f.fail(key + " is not an epoch")
	}
	return s
}

// list calls each with every item of an array of at most most items.
func (f *fields) list(raw []byte, most int, each func(raw []byte)) {
	if len(raw) == 0 || raw[0] != '[' {
		f.fail("a list is not an array")
		return
	}
	count := 0
	for item := range strict.Items(raw) {
		if count++; count > most {
			f.fail("a list is too long")
		}
		if f.why != "" {
			return
		}
		each(item)
	}
}
