package board

import "drawingroom/rooms/board/strict"

// MaxOps is the most ops a change may hold (W12).
const MaxOps = 1000

// MaxChangeBytes is the largest canonical encoding a change may have (W12).
const MaxChangeBytes = 256 << 10

// maxNesting is how deep arrays may nest within a value. It keeps whatever is accepted within the depth of a frame (W4) when it is told.
const maxNesting = 3

// DecodeOps reads the array of ops of a change, as it stands on the wire and in the log (W13). raw must have passed strict.Check.
// It looks at shape only: form, unknown_op and too_many_ops are its codes; whether names and values may stand is Judge's business (B15).
// The ops it returns are canonical: props sorted by path, numbers and strings written as AppendChange writes them.
func DecodeOps(raw []byte) ([]Op, *Refusal) {
	items, ok := strict.Array(raw)
	if !ok || len(items) == 0 {
		return nil, form("ops must be a list with at least one op")
	}
	if len(items) > MaxOps {
		return nil, &Refusal{"too_many_ops", "a change holds at most 1000 ops"}
	}
	ops := make([]Op, 0, len(items))
	for _, item := range items {
		op, refusal := decodeOp(item)
		if refusal != nil {
			return nil, refusal
		}
		ops = append(ops, op)
	}
	return ops, nil
}

// opFields is what may stand in an op, before it is known which of it may.
type opFields struct {
	id       ElementID
	own      bool
	hasOwn   bool
	props    Props
	hasProps bool
}

// decodeOp finds the op's name first, so that the code of a bad op does not hang on the order of its keys.
func decodeOp(raw []byte) (Op, *Refusal) {
	members, ok := strict.Object(raw)
	if !ok {
		return nil, form("an op must be an object")
	}
	name := ""
	for _, m := range members {
		if m.Key == "op" {
			name, ok = strict.String(m.Raw)
			if !ok {
				return nil, form("an op's name must be a string")
			}
		}
	}
	if name == "" {
		return nil, form("an op must have a name")
	}
	build, known := opNames[name]
	if !known {
		return nil, &Refusal{"unknown_op", "there is no such op"}
	}
	f, refusal := decodeFields(members)
	if refusal != nil {
		return nil, refusal
	}
	op, ok := build(f)
	if !ok {
		return nil, form("an op has a key that it must not have, or lacks one that it must")
	}
	return op, nil
}

func decodeFields(members []strict.Member) (opFields, *Refusal) {
	var f opFields
	for _, m := range members {
		ok := true
		switch m.Key {
		case "op":
		case "id":
			var id string
			id, ok = strict.String(m.Raw)
			ok = ok && IsElementID(id)
			f.id = ElementID(id)
		case "own":
			f.own, ok = strict.Bool(m.Raw)
			ok = ok && f.own // own is true or absent
			f.hasOwn = true
		case "props":
			f.props, ok = decodeProps(m.Raw)
			f.hasProps = true
		default:
			return f, form("an op has an unknown key")
		}
		if !ok {
			return f, form("the " + m.Key + " of an op is not put together as it must be")
		}
	}
	if f.id == "" {
		return f, form("an op must name its element")
	}
	return f, nil
}

func decodeProps(raw []byte) (Props, bool) {
	members, ok := strict.Object(raw)
	if !ok {
		return nil, false
	}
	props := make(Props, 0, len(members))
	for _, m := range members {
		if !isPath(m.Key) {
			return nil, false
		}
		value, ok := decodeValue(m.Raw)
		if !ok {
			return nil, false
		}
		props = append(props, Prop{m.Key, value})
	}
	props.sort()
	for i := 1; i < len(props); i++ {
		if props[i].Path == props[i-1].Path {
			return nil, false
		}
	}
	return props, true
}

func form(why string) *Refusal { return &Refusal{"form", why} }
