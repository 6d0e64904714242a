package board

import (
	"fmt"

	"drawingroom/rooms/board/strict"
)

// maxDepth is how deep a payload may nest: change, ops, op, props, and the arrays of a value.
const maxDepth = 4 + maxNesting

// AppendChange appends the canonical encoding of a change: the log's payload.
//
//	{"step":"…","ops":[{"op":"put","id":"…","props":{…}},{"op":"set","id":"…","own":true,"props":{…}},{"op":"remove","id":"…"}]}
//
// Keys stand in just this order, step and own only when set, props sorted by path, unset values as null, no white space.
func AppendChange(dst []byte, c Change) []byte {
	dst = append(dst, '{')
	if c.Step != "" {
		dst = append(dst, `"step":`...)
		dst = append(strict.AppendString(dst, c.Step), ',')
	}
	dst = append(dst, `"ops":[`...)
	for i, op := range c.Ops {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = op.append(dst)
	}
	return append(dst, "]}"...)
}

// appendOp writes the keys that ops have, in their order.
func appendOp(dst []byte, op Op, own bool, props Props, hasProps bool) []byte {
	dst = append(dst, `{"op":"`...)
	dst = append(dst, op.Name()...)
	dst = append(dst, `","id":`...)
	dst = strict.AppendString(dst, string(op.Element()))
	if own {
		dst = append(dst, `,"own":true`...)
	}
	if hasProps {
		dst = append(dst, `,"props":`...)
		dst = appendProps(dst, props)
	}
	return append(dst, '}')
}

func appendProps(dst []byte, props Props) []byte {
	dst = append(dst, '{')
	for i, p := range props {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(strict.AppendString(dst, p.Path), ':')
		if p.Value == "" {
			dst = append(dst, "null"...)
		} else {
			dst = append(dst, p.Value...)
		}
	}
	return append(dst, '}')
}

// DecodeChange reads what AppendChange wrote. It is as strict as the wire (duplicate keys, null, depth, sizes) but does not judge values
// against the dictionary (B15): rows of a newer dictionary must still load.
func DecodeChange(version int, payload []byte) (Change, error) {
	if version != Version {
		return Change{}, fmt.Errorf("a change of version %d cannot be read", version)
	}
	if err := strict.Check(payload, maxDepth); err != nil {
		return Change{}, fmt.Errorf("reading a change: %w", err)
	}
	members, ok := strict.Object(payload)
	if !ok {
		return Change{}, fmt.Errorf("reading a change: %w", form("a change must be an object"))
	}
	c, refusal := decodeChange(members)
	if refusal != nil {
		return Change{}, fmt.Errorf("reading a change: %w", refusal)
	}
	return c, nil
}

// decodeChange looks at the names of all keys first, then at the step, then at the ops: so that the code of a bad change does not hang
// on the order of its keys.
func decodeChange(members []strict.Member) (Change, *Refusal) {
	var step, ops []byte
	for _, m := range members {
		switch m.Key {
		case "step":
			step = m.Raw
		case "ops":
			ops = m.Raw
		default:
			return Change{}, form("a change has an unknown key")
		}
	}
	var c Change
	if step != nil {
		var ok bool
		if c.Step, ok = strict.String(step); !ok || !IsElementID(c.Step) {
			return Change{}, form("a step must be an id")
		}
	}
	if ops == nil {
		return Change{}, form("a change must have ops")
	}
	var refusal *Refusal
	c.Ops, refusal = DecodeOps(ops)
	return c, refusal
}
