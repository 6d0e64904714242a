package board

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"drawingroom/rooms/board/strict"
)

// typeMaker turns the types of kinds.json into tests of a value's text.
type typeMaker struct {
	types   map[string]typeEntry
	palette []string
	schemes []string
}

type test func(raw []byte) bool

func (m typeMaker) entry(name string) typeEntry {
	entry, ok := m.types[name]
	if !ok {
		panic("kinds.json: no type " + name)
	}
	return entry
}

func (m typeMaker) fits(name string) func(raw []byte) bool {
	entry := m.entry(name)
	switch entry.Is {
	case "integer":
		return integerTest(entry.Min, entry.Max)
	case "flag":
		return func(raw []byte) bool { _, ok := strict.Bool(raw); return ok }
	case "choice":
		return textTest(among(unquotedList(entry.Of)))
	case "kind":
		return textTest(func(string) bool { return true }) // which kinds there are is a code of its own
	case "element":
		return textTest(func(s string) bool { return IsElementID(s) || (entry.Empty && s == "") })
	case "text":
		return textTest(plainText(int(entry.Max), entry.Breaks == nil || *entry.Breaks))
	case "pattern":
		return textTest(pattern(unquoted(entry.Of), int(entry.Min), int(entry.Max)))
	case "colour":
		return textTest(colour(m.palette))
	case "link":
		return textTest(link(m.schemes, int(entry.Max)))
	case "tuple":
		return tupleTest(m.all(unquotedList(entry.Of)))
	case "points":
		return pointsTest(m.all(entry.Stride), int(entry.Max))
	}
	panic("kinds.json: a type is nothing that is known: " + entry.Is)
}

func (m typeMaker) all(names []string) []test {
	tests := make([]test, len(names))
	for i, name := range names {
		tests[i] = m.fits(name)
	}
	return tests
}

func integerTest(least, most int64) test {
	return func(raw []byte) bool {
		n, ok := strict.Int(raw)
		return ok && n >= least && n <= most
	}
}

func textTest(fits func(string) bool) test {
	return func(raw []byte) bool {
		s, ok := strict.String(raw)
		return ok && utf8.ValidString(s) && fits(s)
	}
}

func tupleTest(of []test) test {
	return func(raw []byte) bool {
		items, ok := strict.Array(raw)
		if !ok || len(items) != len(of) {
			return false
		}
		for i, item := range items {
			if !of[i](item) {
				return false
			}
		}
		return true
	}
}

// pointsTest runs along the text instead of taking it apart: nearly all that comes to the door is the points of strokes.
func pointsTest(stride []test, most int) test {
	return func(raw []byte) bool {
		if len(raw) < 2 || raw[0] != '[' {
			return false
		}
		n := 0
		for rest := raw[1 : len(raw)-1]; len(rest) > 0; n++ {
			number, after, more := bytes.Cut(rest, comma)
			if (more && len(after) == 0) || !stride[n%len(stride)](number) {
				return false
			}
			rest = after
		}
		return n%len(stride) == 0 && n/len(stride) <= most
	}
}

var comma = []byte{','}

func among(words []string) func(string) bool {
	return func(s string) bool { return slices.Contains(words, s) }
}

// plainText is text without control characters; line breaks (U+000A) and tabs only with breaks. Length in UTF-16 units.
func plainText(most int, breaks bool) func(string) bool {
	return func(s string) bool {
		for i := 0; i < len(s); i++ {
			c := s[i]
			if (c < 0x20 && !(breaks && (c == '\n' || c == '\t'))) || c == 0x7f {
				return false
			}
		}
		return strict.UTF16Len(s) <= most
	}
}

// pattern is ASCII text of the characters and ranges in of, like "a-z0-9".
func pattern(of string, least, most int) func(string) bool {
	var in [128]bool
	for i := 0; i < len(of); i++ {
		first, last := of[i], of[i]
		if i+2 < len(of) && of[i+1] == '-' {
			last = of[i+2]
			i += 2
		}
		for c := first; c <= last; c++ {
			in[c] = true
		}
	}
	return func(s string) bool {
		return len(s) >= least && len(s) <= most && all(s, func(c byte) bool { return c < 128 && in[c] })
	}
}

func colour(palette []string) func(string) bool {
	hex := pattern("0-9a-f", 8, 8)
	return func(s string) bool {
		return slices.Contains(palette, s) || (strings.HasPrefix(s, "#") && hex(s[1:]))
	}
}

// link is a URL that a person may be sent to: one of the schemes, then (but for mailto) // and a host. White space, control characters,
// quotes, angle brackets and backslashes have no place in one unescaped, and parsers disagree on what they mean. Length in UTF-16 units.
func link(schemes []string, most int) func(string) bool {
	return func(s string) bool {
		scheme, rest, ok := strings.Cut(s, ":")
		if !ok || !all(scheme, isLetter) || !slices.Contains(schemes, strings.ToLower(scheme)) || strict.UTF16Len(s) > most {
			return false
		}
		if !strings.EqualFold(scheme, "mailto") {
			rest, ok = strings.CutPrefix(rest, "//")
			if !ok || rest == "" || strings.IndexByte("/?#", rest[0]) >= 0 {
				return false
			}
		}
		return rest != "" && all(s, func(c byte) bool { return c > 0x20 && c != 0x7f && strings.IndexByte("\"<>\\^`{|}", c) < 0 })
	}
}

func unquoted(raw json.RawMessage) string {
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		panic("kinds.json: a name was expected: " + err.Error())
	}
	return s
}

func unquotedList(raw json.RawMessage) []string {
	var list []string
	if err := json.Unmarshal(raw, &list); err != nil {
		panic("kinds.json: a list of names was expected: " + err.Error())
	}
	return list
}
