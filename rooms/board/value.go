package board

import (
	"strconv"

	"drawingroom/rooms/board/strict"
)

// Value is a value's canonical JSON text (integers, strings, flags and arrays of them; never an object). "" means unset (null).
type Value string

// IntValue is the value of a whole number. |n| < 2^53, or it will not be read back.
func IntValue(n int64) Value { return Value(strconv.FormatInt(n, 10)) }

// TextValue is the value of a string. s must be valid UTF-8.
func TextValue(s string) Value { return Value(strict.AppendString(nil, s)) }

// FlagValue is the value of a flag.
func FlagValue(b bool) Value { return Value(strconv.FormatBool(b)) }

// Text returns what a string value says; false for other values.
func (v Value) Text() (string, bool) {
	if len(v) < 2 || v[0] != '"' {
		return "", false
	}
	return strict.String([]byte(v))
}

// Int returns a whole number; false for other values.
func (v Value) Int() (int64, bool) { return strict.Int([]byte(v)) }

// Ints returns a list of whole numbers (a point, a size, points); false for other values.
func (v Value) Ints() ([]int64, bool) {
	items, ok := strict.Array([]byte(v))
	if !ok {
		return nil, false
	}
	out := make([]int64, len(items))
	for i, item := range items {
		if out[i], ok = strict.Int(item); !ok {
			return nil, false
		}
	}
	return out, true
}

// decodeValue returns the canonical form of a value's text; false where it is no value. null becomes "".
func decodeValue(raw []byte) (Value, bool) {
	if strict.IsNull(raw) {
		return "", true
	}
	if n := plainList(raw); n > 0 && n == len(raw) {
		return Value(raw), true
	}
	out, ok := appendValue(make([]byte, 0, len(raw)), raw, 0)
	if !ok {
		return "", false
	}
	return Value(out), true
}

// plainList returns how long a flat list of whole numbers is that text begins with, if it is canonical already; else 0.
// Nearly every byte that arrives or is loaded is the points of a stroke, so this is worth a road of its own.
func plainList[T string | []byte](text T) int {
	if len(text) < 3 || text[0] != '[' {
		return 0
	}
	for i := 1; i < len(text); i++ {
		negative := text[i] == '-'
		if negative {
			i++
		}
		begin := i
		for i < len(text) && text[i]-'0' <= 9 {
			i++
		}
		length := i - begin
		if length == 0 || length > 15 || i == len(text) || (text[begin] == '0' && (length > 1 || negative)) {
			return 0
		}
		if text[i] == ']' {
			return i + 1
		}
		if text[i] != ',' {
			return 0
		}
	}
	return 0
}

func appendValue(dst, raw []byte, deep int) ([]byte, bool) {
	if len(raw) == 0 {
		return dst, false
	}
	switch raw[0] {
	case '"':
		s, ok := strict.String(raw)
		return strict.AppendString(dst, s), ok
	case 't', 'f':
		_, ok := strict.Bool(raw)
		return append(dst, raw...), ok
	case '[':
		return appendList(dst, raw, deep+1)
	}
	n, ok := strict.Int(raw)
	return strconv.AppendInt(dst, n, 10), ok
}

// appendList appends an array item by item: a list of them would take six times the memory of a long text of short numbers.
func appendList(dst, raw []byte, deep int) ([]byte, bool) {
	if deep > maxNesting {
		return dst, false
	}
	dst = append(dst, '[')
	first, ok := true, true
	for item := range strict.Items(raw) {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		if dst, ok = appendValue(dst, item, deep); !ok {
			return dst, false
		}
	}
	return append(dst, ']'), true
}
