package board

// Restore brings a removed element back; it carries the whole of it.
type Restore struct {
	ID    ElementID
	Own   bool
	Props Props
}

func newRestore(f opFields) (Op, bool) {
	return Restore{f.id, f.own, f.props}, f.hasProps
}

// Name is "restore".
func (Restore) Name() string { return "restore" }

// Element is the id of the element that comes back.
func (op Restore) Element() ElementID { return op.ID }

// apply holds B7 and B8.
func (op Restore) apply(b *Board, at Stamp) Effect {
	if b.elements[op.ID] != nil {
		return nothing(WhyLive)
	}
	grave, dead := b.graves[op.ID]
	if !dead {
		return nothing(WhyNever)
	}
	if op.Own && grave.By.Author != at.Author {
		return nothing(WhyOthers)
	}
	return b.make(op.ID, grave.Maker, op.Props, Writer(at))
}

func (op Restore) append(dst []byte) []byte { return appendOp(dst, op, op.Own, op.Props, true) }

func (op Restore) judge() *Refusal { return judgeWhole(op.ID, op.Props) }

func (op Restore) encodedLen() int { return lenOp(op, op.Own, op.Props, true) }
