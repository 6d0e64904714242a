package board

import (
	"slices"
	"strings"
)

// Parent returns the element's parent as it reads: "" for none, absent or removed ones.
func (b *Board) Parent(id ElementID) ElementID {
	e := b.elements[id]
	if e == nil {
		return ""
	}
	parent := e.parentID()
	if b.elements[parent] == nil {
		return ""
	}
	return parent
}

// circles says whether parent may not become the parent of id (B9): it is id, has id above it, or lies so deep that id would have more
// than MaxDepth elements above it. id itself need not be on the board: elements may name a parent that comes later.
func (b *Board) circles(id, parent ElementID) bool {
	for depth := 1; parent != ""; depth++ {
		if parent == id {
			return true
		}
		e := b.elements[parent]
		if e == nil {
			return false
		}
		if depth > MaxDepth {
			return true
		}
		parent = e.parentID()
	}
	return false
}

// leaf is an element with what it is sorted by.
type leaf struct {
	id    ElementID
	order string
}

func byOrder(a, b leaf) int {
	if c := strings.Compare(a.order, b.order); c != 0 {
		return c
	}
	return strings.Compare(string(a.id), string(b.id))
}

// PaintOrder returns the ids of all elements in the order in which they are painted (B10). It is iterative: trees may be deep.
func (b *Board) PaintOrder() []ElementID {
	children := map[ElementID][]leaf{}
	for id, e := range b.elements {
		parent := b.Parent(id)
		children[parent] = append(children[parent], leaf{id, e.order()})
	}
	// What waits is kept with the next on top, so siblings are sorted backwards.
	for _, siblings := range children {
		slices.SortFunc(siblings, func(x, y leaf) int { return byOrder(y, x) })
	}
	order := make([]ElementID, 0, len(b.elements))
	waiting := children[""]
	for len(waiting) > 0 {
		next := waiting[len(waiting)-1].id
		waiting = append(waiting[:len(waiting)-1], children[next]...)
		order = append(order, next)
	}
	return order
}
