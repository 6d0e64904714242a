package board

import (
	"slices"
	"strings"
)

// Prop is one entry of Props.
type Prop struct {
	Path  string // "at", or "text/p7" for an entry of a map (B11)
	Value Value
}

// Props is a set of properties, sorted by Path (bytewise), no path twice.
type Props []Prop

// NewProps sorts what it is given into Props. Of a path that stands twice the later one counts.
func NewProps(props ...Prop) Props {
	out := make(Props, 0, len(props))
	for _, p := range props {
		out = out.with(p, false)
	}
	return out
}

// Get returns the value of a path; "" where it has none.
func (ps Props) Get(path string) Value {
	if i, ok := ps.find(path); ok {
		return ps[i].Value
	}
	return ""
}

func (ps Props) find(path string) (int, bool) {
	low, high := 0, len(ps)
	for low < high {
		middle := (low + high) / 2
		if ps[middle].Path < path {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low, low < len(ps) && ps[low].Path == path
}

func (ps Props) sort() {
	byPath := func(a, b Prop) int { return strings.Compare(a.Path, b.Path) }
	if !slices.IsSortedFunc(ps, byPath) {
		slices.SortFunc(ps, byPath)
	}
}

// plain says that the props can be an element's as they are: in order, no path twice, none unset.
func (ps Props) plain() bool {
	for i, p := range ps {
		if p.Value == "" || (i > 0 && ps[i-1].Path >= p.Path) {
			return false
		}
	}
	return true
}

// with returns the props with one more, or with another value of one. They are changed in place only if mine.
func (ps Props) with(p Prop, mine bool) Props {
	i, found := ps.find(p.Path)
	if !mine {
		ps = append(make(Props, 0, len(ps)+4), ps...)
	}
	if found {
		ps[i] = p
		return ps
	}
	return slices.Insert(ps, i, p)
}

// without returns the props without the one at i.
func (ps Props) without(i int, mine bool) Props {
	if !mine {
		ps = slices.Clone(ps)
	}
	return slices.Delete(ps, i, i+1)
}

// entries counts the entries of a map property.
func (ps Props) entries(name string) int {
	first, _ := ps.find(name + "/")
	after, _ := ps.find(name + "0") // '0' is the character after '/'
	return after - first
}

// hasEntries says whether any path is the entry of a map.
func (ps Props) hasEntries() bool {
	return slices.ContainsFunc(ps, func(p Prop) bool { return strings.IndexByte(p.Path, '/') >= 0 })
}
