package board

import "strings"

// formReader reads a canonical form in one go: it knows what must stand where, to the byte, so that whatever it reads without failing is
// canonical. After a failure it goes on without meaning, and never beyond the end. The text must be valid UTF-8.
type formReader struct {
	text    string
	at      int
	failed  bool
	scratch Props
}

// fail stops the reader: nothing is left to be read.
func (r *formReader) fail() {
	r.failed = true
	r.at = len(r.text)
}

// next is the byte that stands next; 0 at the end (which stands nowhere in a form).
func (r *formReader) next() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

// literal reads exactly this.
func (r *formReader) literal(s string) {
	if !strings.HasPrefix(r.text[r.at:], s) {
		r.fail()
		return
	}
	r.at += len(s)
}

// more says whether another item follows in a list that ends with closing, and reads the comma before it, or that end.
func (r *formReader) more(first bool, closing byte) bool {
	if r.next() == closing {
		r.at++
		return false
	}
	if !first {
		r.literal(",")
	}
	return !r.failed
}

// ascends holds the order of ids and paths: each after the last, none twice.
func (r *formReader) ascends(last *string, now string) {
	if now <= *last {
		r.fail()
	}
	*last = now
}

// quoted reads a name between quotes: what is looked at by a pattern after this, and so holds no escape.
func (r *formReader) quoted() string {
	r.literal(`"`)
	end := strings.IndexByte(r.text[r.at:], '"')
	if end < 0 {
		r.fail()
		return ""
	}
	s := r.text[r.at : r.at+end]
	r.at += end + 1
	return s
}

func (r *formReader) id() ElementID {
	s := r.quoted()
	if !IsElementID(s) {
		r.fail()
	}
	return ElementID(s)
}

func (r *formReader) path() string {
	s := r.quoted()
	if !isPath(s) {
		r.fail()
	}
	return s
}

// int reads a whole number in its only canonical writing: no leading zeros, no -0, |n| < 2^53.
func (r *formReader) int() int64 {
	negative := r.next() == '-'
	if negative {
		r.at++
	}
	begin, n := r.at, int64(0)
	for isDigit(r.next()) && r.at-begin < 17 {
		n = n*10 + int64(r.text[r.at]-'0')
		r.at++
	}
	length := r.at - begin
	if length == 0 || n >= 1<<53 || (r.text[begin] == '0' && (length > 1 || negative)) {
		r.fail()
	}
	if negative {
		return -n
	}
	return n
}

// value reads a value, deep arrays into another, and returns its text.
func (r *formReader) value(deep int) Value {
	begin := r.at
	switch r.next() {
	case '"':
		r.str()
	case 't':
		r.literal("true")
	case 'f':
		r.literal("false")
	case '[':
		if n := plainList(r.text[r.at:]); n > 0 && deep < maxNesting {
			r.at += n
			break
		}
		r.at++
		if deep == maxNesting {
			r.fail()
		}
		for first := true; r.more(first, ']'); first = false {
			r.value(deep + 1)
		}
	default:
		r.int()
	}
	return Value(r.text[begin:r.at])
}

// str reads a string with the escapes that AppendString writes, and no others.
func (r *formReader) str() {
	for r.at++; r.next() != '"'; r.at++ {
		c := r.next()
		if c < 0x20 {
			r.fail() // the end, too
			return
		}
		if c == '\\' {
			r.escape()
		}
	}
	r.at++
}

// escape reads one escape but for its last byte.
func (r *formReader) escape() {
	r.at++
	switch r.next() {
	case '"', '\\', 'b', 'f', 'n', 'r', 't':
		return
	}
	rest := r.text[r.at:]
	if len(rest) < 5 || rest[:3] != "u00" || (rest[3] != '0' && rest[3] != '1') || !controlEscape(rest[3:5]) {
		r.fail()
		return
	}
	r.at += 4
}

// controlEscape says whether two hexadecimal digits are a control character that has no shorter escape. U+0000 stands nowhere.
func controlEscape(digits string) bool {
	return strings.IndexByte("0123456789abcdef", digits[1]) >= 0 &&
		digits != "00" && digits != "08" && digits != "09" && digits != "0a" && digits != "0c" && digits != "0d"
}
