package board

// Remove takes an element away and leaves a grave.
type Remove struct {
	ID  ElementID
	Own bool
}

func newRemove(f opFields) (Op, bool) {
	return Remove{f.id, f.own}, !f.hasProps
}

// Name is "remove".
func (Remove) Name() string { return "remove" }

// Element is the id of the element that goes.
func (op Remove) Element() ElementID { return op.ID }

// apply holds B6 and B8.
func (op Remove) apply(b *Board, at Stamp) Effect {
	e := b.elements[op.ID]
	if e == nil {
		return b.missing(op.ID)
	}
	if op.Own && !e.madeBy(at.Author) {
		return nothing(WhyOthers)
	}
	delete(b.elements, op.ID)
	b.graves[op.ID] = Grave{By: Writer(at), Maker: e.Maker}
	return Effect{Done, ""}
}

func (op Remove) append(dst []byte) []byte { return appendOp(dst, op, op.Own, nil, false) }

func (op Remove) judge() *Refusal {
	if op.ID == Settings {
		return form("the settings of a board cannot be removed")
	}
	return nil
}

func (op Remove) encodedLen() int { return lenOp(op, op.Own, nil, false) }
