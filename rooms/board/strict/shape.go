package strict

import (
	"iter"
	"math"
	"strconv"
	"unicode/utf8"
)

// The functions here look at a part of a text that Check has passed. They ask only what shape it has; on other texts their
// answers mean nothing, but they do not panic.

// Member is one entry of an object: its unescaped key and the text of its value, a part of the text it was read from.
type Member struct {
	Key string
	Raw []byte
}

// Object returns the entries of an object in their order; false if raw is none.
func Object(raw []byte) ([]Member, bool) {
	if len(raw) < 2 || raw[0] != '{' {
		return nil, false
	}
	var members []Member
	for at := past(raw, 1); at < len(raw) && raw[at] == '"'; {
		end := skip(raw, at)
		key, ok := String(raw[at:end])
		if !ok {
			return nil, false
		}
		begin := past(raw, end)
		end = skip(raw, begin)
		if members == nil {
			members = make([]Member, 0, 6)
		}
		members = append(members, Member{key, raw[begin:end]})
		at = past(raw, end)
	}
	return members, true
}

// Array returns the texts of an array's items; false if raw is none.
func Array(raw []byte) ([][]byte, bool) {
	if len(raw) < 2 || raw[0] != '[' {
		return nil, false
	}
	// An item and its comma take two bytes at least, and mostly more; what is longer grows as it is read.
	items := make([][]byte, 0, min(len(raw)/3, 64))
	for item := range Items(raw) {
		items = append(items, item)
	}
	return items, true
}

// Items walks over the texts of an array's items without keeping them; over nothing if raw is no array.
func Items(raw []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		if len(raw) < 2 || raw[0] != '[' {
			return
		}
		for at := past(raw, 1); at < len(raw) && raw[at] != ']'; {
			end := skip(raw, at)
			if !yield(raw[at:end]) {
				return
			}
			at = past(raw, end)
		}
	}
}

// past steps over white space, commas and colons: in a text that was checked they stand only where they must.
func past(raw []byte, at int) int {
	for at < len(raw) {
		switch raw[at] {
		case ' ', '\t', '\n', '\r', ',', ':':
			at++
		default:
			return at
		}
	}
	return at
}

// skip returns the end of the value that begins at at; always beyond at, unless at is the end.
func skip(raw []byte, at int) int {
	depth := 0
	for at < len(raw) {
		switch raw[at] {
		case '"':
			at = skipString(raw, at)
		case '{', '[':
			depth++
			at++
			continue
		case '}', ']':
			depth--
			at++
		default:
			at++
			if depth > 0 {
				continue
			}
			for at < len(raw) && !ending[raw[at]] {
				at++
			}
		}
		if depth <= 0 {
			return at
		}
	}
	return at
}

// ending holds the bytes before which a number or word ends.
var ending = [256]bool{' ': true, '\t': true, '\n': true, '\r': true, ',': true, ':': true, ']': true, '}': true}

func skipString(raw []byte, at int) int {
	for at++; at < len(raw); at++ {
		switch raw[at] {
		case '\\':
			at++
		case '"':
			return at + 1
		}
	}
	return len(raw)
}

// String returns the content of a string; false if raw is none.
func String(raw []byte) (string, bool) {
	if len(raw) < 2 || raw[0] != '"' || raw[len(raw)-1] != '"' {
		return "", false
	}
	inner := raw[1 : len(raw)-1]
	for _, c := range inner {
		if c == '\\' {
			return string(unescape(inner)), true
		}
	}
	return string(inner), true
}

// unescape returns what the inside of a checked string means.
func unescape(inner []byte) []byte {
	out := make([]byte, 0, len(inner))
	for at := 0; at < len(inner); {
		c := inner[at]
		if c != '\\' || at+1 >= len(inner) {
			out = append(out, c)
			at++
			continue
		}
		if inner[at+1] != 'u' {
			out = append(out, unescaped(inner[at+1]))
			at += 2
			continue
		}
		r := unit(inner[at:])
		at = min(at+6, len(inner))
		if low := unit(inner[at:]); r >= 0xD800 && r <= 0xDBFF && low >= 0xDC00 && low <= 0xDFFF {
			r = (r-0xD800)<<10 + (low - 0xDC00) + 0x10000
			at += 6
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// unescaped is what the letter after a backslash means (\u apart).
func unescaped(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

// maxInt is the largest whole number that both languages hold exactly: 2^53 − 1.
const maxInt = 1<<53 - 1

// Int returns a whole number with |n| < 2^53, however it is written (1.0 and 1e2 are, -0 is 0); false for everything else.
// A number is first read as the nearest double, as JavaScript does, so that both sides say the same of 1.00000000000000000001.
func Int(raw []byte) (int64, bool) {
	if len(raw) == 0 {
		return 0, false
	}
	digits := raw
	if raw[0] == '-' {
		digits = raw[1:]
	}
	if n, ok := shortInt(digits); ok {
		if len(digits) < len(raw) {
			n = -n
		}
		return n, true
	}
	if len(digits) == 0 || digits[0] < '0' || digits[0] > '9' {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > maxInt {
		return 0, false
	}
	return int64(f), true
}

// shortInt reads up to 15 plain digits, which are exact in both languages.
func shortInt(digits []byte) (int64, bool) {
	if len(digits) == 0 || len(digits) > 15 {
		return 0, false
	}
	var n int64
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// Bool returns a flag; the second result is false if raw is none.
func Bool(raw []byte) (value, ok bool) {
	switch string(raw) {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	return false, false
}

// IsNull says whether raw is null.
func IsNull(raw []byte) bool { return string(raw) == "null" }
