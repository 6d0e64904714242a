package board

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
)

// The dictionary (kinds.json) is the one truth, for Go and TypeScript, of what a property may hold and which kinds there are.
//
//   - types: what a value may be. integer (min, max), flag, choice (of), text (max UTF-16 units; no control characters but line breaks
//     and tabs, and not even those with "breaks": false), pattern (of: ASCII characters and ranges; min, max), tuple (of: a type each),
//     points, map (of: the type of an entry, max entries), colour (a token of the palette or #rrggbbaa), link (max, one of the schemes),
//     element (an id; "" too with "empty": true) and kind.
//   - points: groups of one value for each type of stride, at most max groups: dx, dy (hundredths of a unit, relative to the point
//     before, the first relative to the element's "at"), pressure (percent) and dt (milliseconds since the point before).
//   - properties: each has one type, everywhere.
//   - since, of a kind: the version of the wire (rooms/wire) with which it came; absent: 1. A page that speaks an older one does not know it.
//   - common: properties that every kind uses. kinds: what else each uses, and defaults, which never change meaning.
//
// Apply asks the dictionary one thing only: how many entries a map may have (B11). To change that number is to change what Apply does to
// logs that exist: it raises FoldVersion.
//
//go:embed kinds.json
var kindsJSON []byte

var dictionary = loadDictionary(kindsJSON)

// words is kinds.json as read.
type words struct {
	types      map[string]typeEntry
	properties map[string]property
	kinds      map[string]kindEntry
	common     []string
}

// property is what the dictionary says of one: its type's test, and how many entries it may have if it is a map (else 0).
type property struct {
	is      string
	fits    func(raw []byte) bool
	entries int
}

// typeEntry is one of kinds.json's types. Which fields mean something hangs on Is.
type typeEntry struct {
	Is     string
	Of     json.RawMessage
	Stride []string
	Min    int64
	Max    int64
	Empty  bool
	Breaks *bool
}

type kindEntry struct {
	Uses     []string
	Since    int
	Defaults map[string]json.RawMessage
}

// loadDictionary panics where kinds.json is put together badly: the program must not start with it.
func loadDictionary(text []byte) words {
	var file struct {
		Palette    []string
		Schemes    []string
		Types      map[string]typeEntry
		Properties map[string]string
		Common     []string
		Kinds      map[string]kindEntry
	}
	if err := json.Unmarshal(text, &file); err != nil {
		panic("kinds.json: " + err.Error())
	}
	w := words{types: file.Types, properties: map[string]property{}, kinds: file.Kinds, common: file.Common}
	m := typeMaker{types: file.Types, palette: file.Palette, schemes: file.Schemes}
	for name, typeName := range file.Properties {
		entry := m.entry(typeName)
		p := property{is: entry.Is}
		if entry.Is == "map" {
			p.entries = int(entry.Max)
			p.fits = m.fits(unquoted(entry.Of))
		} else {
			p.fits = m.fits(typeName)
		}
		w.properties[name] = p
	}
	for name, kind := range w.kinds {
		for _, used := range slices.Concat(kind.Uses, w.common) {
			if _, ok := w.properties[used]; !ok {
				panic("kinds.json: " + name + " uses an unknown property " + used)
			}
		}
	}
	return w
}

// KindSince returns the version of the wire with which a kind came. A kind that is not known here came with another server; whose pages know it is not
// known either, and 1 is returned.
func KindSince(kind string) int { return max(1, dictionary.kinds[kind].Since) }

// mapOf returns the map that a path is an entry of, and how many entries it may have; false if the path is none, or the dictionary does
// not know the map: then it may have any number (B15).
func mapOf(path string) (name string, limit int, ok bool) {
	name, _, entry := strings.Cut(path, "/")
	if !entry {
		return "", 0, false
	}
	p := dictionary.properties[name]
	return name, p.entries, p.entries > 0
}
