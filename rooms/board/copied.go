package board

import (
	"slices"
	"strings"
)

// copyOps and copyBytes bound each change of a copy: those of the wire for what people send (W12), with room to spare.
const (
	copyOps   = 500
	copyBytes = 128 << 10
)

// CopyOf returns the changes that make an empty board look like b: the first puts the settings, with another title, the others the elements. Nothing of b's history
// goes with it: no graves, no makers, and no named moments. A board without settings has those of a new one.
func CopyOf(b *Board, title Value) []Change {
	settings := Props{{Path: "kind", Value: `"board"`}}
	if e := b.Element(Settings); e != nil {
		settings = slices.DeleteFunc(slices.Clone(e.Props), func(p Prop) bool {
			return p.Path == "title" || strings.HasPrefix(p.Path, "moments/")
		})
	}
	settings = append(settings, Prop{"title", title})
	slices.SortFunc(settings, func(a, b Prop) int { return strings.Compare(a.Path, b.Path) })
	changes := []Change{{Ops: []Op{Put{Settings, settings}}}}
	var ops []Op
	bytes := 0
	for _, e := range inBirthOrder(b) {
		op := Put{e.ID, e.Props}
		size := op.encodedLen()
		if len(ops) > 0 && (len(ops) >= copyOps || bytes+size > copyBytes) {
			changes = append(changes, Change{Ops: ops})
			ops, bytes = nil, 0
		}
		ops, bytes = append(ops, op), bytes+size
	}
	if len(ops) > 0 {
		changes = append(changes, Change{Ops: ops})
	}
	return changes
}

// inBirthOrder lists all elements but the settings as they came, so that a copy's history builds up as the board did.
func inBirthOrder(b *Board) []*Element {
	all := make([]*Element, 0, b.Len())
	for e := range b.Elements() {
		if e.ID != Settings {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b *Element) int {
		if a.Born.Seq != b.Born.Seq {
			return int(a.Born.Seq - b.Born.Seq)
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	return all
}
