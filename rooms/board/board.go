package board

import (
	"iter"
	"maps"
)

// Board is the document at a seq. It is owned by whoever made it; nothing in it is safe for concurrent use, but
// elements are immutable (a change replaces them), so a Clone may be read elsewhere while the board goes on.
type Board struct {
	seq      Seq
	elements map[ElementID]*Element
	graves   map[ElementID]Grave
}

// New returns the empty board, at seq 0.
func New() *Board {
	return &Board{elements: map[ElementID]*Element{}, graves: map[ElementID]Grave{}}
}

// Seq is the seq of the last change applied.
func (b *Board) Seq() Seq { return b.seq }

// Len is the number of elements.
func (b *Board) Len() int { return len(b.elements) }

// Element returns the element with that id, or nil.
func (b *Board) Element(id ElementID) *Element { return b.elements[id] }

// Elements yields all elements, in no order.
func (b *Board) Elements() iter.Seq[*Element] { return maps.Values(b.elements) }

// Grave returns what is left of a removed element; false if nothing of that id was removed.
func (b *Board) Grave(id ElementID) (Grave, bool) {
	g, ok := b.graves[id]
	return g, ok
}

// Title is the board's title as its settings hold it; "" for none.
func (b *Board) Title() string {
	settings := b.elements[Settings]
	if settings == nil {
		return ""
	}
	title, _ := settings.Value("title").Text()
	return title
}

// Growth is by how many elements the ops would grow the board at most, as it is now: puts of ids that are free and restores of graves.
// Removals are not counted against them.
func (b *Board) Growth(ops []Op) int {
	n := 0
	for _, op := range ops {
		switch op := op.(type) {
		case Put:
			_, dead := b.graves[op.ID]
			if b.elements[op.ID] == nil && !dead {
				n++
			}
		case Restore:
			if _, dead := b.graves[op.ID]; dead {
				n++
			}
		}
	}
	return n
}

// Apply does what a change asks, op by op, and returns one Effect an op (B1). at.Seq becomes the board's seq.
func (b *Board) Apply(at Stamp, ops []Op) []Effect {
	effects := make([]Effect, len(ops))
	for i, op := range ops {
		if op != nil {
			effects[i] = op.apply(b, at)
		}
	}
	b.seq = at.Seq
	return effects
}

// Clone returns a copy that shares the (immutable) elements: cost in proportion to their number, not to their size.
func (b *Board) Clone() *Board {
	return &Board{seq: b.seq, elements: maps.Clone(b.elements), graves: maps.Clone(b.graves)}
}

// fill writes props into a draft one by one and says what came of them. allowed, if not nil, is asked first.
func (b *Board) fill(d *draft, props Props, by Writer, allowed func(path string) bool) Effect {
	done, why := 0, Reason("")
	for _, p := range props {
		reason := WhyOthers
		if allowed == nil || allowed(p.Path) {
			reason = b.hinders(d, p)
		}
		if reason == "" {
			d.write(p, by)
			done++
		} else if why == "" {
			why = reason
		}
	}
	switch {
	case done == 0:
		return Effect{Nothing, why}
	case why != "":
		return Effect{Part, why}
	}
	return Effect{Done, ""}
}

// missing says why nothing can be done to an id that no element has.
func (b *Board) missing(id ElementID) Effect {
	if _, dead := b.graves[id]; dead {
		return nothing(WhyGrave)
	}
	return nothing(WhyAbsent)
}

// hinders says why one property may not be written: a circle of parents (B9), or a map that is full (B11).
func (b *Board) hinders(d *draft, p Prop) Reason {
	if p.Value == "" {
		return ""
	}
	if p.Path == "parent" && b.circles(d.ID, idOf(p.Value)) {
		return WhyCircle
	}
	if name, limit, ok := mapOf(p.Path); ok && d.Value(p.Path) == "" && d.Props.entries(name) >= limit {
		return WhyFull
	}
	return ""
}

// make builds the element of a put or a restore. It is made even if none of its properties can stand.
func (b *Board) make(id ElementID, maker Author, props Props, by Writer) Effect {
	d := draft{Element: Element{ID: id, Maker: maker, Born: by, Last: by}}
	effect := Effect{Done, ""}
	if props.plain() && props.Get("parent") == "" && !props.hasEntries() {
		d.Props = props
	} else {
		given := make(Props, 0, len(props))
		for _, p := range props {
			if p.Value != "" {
				given = append(given, p)
			}
		}
		if effect = b.fill(&d, given, by, nil); effect.Why != "" {
			effect.Did = Part
		} else {
			effect.Did = Done
		}
	}
	b.elements[id] = &d.Element
	delete(b.graves, id)
	return effect
}
