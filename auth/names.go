package auth

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxName is the longest name of a person, in UTF-16 units (as the wire counts, rule W8).
const MaxName = 60

// ErrName: the name is empty, too long, or holds characters that cannot be shown as a name.
var ErrName = errors.New("a name has 1 to 60 characters, none of them invisible or controlling")

// ErrColour: there is no such colour for a person.
var ErrColour = errors.New("there is no such colour")

// Colours are the palette tokens a person may have: those that can be told apart on light and dark paper.
var Colours = []string{"red", "orange", "yellow", "green", "teal", "blue", "violet", "pink"}

// Name trims a name and checks it. Line breaks, control characters, direction overrides and blank names are refused:
// a name is drawn beside a cursor and listed beside others, and must not be able to pass for something else.
func Name(name string) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" || !utf8.ValidString(name) || len(utf16.Encode([]rune(name))) > MaxName {
		return "", ErrName
	}
	shown := false
	for _, r := range name {
		if unicode.IsControl(r) || isDirection(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff' {
			return "", ErrName
		}
		if isBlank(r) {
			continue
		}
		shown = shown || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) || unicode.IsPunct(r)
	}
	if !shown {
		return "", ErrName
	}
	return name, nil
}

// isBlank tells the letters and symbols that draw nothing.
func isBlank(r rune) bool {
	return r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' || r == '\u2800'
}

// isDirection tells the characters that turn the direction of the text after them.
func isDirection(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// Colour checks a person's colour; the empty one draws any.
func Colour(colour string) (string, error) {
	if colour == "" {
		return Colours[rand.IntN(len(Colours))], nil
	}
	if !slices.Contains(Colours, colour) {
		return "", ErrColour
	}
	return colour, nil
}
