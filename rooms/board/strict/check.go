package strict

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// Why says what is wrong with a text. The words are shared with the twin and with testdata.
type Why string

const (
	WhySyntax    Why = "syntax"    // not one JSON text
	WhyUTF8      Why = "utf8"      // not well-formed UTF-8
	WhyBOM       Why = "bom"       // begins with a byte order mark
	WhyDuplicate Why = "duplicate" // a key stands twice in an object
	WhyNUL       Why = "nul"       // a string holds U+0000
	WhyHalf      Why = "half"      // a string holds half of a surrogate pair
	WhyDepth     Why = "depth"     // nested too deep
)

// Error says that a text is refused, why, and at which byte it was noticed.
type Error struct {
	Why    Why
	Offset int
}

func (e *Error) Error() string {
	return "strict JSON: " + string(e.Why) + " at byte " + strconv.Itoa(e.Offset)
}

// Check looks at a whole text: see the package's doc. An object or array at the top is one deep. Errors are *Error.
func Check(text []byte, maxDepth int) error {
	if len(text) >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF {
		return &Error{WhyBOM, 0}
	}
	if !utf8.Valid(text) {
		return &Error{WhyUTF8, 0}
	}
	s := scanner{text: text, left: maxDepth}
	s.space()
	s.value()
	s.space()
	if s.why == "" && s.at != len(text) {
		s.fail(WhySyntax)
	}
	if s.why != "" {
		return &Error{s.why, s.at}
	}
	return nil
}

// scanner runs over a text once. After a fault (why is set) at no longer moves.
type scanner struct {
	text []byte
	at   int
	left int      // how much deeper nesting may go
	keys [][]byte // unescaped keys of the objects that are open, innermost last
	why  Why
}

func (s *scanner) fail(why Why) {
	if s.why == "" {
		s.why = why
	}
}

// peek is the byte ahead; 0 at the end (a NUL byte is nowhere allowed, so the two need no telling apart).
func (s *scanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *scanner) space() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return
		}
	}
}

func (s *scanner) value() {
	switch c := s.peek(); {
	case c == '{' || c == '[':
		if s.left == 0 {
			s.fail(WhyDepth)
			return
		}
		s.left--
		if c == '{' {
			s.object()
		} else {
			s.array()
		}
		s.left++
	case c == '"':
		s.str()
	case c == '-' || c >= '0' && c <= '9':
		s.number()
	case c == 't':
		s.word("true")
	case c == 'f':
		s.word("false")
	case c == 'n':
		s.word("null")
	default:
		s.fail(WhySyntax)
	}
}

func (s *scanner) word(w string) {
	if len(s.text)-s.at < len(w) || string(s.text[s.at:s.at+len(w)]) != w {
		s.fail(WhySyntax)
		return
	}
	s.at += len(w)
}

func (s *scanner) array() {
	s.at++
	s.space()
	if s.peek() == ']' {
		s.at++
		return
	}
	for s.why == "" {
		s.value()
		s.space()
		if s.more(']') {
			return
		}
	}
}

func (s *scanner) object() {
	s.at++
	s.space()
	if s.peek() == '}' {
		s.at++
		return
	}
	first := len(s.keys)
	var many map[string]struct{}
	for s.why == "" {
		many = s.key(first, many)
		s.space()
		if s.peek() != ':' {
			s.fail(WhySyntax)
			return
		}
		s.at++
		s.space()
		s.value()
		s.space()
		if s.more('}') {
			s.keys = s.keys[:first]
			return
		}
	}
}

// more steps over a comma (and says no) or over the end of what is open (and says yes).
func (s *scanner) more(end byte) bool {
	if s.why != "" {
		return true
	}
	switch s.peek() {
	case ',':
		s.at++
		s.space()
		return false
	case end:
		s.at++
		return true
	}
	s.fail(WhySyntax)
	return true
}

// few is how many keys of an object are compared one by one before a map is made: most objects need none.
const few = 16

// key reads a key and compares it with those of the same object before it, which begin at first in s.keys.
func (s *scanner) key(first int, many map[string]struct{}) map[string]struct{} {
	if s.peek() != '"' {
		s.fail(WhySyntax)
		return many
	}
	begin := s.at
	escaped := s.str()
	if s.why != "" {
		return many
	}
	k := s.text[begin+1 : s.at-1]
	if escaped {
		k = unescape(k)
	}
	if many != nil {
		if _, twice := many[string(k)]; twice {
			s.fail(WhyDuplicate)
		}
		many[string(k)] = struct{}{}
		return many
	}
	for _, other := range s.keys[first:] {
		if bytes.Equal(k, other) {
			s.fail(WhyDuplicate)
			return many
		}
	}
	s.keys = append(s.keys, k)
	if len(s.keys)-first > few {
		many = make(map[string]struct{}, 4*few)
		for _, other := range s.keys[first:] {
			many[string(other)] = struct{}{}
		}
	}
	return many
}

// str steps over a string and says whether it holds an escape.
func (s *scanner) str() (escaped bool) {
	s.at++
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return escaped
		case c < 0x20:
			s.fail(WhySyntax)
			return escaped
		case c == '\\':
			escaped = true
			if s.escape(); s.why != "" {
				return escaped
			}
		default:
			s.at++
		}
	}
	s.fail(WhySyntax)
	return escaped
}

func (s *scanner) escape() {
	if s.at+1 >= len(s.text) {
		s.fail(WhySyntax)
		return
	}
	switch s.text[s.at+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		s.at += 2
	case 'u':
		s.unicode()
	default:
		s.fail(WhySyntax)
	}
}

// unicode steps over \uXXXX, or over both halves of an escaped surrogate pair.
func (s *scanner) unicode() {
	r := unit(s.text[s.at:])
	switch {
	case r < 0:
		s.fail(WhySyntax)
	case r == 0:
		s.fail(WhyNUL)
	case r >= 0xDC00 && r <= 0xDFFF:
		s.fail(WhyHalf)
	case r >= 0xD800 && r <= 0xDBFF:
		if low := unit(s.text[s.at+6:]); low < 0xDC00 || low > 0xDFFF {
			s.fail(WhyHalf)
			return
		}
		s.at += 12
	default:
		s.at += 6
	}
}

// unit reads \uXXXX at the head of b; -1 if it does not stand there.
func unit(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	var r rune
	for _, c := range b[2:6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}

func (s *scanner) number() {
	if s.peek() == '-' {
		s.at++
	}
	if s.peek() == '0' {
		s.at++
	} else {
		s.digits()
	}
	if s.peek() == '.' {
		s.at++
		s.digits()
	}
	if c := s.peek(); c == 'e' || c == 'E' {
		s.at++
		if c := s.peek(); c == '+' || c == '-' {
			s.at++
		}
		s.digits()
	}
}

// digits steps over at least one digit.
func (s *scanner) digits() {
	begin := s.at
	for c := s.peek(); c >= '0' && c <= '9'; c = s.peek() {
		s.at++
	}
	if s.at == begin {
		s.fail(WhySyntax)
	}
}
