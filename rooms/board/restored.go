package board

import (
	"bytes"
	"errors"
	"fmt"

	"drawingroom/rooms/board/strict"
)

// errForm says that a text is not a canonical form. Which part of it is not does not matter: it is not used.
var errForm = errors.New("not a canonical form of a board")

// formDepth is how deep a canonical form may nest: board, elements, element, props, and the arrays of a value.
const formDepth = 4 + maxNesting

// Restored reads a canonical form back into a board at seq. It is the inverse of AppendCanonical and refuses anything that is not exactly canonical.
func Restored(seq Seq, form []byte) (*Board, error) {
	if err := strict.Check(form, formDepth); err != nil {
		return nil, fmt.Errorf("%w: %w", errForm, err)
	}
	members, ok := strict.Object(form)
	if !ok || len(members) != 2 {
		return nil, errForm
	}
	elements, hasElements := strict.Array(members[0].Raw)
	graves, hasGraves := strict.Array(members[1].Raw)
	if !hasElements || !hasGraves {
		return nil, errForm
	}
	b := &Board{seq: seq, elements: make(map[ElementID]*Element, len(elements)), graves: make(map[ElementID]Grave, len(graves))}
	for _, raw := range elements {
		e, ok := restoredElement(raw)
		if !ok {
			return nil, errForm
		}
		b.elements[e.ID] = e
	}
	for _, raw := range graves {
		id, g, ok := restoredGrave(raw)
		if !ok || b.elements[id] != nil {
			return nil, errForm
		}
		b.graves[id] = g
	}
	// Whatever else could be wrong (names of keys, order, writers that do not differ, an id twice) shows here.
	if !b.acyclic() || !bytes.Equal(b.AppendCanonical(make([]byte, 0, len(form))), form) {
		return nil, errForm
	}
	return b, nil
}

func restoredElement(raw []byte) (*Element, bool) {
	parts, ok := strict.Array(raw)
	if !ok || len(parts) != 6 {
		return nil, false
	}
	id, okID := strict.String(parts[0])
	maker, okMaker := strict.Int(parts[1])
	born, okBorn := restoredWriter(parts[2])
	last, okLast := restoredWriter(parts[3])
	props, okProps := decodeProps(parts[4])
	if !okID || !IsElementID(id) || !okMaker || !okBorn || !okLast || !okProps || !props.plain() {
		return nil, false
	}
	e := &Element{ID: ElementID(id), Maker: Author(maker), Born: born, Last: last, Props: props}
	writers, ok := strict.Object(parts[5])
	for i, m := range writers {
		w, okWriter := restoredWriter(m.Raw)
		if !okWriter || w == born || !isPath(m.Key) || (i > 0 && writers[i-1].Key >= m.Key) {
			return nil, false
		}
		e.Writers = append(e.Writers, PathWriter{m.Key, w})
	}
	return e, ok
}

func restoredGrave(raw []byte) (ElementID, Grave, bool) {
	parts, ok := strict.Array(raw)
	if !ok || len(parts) != 3 {
		return "", Grave{}, false
	}
	id, okID := strict.String(parts[0])
	by, okBy := restoredWriter(parts[1])
	maker, okMaker := strict.Int(parts[2])
	return ElementID(id), Grave{By: by, Maker: Author(maker)}, okID && IsElementID(id) && okBy && okMaker
}

func restoredWriter(raw []byte) (Writer, bool) {
	ns, ok := Value(raw).Ints()
	if !ok || len(ns) != 2 {
		return Writer{}, false
	}
	return Writer{Seq: Seq(ns[0]), Author: Author(ns[1])}, true
}

// acyclic says whether every walk from an element to its parents ends. What was found once is not walked again.
func (b *Board) acyclic() bool {
	ends := map[ElementID]bool{}
	for id, e := range b.elements {
		if e.Value("parent") == "" {
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
