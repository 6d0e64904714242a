package wire

import (
	"slices"
	"strconv"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

// The limits of W14 and W15, in counts.
const (
	MaxSelection     = 200
	MaxGestureIDs    = 200
	MaxGesturePoints = 10_000
	MaxLetters       = 10_000 // of one run
	maxRun           = 32
	perPoint         = 4 // numbers: dx, dy, pressure, dt
)

// judge takes what may not be passed on out of a presence that has the right shape.
type judge func(*Presence)

// judged asks the dictionary, and knows only the states and signs that there are; taken lets everything through (B15).
func judged(p *Presence) {
	if g := p.Gesture.Value; g != nil && !g.fits() {
		p.Gesture = Optional[Gesture]{}
	}
	if s := p.State.Value; s != nil && *s != Idle && *s != Away {
		p.State = Optional[State]{}
	}
	if r := p.Reaction; r != nil && !slices.Contains(Signs, r.Sign) {
		p.Reaction = nil
	}
}

func taken(*Presence) {}

// presence reads the keys of W14. What may not be passed on is left out; the rest stands.
func (f *fields) presence(judge judge) Presence {
	var p Presence
	if raw := f.raw("cursor"); raw != nil {
		p.Cursor = optionalOf(f, raw, f.point)
	}
	if raw := f.raw("selection"); raw != nil {
		ids := f.ids(raw, 0, MaxSelection)
		p.Selection = Optional[[]board.ElementID]{Set: true, Value: &ids}
	}
	if raw := f.raw("view"); raw != nil {
		p.View = optionalOf(f, raw, f.view)
	}
	if raw := f.raw("caret"); raw != nil {
		p.Caret = optionalOf(f, raw, f.caret)
	}
	if raw := f.raw("gesture"); raw != nil {
		p.Gesture = optionalOf(f, raw, f.gesture)
	}
	f.company(&p)
	if f.why == "" {
		judge(&p)
	}
	return p
}

func optionalOf[T any](f *fields, raw []byte, read func([]byte) T) Optional[T] {
	if strict.IsNull(raw) {
		return Optional[T]{Set: true}
	}
	v := read(raw)
	return Optional[T]{Set: true, Value: &v}
}

func (f *fields) numbers(raw []byte, into []int64) {
	i := 0
	f.list(raw, len(into), func(item []byte) {
		n, ok := strict.Int(item)
		if !ok {
			f.fail("a coordinate is not a whole number")
		}
		into[i] = n
		i++
	})
	if i != len(into) {
		f.fail("there are too few coordinates")
	}
}

func (f *fields) point(raw []byte) (p Point) {
	f.numbers(raw, p[:])
	return p
}

func (f *fields) view(raw []byte) (v [4]int64) {
	f.numbers(raw, v[:])
	return v
}

// caret reads an element, and a run and a number twice.
func (f *fields) caret(raw []byte) (c Caret) {
	i := 0
	f.list(raw, 5, func(item []byte) {
		text, isText := strict.String(item)
		n, isNumber := strict.Int(item)
		switch {
		case i == 0 && isText && board.IsElementID(text):
			c.In = board.ElementID(text)
		case i == 1 && isText && isRun(text):
			c.From.Run = text
		case i == 2 && isNumber && n >= 0 && n <= MaxLetters:
			c.From.At = n
		case i == 3 && isText && isRun(text):
			c.Here.Run = text
		case i == 4 && isNumber && n >= 0 && n <= MaxLetters:
			c.Here.At = n
		default:
			f.fail("a caret is none")
		}
		i++
	})
	if i != 5 {
		f.fail("a caret lacks something")
	}
	return c
}

// isRun says whether a text may be the name of a run, or of none.
func isRun(s string) bool {
	if len(s) > maxRun {
		return false
	}
	for _, c := range []byte(s) {
		if !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-') {
			return false
		}
	}
	return true
}

func (f *fields) ids(raw []byte, least, most int) []board.ElementID {
	ids := []board.ElementID{}
	f.list(raw, most, func(item []byte) {
		id, ok := strict.String(item)
		if !ok || !board.IsElementID(id) {
			f.fail("an id is not one")
		}
		ids = append(ids, board.ElementID(id))
	})
	if len(ids) < least {
		f.fail("there are too few ids")
	}
	return ids
}

func (f *fields) gesture(raw []byte) Gesture {
	in := f.inner(raw, "gesture")
	g := Gesture{ID: in.text("id", 8, 32)}
	if !board.IsElementID(g.ID) {
		in.fail("the gesture's id is not one")
	}
	g.IDs = in.ids(in.raw("ids"), 1, MaxGestureIDs)
	if raw := in.raw("props"); raw != nil {
		g.Props = in.props(raw)
	}
	g.Transform = in.transform()
	if in.has("from") != in.has("points") {
		in.fail("from and points come together")
	}
	if in.has("from") {
		g.From = in.number("from", 0)
		g.Points = in.points(in.raw("points"))
	}
	f.join(&in)
	return g
}

// points reads whole groups of dx, dy, pressure and dt.
func (f *fields) points(raw []byte) []int64 {
	points := []int64{}
	f.list(raw, MaxGesturePoints*perPoint, func(item []byte) {
		n, ok := strict.Int(item)
		if !ok {
			f.fail("a point holds something else than whole numbers")
		}
		points = append(points, n)
	})
	if len(points)%perPoint != 0 {
		f.fail("the points are no whole groups")
	}
	return points
}

// props reads the properties of a gesture: at least one, no null. The core reads them, as those of a set.
func (f *fields) props(raw []byte) board.Props {
	const head = `[{"op":"set","id":"gestures","props":`
	ops := make([]byte, 0, len(head)+len(raw)+2)
	ops = append(append(append(ops, head...), raw...), "}]"...)
	read, bad := board.DecodeOps(ops)
	if bad != nil || len(read) != 1 {
		f.fail("the gesture's properties cannot be read")
		return nil
	}
	set, _ := read[0].(board.Set)
	for _, p := range set.Props {
		if p.Value == "" {
			f.fail("a gesture's property is null")
		}
	}
	if len(set.Props) == 0 {
		f.fail("the gesture's properties are empty")
	}
	return set.Props
}

// fits asks the dictionary whether what the gesture shows could become a change.
func (g *Gesture) fits() bool {
	props := make(board.Props, 0, len(g.Props)+1)
	rest := g.Props
	for len(rest) > 0 && rest[0].Path < "points" {
		props, rest = append(props, rest[0]), rest[1:]
	}
	if len(rest) > 0 && rest[0].Path == "points" {
		return false // they stand on their own (W15)
	}
	if g.Points != nil {
		props = append(props, board.Prop{Path: "points", Value: board.Value(appendNumbers(nil, g.Points))})
	}
	props = append(props, rest...)
	if len(props) == 0 {
		return true
	}
	return board.Judge(board.Change{Ops: []board.Op{board.Set{ID: g.IDs[0], Props: props}}}) == nil
}

func (m Presence) appendTo(dst []byte) []byte {
	dst = append(dst, `{"t":"presence"`...)
	dst = m.appendKeys(dst)
	return append(dst, '}')
}

// appendKeys appends the keys that are set, each with a comma before it.
func (m *Presence) appendKeys(dst []byte) []byte {
	return m.appendCompany(m.appendHand(dst))
}

// appendHand appends what is told of the hand itself.
func (m *Presence) appendHand(dst []byte) []byte {
	if m.Cursor.Set {
		dst = append(dst, `,"cursor":`...)
		if m.Cursor.Value == nil {
			dst = append(dst, "null"...)
		} else {
			dst = appendNumbers(dst, m.Cursor.Value[:])
		}
	}
	if m.Selection.Set && m.Selection.Value != nil {
		dst = append(dst, `,"selection":`...)
		dst = appendIDs(dst, *m.Selection.Value)
	}
	if m.View.Set {
		dst = append(dst, `,"view":`...)
		if m.View.Value == nil {
			dst = append(dst, "null"...)
		} else {
			dst = appendNumbers(dst, m.View.Value[:])
		}
	}
	if m.Caret.Set {
		dst = append(dst, `,"caret":`...)
		if m.Caret.Value == nil {
			dst = append(dst, "null"...)
		} else {
			dst = m.Caret.Value.appendTo(dst)
		}
	}
	if m.Gesture.Set {
		dst = append(dst, `,"gesture":`...)
		if m.Gesture.Value == nil {
			dst = append(dst, "null"...)
		} else {
			dst = m.Gesture.Value.appendTo(dst)
		}
	}
	return dst
}

// appendTo appends names that hold nothing that needs an escape.
func (c *Caret) appendTo(dst []byte) []byte {
	dst = append(append(dst, `["`...), c.In...)
	dst = append(append(dst, `","`...), c.From.Run...)
	dst = appendNumber(dst, `",`, c.From.At)
	dst = append(append(dst, `,"`...), c.Here.Run...)
	dst = appendNumber(dst, `",`, c.Here.At)
	return append(dst, ']')
}

func (g *Gesture) appendTo(dst []byte) []byte {
	dst = append(dst, `{"id":"`...)
	dst = append(dst, g.ID...)
	dst = append(dst, `","ids":`...)
	dst = appendIDs(dst, g.IDs)
	if g.Props != nil {
		dst = append(dst, `,"props":{`...)
		for i, p := range g.Props {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = strict.AppendString(dst, p.Path)
			dst = append(dst, ':')
			dst = append(dst, p.Value...)
		}
		dst = append(dst, '}')
	}
	dst = g.Transform.appendKeys(dst)
	if g.Points != nil {
		dst = appendNumber(dst, `,"from":`, g.From)
		dst = append(dst, `,"points":`...)
		dst = appendNumbers(dst, g.Points)
	}
	return append(dst, '}')
}

// appendIDs appends ids, which hold nothing that needs an escape.
func appendIDs(dst []byte, ids []board.ElementID) []byte {
	dst = append(dst, '[')
	for i, id := range ids {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, '"')
		dst = append(dst, id...)
		dst = append(dst, '"')
	}
	return append(dst, ']')
}

func appendNumbers(dst []byte, numbers []int64) []byte {
	dst = append(dst, '[')
	for i, n := range numbers {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, n, 10)
	}
	return append(dst, ']')
}
