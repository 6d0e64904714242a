package board

import "strings"

// Names are ASCII by pattern, so that both languages sort them alike (B10) and none of them can be taken for a number or reach a prototype.

// IsElementID says whether s may name an element, a step or a gesture: 8 to 32 characters of [A-Za-z0-9_-], the first a letter or digit.
func IsElementID(s string) bool {
	return len(s) >= 8 && len(s) <= 32 && isAlnum(s[0]) && all(s, isWord)
}

// isPath says whether s may be a path: a property name, or one and an entry key after a slash.
// A name is a letter and up to 31 of [A-Za-z0-9_-]; an entry key is 1 to 32 of [A-Za-z0-9_-].
func isPath(s string) bool {
	name, key, entry := strings.Cut(s, "/")
	if len(name) < 1 || len(name) > 32 || !isLetter(name[0]) || !all(name, isWord) {
		return false
	}
	return !entry || (len(key) >= 1 && len(key) <= 32 && all(key, isWord))
}

// isOrderKey says whether s may be an order key: 1 to 64 of [0-9A-Za-z].
func isOrderKey(s string) bool {
	return len(s) >= 1 && len(s) <= 64 && all(s, isAlnum)
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isAlnum(c byte) bool  { return isLetter(c) || isDigit(c) }
func isWord(c byte) bool   { return isAlnum(c) || c == '_' || c == '-' }

func all(s string, is func(byte) bool) bool {
	for i := 0; i < len(s); i++ {
		if !is(s[i]) {
			return false
		}
	}
	return true
}
