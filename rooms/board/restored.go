package board

import (
	"errors"
	"unicode/utf8"
)

// errForm says that a text is not a canonical form. Which part of it is not does not matter: it is not used.
var errForm = errors.New("not a canonical form of a board")

// Restored reads a canonical form back into a board at seq. It is the inverse of AppendCanonical and refuses anything that is not exactly canonical.
// The board keeps parts of one copy of the text as long as elements of then are in it.
func Restored(seq Seq, form []byte) (*Board, error) {
	if !utf8.Valid(form) {
		return nil, errForm
	}
	b := New()
	b.seq = seq
	r := formReader{text: string(form)}
	r.literal(`{"elements":[`)
	last := ""
	for first := true; r.more(first, ']'); first = false {
		e := r.element()
		r.ascends(&last, string(e.ID))
		b.elements[e.ID] = e
	}
	r.literal(`,"graves":[`)
	last = ""
	for first := true; r.more(first, ']'); first = false {
		id, grave := r.grave()
		r.ascends(&last, string(id))
		b.graves[id] = grave
		if b.elements[id] != nil {
			r.failed = true
		}
	}
	if r.failed || r.text[r.at:] != "}" || !b.acyclic() {
		return nil, errForm
	}
	return b, nil
}

func (r *formReader) element() *Element {
	e := &Element{}
	r.literal("[")
	e.ID = r.id()
	r.literal(",")
	e.Maker = Author(r.int())
	r.literal(",")
	e.Born = r.writer()
	r.literal(",")
	e.Last = r.writer()
	r.literal(",{")
	e.Props = r.props()
	r.literal(",{")
	last := ""
	for first := true; r.more(first, '}'); first = false {
		path := r.path()
		r.literal(":")
		w := PathWriter{path, r.writer()}
		r.ascends(&last, path)
		if w.Writer == e.Born {
			r.failed = true
		}
		e.Writers = append(e.Writers, w)
	}
	r.literal("]")
	return e
}

// props reads what stands after the opening brace.
func (r *formReader) props() Props {
	r.scratch = r.scratch[:0]
	last := ""
	for first := true; r.more(first, '}'); first = false {
		path := r.path()
		r.literal(":")
		r.scratch = append(r.scratch, Prop{path, r.value(0)})
		r.ascends(&last, path)
	}
	return append(make(Props, 0, len(r.scratch)), r.scratch...)
}

func (r *formReader) grave() (ElementID, Grave) {
	r.literal("[")
	id := r.id()
	r.literal(",")
	by := r.writer()
	r.literal(",")
	maker := Author(r.int())
	r.literal("]")
	return id, Grave{By: by, Maker: maker}
}

func (r *formReader) writer() Writer {
	r.literal("[")
	seq := r.int()
	r.literal(",")
	author := r.int()
	r.literal("]")
	return Writer{Seq: Seq(seq), Author: Author(author)}
}

// acyclic says whether every walk from an element to its parents ends. What was found once is not walked again.
func (b *Board) acyclic() bool {
	ends := map[ElementID]bool{}
	for id, e := range b.elements {
		if e.parentID() == "" {
			continue
		}
		var path []ElementID
		for at := id; at != "" && !ends[at]; at = b.Parent(at) {
			if len(path) > len(b.elements) {
				return false
			}
			path = append(path, at)
		}
		for _, at := range path {
			ends[at] = true
		}
	}
	return true
}
