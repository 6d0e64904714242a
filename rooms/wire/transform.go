package wire

// Transform is what becomes of all elements of a gesture alike (W15): at most one of By, Pull and Turn; nil: absent.
type Transform struct {
	By   *Point
	Copy bool // By carries copies, and the elements stay
	Pull *Pull
	Turn *[3]int64 // hundredths of a degree, and the point about which
}

// Pull makes what fills a box fill another. Both are turned by the box's tilt about the middle of the first.
type Pull struct {
	Box [5]int64 // x, y, w, h, and the tilt in hundredths of a degree
	To  [4]int64 // x, y, w, h; negative sides mirror
}

// transform reads the keys of which at most one kind may be there.
func (f *fields) transform() (t Transform) {
	kinds := 0
	if raw := f.raw("by"); raw != nil {
		by := f.point(raw)
		t.By, kinds = &by, kinds+1
	}
	if raw := f.raw("copy"); raw != nil {
		if t.Copy = string(raw) == "true"; !t.Copy || t.By == nil {
			f.fail("copies are not carried")
		}
	}
	if f.has("box") != f.has("to") {
		f.fail("box and to come together")
	}
	if raw := f.raw("box"); raw != nil {
		t.Pull, kinds = &Pull{}, kinds+1
		f.numbers(raw, t.Pull.Box[:])
		f.numbers(f.raw("to"), t.Pull.To[:])
	}
	if raw := f.raw("turn"); raw != nil {
		t.Turn, kinds = &[3]int64{}, kinds+1
		f.numbers(raw, t.Turn[:])
	}
	if kinds > 1 {
		f.fail("a gesture carries, pulls and turns at once")
	}
	return t
}

// Any says whether there is one.
func (t *Transform) Any() bool { return t.By != nil || t.Pull != nil || t.Turn != nil }

func (t *Transform) appendKeys(dst []byte) []byte {
	if t.By != nil {
		dst = append(dst, `,"by":`...)
		dst = appendNumbers(dst, t.By[:])
	}
	if t.Copy {
		dst = append(dst, `,"copy":true`...)
	}
	if t.Pull != nil {
		dst = append(dst, `,"box":`...)
		dst = appendNumbers(dst, t.Pull.Box[:])
		dst = append(dst, `,"to":`...)
		dst = appendNumbers(dst, t.Pull.To[:])
	}
	if t.Turn != nil {
		dst = append(dst, `,"turn":`...)
		dst = appendNumbers(dst, t.Turn[:])
	}
	return dst
}
