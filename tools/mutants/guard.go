package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// guard is a piece of the program that keeps a promise, and the test that would notice if it were gone.
type guard struct {
	item     string // of the acceptance list
	what     string // it does
	edits    []edit // that take it out
	in       string // the package of the test, from the root
	test     string // as for go test -run
	postgres bool   // the test needs one
	long     bool   // it drives the real program, and takes its time
}

// edit replaces a text that stands once in a file.
type edit struct{ file, was, becomes string }

// apply returns the file's text with the edit.
func (e edit) apply(root string) (string, error) {
	text, err := os.ReadFile(filepath.Join(root, e.file))
	if err != nil {
		return "", err
	}
	if n := strings.Count(string(text), e.was); n != 1 {
		return "", fmt.Errorf("%s holds %q %d times, not once", e.file, e.was, n)
	}
	return strings.Replace(string(text), e.was, e.becomes, 1), nil
}

// guards are all that there are: a new one is a line in one of these lists.
func guards() []guard {
	return slices.Concat(ofTheStore, ofTheLog, ofTheRooms, ofTheRights, ofTheEdge, ofTheWalls, ofTheHosts)
}

// in is one edit.
func in(file, was, becomes string) []edit { return []edit{{file, was, becomes}} }
