package board

import (
	"slices"
	"strings"
)

// Writer is who wrote a property last, and when.
type Writer struct {
	Seq    Seq
	Author Author
}

// Element is a thing on the board. Never changed once it is in a Board.
type Element struct {
	ID      ElementID
	Maker   Author
	Born    Writer // the put or restore
	Last    Writer // the last op that did something to it
	Props   Props
	Writers []PathWriter // by path; only where it differs from Born
}

// PathWriter is the last writer of one path.
type PathWriter struct {
	Path   string
	Writer Writer
}

// Grave is what is left of a removed element.
type Grave struct {
	By    Writer
	Maker Author
}

// Value returns the value of a path; "" where it has none.
func (e *Element) Value(path string) Value { return e.Props.Get(path) }

// Kind is the element's kind; "" if it has none that is a string.
func (e *Element) Kind() string {
	kind, _ := e.Value("kind").Text()
	return kind
}

// Writer returns who wrote a path last: who put (or restored) the element, if it was never written on its own (B8).
func (e *Element) Writer(path string) Writer {
	if i, ok := e.findWriter(path); ok {
		return e.Writers[i].Writer
	}
	return e.Born
}

func (e *Element) findWriter(path string) (int, bool) {
	return slices.BinarySearchFunc(e.Writers, path, func(w PathWriter, path string) int { return strings.Compare(w.Path, path) })
}

// madeBy says whether everything of the element was last written by one author.
func (e *Element) madeBy(author Author) bool {
	if e.Born.Author != author {
		return false
	}
	for _, w := range e.Writers {
		if w.Writer.Author != author {
			return false
		}
	}
	return true
}

// parentID is the parent as it was written: "" where none was. It may be absent from the board. An id holds no escape, so that what
// stands between the quotes is the id, or something that no element can be called.
func (e *Element) parentID() ElementID { return idOf(e.Value("parent")) }

func idOf(v Value) ElementID {
	if len(v) < 2 || v[0] != '"' {
		return ""
	}
	return ElementID(v[1 : len(v)-1])
}

// order is the element's order key; "" for none, and for what cannot be one.
func (e *Element) order() string {
	key := string(idOf(e.Value("order")))
	if !isOrderKey(key) {
		return ""
	}
	return key
}

// draft is an element in the making: a copy whose lists are copied when they are first written.
type draft struct {
	Element
	ownProps   bool
	ownWriters bool
}

// write sets or unsets one path (B3, B12).
func (d *draft) write(p Prop, by Writer) {
	if p.Value != "" {
		d.Props, d.ownProps = d.Props.with(p, d.ownProps), true
		d.wrote(p.Path, by)
		return
	}
	i, found := d.Props.find(p.Path)
	if found {
		d.Props, d.ownProps = d.Props.without(i, d.ownProps), true
	}
	if _, written := d.findWriter(p.Path); found || written {
		d.wrote(p.Path, by)
	}
}

func (d *draft) wrote(path string, by Writer) {
	i, found := d.findWriter(path)
	if !found && by == d.Born {
		return
	}
	if !d.ownWriters {
		d.Writers, d.ownWriters = append(make([]PathWriter, 0, len(d.Writers)+4), d.Writers...), true
	}
	switch {
	case by == d.Born:
		d.Writers = slices.Delete(d.Writers, i, i+1)
	case found:
		d.Writers[i].Writer = by
	default:
		d.Writers = slices.Insert(d.Writers, i, PathWriter{path, by})
	}
}
