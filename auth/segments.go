package auth

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"drawingroom/rooms/board/strict"
)

// knownNames are the names that this package or the parser reads of any token; another spelling of one would be read too, since encoding/json folds case.
var knownNames = []string{"alg", "typ", "kid", "crit", "iss", "sub", "aud", "exp", "nbf", "iat", "jti"}

// times are the claims that must be whole numbers: the parser takes texts that look like one, too.
var times = []string{"exp", "iat", "nbf"}

// segmentDepth is how deep the parts of a token may be nested. Nothing that is read lies deeper than 2; others may put their own beside it.
const segmentDepth = 8

// strictSegments refuses, before the parser looks, what the parser would let pass: long tokens, line breaks within base64, names
// that stand twice or in another case (of knownNames and further ones), and critical extensions (RFC 7515 4.1.11: whoever knows none must refuse all).
func strictSegments(token string, further []string) error {
	_, err := readSegments(token, further)
	return err
}

// readSegments is strictSegments, and returns the header and the claims.
func readSegments(token string, further []string) (read [2][]strict.Member, err error) {
	if len(token) > MaxToken {
		return read, errors.New("too long")
	}
	if strings.ContainsAny(token, "\r\n=") {
		return read, errors.New("not base64url")
	}
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return read, errors.New("not three parts")
	}
	for i, part := range parts[:2] {
		if read[i], err = strictObject(part, further); err != nil {
			return read, err
		}
	}
	return read, nil
}

// strictObject reads one segment: an object with each name once, in the one spelling.
func strictObject(segment string, further []string) ([]strict.Member, error) {
	text, err := alphabet64.DecodeString(segment)
	if err != nil {
		return nil, err
	}
	if err := strict.Check(text, segmentDepth); err != nil {
		return nil, err
	}
	members, ok := strict.Object(text)
	if !ok {
		return nil, errors.New("not an object")
	}
	for _, m := range members {
		if m.Key == "crit" {
			return nil, errors.New("critical extensions")
		}
		if _, whole := strict.Int(m.Raw); !whole && slices.Contains(times, m.Key) {
			return nil, fmt.Errorf("%s is not a whole number", m.Key)
		}
		for _, names := range [][]string{knownNames, further} {
			if misspelt(m.Key, names) {
				return nil, fmt.Errorf("%q is another spelling of a name", m.Key)
			}
		}
	}
	return members, nil
}

// misspelt says whether a name is one of others but for its case.
func misspelt(name string, names []string) bool {
	return slices.ContainsFunc(names, func(known string) bool { return name != known && strings.EqualFold(name, known) })
}

// textOf returns a member that is a text; "" if there is none.
func textOf(members []strict.Member, name string) string {
	for _, m := range members {
		if m.Key == name {
			text, _ := strict.String(m.Raw)
			return text
		}
	}
	return ""
}
