package boardtest

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Asked is one change as it comes to the door: by whom, as what text, and whether from the log (then it is not judged, B15).
type Asked struct {
	Author int64
	Raw    string
	Log    bool
}

// Source draws changes for one board. The same seed gives the same changes.
type Source struct {
	rand *rand.Rand
	// fresh counts the ids drawn so far: ids are used again and again, so that ops meet what earlier ones did.
	fresh int
	// crowded are elements whose maps were filled, for B11.
	crowded []string
	// chained is how many links of a chain of parents have been put, for B9's depth.
	chained int
	hostile bool
}

// NewSource returns a source; with hostile a good part of what it draws is not as it should be.
func NewSource(seed uint64, hostile bool) *Source {
	return &Source{rand: rand.New(rand.NewPCG(seed, 0x6472617769)), fresh: 12, hostile: hostile}
}

// Next draws a change.
func (s *Source) Next() Asked {
	asked := Asked{Author: int64(1 + s.rand.IntN(3))}
	switch {
	case s.hostile && s.one(12):
		asked.Raw = s.badChange()
	case s.one(250):
		asked.Raw = s.crowd()
		asked.Log = s.hostile && s.one(2)
		return asked
	case len(s.crowded) > 0 && s.one(40):
		asked.Raw = s.overfill()
	case s.one(12):
		asked.Raw = changeText("", []string{s.link()})
	default:
		asked.Raw = s.change()
	}
	asked.Log = s.hostile && s.one(6)
	return asked
}

func (s *Source) one(in int) bool { return s.rand.IntN(in) == 0 }

func pick[T any](s *Source, from []T) T { return from[s.rand.IntN(len(from))] }

// id is an element's: mostly one of the last few, sometimes the settings', sometimes one that was not there yet.
func (s *Source) id() string {
	switch {
	case s.one(30):
		return "board-settings"
	case s.one(12):
		s.fresh++
		return idOf(s.fresh)
	case len(s.crowded) > 0 && s.one(60):
		return pick(s, s.crowded)
	}
	return idOf(s.fresh - s.rand.IntN(9))
}

func idOf(n int) string { return fmt.Sprintf("element-%d", n) }

func (s *Source) change() string {
	step := ""
	if s.one(2) {
		step = fmt.Sprintf("step-%04d", s.rand.IntN(50))
	}
	ops := make([]string, 1+s.rand.IntN(5))
	for i := range ops {
		ops[i] = s.op()
	}
	return changeText(step, ops)
}

func changeText(step string, ops []string) string {
	if step != "" {
		step = `"step":"` + step + `",`
	}
	return "{" + step + `"ops":[` + strings.Join(ops, ",") + "]}"
}

func (s *Source) op() string {
	if s.hostile && s.one(50) {
		return s.badOp()
	}
	id, own := s.id(), ""
	if s.one(3) {
		own = `,"own":true`
	}
	switch s.rand.IntN(12) {
	case 0, 1, 2, 3:
		return opText("put", id, "", s.whole(id))
	case 4, 5:
		return opText("remove", id, own, nil)
	case 6, 7:
		return opText("restore", id, own, s.whole(id))
	}
	return opText("set", id, own, s.some())
}

// opText writes an op; props nil writes none.
func opText(name, id, own string, props []string) string {
	text := `{"op":"` + name + `","id":"` + id + `"` + own
	if props != nil {
		text += `,"props":{` + strings.Join(props, ",") + "}"
	}
	return text + "}"
}

// whole draws the props of a put or a restore.
func (s *Source) whole(id string) []string {
	kind := pick(s, []string{"stroke", "rectangle", "ellipse", "text"})
	if id == "board-settings" {
		kind = "board"
	}
	if s.hostile && s.one(80) {
		kind = "sphere"
	}
	drawn := []string{}
	if !s.hostile || !s.one(40) {
		drawn = append(drawn, `"kind":"`+kind+`"`)
	}
	return s.add(drawn, 5)
}

// some draws the props of a set.
func (s *Source) some() []string {
	drawn := s.add(nil, 4)
	if len(drawn) == 0 {
		drawn = append(drawn, `"locked":true`)
	}
	if s.one(10) {
		drawn = append(drawn, `"angle":null`)
	}
	return without(drawn)
}

// add draws up to most properties, each once, and some unset ones.
func (s *Source) add(drawn []string, most int) []string {
	for range s.rand.IntN(most + 1) {
		path := s.path()
		value := s.value(path)
		if s.one(30) {
			value = "null"
		}
		drawn = append(drawn, `"`+path+`":`+value)
	}
	if s.hostile && s.one(300) {
		return drawn // with what stands in it twice
	}
	return without(drawn)
}

// without leaves out what names a path that was named before.
func without(drawn []string) []string {
	seen := map[string]bool{}
	kept := drawn[:0]
	for _, member := range drawn {
		key, _, _ := strings.Cut(member, ":")
		if !seen[key] {
			kept = append(kept, member)
		}
		seen[key] = true
	}
	return kept
}

// link puts the next element of a long chain of parents, or hangs its head below its end.
func (s *Source) link() string {
	name := func(n int) string { return fmt.Sprintf("chain-%03d", n) }
	if s.chained > 110 || (s.chained > 2 && s.one(10)) {
		return opText("set", name(s.rand.IntN(s.chained)), "", []string{`"parent":"` + name(s.rand.IntN(s.chained)) + `"`})
	}
	s.chained++
	return opText("put", name(s.chained-1), "", []string{`"kind":"rectangle"`, `"parent":"` + name(max(0, s.chained-2)) + `"`})
}

// crowd fills the map of a new element, up to its limit or beyond; sometimes as the restore of one that was removed at once.
func (s *Source) crowd() string {
	s.fresh++
	id := idOf(s.fresh)
	s.crowded = append(s.crowded, id)
	name, value, limit := "text", `["a0","",""]`, 1000
	if s.one(3) {
		name, value, limit = "knots", `["a0",[0,0],true]`, 2000
	}
	entries := limit + s.rand.IntN(6) - 2
	props := []string{`"kind":"text"`}
	for i := range entries {
		props = append(props, fmt.Sprintf(`"%s/p%04d":%s`, name, i, value))
	}
	if s.one(2) {
		return changeText("", []string{opText("put", id, "", props)})
	}
	return changeText("", []string{opText("put", id, "", props[:1]), opText("remove", id, "", nil), opText("restore", id, "", props)})
}

// overfill writes new entries to maps that may be full, and takes some out.
func (s *Source) overfill() string {
	var props []string
	for range 1 + s.rand.IntN(2) {
		if s.one(3) {
			props = append(props, fmt.Sprintf(`"knots/new%d":["a0",[0,0],false]`, s.rand.IntN(5)))
		} else {
			props = append(props, fmt.Sprintf(`"text/new%d":["a0","more",""]`, s.rand.IntN(5)))
		}
	}
	if s.one(4) {
		props = append(props, fmt.Sprintf(`"text/p%04d":null`, s.rand.IntN(1000)))
	}
	if s.one(3) {
		props = append(props, `"text/p0001":["a1","again","b"]`)
	}
	return changeText("", []string{opText("set", pick(s, s.crowded), "", without(props))})
}
