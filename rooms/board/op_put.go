package board

// Put makes an element.
type Put struct {
	ID    ElementID
	Props Props
}

func newPut(f opFields) (Op, bool) {
	return Put{f.id, f.props}, f.hasProps && !f.hasOwn
}

// Name is "put".
func (Put) Name() string { return "put" }

// Element is the id of the new element.
func (op Put) Element() ElementID { return op.ID }

// apply holds B5.
func (op Put) apply(b *Board, at Stamp) Effect {
	if b.elements[op.ID] != nil {
		return nothing(WhyExists)
	}
	if _, dead := b.graves[op.ID]; dead {
		return nothing(WhyGrave)
	}
	return b.make(op.ID, at.Author, op.Props, Writer(at))
}

func (op Put) append(dst []byte) []byte { return appendOp(dst, op, false, op.Props, true) }

func (op Put) judge() *Refusal { return judgeWhole(op.ID, op.Props) }

func (op Put) encodedLen() int { return lenOp(op, false, op.Props, true) }
