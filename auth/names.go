package auth

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"drawingroom/rooms/board"
)

// MaxName is the longest name of a person, in UTF-16 units (as the wire counts, rule W8).
const MaxName = 60

// ErrName: the name is empty, too long, or holds characters that cannot be shown as a name.
var ErrName = errors.New("a name has 1 to 60 characters, none of them invisible or controlling")

// ErrTitle: the title holds characters that cannot be shown.
var ErrTitle = errors.New("a title has no line breaks and no invisible or controlling characters")

// ErrColour: there is no such colour for a person.
var ErrColour = errors.New("there is no such colour")

// Name trims a name and checks it. Blank names are refused, and those that hide something: a name is drawn beside a cursor and listed beside
// others, and must not be able to pass for something else.
func Name(name string) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" || len(utf16.Encode([]rune(name))) > MaxName || hides(name) {
		return "", ErrName
	}
	for _, r := range name {
		if !isBlank(r) && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) || unicode.IsPunct(r)) {
			return name, nil
		}
	}
	return "", ErrName
}

// Title trims a board's title and checks it as names are, but that it may be empty. Its length is the board's to judge.
func Title(title string) (string, error) {
	title = strings.TrimSpace(title)
	if hides(title) {
		return "", ErrTitle
	}
	return title, nil
}

// hides says whether a text is not what it looks like: not UTF-8, or with line breaks, control characters, or format characters, which turn
// the direction of what stands around them or are not seen at all. Those that make emoji and letters are kept where they do so.
func hides(text string) bool {
	if !utf8.ValidString(text) {
		return true
	}
	before := rune(0)
	for _, r := range text {
		if unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp) || unicode.Is(unicode.Cf, r) && !joins(before, r) {
			return true
		}
		before = r
	}
	return before == zwj || before == zwnj
}

const (
	zwnj      = '\u200c'
	zwj       = '\u200d'
	blackFlag = '\U0001f3f4'
)

// joins says whether a format character belongs to what stands before it: joiners to emoji, marks and Arabic letters; tags to a flag.
func joins(before, r rune) bool {
	switch {
	case r == zwj || r == zwnj:
		return unicode.In(before, unicode.So, unicode.Sk, unicode.M, unicode.Arabic)
	case r >= '\U000e0020' && r <= '\U000e007f':
		return before == blackFlag || before >= '\U000e0020' && before <= '\U000e007e'
	}
	return false
}

// isBlank tells the letters and symbols that draw nothing.
func isBlank(r rune) bool {
	return r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' || r == '\u2800'
}

// Colour checks a person's colour; the empty one draws any.
func Colour(colour string) (string, error) {
	if colour == "" {
		return board.PersonColours[rand.IntN(len(board.PersonColours))], nil
	}
	if !slices.Contains(board.PersonColours, colour) {
		return "", ErrColour
	}
	return colour, nil
}
