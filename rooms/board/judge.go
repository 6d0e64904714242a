package board

import "strings"

// Judge says whether a change may stand at the door: form, names, types and limits, by kinds.json alone (never by the board's state). nil means yes.
// The first fault counts: of the change, then op by op, path by path. Beyond what the dictionary says of values it asks three things:
// a put and a restore name their kind, and a set does not unset it (or one client could make a board unreadable for all);
// the kind "board" is the settings' and theirs only; and the settings are not removed.
func Judge(c Change) *Refusal {
	if len(c.Ops) == 0 {
		return form("a change holds at least one op")
	}
	if c.Step != "" && !IsElementID(c.Step) {
		return form("a step must be an id")
	}
	if len(c.Ops) > MaxOps {
		return &Refusal{"too_many_ops", "a change holds at most 1000 ops"}
	}
	if EncodedLen(c) > MaxChangeBytes {
		return &Refusal{"too_large", "a change is at most 256 KiB"}
	}
	for _, op := range c.Ops {
		if op == nil || !IsElementID(string(op.Element())) {
			return form("an op must name its element")
		}
		if refusal := op.judge(); refusal != nil {
			return refusal
		}
	}
	return nil
}

// judgeWhole judges the props of a put or a restore.
func judgeWhole(id ElementID, props Props) *Refusal {
	if props.Get("kind") == "" {
		return form("an element must have a kind")
	}
	return judgeProps(id, props, false)
}

// judgeProps judges props path by path. set says that null may stand.
func judgeProps(id ElementID, props Props, set bool) *Refusal {
	counted, entries := "", 0
	for _, p := range props {
		if !isPath(p.Path) {
			return form("a path is not put together as it must be")
		}
		name, _, entry := strings.Cut(p.Path, "/")
		known, ok := dictionary.properties[name]
		if !ok || (entry && known.entries == 0) {
			return &Refusal{"unknown_property", "there is no property " + p.Path}
		}
		if refusal := judgeValue(id, p, known, entry, set); refusal != nil {
			return refusal
		}
		if name != counted {
			counted, entries = name, 0
		}
		if entry && p.Value != "" {
			entries++
		}
		if entries > known.entries {
			return bad(p.Path, "is more than the map can hold")
		}
	}
	return nil
}

func judgeValue(id ElementID, p Prop, known property, entry, set bool) *Refusal {
	if !entry && known.entries > 0 {
		return bad(p.Path, "is a map; only its entries can be written")
	}
	if p.Value == "" {
		if !set {
			return form("null stands in a set only")
		}
		if p.Path == "kind" {
			return bad(p.Path, "cannot be unset")
		}
		return nil
	}
	if !known.fits([]byte(p.Value)) {
		return bad(p.Path, "does not fit its type")
	}
	if known.is == "kind" {
		return judgeKind(id, p)
	}
	return nil
}

func judgeKind(id ElementID, p Prop) *Refusal {
	kind, _ := p.Value.Text()
	if _, ok := dictionary.kinds[kind]; !ok {
		return &Refusal{"unknown_kind", "this server does not know that kind of element"}
	}
	if (kind == "board") != (id == Settings) {
		return bad(p.Path, "is the settings' and theirs only")
	}
	return nil
}

func bad(path, why string) *Refusal { return &Refusal{"bad_value", path + " " + why} }

// EncodedLen is the number of bytes that AppendChange writes for a change whose names are in form.
func EncodedLen(c Change) int {
	n := len(`{"ops":[]}`) + max(0, len(c.Ops)-1)
	if c.Step != "" {
		n += len(`"step":"",`) + len(c.Step)
	}
	for _, op := range c.Ops {
		if op != nil {
			n += op.encodedLen()
		}
	}
	return n
}

// lenOp is how many bytes appendOp writes.
func lenOp(op Op, own bool, props Props, hasProps bool) int {
	n := len(`{"op":"","id":""}`) + len(op.Name()) + len(op.Element())
	if own {
		n += len(`,"own":true`)
	}
	if hasProps {
		n += len(`,"props":{}`) + max(0, len(props)-1)
	}
	for _, p := range props {
		n += len(`"":`) + len(p.Path) + len(p.Value)
		if p.Value == "" {
			n += len("null")
		}
	}
	return n
}
