package board

// Set writes properties of an element that is there.
type Set struct {
	ID    ElementID
	Own   bool
	Props Props
}

func newSet(f opFields) (Op, bool) {
	return Set{f.id, f.own, f.props}, len(f.props) > 0
}

// Name is "set".
func (Set) Name() string { return "set" }

// Element is the id of the element that is written to.
func (op Set) Element() ElementID { return op.ID }

// apply holds B3, B8, B9, B11 and B12.
func (op Set) apply(b *Board, at Stamp) Effect {
	before := b.elements[op.ID]
	if before == nil {
		return b.missing(op.ID)
	}
	var allowed func(string) bool
	if op.Own {
		allowed = func(path string) bool { return before.Writer(path).Author == at.Author }
	}
	d := draft{Element: *before}
	effect := b.fill(&d, op.Props, Writer(at), allowed)
	if effect.Did != Nothing {
		d.Last = Writer(at)
		b.elements[op.ID] = &d.Element
	}
	return effect
}

func (op Set) append(dst []byte) []byte { return appendOp(dst, op, op.Own, op.Props, true) }

func (op Set) judge() *Refusal {
	if len(op.Props) == 0 {
		return form("a set holds at least one property")
	}
	return judgeProps(op.ID, op.Props, true)
}

func (op Set) encodedLen() int { return lenOp(op, op.Own, op.Props, true) }
